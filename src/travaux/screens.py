"""What a screen has room for: parts of a record as it was reviewed, each read without a look at the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from travaux import views
from travaux.model import Actor, Glance, Record, Span, When
from travaux.record import Days, Newest, Reports, Store, Wanted
from travaux.reviewing import Reviewed

_MOST_TOLD = 6_000  # findings that a page looks through at most
_MOST_QUOTED = 2_500  # statements that are looked through for who speaks for a party
_NEWEST = 300  # shifts and conditions of a party or an issue, of a large record
_MOST_LINKS = 2_000  # conditions that are looked through for a page of them
_MOST_LOOSE = 300  # positions on no issue that are looked at for the page of a party, of a large record
_PASSAGES = 2_000  # on an issue that are read at a time, of a large record
_MOST_LOOKED_AT = 20_000  # sentences that a search with a filter goes through at most
_POSITIONS = frozenset(("positions",))


class Screens:
    """The parts of an open record that pages are made of."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reviewed = Reviewed(store)

    def board(
        self, *, first_row: int = 0, rows: int = 12, first_column: int = 0, columns: int = 5, **filters: Any
    ) -> views.Board:
        """A part of the matrix, as much as a screen has room for, without a look at the rest."""
        size = {"first_row": first_row, "rows": rows, "first_column": first_column, "columns": columns}
        return views.find_board(
            self._reviewed.read(Wanted(glances=True)), self._reviewed.read, views.Filter(**filters), **size
        )

    def dossier(
        self,
        *,
        of_party: str | None = None,
        of_issue: str | None = None,
        first: int = 0,
        most: int = 10,
        **filters: Any,
    ) -> views.Dossier | None:
        """All of an issue or a party, by id; of one cell where both are named; None where there is none of this id."""
        glances = self._reviewed.read(Wanted(glances=True))
        issue = next((each for each in glances.issues if each.id == of_issue), None)
        party = next((each for each in glances.parties if each.id == of_party), None)
        if (issue is None) != (of_issue is None) or (party is None) != (of_party is None):
            return None
        asked, read = views.Filter(**filters), self._reviewed.read
        newest = _NEWEST if self._store.is_large else None
        return views.find_dossier(glances, read, asked, party=party, issue=issue, first=first, most=most, newest=newest)

    def people(self, party: str, **filters: Any) -> views.People:
        """Who speaks for a party, by its id, and how often each is quoted: in the newest reports of a large record."""
        if self._store.is_large:
            days = {name: filters.get(name) for name in ("since", "until")}
            newest = self._store.newest_reports(most=_MOST_QUOTED, fields=("statements",), **days)
            told = self._reviewed.reports(newest.reports, ("statements",))
            found = views.find_people(views.narrowed(told, views.Filter(**filters), "statements"), party)
            return replace(found, reports=len(newest.reports) if newest.next_day else None)
        wanted = Wanted(frozenset(("actors",)), frozenset(("statements",)), frozenset(("articles",)), party=party)
        asked = views.Filter(**filters)
        return views.find_people(views.narrowed(self._reviewed.read(wanted), asked, "statements"), party)

    def loose(self, party: str, *, most: int = 8, **filters: Any) -> tuple[tuple[views.Entry, ...], int]:
        """The newest positions of a party, by its id, that are on no issue, and how many there are in all.

        Of a large record only the newest few hundred are looked through.
        """
        asked = views.Filter(**filters)
        behind = frozenset(("statements", "witnesses", "copies", "articles"))
        newest = _MOST_LOOSE if self._store.is_large else None
        wanted = Wanted(placed=_POSITIONS, behind=behind, party=party, issues=frozenset(), newest=newest)
        index = views.narrowed(self._reviewed.read(wanted), asked, "positions")
        found = [each for each in index.newest(index.record.positions) if each.issue is None and each.party == party]
        number = len(found)
        if newest is not None and asked == views.Filter():
            number = next((each.positions for each in self.glances().glances or () if _is_loose(each, party)), number)
        return tuple(views.entry(index, each) for each in found[:most]), number

    def passages(self, issue: str, *, first: int = 0, most: int = 30) -> tuple[views.Listing, int]:
        """Some positions on an issue, by its name, as rows, the newest first; and how many there are in all."""
        asked = views.Filter(issue=issue)
        wanted = views.wanted_in_full("positions", asked, self.names())
        if not self._store.is_large:
            found = views.listing(self._reviewed.read(wanted), "positions", asked)
            return views.some_of(found, most, first), len(found.rows)
        newest = _PASSAGES * (1 + (first + most) // _PASSAGES)  # of whole weeks, so that pages follow one another
        found = views.listing(self._reviewed.read(replace(wanted, newest=newest)), "positions", asked)
        every = (each.positions for each in self.glances().glances or () if each.issue in (wanted.issues or ()))
        return views.some_of(found, most, first), sum(every)

    def article(self, id: str, mark: Span | None = None) -> views.Sheet | None:  # noqa: A002
        """An article with all that was found in it, and what others tell of the same; None where there is none.

        `mark` is a place in it that is marked, too.
        """
        return views.find_sheet(self._reviewed.article(id), id, mark)

    def reports(
        self, *, most: int = 50, first: int = 0, since: date | None = None, until: date | None = None
    ) -> Reports:
        """Some reports without their texts, the newest first, with how many findings rest on each."""
        return self._store.by_day(since, until, most, first)

    def actors(self) -> tuple[Actor, ...]:
        """Who speaks and is spoken of, across articles, by id."""
        return self._reviewed.read(Wanted(frozenset(("actors",)))).actors

    def hits(self, words: str, *, limit: int = 20, after: int = -1, **filters: Any) -> views.Hits:
        """The same as rows, without going through much more than is shown: there may be none yet, and `next`."""
        return self._hits(words, views.Filter(**filters), limit, after, _MOST_TOLD)

    def look(self, *, most: int = 50, first: int = 0, **filters: Any) -> views.Looked:
        """Positions and statements by fields alone; in the newest reports where that is much to look through."""
        asked = views.Filter(**filters)
        place = views.wanted_in_full("matrix", asked, self._reviewed.read(Wanted()))
        both = ("positions", "statements")
        if self._is_much(place):
            told, newest = self.newest_reports(*both, since=asked.since, until=asked.until)
            looked = views.look(views.narrowed(told, asked, *both), most, first)
            return replace(looked, reports=len(newest.reports), earlier=newest.earlier)
        of_party = {"statements"} if asked.issue is None else set[str]()
        wanted = replace(place, placed=place.placed | of_party, behind=place.behind - of_party)
        return views.look(views.narrowed(self._reviewed.read(wanted), asked, *both), most, first)

    def _is_much(self, place: Wanted) -> bool:
        """Whether more was said of a place than a page looks through."""
        cells = (
            each.positions
            for each in self.glances().glances or ()
            if (place.party in (None, each.party)) and (place.issues is None or each.issue in place.issues)
        )
        return sum(cells) > _MOST_TOLD // 2

    def _hits(self, words: str, asked: views.Filter, limit: int, after: int, most: int | None) -> views.Hits:
        """So many sentences at most, the shortest first, among those with `most` findings in their articles."""
        names = self._store.about(())
        part = self._reviewed.about((), names)
        views.select(part, asked, "articles")  # names that are not known are said, found or not
        hits: list[tuple[int, views.Hit]] = []
        looked = told = 0
        last: int | None = after
        while len(hits) <= limit and looked < _MOST_LOOKED_AT and (most is None or told < most):
            places = self._store.search(words, max(limit + 1, looked), last if last is not None else -1)
            if not places:
                last = None
                break
            last, looked = places[-1].number, looked + len(places)
            held = self._reviewed.about((place[1:] for place in places), names)
            told += len(held.positions) + len(held.statements) + len(held.events)
            numbers = {place[1:]: place.number for place in places}
            found = views.find_hits(held, (place[1:] for place in places), asked)
            hits += [(numbers[hit.article.id, hit.start, hit.stop], hit) for hit in found]
            part = views.both(part, views.part_behind(held, found))
        shown = tuple(hit for _, hit in hits[:limit])
        following = hits[limit - 1][0] if len(hits) > limit else last if most is not None else None
        return views.Hits(shown, following, looked, part)

    def names(self) -> Record:
        """What the record is called, its parties and issues, its first and last report by date, and nothing else."""
        return self._reviewed.read(Wanted())

    def part(self, *fields: str) -> Record:
        """All that these fields of a `Record` hold, with the names of parties and issues, and nothing else."""
        return self._reviewed.read(Wanted(frozenset(fields)))

    def conditions(self, **filters: Any) -> Record:
        """What waits for what, and knots, with nothing that they rest on: the newest few thousand of a large record.

        Of the filters a party and an issue narrow what is looked through.
        """
        if not self._store.is_large:
            return self.part("links", "knots")
        asked = views.Filter(**filters)
        place = views.wanted_in_full("matrix", asked, self.names())
        return self._reviewed.read(
            Wanted(
                frozenset(("knots",)), frozenset(("links",)), newest=_MOST_LINKS, party=place.party, issues=place.issues
            )
        )

    def glances(self, *fields: str, stands: bool = False) -> Record:
        """Parties, issues, what each has said on each at a glance, with its stands or without; and these fields."""
        return self._reviewed.read(Wanted(frozenset(fields), glances=True, stands=stands))

    def days_of(self, field: str) -> Counter[When | None]:
        """How many happenings or shifts are of each time, None for those of none."""
        return self._reviewed.days_of(field)

    def reach(self, *fields: str, days: Days, most: int, **filters: Any) -> date | None:
        """The day from which on no more than `most` happenings, shifts or stands of these days have begun.

        None where there are no more. Of the filters a party and an issue tell which stands count.
        """
        return self._reviewed.reach(self._dated(fields, days, filters), most)

    def dated(self, *fields: str, days: Days, told_in: Iterable[str] = (), **filters: Any) -> Record:
        """Happenings, shifts or stands of some days; and happenings that some reports tell of. Filters as above."""
        return self._reviewed.read(replace(self._dated(fields, days, filters), told_in=frozenset(told_in)))

    def held(self, *, days: Days, **filters: Any) -> Record:
        """What each has said on each issue at a glance, with the stands of some days. Filters as above."""
        return self._reviewed.read(replace(self._dated((), days, filters), glances=True, stands=True))

    def _dated(self, fields: Iterable[str], days: Days, filters: dict[str, Any]) -> Wanted:
        place = views.wanted_in_full("matrix", views.Filter(**filters), self.names()) if filters else Wanted()
        return Wanted(dated=frozenset(fields), days=days, party=place.party, issues=place.issues)

    def chosen(self, **ids: Iterable[str]) -> Record:
        """Findings by id, by the field of `Record` that holds them, and the headings of their articles."""
        return self._reviewed.chosen(ids)

    def newest_reports(
        self, *fields: str, since: date | None = None, until: date | None = None
    ) -> tuple[Record, Newest]:
        """What the newest reports of these days hold, as many as can be looked through at once; and how far they reach.

        `fields` are what is looked through: positions, statements, events.
        """
        newest = self.newest(*fields, since=since, until=until)
        return self.told(newest, *fields), newest

    def newest(self, *fields: str, since: date | None = None, until: date | None = None) -> Newest:
        """The newest reports of these days, as many as have no more in these fields than can be looked through."""
        return self._store.newest_reports(since, until, _MOST_TOLD, fields)

    def told(self, newest: Newest, *fields: str) -> Record:
        """What these reports hold in some fields."""
        return self._reviewed.reports(newest.reports, fields)


def _is_loose(glance: Glance, party: str) -> bool:
    return glance.party == party and glance.issue is None

"""The library as a user holds it: build or open a record, and look at it.

>>> import tempfile, pathlib, travaux
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> _ = (folder / "a.txt").write_text(
...     "Outlet: Norland Courier\\nDate: 2031-04-22\\n\\n"
...     "Norland Foreign Minister Ann Vo said on Tuesday that Velmark must withdraw its patrol boats.\\n")
>>> record = travaux.build(folder)
>>> [(each.speaker, each.content[0].words) for each in record.statements()]
[('Ann Vo', 'Velmark must withdraw its patrol boats')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from travaux import review, views
from travaux.model import (
    Accuracy,
    Actor,
    Agreement,
    Article,
    Event,
    Glance,
    Issue,
    Party,
    Position,
    Problem,
    Queue,
    Record,
    Ruled,
    Ruling,
    Span,
    Statement,
)
from travaux.record import Copied, Memory, Newest, Promise, Remembering, Reports, State, Store, Wanted
from travaux.reviewing import Reviewed

if TYPE_CHECKING:
    from travaux.gathering import Progress
    from travaux.pipeline import Shards

_MOST_TOLD = 6_000  # findings that a page looks through at most
_MOST_QUOTED = 2_500  # statements that are looked through for who speaks for a party
_NEWEST = 300  # shifts and conditions of a party or an issue, of a large record
_MOST_LINKS = 2_000  # conditions that are looked through for a page of them
_MOST_LOOSE = 1_000  # positions on no issue that are looked at for the page of a party
_MOST_LOOKED_AT = 20_000  # sentences that a search with a filter goes through at most


_POSITIONS = frozenset(("positions",))


def _is_loose(glance: Glance, party: str) -> bool:
    return glance.party == party and glance.issue is None


class OpenRecord:
    """A record, and what can be seen of it. Close it, or use it in a `with` statement."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reviewed = Reviewed(store)

    def __enter__(self) -> OpenRecord:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the record lies: a path, or the address of a database, without its password."""
        return str(self._store.address)

    @property
    def is_behind(self) -> bool:
        """Whether what was seen last is the record as it was before what another build is writing to it."""
        return self._store.is_behind

    def close(self) -> None:
        """Close the file behind the record."""
        self._store.close()

    def add(
        self,
        *paths: str | Path,
        workers: int = 1,
        engine: str = "processes",
        address: str | None = None,
        today: date | None = None,
        watch: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        """Read more files, folders, URLs and shards into the record; all as `build` does it, raising the same."""
        from travaux.gathering import Engine, EngineKind
        from travaux.pipeline import add as add_to  # as slow to load as for `build`

        where = Engine(EngineKind(engine), workers, address)
        self._forget()
        add_to(paths, self._store, engine=where, today=today, watch=watch)

    def remove(self, *names: str) -> tuple[Article, ...]:
        """Take reports out of the record, by id, start of an id or origin, and merge what is left; gives what went.

        Raises StoreError, before anything is removed, where a name fits no article or several.
        """
        found = dict.fromkeys(version for name in names for version in self._store.find(name))
        self._store.remove(found)
        self._store.merge()
        self._forget()
        return tuple(found)

    @cached_property
    def data(self) -> Record:
        """The whole record as immutable nouns, as it was found; rulings stand beside."""
        return self._store.record()

    @cached_property
    def reviewed(self) -> Record:
        """The whole record with rulings laid over it; where there are none, `data` itself."""
        return self._reviewed.whole(self.data)

    def renew(self) -> None:
        """From now on what is seen is not older than this; for a record that was opened with a memory."""
        self._forget()
        if isinstance(self._store, Remembering):
            self._store.look()

    @property
    def seen(self) -> tuple[str, int] | None:
        """By which it is told whether anything that is read of it changed; None where nothing tells.

        Rulings that leave what they are on as it is are told by the review alone.
        """
        now = self._store.now if isinstance(self._store, Remembering) else None
        return (now.findings, self._reviewed.last_change) if now else None

    def _forget(self) -> None:
        """What was read is no more what lies there."""
        for held in ("data", "reviewed"):
            self.__dict__.pop(held, None)

    def select(self, **filters: Any) -> Record:
        """The record, as reviewed, narrowed by any field of `views.Filter`: party, issue, since, min_confidence, ..."""
        return views.select(self.reviewed, views.Filter(**filters))

    def statements(self, **filters: Any) -> tuple[Statement, ...]:
        """Statements, by id; the filters here and below are those of `select`."""
        return self._narrowed("statements", filters).statements

    def positions(self, **filters: Any) -> tuple[Position, ...]:
        """Positions, by id."""
        return self._narrowed("positions", filters).positions

    def events(self, **filters: Any) -> tuple[Event, ...]:
        """Events, by id."""
        return self._narrowed("events", filters).events

    def issues(self, **filters: Any) -> tuple[Issue, ...]:
        """Issues, by id."""
        return self._narrowed("issues", filters).issues

    def parties(self, **filters: Any) -> tuple[Party, ...]:
        """Parties, by id."""
        return self._narrowed("parties", filters).parties

    def problems(self, **filters: Any) -> tuple[Problem, ...]:
        """What could not be read or resolved."""
        return self._narrowed("problems", filters).problems

    def _narrowed(self, field: str, filters: dict[str, Any]) -> Record:
        asked = views.Filter(**filters)
        return views.select(self._data_for(field, asked), asked, field)

    def matrix(self, **filters: Any) -> views.Matrix:
        """Who stands where on what: issues by parties, the newest position first; narrowed, only what holds one.

        Of a record of more than 500 articles each cell has its newest few entries and counts the older ones, unless
        a party and an issue are named, or anything else.
        """
        asked = views.Filter(**filters)
        one_cell = asked.party is not None and asked.issue is not None
        wanted = views.wanted if self._store.is_large and not one_cell else views.wanted_in_full
        return views.matrix(self._data_for("matrix", asked, wanted), asked)

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

        Where they are very many, none are looked up.
        """
        number = next((each.positions for each in self.glances().glances or () if _is_loose(each, party)), 0)
        if number > _MOST_LOOSE:
            return (), number
        wanted = Wanted(
            placed=_POSITIONS, behind=frozenset(("statements", "witnesses", "copies", "articles")), party=party
        )
        index = views.narrowed(self._reviewed.read(wanted), views.Filter(**filters), "positions")
        found = [each for each in index.newest(index.record.positions) if each.issue is None and each.party == party]
        return tuple(views.entry(index, each) for each in found[:most]), len(found)

    def listing(self, kind: str, *, limit: int | None = None, offset: int = 0, **filters: Any) -> views.Listing:
        """A listing as rows: `kind` as the command is called; at most `limit` rows after the first `offset`."""
        asked = views.Filter(**filters)
        return views.some_of(views.listing(self._data_for(kind, asked), kind, asked), limit, offset)

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

    def finding(self, id: str) -> tuple[Record, str] | None:  # noqa: A002
        """A part of the record, and the id of a finding in it now: it holds all that this is made of and rests on.

        What was corrected is found by the id that it had, too; None where there is none.
        """
        try:
            part, now, _ = self._reviewed.finding(id)
        except views.ViewError:
            return None
        return part, now

    def card(self, id: str) -> views.Card | None:  # noqa: A002
        """A finding of a report as a card to rule on; None where there is none of this id."""
        try:
            record, now, _ = self._reviewed.finding(id)
        except views.ViewError:
            return None
        return views.find_card(record, now)

    def actors(self) -> tuple[Actor, ...]:
        """Who speaks and is spoken of, across articles, by id."""
        return self._reviewed.read(Wanted(frozenset(("actors",)))).actors

    def place(self, id: str) -> views.Place | None:  # noqa: A002
        """Where a finding is seen, None where there is none of this id, or none that rests on words."""
        found = self.finding(id)
        return views.find_place(*found) if found else None

    def table(
        self,
        kind: str,
        format: str = "table",  # noqa: A002 - as the command's option
        width: int = 100,
        *,
        limit: int | None = None,
        offset: int = 0,
        **filters: Any,
    ) -> str:
        """A listing as text: `kind` as the command is called, `format` table, json or csv, `width` in columns.

        At most `limit` rows after the first `offset`; a table has `views.ROWS` of them where no limit is given.
        """
        most = views.ROWS if limit is None and format == "table" else limit
        return views.render(self.listing(kind, limit=most, offset=offset, **filters), format, width)

    def search(
        self,
        words: str,
        format: str = "table",  # noqa: A002 - as the command's option
        width: int = 100,
        *,
        limit: int = 50,
        **filters: Any,
    ) -> str:
        """Sentences that have all these words in any form, as text; the shortest first, `limit` of them at most."""
        found = self._hits(words, views.Filter(**filters), limit, -1, None)
        return views.render(views.search_listing(found.part, found.hits, more=found.next is not None), format, width)

    def hits(self, words: str, *, limit: int = 20, after: int = -1, **filters: Any) -> views.Hits:
        """The same as rows, without going through much more than is shown: there may be none yet, and `next`."""
        return self._hits(words, views.Filter(**filters), limit, after, _MOST_TOLD)

    def look(self, *, most: int = 50, first: int = 0, **filters: Any) -> views.Looked | None:
        """Positions and statements by fields alone; None where too much would have to be gone through for that."""
        asked = views.Filter(**filters)
        names = self._reviewed.read(Wanted())
        place = views.wanted_in_full("matrix", asked, names)
        if not place.is_narrow and self._store.numbers({})["statements"] > _MOST_LOOKED_AT:
            return None
        of_party = {"statements"} if asked.issue is None else set[str]()
        wanted = replace(place, placed=place.placed | of_party, behind=place.behind - of_party)
        return views.look(views.narrowed(self._reviewed.read(wanted), asked, "positions", "statements"), most, first)

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
            held = self._reviewed.about((place.article for place in places), names)
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

    def chosen(self, **ids: Iterable[str]) -> Record:
        """Findings by id, by the field of `Record` that holds them, and the headings of their articles."""
        return self._reviewed.chosen(ids)

    def newest_reports(
        self, *fields: str, since: date | None = None, until: date | None = None
    ) -> tuple[Record, Newest]:
        """What the newest reports of these days hold, as many as can be looked through at once; and how far they reach.

        `fields` are what is looked through: positions, statements, events.
        """
        newest = self._store.newest_reports(since, until, _MOST_TOLD, fields)
        return self._reviewed.reports(newest.reports, fields), newest

    def state(self) -> State:
        """How far the record has come, without a merge of what came last."""
        return self._store.state()

    def numbers(self) -> dict[str, int]:
        """How many findings the listings show, by field of `Record`, without a look at them."""
        return self._store.numbers({"statements": views.SURE})

    def _data_for(
        self, kind: str, asked: views.Filter, wanted: Callable[[str, views.Filter, Record], Wanted] = views.wanted
    ) -> Record:
        """The whole record where it is in memory, else as much of it as a listing looks into."""
        if "data" in self.__dict__:
            return self.reviewed
        return self._reviewed.part(kind, asked, wanted)

    def show(self, id: str) -> str:  # noqa: A002 - ids are what these are called
        """The passage behind a finding, in its context, marked."""
        record, now, _ = self._reviewed.finding(id)
        return views.show(record, now)

    def why(self, id: str) -> str:  # noqa: A002
        """The chain behind a finding: article with its hash and origin, stage, rule, models, rulings."""
        return views.why(*self._reviewed.finding(id))

    def brief(self, *, built: datetime | None = None, min_confidence: float | None = None) -> str:
        """The one-page brief as HTML, of the record as reviewed."""
        return views.brief(self.reviewed, built=built, min_confidence=min_confidence)

    def export(self, *, min_confidence: float = 0.0, reviewed: bool = False) -> Iterator[str]:
        """The record as canonical lines of JSON, all of it unless a confidence is asked for.

        What was found by machine, and the rulings on it as lines of their own; or `reviewed`, as the rulings left it.
        """
        return views.export_jsonl(self._exported(min_confidence, reviewed))

    def export_csv(self, folder: str | Path, *, min_confidence: float = 0.0, reviewed: bool = False) -> list[Path]:
        """One tidy table per type, written to a folder, of the same; returns the files."""
        return views.export_csv(self._exported(min_confidence, reviewed), Path(folder))

    def _exported(self, min_confidence: float, reviewed: bool) -> Record:
        return views.select(self.reviewed if reviewed else self.data, views.Filter(min_confidence=min_confidence))

    def codebook(self) -> str:
        """The codebook that was inferred or given, as TOML to edit."""
        return views.codebook(self.reviewed)

    # -- review

    def rule(
        self,
        finding: str,
        verdict: str,
        *,
        by: str,
        reason: str | None = None,
        correction: Mapping[str, str | None] | None = None,
        others: Sequence[str] = (),
        seen: str | None = None,
        at: datetime | None = None,
    ) -> Ruling:
        """Say what a finding is: confirmed, rejected, corrected, merged, split, renamed; appended under a number.

        `finding` is an id or the start of one. `correction` has fields with what they should be, "" or None for not
        known; words of the article may be given as their place, "120-153". `others` are the ids that are merged into
        it, or the terms, names or statements that are split off; the label of an issue that is renamed or split off is
        the correction `label`. `seen` is `Queued.seen`: where the finding is no more what was seen, that is said. `at`
        is now if left out. Raises ReviewError, ViewError where no finding is named so, StoreError.
        """
        self._forget()
        return self._reviewed.rule(
            finding, verdict, by=by, reason=reason, correction=correction, others=others, seen=seen, at=at
        )

    def add_finding(
        self,
        layer: str,
        article: str,
        fields: Mapping[str, str | None],
        *,
        by: str,
        reason: str | None = None,
        at: datetime | None = None,
    ) -> Ruling:
        """Add a statement or a position that was missed in an article: its fields as in a correction, as a ruling.

        A statement needs `content`, a position `basis` and `act`. Raises ReviewError, ViewError, StoreError.
        """
        self._forget()
        return self._reviewed.add(layer, article, fields, by=by, reason=reason, at=at)

    def undo(self, ruling: int | str, *, by: str, reason: str | None = None, at: datetime | None = None) -> Ruling:
        """Take back an earlier ruling of the same author, by its number or id; a ruling itself. Raises ReviewError."""
        self._forget()
        return self._reviewed.undo(ruling, by=by, reason=reason, at=at)

    def rulings(
        self, *, finding: str | None = None, by: str | None = None, layer: str | None = None, state: str | None = None
    ) -> tuple[Ruled, ...]:
        """Rulings in the order in which they were given, with what became of them: stands, overruled, stale, undone."""
        over = self._reviewed.overlay()
        found = self._reviewed.ruled(over)
        id_ = self._reviewed.named(finding, over)[0] if finding is not None else None
        return tuple(
            each
            for each in found
            if (id_ is None or each.ruling.finding == id_)
            and (by is None or each.ruling.by == by)
            and (layer is None or each.ruling.layer == layer)
            and (state is None or each.state == state)
        )

    def queue(
        self,
        *,
        layer: str | None = None,
        party: str | None = None,
        issue: str | None = None,
        article: str | None = None,
        by: str | None = None,
        ruled: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> Queue:
        """What waits for a ruling, the findings first on which most hangs and which are most in doubt; a page of it.

        Positions, statements and events; or one `layer`. `by` leaves out what this author ruled on, else what anyone
        did; `ruled` turns that round: what has rulings, to look at again.
        """
        layers = (layer,) if layer is not None else review.LAYERS
        within = {"party": party, "issue": issue, "article": article}
        return self._reviewed.queue(layers, by, limit, offset, ruled, within)

    def agreement(self) -> tuple[Agreement, ...]:
        """How far those agree who ruled on the same findings, by layer."""
        over = self._reviewed.overlay()
        return review.agreements(over.ledger) if over else ()

    def accuracy(self) -> tuple[Accuracy, ...]:
        """Of what was checked, how much was right as it was found: by layer, and by band of confidence."""
        over = self._reviewed.overlay()
        return review.accuracies(over.ledger) if over else ()

    def labels(self) -> Iterator[str]:
        """Rulings as lines of JSON to train on: places in articles and what stands there, without the text."""
        over = self._reviewed.overlay()
        if over is not None:
            ruled = {each.ruling.id: each for each in self._reviewed.ruled(over)}
            held = (*over.ledger.ends.values(), *over.ledger.found.values())
            wordings = self._reviewed.wordings({each.article for each in held if hasattr(each, "article")})
            yield from map(views.json_line, review.labels(over.ledger, ruled, wordings))


def build(
    *paths: str | Path,
    to: str | Path = ":memory:",
    codebook: str | Path | None = None,
    workers: int = 1,
    engine: str = "processes",
    address: str | None = None,
    today: date | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> OpenRecord:
    """Read files, folders, URLs and shards into a record: a file, a PostgreSQL database, or memory where none is named.

    `engine` is where `workers` read: processes of this machine, or "ray", a cluster, that at `address` or one of its
    own. `today` is the day by which a date of publication lies in the future, the clock's where none is given.
    Raises IntakeError, LanguageError, WeightsError, StoreError, EngineError, ShardError, each with what to do.
    """
    from travaux.gathering import Engine, EngineKind
    from travaux.intake import read_codebook
    from travaux.pipeline import build as build_store  # parsers and models load slowly, and only a build needs them

    coded = read_codebook(Path(codebook)) if codebook is not None else None
    where = Engine(EngineKind(engine), workers, address)
    return OpenRecord(build_store(paths, to, codebook=coded, engine=where, today=today, watch=watch))


def read(
    *paths: str | Path,
    to: str | Path,
    workers: int = 1,
    engine: str = "processes",
    address: str | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> Shards:
    """Read files, folders and URLs, and write what was found as shards, to a folder or a URL, for `build` to take in.

    Raises IntakeError, LanguageError, WeightsError, EngineError, ShardError, each with what to do.
    """
    from travaux.gathering import Engine, EngineKind
    from travaux.pipeline import read_to_shards

    return read_to_shards(paths, to, engine=Engine(EngineKind(engine), workers, address), watch=watch)


def open_record(path: str | Path, memory: Memory | None = None) -> OpenRecord:
    """Open a record that was built before. Raises StoreError.

    With a `memory`, which all that open it have in common, what was read before is not read again as long as nothing
    changed; then `renew` tells from when on.
    """
    return OpenRecord(Store.open(path) if memory is None else Remembering.open_with(path, memory))


def copy(place: str | Path, to: str | Path) -> Copied:
    """Copy a record to where there is none, and compare both, row by row. Raises StoreError."""
    from travaux.record.copying import copy as copy_record

    return copy_record(place, to)


def check(place: str | Path, *, anew: bool = False) -> list[Promise]:
    """What a record promises, and what breaks it; `anew` merges all readings once more and compares."""
    from travaux.record.checking import check as check_record

    return check_record(place, anew=anew)

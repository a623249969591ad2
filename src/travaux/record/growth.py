"""A record that grows: only what new, changed or removed articles concern is made anew.

It gives what `merge` gives of all articles, for the same functions are asked, each for a part of its findings on which
the rest has no bearing: an article, those that are copies of one another, a group of tellings, a party's stand on an
issue, an issue. What must be decided of all of them together is the `frame`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from travaux.model import (
    Article,
    Copies,
    Link,
    Position,
    Problem,
    Reading,
    Shift,
    Statement,
    Witnesses,
    digest,
)
from travaux.record.chapters import week_of
from travaux.record.copies import FEWEST_MARKS, are_copies, is_likely, mark, periods
from travaux.record.dating import Calendar
from travaux.record.estimates import find_estimates
from travaux.record.frame import Frame, outlets_of
from travaux.record.groups import connected
from travaux.record.happenings import parties_of
from travaux.record.history import History, Page, as_page, as_part
from travaux.record.issues import with_issues
from travaux.record.joined import Company, Happenings, Utterances
from travaux.record.kin import in_any_week, in_week
from travaux.record.links import find_links
from travaux.record.mentions import KIND as MENTIONS
from travaux.record.mentions import Mentions, mentions_of
from travaux.record.newcomers import Newcomer, as_actor, find_newcomers
from travaux.record.package import find_rules
from travaux.record.parties import Sides
from travaux.record.placing import Undated, once, place
from travaux.record.shelf import Shelf
from travaux.record.status import Share, find_shares
from travaux.record.tellings import find_sentence
from travaux.record.told import find_told

AT_ONCE = 100  # articles in memory
GROUPED = 1000  # articles of which it is found together what is told as one


class Growth:
    """One round of growing. What is still to be made anew is gathered from step to step.

    `watch` is told now and then what share of it is done, as large records take for it.
    """

    def __init__(self, shelf: Shelf, frame: Frame, watch: Callable[[float], None] = lambda share: None) -> None:
        self._shelf = shelf
        self._frame = frame
        self._watch = watch
        self._done = 0.0
        self._pages: set[Page] = set()
        self._retold: set[Page] = set()  # those of which nothing changed but who else tells their utterances
        self._linked: set[Page] = set()  # those of which other links are told than before
        self._shared: set[str] = set()  # issues and weeks
        self._newcomers: set[str] = set()
        self._undated: set[str] = set()  # articles without a date, among others, which may be dated by others now
        self._dated: set[str] = set()  # of these those that are
        self._redated: set[str] = set()  # articles of another day or outlet than before
        self._weeks: dict[str, set[str]] = {}  # the weeks in which they came out, before and now
        self._marked: dict[str, int] = {}  # how many marks articles have by which copies are found
        self._recounted: set[str] = set()  # articles of which it changed who else has their wording

    def run(self, changed: Collection[str]) -> None:
        """Make the findings anew that these articles concern, which may have come, changed or gone."""
        for some in self._share(0.12, _some(changed)):
            self._place(some)
        for some in self._share(0.13, _some(changed)):
            self._copy(some)
        for some in self._share(0.03, _some({*changed, *self._recounted})):
            self._tell(some)
        utterances, happenings = Utterances(self._shelf, self._frame), Happenings(self._shelf, self._frame)
        near = self._by_day({*changed, *self._recounted})  # what is near in time is compared with the same
        for many in self._share(0.48, near):
            for some in _some(many):
                utterances.tie(some)
            self._tell_anew(*utterances.regroup(many))
        self._undated.update(changed)
        for some in self._share(0.02, _some(self._undated | self._recounted)):
            self._date(some)
        for many in self._share(0.15, self._by_day({*changed, *self._dated})):
            for some in _some(many):
                happenings.tie(some)
            happenings.regroup()
        for many in self._by_day(self._recounted):
            happenings.regroup(many)
        self._stand()

    def _share(self, share: float, parts: Iterable[list[str]]) -> Iterator[list[str]]:
        """One part after the other; whoever watches hears how far it is, this being such a share of all."""
        held = list(parts)
        for part in held:
            yield part
            self._done += share / len(held)
            self._watch(self._done)

    # -- one article after the other

    def _place(self, ids: Sequence[str]) -> None:
        shelf, frame = self._shelf, self._frame
        articles, readings = shelf.articles(ids), shelf.readings(ids)
        sides = frame.sides_for(readings, outlets_of(articles.values()))
        statements, held, events = place(readings, sides)
        positions = tuple(with_issues(held, statements, readings, frame.agenda))
        was, redated = shelf.put_dated(ids, articles)
        for id_, known in (*was.items(), *shelf.dated(ids).items()):
            self._weeks.setdefault(id_, set()).add(week_of(known.published))
        self._redated |= redated
        shelf.put_weeks(redated)
        before = shelf.of_articles("position", ids)
        self._pages |= self._pages_of(_differing(before, positions))
        self._pages |= self._pages_of(each for each in (*before, *positions) if each.article in redated)
        self._linked |= self._pages_of(shelf.of_articles("link", redated))
        shelf.swap("position", before, positions)
        shelf.swap("statement", shelf.of_articles("statement", ids), statements)
        interactions = once(each for reading in readings for each in reading.interactions)
        outcomes = once(each for reading in readings for each in reading.outcomes)
        for type_, found in (("event", events), ("interaction", interactions), ("outcome", outcomes)):
            shelf.swap(type_, shelf.of_articles(type_, ids), found)
        told = {id_: Undated((), (), ()) for id_, article in articles.items() if article.published is None}
        for field, findings in (("statements", statements), ("positions", positions), ("events", events)):
            for each in findings:
                if each.article in told:
                    old = told[each.article]
                    told[each.article] = old._replace(**{field: (*getattr(old, field), each)})
        shelf.put_notes("undated", {id_: [("", told[id_])] if id_ in told else [] for id_ in ids})
        mentions = mentions_of(statements, positions, events)
        shelf.put_notes(MENTIONS, {id_: [("", mentions[id_])] if id_ in mentions else [] for id_ in ids})
        self._tell_of(ids, articles, readings, sides, statements, positions)
        named: dict[str, list[tuple[str, Newcomer]]] = {id_: [] for id_ in ids}
        wrong: dict[str, list[tuple[str, Problem]]] = {id_: [] for id_ in ids}
        for reading in readings:
            wrong[reading.article] = [(each.id, each) for each in reading.problems]
            if sides.names.partial:
                named[reading.article] = [(each.name, each) for each in find_newcomers(reading, sides)]
        shelf.put_notes("problem", wrong)
        self._newcomers |= shelf.put_notes("newcomer", named)
        company: dict[str, dict[str, Company]] = {id_: {} for id_ in ids}
        for event in shelf.of_articles("event", ids):
            sentence = find_sentence(articles[event.article].text, event.basis)
            company[event.article][event.id] = Company(parties_of(event, sides), sentence)
        shelf.put_notes("company", {id_: [("", held)] if held else [] for id_, held in company.items()})
        shelf.put_marks("copies", {id_: _marks_of(articles[id_]) if id_ in articles else {} for id_ in ids})

    def _tell_of(
        self,
        ids: Iterable[str],
        articles: Mapping[str, Article],
        readings: Sequence[Reading],
        sides: Sides,
        statements: Sequence[Statement],
        positions: Sequence[Position],
    ) -> None:
        """Keep what articles have to do with issues, and the shifts that they tell."""
        published = {id_: article.published for id_, article in articles.items()}
        shares: dict[str, list[tuple[str, Share]]] = {id_: [] for id_ in ids}
        for share in find_shares(self._frame.agenda, positions, statements, readings, articles.values(), sides):
            shares[share.article].append((f"{share.issue} {week_of(published.get(share.article))}", share))
        told: dict[str, dict[str, list[Shift]]] = {id_: {} for id_ in ids}
        for shift in find_told(readings, positions, published, sides, self._frame.agenda):
            page = (shift.party, shift.issue, week_of(published.get(shift.later.article)))
            told[shift.later.article].setdefault(as_part(page), []).append(shift)
        self._shared |= self._shelf.put_notes("share", shares)
        self._pages |= set(map(as_page, self._shelf.put_notes("told", {id_: told[id_].items() for id_ in ids})))

    # -- articles that are copies of one another

    def _copy(self, ids: Sequence[str]) -> None:
        shelf = self._shelf
        near = set(ids)
        articles = shelf.articles(ids)
        for id_, article in articles.items():
            marks, sought = mark(article).marks, periods(article.published)
            if sought:
                looked_for = {in_week(each, week) for each in marks for week in (*sought, None)}
                shared = shelf.count_bearers("copies", looked_for, FEWEST_MARKS)
            else:
                shared = Counter(other for _, other in shelf.bearers_between("copies", map(in_any_week, marks)))
            del shared[id_]
            days, counts = shelf.dated(shared), self._counts(shared)
            likely = shelf.articles(
                other
                for other, held in days.items()
                if is_likely(shared[other], len(marks), counts[other], article.published, held.published)
            )
            copies = (other for other, copy in likely.items() if are_copies(article, copy))
            ties = {(min(id_, other), max(id_, other)): 1.0 for other in copies}
            near |= {each for pair in (*ties, *shelf.ties_of("copies", [id_])) for each in pair}
            shelf.swap_ties("copies", [id_], ties)
        for id_ in set(ids) - articles.keys():
            near |= {each for pair in shelf.ties_of("copies", [id_]) for each in pair}
            shelf.swap_ties("copies", [id_], {})
        ties = shelf.reached("copies", near)
        before = shelf.groups_of("copies", near.union(*ties))
        after = [Copies(group) for group in connected(sorted(ties))]
        shelf.swap_groups("copies", "articles", before, after)
        new, old = ({group.id: group for group in groups} for groups in (after, before))
        regrouped = (*(old[i] for i in old.keys() - new.keys()), *(new[i] for i in new.keys() - old.keys()))
        redated = (group for group in after if not self._redated.isdisjoint(group.articles))
        moved = ids_of((*regrouped, *redated))  # when it was first told differs, or how many tell it independently
        self._recounted |= ids_of(regrouped)
        self._pages |= self._pages_of(shelf.of_articles("position", moved))

    def _counts(self, ids: Iterable[str]) -> dict[str, int]:
        """How many marks articles have."""
        missing = [id_ for id_ in ids if id_ not in self._marked]
        self._marked |= {id_: len(marks) for id_, marks in self._shelf.marks_of("copies", missing).items()}
        return self._marked

    # -- what stands in several of them

    def _tell(self, ids: Sequence[str]) -> None:
        shelf = self._shelf
        copies = shelf.groups_of("copies", ids)
        near = sorted({*ids, *(id_ for group in copies for id_ in group.articles)})
        statements, positions = shelf.of_articles("statement", near), shelf.of_articles("position", near)
        rules = once(find_rules(statements, positions, self._shelf.published(near), copies))
        shelf.swap("rule", shelf.of_articles("rule", near), rules)
        links = once(find_links(positions, self._frame.agenda, shelf.articles(near).values(), copies))
        before = shelf.of_articles("link", near)
        differing = self._pages_of(set(before) ^ set(links))
        self._pages |= differing
        self._linked |= differing
        shelf.swap("link", before, links)

    def _tell_anew(self, before: Sequence[Witnesses], after: Sequence[Witnesses]) -> None:
        """What is told by others than it seemed may be told since another day, and by more."""
        self._undated |= ids_of((*before, *after))
        moved = {id_ for group in set(before) ^ set(after) for id_ in group.statements}
        articles = {id_ for group in set(before) ^ set(after) for id_ in group.articles}
        for article, (mentions,) in self._shelf.notes_of(MENTIONS, articles, Mentions).items():
            told = [each for each in mentions if each.voice in moved]
            weeks = self._weeks_of(article) if told else ()
            self._retold |= {(each.party, each.issue, week) for each in told for week in weeks}

    # -- articles without a date, which others date

    def _date(self, ids: Sequence[str]) -> None:
        """Give the findings of undated articles the days that they have by when others tell the same."""
        shelf = self._shelf
        plain = {id_: held for id_, (held,) in shelf.notes_of("undated", ids, Undated).items()}
        if not plain:
            shelf.swap("estimate", shelf.of_articles("estimate", ids), ())
            return
        statements = [each for held in plain.values() for each in held.statements]
        ids_told = {each.id for each in statements}
        witnesses, copies = shelf.groups_of("witnesses", ids_told), shelf.groups_of("copies", plain)
        twins = ids_of((*witnesses, *copies)) | plain.keys()
        others = shelf.by_id("statement", {id_ for group in witnesses for id_ in group.statements} - ids_told)
        articles, readings = shelf.articles(twins), shelf.readings(plain)
        calendar = Calendar(
            find_estimates(articles.values(), readings, [*others, *statements], witnesses, copies), readings
        )
        positions = [each for held in plain.values() for each in held.positions]
        events = [each for held in plain.values() for each in held.events]
        signed = calendar.signed((*statements, *positions, *events))
        shelf.swap("estimate", shelf.of_articles("estimate", ids), signed)
        told, held = list(calendar.date(statements)), list(calendar.date(positions))
        before = shelf.of_articles("position", plain)
        self._pages |= self._pages_of(_differing(before, held))
        shelf.swap("position", before, held)
        shelf.swap("statement", shelf.of_articles("statement", plain), told)
        shelf.swap("event", shelf.of_articles("event", plain), calendar.date(events))
        self._dated |= plain.keys()
        own = {id_: articles[id_] for id_ in plain}
        sides = self._frame.sides_for(readings, outlets_of(own.values()))
        self._tell_of(plain, own, readings, sides, told, held)
        self._tell(sorted(plain))

    # -- parties, issues, people

    def _stand(self) -> None:
        history = History(self._shelf, self._frame)
        history.write(self._pages | self._retold)
        history.shift(self._pages)
        history.settle(self._shared)
        for name in sorted(self._newcomers):
            actor = as_actor(said) if (said := self._shelf.notes("newcomer", name, Newcomer)) else None
            self._shelf.swap("actor", self._shelf.by_id("actor", [digest("actor", name)]), [actor] if actor else [])
        history.knot(self._linked)

    def _pages_of(self, findings: Iterable[Position | Link]) -> set[Page]:
        """Where these stand, by party, issue and the weeks in which their reports came out, before and now."""
        pages: set[Page] = set()
        for each in findings:
            article = each.article if isinstance(each, Position) else each.basis.article
            pages |= {(each.party, each.issue, week) for week in self._weeks_of(article)}
        return pages

    def _weeks_of(self, article: str) -> Collection[str]:
        return self._weeks.get(article) or {*self._shelf.weeks_of([article]).values()}

    def _by_day(self, ids: Iterable[str]) -> Iterator[list[str]]:
        """Articles in larger parts, those of unknown date first."""
        days = self._shelf.published(held := set(ids))
        return _some(sorted(held), GROUPED, lambda id_: (days.get(id_) or date.min, id_))


def ids_of(groups: Iterable[Copies | Witnesses]) -> set[str]:
    """The articles of all groups."""
    return {id_ for group in groups for id_ in group.articles}


def _differing(before: Iterable[Position], after: Iterable[Position]) -> list[Position]:
    """Those that are not the same as before, as they were and as they are."""
    old, new = ({each.id: each for each in positions} for positions in (before, after))
    changed = [id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)]
    return [each for id_ in changed for each in (old.get(id_), new.get(id_)) if each is not None]


def _marks_of(article: Article) -> dict[str, list[int]]:
    """The marks by which copies of an article are found, in the period that it is of."""
    marked = mark(article)
    own = periods(marked.published)[1:2] or (None,)
    return {article.id: sorted(in_week(each, week) for each in marked.marks for week in own)} if marked.marks else {}


def _some(ids: Iterable[str], most: int = AT_ONCE, order: Callable[[str], Any] | None = None) -> Iterator[list[str]]:
    held = sorted(ids, key=order)
    return (held[start : start + most] for start in range(0, len(held), most))

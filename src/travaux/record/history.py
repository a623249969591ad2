"""The history of a record that grows: parties on issues week by week, shifts, how issues stand, knots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from travaux.model import Glance, Glimpse, Link, Position, Shift, digest
from travaux.record.chapters import (
    UNDATED,
    Chapter,
    Told,
    find_newest,
    in_order,
    newest_first,
    runs_of,
    said_first,
    sort_told,
    stand_of,
    write_chapter,
)
from travaux.record.frame import Frame
from travaux.record.knots import find_knots, newest_of
from travaux.record.placing import once
from travaux.record.shelf import Shelf
from travaux.record.shifts import SURE, find_shifts, find_shifts_of_terms, of_one_voice, without_reprints
from travaux.record.stands import Matters, Words
from travaux.record.status import Share, standing, summed_up
from travaux.record.tellers import Tellers
from travaux.record.told import Earlier

LOOKED_BACK = 100  # positions before those of a week, at least, among which what they shifted from is looked for

Cell = tuple[str | None, str | None]  # a party, an issue
Page = tuple[str | None, str | None, str]  # the same, and a week
Strands = dict[str, dict[str, tuple[Told, ...]]]  # what chapters tell of matters, by matter and week


class Outline(NamedTuple):
    """How much there is in a chapter."""

    positions: int
    entries: int = 0


def read_chapters(shelf: Shelf, party: str, issue: str, *, told: bool) -> dict[str, Chapter]:
    """The chapters of a party on an issue by week, as they were kept last; what is told only where it is wanted."""
    cell = as_part((party, issue, ""))
    newest = shelf.parts("newest", cell, tuple[Glimpse, ...])
    strands = shelf.below("strand", cell, tuple[Told, ...]) if told else {}
    return {
        week: Chapter(
            outline.positions, outline.entries, newest.get(week, ()), tuple(_said_again(strands.get(week, {})))
        )
        for week, outline in shelf.parts("outline", cell, Outline).items()
    }


class History:
    """What several articles come to over time; made anew by pages, which are what one week tells of a cell."""

    def __init__(self, shelf: Shelf, frame: Frame) -> None:
        self._shelf = shelf
        self._frame = frame

    def write(self, pages: Iterable[Page]) -> None:
        """Stands and glances, of these pages anew."""
        for (party, issue), weeks in _by_cell(pages):
            if party is not None and issue is not None:
                self._write(party, issue, weeks)
            else:
                self._count(party, issue, weeks)

    def shift(self, pages: Iterable[Page]) -> None:
        """Shifts, of these pages anew."""
        for (party, issue), weeks in _by_cell(pages):
            if party is not None:
                self._shift(party, issue, weeks)

    def _count(self, party: str | None, issue: str | None, weeks: Iterable[str]) -> None:
        """How many positions there are whose party, or issue, is not known."""
        cell = as_part((party, issue, ""))
        for week in sorted(weeks):
            number = self._shelf.count("position", party, issue, week)
            self._shelf.put_note("outline", cell, week, Outline(number) if number else None)
        number = sum(outline.positions for outline in self._outlines(cell).values())
        self._shelf.put_glances([Glance(party, issue, number)])

    def _write(self, party: str, issue: str, weeks: Iterable[str]) -> None:
        """The chapters of these weeks anew, and what all chapters together say."""
        shelf, cell = self._shelf, as_part((party, issue, ""))
        chapters = {week: self._chapter(party, issue, week) for week in sorted(weeks)}
        for week, chapter in chapters.items():
            outline = Outline(chapter.positions, chapter.entries) if chapter.positions else None
            shelf.put_note("outline", cell, week, outline)
            shelf.put_note("newest", cell, week, chapter.newest or None)
        before, after = self._sort(cell, {week: chapter.told for week, chapter in chapters.items()})
        old, new = _runs_in(before), _runs_in(after)
        gone, come = (
            [stand_of(party, issue, run) for key, run in some.items() if key not in others]
            for some, others in ((old, new), (new, old))
        )
        shelf.swap("stand", (stand for stand, _ in gone), (stand for stand, _ in come))
        shelf.swap_held((party, issue), (held for _, held in gone), (held for _, held in come))
        outlines = self._outlines(cell)
        positions, entries = (sum(numbers) for numbers in zip(*outlines.values(), strict=True)) if outlines else (0, 0)
        shelf.put_glances([Glance(party, issue, positions, entries, self._newest(cell, newest_first(outlines)))])

    def _outlines(self, cell: str) -> dict[str, Outline]:
        return self._shelf.parts("outline", cell, Outline)

    def _newest(self, cell: str, weeks: Iterable[str]) -> tuple[Glimpse, ...]:
        return find_newest(self._shelf.note("newest", cell, week, tuple[Glimpse, ...]) or () for week in weeks)

    def _chapter(self, party: str, issue: str, week: str) -> Chapter:
        shelf = self._shelf
        positions = shelf.of_week("position", party, issue, week)
        published = shelf.published(position.article for position in positions)
        witnesses = shelf.groups_of("witnesses", (p.voice for p in positions if p.voice))
        copies = shelf.groups_of("copies", published)
        published |= shelf.published(id_ for group in (*witnesses, *copies) for id_ in group.articles)
        tellers = Tellers(shelf.headings(published), witnesses, copies)
        of_issue = frozenset[str]().union(*dict(self._frame.agenda.stems).get(issue, ()))
        return write_chapter(positions, published, of_issue, witnesses, copies, tellers, shelf.statements)

    def _sort(self, cell: str, told: Mapping[str, Sequence[Told]]) -> tuple[Strands, Strands]:
        """Give what these chapters tell to its matters; the strands of the matters that differ, before and after.

        Where a chapter brings other words than before, what comes after it is given to its matters anew.
        """
        shelf = self._shelf
        placed = shelf.parts("matters", cell, tuple[tuple[Words, int], ...])
        weeks = self._outlines(cell).keys() | placed.keys() | told.keys()
        matters, moved = Matters(), False
        was: dict[str, dict[str, tuple[Told, ...]]] = {}  # of each part that differs, by week, before
        for week in in_order(weeks):
            known = placed.get(week, ())
            if week not in told and not moved:
                matters.known.update(known)
                continue
            page = f"{cell}{week}"
            old = shelf.parts("strand", page, tuple[Told, ...])
            before = len(matters.known)
            new = sort_told(told[week] if week in told else _said_again(old), matters)
            brought = tuple(islice(matters.known.items(), before, None))
            moved = moved or brought != known
            shelf.put_note("matters", cell, week, brought or None)
            strands = {f"{cell}{at}": tuple(each) for at, each in new.items()}
            for part in shelf.put_notes("strand", {page: strands.items()}):
                was.setdefault(part, {})[week] = old.get(part, ())
        after = {
            part: {page.removeprefix(cell): strand for page, strand in strands.items()}
            for part, strands in shelf.by_part("strand", was, tuple[Told, ...]).items()
        }
        return {part: after.get(part, {}) | weeks for part, weeks in was.items()}, after

    def _shift(self, party: str, issue: str | None, weeks: Iterable[str]) -> None:
        """The shifts that the reports of these weeks tell, or that are seen in them or later since what was before."""
        held = {week: each.positions for week, each in self._outlines(as_part((party, issue, ""))).items()}
        for week in sorted({*weeks, *(later for each in weeks for later in _looked_back_to(each, held))}):
            near = [week, *_before(week, held)]
            own = self._published_in(week, self._shifts_of(party, issue, near) if held else ())
            self._shelf.swap("shift", self._shelf.of_week("shift", party, issue, week), once(own))

    def _shifts_of(self, party: str, issue: str | None, weeks: Sequence[str]) -> Iterator[Shift]:
        """Shifts that are seen from two positions; the terms of one may tie another issue than its own."""
        shelf = self._shelf
        positions: list[Position] = shelf.of_week("position", party, issue, *weeks)
        copies = shelf.groups_of("copies", {each.article for each in positions})
        published = self._shelf.published(each.article for each in positions)
        if told := shelf.notes("told", as_part((party, issue, weeks[0])), list[Shift]):
            earlier = Earlier(without_reprints(positions, copies), published)
            yield from (earlier.with_older_end(shift) for some in told for shift in some)
        if issue is None:
            return
        tying = shelf.of_week("link", party, issue, *weeks)
        others: list[Position] = shelf.by_id("position", {link.position for link in tying} - {p.id for p in positions})
        ids = [digest("link", each.id, each.condition.words) for each in positions if each.condition]
        held = [each for each in (*positions, *others) if each.confidence >= SURE or each.condition]
        voices = shelf.by_id("statement", {each.voice for each in held if each.voice})
        own = list(of_one_voice(held, voices, self._frame.sides))
        published = self._shelf.published(each.article for each in own)
        yield from find_shifts((each for each in own if each.issue == issue), published)
        links = [*tying, *shelf.by_id("link", ids)]
        once_told = without_reprints(own, shelf.groups_of("copies", published))
        terms = find_shifts_of_terms(once_told, links, published, self._frame.agenda)
        yield from (shift for shift in terms if shift.issue == issue)

    def _published_in(self, week: str, shifts: Iterable[Shift]) -> list[Shift]:
        held = list(shifts)
        weeks = self._shelf.weeks_of(shift.later.article for shift in held)
        return [shift for shift in held if weeks.get(shift.later.article) == week]

    def settle(self, shared: Iterable[str]) -> None:
        """How issues stand, by issues and weeks of which articles have more or less to say than before."""
        issues = {issue.id: issue for issue in self._frame.agenda.issues}
        changed: set[str] = set()
        for part in sorted(shared):
            issue, _, week = part.partition(" ")
            if self._shelf.put_note("season", issue, week, summed_up(self._shelf.notes("share", part, Share))):
                changed.add(issue)
        for id_ in sorted(changed & issues.keys()):
            seasons = list(self._shelf.parts("season", id_, Share).values())
            self._shelf.swap("issue", self._shelf.by_id("issue", [id_]), [standing(issues[id_], seasons)])

    def knot(self, linked: Iterable[Page]) -> None:
        """The rings of links, if other links are told than before."""
        shelf = self._shelf
        cells = _by_cell(page for page in linked if page[1] is not None)
        for (party, issue), weeks in cells:
            cell = as_part((party, issue, ""))
            for week in weeks:
                links = shelf.of_week("link", party, issue, week)
                newest = newest_of(links, self._shelf.published(link.basis.article for link in links))
                shelf.put_note("newest links", cell, week, newest or None)
            every = [link for some in shelf.parts("newest links", cell, tuple[Link, ...]).values() for link in some]
            newest = newest_of(every, self._shelf.published(link.basis.article for link in every))
            shelf.put_note("newest link", cell, "", newest or None)
        if cells:
            links = [link for some in shelf.notes("newest link", "", tuple[Link, ...]) for link in some]
            published = self._shelf.published(link.basis.article for link in links)
            shelf.swap("knot", shelf.all("knot"), once(find_knots(links, published)))


def _by_cell(pages: Iterable[Page]) -> list[tuple[Cell, set[str]]]:
    """Parties and issues in order, with the weeks of each."""
    cells: dict[Cell, set[str]] = {}
    for party, issue, week in pages:
        cells.setdefault((party, issue), set()).add(week)
    return sorted(cells.items(), key=lambda cell: (cell[0][0] or "", cell[0][1] or ""))


def _runs_in(strands: Strands) -> dict[tuple[int, ...], tuple[Told, ...]]:
    """What is one stand each, by what it is made of: weeks that were not made anew are the same objects."""
    runs = (run for strand in strands.values() for run in runs_of(_in_order(strand)))
    return {tuple(map(id, run)): run for run in runs}


def _in_order(strand: Mapping[str, Sequence[Told]]) -> list[Told]:
    """All that is told of a matter, week by week."""
    return [told for week in in_order(strand) for told in strand[week]]


def _said_again(strands: Mapping[str, Sequence[Told]]) -> list[Told]:
    """A chapter from its strands."""
    return sorted((told for strand in strands.values() for told in strand), key=said_first)


def _before(week: str, held: Mapping[str, int]) -> list[str]:
    """The weeks before one, back to where they have enough positions; what has no day comes after nothing."""
    found: list[str] = []
    earlier = [each for each in in_order(held) if each < week and each != UNDATED]
    while earlier and sum(held[each] for each in found) < LOOKED_BACK:
        found.append(earlier.pop())
    return found


def _looked_back_to(week: str, held: Mapping[str, int]) -> list[str]:
    """The weeks after one from which it is looked back to."""
    found: list[str] = []
    later = [each for each in reversed(in_order(held)) if each > week and week != UNDATED]
    while later and sum(held[each] for each in found) < LOOKED_BACK:
        found.append(later.pop())
    return found


def as_part(page: Page) -> str:
    """As notes are kept by it."""
    return " ".join(each or "" for each in page)


def as_page(part: str) -> Page:
    """The other way."""
    party, issue, week = part.split(" ")
    return party or None, issue or None, week

"""The history of a record that grows: parties on issues month by month, shifts, how issues stand, knots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from travaux.model import Glance, Link, Position, Shift, digest
from travaux.record.chapters import UNDATED, Chapter, in_order, join_chapters, write_chapter
from travaux.record.frame import Frame
from travaux.record.knots import find_knots, newest_of
from travaux.record.placing import once
from travaux.record.shelf import Shelf
from travaux.record.shifts import SURE, find_shifts, find_shifts_of_terms, of_one_voice, without_reprints
from travaux.record.status import Share, standing, summed_up
from travaux.record.tellers import Tellers
from travaux.record.told import Earlier

Cell = tuple[str | None, str | None]  # a party, an issue
Page = tuple[str | None, str | None, str]  # the same, and a month


class History:
    """What several articles come to over time; made anew by pages, which are what one month tells of a cell."""

    def __init__(self, shelf: Shelf, frame: Frame) -> None:
        self._shelf = shelf
        self._frame = frame

    def write(self, pages: Iterable[Page]) -> None:
        """Stands and glances, of these pages anew."""
        for (party, issue), months in _by_cell(pages):
            if party is not None and issue is not None:
                self._write(party, issue, months)
            else:
                self._shelf.put_glances([Glance(party, issue, self._shelf.count("position", party, issue))])

    def shift(self, pages: Iterable[Page]) -> None:
        """Shifts, of these pages anew."""
        for (party, issue), months in _by_cell(pages):
            if party is not None:
                self._shift(party, issue, months)

    def _write(self, party: str, issue: str, months: Iterable[str]) -> None:
        """The chapters of these months anew, and what all chapters together say."""
        shelf, cell = self._shelf, as_part((party, issue, ""))
        own_words = dict(self._frame.agenda.stems).get(issue, ())
        for month in sorted(months):
            positions = shelf.of_month("position", party, issue, month)
            chapter = None
            if positions:
                published = self._shelf.published(position.article for position in positions)
                witnesses = shelf.groups_of("witnesses", (p.voice for p in positions if p.voice))
                copies = shelf.groups_of("copies", published)
                published |= self._shelf.published(id_ for group in (*witnesses, *copies) for id_ in group.articles)
                tellers = Tellers(shelf.headings(published), witnesses, copies)
                of_issue = frozenset[str]().union(*own_words)
                chapter = write_chapter(positions, published, of_issue, witnesses, copies, tellers, shelf.statements)
            shelf.put_note("chapter", cell, month, chapter)
        stands, glance = join_chapters(party, issue, shelf.parts("chapter", cell, Chapter))
        shelf.swap("stand", shelf.of_cell("stand", party, issue), stands)
        shelf.put_glances([glance])

    def _shift(self, party: str, issue: str | None, months: Iterable[str]) -> None:
        """The shifts that the reports of these months tell, or that are seen in them since the month before."""
        told_in = set(self._shelf.months(party, issue))
        ordered = in_order({*told_in, *months})
        after = dict(pairwise(ordered))
        for month in sorted({*months, *(after[month] for month in months if month in after)}):
            place = ordered.index(month)
            near = [month, *ordered[max(0, place - 1) : place]] if month != UNDATED else [month]
            found = self._shifts_of(party, issue, near) if told_in else ()
            own = self._published_in(month, found)
            self._shelf.swap("shift", self._shelf.of_month("shift", party, issue, month), once(own))

    def _shifts_of(self, party: str, issue: str | None, months: Sequence[str]) -> Iterator[Shift]:
        """Shifts that are seen from two positions; the terms of one may tie another issue than its own."""
        shelf = self._shelf
        positions: list[Position] = shelf.of_month("position", party, issue, *months)
        copies = shelf.groups_of("copies", {each.article for each in positions})
        published = self._shelf.published(each.article for each in positions)
        if told := shelf.notes("told", as_part((party, issue, months[0])), list[Shift]):
            earlier = Earlier(without_reprints(positions, copies), published)
            yield from (earlier.with_older_end(shift) for some in told for shift in some)
        if issue is None:
            return
        tying = shelf.of_month("link", party, issue, *months)
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

    def _published_in(self, month: str, shifts: Iterable[Shift]) -> list[Shift]:
        held = list(shifts)
        months = self._shelf.months_of(shift.later.article for shift in held)
        return [shift for shift in held if months.get(shift.later.article) == month]

    def settle(self, shared: Iterable[str]) -> None:
        """How issues stand, by issues and months of which articles have more or less to say than before."""
        issues = {issue.id: issue for issue in self._frame.agenda.issues}
        changed: set[str] = set()
        for part in sorted(shared):
            issue, _, month = part.partition(" ")
            if self._shelf.put_note("season", issue, month, summed_up(self._shelf.notes("share", part, Share))):
                changed.add(issue)
        for id_ in sorted(changed & issues.keys()):
            seasons = list(self._shelf.parts("season", id_, Share).values())
            self._shelf.swap("issue", self._shelf.by_id("issue", [id_]), [standing(issues[id_], seasons)])

    def knot(self, linked: Iterable[Page]) -> None:
        """The rings of links, if other links are told than before."""
        shelf = self._shelf
        cells = _by_cell(page for page in linked if page[1] is not None)
        for (party, issue), months in cells:
            cell = as_part((party, issue, ""))
            for month in months:
                links = shelf.of_month("link", party, issue, month)
                newest = newest_of(links, self._shelf.published(link.basis.article for link in links))
                shelf.put_note("newest links", cell, month, newest or None)
            every = [link for some in shelf.parts("newest links", cell, tuple[Link, ...]).values() for link in some]
            newest = newest_of(every, self._shelf.published(link.basis.article for link in every))
            shelf.put_note("newest link", cell, "", newest or None)
        if cells:
            links = [link for some in shelf.notes("newest link", "", tuple[Link, ...]) for link in some]
            published = self._shelf.published(link.basis.article for link in links)
            shelf.swap("knot", shelf.all("knot"), once(find_knots(links, published)))


def _by_cell(pages: Iterable[Page]) -> list[tuple[Cell, set[str]]]:
    """Parties and issues in order, with the months of each."""
    cells: dict[Cell, set[str]] = {}
    for party, issue, month in pages:
        cells.setdefault((party, issue), set()).add(month)
    return sorted(cells.items(), key=lambda cell: (cell[0][0] or "", cell[0][1] or ""))


def as_part(page: Page) -> str:
    """As notes are kept by it."""
    return " ".join(each or "" for each in page)


def as_page(part: str) -> Page:
    """The other way."""
    party, issue, month = part.split(" ")
    return party or None, issue or None, month

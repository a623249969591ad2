"""A record that grows: only what new, changed or removed articles concern is made anew.

It gives what `merge` gives of all articles, for the same functions are asked, each for a part of its findings on which
the rest has no bearing: an article, those that are copies of one another, a group of tellings, a party's stand on an
issue, an issue. What must be decided of all of them together is the `frame`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from travaux.model import Copies, Glance, Position, Problem, Shift, Witnesses, digest
from travaux.record.copies import are_copies, mark, may_be_copies
from travaux.record.frame import Frame, outlets_of
from travaux.record.glances import glance_at
from travaux.record.groups import connected
from travaux.record.issues import with_issues
from travaux.record.knots import find_knots
from travaux.record.links import find_links
from travaux.record.newcomers import Newcomer, as_actor, find_newcomers
from travaux.record.package import find_rules
from travaux.record.placing import once, placed
from travaux.record.shelf import Shelf
from travaux.record.shifts import SURE, find_shifts, of_one_voice
from travaux.record.stands import find_stands
from travaux.record.status import Share, find_shares, standing
from travaux.record.tellers import Tellers
from travaux.record.told import find_told, with_older_end

AT_ONCE = 100  # articles in memory

_Cell = tuple[str | None, str | None]  # a party, an issue


class Growth:
    """One round of growing. What is still to be made anew is gathered from step to step."""

    def __init__(self, shelf: Shelf, frame: Frame) -> None:
        self._shelf = shelf
        self._frame = frame
        self._cells: set[_Cell] = set()
        self._issues: set[str] = set()
        self._newcomers: set[str] = set()
        self._redated: set[str] = set()  # articles of another day or outlet than before
        self._recounted: set[str] = set()  # articles of which it changed who else has their wording, or a rule

    def run(self, changed: Collection[str], watch: Callable[[int], None] = lambda done: None) -> None:
        """Make the findings anew that these articles concern, which may have come, changed or gone.

        `watch` is called with the number of articles that are done with.
        """
        for some in _some(sorted(changed)):
            self._place(some)
        for some in _some(sorted(changed)):
            self._copy(some)
        for some in _some(sorted({*changed, *self._recounted})):
            self._tell(some)
        self._stand()

    # -- one article after the other

    def _place(self, ids: Sequence[str]) -> None:
        shelf, frame = self._shelf, self._frame
        articles, readings = shelf.articles(ids), shelf.readings(ids)
        sides = frame.sides_for(readings, outlets_of(articles.values()))
        statements = placed((each for reading in readings for each in reading.statements), sides)
        held = placed((each for reading in readings for each in reading.positions), sides)
        positions = tuple(with_issues(held, statements, readings, frame.agenda))
        before = shelf.of_articles("position", ids)
        self._cells |= _cells_that_differ(before, positions)
        shelf.swap("position", before, positions)
        shelf.swap("statement", shelf.of_articles("statement", ids), statements)
        for type_ in ("event", "interaction", "outcome"):
            found = once(each for reading in readings for each in getattr(reading, f"{type_}s"))
            shelf.swap(type_, shelf.of_articles(type_, ids), found)
        details = {
            id_: [(id_, (articles[id_].published, articles[id_].outlet))] if id_ in articles else [] for id_ in ids
        }
        self._redated |= shelf.put_notes("details", details)
        self._cells |= {(each.party, each.issue) for each in positions if each.article in self._redated}
        published = {id_: article.published for id_, article in articles.items()}
        shares: dict[str, list[tuple[str, Any]]] = {id_: [] for id_ in ids}
        for share in find_shares(frame.agenda, positions, statements, readings, articles.values(), sides):
            shares[share.article].append((share.issue, share))
        told: dict[str, dict[str, list[Shift]]] = {id_: {} for id_ in ids}
        for shift in find_told(readings, positions, published, sides, frame.agenda):
            told[shift.later.article].setdefault(_part(shift.party, shift.issue), []).append(shift)
        self._issues |= shelf.put_notes("share", shares)
        self._cells |= {_cell(part) for part in shelf.put_notes("told", {id_: told[id_].items() for id_ in ids})}
        named: dict[str, list[tuple[str, Newcomer]]] = {id_: [] for id_ in ids}
        wrong: dict[str, list[tuple[str, Problem]]] = {id_: [] for id_ in ids}
        for reading in readings:
            wrong[reading.article] = [(each.id, each) for each in reading.problems]
            if sides.names.partial:
                named[reading.article] = [(each.name, each) for each in find_newcomers(reading, sides)]
        shelf.put_notes("problem", wrong)
        self._newcomers |= shelf.put_notes("newcomer", named)
        marks = {id_: sorted(mark(articles[id_]).marks) if id_ in articles else [] for id_ in ids}
        shelf.put_marks("copies", {id_: {id_: held} if held else {} for id_, held in marks.items()})

    # -- articles that are copies of one another

    def _copy(self, ids: Sequence[str]) -> None:
        shelf = self._shelf
        near = set(ids)
        for id_, article in shelf.articles(ids).items():
            ours = mark(article)
            shared: dict[str, int] = {}
            for _, other in shelf.bearers("copies", ours.marks):
                shared[other] = shared.get(other, 0) + 1
            ties = {}
            for other, copy in shelf.articles(o for o, n in shared.items() if n > 1 and o != id_).items():
                if may_be_copies(ours, mark(copy)) and are_copies(article, copy):
                    ties[min(id_, other), max(id_, other)] = 1.0
            near |= {each for pair in (*ties, *shelf.ties_of("copies", [id_])) for each in pair}
            shelf.swap_ties("copies", [id_], ties)
        for id_ in set(ids) - shelf.articles(ids).keys():
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
        self._cells |= {(each.party, each.issue) for each in shelf.of_articles("position", moved)}

    # -- what stands in several of them

    def _tell(self, ids: Sequence[str]) -> None:
        shelf = self._shelf
        copies = shelf.groups_of("copies", ids)
        near = sorted({*ids, *(id_ for group in copies for id_ in group.articles)})
        statements, positions = shelf.of_articles("statement", near), shelf.of_articles("position", near)
        rules = once(find_rules(statements, positions, self._published(near), copies))
        shelf.swap("rule", shelf.of_articles("rule", near), rules)
        links = once(find_links(positions, self._frame.agenda, shelf.articles(near).values(), copies))
        shelf.swap("link", shelf.of_articles("link", near), links)

    # -- parties, issues, people

    def _stand(self) -> None:
        for party, issue in sorted(self._cells, key=lambda cell: (cell[0] or "", cell[1] or "")):
            if party is not None:
                self._stand_of(party, issue)
            if party is None or issue is None:
                self._shelf.put_glances([Glance(party, issue, self._shelf.count("position", party, issue))])
        issues = {issue.id: issue for issue in self._frame.agenda.issues}
        for id_ in sorted(self._issues & issues.keys()):
            shares = self._shelf.notes("share", id_, Share)
            self._shelf.swap("issue", self._shelf.by_id("issue", [id_]), [standing(issues[id_], shares)])
        for name in sorted(self._newcomers):
            actor = as_actor(said) if (said := self._shelf.notes("newcomer", name, Newcomer)) else None
            self._shelf.swap("actor", self._shelf.by_id("actor", [digest("actor", name)]), [actor] if actor else [])
        links = [link for link in self._shelf.all("link") if link.issue and link.on]
        published = self._published(link.basis.article for link in links)
        self._shelf.swap("knot", self._shelf.all("knot"), once(find_knots(links, published)))

    def _stand_of(self, party: str, issue: str | None) -> None:
        shelf = self._shelf
        positions = shelf.of_cell("position", party, issue)
        published = self._published(position.article for position in positions)
        shifts: list[Shift] = []
        if issue is not None:
            witnesses = shelf.groups_of("witnesses", (p.voice for p in positions if p.voice))
            copies = shelf.groups_of("copies", published)
            published |= self._published(id_ for group in (*witnesses, *copies) for id_ in group.articles)
            stands = once(find_stands(positions, published, self._frame.agenda, witnesses, copies))
            shelf.swap("stand", shelf.of_cell("stand", party, issue), stands)
            tellers = Tellers(shelf.headings(published), witnesses, copies)
            shelf.put_glances([glance_at(party, issue, positions, stands, tellers, shelf.statements)])
            sure = [position for position in positions if position.confidence >= SURE]
            voices = shelf.by_id("statement", {position.voice for position in sure if position.voice})
            shifts.extend(find_shifts(of_one_voice(sure, voices, self._frame.sides), published))
        for told in shelf.notes("told", _part(party, issue), list[Shift]):
            shifts.extend(with_older_end(shift, positions, published) for shift in told)
        shelf.swap("shift", shelf.of_cell("shift", party, issue), once(shifts))

    def _published(self, ids: Iterable[str]) -> dict[str, date | None]:
        return {id_: dated.published for id_, dated in self._shelf.dated(ids).items()}


def ids_of(groups: Iterable[Copies | Witnesses]) -> set[str]:
    """The articles of all groups."""
    return {id_ for group in groups for id_ in group.articles}


def _cells_that_differ(before: Iterable[Position], after: Iterable[Position]) -> set[_Cell]:
    old, new = ({each.id: each for each in positions} for positions in (before, after))
    changed = [id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)]
    return {(each.party, each.issue) for id_ in changed for each in (old.get(id_), new.get(id_)) if each is not None}


def _part(party: str | None, issue: str | None) -> str:
    return f"{party or ''} {issue or ''}"


def _cell(part: str) -> _Cell:
    party, _, issue = part.partition(" ")
    return party or None, issue or None


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))

"""A party's stand on an issue that moved: as a report tells it, or from two positions on different days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from travaux.model import (
    Act,
    ActGroup,
    ActorKind,
    Copies,
    Direction,
    Link,
    Modality,
    Position,
    Shift,
    Stance,
    Statement,
    When,
)
from travaux.record.context import outside
from travaux.record.issues import Agenda
from travaux.record.parties import Sides
from travaux.record.terms import stems_of

SURE = 0.8  # of a position of less confidence it is not even known that it was held
_STEP = 3  # so much harder or softer is a shift
_HELD = (Modality.MADE, Modality.INTENDED, Modality.POSSIBLE)  # a yes on terms "may come aboard"
# Velmark would not talk while its men are held; no boat will leave; Norland refused to sign unless they were freed.
_WILL_NOT = re.compile(
    r"\b(?:will|would|can|could|shall) (?:not|never|no longer)\b|\b(?:wo|would|ca|could|sha)n[’']t\b(?! it\b)"
    r"|\bcannot\b"
    r"|\bno (?:[\w-]+ ){1,3}(?:will|would|can|could)\b|\brefus(?:e|es|ed|ing|al)\b|\brul(?:e|es|ed|ing) out\b",
    re.IGNORECASE,
)
FEWEST_SHARED, SHARED = 2, 0.5  # words that the objects of both ends share, of the shorter


def of_one_voice(positions: Iterable[Position], statements: Iterable[Statement], sides: Sides) -> Iterator[Position]:
    """Positions that somebody holds for himself: not a group, whose members may differ, nor as another side has it."""
    groups = {party.name for party in sides.parties if party.kind is ActorKind.GROUP}
    groups |= {actor.name for actor in sides.actors if actor.kind is ActorKind.GROUP}
    speaks_for = {statement.id: statement.party for statement in statements}
    for position in positions:
        party = speaks_for.get(position.voice or "")
        if position.holder not in groups and party in (None, position.party):
            yield position


def without_reprints(positions: Iterable[Position], copies: Iterable[Copies]) -> Iterator[Position]:
    """Each copied report's positions once, as links have them."""
    reprints = {id_ for group in copies for id_ in group.articles[1:]}
    return (position for position in positions if position.article not in reprints)


def find_shifts(positions: Iterable[Position], published: dict[str, date | None]) -> Iterator[Shift]:
    """Seen from neighbouring stands of one holder on different days."""
    by_cell: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for position in positions:
        held = position.act.hardness is not None and position.modality is Modality.MADE and position.confidence >= SURE
        if position.party and position.issue and held:
            by_cell[position.party, position.issue].append(position)
    for (party, issue), cell in sorted(by_cell.items()):
        dated = sorted(
            ((day, position) for position in cell if (day := held_on(position, published)) is not None),
            key=lambda each: (each[0], each[1].id),
        )
        for (earlier_day, earlier), (later_day, later) in pairwise(dated):
            direction = _direction(earlier, later)
            if direction is not None and earlier_day < later_day and _same_matter(earlier, later):
                yield _between(party, issue, direction, (earlier_day, earlier), (later_day, later))


def find_shifts_of_terms(
    positions: Iterable[Position],
    links: Iterable[Link],
    published: Mapping[str, date | None],
    agenda: Agenda,
) -> Iterator[Shift]:
    """Seen from what one holder makes to depend: refused but on terms and then given on terms, or the other way."""
    issues = {link.position: link.issue for link in links}
    by_cell: dict[tuple[str, str, str], list[tuple[date, Position]]] = defaultdict(list)
    for position in positions:
        issue, day = issues.get(position.id) or position.issue, held_on(position, published)
        held = position.act.group is not ActGroup.VIEW and position.modality in _HELD
        if position.party and position.holder and issue and day and position.condition and held:
            by_cell[position.party, issue, position.holder].append((day, position))
    for (party, issue, _), cell in sorted(by_cell.items()):
        for (earlier_day, earlier), (later_day, later) in pairwise(
            sorted(cell, key=lambda each: (each[0], each[1].id))
        ):
            direction = _between_terms(earlier, later, issue, agenda)
            if direction is not None and earlier_day < later_day:
                yield _between(party, issue, direction, (earlier_day, earlier), (later_day, later))


def _between_terms(earlier: Position, later: Position, issue: str, agenda: Agenda) -> Direction | None:
    before, after = (outside(each.basis, each.condition) for each in (earlier, later))
    both = all(issue in agenda.spoken_of(words) for words in (before, after))  # not only in their terms
    if both and refuses(earlier) and later.act.group is ActGroup.GIVE and not refuses(later):
        return Direction.SOFTENED
    gives = (earlier.act is Act.CONDITION or earlier.act.group is ActGroup.GIVE) and not refuses(earlier)
    if gives and refuses(later) and stems_of(before) & stems_of(after) and _terms(earlier) & _terms(later):
        return Direction.HARDENED
    return None


def refuses(position: Position) -> bool:
    """Whether a stand says that something will not be done, apart from its terms."""
    return _WILL_NOT.search(outside(position.basis, position.condition)) is not None


def _terms(position: Position) -> frozenset[str]:
    return stems_of(position.condition.words) if position.condition is not None else frozenset()


def _between(
    party: str, issue: str, direction: Direction, earlier: tuple[date, Position], later: tuple[date, Position]
) -> Shift:
    (left_on, left), (moved_on, moved) = earlier, later
    return Shift(
        party,
        issue,
        direction,
        left.basis,
        moved.basis,
        left.as_of or When.day(left_on),
        moved.as_of or When.day(moved_on),
        (left.id, moved.id),
    )


def held_on(position: Position, published: Mapping[str, date | None]) -> date | None:
    """The first day on which a position was held by its report's word, else the day of the report."""
    return position.as_of.first if position.as_of else published.get(position.article)


def _direction(earlier: Position, later: Position) -> Direction | None:
    if {earlier.stance, later.stance} == {Stance.FOR, Stance.AGAINST} and ActGroup.GIVE in (
        earlier.act.group,
        later.act.group,
    ):
        return Direction.SOFTENED if later.act.group is ActGroup.GIVE else Direction.REVERSED
    if earlier.act.hardness is None or later.act.hardness is None:
        return None
    step = later.act.hardness - earlier.act.hardness
    if abs(step) < _STEP:
        return None
    return Direction.HARDENED if step > 0 else Direction.SOFTENED


def _same_matter(earlier: Position, later: Position) -> bool:
    """One holder, and objects that share half of their words and two at least: others speak of two things."""
    if earlier.object is None or later.object is None or earlier.holder != later.holder:
        return False
    ours, theirs = stems_of(earlier.object.words), stems_of(later.object.words)
    shared = len(ours & theirs)
    return shared >= FEWEST_SHARED and shared >= SHARED * min(len(ours), len(theirs))

"""A party's stand on an issue that moved: as a report tells it, or from two positions on different days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from travaux.model import ActGroup, ActorKind, Direction, Modality, Position, Shift, Stance, Statement, When
from travaux.record.parties import Sides
from travaux.record.terms import stems_of

SURE = 0.8  # of a position of less confidence it is not even known that it was held
_STEP = 3  # so much harder or softer is a shift
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
                yield Shift(
                    party,
                    issue,
                    direction,
                    earlier.basis,
                    later.basis,
                    earlier.as_of or When.day(earlier_day),
                    later.as_of or When.day(later_day),
                    (earlier.id, later.id),
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

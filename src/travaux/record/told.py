"""Moves that reports tell -> shifts of parties on issues."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from operator import attrgetter, itemgetter

from travaux.model import Act, Citation, Copies, Move, Position, Reading, Shift, When
from travaux.record.issues import Agenda
from travaux.record.parties import Sides
from travaux.record.shifts import FEWEST_SHARED, held_on, refuses, without_reprints
from travaux.record.terms import stems_of

# What words of change say of the stand that was left.
_LEFT = {
    "offer": (Act.OFFER, Act.PROPOSE),  # Norland raised its offer to 41 per cent.
    "first time": (Act.REJECT, Act.RULE_OUT, Act.OPPOSE, Act.CONDITION),  # It is the first time that Velmark says yes.
}
_LEAVABLE = frozenset[Act]().union(*_LEFT.values())


def find_told_shifts(
    readings: Iterable[Reading],
    positions: Sequence[Position],
    published: Mapping[str, date | None],
    sides: Sides,
    agenda: Agenda,
    copies: Iterable[Copies] = (),
) -> Iterator[Shift]:
    """One shift for each move of a party; what one clause tells has its earlier end in an older report, if any."""
    by_cell: dict[tuple[str | None, str | None], list[Position]] = defaultdict(list)
    for position in without_reprints(positions, copies):
        by_cell[position.party, position.issue].append(position)
    earlier = {cell: Earlier(held, published) for cell, held in by_cell.items()}
    for shift in find_told(readings, positions, published, sides, agenda):
        held = earlier.get((shift.party, shift.issue))
        yield held.with_older_end(shift) if held else shift


def find_told(
    readings: Iterable[Reading],
    positions: Iterable[Position],
    published: Mapping[str, date | None],
    sides: Sides,
    agenda: Agenda,
) -> Iterator[Shift]:
    """One shift for each move of a party, as its own report tells it."""
    by_article: dict[str, list[Position]] = defaultdict(list)
    for position in sorted(positions, key=attrgetter("basis", "id")):
        by_article[position.article].append(position)
    for reading in readings:
        found = [
            shift
            for move in reading.moves
            if (shift := _read(move, by_article[move.article], published, sides, agenda)) is not None
        ]
        yield from (shift for shift in found if not any(_sums_up(shift, other) for other in found))


def _read(
    move: Move, positions: Sequence[Position], published: Mapping[str, date | None], sides: Sides, agenda: Agenda
) -> Shift | None:
    """A move as a shift; None where nobody knows whose, or where the two ends are of two parties."""
    earlier, later = (
        [each for each in positions if each.basis.span.overlaps(end.span)] for end in (move.earlier, move.later)
    )
    party = sides.find(move.holder, move.article)
    if party is None:
        return None
    held = {each.party for each in earlier if each.party is not None and move.earlier != move.later}
    if held and party.id not in held:
        return None
    ours = [each for each in later if each.party == party.id]
    dated = {each.dated for each in earlier if each.dated is not None}
    summed_up = [each for each in positions if each.dated in dated]  # of a stand in its own words the summary as well
    of_later, of_earlier = (
        next((each.issue for each in found if each.issue is not None), None) for found in (ours, summed_up)
    )
    ends = [next((each for each in found if each.party == party.id), None) for found in (earlier, later)]
    day = published.get(move.article)
    left_on = move.earlier_on or (ends[0].as_of if ends[0] is not None and move.earlier != move.later else None)
    moved_on = move.later_on or (ends[1].as_of if ends[1] is not None else None) or (When.day(day) if day else None)
    return Shift(
        party.id,
        of_later or agenda.match(move.later.words) or of_earlier or agenda.match(move.earlier.words),
        move.direction,
        move.earlier,
        move.later,
        left_on if left_on is None or moved_on is None or left_on.first < moved_on.first else None,  # it came before
        moved_on,
        tuple(dict.fromkeys(each.id for each in ends if each is not None)),
        move.told,
    )


def _sums_up(shift: Shift, other: Shift) -> bool:
    """ "hardened their positions" in a lead sums up what the report tells with both ends below"""
    one = shift.earlier == shift.later and other.earlier != other.later
    return one and (shift.party, shift.direction) == (other.party, other.direction)


_Held = tuple[date, Citation, str, Position]  # they sort by all but the last


class Earlier:
    """What a party held on an issue, to be looked through for what it left, from its newest stand back."""

    def __init__(self, positions: Iterable[Position], published: Mapping[str, date | None]) -> None:
        self._by_act: dict[Act, list[_Held]] = defaultdict(list)
        for each in positions:
            if each.act in _LEAVABLE and (day := held_on(each, published)) is not None:
                self._by_act[each.act].append((day, each.basis, each.id, each))
        for held in self._by_act.values():
            held.sort(key=itemgetter(0, 1, 2), reverse=True)

    def with_older_end(self, shift: Shift) -> Shift:
        """Of a shift that one clause tells, the last stand before it on the same matter, in another report."""
        if shift.earlier != shift.later or shift.later_on is None:
            return shift
        told = shift.told.words.lower() if shift.told is not None else ""
        acts = {act for words, left in _LEFT.items() if words in told for act in left}
        found = (self._last(act, shift.later, shift.later_on.first) for act in acts)
        last = max(filter(None, found), key=itemgetter(0, 1, 2), default=None)
        if last is None:
            return shift
        day, basis, id_, position = last
        return replace(
            shift,
            earlier=basis,
            earlier_on=position.as_of or When.day(day),
            positions=(id_, *shift.positions),
        )

    def _last(self, act: Act, later: Citation, before: date) -> _Held | None:
        held, matter = self._by_act[act], _matter(later)
        start = bisect_right(held, -before.toordinal(), key=lambda each: -each[0].toordinal())
        others = (each for each in islice(held, start, None) if each[1].article != later.article)
        return next((each for each in others if _is_left(each[3], matter)), None)


def _is_left(position: Position, matter: frozenset[str]) -> bool:
    """Whether a position, of an act that was left, is on the same matter."""
    if position.act is Act.CONDITION:
        return position.issue is not None and refuses(position)
    return len(_matter(position.basis) & matter) >= FEWEST_SHARED


def _matter(words: Citation) -> frozenset[str]:
    return stems_of(words.words)

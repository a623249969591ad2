"""Position history as small multiples: for the busiest issues, one small chart of each side's stands over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from travaux.model import ActGroup, Modality, Shift, Stand
from travaux.record import held_words
from travaux.views.brief.folds import Capped, cap
from travaux.views.brief.passages import Claim, Passages
from travaux.views.brief.stand import StandParty, anchor_of, position_claim
from travaux.views.index import Index
from travaux.views.shown import clipped
from travaux.views.wording import DIRECTIONS, act_words, counted, day_words, number, when_words

WIDTH = 264
_LEFT, _RIGHT = 62, 258  # where the first and the last day stand
_ROW, _TOP = 14, 14  # between the rows of a chart, and above the first
_LEAST = 5  # width of what lasted a day
_OPEN, _MOST = 4, 10  # issues
_SIDES = 4
_FEW, _MANY = 20, 60  # of many stands, one in so few may have begun before the first day
_SHORTEST = 3  # days
_MOST_BARS = 60  # of a chart, those that are most repeated
_WORDS = 110
# The rows of a chart, from what a side gives down to what it refuses.
GROUPS = {ActGroup.GIVE: "gives", ActGroup.WANT: "wants", ActGroup.VIEW: "comments", ActGroup.REFUSE: "refuses"}
_ROWS = tuple(GROUPS)
HEIGHT = _TOP + _ROW * len(_ROWS) + 16  # with the dates below


@dataclass(frozen=True, slots=True)
class Bar:
    """One stand, from the day since which it is held to that on which it was last repeated."""

    x: float
    width: float
    y: int
    group: str
    title: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift, on the day on which the stand had moved."""

    x: float
    title: str
    passage: str | None


@dataclass(frozen=True, slots=True)
class Newest:
    """The stand that a side took last, comments aside."""

    group: str
    act: str
    words: Claim
    days: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The stands of one side on one issue; `earlier` are from before the first day of the charts."""

    party: str
    colour: int
    stands: str
    bars: tuple[Bar, ...]
    turns: tuple[Turn, ...]
    newest: Newest | None
    earlier: int
    summary: str


@dataclass(frozen=True, slots=True)
class History:
    """One issue with a chart for each side, None where a side has no stand on it."""

    label: str
    anchor: str
    charts: tuple[Chart | None, ...]


@dataclass(frozen=True, slots=True)
class Histories:
    """The section. `first` and `last` are the days between which all charts run."""

    first: str
    last: str
    rows: tuple[tuple[str, int], ...]
    issues: Capped[History]


def find_histories(index: Index, parties: tuple[StandParty, ...], passages: Passages) -> Histories | None:
    """The issues on which most is said by the first sides; None where those have no date, or one and the same."""
    ids = {clipped(party.name, 60): party.id for party in index.record.parties}
    sides = {ids[party.name]: party for party in parties[:_SIDES] if party.name in ids}
    held: defaultdict[str, list[Stand]] = defaultdict(list)
    for stand in index.record.stands:
        if stand.party in sides and stand.issue in index.issues and stand.since and stand.last:
            held[stand.issue].append(stand)
    domain = _domain(index, [stand for stands in held.values() for stand in stands])
    if domain is None:
        return None
    scale = _Scale(*domain)
    said = {issue: sum(len(stand.positions) for stand in stands) for issue, stands in held.items()}
    busiest = sorted(held, key=lambda issue: (-said[issue], index.issues[issue].label))
    shifts: defaultdict[tuple[str, str | None], list[Shift]] = defaultdict(list)
    for shift in index.newest_shifts():
        shifts[shift.party, shift.issue].append(shift)

    def read(issue: str) -> History:
        by_side = {id_: [each for each in held[issue] if each.party == id_] for id_ in sides}
        charts = [
            _chart(index, sides[id_], stands, shifts[id_, issue], scale, passages) if stands else None
            for id_, stands in by_side.items()
        ]
        return History(clipped(index.issues[issue].label, 90), anchor_of(index.issues[issue]), tuple(charts))

    return Histories(
        day_words(scale.first),
        day_words(scale.last),
        tuple((GROUPS[group], _y(group) + 8) for group in _ROWS),
        cap(busiest, read, passages, first=_OPEN, most=_MOST),
    )


class _Scale:
    """Days to places in a chart."""

    def __init__(self, first: date, last: date):
        self.first, self.last = first, last

    def x(self, day: date) -> float:
        part = (min(max(day, self.first), self.last) - self.first).days / max(1, (self.last - self.first).days)
        return round(_LEFT + (_RIGHT - _LEFT - _LEAST) * part, 1)


def _domain(index: Index, stands: list[Stand]) -> tuple[date, date] | None:
    """From the first day, of many stands that before which few began, to the last; None where that is too short."""
    began = sorted(stand.since.first for stand in stands if stand.since)
    if not began:
        return None
    first = began[len(began) // _FEW if len(began) >= _MANY else 0]
    last = max(day for stand in stands if stand.last and (day := _end(index, stand)))
    return (first, last) if (last - first).days >= _SHORTEST else None


def _end(index: Index, stand: Stand) -> date | None:
    """The last day on which a stand can have been taken: a vague time does not reach past its report."""
    held = index.positions_in(stand)
    return (index.day(held[-1]) if held else None) or (stand.last.last if stand.last else None)


def _chart(
    index: Index, side: StandParty, stands: list[Stand], shifts: list[Shift], scale: _Scale, passages: Passages
) -> Chart:
    drawn = [stand for stand in stands if (end := _end(index, stand)) and end >= scale.first]
    most = sorted(drawn, key=lambda stand: (-len(stand.positions), stand.id))[:_MOST_BARS]
    bars = sorted((_bar(index, stand, scale) for stand in most), key=lambda bar: (bar.y, bar.x, bar.width, bar.title))
    groups = Counter(stand.act.group for stand in stands)
    said = ", ".join(f"{GROUPS[group]} {counted(groups[group], 'time')}" for group in _ROWS if groups[group])
    count = counted(len(stands), "stand")
    return Chart(
        side.name,
        side.colour,
        count,
        tuple(bars),
        tuple(turn for shift in shifts if (turn := _turn(index, shift, scale, passages))),
        _newest(index, stands, passages),
        len(stands) - len(drawn),
        f"{count} of {side.name} from {day_words(scale.first)} to {day_words(scale.last)}: {said}",
    )


def _bar(index: Index, stand: Stand, scale: _Scale) -> Bar:
    assert stand.since and stand.last
    left = scale.x(stand.since.first)
    right = max(left, scale.x(_end(index, stand) or stand.last.last))
    group = stand.act.group
    return Bar(left, round(right - left + _LEAST, 1), _y(group), group, f"{_said(index, stand)}, {_days(stand)}")


def _turn(index: Index, shift: Shift, scale: _Scale, passages: Passages) -> Turn | None:
    day = index.shift_day(shift)
    if day is None or not scale.first <= day <= scale.last:
        return None
    title = f"{DIRECTIONS[shift.direction]}, {day_words(day)}"
    return Turn(round(scale.x(day) + _LEAST / 2, 1), title, passages.of_end(shift, shift.later))


def _newest(index: Index, stands: list[Stand], passages: Passages) -> Newest | None:
    def order(stand: Stand) -> tuple[date, date, str]:
        assert stand.since and stand.last
        return stand.last.last, stand.since.first, stand.id

    taken = [stand for stand in stands if stand.act.group is not ActGroup.VIEW and index.positions_in(stand)]
    if not taken:
        return None
    stand = max(taken, key=order)
    position = index.positions_in(stand)[-1]
    words = position_claim(position, passages, _WORDS)
    return Newest(stand.act.group, act_words(stand.act, position.modality), words, _days(stand))


def _said(index: Index, stand: Stand) -> str:
    held = index.positions_in(stand)
    words = clipped(held_words(held[-1]), 90) if held else ""
    return f"{act_words(stand.act, Modality.MADE)}: {words}"


def _days(stand: Stand) -> str:
    """Since when, and how often and when last repeated."""
    assert stand.since and stand.last
    if len(stand.positions) == 1:
        return when_words(stand.since)
    times = f"{number(len(stand.positions))} times"
    if stand.since == stand.last:
        return f"{when_words(stand.since)}, {times}"
    return f"since {when_words(stand.since)}, {times}, last {when_words(stand.last)}"


def _y(group: ActGroup) -> int:
    return _TOP + _ROW * _ROWS.index(group)

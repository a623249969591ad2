"""Stands over time as a drawing: a lane for each side or issue, a bar for each stand, places in units of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from travaux.model import ActGroup, Held, When
from travaux.views.shown import clipped
from travaux.views.wording import act_group, act_words, counted, when_words

WIDTH = 1000
_ROW = 9  # between the rows of a lane
_LEAST = 6  # width of what lasted a day
_BAR = 7
_MOST = 120  # bars of a lane, the newest
_FEW, _MANY = 25, 60  # of many stands, one in so few may have begun before the first day
_TICKS = 8
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# The rows of a lane, from what a side gives down to what it refuses.
GROUPS = {ActGroup.GIVE: "gives", ActGroup.WANT: "wants", ActGroup.VIEW: "comments", ActGroup.REFUSE: "refuses"}
HEIGHT = _ROW * len(GROUPS)


@dataclass(frozen=True, slots=True)
class Bar:
    """One stand, from the day since which it is held to that on which it was last repeated."""

    id: str
    x: float
    width: float
    y: float
    height: int
    group: str
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day with a name under the lanes."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to places between 0 and WIDTH."""

    first: date
    last: date
    ticks: tuple[Tick, ...]

    def x(self, day: date) -> float:
        """Where a day stands; what lies outside stands at the end."""
        part = (min(max(day, self.first), self.last) - self.first).days / max(1, (self.last - self.first).days)
        return round((WIDTH - _LEAST) * part, 1)


def find_scale(stands: Iterable[Held]) -> Scale | None:
    """From the first day, of many stands that before which few began, to the last; None where no day is known."""
    held = list(stands)
    began = sorted(each.since.first for each in held if each.since)
    if not began:
        return None
    first = began[len(began) // _FEW if len(began) >= _MANY else 0]
    last = max(day for each in held if each.last and (day := _end(each)))
    if last <= first:
        first, last = first - timedelta(days=3), first + timedelta(days=3)
    scale = Scale(first, last, ())
    return Scale(first, last, tuple(Tick(scale.x(day), name) for day, name in _ticks(first, last)))


def find_bars(stands: Sequence[Held], scale: Scale) -> tuple[Bar, ...]:
    """The stands of a lane that reach into a scale, the newest of many."""
    drawn = [each for each in stands if each.since and (end := _end(each)) and end >= scale.first]
    drawn = sorted(drawn, key=lambda each: (_end(each) or date.min, each.id))[-_MOST:]
    bars = (_bar(each, scale) for each in drawn)
    return tuple(sorted(bars, key=lambda bar: (bar.x, bar.y, bar.width, bar.id)))


def stand_title(stand: Held) -> str:
    """A stand in one line: what is done, in which words, since when and how often."""
    words = f": {clipped(stand.words, 140)}" if stand.words else ""
    return f"{act_words(stand.act, stand.modality)}{words} ({stand_days(stand)})"


def stand_days(stand: Held) -> str:
    """Since when a stand is held, how often it was told, and when last."""
    if stand.since is None:
        return f"“{clipped(stand.dated, 40)}”" if stand.dated else "no date"
    if stand.positions == 1:
        return when_words(stand.since)
    times = counted(stand.positions, "time")
    if stand.last is None or stand.since == stand.last:
        return f"{when_words(stand.since)}, {times}"
    return f"since {when_words(stand.since)}, {times}, last {when_words(stand.last)}"


def _end(stand: Held) -> date | None:
    """The last day of a stand; of a vague time its first, for that is when it can have begun at the earliest."""
    when: When | None = stand.last or stand.since
    return (when.last if when.granularity == "day" else when.first) if when else None


def _bar(stand: Held, scale: Scale) -> Bar:
    assert stand.since
    left = scale.x(stand.since.first)
    right = max(left, scale.x(_end(stand) or stand.since.first))
    group = act_group(stand.act, stand.modality)
    y = _ROW * tuple(GROUPS).index(group) + (_ROW - _BAR) / 2
    return Bar(stand.id, left, round(right - left + _LEAST, 1), y, _BAR, group, stand_title(stand))


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Years, months or days, no more than have room for their names."""
    span = (last - first).days
    if span > 3 * 366:
        step = -(-(last.year - first.year) // _TICKS)
        years = range(first.year + (first > date(first.year, 1, 1)), last.year + 1)
        return [(date(year, 1, 1), str(year)) for year in years if year % step == 0]
    if span > 62:
        every = -(-(span // 30) // _TICKS)
        months = [divmod(first.year * 12 + first.month - 1 + at, 12) for at in range(span // 28 + 2)]
        days = [(date(year, month + 1, 1), f"{_MONTHS[month]} {year}") for year, month in months[::every]]
        return [each for each in days if first <= each[0] <= last]
    every = max(1, -(-span // (_TICKS - 2)))
    named = [first + timedelta(days=at) for at in range(0, span + 1, every)]
    began = [day.year for day in named]
    return [
        (day, f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if at == 0 or began[at - 1] != day.year else ""))
        for at, day in enumerate(named)
    ]

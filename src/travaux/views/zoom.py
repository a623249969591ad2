"""A run of days on a page: what lies above, before and after it, and how full the times within it are."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from travaux.model import When
from travaux.views.wording import counted, when_words

_YEARS, _MONTHS, _WEEKS = 900, 190, 27  # days from which bars are of years, months, weeks; of less they are of days
_DAY = timedelta(days=1)
ALL = "all"  # the name of all days of the record
WIDTH, HIGH = 1000.0, 56.0  # of the bars


@dataclass(frozen=True, slots=True)
class Bar:
    """What lies in a year, a month, a week or a day; `label` is empty where there is no room for it."""

    when: When
    x: float
    width: float
    height: float
    label: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Step:
    """A time to look at instead: its name and its days."""

    name: str
    when: When


@dataclass(frozen=True, slots=True)
class Zoom:
    """The days that are shown, the wider times that hold them, those before and after, bars of those within."""

    shown: When
    name: str
    wider: tuple[Step, ...]
    before: Step | None
    after: Step | None
    bars: tuple[Bar, ...]
    grain: str


def find_zoom(shown: When, whole: When, times: Iterable[When]) -> Zoom:
    """`whole` are the days of the record, `times` when things happened, counted or not.

    What spans several bars is in the first.
    """
    parts = list(_parts(shown))
    grain = parts[0].granularity if parts else "day"
    counts: Counter[int] = Counter()
    starts = [part.first for part in parts]
    for when, number in Counter(times).items():
        if when.meets(shown):
            counts[max(0, bisect_right(starts, max(when.first, shown.first)) - 1)] += number
    most = max(counts.values(), default=1)
    width = WIDTH / max(1, len(parts))
    every = -(-len(parts) // 26)  # labels that have room
    bars = tuple(
        Bar(
            part,
            round(at * width, 2),
            round(width, 2),
            round(max(3.0, HIGH * counts[at] / most), 1) if counts[at] else 0.0,
            _label(part, at) if at % every == 0 else "",
            f"{when_words(part)}: {counted(counts[at], 'event')}",
            counts[at],
        )
        for at, part in enumerate(parts)
    )
    before, after = _next(shown, -1), _next(shown, 1)
    is_all = shown.first <= whole.first and whole.last <= shown.last
    return Zoom(
        shown,
        ALL if is_all else when_words(shown),
        tuple(_wider(shown, whole)),
        before if before and before.when.last >= whole.first and not is_all else None,
        after if after and after.when.first <= whole.last and not is_all else None,
        bars,
        grain,
    )


def _parts(shown: When) -> Iterator[When]:
    """The years, months, weeks or days within a time, as fine as can be told apart."""
    days = (shown.last - shown.first).days + 1
    at = shown.first
    while at <= shown.last:
        if days > _YEARS:
            part = When.year(at.year)
        elif days > _MONTHS:
            part = When.month(at.year, at.month)
        elif days > _WEEKS:
            part = When.week(at)
        else:
            part = When.day(at)
        yield part
        at = part.last + _DAY


def _label(part: When, at: int) -> str:
    match part.granularity:
        case "year":
            return str(part.first.year)
        case "month":
            name = part.first.strftime("%b")
            return f"{name} {part.first.year}" if at == 0 or part.first.month == 1 else name
    is_first = at == 0 or part.first.day == 1 or part.granularity == "week"
    return f"{part.first.day} {part.first.strftime('%b')}" if is_first else str(part.first.day)


def _wider(shown: When, whole: When) -> Iterator[Step]:
    """All, then the year, the month and the week that hold a time, as far as each is wider than the next."""
    yield Step(ALL, whole)
    for when in (When.year(shown.first.year), When.month(shown.first.year, shown.first.month), When.week(shown.first)):
        holds = when.first <= shown.first and shown.last <= when.last
        narrower = (when.first, when.last) != (shown.first, shown.last)
        if holds and narrower and not (when.first <= whole.first and whole.last <= when.last):
            yield Step(when_words(when), when)


def _next(shown: When, way: int) -> Step | None:
    """The time of the same grain before or after."""
    edge = shown.first - _DAY if way < 0 else shown.last + _DAY
    match shown.granularity:
        case "year":
            when = When.year(edge.year)
        case "month":
            when = When.month(edge.year, edge.month)
        case "week":
            when = When.week(edge)
        case "day":
            when = When.day(edge)
        case _:
            return None
    return Step(when_words(when), when)

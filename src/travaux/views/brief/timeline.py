"""The timeline: a lane of positions for each side, and the events on an axis of days, as figures for a drawing."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from travaux.model import Event, EventStatus, EventType, When
from travaux.views.brief.labels import Room
from travaux.views.brief.passages import Passages, phrase
from travaux.views.brief.stand import StandParty
from travaux.views.index import Index
from travaux.views.shown import clipped
from travaux.views.wording import DIRECTIONS, EVENT_STATUSES, EVENTS, counted, day_words, when_words

WIDTH = 1080
_LEFT, _RIGHT = 132, 1064  # where the first and the last day stand
_HEAD = 22.0  # where the dates are written
_LANE = 30  # between the lanes of the sides
_TICK = 22  # height of the tallest tick
_BIN = 4  # width of a tick: positions of days that fall together are one
_ROW = 19  # between rows of labels
_LETTER = 6.3  # mean width of a letter at the size of the labels
_MOST_EVENTS = 60
_KEY = 8  # events that are told in the open
_MOST_LISTED = 80
_LANES = 6
_FEW = 10  # one report in so many may lie before the axis
_AHEAD = timedelta(days=75)  # how far past the last report an event may stretch the axis

_FALLEN = (EventStatus.CALLED_OFF, EventStatus.RULED_OUT)
_WEIGHTY = (EventType.SIGN, EventType.AGREE, EventType.WALK_OUT, EventType.MEET, EventType.TALK, EventType.VOTE)


@dataclass(frozen=True, slots=True)
class Tick:
    """Positions of one side in a few days: the higher, the more."""

    x: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift, where its later end stands."""

    x: float
    direction: str
    title: str
    passage: str | None


@dataclass(frozen=True, slots=True)
class Lane:
    """The ticks of one side; `y` is where they stand on."""

    party: str
    colour: int
    y: float
    ticks: tuple[Tick, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the axis. `label` is empty where there is no room; then the list alone names it."""

    x: float
    x1: float
    x2: float
    status: str
    title: str
    passage: str | None
    label: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A stroke of the axis and what is written at it."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One event in the list that says the same in words."""

    day: str
    what: str
    status: str
    status_name: str
    words: str
    reports: int
    passage: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the drawing needs. `marks` is empty where no event has a date within the axis.

    `outside` counts reports from before the axis; `key` are the events that most reports tell, `listed` those
    that matter most, both in order of time.
    """

    height: float
    axis: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    grades: tuple[Grade, ...]
    statuses: tuple[tuple[str, str], ...]
    outside: int
    key: tuple[Happening, ...]
    listed: tuple[Happening, ...]
    total: int
    summary: str


@dataclass(frozen=True, slots=True)
class _Occasion:
    """Reports of one event: same type, status and date."""

    event: Event
    reports: int
    places: tuple[str, ...]


def find_timeline(index: Index, parties: tuple[StandParty, ...], passages: Passages) -> Timeline | None:
    """The timeline, None where neither a report nor an event has a date."""
    occasions = _occasions(index)
    domain = _domain(index, occasions)
    if domain is None:
        return None
    scale = _Scale(*domain)
    lanes = _lanes(index, parties, scale, passages)
    axis = _HEAD + _LANE * len(lanes) + 12
    last = index.record.period[1] if index.record.period else None
    ranked = sorted(occasions, key=lambda each: _weight(each, last))
    drawn = [each for each in ranked if scale.holds(each.event) and scale.tells(each.event)][:_MOST_EVENTS]
    key = [_happening(each, passages) for each in _key(drawn)]
    with passages.folded():
        marks, rows = _marks(drawn, scale, axis, passages)
        listed = [_happening(each, passages) for each in sorted(ranked[:_MOST_LISTED], key=_chronological)]
    statuses = [status for status in EventStatus if any(mark.status == status for mark in marks)]
    return Timeline(
        axis + 28 + _ROW * rows,
        axis,
        lanes,
        tuple(marks),
        tuple(_grades(scale)),
        tuple((status, EVENT_STATUSES[status]) for status in statuses),
        sum(not scale.first <= each.published <= scale.last for each in index.record.articles if each.published),
        tuple(key),
        tuple(listed),
        len(occasions),
        f"{counted(len(occasions), 'event')} from {day_words(scale.first)} to {day_words(scale.last)}",
    )


class _Scale:
    """Days to places on the axis."""

    def __init__(self, first: date, last: date):
        self.first, self.last = first, last
        self.days = max(1, (last - first).days)

    def x(self, day: date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (day - self.first).days / self.days, 1)

    def holds(self, event: Event) -> bool:
        return event.date is not None and self.first <= event.date.first and event.date.last <= self.last

    def tells(self, event: Event) -> bool:
        """Whether a date is narrow enough to be a place on the axis: a year has no middle at which a thing happened."""
        return event.date is not None and (event.date.last - event.date.first).days <= max(7, self.days / 8)


def _occasions(index: Index) -> list[_Occasion]:
    """Events in order of date, those without one last; several reports of one event are one."""
    groups: defaultdict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in index.record.events:
        same = str(event.date) if event.date else event.id  # without a date nothing says that two are one
        groups[event.type, event.status, same].append(event)
    found = []
    for events in groups.values():
        best = max(events, key=lambda event: (event.confidence, event.place is not None, event.id))
        places = Counter(event.place for event in events if event.place)
        found.append(
            _Occasion(
                best,
                len({event.article for event in events}),
                tuple(sorted(places, key=lambda place: (-places[place], place))),
            )
        )
    return sorted(found, key=_chronological)


def _chronological(occasion: _Occasion) -> tuple[int, int, str]:
    when = occasion.event.date
    if when is None:
        return (date.max.toordinal(), 0, occasion.event.id)
    return (when.first.toordinal(), when.last.toordinal(), occasion.event.id)


def _weight(occasion: _Occasion, last: date | None) -> tuple[bool, bool, bool, int, str]:
    """Which events get a label first: those that fell through or lie ahead, then those that settle something."""
    event = occasion.event
    is_ahead = event.status is EventStatus.PLANNED and bool(last and event.date and event.date.last >= last)
    told = is_ahead or event.status in _FALLEN or event.type in (EventType.POSTPONE, EventType.CANCEL)
    return (not told, event.date is None, event.type not in _WEIGHTY, -occasion.reports, event.id)


def _domain(index: Index, occasions: list[_Occasion]) -> tuple[date, date] | None:
    """The days of the reports, stretched a little for events near them; those of the events where no report has one."""
    period = _busy(index)
    dated = [each.event.date for each in occasions if each.event.date]
    if period is None:
        if not dated:
            return None
        return min(when.first for when in dated), max(when.last for when in dated)
    span = max(timedelta(days=14), period[1] - period[0])
    low, high = period[0] - min(span / 4, _AHEAD), period[1] + min(span, _AHEAD)
    first = min([period[0], *(when.first for when in dated if when.first >= low and when.last <= high)])
    last = max([period[1], *(when.last for when in dated if when.first >= low and when.last <= high)])
    if first == last:
        return first - timedelta(days=3), last + timedelta(days=3)
    return first, last


def _busy(index: Index) -> tuple[date, date] | None:
    """The days of the reports, without a few that are much older than all others: they would press the rest aside."""
    period = index.record.period
    days = sorted(each.published for each in index.record.articles if each.published)
    if period is None:
        return None
    few = days[: len(days) // _FEW + 1]
    first = next((day for day in few if (period[1] - day) * 2 < period[1] - period[0]), period[0])
    return first, period[1]


def _lanes(index: Index, parties: tuple[StandParty, ...], scale: _Scale, passages: Passages) -> tuple[Lane, ...]:
    shown = parties[:_LANES]
    colours = {}
    for party in index.record.parties:
        found = next((each for each in shown if each.name == clipped(party.name, 60)), None)
        if found:
            colours[party.id] = found.colour
    bins: defaultdict[int, Counter[int]] = defaultdict(Counter)
    days: dict[tuple[int, int], date] = {}
    for position in index.record.positions:
        day = index.day(position)
        if position.party in colours and day and scale.first <= day <= scale.last:
            place = int((scale.x(day) - _LEFT) / _BIN)
            bins[colours[position.party]][place] += 1
            key = (colours[position.party], place)
            days[key] = min(day, days.get(key, day))
    most = max((count for held in bins.values() for count in held.values()), default=1)
    turns = _turns(index, colours, scale, passages)
    lanes: list[Lane] = []
    for side in shown:
        y = _HEAD + _LANE * (len(lanes) + 1) - 6
        ticks = tuple(
            Tick(
                round(_LEFT + place * _BIN + _BIN / 2, 1),
                round(5 + (_TICK - 5) * math.log(count) / math.log(most) if most > 1 else 12, 1),
                f"{side.name}: {counted(count, 'position')}, {day_words(days[side.colour, place])}",
            )
            for place, count in sorted(bins[side.colour].items())
        )
        lanes.append(Lane(clipped(side.name, 20), side.colour, y, ticks, tuple(turns[side.colour])))
    return tuple(lanes)


def _turns(index: Index, colours: dict[str, int], scale: _Scale, passages: Passages) -> defaultdict[int, list[Turn]]:
    turns: defaultdict[int, list[Turn]] = defaultdict(list)
    for shift in index.newest_shifts()[:40]:
        day = index.shift_day(shift)
        if shift.party in colours and day and scale.first <= day <= scale.last:
            issue = index.issues.get(shift.issue or "")
            on = f" on {clipped(issue.label, 60)}" if issue else ""
            title = f"{DIRECTIONS[shift.direction]}{on}, {day_words(day)}"
            passage = passages.of_end(shift, shift.later)
            turns[colours[shift.party]].append(Turn(scale.x(day), shift.direction, title, passage))
    return turns


def _marks(occasions: list[_Occasion], scale: _Scale, axis: float, passages: Passages) -> tuple[list[Mark], int]:
    """Marks in order of date, labelled as far as labels do not run into one another; and how many rows those take."""
    room = Room(_LEFT - 40, WIDTH)
    marks, rows = [], 0
    for occasion in occasions:
        event = occasion.event
        assert event.date is not None
        x1, x2 = scale.x(event.date.first), scale.x(event.date.last)
        x = round((x1 + x2) / 2, 1)
        label = clipped(_name(occasion), 34)
        placed = room.place(x, len(label) * _LETTER)
        if placed:
            rows = max(rows, placed[0] + 1)
        row, anchor = placed or (0, "start")
        marks.append(
            Mark(
                x,
                x1,
                x2,
                event.status,
                f"{_name(occasion)}, {EVENT_STATUSES[event.status]}, {when_words(event.date)}",
                passages.of_event(event),
                label if placed else "",
                round(x + (5 if anchor == "start" else -5), 1),
                round(axis + 24 + row * _ROW, 1),
                anchor,
            )
        )
    marks.sort(key=lambda mark: (mark.x, mark.title))
    return marks, rows


def _grades(scale: _Scale) -> list[Grade]:
    """Strokes at round dates, as fine as labels have room."""
    if scale.days <= 21:
        step = 1 if scale.days <= 10 else 3
        days = [scale.first + timedelta(days=at) for at in range(0, scale.days + 1, step)]
        return [Grade(scale.x(day), day_words(day).rsplit(" ", 1)[0]) for day in days]
    months = [date(year, month, 1) for year in range(scale.first.year, scale.last.year + 1) for month in range(1, 13)]
    months = [day for day in months if scale.first <= day <= scale.last]
    if len(months) > 24:
        years = [day for day in months if day.month == 1]
        step = max(1, math.ceil(len(years) / 14))
        return [Grade(scale.x(day), str(day.year)) for day in years[::step]]
    if not months:
        return [Grade(scale.x(day), day_words(day)) for day in (scale.first, scale.last)]
    step = max(1, math.ceil(len(months) / 12))
    grades = [Grade(_LEFT, day_words(scale.first))] if (months[0] - scale.first).days * 12 > scale.days else []
    for at, day in enumerate(months[::step]):
        name = when_words(When.month(day.year, day.month))
        grades.append(Grade(scale.x(day), name if at == 0 or day.month <= step else name.split(" ")[0]))
    return grades


def _name(occasion: _Occasion) -> str:
    event = occasion.event
    status = "" if event.status is EventStatus.HELD else f", {EVENT_STATUSES[event.status]}"
    place = f" in {clipped(occasion.places[0], 24)}" if occasion.places else ""
    return f"{EVENTS[event.type]}{place}{status}"


def _key(occasions: list[_Occasion]) -> list[_Occasion]:
    """What most reports tell of, in order of time; of a meeting that was planned and held, that it was held."""
    first: dict[tuple[str, str], _Occasion] = {}
    for each in sorted(occasions, key=lambda each: (each.event.status is not EventStatus.HELD, -each.reports)):
        first.setdefault((each.event.type, str(each.event.date)), each)
    return sorted(sorted(first.values(), key=lambda each: -each.reports)[:_KEY], key=_chronological)


def _happening(occasion: _Occasion, passages: Passages) -> Happening:
    event = occasion.event
    place = f" in {clipped(occasion.places[0], 60)}" if occasion.places else ""
    return Happening(
        when_words(event.date) if event.date else "no date",
        f"{EVENTS[event.type].capitalize()}{place}",
        event.status,
        EVENT_STATUSES[event.status],
        phrase(event.basis.words, 130),
        occasion.reports,
        passages.of_event(event),
    )

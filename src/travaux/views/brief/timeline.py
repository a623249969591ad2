"""The timeline: a lane of positions for each side, and the events on an axis of days, as figures for a drawing."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from travaux.model import EventStatus, EventType, Happening, When
from travaux.views.brief.labels import Room
from travaux.views.brief.passages import Claim, phrase
from travaux.views.brief.stand import StandParty
from travaux.views.index import Index
from travaux.views.opening import Opening
from travaux.views.shown import clipped
from travaux.views.wording import DIRECTIONS, EVENT_STATUSES, EVENTS, carried, counted, day_words, told_time, when_words

WIDTH = 1080
_LEFT, _RIGHT = 132, 1064  # where the first and the last day stand
_HEAD = 22.0  # where the dates are written
_LANE = 30  # between the lanes of the sides
_TICK = 22  # height of the tallest tick
_BIN = 4  # width of a tick: positions of days that fall together are one
_ROW = 19  # between rows of labels
_LETTER = 6.3  # mean width of a letter at the size of the labels
_MOST_EVENTS = 60
_NAMED_FIRST = 12  # events that weigh most
_KEY = 8  # events that are told in the open
_MOST_LISTED = 80
_MOST_VERSIONS = 4
_MOST_NAMED = 3  # of those who took part
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
class Told:
    """One event in the list that says the same in words; `versions` are what reports that differ say of it."""

    day: str
    what: str
    who: str
    status: str
    status_name: str
    words: Claim
    carried: str
    versions: tuple[Claim, ...]


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
    key: tuple[Told, ...]
    listed: tuple[Told, ...]
    total: int
    summary: str


def find_timeline(
    index: Index,
    parties: tuple[StandParty, ...],
    passages: Opening,
    *,
    domain: tuple[date, date] | None = None,
) -> Timeline | None:
    """The timeline, None where neither a report nor an event has a date; of the days of `domain`, where it is given."""
    happenings = sorted(index.record.happenings, key=chronological)
    domain = domain or find_domain(index, [each.date for each in happenings if each.date])
    if domain is None:
        return None
    scale = _Scale(*domain)
    lanes = _lanes(index, parties, scale, passages)
    axis = _HEAD + _LANE * len(lanes) + 12
    ranked = weightiest_first(happenings, index.record.period)
    drawn = [each for each in ranked if scale.holds(each.date) and scale.tells(each.date)][:_MOST_EVENTS]
    key = [read_told(index, each, passages) for each in _key(drawn)]
    with passages.folded():
        marks, rows = _marks(index, drawn, scale, axis, passages)
        listed = [read_told(index, each, passages) for each in sorted(ranked[:_MOST_LISTED], key=chronological)]
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
        len(happenings),
        f"{counted(len(happenings), 'event')} from {day_words(scale.first)} to {day_words(scale.last)}",
    )


class _Scale:
    """Days to places on the axis."""

    def __init__(self, first: date, last: date):
        self.first, self.last = first, last
        self.days = max(1, (last - first).days)

    def x(self, day: date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (day - self.first).days / self.days, 1)

    def holds(self, when: When | None) -> bool:
        return when is not None and self.first <= when.first and when.last <= self.last

    def tells(self, when: When | None) -> bool:
        """Whether a date is narrow enough to be a place on the axis: a year has no middle at which a thing happened."""
        return when is not None and (when.last - when.first).days <= max(7, self.days / 8)


def chronological(happening: Happening) -> tuple[int, int, str]:
    """What is first comes first, what has no date last."""
    when = happening.date
    if when is None:
        return (date.max.toordinal(), 0, happening.id)
    return (when.first.toordinal(), when.last.toordinal(), happening.id)


def weightiest_first(happenings: Iterable[Happening], period: tuple[date, date] | None) -> list[Happening]:
    """Events in the order in which they get a place and a label; `period` are the days of the reports."""
    last = period[1] if period else None
    return sorted(happenings, key=lambda each: _weight(each, last))


def _weight(happening: Happening, last: date | None) -> tuple[bool, bool, bool, int, str]:
    """Which events get a label first: those that fell through or lie ahead, then those that settle something."""
    type_, status, when = happening.type, happening.status, happening.date
    is_ahead = status is EventStatus.PLANNED and bool(last and when and when.last >= last)
    told = is_ahead or status in _FALLEN or type_ in (EventType.POSTPONE, EventType.CANCEL)
    return (not told, when is None, type_ not in _WEIGHTY, -len(happening.articles), happening.id)


def find_domain(index: Index, dated: Collection[When]) -> tuple[date, date] | None:
    """The days of the reports, stretched a little for events near them; those of the events where no report has one."""
    period = _busy(index)
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


def _lanes(index: Index, parties: tuple[StandParty, ...], scale: _Scale, passages: Opening) -> tuple[Lane, ...]:
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


def _turns(index: Index, colours: dict[str, int], scale: _Scale, passages: Opening) -> defaultdict[int, list[Turn]]:
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


def _marks(
    index: Index, happenings: list[Happening], scale: _Scale, axis: float, passages: Opening
) -> tuple[list[Mark], int]:
    """Marks in order of date, labelled as far as labels do not run into one another; and how many rows those take."""
    room = Room(_LEFT - 40, WIDTH)
    marks, rows = [], 0
    for each in _to_be_named(happenings):
        assert each.date is not None
        version = index.newest_version(each)
        x1, x2 = scale.x(each.date.first), scale.x(each.date.last)
        x = round((x1 + x2) / 2, 1)
        label, placed = _placed(each, room, x)
        if placed:
            rows = max(rows, placed[0] + 1)
        row, anchor = placed or (0, "start")
        marks.append(
            Mark(
                x,
                x1,
                x2,
                each.status,
                f"{_name(each)}, {EVENT_STATUSES[each.status]}, {when_words(each.date)}",
                passages.of_event(version) if version else None,
                label,
                round(x + (5 if anchor == "start" else -5), 1),
                round(axis + 24 + row * _ROW, 1),
                anchor,
            )
        )
    marks.sort(key=lambda mark: (mark.x, mark.title))
    return marks, rows


def _to_be_named(happenings: list[Happening]) -> list[Happening]:
    """The order in which labels are placed: the first few from the last day back, each with room right of it."""
    first = sorted(happenings[:_NAMED_FIRST], key=lambda each: -each.date.first.toordinal() if each.date else 0)
    return [*first, *happenings[_NAMED_FIRST:]]


def _placed(happening: Happening, room: Room, x: float) -> tuple[str, tuple[int, str] | None]:
    """The longest name of an event that has room, and its row and side; no name where there is no room."""
    for name in (_name(happening), _name(replace(happening, participants=()))):
        label = clipped(name, 36)
        placed = room.place(x, len(label) * _LETTER)
        if placed:
            return label, placed
    return "", None


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


def _name(happening: Happening) -> str:
    """What an event is called at the axis: its type, and where it was, or else who took part."""
    status = "" if happening.status is EventStatus.HELD else f", {EVENT_STATUSES[happening.status]}"
    place = f" in {clipped(happening.place, 24)}" if happening.place else ""
    who = f": {clipped(', '.join(happening.participants[:2]), 22)}" if happening.participants and not place else ""
    return f"{EVENTS[happening.type]}{place}{who}{status}"


def _who(happening: Happening) -> str:
    more = len(happening.participants) - _MOST_NAMED
    return ", ".join(happening.participants[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _key(happenings: list[Happening]) -> list[Happening]:
    """What most reports tell of, in order of time; of several on one day and of one type, what was held."""
    first: dict[tuple[str, str], Happening] = {}
    for each in sorted(happenings, key=lambda each: (each.status is not EventStatus.HELD, -len(each.articles))):
        first.setdefault((each.type, str(each.date)), each)
    return sorted(sorted(first.values(), key=lambda each: -len(each.articles))[:_KEY], key=chronological)


def read_told(index: Index, happening: Happening, passages: Opening) -> Told:
    """An event as a line of a list."""
    place = f" in {clipped(happening.place, 60)}" if happening.place else ""
    version = index.newest_version(happening)
    words = Claim(phrase(version.basis.words, 130), passages.of_event(version)) if version else Claim("")
    return Told(
        told_time(happening.date, version.dated if version else None),
        f"{EVENTS[happening.type].capitalize()}{place}",
        clipped(_who(happening), 90),
        happening.status,
        EVENT_STATUSES[happening.status],
        words,
        carried(len(happening.articles), happening.independent),
        _versions(index, happening, passages) if happening.differing else (),
    )


def _versions(index: Index, happening: Happening, passages: Opening) -> tuple[Claim, ...]:
    """What reports say of the points on which they differ, each version once."""
    found: dict[str, Claim] = {}
    for event in index.events_in(happening):
        point = {
            "date": when_words(event.date) if event.date else "",
            "place": event.place or "",
            "status": EVENT_STATUSES[event.status],
        }
        said = ", ".join(filter(None, (point.get(name, "") for name in happening.differing)))
        if said and said.casefold() not in found:
            found[said.casefold()] = Claim(clipped(said, 80), passages.of_event(event))
    return tuple(found.values())[:_MOST_VERSIONS]

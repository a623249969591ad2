"""Events and shifts of some days: drawn with the lanes of the sides, and as a list, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeAlias

from travaux.model import Happening, Party, Record, Shift, When
from travaux.views.brief.passages import Claim, phrase
from travaux.views.brief.stand import StandParty
from travaux.views.brief.timeline import Timeline, Told, find_domain, find_timeline, read_told, weightiest_first
from travaux.views.errors import ViewError
from travaux.views.filter import Filter, narrowed
from travaux.views.history import shift_when
from travaux.views.index import Index
from travaux.views.opening import ById
from travaux.views.rows import issue_label, party_name
from travaux.views.shown import clipped
from travaux.views.wording import DIRECTIONS, when_words
from travaux.views.zoom import Zoom, find_zoom

MOST_AT_ONCE = 400  # events, of which a record shows all where nobody asks for days; of more the newest year
_MOST_OF_A_YEAR = 1000  # of which more are the newest month
_DRAWN = 80  # and a few more that are named beside the drawing
_WORDS = 200
_YEARS_AROUND = 20  # before the first day of a record and after its last


@dataclass(frozen=True, slots=True)
class Turned:
    """A shift as a line of the list; ids lead to the pages of its party and issue."""

    id: str
    day: str
    direction: str
    name: str
    party: str
    party_id: str
    issue: str
    issue_id: str | None
    words: Claim


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as a line of the list."""

    id: str
    told: Told
    type: str


Row: TypeAlias = Turned | Happened


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The page. `undated` counts events without a date, `before` and `after` those outside the days of the record.

    `drawing` is None where nothing of these days has a place on it. Where that is much, what began before the day
    `begun` is neither listed nor drawn, but counted in the bars.
    """

    zoom: Zoom | None
    drawing: Timeline | None
    rows: tuple[Row, ...]
    total: int
    undated: int
    before: tuple[int, When] | None = None
    after: tuple[int, When] | None = None
    begun: date | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """How many happenings and shifts of a record are of each time, None for those of none."""

    happenings: Mapping[When | None, int]
    shifts: Mapping[When | None, int]

    @property
    def dated(self) -> dict[When, int]:
        """Those of happenings that have one."""
        return {when: number for when, number in self.happenings.items() if when}

    @property
    def both(self) -> Counter[When]:
        """Those of happenings and shifts that have one."""
        return Counter(self.dated) + Counter({when: number for when, number in self.shifts.items() if when})


def choose_days(
    record: Record, times: Times, since: date | None, until: date | None
) -> tuple[When | None, When | None]:
    """The days to be shown, and those of the whole record, which need hold no more than its first and last report.

    None where nothing in it has a day. Nobody having asked, these are all of them, or the last year of a record of
    many events, or its last month.
    """
    dated = times.dated
    domain = find_domain(Index(record), dated)
    if domain is None:
        return None, None
    whole = When(*domain)
    if since and until and since > until:
        raise ViewError(f"no day lies between: {since} comes after {until}")
    if since is None and until is None:
        last = record.period[1] if record.period else whole.last
        if sum(dated.values()) <= MOST_AT_ONCE:
            return whole, whole
        year = When.year(last.year)
        is_many = sum(number for when, number in dated.items() if year.meets(when)) > _MOST_OF_A_YEAR
        return (When.month(last.year, last.month) if is_many else year), whole
    since, until = _near(since, whole), _near(until, whole)
    first, last = since or min(whole.first, until or whole.first), until or max(whole.last, since or whole.last)
    return When(first, last), whole


def _near(day: date | None, whole: When) -> date | None:
    """A day that is asked for, no further from the record's than there can be years to show."""
    early, late = max(2, whole.first.year - _YEARS_AROUND), min(9998, whole.last.year + _YEARS_AROUND)
    return min(max(day, date(early, 1, 1)), date(late, 12, 31)) if day else None


def needed(record: Record, shown: When | None, first: int, most: int) -> list[Happening]:
    """The events that are drawn or listed, of which alone the words must be known."""
    spare = sum(each.later_on is None for each in record.shifts)  # which stand among them once their reports are known
    listed = (each for _, each in _ordered(Index(record), shown)[max(0, first - spare) : first + most])
    drawn = weightiest_first(in_days(record, shown), record.period)[:_DRAWN]
    return [*(each for each in listed if isinstance(each, Happening)), *drawn]


def in_days(record: Record, shown: When | None) -> list[Happening]:
    """The events of some days, and those without a date that a report of these days tells; all where none are asked."""
    if shown is None:
        return list(record.happenings)
    days = ((each.id, each.published) for each in record.articles)
    told = {id_ for id_, day in days if day and shown.first <= day <= shown.last}
    return [
        each
        for each in record.happenings
        if (each.date.meets(shown) if each.date else not told.isdisjoint(each.articles))
    ]


def find_chronicle(
    record: Record,
    asked: Filter,
    shown: When | None,
    whole: When | None,
    sides: tuple[Party, ...],
    every: Times,
    *,
    first: int = 0,
    most: int = 100,
    begun: date | None = None,
) -> Chronicle:
    """What `asked` keeps of a record that holds happenings, shifts and, as far as they were read, what these are of.

    Of what is not there `every` tells, unless `asked` narrows it; `begun` is the day before which that had begun.
    """
    by_days = replace(asked, since=None, until=None)
    index = narrowed(record, by_days, "happenings", "shifts", "positions") if by_days != Filter() else Index(record)
    rows = _ordered(index, shown)
    is_narrow = by_days != Filter()
    told = Times(Counter(each.date for each in index.record.happenings), {}) if is_narrow else every
    is_all = shown is not None and shown == whole
    undated = told.happenings.get(None, 0) - sum(when is None for when, _ in rows)
    some = rows[first : first + most]
    times = Counter(when for when, _ in rows if when) if is_narrow or begun is None else every.both
    return Chronicle(
        find_zoom(shown, whole, times) if shown and whole else None,
        draw(index, sides, shown) if shown else None,
        tuple(_row(index, each) for _, each in some),
        len(rows),
        max(0, undated) if shown else 0,
        _together(told, lambda when: when.last < whole.first) if is_all and whole else None,
        _together(told, lambda when: when.first > whole.last) if is_all and whole else None,
        begun,
    )


def _together(told: Times, is_among: Callable[[When], bool]) -> tuple[int, When] | None:
    """How many happenings some times have, and the days of all of these."""
    found = {when: number for when, number in told.dated.items() if is_among(when)}
    if not found:
        return None
    return sum(found.values()), When(min(when.first for when in found), max(when.last for when in found))


def draw(index: Index, sides: Iterable[Party], shown: When) -> Timeline | None:
    """The drawing of some days; sides have the colours of their order."""
    parties = tuple(StandParty(clipped(party.name, 60), number, "", "") for number, party in enumerate(sides))
    held = {position.party for position in index.record.positions}
    named = {clipped(party.name, 60) for party in index.record.parties if party.id in held}
    inside = Index(replace(index.record, happenings=tuple(in_days(index.record, shown))), index)
    lanes = tuple(each for each in parties if each.name in named)
    drawn = find_timeline(inside, lanes, ById(), domain=(shown.first, shown.last))
    return drawn if drawn and (drawn.marks or any(lane.ticks or lane.turns for lane in drawn.lanes)) else None


def _ordered(index: Index, shown: When | None) -> list[tuple[When | None, Happening | Shift]]:
    found: list[tuple[When | None, Happening | Shift]] = []
    found += [(each.date, each) for each in in_days(index.record, shown)]
    for shift in index.record.shifts:
        when = shift_when(index, shift)
        if when and (shown is None or when.meets(shown)):
            found.append((when, shift))
    return sorted(found, key=partial(_order, shown))


def _order(shown: When | None, row: tuple[When | None, Happening | Shift]) -> tuple[bool, int, int, str]:
    """What is first comes first; last what is only known to lie in a time that is as long as that shown."""
    when, each = row
    if when is None:
        return (True, date.max.toordinal(), 0, each.id)
    is_vague = shown is not None and when != shown and (when.last - when.first) * 2 > shown.last - shown.first
    return (is_vague and when.first != when.last, when.first.toordinal(), when.last.toordinal(), each.id)


def _row(index: Index, each: Happening | Shift) -> Row:
    if isinstance(each, Happening):
        return Happened(each.id, read_told(index, each, ById()), each.type)
    when = shift_when(index, each)
    return Turned(
        each.id,
        when_words(when) if when else "no date",
        each.direction,
        DIRECTIONS[each.direction],
        clipped(party_name(index, each.party) or "", 60),
        each.party,
        clipped(issue_label(index, each.issue) or "", 80),
        each.issue,
        Claim(phrase((each.told or each.later).words, _WORDS), each.id),
    )

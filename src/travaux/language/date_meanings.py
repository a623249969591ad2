"""What the words of a date mean, given the day of publication and the tense of their clause."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from travaux.language.date_words import (
    COUNTS,
    HOLIDAYS,
    MONTH_NUMBER,
    ORDINALS,
    SEASONS,
    WEEKDAY_NUMBER,
)
from travaux.language.tense import Clause, Tense
from travaux.model import When

WEEK = timedelta(days=7)
DAY = timedelta(days=1)

# News speaks of what is near. Where a date may belong to a noun, the tense of the verb does not take it far away when
# it is close by on the other side: on 9 March, "they agreed on talks in April" speaks of the April to come.
FAR = timedelta(days=270)
SOON = timedelta(days=100)
LATELY = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a date is resolved against.

    `day_before` is the last single day that the text named before this one; `people` are months that are also the
    names of people in this text.
    """

    published: date | None
    clause: Clause
    day_before: date | None = None
    people: frozenset[str] = frozenset()


Words = dict[str, str]
Resolver = Callable[[Words, Clock], When | None]


# -- days and months of the calendar


def _month(words: Words, key: str = "month") -> int:
    return MONTH_NUMBER[words[key].lower().rstrip(".")]


def _day(words: Words, key: str = "day") -> int:
    return int(re.match(r"\d+", words[key])[0])  # type: ignore[index]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choose(candidates: list[When], clock: Clock) -> When | None:
    """The candidate that the tense asks for: past, future (the day of publication is in both), or else the nearest."""
    today = clock.published
    if today is None or not candidates:
        return None
    before = [when for when in candidates if when.first <= today]
    after = [when for when in candidates if when.last >= today]
    past = max(before, default=None)
    future = min(after, default=None)
    if past is None or future is None:
        return past or future
    back, ahead = max(today - past.last, 0 * DAY), max(future.first - today, 0 * DAY)
    match clock.clause.tense:
        case Tense.PAST if clock.clause.direct or back <= FAR or ahead >= SOON:
            return past
        case Tense.FUTURE if clock.clause.direct or ahead <= FAR or back >= SOON:
            return future
        case Tense.PLANNED if back > LATELY:
            return future
    return past if back <= ahead else future


def read_day(words: Words, clock: Clock) -> When | None:
    """A day of a month; a weekday beside it helps to complete the year."""
    month, day = _month(words), _day(words)
    if words.get("year"):
        found = _date(int(words["year"]), month, day)
        return When.day(found) if found else None
    if clock.published is None:
        return None
    years = range(clock.published.year - 5, clock.published.year + 6)
    days = [found for year in years if (found := _date(year, month, day))]
    if words.get("weekday"):
        days = [each for each in days if each.weekday() == _weekday(words)] or days
    return _choose([When.day(each) for each in days], clock)


def read_days(words: Words, clock: Clock) -> When | None:
    """A range of days; in "December 30 to January 2, 2031" the year is that of the end."""
    first = _month(words), _day(words)
    last = _month(words, "month2" if words.get("month2") else "month"), _day(words, "day2")
    if words.get("year"):
        years = [int(words["year"])]
    elif clock.published is not None:
        years = [clock.published.year + n for n in (-2, -1, 0, 1, 2)]
    else:
        return None
    ranges = []
    for year in years:
        end = _date(year, *last)
        begin = _date(year - (first[0] > last[0]), *first)
        if begin and end and begin <= end:
            ranges.append(When(begin, end))
    return ranges[0] if ranges and words.get("year") else _choose(ranges, clock)


def read_iso(words: Words, clock: Clock) -> When | None:
    """2031-03-09."""
    found = _date(int(words["year"]), int(words["mm"]), int(words["dd"]))
    return When.day(found) if found else None


def read_month(words: Words, clock: Clock) -> When | None:
    """A month, of a year named or of the one that the tense asks for."""
    if words.get("year"):
        return When.month(int(words["year"]), _month(words))
    if clock.published is None:
        return None
    year = clock.published.year
    return _choose([When.month(year + n, _month(words)) for n in (-2, -1, 0, 1, 2)], clock)


def read_month_or_name(words: Words, clock: Clock) -> When | None:
    """A month by itself, unless somebody in the text is called so: "a letter from May"."""
    return None if words["month"] in clock.people else read_month(words, clock)


def read_month_of(words: Words, clock: Clock) -> When | None:
    """A month of last, this or next year."""
    return When.month(clock.published.year + SHIFTS[_which(words)], _month(words)) if clock.published else None


def read_which_month(words: Words, clock: Clock) -> When | None:
    """Last June is the last one before this month, next June the first one after it, this June that of this year."""
    if clock.published is None:
        return None
    year, month = clock.published.year, _month(words)
    match _which(words):
        case "last" | "this past":
            return When.month(year - (month >= clock.published.month), month)
        case "next" | "this coming":
            return When.month(year + (month <= clock.published.month), month)
    return When.month(year, month)


def read_week_of_month(words: Words, clock: Clock) -> When | None:
    """The first week of May: its first seven days."""
    month = read_month(words, clock)
    if month is None:
        return None
    place = ORDINALS[words["ordinal"].lower()]
    first = month.last - 6 * DAY if place < 0 else month.first + (place - 1) * WEEK
    return When(first, first + 6 * DAY)


def read_holiday(words: Words, clock: Clock) -> When | None:
    """A holiday that has a fixed date."""
    month, day = HOLIDAYS[re.sub(r"\s+", " ", words["holiday"].lower().replace("’", "'"))]
    if words.get("year"):
        return When.day(date(int(words["year"]), month, day))
    if clock.published is None:
        return None
    return _choose([When.day(date(clock.published.year + n, month, day)) for n in (-1, 0, 1)], clock)


# -- parts of a year, and years


def _months(year: int, first: int, count: int) -> When:
    """`count` months from the first on; they may run into the next year."""
    last = year * 12 + first - 1 + count - 1
    return When(date(year, first, 1), When.month(last // 12, last % 12 + 1).last)


def _year_part(words: Words, clock: Clock, first: int, count: int) -> When | None:
    if words.get("year"):
        return _months(int(words["year"]), first, count)
    if clock.published is None:
        return None
    parts = [_months(clock.published.year + n, first, count) for n in (-2, -1, 0, 1, 2)]
    which = _which(words)
    if which is None:
        return _choose(parts, clock)
    if words.get("of_year"):
        return parts[2 + SHIFTS[which]]
    now = clock.published
    match which:
        case "last" | "this past":
            return max((part for part in parts if part.last < now), default=None)
        case "next" | "this coming":
            return min((part for part in parts if part.first > now), default=None)
    return next((part for part in parts if part.first <= now <= part.last), parts[2])


def read_season(words: Words, clock: Clock) -> When | None:
    """Spring is March to May, and so on; winter bears the year in which it begins."""
    return _year_part(words, clock, *SEASONS[words["season"].lower()])


def read_quarter(words: Words, clock: Clock) -> When | None:
    """A quarter of a year."""
    return _year_part(words, clock, (ORDINALS[words["ordinal"]] % 5 - 1) * 3 + 1, 3)


def read_half(words: Words, clock: Clock) -> When | None:
    """A half of a year."""
    return _year_part(words, clock, 1 if words["ordinal"] == "first" else 7, 6)


def read_which_quarter(words: Words, clock: Clock) -> When | None:
    """Last, this or next quarter."""
    if clock.published is None:
        return None
    at = clock.published.year * 4 + (clock.published.month - 1) // 3 + SHIFTS[_which(words)]
    return _months(at // 4, at % 4 * 3 + 1, 3)


def read_year(words: Words, clock: Clock) -> When | None:
    """A year."""
    return When.year(int(words["year"]))


def read_years(words: Words, clock: Clock) -> When | None:
    """2030-31: two or more years as one."""
    first = int(words["year"])
    last = int(str(first)[: -len(words["last"])] + words["last"])
    return When(date(first, 1, 1), date(last, 12, 31)) if first < last else None


# -- weekdays


def _weekday(words: Words) -> int:
    return WEEKDAY_NUMBER[words["weekday"][:3].lower()]


# How many days back a weekday may lie; what was planned is told the day after at the latest, else it lies ahead.
_LONGEST_BACK = {Tense.PAST: 6, Tense.OPEN: 3, Tense.PLANNED: 1, Tense.FUTURE: 0}


def read_weekday(words: Words, clock: Clock) -> When | None:
    """The last such day in the past tense, the next in the future, else the nearest; today is in all three."""
    if clock.published is None:
        return None
    today = clock.published
    back = (today.weekday() - _weekday(words)) % 7
    if back <= _LONGEST_BACK[clock.clause.tense]:
        return When.day(today - back * DAY)
    return When.day(today + (7 - back) % 7 * DAY)


def read_which_weekday(words: Words, clock: Clock) -> When | None:
    """ "Last Thursday" is the last one that is not yesterday, "next Thursday" that of next week."""
    if clock.published is None:
        return None
    today = clock.published
    back = (today.weekday() - _weekday(words)) % 7
    match _which(words):
        case "last":
            return When.day(today - (back if back > 1 else back + 7) * DAY)
        case "this past":
            return When.day(today - (back or 7) * DAY)
        case "next":
            return When.day(today - today.weekday() * DAY + WEEK + _weekday(words) * DAY)
        case "this coming":
            return When.day(today + (7 - back) * DAY)
    return read_weekday(words, clock) if clock.clause.tense is Tense.PAST else When.day(today + (7 - back) % 7 * DAY)


def read_weekday_of_week(words: Words, clock: Clock) -> When | None:
    """Monday of last week."""
    week = _shifted("week", clock, SHIFTS[_which(words)])
    return week and When.day(week.first + _weekday(words) * DAY)


def read_week_from_weekday(words: Words, clock: Clock) -> When | None:
    """A week ago Thursday; a week from Thursday."""
    if clock.published is None:
        return None
    back = (clock.published.weekday() - _weekday(words)) % 7
    if words["way"] == "ago":
        return When.day(clock.published - back * DAY - WEEK)
    return When.day(clock.published + (7 - back) % 7 * DAY + WEEK)


# -- days, weeks, months and years counted from the day of publication

SHIFTS = {
    "last": -1,  # The talks failed last week.
    "this past": -1,  # The talks failed this past week.
    "this": 0,  # The talks failed this week.
    "next": 1,  # The talks resume next week.
    "this coming": 1,  # The talks resume this coming week.
    None: 0,  # The talks resume at the end of the month.
}


def _which(words: Words) -> str | None:
    found = words.get("which")
    return re.sub(r"\s+", " ", found.lower()) if found else None


def _shifted(unit: str, clock: Clock, by: int) -> When | None:
    """The day, week, month or year so many after the one of publication."""
    if clock.published is None:
        return None
    match unit:
        case "day":
            return When.day(clock.published + by * DAY)
        case "week":
            return When.week(clock.published + by * WEEK)
        case "month":
            at = clock.published.year * 12 + clock.published.month - 1 + by
            return When.month(at // 12, at % 12 + 1)
    return When.year(clock.published.year + by)


def _count(words: Words) -> int:
    found = words.get("count") or ""
    return int(found) if found.isdigit() else COUNTS[found.lower()]


def day_at(by: int) -> Resolver:
    """So many days after the day of publication."""
    return lambda words, clock: _shifted("day", clock, by)


def read_which_unit(words: Words, clock: Clock) -> When | None:
    """Last, this or next day, week, month, year."""
    return _shifted(words["unit"], clock, SHIFTS[_which(words)])


def read_ago(words: Words, clock: Clock) -> When | None:
    """Two weeks ago: the week that lies so far back; and so for days, months, years."""
    return _shifted(words["unit"], clock, -_count(words))


def read_ahead(words: Words, clock: Clock) -> When | None:
    """Two weeks from now: the week that lies so far ahead."""
    return _shifted(words["unit"], clock, _count(words))


def read_in(words: Words, clock: Clock) -> When | None:
    """ "In two weeks" is a date ahead only where the clause looks ahead: "the first time in two weeks" is none."""
    return read_ahead(words, clock) if clock.clause.tense is Tense.FUTURE else None


def _stretch(words: Words, clock: Clock, way: int) -> When | None:
    if clock.published is None:
        return None
    by = way * _count(words)
    if words["unit"] == "day" or words["unit"] == "week":
        end = clock.published + by * (WEEK if words["unit"] == "week" else DAY)
    else:
        there = _shifted("month", clock, by * (12 if words["unit"] == "year" else 1))
        if there is None:
            return None
        end = there.first.replace(day=min(clock.published.day, there.last.day))
    return When(min(end, clock.published), max(end, clock.published))


def read_past(words: Words, clock: Clock) -> When | None:
    """The past two weeks: from then to the day of publication."""
    return _stretch(words, clock, -1)


def read_coming(words: Words, clock: Clock) -> When | None:
    """The next two weeks: from the day of publication to then."""
    return _stretch(words, clock, 1)


def read_weekend(words: Words, clock: Clock) -> When | None:
    """Saturday and Sunday of the week that the words or the tense ask for."""
    if clock.published is None:
        return None
    saturday = When.week(clock.published).first + 5 * DAY
    which = _which(words)
    by = SHIFTS[which]
    begun = clock.published >= saturday
    if which == "this coming":
        by = int(begun)
    elif by == 0:
        early = clock.published.weekday() < 2
        back = clock.clause.tense is Tense.PAST or (clock.clause.tense is Tense.OPEN and early)
        by = -1 if back and not begun else 0
    return When(saturday + by * WEEK, saturday + DAY + by * WEEK)


def read_neighbour(by: int) -> Resolver:
    """A day told from another: the one before or after the last day named, or the day of publication."""

    def read(words: Words, clock: Clock) -> When | None:
        if clock.day_before is not None:
            return When.day(clock.day_before + by * DAY)
        return _shifted("day", clock, by) if by < 0 else None

    return read


def no_date(words: Words, clock: Clock) -> When | None:
    """Words that only look like a date: they are claimed, so that no part of them is read as one."""
    return None


def fixed(day: date) -> Resolver:
    """A date known by name."""
    return lambda words, clock: When.day(day)

"""What the words of a date mean: days, months, years and weekdays of the calendar."""

from __future__ import annotations

import re
from datetime import date

from travaux.model import When
from travaux.times.clock import DAY, SHIFTS, WEEK, Clock, Resolver, Words, choose, read_which, shift
from travaux.times.tense import Tense
from travaux.times.words import HOLIDAYS, MONTH_NUMBER, ORDINALS, SEASONS, WEEKDAY_NUMBER

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
    return choose([When.day(each) for each in days], clock)


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
    return ranges[0] if ranges and words.get("year") else choose(ranges, clock)


def read_nth(words: Words, clock: Clock) -> When | None:
    """The 24th: of the month that the tense asks for."""
    months = [shift("month", clock, by) for by in (-2, -1, 0, 1, 2)]
    days = [_date(month.first.year, month.first.month, _day(words)) for month in months if month]
    return choose([When.day(day) for day in days if day], clock)


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
    return choose([When.month(year + n, _month(words)) for n in (-2, -1, 0, 1, 2)], clock)


def read_months(words: Words, clock: Clock) -> When | None:
    """From March to May; in "from November to January 2031" the year is that of the end."""
    first, last = _month(words), _month(words, "month2")
    if not words.get("year") and clock.published is None:
        return None
    year = int(words["year"]) if words.get("year") else clock.published.year  # type: ignore[union-attr]
    ends = [year + n for n in ((0,) if words.get("year") else (-2, -1, 0, 1, 2))]
    ranges = [When(date(end - (first > last), first, 1), When.month(end, last).last) for end in ends]
    return ranges[0] if words.get("year") else choose(ranges, clock)


def read_month_or_name(words: Words, clock: Clock) -> When | None:
    """A month by itself, unless somebody in the text is called so: "a letter from May"."""
    return None if words["month"] in clock.people else read_month(words, clock)


def read_month_of(words: Words, clock: Clock) -> When | None:
    """A month of last, this or next year."""
    return When.month(clock.published.year + SHIFTS[read_which(words)], _month(words)) if clock.published else None


def read_which_month(words: Words, clock: Clock) -> When | None:
    """Last June is the last one before this month, next June the first one after it, this June that of this year."""
    if clock.published is None:
        return None
    year, month = clock.published.year, _month(words)
    match read_which(words):
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


def read_week_of_day(words: Words, clock: Clock) -> When | None:
    """The week of May 5: the one that holds it."""
    day = read_day(words, clock)
    return When.week(day.first) if day else None


def read_holiday(words: Words, clock: Clock) -> When | None:
    """A holiday that has a fixed date."""
    month, day = HOLIDAYS[re.sub(r"\s+", " ", words["holiday"].lower().replace("’", "'"))]
    if words.get("year"):
        return When.day(date(int(words["year"]), month, day))
    if clock.published is None:
        return None
    return choose([When.day(date(clock.published.year + n, month, day)) for n in (-1, 0, 1)], clock)


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
    which = read_which(words)
    if words.get("of_year"):
        return parts[2 + SHIFTS[which]]
    if which is None:
        return choose(parts, clock)
    now = clock.published
    match which:
        case "last" | "this past":
            return max((part for part in parts if part.last < now), default=None)
        case "next" | "this coming":
            return min((part for part in parts if part.first > now), default=None)
    return next((part for part in parts if part.first <= now <= part.last), parts[2])


def read_season(words: Words, clock: Clock) -> When | None:
    """Spring is March to May, and so on; a winter of one year alone may be that which begins or ends in it."""
    if words["season"].lower() == "winter" and words.get("year"):
        return None
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
    at = clock.published.year * 4 + (clock.published.month - 1) // 3 + SHIFTS[read_which(words)]
    return _months(at // 4, at % 4 * 3 + 1, 3)


def read_year(words: Words, clock: Clock) -> When | None:
    """A year."""
    return When.year(int(words["year"]))


def read_years(words: Words, clock: Clock) -> When | None:
    """2030-31: two or more years as one."""
    first = int(words["year"])
    last = int(str(first)[: -len(words["last"])] + words["last"])
    return When(date(first, 1, 1), date(last, 12, 31)) if first < last else None


def read_years_between(words: Words, clock: Clock) -> When | None:
    """Between 2027 and 2029: from the first day of the one to the last of the other."""
    first, last = int(words["year"]), int(words["year2"])
    return When(date(first, 1, 1), date(last, 12, 31)) if first < last else None


def read_decade(words: Words, clock: Clock) -> When | None:
    """The 1990s."""
    first = int(words["decade"])
    return When(date(first, 1, 1), date(first + 9, 12, 31))


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


def read_weekdays(words: Words, clock: Clock) -> When | None:
    """From Monday to Wednesday: the end is the next such day after the beginning."""
    begin = read_weekday(words, clock)
    if begin is None:
        return None
    length = (WEEKDAY_NUMBER[words["weekday2"][:3].lower()] - _weekday(words)) % 7
    return When(begin.first, begin.first + length * DAY)


def read_which_weekday(words: Words, clock: Clock) -> When | None:
    """ "Last Thursday" is the last one that is not yesterday, "next Thursday" that of next week."""
    if clock.published is None:
        return None
    today = clock.published
    back = (today.weekday() - _weekday(words)) % 7
    match read_which(words):
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
    week = shift("week", clock, SHIFTS[read_which(words)])
    return week and When.day(week.first + _weekday(words) * DAY)


def read_week_from_weekday(words: Words, clock: Clock) -> When | None:
    """A week ago Thursday; a week from Thursday."""
    if clock.published is None:
        return None
    back = (clock.published.weekday() - _weekday(words)) % 7
    if words["way"] == "ago":
        return When.day(clock.published - back * DAY - WEEK)
    return When.day(clock.published + (7 - back) % 7 * DAY + WEEK)


def no_date(words: Words, clock: Clock) -> When | None:
    """Words that only look like a date: they are claimed, so that no part of them is read as one."""
    return None


def fixed(day: date) -> Resolver:
    """A date known by name."""
    return lambda words, clock: When.day(day)

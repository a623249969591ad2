"""What a date is resolved against, and which of several candidates the tense asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from travaux.model import When
from travaux.times.tense import Clause, Tense

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

    `day_before` is the last single day that the text named before this one, `time_before` the last time of any width
    that the same sentence or the one before it named; `people` are months that are also the
    names of people in this text.
    """

    published: date | None
    clause: Clause
    day_before: date | None = None
    time_before: When | None = None
    people: frozenset[str] = frozenset()


Words = dict[str, str]
Resolver = Callable[[Words, Clock], When | None]


def choose(candidates: list[When], clock: Clock) -> When | None:
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


SHIFTS = {
    "last": -1,  # The talks failed last week.
    "this past": -1,  # The talks failed this past week.
    "this": 0,  # The talks failed this week.
    "next": 1,  # The talks resume next week.
    "this coming": 1,  # The talks resume this coming week.
    None: 0,  # The talks resume at the end of the month.
}


def read_which(words: Words) -> str | None:
    """The word that says which: "last", "this past", "next"; None where there is none."""
    found = words.get("which")
    return re.sub(r"\s+", " ", found.lower()) if found else None


def shift(unit: str, clock: Clock, by: int) -> When | None:
    """The day, week, month or year so many after the one of publication."""
    return shift_from(clock.published, unit, by) if clock.published else None


def shift_from(day: date, unit: str, by: int) -> When:
    """The day, week, month or year so many after that of a day; ten years are as many decades."""
    match unit:
        case "day":
            return When.day(day + by * DAY)
        case "week":
            return When.week(day + by * WEEK)
        case "month":
            at = day.year * 12 + day.month - 1 + by
            return When.month(at // 12, at % 12 + 1)
        case "decade":
            return When.year(day.year + 10 * by)
    return When.year(day.year + by)

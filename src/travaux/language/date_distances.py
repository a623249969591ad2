"""What the words of a date mean that count from the day of publication, or from a day named before."""

from __future__ import annotations

from travaux.language.date_clock import DAY, SHIFTS, WEEK, Clock, Resolver, Words, read_which, shift
from travaux.language.date_words import COUNTS
from travaux.language.tense import Tense
from travaux.model import When


def _count(words: Words) -> int:
    found = words.get("count") or ""
    return int(found) if found.isdigit() else COUNTS[found.lower()]


def day_at(by: int) -> Resolver:
    """So many days after the day of publication."""
    return lambda words, clock: shift("day", clock, by)


def read_which_unit(words: Words, clock: Clock) -> When | None:
    """Last, this or next day, week, month, year."""
    return shift(words["unit"], clock, SHIFTS[read_which(words)])


def read_ago(words: Words, clock: Clock) -> When | None:
    """Two weeks ago: the week that lies so far back; and so for days, months, years."""
    return shift(words["unit"], clock, -_count(words))


def read_ahead(words: Words, clock: Clock) -> When | None:
    """Two weeks from now: the week that lies so far ahead."""
    return shift(words["unit"], clock, _count(words))


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
        there = shift("month", clock, by * (12 if words["unit"] == "year" else 1))
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
    which = read_which(words)
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
        return shift("day", clock, by) if by < 0 else None

    return read

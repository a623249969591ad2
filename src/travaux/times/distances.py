"""What the words of a date mean that count from the day of publication, or from a day named before."""

from __future__ import annotations

from travaux.model import When
from travaux.times.clock import DAY, SHIFTS, WEEK, Clock, Resolver, Words, read_which, shift, shift_from
from travaux.times.tense import Tense
from travaux.times.words import COUNTS

_MONTHS = {"month": 1, "year": 12, "decade": 120}


def _count(words: Words) -> int:
    found = words.get("count") or ""
    return int(found) if found.isdigit() else COUNTS[found.lower()]


def day_at(by: int) -> Resolver:
    """So many days after the day of publication."""

    def read(words: Words, clock: Clock) -> When | None:
        return shift("day", clock, by)

    read.__name__ = f"day_{by:+d}"
    return read


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
        there = shift("month", clock, by * _MONTHS[words["unit"]])
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

    read.__name__ = f"neighbour_{by:+d}"
    return read


# -- told from the time named last


def read_later(words: Words, clock: Clock) -> When | None:
    """Two years later, the following year: counted from the time named last."""
    return _from_before(words, clock, _count(words) if words.get("count") else 1)


def read_earlier(words: Words, clock: Clock) -> When | None:
    """Two years earlier, the previous year: counted from the time named last."""
    return _from_before(words, clock, -_count(words) if words.get("count") else -1)


def read_that(words: Words, clock: Clock) -> When | None:
    """Later that year: the one of the time named last."""
    return _from_before(words, clock, 0)


def _from_before(words: Words, clock: Clock, by: int) -> When | None:
    """None where the time named last is wider than the unit, or where what is told as past would lie ahead."""
    named = clock.time_before
    if named is None or shift_from(named.first, words["unit"], 0).last < named.last:
        return None
    found = shift_from(named.first, words["unit"], by)
    ahead = clock.published is not None and found.first > clock.published
    return None if ahead and clock.clause.tense is Tense.PAST else found


def read_overnight(words: Words, clock: Clock) -> When | None:
    """The night to the day of publication; ahead, it mostly means quickly ("nothing will change overnight")."""
    if clock.published is None or clock.clause.tense is Tense.FUTURE:
        return None
    return When(clock.published - DAY, clock.published)

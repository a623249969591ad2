"""Which articles decide who is who in a record that grows: those before a Monday that moves ever more rarely."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from travaux.record.frame import settled_before

MONDAY = date(2031, 3, 3)


def weekly(*numbers: int) -> dict[date, int]:
    """So many articles in each week, on its Wednesday."""
    return {MONDAY + timedelta(7 * week + 2): number for week, number in enumerate(numbers)}


def mondays(count: int, weeks: int) -> list[int]:
    """After each week, with so many articles in each, the number of the week before which they decide."""
    found = (settled_before(weekly(*[count] * (number + 1)), 100) for number in range(weeks))
    return [(monday - MONDAY).days // 7 if monday else -1 for monday in found]


def test_until_half_of_those_who_may_decide_came_out_before_some_monday_there_is_none() -> None:
    assert settled_before({}, 100) is None
    assert settled_before(weekly(49, 300), 100) is None
    assert settled_before(weekly(50, 1), 100) == MONDAY + timedelta(7)


def test_what_comes_within_a_week_changes_nothing() -> None:
    assert settled_before(weekly(60, 1), 100) == settled_before(weekly(60, 5000), 100)


def test_another_monday_comes_each_week_at_first_and_then_more_rarely() -> None:
    found = mondays(20, 40)
    assert found[:6] == [-1, -1, -1, 3, 4, 5]
    assert len(set(found)) < 25
    for before, after in pairwise(found):
        assert after == before or before < 0 or after >= 1.1 * before


def test_a_day_that_lies_in_the_future_by_mistake_settles_nothing() -> None:
    days = weekly(*[20] * 20)
    assert settled_before(days | {date(2131, 1, 1): 1}, 100) == settled_before(days, 100)

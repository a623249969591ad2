from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.model import When

WRITTEN = [
    (When.day(date(2031, 3, 9)), "2031-03-09", "day"),
    (When.week(date(2031, 3, 9)), "2031-03-03/2031-03-09", "week"),
    (When.month(2031, 2), "2031-02", "month"),
    (When.year(2031), "2031", "year"),
    (When(date(2031, 3, 8), date(2031, 3, 9)), "2031-03-08/2031-03-09", "range"),
]


@pytest.mark.parametrize(("when", "words", "granularity"), WRITTEN)
def test_a_time_is_written_as_wide_as_it_is(when: When, words: str, granularity: str) -> None:
    assert (str(when), when.granularity) == (words, granularity)


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_writing_and_parsing_are_inverse(one: date, other: date) -> None:
    when = When(min(one, other), max(one, other))
    assert When.parse(str(when)) == when


def test_a_time_can_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        When(date(2031, 3, 9), date(2031, 3, 8))


@pytest.mark.parametrize(
    ("one", "other", "within", "meets"),
    [
        ("2031-04", "2031-04-30", 0, True),
        ("2031-04", "2031-05-01", 0, False),
        ("2031-04", "2031-05-01", 1, True),
        ("2031-04", "2031-05-02", 1, False),
        ("9999-12-31", "9999-12-30", 1, True),
    ],
)
def test_two_times_meet_that_share_a_day_or_nearly(one: str, other: str, within: int, meets: bool) -> None:
    a, b = When.parse(one), When.parse(other)
    assert a.meets(b, timedelta(within)) is b.meets(a, timedelta(within)) is meets

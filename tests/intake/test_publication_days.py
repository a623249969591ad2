from __future__ import annotations

from datetime import date

import pytest

from travaux.intake.dates import is_moment, read_date, read_date_near

DAY = date(2031, 4, 22)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2031-04-22", DAY),
        ("2031-04-22T23:30:00-05:00", DAY),
        ("2031/04/22", DAY),
        ("20310422", DAY),
        ("April 22, 2031", DAY),
        ("Tues., Apr. 22 2031 at 9:15 a.m.", DAY),
        ("9:15 AM, Apr 22, 2031", DAY),
        ("22 April 2031", DAY),
        ("the 22nd of April, 2031", DAY),
        ("Tue, 22 Apr 2031 09:15:00 GMT", DAY),
        ("22.04.2031", DAY),
        ("22/04/2031", DAY),
        ("04/22/2031", DAY),
        ("4/4/2031", date(2031, 4, 4)),
        ("3/4/2031", None),
        ("2031-02-30", None),
        ("April 31, 2031", None),
        ("2031-13-01", None),
        ("April 2031", None),
        ("no date detected", None),
        ("", None),
        ("1234567890123", None),
    ],
)
def test_a_date_is_read_only_where_it_can_mean_one_day(words: str, expected: date | None) -> None:
    assert read_date(words) == expected


@pytest.mark.parametrize(
    ("words", "known", "expected"),
    [
        ("HARBOUR, April 22 (NWS)", date(2031, 4, 23), DAY),
        ("HARBOUR, 31 Dec (NWS)", date(2032, 1, 2), date(2031, 12, 31)),
        ("HARBOUR (NWS)", date(2031, 4, 23), None),
    ],
)
def test_a_day_without_a_year_takes_the_nearest_one(words: str, known: date, expected: date | None) -> None:
    assert read_date_near(words, known) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("9:15 AM, Apr 22, 2031", True),
        ("2031-04-23 11:42:09-05", True),
        ("Tuesday 22 April 2031, 14.05 GMT", True),
        ("Tuesday", False),
        ("April 22 was the day of the talks", False),
        ("", False),
    ],
)
def test_a_moment_holds_nothing_but_a_time(words: str, expected: bool) -> None:
    assert is_moment(words) is expected

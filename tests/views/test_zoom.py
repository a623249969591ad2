"""Days on a page: what lies above, before and after them, and how full the times within them are."""

from __future__ import annotations

from datetime import date

import pytest

from travaux.model import When
from travaux.views.zoom import HIGH, WIDTH, Zoom, find_zoom

WHOLE = When(date(2028, 2, 6), date(2031, 11, 19))


def zoom(shown: str, *times: str, whole: When = WHOLE) -> Zoom:
    return find_zoom(When.parse(shown), whole, map(When.parse, times))


@pytest.mark.parametrize(
    ("shown", "grain", "bars", "first", "last"),
    [
        ("2028-02-06/2031-11-19", "year", 4, "2028", "2031"),
        ("2031", "month", 12, "2031-01", "2031-12"),
        ("2031-04", "week", 5, "2031-03-31/2031-04-06", "2031-04-28/2031-05-04"),
        ("2031-04-07/2031-04-13", "day", 7, "2031-04-07", "2031-04-13"),
        ("2031-04-07", "day", 1, "2031-04-07", "2031-04-07"),
    ],
)
def test_bars_are_as_fine_as_can_be_told_apart(shown: str, grain: str, bars: int, first: str, last: str) -> None:
    found = zoom(shown)
    assert (found.grain, len(found.bars)) == (grain, bars)
    assert (str(found.bars[0].when), str(found.bars[-1].when)) == (first, last)


@pytest.mark.parametrize(
    ("shown", "wider", "before", "after"),
    [
        ("2028-02-06/2031-11-19", ["all"], None, None),
        ("2030", ["all"], "2029", "2031"),
        ("2028", ["all"], None, "2029"),
        ("2031", ["all"], "2030", None),
        ("2031-04", ["all", "2031"], "March 2031", "May 2031"),
        ("2031-04-07/2031-04-13", ["all", "2031", "April 2031"], "week of 31 March 2031", "week of 14 April 2031"),
        ("2031-04-09", ["all", "2031", "April 2031", "week of 7 April 2031"], "8 April 2031", "10 April 2031"),
        ("2031-04-09/2031-04-20", ["all", "2031", "April 2031"], None, None),  # of no grain: nothing is next to it
    ],
)
def test_one_gets_out_and_to_either_side(shown: str, wider: list[str], before: str | None, after: str | None) -> None:
    found = zoom(shown)
    assert [step.name for step in found.wider] == wider
    assert (found.before.name if found.before else None, found.after.name if found.after else None) == (before, after)


def test_a_bar_is_as_high_as_its_time_is_full_and_nothing_is_counted_twice() -> None:
    found = zoom("2031", "2031-04-02", "2031-04-18", "2031-05", "2030-12-31/2031-01-02", "2030-06-01", "2031-02")
    assert {str(bar.when): bar.count for bar in found.bars if bar.count} == {
        "2031-01": 1,
        "2031-02": 1,
        "2031-04": 2,
        "2031-05": 1,
    }
    assert max(bar.height for bar in found.bars) == HIGH
    assert found.bars[3].title == "April 2031: 2 events"
    assert found.bars[-1].x + found.bars[-1].width == pytest.approx(WIDTH, abs=0.1)

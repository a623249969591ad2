"""How an estimate of when a report came out is judged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import undated
from travaux.model import Article, Estimate, When

DAY = date(2031, 4, 22)


@pytest.mark.parametrize(
    ("first", "last", "kinds"),
    [
        (0, 0, {"", ", right", ", right within a day"}),
        (1, 2, {"", ", right within a day"}),
        (2, 3, {""}),
    ],
)
def test_an_estimate_is_right_where_it_holds_the_day(first: int, last: int, kinds: set[str]) -> None:
    article = Article("report.txt", "Ann Vo met Jon Oda.", published=DAY)
    about = Estimate(article.id, When(DAY + timedelta(days=first), DAY + timedelta(days=last)), ())
    found = set(undated._judge(article, about))
    assert found == {f"{width}{kind}" for width in ("estimated", "of three days at most") for kind in kinds}


def test_a_wide_one_counts_as_an_estimate_alone() -> None:
    article = Article("report.txt", "Ann Vo met Jon Oda.", published=DAY)
    about = Estimate(article.id, When(DAY, DAY + timedelta(days=9)), ())
    assert set(undated._judge(article, about)) == {"estimated", "estimated, right", "estimated, right within a day"}

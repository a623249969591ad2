"""The load test of the desk says truly what it met."""

from __future__ import annotations

import pytest

from desk import Took, links_of, render, route_of, share


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("/", "/"),
        ("/?party=Norland", "/"),
        ("/issue/0123456789abcdef", "/issue/…"),
        ("/tables/positions.csv?party=Norland", "/tables/….csv"),
        ("/search?words=quota", "/search"),
    ],
)
def test_pages_of_one_kind_are_one_route(address: str, route: str) -> None:
    assert route_of(address) == route


def test_links_lead_on_and_not_out() -> None:
    page = '<a href="/issue/1?a=1&amp;b=2#x">a</a> <link href="/static/desk.css"> <a href="https://x.example/">b</a>'
    assert links_of(page + '<a href="//x.example">c</a> <a href="/logout">d</a>') == ["/issue/1?a=1&b=2"]


def test_the_share_within_which_answers_came() -> None:
    assert share([0.1] * 95 + [0.9] * 5, 0.5) == 0.1
    assert share([0.1] * 94 + [0.9] * 6, 0.95) == 0.9


def test_errors_and_slow_answers_are_misses() -> None:
    took = Took()
    assert took.misses(0.5) == ["nothing was answered"]
    for _ in range(100):
        took.tell("/", 0.1, 200)
    assert took.misses(0.5) == []
    took.tell("/issue/…", 0.1, 500)
    took.tell("/", 0.1, "ReadTimeout")
    assert took.misses(0.5) == ["1 × /issue/…: 500", "1 × /: ReadTimeout"]
    for _ in range(10):
        took.tell("/links", 0.9, 200)
    assert "p95 is 900 ms, over 500" in took.misses(0.5)
    assert "/links" in render(took)

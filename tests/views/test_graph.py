"""Arrows between boxes: what a drawing of them must keep to be read."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest

from travaux.views.graph import BOX, HIGH, Layout, lay_out


def drawn(*arrows: str) -> Layout:
    pairs = [(arrow[0], arrow[1]) for arrow in arrows]
    return lay_out(pairs, sorted({letter for arrow in arrows for letter in arrow}))


def columns(layout: Layout) -> dict[str, float]:
    return {id_: x for id_, (x, _) in layout.places.items()}


def tangle(nodes: int, arrows: int, seed: int) -> Layout:
    chance = random.Random(seed)
    names = [f"issue {at}" for at in range(nodes)]
    pairs = {tuple(chance.sample(names, 2)) for _ in range(arrows)}
    return lay_out(sorted(pairs), names)  # type: ignore[arg-type]


def test_what_waits_stands_left_of_what_it_waits_for() -> None:
    at = columns(drawn("ab", "bc", "ac"))
    assert at["a"] < at["b"] < at["c"]


def test_what_nothing_waits_for_stands_next_to_what_it_waits_for() -> None:
    at = columns(drawn("ab", "bc", "cd", "xd"))
    assert at["x"] == at["c"]


def test_a_ring_is_drawn_with_an_arrow_that_runs_back() -> None:
    layout = drawn("ab", "bc", "ca")
    assert len(layout.routes) == 3
    at = columns(layout)
    back = [arrow for arrow in layout.routes if at[arrow[0]] > at[arrow[1]]]
    assert len(back) == 1


def test_two_that_wait_for_each_other_have_an_arrow_each_and_these_do_not_meet() -> None:
    layout = drawn("ab", "ba")
    forth, back = layout.routes["a", "b"], layout.routes["b", "a"]
    assert abs(forth.y - back.y) >= 12
    assert forth.path != back.path


def test_the_same_arrows_in_any_order_give_the_same_drawing() -> None:
    arrows = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "b")]
    assert lay_out(arrows, "abcd") == lay_out(arrows, "abcd")
    assert lay_out(arrows, "abcd").places.keys() == lay_out(arrows[::-1], "abcd").places.keys()


def test_no_arrows_make_an_empty_drawing() -> None:
    assert lay_out([], []).places == {}


@pytest.mark.parametrize(("nodes", "arrows"), [(2, 2), (6, 9), (12, 16), (30, 50), (30, 80)])
def test_thirty_issues_are_drawn_without_a_box_on_a_box_or_an_arrow_through_one(nodes: int, arrows: int) -> None:
    for seed in range(6):
        layout = tangle(nodes, arrows, seed)
        boxes = list(layout.places.values())
        for (left, top), (right, low) in combinations(boxes, 2):
            assert abs(left - right) >= BOX or abs(top - low) >= HIGH
        for x, y in boxes:
            assert x >= 0 and y >= 0 and x + BOX <= layout.width and y + HIGH <= layout.height
        for route in layout.routes.values():
            # Where an arrow passes a column it is level, from edge to edge: that stretch is in no box.
            for start, level, end in re.findall(r" ([\d.-]+) ([\d.-]+)L([\d.-]+)", route.path):
                column = min(float(start), float(end))
                assert [(x, y) for x, y in boxes if abs(x - column) < 1 and y < float(level) < y + HIGH] == []

"""Issues that wait for one another."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.model import Citation, Link, When
from travaux.record.knots import find_knots


def link(ring: str, party: str | None = "velmark", day: date | None = None) -> Link:
    """ "ab": a waits for b."""
    issue, on = (end if end != "-" else None for end in ring)
    words = f"{ring} {party} {day}"
    place = Citation("report", 0, len(words), words)
    return Link(words, party, issue, on, place, place, When.day(day) if day else None)


KNOTS = [
    ("ab ba", ["ab"]),
    ("ab bc ca", ["abc"]),
    ("bc ca ab", ["abc"]),
    ("ab bc cd da", ["abcd"]),
    ("ab ba bc ca", ["ab"]),  # the larger ring holds the smaller
    ("ab ba bc cb", ["ab", "bc"]),
    ("ab bc", []),
    ("aa", []),
    ("a- -a", []),
    ("ab bc cd de ea", []),  # too long to be a knot that anybody sees
]


@pytest.mark.parametrize(("links", "rings"), KNOTS)
def test_smallest_rings_once_from_the_first_issue(links: str, rings: list[str]) -> None:
    assert ["".join(knot.issues) for knot in find_knots(map(link, links.split()), {})] == rings


def test_the_links_go_round_as_the_issues_do() -> None:
    held = {each.id: each for each in map(link, ("ca", "ab", "bc"))}
    (knot,) = find_knots(held.values(), {})
    assert [(held[id_].issue, held[id_].on) for id_ in knot.links] == [("a", "b"), ("b", "c"), ("c", "a")]


def test_opposite_conditions_of_two_parties_are_shown_before_one_partys_newer() -> None:
    ours, theirs = link("ab", "velmark"), link("ba", "norland", date(2031, 3, 9))
    newer = link("ba", "velmark", date(2031, 5, 5))
    (knot,) = find_knots((ours, theirs, newer), {})
    assert knot.links == (ours.id, theirs.id)


def test_of_one_partys_links_the_newest_is_shown() -> None:
    older, newer = link("ab", day=date(2031, 3, 9)), link("ab", day=date(2031, 5, 5))
    (knot,) = find_knots((newer, older, link("ba", "norland")), {})
    assert knot.links[0] == newer.id


LINKS = st.lists(
    st.builds(link, st.text("abcdef", min_size=2, max_size=2), st.sampled_from(("velmark", "norland", None))),
    max_size=20,
)


@given(LINKS, st.randoms(use_true_random=False))
def test_order_and_repeats_leave_no_trace(links: list[Link], random: object) -> None:
    shuffled = [*links, *links[:4]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(find_knots(shuffled, {})) == list(find_knots(links, {}))


@given(LINKS)
def test_no_smallest_ring_is_passed_over(links: list[Link]) -> None:
    tied = {(each.issue, each.on) for each in links}
    rings = (
        ring
        for size in (2, 3, 4)
        for ring in permutations("abcdef", size)
        if ring[0] == min(ring) and all(pair in tied for pair in zip(ring, (*ring[1:], ring[0]), strict=True))
    )
    smallest: list[tuple[str, ...]] = []
    for ring in rings:
        if not any(set(each) <= set(ring) for each in smallest):
            smallest.append(ring)
    assert [knot.issues for knot in find_knots(links, {})] == smallest

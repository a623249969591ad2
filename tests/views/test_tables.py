"""Tables for the terminal lose nothing without a word."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from travaux.views import Listing, render

WORDS = "Velmark demands that the patrol boats leave before any signature and names 45 per cent "
PARTIES = ("Norland", "Velmark", "Kestria", "Outer Isles Group", "Little Maro")


def glyphs(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s─]", "", text))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 137, 200])
def test_every_character_of_a_matrix_is_printed_at_any_width(width: int) -> None:
    row = ("patrol boats", "open", *(WORDS * times for times in (1, 3, 2, 1, 2)))
    text = render(Listing(("issue", "status", *PARTIES), (row, row)), "table", width)
    blocks = text.count("issue")
    wanted = glyphs("".join(cell.strip() for cell in row)) + glyphs("".join(cell.strip() for cell in row))
    wanted += glyphs("".join(PARTIES) + "status" + "issue" * blocks)
    for _ in range(2 * (blocks - 1)):
        wanted += glyphs("patrol boats")
    if "Not shown" not in text:
        assert glyphs(text) == wanted
    else:
        assert width < 60


def test_what_does_not_fit_is_named() -> None:
    listing = Listing(("id", *"abcdefghij"), (("0123456789abcdef", *["some words here"] * 10),))
    text = render(listing, "table", 60)
    assert "Not shown for want of width" in text
    assert "json" in text


def test_columns_without_a_value_are_neither_shown_nor_missed() -> None:
    text = render(Listing(("id", "place"), (("0123456789abcdef", None),)), "table", 60)
    assert "place" not in text

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


TOLD = ("it will be imperative to leave", "it is a longer-term goal")


@pytest.mark.parametrize("width", [60, 80])
def test_words_that_have_no_room_stand_below_their_row(width: int) -> None:
    rows = tuple((digit * 16, "Norland", "inspections in port", words) for digit, words in zip("12", TOLD, strict=True))
    columns = ("id", "party", "issue", "words")
    lines = render(Listing(columns, rows, telling=("words",)), "table", width).splitlines()
    assert [line.strip() for line in lines if line.strip() in TOLD] == (list(TOLD) if width < 80 else [])
    assert all(words in "\n".join(lines) for words in TOLD)
    assert lines[0].split()[0] == "id"
    if width < 80:
        assert [at for at, line in enumerate(lines) if line.startswith((" 1", " 2"))] == [2, 4]
        assert "Not shown" not in lines[-1]


def test_words_of_two_kinds_below_a_row_are_named_but_for_the_words_themselves() -> None:
    columns = ("id", "party", "issue", "words", "dated")
    row = ("1" * 16, "Norland", "inspections in port", *TOLD)
    text = render(Listing(columns, (row,), telling=("words", "dated")), "table", 50)
    assert [line.strip() for line in text.splitlines()[3:]] == [TOLD[0], f"dated: {TOLD[1]}"]


def test_a_row_of_which_only_the_words_are_known_keeps_them() -> None:
    rows = (("1" * 16, "a very long name of a party", TOLD[0]), ("2" * 16, None, TOLD[1]))
    text = render(Listing(("id", "party", "words"), rows, telling=("words",)), "table", 40)
    text = " ".join(text.split())
    assert text.index("1111") < text.index(TOLD[0]) < text.index("2222") < text.index(TOLD[1])


@pytest.mark.parametrize("width", [68, 72, 76])
def test_a_range_of_days_breaks_between_its_days_and_a_status_nowhere(width: int) -> None:
    row = (
        "1" * 16,
        "2031-04-01/2031-04-07",
        "off_the_table",
        "Norland Velmark Kestria " * 5,
        "Melis in the north " * 5,
    )
    lines = render(Listing(("id", "date", "status", "party", "place"), (row,)), "table", width).splitlines()
    assert "2031-04-01/" in lines[2].split()
    assert lines[3].split()[0] == "2031-04-07"
    assert "off_the_table" in lines[2].split()


def test_a_table_without_rows_may_say_why() -> None:
    assert render(Listing(("id",), (), footer="Its reports are of 2031."), "table") == (
        "nothing on record\nIts reports are of 2031.\n"
    )

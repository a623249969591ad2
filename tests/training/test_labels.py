"""Drafts with words -> labels as places, on an invented report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import labels

TEXT = (
    "Title: Late\n\n“The port is shut,” Ann Vik said. The envoy added that Norland would open it if Velmark paid "
    "for the cranes, the boats and the pier.\nThe port is shut."
)
DRAFT = """# by hand
S | Ann Vik | named | Norland | direct | 2031-04-21 | Ann Vik | said | The port is shut,
S | Ann Vik | named | Norland | indirect | - | The envoy | added | Norland would open … and the pier
P | Norland | Ann Vik | offer | for | made | - | Norland would open … and the pier | open it | if Velmark paid
E | announce | happened | 2031-04 | Ann Vik; Norland | - | Ann Vik said
"""


def _words(place: list[int]) -> str:
    return TEXT[slice(*place)]


def test_a_draft_becomes_places_in_its_text() -> None:
    placed, wrong = labels.place(DRAFT, "coverage/talks/a.txt", TEXT)
    assert not wrong
    first, second = placed["statements"]
    assert (_words(first["content"]), _words(first["cue"])) == ("The port is shut,", "said")
    assert _words(second["content"]).endswith("the boats and the pier")
    assert second["said_on"] is None
    (position,) = placed["positions"]
    assert (_words(position["condition"]), _words(position["object"])) == ("if Velmark paid", "open it")
    assert placed["events"][0]["participants"] == ["Ann Vik", "Norland"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("X | a", "none of S, P, E"),
        ("E | announce | happened", "2 fields where E has 6"),
        ("E | party | happened | - | - | - | Ann Vik said", "type 'party' is none of"),
        ("E | announce | happened | Monday | - | - | Ann Vik said", "no date"),
        ("E | announce | happened | - | - | - | Ann Vik sang", "not in the text"),
        ("S | Ann Vik | named | - | direct | - | the boats of Osten | said | The port is shut,", "not near the rest"),
    ],
)
def test_a_line_that_does_not_fit_is_told_and_nothing_else_is_lost(line: str, why: str) -> None:
    placed, wrong = labels.place(DRAFT + line + "\n", "coverage/talks/a.txt", TEXT)
    assert len(wrong) == 1
    assert why in wrong[0]
    assert len(placed["statements"]) == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"The port is shut,"', "“The port is shut,”"),  # marks as one types them
        ("Norland  would", "Norland would"),
        ("shut.", "shut."),
        ("Velmark ... cranes", "Velmark paid for the cranes"),
    ],
)
def test_words_are_found_whatever_the_marks(words: str, found: str) -> None:
    assert TEXT[slice(*labels.find_words(words, TEXT, 0))] == found


def test_a_repeat_is_found_after_what_came_before() -> None:
    first = labels.find_words("The port is shut", TEXT, 0)
    assert labels.find_words("The port is shut", TEXT, first[1])[0] > first[1]


def test_a_long_description_of_a_source_is_kept_as_a_place() -> None:
    text = "An envoy who was close to the talks said it was late."
    line = "S | envoy who was close to the talks | unnamed | - | indirect | - | - | said | it was late\n"
    placed, wrong = labels.place(line, "coverage/talks/a.txt", text)
    assert not wrong
    assert text[slice(*placed["statements"][0]["speaker"])] == "envoy who was close to the talks"
    elsewhere = line.replace("envoy who was close to the talks", "a man who was near these same talks")
    placed, _ = labels.place(elsewhere, "coverage/talks/a.txt", text)
    assert placed["statements"][0]["speaker"] == "a man who was"


def test_a_cue_and_a_mention_stand_outside_of_what_was_said() -> None:
    text = "He said he said it."
    line = "S | Ann Vik | named | - | indirect | - | he | said | he said it\n"
    placed, wrong = labels.place(line.replace("| he |", "| He |"), "coverage/talks/a.txt", text)
    assert not wrong
    assert placed["statements"][0]["cue"] == [3, 7]


def test_what_is_there_is_counted(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    placed, _ = labels.place(DRAFT, "coverage/talks/a.txt", TEXT)
    (tmp_path / "talks" / "a.json").write_text(json.dumps(placed), encoding="utf-8")
    *_, total = labels.count(tmp_path)
    assert total.split() == ["all", "1", "2", "1", "1", "1"]

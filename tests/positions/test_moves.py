"""Stands that moved, as one invented report tells it, and sentences that only look like it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from travaux.model import Direction

SOFTENED, HARDENED, REVERSED, DROPPED = Direction.SOFTENED, Direction.HARDENED, Direction.REVERSED, Direction.DROPPED

# One sentence; who moved, which way, the words of the earlier end (None: the clause that tells the move is both).
TOLD = [
    ("Norland backed off its demand for an apology.", "Norland", SOFTENED, "its demand for an apology"),
    ("Norland backed away from its threat to seize the boats.", "Norland", SOFTENED, "its threat to seize the boats"),
    ("Velmark dropped its demand for a larger quota.", "Velmark", DROPPED, "its demand for a larger quota"),
    ("Velmark withdrew its offer of a joint patrol.", "Velmark", HARDENED, "its offer of a joint patrol"),
    ("Norland raised its offer to 41 per cent.", "Norland", SOFTENED, None),
    ("Norland lowered its earlier demand to ten boats.", "Norland", SOFTENED, None),
    ("Velmark hardened its stance on Monday.", "Velmark", HARDENED, None),
    ("Velmark reversed course on Monday.", "Velmark", REVERSED, None),
    ("Velmark no longer insists on an apology.", "Velmark", DROPPED, None),
    ("Norland agreed to end its naval exercises in the strait.", "Norland", SOFTENED, None),
    ("Norland has decided to resume its patrols of the bank.", "Norland", HARDENED, None),
    ("Norland said in a reversal that the boats would leave.", "Norland", REVERSED, None),
    ("Velmark threatened to leave after months of signalling openness.", "Velmark", HARDENED, "months of signalling"),
    ("Velmark, which had refused to meet the envoy, agreed to a meeting.", "Velmark", SOFTENED, "had refused to meet"),
]


@pytest.mark.parametrize(("text", "holder", "direction", "earlier"), TOLD)
def test_a_move_is_told_outright(desk: Any, text: str, holder: str, direction: Direction, earlier: str | None) -> None:
    (move,) = desk.moves(text)
    assert (move.holder, move.direction) == (holder, direction)
    assert (move.earlier == move.later) if earlier is None else (earlier in move.earlier.words)
    for end in (move.earlier, move.later):
        assert text[end.start : end.end] == end.words


NOT_TOLD = [
    "Norland did not back off its demand for an apology.",  # denied
    "Norland is weighing backing off its demand for an apology.",  # not yet
    "Norland could drop its demand for an apology.",
    "Velmark would sign if Norland dropped its demand for an apology.",  # supposed
    "Velmark urged Norland to drop its demand for an apology.",  # asked for
    "Has Norland dropped its demand for an apology?",
    "Velmark raised objections to the plan.",  # voiced, not made harder
    "Norland dropped anchor off the bank.",  # no stand
    "Norland lowered its flag.",
    "The sides agreed to end the war.",  # nobody's practice
    "Norland resumed talks with Velmark.",
    "Velmark left after months of talks.",  # a spell without a stand
    "Velmark had refused to meet the envoy.",  # the past only
    "Previously, Velmark refused to meet the envoy.",
    "Velmark refused to meet the envoy. Velmark refused to meet the envoy on Monday.",  # a repeat
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_only_looks_like_a_move_is_none(desk: Any, text: str) -> None:
    assert desk.moves(text) == []


def test_what_an_opponent_says_of_a_side_is_no_move_of_it(desk: Any) -> None:
    assert (
        desk.moves("“Velmark dropped its demand for a quota,” Ann Vo said.", ("Velmark dropped its demand", "Ann Vo"))
        == []
    )


def test_the_words_of_the_turn_are_those_that_follow_it(desk: Any) -> None:
    (move,) = desk.moves("Norland reversed course and rejected the quota.")
    assert (move.direction, move.later.words) == (REVERSED, "rejected the quota")


def test_a_move_may_stand_for_the_sentence_before(desk: Any) -> None:
    (move,) = desk.moves(
        "Norland is willing to talk about its ports. The move would mark a departure from Norland's previous stance."
    )
    assert (move.holder, move.direction) == ("Norland", SOFTENED)
    assert move.earlier.words == "Norland's previous stance"
    assert "willing to talk" in move.later.words


def test_now_follows_an_earlier_stand_in_its_own_words(desk: Any) -> None:
    (move,) = desk.moves(
        "As recently as November, Ann Vo insisted on a census. “It is imperative that we leave with a census,”"
        " Ann Vo said. Now, officials describe the census as a distant goal.",
        ("It is imperative that we leave with a census,", "Ann Vo"),
    )
    assert (move.direction, move.told) == (SOFTENED, None)
    assert "leave with a census" in move.earlier.words
    assert move.later.words.startswith("officials describe")


def test_now_after_another_sides_stand_is_no_move(desk: Any) -> None:
    assert (
        desk.moves("As recently as November, Velmark demanded a census. Now, Norland describes the census as a goal.")
        == []
    )


def test_a_threshold_that_was_lowered_is_a_move_and_one_that_stands_is_none(desk: Any) -> None:
    now = "This week, Ann Vo said some of the ban would be lifted only once stocks have grown."
    said = ("some of the ban would be lifted only once stocks have grown", "Ann Vo")
    before = " In June of last year, Ann Vo tied the ban to a complete census."
    (move,) = desk.moves(now + before, said)
    assert move.direction is SOFTENED
    assert "complete census" in move.earlier.words
    same = " In June of last year, Ann Vo tied the ban to stocks."
    assert desk.moves(now + same, said) == []


def test_two_people_who_differ_are_no_move(desk: Any) -> None:
    text = "Ann Vo had rejected the quota. Jon Oda accepted the quota on Monday."
    assert desk.moves(text) == []


def test_an_earlier_stand_keeps_the_words_of_its_time(desk: Any) -> None:
    article, *_ = desk.take("In November, Norland rejected the quota. Norland accepts the quota now.")
    assert article.published == date(2031, 4, 22)
    found = desk.heard(article.text, {"rejected": ("reject", 0.9), "accepts": ("demand", 0.9)})
    assert [each.dated.words if each.dated else None for each in found] == ["In November", None]

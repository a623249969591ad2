"""What a sentence says of how an issue stands."""

from __future__ import annotations

import pytest

from travaux.record.status import _CONTESTED, _OFF

CONTESTED = [
    "A common definition of “traditional waters” does not exist",
    "the two sides have yet to settle on one meaning for the term",
    "there is no agreed meaning of the term",
    "Norland and Velmark mean very different things by it",
    "they disagree about what the words cover",
]
SETTLED = [
    "a common definition was agreed in March",
    "both sides share one understanding of the term",
    "the definition stands in the annex",
]
OFF = [
    "withdrawal is off the table",
    "the matter is not the subject of these talks",
    "the boats are no part of these talks",
    "the question has not come up",
    "a ban is not currently under consideration",
    "the quota is non-negotiable",
]
ON = ["withdrawal is on the table", "the boats came up again", "the matter is the subject of the next round"]


@pytest.mark.parametrize("words", CONTESTED)
def test_a_term_without_common_meaning_is_contested(words: str) -> None:
    assert _CONTESTED.search(words)


@pytest.mark.parametrize("words", SETTLED)
def test_a_term_with_a_common_meaning_is_not(words: str) -> None:
    assert not _CONTESTED.search(words)


@pytest.mark.parametrize("words", OFF)
def test_what_is_kept_out_of_the_talks_is_off_the_table(words: str) -> None:
    assert _OFF.search(words)


@pytest.mark.parametrize("words", ON)
def test_what_is_in_them_is_not(words: str) -> None:
    assert not _OFF.search(words)

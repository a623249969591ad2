"""How telling a word is: a table that no record changes."""

from __future__ import annotations

import pytest

from travaux.record.terms import stem
from travaux.record.usage import MOST, weight


@pytest.mark.parametrize(("usual", "rare"), [("government", "fishery"), ("border", "lighthouse"), ("7", "16,500")])
def test_a_rarer_word_weighs_more(usual: str, rare: str) -> None:
    assert 0 < weight(stem(usual)) < weight(stem(rare).replace(",", "")) <= MOST


def test_a_word_that_was_never_counted_weighs_most_and_a_year_little() -> None:
    assert weight(stem("Velmarkian")) == MOST
    assert weight("2031") < weight("2531")

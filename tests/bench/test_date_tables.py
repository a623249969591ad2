"""The tables of expressions of time, and how they are counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expressions import Expression, count_right, read_table, read_value
from travaux.language import Language

TABLES = sorted((Path(__file__).resolve().parents[2] / "bench" / "dates").glob("*.tsv"))


def test_each_row_stands_once_and_its_words_are_in_its_sentence() -> None:
    rows = [row for path in TABLES for row in read_table(path)]
    assert len(rows) > 200
    assert len({(row.sentence, row.published, row.words) for row in rows}) == len(rows)
    assert [row for row in rows if row.words not in row.sentence] == []


@pytest.mark.parametrize(
    ("words", "read"), [("Monday", "2031-06-16"), ("Norland", None), ("on Monday and Friday", "2031-06-16; 2031-06-20")]
)
def test_what_is_read_where_the_words_stand(language: Language, words: str, read: str | None) -> None:
    row = Expression("Norland will vote on Monday and Friday.", date(2031, 6, 15), words, None)
    assert read_value(language, row) == read


def test_a_row_is_right_where_the_value_is_the_same_or_neither_has_one() -> None:
    pairs = [("2031", "2031"), (None, None), ("2031", None), ("2031", "2030")]
    lines = [{"table": "first", "value": value, "read": read} for value, read in pairs]
    assert count_right(lines) == {"first": {"right": 2, "rows": 4}}

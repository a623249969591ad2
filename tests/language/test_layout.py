"""Paragraphs and quotations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.language.layout import find_paragraphs, find_quotations


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotations(text, find_paragraphs(text))]


QUOTATIONS = [
    ("“We will not sign,” Vo said. “Not now.”", ["“We will not sign,”", "“Not now.”"]),
    ('"We will not sign," Vo said. "Not now."', ['"We will not sign,"', '"Not now."']),
    ("Vo called it a “sham” and left.", ["“sham”"]),
    ("“They said ‘never again to this’ and left,” Vo said.", ["“They said ‘never again to this’ and left,”"]),
    ("‘We will not sign this text,’ Vo said.", ["‘We will not sign this text,’"]),
    ("Norland's boats and Velmark's boats stayed.", []),
    ("“We will not sign, Vo said.\n\nThe “boats” stayed.", ["“We will not sign, Vo said.", "“boats”"]),
    ("“First part.\n\n“Second part,” Vo said.", ["“First part.", "“Second part,”"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS, ids=[row[0] for row in QUOTATIONS])
def test_a_quotation_runs_from_mark_to_mark_and_never_past_its_paragraph(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_lines_are_paragraphs_where_they_end_like_sentences_and_no_empty_line_is_there() -> None:
    text = "The boats left.\nThe envoy stayed.\n"
    assert [text[a:b] for a, b in find_paragraphs(text)] == ["The boats left.", "The envoy stayed."]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "The boats\nleft the\nharbour.\n\nThe envoy\nstayed."
    assert [text[a:b] for a, b in find_paragraphs(text)] == ["The boats\nleft the\nharbour.", "The envoy\nstayed."]


@given(st.text(alphabet="ab .,\n“”\"'‘’", max_size=200))
def test_quotations_are_sorted_apart_and_inside_paragraphs(text: str) -> None:
    paragraphs = find_paragraphs(text)
    found = find_quotations(text, paragraphs)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= each.start < each.end <= len(text) for each in found)

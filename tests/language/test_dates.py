"""Dates and what they mean."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from date_table import GAPS, ROWS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from travaux.language import Language
from travaux.model import Article, Time
from travaux.times.rules import RULES


def times(language: Language, text: str, published: date | None) -> tuple[Time, ...]:
    return language.parse(Article("report.txt", text, published=published)).times


def read(language: Language, sentence: str, published: str) -> dict[str, str]:
    found = times(language, sentence, date.fromisoformat(published) if published else None)
    return {sentence[slice(*time.span)]: str(time.when) for time in found}


@pytest.mark.parametrize(("sentence", "published", "expected"), ROWS)
def test_a_date_means_what_a_reader_takes_it_for(
    language: Language, sentence: str, published: str, expected: dict[str, str]
) -> None:
    assert read(language, sentence, published) == expected


@pytest.mark.parametrize(("sentence", "published", "expected"), GAPS)
@pytest.mark.xfail(strict=True, reason="not yet read")
def test_a_gap_is_known(language: Language, sentence: str, published: str, expected: dict[str, str]) -> None:
    assert read(language, sentence, published) == expected


def test_the_table_is_large_and_says_nothing_twice() -> None:
    assert len(ROWS) >= 130
    assert len({row[:2] for row in ROWS}) == len(ROWS)


def test_a_date_may_be_broken_over_two_lines(language: Language) -> None:
    assert read(language, "The pact was signed on March\n9, 2031.", "") == {"March\n9, 2031": "2031-03-09"}


def test_a_date_does_not_reach_into_the_next_paragraph(language: Language) -> None:
    text = "The talks will go on until May\n\n9 boats sailed."
    assert read(language, text, "2031-04-22") == {"May": "2031-05"}


@pytest.mark.parametrize("published", [date.min, date.max])
def test_a_day_of_publication_at_the_edge_of_the_calendar_is_not_known(language: Language, published: date) -> None:
    text = "They met yesterday, in May, on Friday and 900 years ago, and will meet in 2032."
    assert [str(time.when) for time in times(language, text, published)] == ["2032"]


def test_a_paragraph_that_was_left_unread_gives_no_dates(language: Language) -> None:
    assert read(language, "today " * 8000 + "\n\nThey met yesterday.", "2031-04-22") == {"yesterday": "2031-04-21"}


FRAGMENTS = [
    *(
        "Norland",
        "said",
        "will",
        "on",
        "in",
        "the",
        "of",
        "last",
        "next",
        "this",
        "late",
        "end",
        "week",
        "month",
        "year",
    ),
    *(
        "Thursday",
        "May",
        "March",
        "9",
        "31",
        "2031",
        "2031-03-09",
        "-",
        ",",
        ".",
        "ago",
        "two",
        "weekend",
        "day",
        "before",
    ),
    *(
        "first",
        "quarter",
        "spring",
        "yesterday",
        "\n",
        "\n\n",
        "“",
        "”",
        "\u202e",
        "’s",
        "Feb.",
        "30",
        "years",
        "in two",
    ),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=30),
    published=st.none() | st.dates(),
)
def test_any_text_gives_dates_in_order_that_stand_where_they_say(
    language: Language, words: list[str], published: date | None
) -> None:
    text = " ".join(words)
    found = times(language, text, published)
    assert found == times(language, text, published)
    assert all(0 <= time.span.start < time.span.end <= len(text) for time in found)
    assert all(text[slice(*time.span)] == text[slice(*time.span)].strip() for time in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


def test_every_rule_is_earned_by_a_row(language: Language) -> None:
    """A pattern that no sentence of the table matches is not known to work."""
    sentences = [row[0] for row in (*ROWS, *GAPS)]
    unearned = [
        rule.pattern.pattern
        for rules in RULES.values()
        for rule in rules
        if not any(rule.pattern.search(sentence) for sentence in sentences)
    ]
    assert unearned == []

"""Words of time in a report without a date: kept as understood, read once its day is known, or about known."""

from __future__ import annotations

from datetime import date

import pytest
from date_table import ROWS

from travaux.language import Language
from travaux.model import Article, Parse, Told, When
from travaux.times import read_told, resolve

TUESDAY = date(2031, 4, 22)


def parsed(language: Language, text: str, published: date | None = None) -> Parse:
    return language.parse(Article("report.txt", text, published=published))


def told(language: Language, text: str) -> Told:
    (time,) = parsed(language, text).relative
    assert time.told is not None
    return time.told


DATED = [row for row in ROWS if row[1]]


@pytest.mark.parametrize(("sentence", "published"), [row[:2] for row in DATED])
def test_words_that_are_kept_mean_what_they_mean_where_the_day_is_known(
    language: Language, sentence: str, published: str
) -> None:
    day = date.fromisoformat(published)
    known = {time.span: time.when for time in parsed(language, sentence, day).times}
    for time in parsed(language, sentence).relative:
        assert time.told is not None
        assert read_told(time.told, day) == known.get(time.span)


def test_nearly_all_words_that_need_a_day_are_kept(language: Language) -> None:
    needed = kept = 0
    for sentence, published, _ in DATED:
        known = {time.span for time in parsed(language, sentence, date.fromisoformat(published)).times}
        undated = parsed(language, sentence)
        needed += len(known - {time.span for time in undated.times})
        kept += len(known & {time.span for time in undated.relative})
    assert needed >= 120
    assert kept >= 0.9 * needed


def test_a_day_that_the_text_gives_in_full_is_known_and_a_report_with_a_date_keeps_none(language: Language) -> None:
    full = parsed(language, "The pact was signed on March 9, 2031.")
    assert ([str(time.when) for time in full.times], full.relative) == (["2031-03-09"], ())
    assert parsed(language, "They met on Monday.", TUESDAY).relative == ()


ABOUT = [
    # sentence, first and last day on which the report may have come out, what the words mean then
    ("They met in June.", "2031-04-21", "2031-04-23", "2030-06"),
    ("They met on Monday.", "2031-04-22", "2031-04-24", "2031-04-21"),
    ("They met last month.", "2031-04-21", "2031-04-27", "2031-03"),
    ("They meet next week.", "2031-04-21", "2031-04-27", "2031-04-28/2031-05-04"),
    ("They met yesterday.", "2031-04-22", "2031-04-24", "2031-04-21/2031-04-23"),
    # Monday of this week, or of the last one; two weeks.
    ("They met on Monday.", "2031-04-20", "2031-04-21", None),
    ("They met last month.", "2031-04-30", "2031-05-01", None),
]


@pytest.mark.parametrize(("sentence", "first", "last", "expected"), ABOUT)
def test_of_several_days_the_words_mean_what_they_may_mean_where_that_hangs_together(
    language: Language, sentence: str, first: str, last: str, expected: str | None
) -> None:
    found = resolve(told(language, sentence), When(date.fromisoformat(first), date.fromisoformat(last)))
    assert (str(found) if found else None) == expected


def test_words_that_count_from_others_are_not_kept_by_themselves(language: Language) -> None:
    assert [time.span for time in parsed(language, "They met on Monday, and again two days later.").relative] == [
        (12, 18)
    ]

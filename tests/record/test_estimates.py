"""About when reports without a date came out, and what gets its day by that."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from travaux.model import (
    Article,
    Copies,
    Estimate,
    Manner,
    Reading,
    SourceKind,
    Span,
    Statement,
    Told,
    When,
    Witnesses,
)
from travaux.record.dating import Calendar
from travaux.record.estimates import find_estimates

TUESDAY = date(2031, 4, 22)
DAY = timedelta(days=1)


def weekday(name: str, at: int = 0, tense: str = "past") -> Told:
    return Told(Span(at, at + len(name)), "weekday", (("weekday", name),), tense, True)


class Coverage:
    """Reports, and the utterances that several of them tell."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.readings: list[Reading] = []
        self.statements: list[Statement] = []
        self.witnesses: list[Witnesses] = []
        self.copies: list[Copies] = []

    def report(self, published: date | None, *told: Told) -> Article:
        article = Article(
            f"report-{len(self.articles)}.txt", "Friday " * 20 + f"{len(self.articles)}", published=published
        )
        self.articles.append(article)
        self.readings.append(Reading(article.id, article.wording, "test", 20, told=told))
        return article

    def says(self, article: Article, said_on: date | None = None, dated: Told | None = None) -> Statement:
        number = sum(each.article == article.id for each in self.statements)
        said = Statement(
            None,
            None,
            (article.cite(Span(7 * number, 7 * number + 6)),),
            Manner.DIRECT,
            "Ilse Marr",
            SourceKind.NAMED,
            When.day(said_on) if said_on else None,
            dated=article.cite(dated.span) if dated else None,
            terms=article.cite(Span(0, number + 1)),
        )
        self.statements.append(said)
        return said

    def utterance(self, *articles: Article) -> None:
        """Words that all of the reports tell."""
        told = [self.says(each) for each in articles]
        self.witnesses.append(Witnesses(tuple(each.id for each in told), tuple(each.id for each in articles), 2))

    def estimates(self) -> tuple[Estimate, ...]:
        return find_estimates(self.articles, self.readings, self.statements, self.witnesses, self.copies)

    def about(self) -> When | None:
        found = self.estimates()
        return found[0].published if found else None


def test_reports_of_a_day_that_tell_the_same_put_a_report_next_to_it() -> None:
    coverage = Coverage()
    undated = coverage.report(None)
    twins = [coverage.report(TUESDAY) for _ in range(4)]
    for twin in twins:
        coverage.utterance(undated, twin)
    (found,) = coverage.estimates()
    assert found.article == undated.id
    assert found.published.first <= TUESDAY <= found.published.last
    assert (found.published.last - found.published.first).days <= 4
    assert found.articles == tuple(sorted(each.id for each in twins))


def test_one_utterance_is_too_little() -> None:
    coverage = Coverage()
    coverage.utterance(coverage.report(None), coverage.report(TUESDAY))
    assert coverage.estimates() == ()


def test_without_a_dated_twin_nothing_is_known() -> None:
    coverage = Coverage()
    undated, other = coverage.report(None, weekday("Friday")), coverage.report(None)
    for _ in range(3):
        coverage.utterance(undated, other)
    assert coverage.estimates() == ()


def test_twins_that_disagree_leave_it_unknown() -> None:
    coverage = Coverage()
    undated = coverage.report(None)
    for published in (TUESDAY, TUESDAY, TUESDAY + 60 * DAY, TUESDAY + 60 * DAY):
        coverage.utterance(undated, coverage.report(published))
    assert coverage.estimates() == ()


def test_one_that_disagrees_with_many_does_not_count() -> None:
    coverage = Coverage()
    undated = coverage.report(None)
    for _ in range(6):
        coverage.utterance(undated, coverage.report(TUESDAY))
    stray = coverage.report(TUESDAY - 90 * DAY)
    coverage.utterance(undated, stray)
    (found,) = coverage.estimates()
    assert found.published.first >= TUESDAY - 3 * DAY
    assert stray.id not in found.articles


def test_a_copy_is_enough() -> None:
    coverage = Coverage()
    undated, twin = coverage.report(None, weekday("Tuesday")), coverage.report(TUESDAY)
    coverage.copies.append(Copies(tuple(sorted((undated.id, twin.id)))))
    about = coverage.about()
    assert about is not None
    assert about.first >= TUESDAY - DAY
    assert about.last <= TUESDAY + DAY


def test_so_is_a_day_that_the_report_gives_in_full() -> None:
    coverage = Coverage()
    undated = coverage.report(None, weekday("Tuesday"))
    coverage.says(undated, said_on=TUESDAY)
    (found,) = coverage.estimates()
    assert found.published.first >= TUESDAY - DAY
    assert found.published.last <= TUESDAY + 6 * DAY
    assert found.articles == ()


def test_the_weekdays_that_a_report_names_say_which_day_of_several() -> None:
    def about(*names: str) -> When:
        coverage = Coverage()
        undated = coverage.report(None, *(weekday(name, 7 * n) for n, name in enumerate(names)))
        for _ in range(4):
            coverage.utterance(undated, coverage.report(TUESDAY))
        found = coverage.about()
        assert found is not None
        return found

    assert about("Tuesday", "Wednesday").last >= TUESDAY + DAY
    assert about("Monday", "Sunday").first <= TUESDAY - DAY
    assert about("Tuesday", "Wednesday").first > about("Monday", "Sunday").first


@pytest.mark.parametrize("seed", range(5))
def test_no_order_and_no_report_that_tells_something_else_changes_an_estimate(seed: int) -> None:
    coverage = Coverage()
    undated = coverage.report(None, weekday("Monday"), weekday("Friday", 7, "future"))
    for n in (0, 0, 1, 2, 40):
        coverage.utterance(undated, coverage.report(TUESDAY + n * DAY))
    expected = coverage.estimates()
    others = [coverage.report(TUESDAY + 9 * DAY) for _ in range(3)]
    coverage.utterance(*others)
    for held in (coverage.articles, coverage.readings, coverage.statements, coverage.witnesses):
        random.Random(seed).shuffle(held)  # type: ignore[arg-type]
    assert expected
    assert coverage.estimates() == expected


def test_findings_whose_words_wait_for_the_day_get_theirs_and_the_estimate_names_them() -> None:
    coverage = Coverage()
    monday = weekday("Friday", 7)
    undated = coverage.report(None, monday)
    waiting, known, silent = (
        coverage.says(undated, dated=monday),
        coverage.says(undated, TUESDAY, monday),
        coverage.says(undated),
    )
    estimate = Estimate(undated.id, When(TUESDAY, TUESDAY + 2 * DAY), ())
    calendar = Calendar([estimate], coverage.readings)
    dated = list(calendar.date(coverage.statements))
    assert [each.said_on for each in dated] == [When.day(date(2031, 4, 18)), When.day(TUESDAY), None]
    assert [each.id for each in dated] == [waiting.id, known.id, silent.id]
    (signed,) = calendar.signed(coverage.statements)
    assert signed.findings == (waiting.id,)


def test_a_report_without_an_estimate_keeps_its_words_and_no_days() -> None:
    coverage = Coverage()
    friday = weekday("Friday")
    coverage.says(coverage.report(None, friday), dated=friday)
    assert list(Calendar([], coverage.readings).date(coverage.statements)) == coverage.statements

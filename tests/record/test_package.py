"""The rule under which the package closes, and whether it does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from travaux.model import (
    Act,
    Article,
    Copies,
    Issue,
    IssueStatus,
    Manner,
    Position,
    Record,
    Rule,
    SourceKind,
    Span,
    Statement,
    When,
)
from travaux.record.package import find_rules, says_rule

DAY = date(2031, 4, 22)
RULES = [
    "Nothing is settled until everything is settled",
    "nothing is agreed to before all of it is",
    "No chapter closes unless every chapter does",
    "no part of the text takes effect without the rest",
    "Until the whole text is settled, none of it is",
    "it enters into force only when the package as a whole is adopted",
    "the text closes as a whole or not at all",
    "the agreement is a single undertaking",
    "for Velmark it is an all-or-nothing agreement",
    "each page waits for the last",
    "the two texts stand or fall together, and apply so",
]
NO_RULES = [
    "nothing will happen until the boats leave",
    "Velmark will not sign until all boats have left",
    "everything depends on the weather",
    "the whole delegation signed the text",
    "nobody left before the last speech",
    "we must stand together and agree",
    "the ban was lifted only when all the harbours were open to boats",
    "the text closes with a list of names",
]


@pytest.mark.parametrize("words", RULES)
def test_words_that_make_the_parts_wait_for_the_whole_are_the_rule(words: str) -> None:
    assert says_rule(words)


@pytest.mark.parametrize("words", NO_RULES)
def test_any_other_condition_is_not(words: str) -> None:
    assert not says_rule(words)


RULE = "nothing is agreed until everything is agreed"


def statement(article: Article, words: str = RULE, said_on: date | None = None) -> Statement:
    at = article.text.index(words)
    content = article.cite(Span(at, at + len(words)))
    on = When.day(said_on) if said_on else None
    return Statement(None, None, (content,), Manner.INDIRECT, "Ann Vo", SourceKind.NAMED, on, party="norland")


def test_a_rule_has_its_speaker_party_and_day() -> None:
    article = Article("report", f"Ann Vo said that {RULE}.")
    (rule,) = find_rules([statement(article, said_on=DAY)], [], {})
    assert (rule.speaker, rule.party, rule.as_of, rule.basis.words) == ("Ann Vo", "norland", When.day(DAY), RULE)
    (undated,) = find_rules([statement(article)], [], {article.id: DAY})
    assert undated.as_of == When.day(DAY)


def test_a_statement_and_the_position_in_it_are_one_rule(position: Callable[..., Position]) -> None:
    article = Article("report", f"Ann Vo said that {RULE}.")
    held = position(RULE, Act.CONDITION, article=article, holder=None, party=None)
    (rule,) = find_rules([statement(article)], [held], {})
    assert rule.speaker == "Ann Vo"
    (alone,) = find_rules([], [held], {})
    assert (alone.speaker, alone.basis.words) == (None, RULE)


def test_a_reprint_says_no_rule_of_its_own_and_another_report_does() -> None:
    wire, reprint, other = (
        Article(name, f"Ann Vo said that {RULE}.", address=name) for name in ("wire", "reprint", "other")
    )
    said = [statement(each) for each in (wire, reprint, other)]
    copies = [Copies(tuple(sorted((wire.id, reprint.id))))]
    assert len(list(find_rules(said, [], {}, copies))) == 2
    assert list(find_rules(said, [], {}, copies)) == list(find_rules(said[::-1], [], {}, copies))


def issue(label: str, status: IssueStatus, parent: str | None = None) -> Issue:
    return Issue(label, (label,), parent, status, None, None, None)


AGREED, OPEN, OFF = IssueStatus.AGREED, IssueStatus.OPEN, IssueStatus.OFF_THE_TABLE
CLOSES = [
    ([issue("quota", AGREED), issue("fund", AGREED)], True),
    ([issue("quota", AGREED), issue("fund", OPEN)], False),
    ([issue("quota", AGREED), issue("fund", IssueStatus.BRACKETED)], False),
    ([issue("quota", AGREED), issue("boats", OFF)], True),  # nobody waits for it
    ([issue("quota", AGREED), issue("reserve", OPEN, "quota")], True),
    ([issue("boats", OFF)], None),
    ([], None),
]


@pytest.mark.parametrize(("issues", "closes"), CLOSES)
def test_the_package_closes_when_all_that_is_on_the_table_is_agreed(issues: list[Issue], closes: bool | None) -> None:
    basis = Article("report", RULE).cite(Span(0, len(RULE)))
    record = Record("talks", issues=tuple(issues), rules=(Rule(None, None, None, basis),))
    assert record.closes is closes


def test_without_a_stated_rule_nobody_knows_whether_it_closes() -> None:
    assert Record("talks", issues=(issue("quota", AGREED),)).closes is None

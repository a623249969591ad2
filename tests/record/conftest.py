"""Findings of an invented negotiation, made short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from travaux.model import Act, Article, Citation, Issue, IssueStatus, Position, Span, Stance, When
from travaux.record import Agenda, agenda_of


@pytest.fixture(scope="session")
def agenda() -> Agenda:
    """Four issues, by their first words."""
    terms = {
        "patrol boats": ("patrol boats", "boats"),
        "mackerel quota": ("mackerel quota", "quota"),
        "catch register": ("catch register", "logbooks"),
        "port ban": ("port ban", "harbours"),
    }
    return agenda_of(Issue(label, words, None, IssueStatus.OPEN, None, None, None) for label, words in terms.items())


@pytest.fixture(scope="session")
def ids(agenda: Agenda) -> dict[str | None, str | None]:
    """Label -> id; None stays None."""
    return {None: None} | {issue.label: issue.id for issue in agenda.issues}


def cited(article: Article, words: str | None) -> Citation | None:
    if words is None:
        return None
    at = article.text.index(words)
    return article.cite(Span(at, at + len(words)))


@pytest.fixture(scope="session")
def position(ids: dict[str | None, str | None]) -> Callable[..., Position]:
    """A position whose basis is a sentence of a report, its own where no other text is given."""

    def make(
        sentence: str,
        act: Act = Act.DEMAND,
        about: str | None = None,
        *,
        condition: str | None = None,
        issue: str | None = "patrol boats",
        party: str | None = "velmark",
        holder: str | None = "Ilse Marr",
        stance: Stance = Stance.FOR,
        day: date | None = None,
        article: Article | None = None,
        **fields: object,
    ) -> Position:
        told = article or Article(f"{sentence}-{day}", sentence)
        basis = cited(told, sentence)
        assert basis is not None
        return Position(
            holder,
            act,
            stance,
            cited(told, about),
            cited(told, condition),
            basis,
            as_of=When.day(day) if day else None,
            party=party,
            issue=ids[issue],
            **fields,  # type: ignore[arg-type]
        )

    return make

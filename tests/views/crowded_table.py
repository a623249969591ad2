"""Records made of few words: a position for each report, and a table with more sides than a page has columns."""

from __future__ import annotations

from datetime import date, timedelta

from travaux.model import (
    Act,
    Article,
    ArticleKind,
    Citation,
    Issue,
    IssueStatus,
    Link,
    Party,
    Position,
    Record,
    Stance,
    digest,
)

FIRST = date(2031, 3, 1)
SIDES = ("Norland", "Velmark", "Skerry", "Estey", "Orrin", "Tarn")
MATTERS = tuple(f"{noun} {number}" for number in range(1, 8) for noun in ("quota", "harbour"))


def article(day: int, text: str) -> Article:
    published = FIRST + timedelta(days=day)
    return Article(f"{published}.txt", text, "Talks", "Strait Wire", published, None, None, ArticleKind.NEWS)


def cite(report: Article, words: str) -> Citation:
    start = report.text.index(words)
    return Citation(report.id, start, start + len(words), words)


def held(
    report: Article, act: Act, object_: str | None, party: str, issue: str, condition: str | None = None
) -> Position:
    """A position whose basis is the whole report."""
    return Position(
        party,
        act,
        Stance.FOR,
        cite(report, object_) if object_ else None,
        cite(report, condition) if condition else None,
        cite(report, report.text),
        party=digest("party", party),
        issue=digest("issue", issue),
    )


def record(positions: list[Position], articles: list[Article], *, links: tuple[Link, ...] = ()) -> Record:
    names = [name for name in SIDES if any(each.party == digest("party", name) for each in positions)]
    labels = [label for label in MATTERS if any(each.issue == digest("issue", label) for each in positions)]

    def by_id(findings):  # type: ignore[no-untyped-def]
        return tuple(sorted(findings, key=lambda finding: finding.id))

    return Record(
        "Cod talks",
        articles=by_id({each.id: each for each in articles}.values()),
        positions=by_id(positions),
        parties=by_id(Party(name, (), None, (), None) for name in names),
        issues=by_id(Issue(label, (), None, IssueStatus.OPEN, None, None, None) for label in labels),
        links=by_id(links),
    )


def build_crowd(tail: str = "in the strait") -> Record:
    """Six sides on fourteen issues; the first side has a word on all of them, each further one on one less."""
    positions, articles = [], []
    for at, side in enumerate(SIDES):
        for matter in MATTERS[: len(MATTERS) - at]:
            report = article(len(articles), f"{side} wants a larger share of the {matter} {tail}.")
            articles.append(report)
            positions.append(held(report, Act.DEMAND, f"a larger share of the {matter} {tail}", side, matter))
    return record(positions, articles)

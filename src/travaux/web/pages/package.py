"""The state of the package: where each issue stands, who says so and when, and whether it closes under its rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from travaux.model import Citation, Issue, IssueStatus, Record
from travaux.views import Index
from travaux.views.package import STATUS_ORDER, newest_rules, outcome, ruler
from travaux.views.wording import STATUSES, when_words
from travaux.web.desk import page, read_record

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """An issue: `part_of` is the one that it is a part of; `party` the id of the side on whose word it stands so."""

    issue: Issue
    part_of: Issue | None
    by: str
    party: str | None
    day: str
    positions: int


@dataclass(frozen=True, slots=True)
class Group:
    """The issues of one status; `x` and `width` are its place on a bar of a thousand."""

    status: IssueStatus
    name: str
    lines: tuple[Line, ...]
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule for the whole, on whose word and when."""

    basis: Citation
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class Package:
    """The page; `closes` is None where nobody states a rule or nothing is on the table."""

    closes: bool | None
    outcome: str
    rules: tuple[RuleLine, ...]
    groups: tuple[Group, ...]


@router.get("/package")
def show_package(request: Request) -> Response:
    """Issues by status, below the rule for the whole."""
    with read_record(request) as record:
        context = {"package": look(record.glances("rules"))}
        return page(request, record, "package.html", context, title="Package", table="package")


def look(record: Record) -> Package:
    """The package of a record that holds rules, and glances or positions."""
    index = Index(record)
    groups, x = [], 0
    counts = Counter(issue.status for issue in record.issues)
    for status in STATUS_ORDER:
        if counts[status]:
            width = round(1000 * counts[status] / len(record.issues))
            groups.append(Group(status, STATUSES[status], tuple(_lines(index, status)), x, width))
            x += width
    rules = newest_rules(record)
    return Package(
        record.closes,
        outcome(index) if rules else "",
        tuple(
            RuleLine(rule.basis, ruler(index, rule) or "", when_words(rule.as_of) if rule.as_of else "")
            for rule in rules
        ),
        tuple(groups),
    )


def _lines(index: Index, status: IssueStatus) -> list[Line]:
    """The issues of a status, those with the most positions first."""
    held = [issue for issue in index.record.issues if issue.status is status]
    held.sort(key=lambda issue: (-index.by_issue[issue.id], issue.label))
    return [
        Line(
            issue,
            index.issues.get(issue.parent or ""),
            issue.status_by or "",
            index.party_of(issue.status_by),
            when_words(issue.status_on) if issue.status_on else "",
            index.by_issue[issue.id],
        )
        for issue in held
    ]

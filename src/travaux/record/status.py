"""How each issue stands: open, agreed, bracketed, contested in its terms, off the table; and on whose word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from travaux.model import Act, ActGroup, Citation, Issue, IssueStatus, OutcomeStatus, Position, Reading, Statement
from travaux.record.issues import Agenda, raised
from travaux.record.parties import Sides

_OF_OUTCOME = {
    OutcomeStatus.AGREED: IssueStatus.AGREED,
    OutcomeStatus.ADOPTED: IssueStatus.AGREED,
    OutcomeStatus.BRACKETED: IssueStatus.BRACKETED,
}
SURE_STAND = 0.5  # a position with less confidence reopens nothing
# What was settled or taken off the table is open again once somebody takes a stand on it later.
_SETTLED = frozenset({*_OF_OUTCOME.values(), IssueStatus.OFF_THE_TABLE})
_MEANING = r"(?:common|shared|agreed|joint|single|one|same) (?:[\w-]+ ){0,2}(?:definitions?|understandings?|meanings?)"
_NOT = r"(?:no|not|never|without|cannot|lacks?|yet to|\w+n[o’']t)"
# A common definition of "traditional waters" does not exist; they have yet to settle on one meaning of it.
_CONTESTED = re.compile(
    rf"\b{_NOT}\b[^.;]{{0,40}}\b{_MEANING}\b|\bno {_MEANING}\b|\b{_MEANING}\b[^.;]{{0,60}}\b{_NOT}\b"
    r"|\bno (?:agreed )?(?:definition|meaning)\b|\bmeans? (?:very |quite )?different things\b"
    r"|\b(?:differ|disagree) (?:on|over|about) (?:what|the (?:meaning|definition))\b",
    re.IGNORECASE,
)
# Withdrawal is off the table; the matter is not the subject of the talks; it is no part of them; it has not come up.
_OFF = re.compile(
    r"\boff the (?:table|agenda)\b|\bnot (?:[\w-]+ ){0,3}(?:on the (?:table|agenda)|under (?:consideration|discussion)"
    r"|(?:a|the) (?:subject|topic|part) of|up for (?:discussion|negotiation)|open to (?:discussion|negotiation)"
    r"|negotiable)\b|\bnon-?negotiable\b"
    r"|\bno (?:part|subject|topic) of (?:the|these|any|our) (?:\w+ )?(?:talks|negotiations)\b"
    r"|\bha(?:s|ve)(?: not|n[’']t) come up\b",
    re.IGNORECASE,
)


def with_status(
    agenda: Agenda,
    positions: Sequence[Position],
    statements: Sequence[Statement],
    readings: Sequence[Reading],
    published: dict[str, date | None],
    sides: Sides,
) -> tuple[Issue, ...]:
    """The issues with the latest status that something says of them; nothing said is open."""
    said: dict[str, list[tuple[date, Citation, IssueStatus]]] = defaultdict(list)

    def say(issue: str | None, status: IssueStatus, basis: Citation) -> None:
        if issue is not None:
            said[issue].append((published.get(basis.article) or date.min, basis, status))

    for position in positions:
        if position.act is Act.RULE_OUT and _OFF.search(position.basis.words):
            say(position.issue, IssueStatus.OFF_THE_TABLE, position.basis)
    for statement in statements:
        for part in statement.content:
            if _CONTESTED.search(part.words):
                say(agenda.match(part.words), IssueStatus.CONTESTED, part)
            elif _OFF.search(part.words):
                say(agenda.match(part.words), IssueStatus.OFF_THE_TABLE, part)
    for reading in readings:
        for outcome in reading.outcomes:
            status = _OF_OUTCOME.get(outcome.status)
            if status is not None:
                about = outcome.object or outcome.basis
                say(agenda.match(about.words), status, outcome.basis)
    origin = raised(agenda, readings, sides)
    first, latest = _first(positions), _latest_stand(positions, published)
    issues = (_dated(issue, said.get(issue.id, []), origin, first, latest.get(issue.id)) for issue in agenda.issues)
    return tuple(sorted(issues, key=lambda each: each.id))


def _latest_stand(positions: Iterable[Position], published: dict[str, date | None]) -> dict[str, date]:
    """The last day on which somebody still wanted or refused something of an issue."""
    latest: dict[str, date] = {}
    for position in positions:
        wants = position.act.group in (ActGroup.WANT, ActGroup.REFUSE) and position.act is not Act.RULE_OUT
        if position.issue and wants and position.confidence >= SURE_STAND:
            day = published.get(position.article) or date.min
            latest[position.issue] = max(day, latest.get(position.issue, date.min))
    return latest


def _first(positions: Iterable[Position]) -> dict[str, Citation]:
    first: dict[str, Citation] = {}
    for position in positions:
        if position.issue and (position.issue not in first or position.basis < first[position.issue]):
            first[position.issue] = position.basis
    return first


def _dated(
    issue: Issue,
    said: list[tuple[date, Citation, IssueStatus]],
    origin: dict[str, tuple[str | None, Citation]],
    first: dict[str, Citation],
    latest: date | None,
) -> Issue:
    by, place = origin.get(issue.id, (None, None))
    issue = replace(issue, raised_by=by, basis=place or first.get(issue.id))
    standing = [each for each in said if each[2] not in _SETTLED or latest is None or each[0] >= latest]
    if not standing:
        return issue
    _, basis, status = max(standing)
    return replace(issue, status=status, status_basis=basis)

"""The first lines of the page, in words, from nothing but what the record holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from travaux.model import EventStatus, EventType, Issue, IssueStatus, Shift, When
from travaux.views.brief.changes import Change, read_change
from travaux.views.brief.passages import Claim, Passages
from travaux.views.brief.stand import anchor_of
from travaux.views.index import Index
from travaux.views.matrix import Matrix
from travaux.views.package import bare, newest_rules, ruler
from travaux.views.shown import clipped
from travaux.views.wording import EVENTS, counted, day_words, listed, number, period_words, when_words

_INNER = str.maketrans({"“": "‘", "”": "’", '"': "’"})  # marks within marks
_SAY = {
    IssueStatus.AGREED: "agreed",
    IssueStatus.BRACKETED: "in brackets",
    IssueStatus.CONTESTED: "contested in its very terms",
    IssueStatus.OPEN: "open",
    IssueStatus.OFF_THE_TABLE: "off the table",
}
_A_SEASON = 93  # days
# Days after the last report: what lies further ahead is not what comes next, least of all a vote, often another.
_SOON = dict.fromkeys((EventType.MEET, EventType.TALK, EventType.VISIT, EventType.SIGN), 60) | {EventType.VOTE: 14}
_QUOTED = 110  # characters of each end of a shift
_MOVES = 2
_NAMED = 3  # issues of one kind that the lede names


@dataclass(frozen=True, slots=True)
class Head:
    """Title and head line."""

    title: str
    reports: str
    outlets: str
    period: str
    problems: str
    built: str


def read_head(index: Index, built: str) -> Head:
    """How large the record is and which days it covers."""
    record = index.record
    outlets = {article.outlet for article in record.articles if article.outlet}
    period = record.period
    return Head(
        clipped(record.title, 160) or "A negotiation",
        counted(len(record.articles), "report"),
        counted(len(outlets), "outlet") if outlets else "",
        period_words(*period) if period else "no dates",
        counted(len(record.problems), "problem") if record.problems else "no problems",
        built,
    )


def find_lede(index: Index, table: Matrix, passages: Passages) -> tuple[tuple[Claim, ...], ...]:
    """Sentences, each a run of words and claims: what it is about, what is settled, by which rule, what comes next."""
    sentences = (
        _statuses(table, passages),
        _subjects(table),
        _rule(index, passages),
        _next(index, passages),
    )
    found = tuple(sentence for sentence in sentences if sentence)
    return found or (_size(index),)


def find_moves(index: Index, passages: Passages) -> tuple[Change, ...]:
    """The latest shift of each of the first parties that moved."""
    latest: dict[str, Shift] = {}
    for shift in index.newest_shifts():
        latest.setdefault(shift.party, shift)
    return tuple(read_change(index, shift, passages, _QUOTED) for shift in list(latest.values())[:_MOVES])


def _statuses(table: Matrix, passages: Passages) -> tuple[Claim, ...]:
    """How many issues stand where; those that are no longer simply open by name where they are few."""
    issues = [row.issue for row in table.rows]
    if not issues:
        return ()
    known = [(status, [each for each in issues if each.status is status]) for status in _SAY]
    known = [(status, held) for status, held in known if held]
    if len(known) == 1 and len(issues) > 1:
        return (Claim(f"All {number(len(issues))} issues are {_SAY[known[0][0]]}."),)
    parts: list[Claim] = []
    for at, (status, held) in enumerate(known):
        lead = "" if at == 0 else " and " if at == len(known) - 1 else ", "
        verb = "is" if len(held) == 1 else "are"
        parts.append(Claim(f"{lead}{number(len(held))} {verb} {_SAY[status]}"))
        if status is not IssueStatus.OPEN and len(held) <= _NAMED:
            parts += [Claim(" ("), *_names(held, passages), Claim(")")]
    of = f"Of {number(len(issues))} issues " if len(issues) > 1 else "Of a single issue "
    return (Claim(of), *parts, Claim("."))


def _subjects(table: Matrix) -> tuple[Claim, ...]:
    """The issues with the most positions, where there are enough for that to say something."""
    told = [row.issue for row in table.rows if not row.depth and any(cell.entries for cell in row.cells)]
    if len(told) <= _NAMED:
        return ()
    names = [Claim(clipped(issue.label, 60), anchor_of(issue)) for issue in told[:_NAMED]]
    first, second, third = names
    return (Claim("Most is said on "), first, Claim(", "), second, Claim(" and "), third, Claim("."))


def _names(issues: list[Issue], passages: Passages) -> Iterator[Claim]:
    for at, issue in enumerate(issues):
        label = clipped(issue.label, 60)
        passage = passages.of_citation(issue.id, issue.status_basis, f"{label}: {_SAY[issue.status]}")
        if at:
            yield Claim(", ")
        yield Claim(label, passage)


def _rule(index: Index, passages: Passages) -> tuple[Claim, ...]:
    rules = newest_rules(index.record)
    if not rules:
        return ()
    rule = rules[0]
    who = ruler(index, rule)
    passage = passages.of_citation(rule.id, rule.basis, "The rule for the whole")
    words = Claim(f"“{_bare(clipped(rule.basis.words, 140))}”", passage)
    says = (Claim(", says "), Claim(clipped(who, 80))) if who else ()
    return (Claim("The package closes as a whole: "), words, *says, Claim("."))


def _next(index: Index, passages: Passages) -> tuple[Claim, ...]:
    """The first meeting that is planned for after the last report."""
    period = index.record.period
    planned = [
        (each.date, each.id, each, version)
        for each in index.record.happenings
        if period and each.date and each.status is EventStatus.PLANNED and (version := index.newest_version(each))
        if 0 < (each.date.first - period[1]).days <= _SOON.get(each.type, 0) and _is_near(each.date)
    ]
    if not planned:
        return ()
    when, _, meeting, version = min(planned, key=lambda each: each[:2])
    place = f" in {clipped(meeting.place, 50)}" if meeting.place else ""
    name = EVENTS[meeting.type] if meeting.type is EventType.TALK else f"a {EVENTS[meeting.type]}"
    the = "the " if when.granularity == "week" else ""
    return (
        Claim("Next: "),
        Claim(f"{name}{place}", passages.of_event(version)),
        Claim(f", planned for {the}{when_words(when)}."),
    )


def _is_near(when: When) -> bool:
    """Whether a date says when: one that spans years only says that it was not told."""
    return (when.last - when.first).days < _A_SEASON


def _size(index: Index) -> tuple[Claim, ...]:
    record = index.record
    held = [
        counted(len(findings), noun)
        for findings, noun in (
            (record.statements, "statement"),
            (record.positions, "position"),
            (record.events, "event"),
        )
        if findings
    ]
    if not held:
        return (Claim("The record holds no statement, position or event yet."),)
    return (Claim(f"The record holds {listed(held)}; no issue, shift or date ahead is known."),)


def _bare(words: str) -> str:
    """Words without their own marks of quotation, which the sentence gives them anew."""
    return bare(words).translate(_INNER)


def say_built(built: datetime | None) -> str:
    """When the page was built, down to the minute, or nothing where the caller does not say."""
    return f"{day_words(built.date())}, {built:%H:%M}" if built else ""

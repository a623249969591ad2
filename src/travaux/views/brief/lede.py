"""The first lines of the page, in words, from nothing but what the record holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from travaux.model import Event, EventStatus, EventType, Issue, IssueStatus, Position, Shift, When
from travaux.views.brief.changes import Change, read_change
from travaux.views.brief.passages import Claim, Passages
from travaux.views.brief.stand import anchor_of
from travaux.views.index import Index
from travaux.views.matrix import Matrix
from travaux.views.shown import clipped
from travaux.views.wording import EVENTS, counted, day_words, listed, number, period_words, when_words

# The rule under which a package closes, however it is put.
_RULE = re.compile(
    r"\b(?:nothing|no (?:part|chapter|article|paragraph|point|piece|element)s?)\b[^.;]{0,60}"
    r"\b(?:until|unless|before|without)\b[^.;]{0,50}\b(?:everything|all|whole|entire|rest|full|package)\b",
    re.IGNORECASE,
)
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


def find_rule(index: Index) -> Position | None:
    """The newest position that says that nothing holds until everything does."""
    found = [each for each in index.record.positions if each.condition and _RULE.search(each.basis.words)]
    return index.newest(found)[0] if found else None


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
    position = find_rule(index)
    if position is None:
        return ()
    party = index.parties.get(position.party or "")
    who = clipped(party.name, 60) if party else clipped(position.holder or "", 60)
    words = Claim(f"“{_bare(clipped(position.basis.words, 140))}”", passages.of_position(position))
    if who:
        return (Claim("The package closes as a whole: "), words, Claim(", says "), Claim(who), Claim("."))
    return (Claim("The package closes as a whole: "), words, Claim("."))


def _next(index: Index, passages: Passages) -> tuple[Claim, ...]:
    """The first meeting that is planned for after the last report, called off in none."""
    period = index.record.period
    if period is None:
        return ()
    ahead = [
        event
        for event in index.record.events
        if event.date and 0 < (event.date.first - period[1]).days <= _SOON.get(event.type, 0) and _is_near(event.date)
    ]
    fallen = {(event.type, event.date) for event in ahead if event.status is EventStatus.CALLED_OFF}
    planned = [
        event for event in ahead if event.status is EventStatus.PLANNED and (event.type, event.date) not in fallen
    ]
    if not planned:
        return ()
    event = min(planned, key=_soonest)
    assert event.date is not None
    place = f" in {clipped(event.place, 50)}" if event.place else ""
    name = EVENTS[event.type] if event.type is EventType.TALK else f"a {EVENTS[event.type]}"
    the = "the " if event.date.granularity == "week" else ""
    return (
        Claim("Next: "),
        Claim(f"{name}{place}", passages.of_event(event)),
        Claim(f", planned for {the}{when_words(event.date)}."),
    )


def _is_near(when: When) -> bool:
    """Whether a date says when: one that spans years only says that it was not told."""
    return (when.last - when.first).days < _A_SEASON


def _soonest(event: Event) -> tuple[int, int, str]:
    assert event.date is not None
    return (event.date.first.toordinal(), event.date.last.toordinal(), event.id)


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
    return words.strip(' ,.“”"').translate(_INNER)


def say_built(built: datetime | None) -> str:
    """When the page was built, down to the minute, or nothing where the caller does not say."""
    return f"{day_words(built.date())}, {built:%H:%M}" if built else ""

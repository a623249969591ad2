"""What is on the table: issues by status, what the meetings decided, who stands with whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from travaux.model import Interaction, Issue, IssueStatus
from travaux.views.brief.passages import Claim, Passages, phrase
from travaux.views.index import Index
from travaux.views.matrix import Matrix
from travaux.views.shown import clipped
from travaux.views.wording import INTERACTIONS, OUTCOMES, STATUSES, counted, day_words

_MOST_ISSUES = 14  # of each status
_MOST_OUTCOMES = 10
_MOST_PAIRS = 10
_WORDS = 140
_INNER = str.maketrans("“”", "‘’")  # the page sets these words in marks of its own

_ORDER = (
    IssueStatus.OPEN,
    IssueStatus.CONTESTED,
    IssueStatus.BRACKETED,
    IssueStatus.AGREED,
    IssueStatus.OFF_THE_TABLE,
)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One issue; `says` are the words by which a report gives its status, `raised_by` who put it on the agenda."""

    label: Claim
    parent: str
    says: Claim | None
    raised_by: str
    positions: str


@dataclass(frozen=True, slots=True)
class AgendaGroup:
    """The issues of one status; `rest` more are not on the page."""

    status: str
    name: str
    count: int
    items: tuple[AgendaItem, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting did with a matter."""

    status: str
    words: Claim
    day: str


@dataclass(frozen=True, slots=True)
class Pair:
    """How often one side backs, resists or joins another."""

    source: str
    verb: str
    target: str
    count: int
    passage: str | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda section."""

    groups: tuple[AgendaGroup, ...]
    decisions: tuple[Decision, ...]
    more_decisions: int
    pairs: tuple[Pair, ...]


def find_agenda(index: Index, table: Matrix, passages: Passages) -> Agenda:
    """Issues in the order of the matrix under their status, then decisions, the newest first."""
    counts = Counter(position.issue for position in index.record.positions)
    groups = []
    for status in _ORDER:
        issues = [row.issue for row in table.rows if row.issue.status is status]
        if issues:
            items = tuple(_item(index, issue, counts, passages) for issue in issues[:_MOST_ISSUES])
            groups.append(AgendaGroup(status, STATUSES[status], len(issues), items, max(0, len(issues) - _MOST_ISSUES)))
    decisions = _decisions(index, passages)
    return Agenda(
        tuple(groups),
        decisions,
        len(index.record.outcomes) - len(decisions),
        tuple(_pairs(index, passages)),
    )


def _item(index: Index, issue: Issue, counts: Counter[str | None], passages: Passages) -> AgendaItem:
    label, name = clipped(issue.label, 90), STATUSES[issue.status]
    says = None
    if issue.status_basis:
        fragment = passages.of_citation(issue.id, issue.status_basis, f"{label}: {name}")
        says = Claim(phrase(issue.status_basis.words, _WORDS).translate(_INNER), fragment)
    parent = index.issues.get(issue.parent or "")
    return AgendaItem(
        Claim(label, passages.of_citation(issue.id, issue.basis, label)),
        clipped(parent.label, 60) if parent else "",
        says,
        clipped(issue.raised_by or "", 60),
        counted(counts[issue.id], "position") if counts[issue.id] else "no position on record",
    )


def _decisions(index: Index, passages: Passages) -> tuple[Decision, ...]:
    dated = []
    for outcome in index.record.outcomes:
        day = index.published(outcome.article)
        dated.append((day.toordinal() if day else 0, outcome.id, outcome))
    dated.sort(key=lambda each: (-each[0], each[1]))
    found = []
    for _, id_, outcome in dated[:_MOST_OUTCOMES]:
        day = index.published(outcome.article)
        words = (outcome.object or outcome.basis).words
        name = OUTCOMES[outcome.status]
        fragment = passages.of_citation(id_, outcome.basis, f"Decision: {name}")
        claim = Claim(clipped(words, _WORDS), fragment)
        found.append(Decision(name, claim, day_words(day) if day else ""))
    return tuple(found)


def _pairs(index: Index, passages: Passages) -> list[Pair]:
    first: dict[tuple[str, str, str], Interaction] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for each in index.record.interactions:
        key = (each.source, str(each.kind), each.target)
        counts[key] += 1
        first.setdefault(key, each)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))[:_MOST_PAIRS]
    pairs = []
    for pair in ranked:
        each = first[pair]
        source, verb, target = clipped(each.source, 50), INTERACTIONS[each.kind], clipped(each.target, 50)
        passage = passages.of_citation(each.id, each.basis, f"{source} {verb} {target}")
        pairs.append(Pair(source, verb, target, counts[pair], passage))
    return pairs

"""What is on the table: issues by status, what the meetings decided, who stands with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from travaux.model import Interaction, Issue, Outcome, When
from travaux.views.brief.folds import Capped, cap
from travaux.views.brief.passages import Claim, Passages, phrase
from travaux.views.brief.stand import anchor_of
from travaux.views.index import Index
from travaux.views.matrix import Matrix
from travaux.views.package import STATUS_ORDER, bare, newest_rules, outcome, ruler
from travaux.views.shown import clipped
from travaux.views.wording import INTERACTIONS, OUTCOMES, STATUSES, counted, day_words, when_words

_OPEN = 16  # issues of each status; the rest stands behind a fold
_MOST_ISSUES = 60
_OPEN_OUTCOMES, _MOST_OUTCOMES = 8, 40
_OPEN_PAIRS, _MOST_PAIRS = 10, 40
_WORDS = 140
_MOST_RULES = 2
_BARE = 2  # an object of no more words says little without its sentence
_INNER = str.maketrans("“”", "‘’")  # the page sets these words in marks of its own


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One issue; `says` are the words by which a report gives its status, `by` whose they are and of which day.

    `raised_by` is who put it on the agenda.

    `anchor` is its row in the matrix, None where the page has none.
    """

    label: Claim
    parent: str
    says: Claim | None
    by: str
    raised_by: str
    positions: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class AgendaGroup:
    """The issues of one status."""

    status: str
    name: str
    issues: Capped[AgendaItem]


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
    """The agenda section; `rules` are those under which the package closes, `outcome` whether it does."""

    rules: tuple[tuple[Claim, str], ...]
    outcome: str
    groups: tuple[AgendaGroup, ...]
    decisions: Capped[Decision]
    pairs: Capped[Pair]


def find_agenda(index: Index, table: Matrix, anchors: Collection[str], passages: Passages) -> Agenda:
    """Issues in the order of the matrix under their status, then decisions, the newest first."""
    counts = Counter(position.issue for position in index.record.positions)

    def read(issue: Issue) -> AgendaItem:
        return _item(index, issue, counts, anchors, passages)

    groups = []
    for status in STATUS_ORDER:
        issues = [row.issue for row in table.rows if row.issue.status is status]
        if issues:
            groups.append(
                AgendaGroup(status, STATUSES[status], cap(issues, read, passages, first=_OPEN, most=_MOST_ISSUES))
            )
    return Agenda(
        _rules(index, passages), outcome(index), tuple(groups), _decisions(index, passages), _pairs(index, passages)
    )


def _rules(index: Index, passages: Passages) -> tuple[tuple[Claim, str], ...]:
    """The words of the newest rules for the whole, with who said them and when."""
    found = []
    for rule in newest_rules(index.record)[:_MOST_RULES]:
        words = phrase(bare(rule.basis.words), _WORDS).translate(_INNER)
        passage = passages.of_citation(rule.id, rule.basis, "The rule for the whole")
        found.append((Claim(words, passage), _on_word(ruler(index, rule), rule.as_of)))
    return tuple(found)


def _on_word(who: str | None, when: When | None) -> str:
    return ", ".join([*([clipped(who, 80)] if who else []), *([when_words(when)] if when else [])])


def _item(
    index: Index, issue: Issue, counts: Counter[str | None], anchors: Collection[str], passages: Passages
) -> AgendaItem:
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
        _on_word(issue.status_by, issue.status_on) if says else "",
        clipped(issue.raised_by or "", 60),
        counted(counts[issue.id], "position") if counts[issue.id] else "no position on record",
        anchor_of(issue) if anchor_of(issue) in anchors else None,
    )


def _decisions(index: Index, passages: Passages) -> Capped[Decision]:
    def order(outcome: Outcome) -> tuple[int, str]:
        day = index.published(outcome.article)
        return (-day.toordinal() if day else 0, outcome.id)

    def read(outcome: Outcome) -> Decision:
        day, name = index.published(outcome.article), OUTCOMES[outcome.status]
        object_ = phrase(outcome.object.words, _WORDS) if outcome.object else ""
        basis = phrase(outcome.basis.words, _WORDS + 1)
        is_bare = len(object_.split()) <= _BARE and len(basis) <= _WORDS
        words = phrase(basis, _WORDS) if is_bare or not object_ else object_
        fragment = passages.of_citation(outcome.id, outcome.basis, f"Decision: {name}")
        return Decision(name, Claim(words, fragment), day_words(day) if day else "no date")

    outcomes = sorted(index.record.outcomes, key=order)
    return cap(outcomes, read, passages, first=_OPEN_OUTCOMES, most=_MOST_OUTCOMES)


def _pairs(index: Index, passages: Passages) -> Capped[Pair]:
    first: dict[tuple[str, str, str], Interaction] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for each in index.record.interactions:
        key = (each.source, str(each.kind), each.target)
        counts[key] += 1
        first.setdefault(key, each)

    def read(pair: tuple[str, str, str]) -> Pair:
        each = first[pair]
        source, verb, target = clipped(each.source, 50), INTERACTIONS[each.kind], clipped(each.target, 50)
        passage = passages.of_citation(each.id, each.basis, f"{source} {verb} {target}")
        return Pair(source, verb, target, counts[pair], passage)

    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    return cap(ranked, read, passages, first=_OPEN_PAIRS, most=_MOST_PAIRS)

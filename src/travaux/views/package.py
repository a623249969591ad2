"""The state of the package: where each issue stands, on whose word, and whether the whole closes under its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from travaux.model import Issue, IssueStatus, Record, Rule
from travaux.views.index import Index
from travaux.views.rows import Line, party_name, text_of, words_of
from travaux.views.shown import clipped
from travaux.views.wording import STATUSES, number, when_words

# What is settled or disputed tells more than that an issue is open.
STATUS_ORDER = (
    IssueStatus.AGREED,
    IssueStatus.CONTESTED,
    IssueStatus.BRACKETED,
    IssueStatus.OFF_THE_TABLE,
    IssueStatus.OPEN,
)
_SETTLED = (IssueStatus.AGREED, IssueStatus.OFF_THE_TABLE)


def package_lines(index: Index) -> Iterator[Line]:
    """Issues by status, of each status those with the most positions first; the rules last."""

    def order(issue: Issue) -> tuple[int, int, str]:
        return (STATUS_ORDER.index(issue.status), -index.by_issue[issue.id], issue.label)

    for issue in sorted(index.record.issues, key=order):
        words = words_of(issue.status_basis)
        yield (issue.id, issue.label, issue.status, issue.status_by, text_of(issue.status_on), words)
    verdict = {None: None, True: "closes", False: "does not close"}[index.whole.closes]
    for rule in newest_rules(index.record):
        yield (rule.id, "the whole package", verdict, ruler(index, rule), text_of(rule.as_of), rule.basis.words)


def newest_rules(record: Record) -> list[Rule]:
    """The rules for the whole, that which was said last first, those of unknown date last."""
    return sorted(record.rules, key=lambda rule: (-rule.as_of.last.toordinal() if rule.as_of else 0, rule.id))


def bare(words: str) -> str:
    """Words without the marks of quotation around them, to be quoted anew."""
    return words.strip(" “”\"'‘’,.")


def ruler(index: Index, rule: Rule) -> str | None:
    """On whose word a rule is: the speaker, with the side where that is known and another name."""
    party = party_name(index, rule.party)
    return f"{rule.speaker} ({party})" if rule.speaker and party and party != rule.speaker else rule.speaker or party


def verdict(index: Index) -> str:
    """One sentence on the whole record: its newest rule, on whose word, and whether the package closes under it."""
    rules = newest_rules(index.whole)
    if not rules:
        return "No report on record gives a rule for when the package closes."
    rule = rules[0]
    who, when = ruler(index, rule), rule.as_of
    said = ", ".join([*([clipped(who, 80)] if who else []), *([when_words(when)] if when else [])])
    return f"The rule: “{clipped(bare(rule.basis.words), 200)}”{f' ({said})' if said else ''}. {outcome(index)}"


def outcome(index: Index) -> str:
    """Whether the package closes, and what is still in its way."""
    closed = index.whole.closes
    if closed is None:
        return "No issue is known to be on the table, so nothing says whether the package closes."
    if closed:
        return "All that is on the table is agreed: under this rule the package closes."
    counts = Counter(issue.status for issue in index.whole.issues if issue.parent is None)
    waiting = [status for status in STATUS_ORDER if counts[status] and status not in _SETTLED]
    left = ", ".join(f"{number(counts[status])} {STATUSES[status]}" for status in waiting)
    agreed = number(counts[IssueStatus.AGREED]) if counts[IssueStatus.AGREED] else "none"
    return f"Under this rule the package does not close: {agreed} agreed, {left}."

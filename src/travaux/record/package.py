"""The rule under which the package closes: nothing is agreed until everything is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from travaux.model import Citation, Copies, Position, Rule, Statement, When

_NONE = (
    r"\b(?:nothing|none|neither|nobody|(?:no|not an?|not one|not a single|no single|no other) (?:[\w-]+ )?"
    r"(?:part|piece|element|line|word|page|point|chapter|article|paragraph|clause|item|issue|section|bracket|column)s?)\b"
)
_ALL = (
    r"\b(?:everything|every(?: (?:last|single|other))? (?:one|part|piece|element|line|word|page|point|chapter|article"
    r"|paragraph|clause|item|issue|section|bracket)|all (?:of (?:it|them)|is|are|the (?:rest|others?|parts|issues|"
    r"elements|points|chapters|items)|parts|issues|elements|points|chapters|items|(?:\w+ )?outstanding issues)"
    r"|the (?:whole|entire|full|complete|rest|others?|last)|as a whole|whole (?:package|text|deal|thing|sheet|paper)"
    r"|a full package|an entire package|the package)\b"
)
_UNTIL = r"\b(?:until|till|unless|before|without|except|save)\b"
_ONLY_ONCE = r"\bonly (?:when|once|if|after|as|together with)\b"
_NEAR = r"[^.;!?]{0,70}?"
_WHOLE = r"(?:as (?:one|a (?:whole|package|unit|block))|in its entirety|together|at once)"
# What it is to close: a rule speaks of this, and not of any condition that a party puts.
_CLOSES = re.compile(
    r"\b(?:agree\w*|clos\w+|settl\w+|final\w*|done|sign\w*|bind\w*|bound|tak\w+ effect"
    r"|(?:in|into|enters?|comes?) (?:\w+ )?force|initial\w*|decided|conclu\w+|complet\w+|adopt\w*|sealed|fixed"
    r"|approved?|accepted|wait\w*|hold\w*|appl\w+|stands?|falls?|counts?|undertaking|real)\b",
    re.IGNORECASE,
)
_RULE = re.compile(
    "|".join(
        (
            rf"{_NONE}{_NEAR}{_UNTIL}{_NEAR}{_ALL}",  # Nothing is agreed until everything is agreed.
            rf"(?:{_UNTIL}|{_ONLY_ONCE}){_NEAR}{_ALL}{_NEAR},{_NEAR}{_NONE}",  # Until all is settled, none of it is.
            rf"{_ONLY_ONCE} (?:the )?(?:\w+ )?(?:everything|all (?:of it|is)|(?:whole|entire|full) (?:package|text|deal"
            rf"|agreement)|(?:package|text|deal|agreement) as a whole|the last)\b",  # in force only when the whole is
            rf"\b{_WHOLE},? or not at all\b",  # The text closes as a whole or not at all.
            r"\b(?:everything|all of it|the whole of it|it(?:[’']s| is| was)(?: either)?|either) or nothing\b",
            r"\ball[- ]or[- ]nothing\b",  # an all-or-nothing package
            r"\bsingle undertaking\b",
            rf"\b(?:every|each)(?: \w+)? \w+ (?:waits? for|hangs? on|depends? on|hinges? on) {_ALL}",  # each page waits
            rf"\b(?:stands? (?:or|and) falls?|must be (?:agreed|accepted|adopted|taken)) {_WHOLE}\b",  # all at once
        )
    ),
    re.IGNORECASE,
)

# One of these stands in every rule, and in few other sentences: looking for them first is much quicker.
_MARKS = (
    *("until", "till ", "unless", "before", "without", "except", "save", "only ", "or not at", "nothing"),
    *("undertaking", "wait", "hang", "depend", "hinge", " fall", "must be"),
)


def find_rules(
    statements: Iterable[Statement],
    positions: Iterable[Position],
    published: dict[str, date | None],
    copies: Iterable[Copies] = (),
) -> Iterator[Rule]:
    """Each time that somebody says the rule, once, by the words of the statement or position that says most of whose.

    A rule without a day of its own has that of its report.
    """
    original = {id_: group.articles[0] for group in copies for id_ in group.articles}
    told: dict[str, list[Rule]] = defaultdict(list)
    for rule in sorted((*_stated(statements), *_held(positions)), key=_order):
        story = original.get(rule.basis.article, rule.basis.article)
        if not any(_same_words(rule.basis, each.basis) for each in told[story]):
            told[story].append(rule)
            day = published.get(rule.basis.article)
            yield replace(rule, as_of=rule.as_of or (When.day(day) if day else None))


def says_rule(words: str) -> bool:
    """Whether words make the parts of a package wait for the whole."""
    lower = words.casefold()
    return any(mark in lower for mark in _MARKS) and bool(_CLOSES.search(words)) and bool(_RULE.search(words))


def _stated(statements: Iterable[Statement]) -> Iterator[Rule]:
    for statement in statements:
        part = next((part for part in statement.content if says_rule(part.words)), None)
        if part is not None:
            yield Rule(statement.speaker, statement.party, statement.said_on, part)


def _held(positions: Iterable[Position]) -> Iterator[Rule]:
    for position in positions:
        if says_rule(position.basis.words):
            yield Rule(position.holder, position.party, position.as_of, position.basis)


def _order(rule: Rule) -> tuple[bool, bool, str, int, int, str]:
    """Whose words they are known to be first, then the shortest place."""
    return (
        rule.speaker is None,
        rule.party is None,
        rule.basis.article,
        rule.basis.end - rule.basis.start,
        rule.basis.start,
        rule.speaker or "",
    )


def _same_words(one: Citation, other: Citation) -> bool:
    """Two citations of one place, or of a copy of it."""
    if one.article == other.article:
        return one.span.overlaps(other.span)
    return _bare(one.words) == _bare(other.words)


def _bare(words: str) -> Sequence[str]:
    return re.findall(r"\w+", words.casefold())

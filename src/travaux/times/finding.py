"""Dates in a text and what they mean, given the day of publication and the tense."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from travaux.model import REFERENCE, Parse, Span, Time, Told, When
from travaux.times.clock import Clock
from travaux.times.rules import RULES, Rule
from travaux.times.tense import read_clause
from travaux.times.words import ANCHOR, PERSON

# No date is written in more characters than this, so a rule is tried only that near to an anchor.
REACH = 60
# A day of publication outside these years is a fault; to count from it could leave the calendar.
YEARS = range(1500, 9000)


def with_times(parse: Parse, published: date | None) -> Parse:
    """The parse with its times in text order, none inside another; and the words of those whose days are not known.

    What counts from the day of publication has no days where that is unknown.
    """
    if published is not None and published.year not in YEARS:
        published = None
    times: list[Time] = []
    dayless: list[Span] = []
    relative: list[Time] = []
    people = frozenset(match[1] for match in PERSON.finditer(parse.text))
    day_before: date | None = None
    named_last: tuple[int, When] | None = None
    for rule, span, match in _find_words(parse):
        clause = read_clause(parse, span)
        token = parse.token_at(span.start)
        sentence = token.sentence if token else 0
        time_before = named_last[1] if named_last and sentence - named_last[0] <= 1 else None
        when = rule.resolve(match.groupdict(), Clock(published, clause, day_before, time_before, people))
        if when is None:
            dayless.append(span)
            if published is None:
                before = relative[-1].when.first if relative else None
                relative += _count_from_reference(rule, span, match, Clock(REFERENCE, clause, before, people=people))
            continue
        times.append(Time(span, when))
        named_last = sentence, when
        if when.first == when.last:
            day_before = when.first
    return replace(parse, times=tuple(times), dayless=tuple(dayless), relative=tuple(relative))


def _count_from_reference(rule: Rule, span: Span, match: re.Match[str], clock: Clock) -> Iterator[Time]:
    """What words mean that count from the day of publication and from no other time, if they mean any days."""
    clause, words = clock.clause, {name: found for name, found in match.groupdict().items() if found is not None}
    when = rule.resolve(words, clock)
    if when is not None and when == rule.resolve(words, replace(clock, day_before=None)):
        yield Time(span, when, Told(span, rule.name, tuple(words.items()), clause.tense.value, clause.direct))


def _find_words(parse: Parse) -> Iterator[tuple[Rule, Span, re.Match[str]]]:
    """Words of dates in text order, the longest where several rules match; the first rule where they are equal."""
    for window, kinds in _find_windows(parse):
        rules = [rule for kind in RULES if kind in kinds for rule in RULES[kind]]
        found = []
        for number, rule in enumerate(rules):
            for match in rule.pattern.finditer(parse.text, *window):
                span = Span(*match.span("date" if "date" in rule.pattern.groupindex else 0))
                found.append((span.start - span.end, number, span, match))
        kept: list[tuple[Span, int, re.Match[str]]] = []
        for _, number, span, match in sorted(found, key=lambda row: row[:3]):
            at = bisect_left(kept, span, key=lambda row: row[0])
            if not any(span.overlaps(other) for other, *_ in kept[max(0, at - 1) : at + 1]):
                kept.insert(at, (span, number, match))
        for span, number, match in kept:
            yield rules[number], span, match


def _find_windows(parse: Parse) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:
    """Stretches of one paragraph round the words that a date can be made of, and the kinds of these words."""
    start = end = 0
    kinds: set[str] = set()
    for anchor in ANCHOR.finditer(parse.text):
        if parse.token_at(anchor.start()) is None:
            continue  # in a paragraph that was left unread
        paragraph = parse.paragraphs[parse.paragraph_at(anchor.start())]
        first, last = max(paragraph.start, anchor.start() - REACH), min(paragraph.end, anchor.end() + REACH)
        if kinds and first >= end:
            yield (start, end), frozenset(kinds)
            kinds = set()
        if not kinds:
            start = first
        end = max(last, end) if kinds else last
        kinds.add(anchor.lastgroup or "")
    if kinds:
        yield (start, end), frozenset(kinds)

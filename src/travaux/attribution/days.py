"""When a statement was made."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from travaux.attribution.finding import Attribution
from travaux.model import Parse, Span, Time, Token, When

_A_WEEK = timedelta(days=6)  # "in the coming weeks" begins today, but is not when something was said
_A_MONTH = timedelta(days=31)  # "over the past year" is no time of utterance
# A time under these is that of another clause, or of the source.
_APART = frozenset({"relcl", "ccomp", "acl", "nsubj", "nsubjpass", "appos"})
_APART_FROM_UTTERED = frozenset({"relcl", "ccomp"})
# Participles of who speaks, or of what is quoted, that tell when it was: "Vik, speaking Monday, said".
_UTTERED = frozenset(
    {"address", "air", "appear", "broadcast", "issue", "publish", "release", "speak", "talk", "testify", "write"}
)
# What may stand between a cue and the time right after it: "said late on Monday he would go".
_BETWEEN = frozenset({"early", "earlier", "in", "late", "later", "on", "over"})


_HANDLE = re.compile(r"\s*\(@\w+\)\s*")


def read_day(parse: Parse, attribution: Attribution, published: date | None) -> Time | None:
    """The time that the cue's own clause gives, not one that is a part of what was said."""
    times = parse.all_times
    if attribution.cue is None or not times:
        return None
    verb = parse.tokens[attribution.verb]
    clauses = _clauses_round(parse, verb)
    sentence = parse.sentence_span(verb.sentence)
    first = bisect_left(times, sentence.start, key=lambda time: time.span.start)
    best: tuple[int, Time] | None = None
    for time in times[first:]:
        if time.span.start >= sentence.end:
            break
        came_out = time.came_out(published)
        if (came_out is not None and time.when.first > came_out) or _is_long(time.when, came_out):
            continue
        token = parse.token_at(time.span.start)
        if token is None:
            continue
        follows = _follows_cue(parse, token, attribution) or _dates_a_post(parse, time.span, attribution)
        if not follows and not _is_when(parse, token, verb, clauses, attribution.content):
            continue
        distance = abs(time.span.start - attribution.cue.start)
        if best is None or distance < best[0]:
            best = (distance, time)
    return best[1] if best else None


def _is_long(when: When, published: date | None) -> bool:
    """A run of days, no week or month, that is too long to be a time of utterance or goes on after publication."""
    if when.granularity != "range":
        return False
    return when.last - when.first > _A_MONTH or (published is not None and when.last - published > _A_WEEK)


def _follows_cue(parse: Parse, token: Token, attribution: Attribution) -> bool:
    """A time between a cue and what was said: without a "that" the parser may give it to the words that follow."""
    if attribution.cue is None or any(run.overlaps(token.span) for run in attribution.content):
        return False
    between = [each.words.lower() for each in parse.tokens_in(Span(attribution.cue.end, token.start))]
    return attribution.cue.end <= token.start and set(between) <= _BETWEEN


def _dates_a_post(parse: Parse, time: Span, attribution: Attribution) -> bool:
    """The date behind the name of who posted: "— Ann Vik (@annvik) March 9, 2031"."""
    behind = parse.text[parse.tokens[attribution.verb].end : time.start]
    return attribution.pattern == "post" and _HANDLE.fullmatch(behind) is not None


def _clauses_round(parse: Parse, verb: Token) -> frozenset[int]:
    """The verb of a cue and the verbs that it hangs on, as long as they are not words that somebody else said."""
    found = {verb.index}
    at = verb
    while at.head != at.index and (_is_of_one_time(parse, at) or not _is_clause_apart(parse, at)):
        at = parse.head(at)
        found.add(at.index)
    return frozenset(found)


def _is_clause_apart(parse: Parse, at: Token) -> bool:
    return at.dep in {"ccomp", "relcl"} or _has_own_subject(parse, at)


def _is_of_one_time(parse: Parse, clause: Token) -> bool:
    """ "They met on Monday, when Vik said …": told of the same time."""
    marks = [child.lemma for child in parse.children(clause.index) if child.dep == "advmod"]
    return clause.dep in {"relcl", "advcl"} and not {"when", "where"}.isdisjoint(marks)


def _is_when(parse: Parse, token: Token, verb: Token, clauses: frozenset[int], content: tuple[Span, ...]) -> bool:
    """Does a time hang on the cue, or on a clause that the cue is a part of, and on no clause of its own between?"""
    if any(run.overlaps(token.span) for run in content):
        # "accused Norland on Monday of delay": the run of words goes on over the time
        head = parse.head(token)
        return head.index == verb.index or (head.dep == "prep" and head.head == verb.index)
    at = token
    apart = _APART
    while at.index not in clauses:
        if at.dep == "acl" and at.lemma in _UTTERED:
            apart = _APART_FROM_UTTERED
        if at.head == at.index or at.dep in apart or (at.dep == "conj" and at.pos in {"VERB", "AUX"}):
            return False
        if _has_own_subject(parse, at):
            return False
        at = parse.head(at)
    return True


def _has_own_subject(parse: Parse, clause: Token) -> bool:
    return clause.dep in {"advcl", "conj"} and parse.child(clause.index, "nsubj", "nsubjpass") is not None

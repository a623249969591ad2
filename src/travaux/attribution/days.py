"""When a statement was made."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from travaux.attribution.finding import Attribution
from travaux.model import Parse, Span, Token, When

# "This week" ends after the day of publication; what ends later is not when something was said.
_A_WEEK = timedelta(days=6)
_A_MONTH = timedelta(days=31)  # "over the past year" is no time of utterance
# A time under these is that of another clause, or of the source.
_APART = frozenset({"relcl", "ccomp", "acl", "nsubj", "nsubjpass", "appos"})


def read_day(parse: Parse, attribution: Attribution, published: date | None) -> When | None:
    """The time that the cue's own clause gives, not one that is a part of what was said."""
    if attribution.cue is None or not parse.times:
        return None
    verb = parse.tokens[attribution.verb]
    clauses = _clauses_round(parse, verb)
    sentence = parse.sentence_span(verb.sentence)
    first = bisect_left(parse.times, sentence.start, key=lambda time: time.span.start)
    best: tuple[int, When] | None = None
    for time in parse.times[first:]:
        if time.span.start >= sentence.end:
            break
        if published is not None and (time.when.first > published or time.when.last - published > _A_WEEK):
            continue
        if time.when.granularity == "range" and time.when.last - time.when.first > _A_MONTH:
            continue
        token = parse.token_at(time.span.start)
        if token is None or not _is_when(parse, token, verb, clauses, attribution.content):
            continue
        distance = abs(time.span.start - attribution.cue.start)
        if best is None or distance < best[0]:
            best = (distance, time.when)
    return best[1] if best else None


def _clauses_round(parse: Parse, verb: Token) -> frozenset[int]:
    """The verb of a cue and the verbs that it hangs on, as long as they are not words that somebody else said."""
    found = {verb.index}
    at = verb
    while at.head != at.index and at.dep not in {"ccomp", "relcl"} and not _has_own_subject(parse, at):
        at = parse.head(at)
        found.add(at.index)
    return frozenset(found)


def _is_when(parse: Parse, token: Token, verb: Token, clauses: frozenset[int], content: tuple[Span, ...]) -> bool:
    """Does a time hang on the cue, or on a clause that the cue is a part of, and on no clause of its own between?"""
    if any(run.overlaps(token.span) for run in content):
        # "accused Norland on Monday of delay": the run of words goes on over the time
        head = parse.head(token)
        return head.index == verb.index or (head.dep == "prep" and head.head == verb.index)
    at = token
    while at.index not in clauses:
        if at.head == at.index or at.dep in _APART or (at.dep == "conj" and at.pos in {"VERB", "AUX"}):
            return False
        if _has_own_subject(parse, at):
            return False
        at = parse.head(at)
    return True


def _has_own_subject(parse: Parse, clause: Token) -> bool:
    return clause.dep in {"advcl", "conj"} and parse.child(clause.index, "nsubj", "nsubjpass") is not None

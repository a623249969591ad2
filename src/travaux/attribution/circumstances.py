"""When a statement was made, and on what terms an unnamed source spoke."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from travaux.attribution.finding import Attribution
from travaux.model import Article, Citation, Parse, SourceKind, Span, Token, When

_TERMS = re.compile(
    # spoke on condition of anonymity because the talks go on; on condition that she not be named
    r"(?:(?:spoke|speaking|speaks|said|insisted)\s+)?on (?:the )?condition "
    r"(?:of anonymity|(?:that )?\w+ not be (?:named|identified))[^.,”\"]*"
    # was not authorised to speak publicly
    r"|(?:(?:was|were|is|are)(?:n[’']t| not)|not) authori[sz]ed to [^.,”\"]*"
    # declined to be named; asked not to be identified; requested anonymity; was granted it
    r"|(?:declin|refus)(?:ed|ing) to be (?:named|identified)[^.,”\"]*"
    r"|ask(?:ed|ing) (?:not to be|that \w+ not be|to remain) "
    r"(?:named|identified|anonymous|unnamed|unidentified)[^.,”\"]*"
    r"|(?:request|demand)(?:ed|ing) anonymity[^.,”\"]*"
    r"|(?:was|were) granted anonymity[^.,”\"]*"
    # spoke on background
    r"|(?:(?:spoke|speaking) )?(?:on|off)(?: the)? (?:background|record)\b",
    re.IGNORECASE,
)
_NEAR = 600  # characters from the cue
# "This week" ends after the day of publication; what ends later is not when something was said.
_A_WEEK = timedelta(days=6)
_A_MONTH = timedelta(days=31)  # "over the past year" is no time of utterance
# A time under these is that of another clause, or of the source.
_APART = frozenset({"relcl", "ccomp", "acl", "nsubj", "nsubjpass", "appos"})
_UNNAMED = frozenset({None, SourceKind.UNNAMED_OFFICIAL, SourceKind.UNNAMED_CLOSE, SourceKind.COLLECTIVE})


def read_terms(article: Article, parse: Parse, attribution: Attribution, kind: SourceKind | None) -> Citation | None:
    """The words in the cue's sentence that say on what terms an unnamed source spoke."""
    if attribution.cue is None or kind not in _UNNAMED:
        return None
    number = parse.tokens[attribution.verb].sentence
    sentence = parse.sentence_span(number)
    start = max(sentence.start, attribution.cue.start - _NEAR)
    for found in _TERMS.finditer(parse.text, start, min(sentence.end, attribution.cue.end + _NEAR)):
        span = _trim(parse.text, Span(*found.span()))
        if not any(run.overlaps(span) for run in attribution.content):
            return article.cite(span)
    for token in parse.sentence(number):
        if token.words.lower() != "anonymously" or any(run.covers(token.span) for run in attribution.content):
            continue
        head = parse.head(token)
        if head.pos == "VERB" and head.tag == "VBG":
            return article.cite(_trim(parse.text, parse.subtree_span(head.index)))
        return article.cite(parse.span(min(head.index, token.index), max(head.index, token.index)))
    return None


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:—–-"”“'):
        end -= 1
    return Span(start, end)


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

"""When a statement was made, and on what terms an unnamed source spoke."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from travaux.attribution.finding import Attribution
from travaux.model import Article, Citation, Parse, SourceKind, Span, When

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
_UNNAMED = frozenset({None, SourceKind.UNNAMED_OFFICIAL, SourceKind.UNNAMED_CLOSE, SourceKind.COLLECTIVE})


def read_terms(article: Article, parse: Parse, attribution: Attribution, kind: SourceKind | None) -> Citation | None:
    """The words in the cue's sentence that say on what terms an unnamed source spoke."""
    if attribution.cue is None or kind not in _UNNAMED:
        return None
    number = parse.tokens[attribution.verb].sentence
    sentence = parse.sentence_span(number)
    for found in _TERMS.finditer(parse.text, sentence.start, sentence.end):
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
    sentence = parse.sentence_span(verb.sentence)
    first = bisect_left(parse.times, sentence.start, key=lambda time: time.span.start)
    best: tuple[int, When] | None = None
    for time in parse.times[first:]:
        if time.span.start >= sentence.end:
            break
        if published is not None and time.when.first > published:
            continue
        if any(run.overlaps(time.span) for run in attribution.content):
            continue
        token = parse.token_at(time.span.start)
        if token is None or not _is_about(parse, token.index, verb.index):
            continue
        distance = abs(time.span.start - attribution.cue.start)
        if best is None or distance < best[0]:
            best = (distance, time.when)
    return best[1] if best else None


def _is_about(parse: Parse, index: int, verb: int) -> bool:
    """Does a token hang on a verb, directly or through what hangs on it?"""
    at = parse.tokens[index]
    for _ in range(12):
        if at.index == verb:
            return True
        if at.head == at.index:
            return False
        at = parse.tokens[at.head]
    return False

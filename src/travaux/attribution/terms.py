"""On what terms an unnamed source spoke: "on condition of anonymity because the talks go on"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from travaux.attribution.clauses import read_antecedent, read_subject
from travaux.attribution.finding import Attribution, merge
from travaux.attribution.sources import Number, Speaker
from travaux.model import Article, Parse, SourceKind, Span, Statement, Token

_KEPT_BACK = r"(?:named|identified|quoted|anonymous|unnamed|unidentified)"
_TERMS = re.compile(
    r"(?:"
    # spoke on condition of anonymity because the talks go on; on condition that she not be named
    r"(?:(?:spoke|speaking|speaks|said|insist(?:ed|ing))\s+)?(?:up)?on (?:the )?condition "
    rf"(?:o[fn] (?:\w+ )?anonymity|(?:that )?(?:\w+ ){{1,3}}not be {_KEPT_BACK})"
    # was not authorised to speak publicly
    r"|(?:(?:was|were|is|are)(?:n[’']t| not)|not) authori[sz]ed to"
    # declined to be named; asked not to be identified; requested anonymity; was granted it
    rf"|(?:declin|refus)(?:ed|ing) to be {_KEPT_BACK}"
    rf"|ask(?:ed|ing) (?:not to be|that (?:\w+ ){{1,3}}(?:not be|remain)|to remain) {_KEPT_BACK}"
    r"|(?:request|demand|ask|insist)(?:ed|ing) (?:for |on )?anonymity"
    r"|(?:was|were) (?:granted|promised) anonymity"
    # spoke anonymously to discuss the matter; speaking without attribution; spoke on background
    r"|(?:spoke|speaking) (?:anonymously|without attribution)"
    r"|(?:(?:spoke|speaking) )?(?:on|off)(?: the)? (?:background|record)\b"
    r")(?P<why>[^.,”\"]*)",
    re.IGNORECASE,
)
_UNNAMED = frozenset({None, SourceKind.UNNAMED_OFFICIAL, SourceKind.UNNAMED_CLOSE, SourceKind.COLLECTIVE})
_BEFORE = 3  # paragraphs back that "the officials spoke on condition of anonymity" reaches


@dataclass(frozen=True, slots=True)
class Terms:
    """The words, and the head of the mention of who spoke on these terms, where grammar has one."""

    span: Span
    head: int | None


def drop_terms(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """Without the attributions whose content is but such terms: "requested anonymity" is no demand in the talks."""
    terms = [(Span(*match.span()), match.start("why")) for match in _TERMS.finditer(parse.text)]

    def is_terms(run: Span) -> bool:
        return any(span.covers(run) and run.start < why for span, why in terms)

    return [each for each in found if not all(map(is_terms, each.content))]


def find_terms(parse: Parse, found: list[Attribution]) -> Iterator[Terms]:
    """What an article says outside of others' words of the terms on which somebody spoke, in text order."""
    content = merge([run for each in found for run in each.content])
    borders = sorted([run.start for run in content] + [each.cue.start for each in found if each.cue])
    spans: list[Span] = []
    for match in _TERMS.finditer(parse.text):
        at = bisect_right(borders, match.start())  # "who declined to be named" goes on with "said that"
        end = min(match.end(), borders[at]) if at < len(borders) else match.end()
        spans.append(_trim(parse.text, Span(match.start(), end)))
    for span in sorted([*spans, *_find_anonymously(parse, spans)]):
        if not any(run.overlaps(span) for run in content):
            yield Terms(span, _find_head(parse, span))


def _find_anonymously(parse: Parse, known: list[Span]) -> Iterator[Span]:
    """Previewing the round anonymously to reporters."""
    for token in parse.tokens:
        if token.words.lower() == "anonymously" and not any(span.covers(token.span) for span in known):
            head = parse.head(token)
            if head.pos == "VERB" and head.tag == "VBG":
                yield _trim(parse.text, parse.subtree_span(head.index))
            else:
                yield parse.span(min(head.index, token.index), max(head.index, token.index))


def _find_head(parse: Parse, span: Span) -> int | None:
    """Who spoke: the subject of the clause that the words stand in."""
    at = parse.token_at(span.start)
    while at is not None and at.pos not in {"VERB", "AUX"}:
        at = parse.head(at) if at.head != at.index else None
    subject = _subject(parse, at) if at is not None else None
    return subject.index if subject is not None else None


def _subject(parse: Parse, verb: Token) -> Token | None:
    if verb.dep == "acl" and parse.child(verb.index, "nsubj") is None:
        return parse.head(verb)  # an official, speaking on condition of anonymity
    subject = read_subject(parse, verb)
    return read_antecedent(parse, subject) if subject is not None else None


def add_terms(
    article: Article, parse: Parse, statements: list[Statement], terms: list[tuple[Terms, Speaker]]
) -> list[Statement]:
    """Statements of unnamed sources with the terms on which these spoke, wherever the article says so.

    Those of the cue's own sentence come first, then those of the same source anywhere; words that tell of several
    ("the officials spoke on condition of anonymity") hold for such sources of the paragraphs before.
    """
    number = [parse.token_at(each.span.start) for each, _ in terms]

    def of(statement: Statement) -> Span | None:
        cue = parse.token_at(statement.cue.start) if statement.cue else None
        if cue is None or statement.source_kind not in _UNNAMED:
            return None
        near: list[tuple[int, int, Span]] = []
        for (each, speaker), at in zip(terms, number, strict=True):
            apart = abs(each.span.start - cue.start)
            if at is not None and at.sentence == cue.sentence:
                near.append((0, apart, each.span))
            elif speaker.words is not None and speaker.words == statement.speaker:
                near.append((1, apart, each.span))
            elif speaker.number is Number.MANY and _is_one_of(statement, speaker) and at is not None:
                back = parse.paragraph_at(at.start) - parse.paragraph_at(cue.start)
                if at.index > cue.index and back <= _BEFORE:
                    near.append((2, apart, each.span))
        return min(near)[2] if near else None

    found = ((statement, of(statement)) for statement in statements)
    return [replace(each, terms=article.cite(span)) if span else each for each, span in found]


def _is_one_of(statement: Statement, several: Speaker) -> bool:
    """A U.S. official is one of "the officials"."""
    words = (statement.speaker or "").lower().split()
    return any(word in {several.head, f"{several.head}s"} for word in words)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:—–-"”“'):
        end -= 1
    return Span(start, end)

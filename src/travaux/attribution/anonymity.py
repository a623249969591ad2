"""On what terms an unnamed source spoke: "on condition of anonymity because the talks go on"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from travaux.attribution.clauses import read_antecedent, read_subject
from travaux.attribution.finding import Attribution, merge
from travaux.attribution.sources import Number, Speaker
from travaux.model import Article, Parse, SourceKind, Span, Statement, Token

_KEPT_BACK = r"(?:named|identified|quoted|anonymous|unnamed|unidentified)"
_TERMS = re.compile(
    r"\b(?:"
    # spoke on condition of anonymity because the talks go on; on condition that she not be named
    r"(?:(?:spoke|speaking|speaks|said|insist(?:ed|ing))\s+)?(?:up)?on\s+(?:the\s+)?condition\s+"
    rf"(?:o[fn]\s+(?:\w+\s+)?anonymity|(?:that\s+)?(?:\w+\s+){{1,3}}not\s+be\s+{_KEPT_BACK}"
    rf"|of\s+not\s+being\s+{_KEPT_BACK})"
    # was not authorised to speak publicly
    r"|(?:(?:was|were|is|are)(?:n[’']t|\s+not)|not|ha(?:s|ve|d)\s+not\s+been)\s+(?:authori[sz]ed|permitted)\s+to\s+"
    r"(?:speak|talk|comment|discuss|describe|disclose|brief|be\s+quoted)"
    # declined to be named; asked not to be identified; requested anonymity; was granted it
    rf"|(?:declin|refus)(?:ed|ing)\s+to\s+(?:be\s+{_KEPT_BACK}|give\s+(?:his|her|their|a)\s+names?)"
    rf"|(?:ask|request|wish)(?:ed|ing)\s+(?:not\s+to\s+be|to\s+not\s+be|to\s+remain"
    rf"|that\s+(?:\w+\s+){{1,3}}(?:not\s+be|remain))\s+(?:{_KEPT_BACK}|used)"
    r"|(?:request|demand|ask|insist)(?:ed|ing)\s+(?:for\s+|on\s+)?anonymity"
    r"|(?:was|were)\s+(?:granted|promised)\s+anonymity"
    # spoke anonymously to discuss the matter; speaking without attribution; said on background
    r"|(?:spoke|speaking)\s+(?:anonymously|without\s+attribution)"
    r"|(?:(?:spoke|speaking)\s+)?(?:on\s+(?:deep\s+)?background|off\s+the\s+record)"
    r"(?=\s*(?:[,.;”\"]|$)|\s+(?:that|because|to|in|about|with|so)\b)"
    r")(?P<why>[^,;”\"]*)",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:\s+(?:that|but|and|who|while|as)|[\s,;:.?!—–\-\"”“])+$")
_UNNAMED = frozenset({None, SourceKind.UNNAMED_OFFICIAL, SourceKind.UNNAMED_CLOSE, SourceKind.COLLECTIVE})
_BEFORE = 3  # paragraphs back that "the officials spoke on condition of anonymity" reaches


@dataclass(frozen=True, slots=True)
class Anonymity:
    """The words, the token that they begin with, and the head of the mention of who spoke on these terms, if told."""

    span: Span
    token: Token
    head: int | None

    @property
    def place(self) -> int:
        """The token at which it is asked who spoke."""
        return self.token.index if self.head is None else self.head


def without_anonymity(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """Without the attributions whose content is but such terms: "requested anonymity" is no demand in the talks."""
    terms = [(Span(*match.span()), match.start("why")) for match in _TERMS.finditer(parse.text)]
    starts = [span.start for span, _ in terms]

    def is_terms(run: Span) -> bool:
        at = bisect_right(starts, run.start) - 1
        return at >= 0 and terms[at][0].covers(run) and run.start < terms[at][1]

    return [each for each in found if not all(map(is_terms, each.content))]


def find_anonymity(parse: Parse, found: list[Attribution]) -> Iterator[Anonymity]:
    """What an article says outside of others' words of the terms on which somebody spoke, in text order."""
    content = merge([run for each in found for run in each.content])
    begins = [run.start for run in content]
    borders = sorted([*begins, *(each.cue.start for each in found if each.cue)])
    spans = [_cut(parse, Span(*match.span()), borders) for match in _TERMS.finditer(parse.text)]
    for span in sorted([*spans, *_find_anonymously(parse, spans)]):
        at = bisect_left(begins, span.end) - 1
        token = parse.token_at(span.start)
        if token is not None and not (at >= 0 and content[at].overlaps(span)):
            yield Anonymity(span, token, _find_head(parse, token))


def _cut(parse: Parse, span: Span, borders: list[int]) -> Span:
    """Up to the end of the sentence, or to where an attribution begins: "who declined to be named | said that"."""
    token = parse.token_at(span.start)
    end = min(span.end, parse.sentence_span(token.sentence).end) if token is not None else span.end
    at = bisect_right(borders, span.start)
    if at < len(borders):
        end = min(end, borders[at])
    return Span(span.start, span.start + len(_TRAILING.sub("", parse.text[span.start : end])))


def _find_anonymously(parse: Parse, known: list[Span]) -> Iterator[Span]:
    """Previewing the round anonymously to reporters."""
    for token in parse.tokens:
        if token.words.lower() == "anonymously" and not any(span.covers(token.span) for span in known):
            head = parse.head(token)
            if head.pos == "VERB" and head.tag == "VBG":
                span = parse.subtree_span(head.index)
                yield Span(span.start, span.start + len(_TRAILING.sub("", parse.text[span.start : span.end])))
            else:
                yield parse.span(min(head.index, token.index), max(head.index, token.index))


def _find_head(parse: Parse, at: Token) -> int | None:
    """Who spoke: the subject of the clause that the words stand in."""
    while at.pos not in {"VERB", "AUX"}:
        if at.head == at.index:
            return None
        at = parse.head(at)
    if at.dep == "acl" and parse.child(at.index, "nsubj") is None:
        return at.head  # an official, speaking on condition of anonymity
    subject = read_subject(parse, at)
    return read_antecedent(parse, subject).index if subject is not None else None


def add_terms(
    article: Article, parse: Parse, joint: list[list[Statement]], spoken: list[tuple[Anonymity, Speaker]]
) -> list[list[Statement]]:
    """Statements of unnamed sources with the terms on which these spoke, wherever the article says so.

    The words may stand beside the cue, or anywhere else of the same source; words of several ("the officials spoke on
    condition of anonymity") hold for such sources of the paragraphs before.
    """
    if not spoken:
        return joint
    by_sentence: dict[int, list[Anonymity]] = {}
    by_speaker: dict[str, list[Anonymity]] = {}
    of_several = [(each, speaker) for each, speaker in spoken if speaker.number is Number.MANY]
    for each, speaker in spoken:
        if speaker.words is None:
            by_sentence.setdefault(each.token.sentence, []).append(each)
        else:
            by_speaker.setdefault(speaker.words, []).append(each)

    def of(statement: Statement) -> Span | None:
        cue = parse.token_at(statement.cue.start) if statement.cue else None
        if cue is None or statement.source_kind not in _UNNAMED:
            return None
        own = _nearest(by_speaker.get(statement.speaker or "", []), cue)
        beside = _nearest(by_sentence.get(cue.sentence, []), cue)
        if own is not None and (beside is None or own.token.sentence == cue.sentence):
            return own.span
        if beside is not None:
            return beside.span
        at = bisect_right(of_several, cue.index, key=lambda item: item[0].token.index)
        if at < len(of_several):
            each, speaker = of_several[at]
            back = parse.paragraph_at(each.span.start) - parse.paragraph_at(cue.start)
            if back <= _BEFORE and _is_one_of(statement, speaker):
                return each.span
        return None

    def add(statement: Statement) -> Statement:
        span = of(statement)
        return replace(statement, terms=article.cite(span)) if span else statement

    return [[add(statement) for statement in statements] for statements in joint]


def _nearest(places: list[Anonymity], cue: Token) -> Anonymity | None:
    """Of places in text order the one nearest to a cue."""
    at = bisect_left(places, cue.start, key=lambda each: each.span.start)
    return min(places[max(0, at - 1) : at + 1], key=lambda each: abs(each.span.start - cue.start), default=None)


def _is_one_of(statement: Statement, several: Speaker) -> bool:
    """A U.S. official is one of "the officials"; an aide to the officials is not."""
    words = re.split(r"\s(?:to|of|for|from|in|with|who|close)\s", (statement.speaker or "").lower())[0].split()
    return bool(words) and words[-1] in {several.head, f"{several.head}s"}

"""Where a content ends: what the reporter adds after a comma is no part of it."""

from __future__ import annotations

from dataclasses import replace

from travaux.attribution.clauses import read_lemma, read_outer_speech
from travaux.attribution.cues import VERBS
from travaux.attribution.finding import Attribution
from travaux.model import Parse, Span, Token

_JOINING = frozenset({"and", "but"})
_CONTRASTING = frozenset({"while", "though", "although", "whereas", "as", "but", "and"})


def trim(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """Cut what follows the words of a content: ", adding that …", ", according to …", ", the Courier reported"."""
    return [replace(each, content=_trim(parse, each)) if each.cue is not None else each for each in found]


def _trim(parse: Parse, attribution: Attribution) -> tuple[Span, ...]:
    runs: list[Span] = []
    for run in attribution.content:
        runs.extend(_cut(parse, attribution, run))
    return tuple(runs)


def _cut(parse: Parse, attribution: Attribution, run: Span) -> list[Span]:
    tokens = parse.tokens_in(run)
    for place, token in enumerate(tokens):
        if place < 2 or parse.quotation_at(token.start) is not None:
            continue
        before = tokens[place - 1].words
        if before in {",", "—", "–"} and _is_addition(parse, token):
            return [Span(run.start, tokens[place - 2].end)]
        if before in _JOINING and run.start > parse.tokens[attribution.verb].start and _is_joined(parse, token):
            last = place - 2 if tokens[place - 2].words != "," else place - 3
            return [Span(run.start, tokens[max(0, last)].end)]
        if before == "," and _is_others(parse, token, attribution):
            return [Span(run.start, tokens[place - 2].end)]
        if token.words == "according" and before == ",":
            own = parse.subtree(token.index)
            rest = [t for t in tokens if t.index > own[-1]]
            kept = [Span(run.start, tokens[place - 2].end)]
            while rest and rest[0].words in {",", "and", "that"}:
                rest.pop(0)
            return [*kept, Span(rest[0].start, run.end)] if len(rest) > 2 else kept
    return [run]


def _is_addition(parse: Parse, token: Token) -> bool:
    """A participle of saying after a comma: its subject is the speaker."""
    if token.tag != "VBG" or token.dep not in {"advcl", "conj", "dep", "acl"}:
        return False
    return read_lemma(parse, token) in VERBS


def _is_joined(parse: Parse, token: Token) -> bool:
    """Vik said that the port was closed and warned of delays: the second verb has the first one's subject."""
    return token.dep == "conj" and read_outer_speech(parse, token) is not None


def _is_others(parse: Parse, token: Token, attribution: Attribution) -> bool:
    """Vik said that the port was closed, while others said …: a clause with a speaker of its own."""
    if token.lemma not in _CONTRASTING or token.start < parse.tokens[attribution.verb].start:
        return False
    verb = parse.head(token)
    return (
        verb.index > token.index
        and verb.dep in {"advcl", "conj"}
        and "quotation" in VERBS.get(verb.lemma, ())
        and parse.child(verb.index, "nsubj") is not None
        and parse.child(verb.index, "ccomp") is not None
    )

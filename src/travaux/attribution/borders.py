"""Where a content ends: what the reporter adds after a comma is no part of it."""

from __future__ import annotations

from dataclasses import replace

from travaux.attribution.clauses import read_lemma
from travaux.attribution.cues import VERBS
from travaux.attribution.finding import Attribution
from travaux.model import Parse, Span, Token


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
        if place < 2 or tokens[place - 1].words not in {",", "—", "–"}:
            continue
        if parse.quotation_at(token.start) is not None:
            continue
        if _is_addition(parse, token):
            return [Span(run.start, tokens[place - 2].end)]
        if token.words == "according":
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

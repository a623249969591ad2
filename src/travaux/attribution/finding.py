"""An attribution on its way to being a Statement: token indexes and spans, before anybody is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.model import Parse, Span, Token

# No sentence of prose is longer; one that is holds a table or a fault, and its grammar would say nothing.
LONGEST_SENTENCE = 500


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (the head token of the source), by which words, what; `prior` is how often such a one is right.

    `mention` is the source as it is written, where the reader knows more of it than its head.
    """

    cue: Span | None
    verb: int  # the token that the cue stands on; orders attributions and finds its sentence
    source: int | None
    content: tuple[Span, ...]
    prior: float
    pattern: str  # "quotation", "clause", "infinitive", "object", "naming", "noun", "according", ...
    mention: Span | None = None
    learned: bool = False  # found by the network, not by a rule
    told: float = 0.0  # the network's logit that a reader of news takes it for somebody's words


def merge(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap or touch made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def find_tokens(parse: Parse) -> Iterator[Token]:
    """The tokens of all sentences that can be prose."""
    for first, after in parse.sentences:
        if after - first <= LONGEST_SENTENCE:
            yield from parse.tokens[first:after]

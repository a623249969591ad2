"""Parse -> Windows: word pieces with the grammar of their tokens, in stretches of whole paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from travaux.model import Parse, Token

Ints = NDArray[np.int64]

# The features of a token beside its pieces, in the order of their columns, with how many values each can take.
FEATURES = {"tag": 64, "dep": 64, "shape": 6, "quotation": 4, "head": 16, "opening": 4}
LONGEST_WINDOW = 256  # pieces; the network was trained on no longer ones
_LONGEST_WORD = 8  # pieces of one token: what is longer is no word
_HEAD_STEPS = (1, 2, 3, 5, 8, 13, 21)  # a head is at most so many tokens away


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `first` to `after` (half-open) of a Parse.

    `pieces` is (L,), `features` (L, len(FEATURES)); `starts` is where each token's first piece stands among them.
    """

    first: int
    after: int
    pieces: Ints
    features: Ints
    starts: Ints


class Pieces:
    """Word pieces of single tokens, each word cut once."""

    def __init__(self, tokenizer: Path) -> None:
        from tokenizers import Tokenizer

        cut: Any = Tokenizer.from_file(str(tokenizer))
        cut.no_padding()
        cut.no_truncation()
        self.opening, self.closing = cut.encode("").ids  # of a sequence
        unknown = cut.token_to_id("[UNK]")

        @lru_cache(maxsize=50_000)
        def of(word: str) -> tuple[int, ...]:
            return tuple(cut.encode(word[:100], add_special_tokens=False).ids[:_LONGEST_WORD]) or (unknown,)

        self.of = of


@dataclass(frozen=True, slots=True)
class Labels:
    """Numbers of the grammar's labels; one that the network never saw is 0."""

    tags: dict[str, int]
    deps: dict[str, int]


def find_windows(parse: Parse, pieces: Pieces, labels: Labels, longest: int = LONGEST_WINDOW) -> Iterator[Window]:
    """All tokens of a parse, each in one window: neighbouring paragraphs together as far as they fit."""
    cut = [pieces.of(token.words) for token in parse.tokens]
    features = read_features(parse, labels)
    first = length = 0
    for after in _stops(parse, cut, longest - 2):
        size = sum(len(cut[index]) for index in range(after[0], after[1]))
        if length and length + size > longest - 2:
            yield _window(first, after[0], cut, features, pieces)
            first, length = after[0], 0
        length += size
    if length:
        yield _window(first, len(cut), cut, features, pieces)


def _stops(parse: Parse, cut: list[tuple[int, ...]], longest: int) -> Iterator[tuple[int, int]]:
    """Runs of tokens that stay together: paragraphs; of a longer one its sentences; of longer ones what fits."""
    for run in _paragraphs(parse):
        if _size(cut, run) <= longest:
            yield run
            continue
        for sentence in _sentences(parse, run):
            first, size = sentence[0], 0
            for index in range(*sentence):
                if size + len(cut[index]) > longest:
                    yield first, index
                    first, size = index, 0
                size += len(cut[index])
            yield first, sentence[1]


def _size(cut: list[tuple[int, ...]], run: tuple[int, int]) -> int:
    return sum(len(cut[index]) for index in range(*run))


def _paragraphs(parse: Parse) -> Iterator[tuple[int, int]]:
    """Token ranges of the paragraphs that hold tokens."""
    first = 0
    for paragraph in parse.paragraphs:
        after = first
        while after < len(parse.tokens) and parse.tokens[after].start < paragraph.end:
            after += 1
        if after > first:
            yield first, after
            first = after
    if first < len(parse.tokens):
        yield first, len(parse.tokens)


def _sentences(parse: Parse, run: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for number in range(parse.tokens[run[0]].sentence, parse.tokens[run[1] - 1].sentence + 1):
        first, after = parse.sentences[number]
        yield max(first, run[0]), min(after, run[1])


def _window(first: int, after: int, cut: list[tuple[int, ...]], features: Ints, pieces: Pieces) -> Window:
    lengths = [len(cut[index]) for index in range(first, after)]
    flat = [piece for index in range(first, after) for piece in cut[index]]
    spread = np.repeat(features[first:after], lengths, axis=0)
    edge = np.zeros((1, features.shape[1]), np.int64)
    return Window(
        first,
        after,
        np.array([pieces.opening, *flat, pieces.closing], np.int64),
        np.concatenate([edge, spread, edge]),
        np.concatenate([[1], 1 + np.cumsum(lengths)[:-1]]).astype(np.int64),
    )


def read_features(parse: Parse, labels: Labels) -> Ints:
    """(tokens, len(FEATURES)), each value below what FEATURES says; 0 stands for "not known"."""
    quotation = _quotations(parse)
    opening = np.ones(len(parse.tokens), np.int64)
    for first, _ in parse.sentences:
        opening[first] = 2
    for first, _ in _paragraphs(parse):
        opening[first] = 3
    rows = [
        (
            labels.tags.get(token.tag, 0),
            labels.deps.get(token.dep, 0),
            _shape(token.words),
            quotation[token.index],
            _head(token),
            opening[token.index],
        )
        for token in parse.tokens
    ]
    return np.array(rows, np.int64).reshape(-1, len(FEATURES))


@lru_cache(maxsize=50_000)
def _shape(word: str) -> int:
    if not word[0].isalnum():
        return 1
    if not word[0].isalpha():
        return 2
    if word.isupper() and len(word) > 1:
        return 3
    return 4 if word[0].isupper() else 5


def _head(token: Token) -> int:
    """Which way and about how far the head stands: 1 for a root, 2-8 before, 9-15 after."""
    way = token.head - token.index
    if not way:
        return 1
    step = min(bisect_left(_HEAD_STEPS, abs(way)), len(_HEAD_STEPS) - 1)
    return (2 if way < 0 else 9) + step


def _quotations(parse: Parse) -> list[int]:
    """1 outside of quotations, 2 inside, 3 for the marks."""
    states = [1] * len(parse.tokens)
    spans = iter(parse.quotations)
    span = next(spans, None)
    for token in parse.tokens:
        while span is not None and span.end <= token.start:
            span = next(spans, None)
        if span is not None and token.start >= span.start:
            edge = token.start == span.start or token.end == span.end
            states[token.index] = 3 if edge and not token.words[0].isalnum() else 2
    return states

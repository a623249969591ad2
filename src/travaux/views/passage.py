"""The words around a citation, cut out of an article with the citation marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from travaux.model import Article, Citation

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_REACH = 900  # code points of context on either side; a paragraph that is longer is cut
_LONGEST_MARK = 2400  # a citation longer than this is cut in its middle


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage: `weight` 0 is context, 1 what is cited, 2 the words within it that matter most."""

    text: str
    weight: int


@dataclass(frozen=True, slots=True)
class Passage:
    """An article's words in order. `opens` and `closes` say whether it begins and ends where paragraphs do."""

    pieces: tuple[Piece, ...]
    opens: bool
    closes: bool


def read_passage(
    article: Article, cited: Sequence[Citation], inner: Sequence[Citation] = (), reach: int = _REACH
) -> Passage:
    """The paragraph round citations of one article, with at most `reach` code points of context on each side.

    `inner` are citations that are marked twice as strongly. What lies outside the text is left out.
    """
    text = article.text
    weights = [(*_inside(text, each), 1) for each in cited] + [(*_inside(text, each), 2) for each in inner]
    weights = [each for each in weights if each[0] < each[1]]
    if not weights:
        return Passage((Piece(text[: 2 * reach], 0),), True, len(text) <= 2 * reach)
    first, last = min(each[0] for each in weights), max(each[1] for each in weights)
    start, opens = _start(text, first, reach)
    end, closes = _end(text, last, reach)
    edges = sorted({start, end, *(edge for each in weights for edge in each[:2])})
    pieces: list[Piece] = []
    for left, right in pairwise(edges):
        weight = max((each[2] for each in weights if each[0] <= left and right <= each[1]), default=0)
        words = text[left:right]
        if len(words) > _LONGEST_MARK:
            words = f"{words[: _LONGEST_MARK // 2]} […] {words[-_LONGEST_MARK // 2 :]}"
        if pieces and pieces[-1].weight == weight:
            words = pieces.pop().text + words
        pieces.append(Piece(words, weight))
    return Passage(tuple(pieces), opens, closes)


def _inside(text: str, citation: Citation) -> tuple[int, int]:
    return max(0, citation.start), min(len(text), citation.end)


def _start(text: str, at: int, reach: int) -> tuple[int, bool]:
    low = max(0, at - reach)
    before = text[low:at]
    borders = list(_EMPTY_LINE.finditer(before))
    if borders:
        return low + borders[-1].end(), True
    if low == 0:
        return len(before) - len(before.lstrip()), True
    return low + _word_border(before), False


def _end(text: str, at: int, reach: int) -> tuple[int, bool]:
    after = text[at : at + reach]
    border = _EMPTY_LINE.search(after)
    if border:
        return at + border.start(), True
    if at + reach >= len(text):
        return at + len(after.rstrip()), True
    return at + len(after) - _word_border(after[::-1]), False


def _word_border(words: str) -> int:
    """The first place after white space, 0 where there is none near: a word of a megabyte is cut anywhere."""
    space = re.search(r"\s+", words[:80])
    return space.end() if space else 0

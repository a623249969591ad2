"""Sentences of a bulletin: parsers stumble over names in capitals, so punctuation decides here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.model import Span

_END = re.compile(r"[.!?]['’”\")\]]*\s+(?=['‘“\"(\[§]?[A-Z§0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Amb|St|No|Nos|Art|Arts|para|paras|Add|Rev|Corr|Doc|vs|cf|e\.g"
    r"|i\.e|approx|Hon|Jr|Sr|ca|pp|vol)|\b[A-Z]"
    r"|\binter alia)\.$"
)


def find_sentences(marks: str, paragraph: Span) -> Iterator[Span]:
    """Sentences of one paragraph, in order, without the white space between them."""
    start = paragraph.start
    for end in _END.finditer(marks, *paragraph):
        if _ABBREVIATED.search(marks, max(start, end.start() - 8), end.start() + 1):
            continue
        yield Span(start, _trimmed(marks, start, end.end()))
        start = end.end()
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _trimmed(marks: str, start: int, end: int) -> int:
    while end > start and marks[end - 1].isspace():
        end -= 1
    return end

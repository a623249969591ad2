"""Paragraphs and quotations: what layout and punctuation alone say of a text."""

from __future__ import annotations

import re
from bisect import bisect_left

from travaux.model import Span

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_TERMINAL = re.compile(r"[.!?:;”\"’')\]]\s*\n")

_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "''": "''", "``": "''"}
_MARK = re.compile("[“”«»„\"]|''|``")
# An apostrophe is also a closing single mark, so single marks count only as a pair round several words.
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)([^‘’'“”\"\n]{12,400}?[,.!?]?)[’'](?!\w)")


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Runs of text between empty lines, or lines where a text has no empty line and its lines end like sentences."""
    border = _EMPTY_LINE
    if not _EMPTY_LINE.search(text):
        lines = text.count("\n")
        if lines and len(_TERMINAL.findall(text)) >= lines / 2:
            border = _LINE
    spans, start = [], 0
    for gap in border.finditer(text):
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(text)))
    trimmed = (_trim(text, first, last) for first, last in spans)
    return tuple(span for span in trimmed if span.start < span.end)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Quotations with their marks, none inside another. An unclosed one ends with its paragraph and with it alone."""
    found = []
    for paragraph in paragraphs:
        found.extend(_double(text, paragraph))
    singles = (Span(*single.span()) for single in _SINGLE.finditer(text))
    found.extend([span for span in singles if not _any_overlaps(found, span)])
    return tuple(sorted(found))


def _any_overlaps(spans: list[Span], span: Span) -> bool:
    """Whether one of the spans, sorted and apart, shares a character with another."""
    at = bisect_left(spans, span)
    return any(other.overlaps(span) for other in spans[max(0, at - 1) : at + 1])


def _double(text: str, paragraph: Span) -> list[Span]:
    found, opened, closing = [], None, ""
    for each in _MARK.finditer(text, *paragraph):
        mark = each.group()
        if opened is None:
            if mark in _PAIRS:
                opened, closing = each.start(), _PAIRS[mark]
        elif mark == closing or (mark == '"' and closing == "”"):
            found.append(Span(opened, each.end()))
            opened = None
    if opened is not None and opened + 1 < paragraph.end:
        found.append(Span(opened, paragraph.end))
    return found

"""Paragraphs and quotations: what layout and punctuation alone say of a text."""

from __future__ import annotations

import re

from travaux.model import Span

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_TERMINAL = re.compile(r"[.!?:;”\"’')\]]\s*\n")

_PAIRS = {"“": "”", "«": "»", "„": "“"}
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
    taken = list(found)
    for single in _SINGLE.finditer(text):
        span = Span(*single.span())
        if not any(span.overlaps(other) for other in _near(taken, span)):
            found.append(span)
    return tuple(sorted(found))


def _near(spans: list[Span], span: Span) -> list[Span]:
    return [other for other in spans if other.start < span.end and span.start < other.end]


def _double(text: str, paragraph: Span) -> list[Span]:
    found, opened, closing = [], None, ""
    for offset in range(*paragraph):
        mark = text[offset]
        if opened is None:
            if mark in _PAIRS:
                opened, closing = offset, _PAIRS[mark]
            elif mark == '"':
                opened, closing = offset, '"'
        elif mark == closing or (mark == '"' and closing == "”"):
            found.append(Span(opened, offset + 1))
            opened = None
    if opened is not None and opened + 1 < paragraph.end:
        found.append(Span(opened, paragraph.end))
    return found

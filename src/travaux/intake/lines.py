"""Lines of a text, and what is left of it once spans are cut out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from travaux.model import Span

_LINE = re.compile(r"[^\s][^\n]*")
_CLOSING = "”\"’')]"
_TERMINAL = tuple(".!?…:;,")


def find_lines(text: str, span: Span) -> Iterator[Span]:
    """Lines that are not empty, without white space at their ends, one at a time."""
    for match in _LINE.finditer(text, span.start, span.end):
        yield Span(match.start(), match.start() + len(match.group().rstrip()))


def trim(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))


def subtract(text: str, whole: Span, cuts: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of `whole` without the cuts. Each cut takes the empty lines after it along."""
    left, start = [], whole.start
    for cut in sorted(cuts):
        if cut.start > start:
            left.append(Span(start, cut.start))
        start = max(start, cut.end)
        while start < whole.end and text[start].isspace():
            start += 1
    if start < whole.end:
        left.append(Span(start, whole.end))
    if left:
        left[-1] = Span(left[-1].start, trim(text, left[-1]).end)
    return tuple(piece for piece in left if piece.start < piece.end)


def ends_open(line: str) -> bool:
    """Whether a line ends without the mark of a sentence's end, as titles and captions do."""
    return not line.rstrip(_CLOSING).endswith(_TERMINAL)

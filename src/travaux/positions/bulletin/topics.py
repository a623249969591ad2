"""Matters that a bulletin puts on the agenda by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.model import Span

_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<label>[^\n]*[^\s:#][^\n]*?)[ \t:#]*$", re.M)
_RUN_IN = re.compile(r"(?P<label>[A-Z][^.:;!?\n]{2,120}(?:\n[^.:;!?\n]{1,80})?):\s*(?=[A-Z§'‘“\"(_])")
_NO_TOPIC = re.compile(
    r"\b(?:said|noted|proposed|agreed|following|include[ds]?|are|is|were|was|stated|including"
    r"|namely)$",
    re.I,
)
_NO_HEADING = re.compile(
    r"(?:NEGOTIATIONS BULLETIN|THINGS TO LOOK FOR|IN THE CORRIDORS|IN THE BREEZEWAYS"
    r"|HIGHLIGHTS|SUMMARY OF|This issue|ENB ON)",
    re.I,
)


def find_labels(text: str, marks: str, paragraphs: tuple[Span, ...]) -> Iterator[tuple[str, Span]]:
    """Labels and their places: headings, and headings that run into their paragraph, in text order."""
    found = [(_label(match["label"]), Span(*match.span("label"))) for match in _HEADING.finditer(text)]
    for paragraph in paragraphs:
        match = _RUN_IN.match(marks, *paragraph)
        if match is None or text.startswith("#", paragraph.start):
            continue
        span = Span(*match.span("label"))
        words = text[span.start : span.end]
        if len(words.split()) <= 14 and not _NO_TOPIC.search(words):
            found.append((_label(words), span))
    seen: set[str] = set()
    for label, span in sorted(found, key=lambda row: row[1]):
        if label and not _NO_HEADING.search(label) and label.casefold() not in seen:
            seen.add(label.casefold())
            yield label, span


def _label(words: str) -> str:
    return " ".join(words.split()).strip(" :*_")

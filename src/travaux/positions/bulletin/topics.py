"""Matters that a bulletin puts on the agenda by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.model import Span
from travaux.positions.bulletin.verbs import read_past

_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<label>[^\n]*[^\s:#][^\n]*?)[ \t:#]*$", re.M)
_RUN_IN = re.compile(r"(?P<label>[A-Z][^.:;!?\n]{2,120}(?:\n[^.:;!?\n]{1,80})?):\s*(?=[A-Z§'‘“\"(_])")
_NO_TOPIC = re.compile(
    r"\b(?:said|noted|proposed|agreed|following|include[ds]?|are|is|were|was|stated|including"
    r"|namely)$",
    re.I,
)
_VERB_LIKE = re.compile(r"(?<=\s)(?!related|listed|identified)[a-z]+ed\b")
_TOLD = re.compile(r"\s(?:met|heard|held|took|made|gave|resulted|continued|then|has|have|had|will|would|should)\s")
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
        if len(words.split()) <= 14 and not _NO_TOPIC.search(words) and not _is_told(words):
            found.append((_label(words), span))
    seen: set[str] = set()
    for label, span in sorted(found, key=lambda row: row[1]):
        if label and not _NO_HEADING.search(label) and label.casefold() not in seen:
            seen.add(label.casefold())
            yield label, span


def _is_told(words: str) -> bool:
    """Whether words tell what somebody did: "The plenary then heard statements from" is no heading."""
    return any(read_past(words, start.start()) for start in _VERB_LIKE.finditer(words)) or bool(_TOLD.search(words))


def _label(words: str) -> str:
    return " ".join(words.split()).strip(" :*_")

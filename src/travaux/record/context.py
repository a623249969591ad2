"""What stands around a place in an article: where a matter is not named, it was named just before."""

from __future__ import annotations

import re

from travaux.model import Citation

_LEAD_IN = re.compile(r"\W*([^\n.:]{3,80}):")  # **Inspections:** The Chair's paper provides for ...
_PARAGRAPH, _SENTENCE = re.compile(r"\n\s*\n"), re.compile(r"(?<=[.!?…])[\"”’]*\s+")
_CLAUSE = re.compile(r"[,.;:?!]\s")
_LOOK_BACK = 400  # characters


def lead_in(text: str, start: int) -> str:
    """The words before the colon that the paragraph of a place opens with."""
    opening = text.rfind("\n\n", 0, start) + 1
    match = _LEAD_IN.match(text, opening, start)
    return match.group(1) if match else ""


def sentence_before(text: str, start: int) -> str:
    """The sentence before that of a place, in the same paragraph, and the words between it and the place."""
    before = _PARAGRAPH.split(text[max(0, start - _LOOK_BACK) : start])[-1]
    return " ".join(_SENTENCE.split(before)[-2:])


def antecedent(text: str, start: int) -> str:
    """The words that a relative clause hangs on: those since the last mark, or the comma of the clause itself."""
    return _CLAUSE.split(text[max(0, start - _LOOK_BACK) : start].rstrip(" ,\n"))[-1]


def outside(place: Citation | None, condition: Citation | None) -> str:
    """The words of a place without those of a condition inside it."""
    if place is None:
        return ""
    if condition is None or place.article != condition.article or not place.span.overlaps(condition.span):
        return place.words
    before = place.words[: max(0, condition.start - place.start)]
    return before + " " + place.words[max(0, condition.end - place.start) :]

"""Characters that a text from outside may hold, and a reader's screen must not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from travaux.model import Span

LONGEST_FIELD = 500
LONGEST_ADDRESS = 2_000

# A carriage return belongs to a line's end; alone it would let later words overwrite earlier ones in a terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
# Bidirectional marks, zero-width characters, byte order marks inside a text, and tags: unseen, but read by machines.
_HIDDEN = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]+")
_LINE_SEPARATOR = re.compile(r"[\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_NO_SPACE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that is safe to show: `replaced` characters stand where others stood, `removed` ones are gone.

    `removed` are spans of the text as it was before.
    """

    text: str
    replaced: int = 0
    removed: tuple[Span, ...] = ()


def clean_characters(text: str) -> Shown:
    """Replace control characters one by one and remove hidden ones; all else stays as it is."""
    text, controls = _CONTROL.subn(_visible, text)
    text, separators = _LINE_SEPARATOR.subn("\n", text)
    removed = tuple(Span(*match.span()) for match in _HIDDEN.finditer(text))
    return Shown(_HIDDEN.sub("", text) if removed else text, controls + separators, removed)


def restore(pieces: tuple[Span, ...], removed: tuple[Span, ...]) -> tuple[Span, ...]:
    """Pieces of a cleaned text as pieces of the text before, split where characters were removed from it."""
    restored, gone, gaps = [], 0, iter((*removed, None))
    gap = next(gaps)
    for piece in pieces:
        start = piece.start
        while start < piece.end:
            while gap is not None and gap.start - gone <= start:
                gone += gap.end - gap.start
                gap = next(gaps)
            end = piece.end if gap is None else min(piece.end, gap.start - gone)
            restored.append(Span(start + gone, end + gone))
            start = end
    return tuple(restored)


def clean_field(words: str | None) -> str | None:
    """A title or a name on one line of at most 500 characters; None where nothing is left."""
    if words is None:
        return None
    line = _SPACES.sub(" ", clean_characters(words).text).strip()
    return line[:LONGEST_FIELD].rstrip() or None


def clean_address(words: str | None) -> str | None:
    """A web address as it stands; None for anything that a browser might run or that is no address."""
    address = clean_field(words)
    if address is None or words is None or len(words.strip()) > LONGEST_ADDRESS:
        return None
    address = words.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return address if _NO_SPACE.fullmatch(address) and clean_characters(address).text == address else None


def _visible(match: re.Match[str]) -> str:
    """Old pages hold Windows-1252 bytes in this range, mostly quotation marks; browsers read them so, and so do we."""
    character = match.group()
    if character == "\r":
        return "\n"
    return (
        bytes([ord(character)]).decode("cp1252", errors="replace").replace("\ufffd", " ") if character > "\x7f" else " "
    )

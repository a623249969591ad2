"""Characters that a text from outside may hold, and a reader's screen must not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from travaux.model import Span

LONGEST_FIELD = 500
LONGEST_ADDRESS = 2_000

# A carriage return belongs to a line's end; alone it would let later words overwrite earlier ones in a terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
# Soft hyphens, bidirectional marks, zero-width characters, byte order marks inside a text, and tags: unseen, but read
# by machines. And whole orders to a terminal, of which the visible rest would stay as "[31m" or "]0;title".
_HIDDEN = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]+"
    r"|(?:\x1b\[|\x9b(?=[\d;?]+[A-Za-z]))[0-?]{0,32}[ -/]{0,4}[@-~]"  # \x1b[1;31m
    r"|\x1b[\]PX^_][^\x07\x1b\x9c\n]{0,500}(?:\x07|\x1b\\|\x9c)"  # \x1b]0;title\x07
    r"|\x1b[ -/]{0,4}[0-Z\\^-~]"  # \x1b(B
)
# &#8238; and &rlm; stand for characters as unseen as themselves, and &#146; for a quotation mark.
_REFERENCE = re.compile(
    r"&(?:#(?P<decimal>\d{1,12}(?!\d))|#[xX](?P<hexadecimal>[\da-fA-F]{1,12}(?![\da-fA-F]))"
    r"|lrm|rlm|zwn?j|shy|ZeroWidthSpace|NoBreak);?"
)
_LINE_SEPARATOR = re.compile(r"[\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_IN_ADDRESS = re.compile(r"[^\s\"<>]+")


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
    removed = tuple(Span(*match.span()) for match in _HIDDEN.finditer(text))
    text, controls = _CONTROL.subn(_visible, _HIDDEN.sub("", text) if removed else text)
    text, separators = _LINE_SEPARATOR.subn("\n", text)
    return Shown(text, controls + separators, removed)


def resolve_references(markup: str) -> str:
    """Markup with the characters themselves where references stand for control, hidden, or old quotation marks."""
    return _REFERENCE.sub(_referred, markup)


def _referred(match: re.Match[str]) -> str:
    """The character where it is one that a text must not hold; HTML gives many of them no character at all."""
    words, digits = match.group(), match["decimal"] or match["hexadecimal"]
    if digits is None:
        return unescape(words if words.endswith(";") else f"{words};")
    code = int(digits, 10 if match["decimal"] else 16)
    if code == 0x0D:
        return "\n"
    if 0x80 <= code <= 0x9F:  # here pages mean Windows-1252, and nobody is misled
        return _visible_code(code)
    character = chr(code) if 0 < code <= 0x10FFFF else ""
    return character if _CONTROL.match(character) or _HIDDEN.match(character) else words


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
        parts.port  # noqa: B018 - the one part that is checked only when it is asked for
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return address if _IN_ADDRESS.fullmatch(address) and clean_characters(address).text == address else None


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\r":  # a line that ends in "\r\r\n" was written twice as Windows writes lines, and ends once
        return " " if match.string.startswith("\r\n", match.end()) else "\n"
    return _visible_code(ord(character)) if character > "\x7f" else " "


def _visible_code(code: int) -> str:
    """Old pages hold Windows-1252 bytes in this range, mostly quotation marks; browsers read them so, and so do we."""
    return bytes([code]).decode("cp1252", errors="replace").replace("\ufffd", " ")

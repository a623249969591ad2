"""A file's bytes, and the text that they encode."""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import charset_normalizer

from travaux.model import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too large to be a report."""

    bytes: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without its byte order mark. `problems` say where its encoding had to be guessed."""

    text: str
    problems: tuple[Problem, ...] = ()


_MARKS = (  # the longer first: UTF-32's mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# A page that declares UTF-16 in its own ASCII is not in it, and Python knows codecs that are no encodings at all.
_FAMILIES = (
    "iso-8859-",
    "iso8859",
    "latin",
    "windows-",
    "cp125",
    "koi8",
    "gb",
    "big5",
    "euc-",
    "shift",
    "mac",
    "us-ascii",
)
_HEAD = 4_096
_SAMPLE = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROLS_IN_TEXT = 0.01  # a share above it is data
_ZEROS_BETWEEN, _ZEROS_IN_LETTERS = 0.5, 0.01
_HIGH_IN_ENGLISH = 0.05  # quotation marks, dashes and accents stay below it


def read_bytes(path: Path, limits: Limits) -> bytes | Problem:
    """All bytes of a regular file within the limit; too large, unreadable and vanished files are a Problem."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return unreadable("it is not a regular file")
        if found.st_size > limits.bytes:
            return too_large(found.st_size, limits)
        with open(path, "rb", opener=_open_at_once) as file:
            data: bytes | None = file.read(limits.bytes + 1)
    except (OSError, ValueError) as error:
        return unreadable((error.strerror if isinstance(error, OSError) else None) or type(error).__name__)
    if data is None:
        return unreadable("the system has nothing to give from it now")
    return too_large(len(data), limits) if len(data) > limits.bytes else data


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe that took a file's place, or a log of the system, may never have anything to say."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def decode_text(data: bytes) -> Decoded | Problem:
    """Bytes as text: by their mark, as UTF-8, or, with a Problem, in the likeliest encoding."""
    return _check(_decode(data, None))


def decode_page(data: bytes) -> Decoded | Problem:
    """The same for a web page, where the encoding that it declares comes before any guess."""
    declared = _DECLARED.search(data[:_HEAD])
    return _check(_decode(data, declared and declared.group(1).decode("ascii", errors="replace")))


def _check(decoded: Decoded | None) -> Decoded | Problem:
    if decoded is None:
        return _not_text("no known encoding fits its bytes")
    controls = len(_CONTROL.findall(decoded.text))
    if "\x00" in decoded.text or controls > max(2, len(decoded.text) * _CONTROLS_IN_TEXT):
        return _not_text("it holds binary data")
    return decoded


def _decode(data: bytes, declared: str | None) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data, encoding)
            return None if text is None else Decoded(text)
    if b"\x00" in data:
        return _unmarked_utf16(data)
    text = _try(data, "utf-8")
    if text is not None:
        return Decoded(text)
    if declared is not None and declared.lower().startswith(_FAMILIES):
        text = _try(data, declared)
        if text is not None:
            return Decoded(text)
    return _damaged_utf8(data) or _guessed(data)


def _try(data: bytes, encoding: str) -> str | None:
    """The text, None where the bytes or the encoding are no good."""
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: every other byte of text in Latin letters is zero, and hardly any of the rest."""
    head = data[:_SAMPLE]
    zeros = [head[place::2].count(0) / max(1, len(head[place::2])) for place in (0, 1)]
    if min(zeros) > _ZEROS_IN_LETTERS or max(zeros) < _ZEROS_BETWEEN:
        return None
    encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    text = _try(data, encoding)
    return None if text is None else Decoded(text, (_read_as(encoding),))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as a cut in the middle of a character leaves behind."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if "\x80" <= character != "\ufffd")
    if sound <= broken:
        return _mixed(data) if sound and broken <= len(text) * _HIGH_IN_ENGLISH else None
    message = f"The file is damaged UTF-8; what could not be read, {broken} times, is shown as \ufffd."
    return Decoded(text, (Problem("not-utf-8", message),))


def _guessed(data: bytes) -> Decoded | None:
    """Windows-1252 where few bytes are not ASCII, for a detector guesses wildly from a handful; else the detector."""
    high = sum(1 for byte in data[:_SAMPLE] if byte >= 0x80)
    encodings = ["cp1252"] if high <= len(data[:_SAMPLE]) * _HIGH_IN_ENGLISH else []
    best = None if encodings else charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is not None:
        encodings.append(best.encoding)
    for encoding in encodings:
        text = _try(data, encoding)
        if text is not None:
            return Decoded(text, (_read_as(encoding),))
    return _mixed(data) if high <= len(data[:_SAMPLE]) * _HIGH_IN_ENGLISH else None


def _mixed(data: bytes) -> Decoded:
    """UTF-8 and Windows-1252 in one file, as pasting from two sources makes it: each byte as what it is sound in."""
    return Decoded(data.decode("utf-8", errors=_AS_1252), (_read_as("UTF-8 and Windows-1252 together"),))


def _decode_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_AS_1252 = "travaux.windows-1252"
codecs.register_error(_AS_1252, _decode_1252)


def _read_as(encoding: str) -> Problem:
    message = f"The file is not UTF-8; it was read as {encoding}. Save it as UTF-8 if words look wrong."
    return Problem("not-utf-8", message)


def too_large(size: int, limits: Limits) -> Problem:
    """A file that is no single report, by its size."""
    message = f"The file has {size:,} bytes, more than the limit of {limits.bytes:,}; split it into single reports."
    return Problem("too-large", message)


def unreadable(reason: str) -> Problem:
    """A file that did not come, and why."""
    return Problem("unreadable", f"The file could not be read: {reason}.")


def _not_text(reason: str) -> Problem:
    return Problem("not-text", f"The file is not text: {reason}.")

"""Text from outside, made fit to be shown: nothing in it can steer a terminal or turn a line round."""

from __future__ import annotations

import re

# C0 and C1 controls, marks and overrides of direction, line separators: none is a word, all can mislead a reader.
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029 ]+")
_SURROGATES = re.compile("[\ud800-\udfff]")


def shown(text: str) -> str:
    """One line of text without control or direction characters; a lone surrogate becomes U+FFFD."""
    return _BREAKS.sub(" ", _visible(text)).strip()


def shown_lines(text: str) -> str:
    """As `shown`, but line breaks stay and spaces at the ends are kept."""
    return _visible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def clipped(text: str, width: int) -> str:
    """At most `width` characters, cut between words where one ends in reach, with an ellipsis."""
    text = shown(text[: width * 4])
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    space = cut.rfind(" ")
    if space > width * 0.6:
        cut = cut[:space]
    return cut.rstrip(" ,;:–-") + "…"


def _visible(text: str) -> str:
    return _SURROGATES.sub("\ufffd", _UNSHOWN.sub("", text))

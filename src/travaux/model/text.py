"""Places in a text, and the words that stand there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in one article's text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """Words of an article and their place: `article.text[start:end] == words`, always."""

    article: str
    start: int
    end: int
    words: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def digest(*parts: str | None) -> str:
    """A short id that depends on the claim alone: 16 hex digits of SHA-256 over the parts."""
    marked = "".join(["\x00\x1f" if part is None else f"\x01{part}\x1f" for part in parts])
    return hashlib.sha256(marked.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Identified:
    """What has an id that depends on what it claims alone. It is told once: many ask for it again and again."""

    __slots__ = ("_id",)  # no field: what is compared, replaced, kept and sent is the claim

    _id: str

    @property
    def id(self) -> str:
        try:
            return self._id
        except AttributeError:
            object.__setattr__(self, "_id", digest(*self._claim()))
            return self._id

    def _claim(self) -> tuple[str | None, ...]:
        """The type of noun, and what tells two of it apart."""
        raise NotImplementedError

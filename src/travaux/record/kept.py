"""What is told of a record as a whole: what was copied, and what it promises."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: how many articles and rows, and a digest of all of them that is the same in both."""

    articles: int
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What was checked: how many things, how many of them break it, and the first few of those."""

    name: str
    says: str
    checked: int
    broken: int
    faults: tuple[str, ...]

"""What is found by fields alone, without words: positions and statements, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from travaux.model import Position, Statement
from travaux.views.index import Index
from travaux.views.matrix import Entry, entry


@dataclass(frozen=True, slots=True)
class Looked:
    """Some positions and statements of so many.

    `reports` is how many were looked through, the newest, None where all were; and `earlier` the day up to which the
    others are.
    """

    entries: tuple[Entry, ...]
    positions: int
    statements: tuple[Statement, ...]
    all_statements: int
    index: Index
    reports: int | None = None
    earlier: date | None = None


def look(index: Index, most: int, first: int = 0) -> Looked:
    """What an index holds, from the first on."""
    positions: list[Position] = index.newest(index.record.positions)
    statements = index.newest_statements(index.record.statements)
    return Looked(
        tuple(entry(index, each) for each in positions[first : first + most]),
        len(positions),
        tuple(statements[first : first + most]),
        len(statements),
        index,
    )

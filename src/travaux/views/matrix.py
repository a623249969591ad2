"""Who stands where on what: parties by issues, each cell newest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from travaux.model import Act, Issue, Party, Position, Record, SourceKind, Stance, When
from travaux.views.index import Index


@dataclass(frozen=True, slots=True)
class Entry:
    """One position as a cell shows it. `speaker` and `source_kind` are None in the reporter's voice."""

    position: Position
    act: Act
    stance: Stance
    date: When | None
    source_kind: SourceKind | None
    speaker: str | None
    reports: int
    independent: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party has said on one issue, newest first."""

    party: Party
    issue: Issue
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One issue; `depth` is 0, or 1 and more below a parent. Cells stand in the order of `Matrix.parties`."""

    issue: Issue
    depth: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows are issues, columns parties. `unplaced` counts positions for which the record has no party or no issue."""

    parties: tuple[Party, ...]
    rows: tuple[Row, ...]
    unplaced: int

    def cell(self, party: str, issue: str) -> Cell | None:
        """The cell of a party and an issue, both by name."""
        return next(
            (cell for row in self.rows for cell in row.cells if cell.party.name == party and cell.issue.label == issue),
            None,
        )


def matrix(record: Record) -> Matrix:
    """Issues and parties with the most positions come first, then by name; a sub-issue stands under its parent."""
    return matrix_of(Index(record))


def matrix_of(index: Index) -> Matrix:
    """As `matrix`, where the look-ups are at hand."""
    record = index.record
    placed = [position for position in record.positions if position.party and position.issue]
    by_party = Counter(position.party for position in placed)
    parties = tuple(sorted(record.parties, key=lambda party: (-by_party[party.id], party.name)))
    rows = tuple(
        Row(issue, depth, tuple(Cell(party, issue, _entries(index, party, issue)) for party in parties))
        for issue, depth in _ordered(record.issues, Counter(position.issue for position in placed))
    )
    return Matrix(parties, rows, len(record.positions) - len(placed))


def entry(index: Index, position: Position) -> Entry:
    """A position with what a reader must know to weigh it."""
    voice = index.voice_of(position)
    reports, independent = index.carriers(voice)
    return Entry(
        position,
        position.act,
        position.stance,
        index.when(position),
        voice.source_kind if voice else None,
        voice.speaker if voice else None,
        reports,
        independent,
    )


def _entries(index: Index, party: Party, issue: Issue) -> tuple[Entry, ...]:
    return tuple(entry(index, position) for position in index.positions_of(party.id, issue.id))


def _ordered(issues: tuple[Issue, ...], counts: Counter[str | None]) -> list[tuple[Issue, int]]:
    """Issues with their depth; one whose parent is unknown, or is its own ancestor, stands at the top."""
    known = {issue.id for issue in issues}
    below: defaultdict[str | None, list[Issue]] = defaultdict(list)
    for issue in issues:
        below[issue.parent if issue.parent in known else None].append(issue)
    ordered: list[tuple[Issue, int]] = []
    seen: set[str] = set()

    def total(issue: Issue, above: frozenset[str]) -> int:
        inside = above | {issue.id}
        return counts[issue.id] + sum(total(child, inside) for child in below[issue.id] if child.id not in inside)

    def place(level: list[Issue], depth: int) -> None:
        for issue in sorted(level, key=lambda issue: (-total(issue, frozenset()), issue.label)):
            if issue.id not in seen:
                seen.add(issue.id)
                ordered.append((issue, depth))
                place(below[issue.id], depth + 1)

    place(below[None], 0)
    place([issue for issue in issues if issue.id not in seen], 0)  # only rings of parents are left
    return ordered

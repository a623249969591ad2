"""Who stands where on what: parties by issues, each cell newest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from travaux.model import Act, Glimpse, Issue, Party, Position, Record, SourceKind, Stance, When
from travaux.record import lines_of
from travaux.views.filter import Filter, narrowed
from travaux.views.index import Index


@dataclass(frozen=True, slots=True)
class Entry:
    """One position as a cell shows it. `speaker` and `source_kind` are None in the reporter's voice.

    `repeats` are the positions by which other reports tell of the same, older ones last.
    """

    position: Position
    act: Act
    stance: Stance
    date: When | None
    source_kind: SourceKind | None
    speaker: str | None
    reports: int
    independent: int
    repeats: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party has said on one issue, newest first.

    Of a large record that is seen as a whole the newest few; `older` counts the others.
    """

    party: Party
    issue: Issue
    entries: tuple[Entry, ...]
    older: int = 0


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


def matrix(record: Record, filter: Filter = Filter()) -> Matrix:  # noqa: A002, B008 - frozen
    """Issues and parties with the most positions come first, then by name; a sub-issue stands under its parent.

    Narrowed by a filter, only rows and columns that still hold something.
    """
    table = matrix_of(narrowed(record, filter, "positions"))
    return table if filter == Filter() else _without_empty(table)


def _without_empty(table: Matrix) -> Matrix:
    held = [at for at in range(len(table.parties)) if any(row.cells[at].entries for row in table.rows)]
    return Matrix(
        tuple(table.parties[at] for at in held),
        tuple(
            replace(row, cells=tuple(row.cells[at] for at in held))
            for row in table.rows
            if any(cell.entries for cell in row.cells)
        ),
        table.unplaced,
    )


def matrix_of(index: Index) -> Matrix:
    """The matrix of what an index has looked up."""
    parties = ranked_parties(index)
    rows = tuple(row_of(index, issue, depth, parties) for issue, depth in ordered_issues(index))
    return Matrix(parties, rows, sum(index.counts.values()) - sum(_placed(index).values()))


def row_of(index: Index, issue: Issue, depth: int, parties: Iterable[Party]) -> Row:
    """One issue with what these parties have said on it."""
    return Row(issue, depth, tuple(_cell(index, party, issue) for party in parties))


def ranked_parties(index: Index) -> tuple[Party, ...]:
    """Parties with the most positions on some issue first, then by name."""
    counts: Counter[str | None] = Counter()
    for (party, _), count in _placed(index).items():
        counts[party] += count
    return tuple(sorted(index.record.parties, key=lambda party: (-counts[party.id], party.name)))


def ordered_issues(index: Index) -> list[tuple[Issue, int]]:
    """Issues with the most positions of some party first, then by label; each with its depth below its parents."""
    counts: Counter[str | None] = Counter()
    for (_, issue), count in _placed(index).items():
        counts[issue] += count
    return _ordered(index.record.issues, counts)


def _placed(index: Index) -> dict[tuple[str | None, str | None], int]:
    return {cell: count for cell, count in index.counts.items() if all(cell)}


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


def joined(index: Index, entries: Sequence[Entry]) -> list[Entry]:
    """Entries newest first, those that tell of one utterance, or of the same in the same words, as one.

    The first stands, the others are its repeats, and its reports are all of theirs.
    """
    lines = lines_of([each.position for each in entries], index.tellers)
    return [_as_one(index, [entries[at] for at in line]) for line in lines]


def _as_one(index: Index, line: list[Entry]) -> Entry:
    first, *others = line
    if not others:
        return first
    reports, independent = index.reports_of(each.position for each in line)
    repeats = tuple(each.position for each in others)
    return replace(first, reports=reports, independent=independent, repeats=repeats)


def _cell(index: Index, party: Party, issue: Issue) -> Cell:
    return Cell(party, issue, *entries_of(index, party.id, issue.id))


def entries_of(index: Index, party: str, issue: str) -> tuple[tuple[Entry, ...], int]:
    """What a party has said on an issue, newest first, and how many older entries there are besides."""
    if index.record.glances is None:
        return tuple(joined(index, [entry(index, position) for position in index.positions_of(party, issue)])), 0
    glance = index.glance_at(party, issue)
    if glance is None:
        return (), 0
    return tuple(map(_seen, glance.newest)), glance.entries - len(glance.newest)


def _seen(told: Glimpse) -> Entry:
    position = told.position
    weighed = told.when, told.source_kind, told.speaker, told.reports, told.independent
    return Entry(position, position.act, position.stance, *weighed)


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

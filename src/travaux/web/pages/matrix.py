"""Who stands where on what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from travaux.model import Issue, Party
from travaux.views import Board, Cell
from travaux.views.brief.stand import order_entries
from travaux.views.said import Said, say
from travaux.views.wording import STATUSES
from travaux.web.desk import Filters, page, read_record

ROWS, COLUMNS = 12, 4
router = APIRouter()


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What a cell shows: the newest line, the newest that went another way, and how many more there are."""

    party: Party
    colour: int
    lines: tuple[Said, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """An issue with its status in words."""

    issue: Issue
    depth: int
    status: str
    cells: tuple[ShownCell, ...]


@router.get("/")
def show_matrix(
    request: Request,
    asked: Filters,
    row: Annotated[int, Query(ge=0, le=100_000)] = 0,
    column: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """Issues by parties, the newest position first."""
    with read_record(request) as record:
        board = record.board(first_row=row, rows=ROWS, first_column=column, columns=COLUMNS, **asked.filters)
        if board.all_parties == COLUMNS + 1:  # rather a little narrower than one party out of sight
            board = record.board(first_row=row, rows=ROWS, columns=COLUMNS + 1, **asked.filters)
            column = 0
        context = find_matrix(board, row, column)
        return page(request, record, "matrix.html", context, asked=asked, table="matrix")


def find_matrix(board: Board, row: int, column: int) -> dict[str, object]:
    """What the page shows of a part of the matrix."""
    colours = [(column + at) % 8 for at in range(len(board.parties))]
    shown = [
        ShownRow(
            each.issue,
            min(each.depth, 2),
            STATUSES[each.issue.status],
            tuple(_cell(cell, colour) for cell, colour in zip(each.cells, colours, strict=True)),
        )
        for each in board.rows
    ]
    heads = [
        (party, colour, board.held[party.id], board.loose[party.id])
        for party, colour in zip(board.parties, colours, strict=True)
    ]
    return {
        "board": board,
        "heads": heads,
        "shown": [each for each in shown if any(cell.lines for cell in each.cells)],
        "empty": [each.issue for each in shown if not any(cell.lines for cell in each.cells)],
        "row": row,
        "column": column,
        "before_row": max(0, row - ROWS) if row else None,
        "before_column": max(0, column - COLUMNS) if column else None,
    }


def _cell(cell: Cell, colour: int) -> ShownCell:
    first, rest = order_entries(cell.entries)
    return ShownCell(cell.party, colour, tuple(map(say, first)), len(rest) + cell.older)

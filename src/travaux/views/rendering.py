"""A listing as text: a table for the terminal, JSON for a program, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
import textwrap
from collections.abc import Iterator
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from travaux.views.errors import ViewError
from travaux.views.listing import Listing
from travaux.views.rows import Value
from travaux.views.shown import clipped, shown

FORMATS = ("table", "json", "csv")

_ID_WIDTH = 10  # of 16 digits: enough to be unique among a million findings, and `show` takes any unique start
_LONGEST = 280  # a cell of a table; the other formats cut nothing
_NARROW = {"act": 9, "stance": 7, "kind": 8, "type": 9, "reports": 7}
_NARROW |= {"what": 13, "direction": 9}
_NARROW |= {"status": 13, "modality": 12, "source_kind": 18}  # their longest words
_DATES = frozenset("date since last from_date to_date".split())
_LEAST = 16  # characters that a column of text needs to be read
_LEAST_WORDS = 26  # the same for passages and cells of the matrix
_LONG = frozenset("object condition basis content message words from_words to_words told title".split())
_GAP = 2  # between columns
_MOST_BLOCKS = 8  # of a matrix, one below the other
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SURROGATE = re.compile("[\ud800-\udfff]")


def render(listing: Listing, format: str, width: int = 100) -> str:  # noqa: A002 - the name of the option
    """A listing in one of `FORMATS`; `width` is that of the terminal, for tables alone."""
    match format:
        case "table":
            return _table(listing, max(width, 20))
        case "json":
            return _json(listing)
        case "csv":
            return _csv(listing)
    raise ViewError(f"no format named {clipped(format, 60)!r}: there is {', '.join(FORMATS)}")


def csv_value(value: Value) -> Value:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def json_line(value: object) -> str:
    """Canonical JSON: keys sorted, no space, text as it is but for lone surrogates, which no encoding can carry."""
    line = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _SURROGATE.sub(lambda lone: f"\\u{ord(lone.group()):04x}", line)


def _table(listing: Listing, width: int) -> str:
    if not listing.rows:
        return f"nothing on record\n{listing.footer}\n" if listing.footer else "nothing on record\n"
    blocks, dropped = _blocks(listing, width)
    below = [name for name in listing.telling if name in dropped] if listing.columns[0] == "id" else []
    dropped = [name for name in dropped if name not in below]
    lines = [
        line for block in blocks for line in _with_words(listing, below, list(_block(listing, block, width)), width)
    ]
    if dropped:
        named = ", ".join(map(shown, dropped[:6])) + (f" and {len(dropped) - 6} more" if len(dropped) > 6 else "")
        lines.append(clipped(f"Not shown for want of width: {named}. The formats json and csv hold all.", width * 3))
    if listing.footer:
        lines += textwrap.wrap(shown(listing.footer), width)
    return "\n".join(lines) + "\n"


def _blocks(listing: Listing, width: int) -> tuple[list[list[int]], list[str]]:
    """The columns of each block of lines, and the names of those that are left out.

    A matrix goes on below with the parties that did not fit; other listings leave out their last columns.
    """
    filled = [at for at in range(len(listing.columns)) if any(row[at] not in (None, "") for row in listing.rows)]
    first = _fitting(listing, filled, width)
    rest = filled[len(first) :]
    if not rest or listing.columns[:2] != ("issue", "status"):
        return [first], [listing.columns[at] for at in rest]
    blocks = [first]
    while rest and len(blocks) < _MOST_BLOCKS:
        following = _fitting(listing, [0, *rest], width)
        following = following if len(following) > 1 else [0, rest[0]]
        blocks.append(following)
        rest = rest[len(following) - 1 :]
    return blocks, [listing.columns[at] for at in rest]


def _with_words(listing: Listing, below: list[str], lines: list[str], width: int) -> Iterator[str]:
    """The lines of a table, and below each row the words that had no room in it; where of several kinds, with names."""
    if not below:
        yield from lines
        return
    columns = [listing.columns.index(name) for name in below]
    told = ([(name, row[at]) for name, at in zip(below, columns, strict=True) if row[at]] for row in listing.rows)
    waiting: list[tuple[str, Value]] = []
    head = next(at for at, line in enumerate(lines) if "─" in line) + 1
    yield from lines[:head]
    for line in lines[head:]:
        if line[1:2].strip():  # a row begins where there is an id
            yield from _wrapped(waiting, width)
            waiting = next(told) if len(below) > 1 else [("words", value) for _, value in next(told)]
        yield line
    yield from _wrapped(waiting, width)


def _wrapped(told: list[tuple[str, Value]], width: int) -> Iterator[str]:
    indent = " " * (_ID_WIDTH + _GAP + 1)
    for name, value in told:
        words = _cell(name, value) if name == "words" else f"{name.replace('_', ' ')}: {_cell(name, value)}"
        yield from textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _block(listing: Listing, columns: list[int], width: int) -> Iterator[str]:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True, expand=False)
    widths = _widths(listing, columns, width)
    for at, exact in zip(columns, widths, strict=True):
        name = listing.columns[at]
        number = all(isinstance(row[at], int | float | None) for row in listing.rows)
        label = Text(name.replace("_", " ") if name == name.lower() else name)
        table.add_column(label, justify="right" if number else "left", width=exact, overflow="fold")
    for row in listing.rows:
        cells = [_cell(listing.columns[at], row[at]) for at in columns]
        cells = [
            cell.replace("/", "/ ") if listing.columns[at] in _DATES and len(cell) > exact else cell  # breaks there
            for at, cell, exact in zip(columns, cells, widths, strict=True)
        ]
        if listing.columns[0] == "id" or len(columns) == 1 or any(cells[1:]):
            table.add_row(*map(Text, cells))
    out = StringIO()
    Console(file=out, width=max(width, 40), color_system=None, force_terminal=False, legacy_windows=False).print(table)
    return (line.rstrip() for line in out.getvalue().splitlines() if line.strip())


def _widths(listing: Listing, columns: list[int], width: int) -> list[int]:
    """The exact width of each column: what it needs, and what is to spare for the narrowest that is still short."""
    longest = [
        max(len(listing.columns[at]), *(len(_cell(listing.columns[at], row[at])) for row in listing.rows))
        for at in columns
    ]
    widths = [min(_need(listing, at), most) for at, most in zip(columns, longest, strict=True)]
    spare = width - sum(widths) - _GAP * len(widths)
    while spare > 0 and (short := [n for n in range(len(widths)) if widths[n] < longest[n]]):
        widths[min(short, key=lambda n: widths[n])] += 1
        spare -= 1
    return widths


def _cell(column: str, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    words = str(value)
    if column == "id":
        return words[:_ID_WIDTH]
    return " " * (len(words) - len(words.lstrip(" "))) + clipped(words, _LONGEST)


def _need(listing: Listing, at: int) -> int:
    """The width that a column needs: that of its longest cell, or of its kind where that is less."""
    name = listing.columns[at]
    longest = max((len(_cell(name, row[at])) for row in listing.rows[:500]), default=0)
    if name == "id":
        return min(longest, _ID_WIDTH)
    if name in _DATES:
        return min(longest, len("2031-04-01/")) if longest > len("2031-04-01") else max(longest, len(name))
    if name in _NARROW:
        return min(max(longest, len(name)), max(_NARROW[name], len(name)))
    return min(max(longest, min(len(name), _LEAST)), _LEAST_WORDS if name in _LONG or longest > 80 else _LEAST)


def _fitting(listing: Listing, columns: list[int], width: int) -> list[int]:
    """Of these columns, as many as fit, from the first on, and one at least."""
    kept: list[int] = []
    used = 0
    for at in columns:
        used += _need(listing, at) + _GAP
        if kept and used > width:
            break
        kept.append(at)
    return kept


def _json(listing: Listing) -> str:
    rows = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]
    more = listing.details or ({},) * len(rows)
    lines = (json_line({**row, **details}) for row, details in zip(rows, more, strict=True))
    return "[" + ",\n ".join(lines) + "]\n"


def _csv(listing: Listing) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([csv_value(column) for column in listing.columns])
    writer.writerows([csv_value(value) for value in row] for row in listing.rows)
    return out.getvalue()

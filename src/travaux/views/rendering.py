"""A listing as text: a table for the terminal, JSON for a program, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from travaux.views.errors import ViewError
from travaux.views.listing import Listing, Value
from travaux.views.shown import clipped, shown

FORMATS = ("table", "json", "csv")

_ID_WIDTH = 10  # of 16 digits: enough to be unique among a million findings, and `show` takes any unique start
_LONGEST = 280  # a cell of a table; the other formats cut nothing
_NARROW = {"date": 10, "act": 9, "stance": 7, "modality": 9, "status": 9, "kind": 8, "type": 9, "reports": 7}
_LEAST = 16  # characters that a column of text needs to be read
_LEAST_WORDS = 26  # the same for passages and cells of the matrix
_LONG = frozenset("object condition basis content message words from_words to_words title".split())
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
        return "nothing on record\n"
    shown_columns = _fitting(listing, width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True, expand=False)
    for at in shown_columns:
        name = listing.columns[at]
        number = all(isinstance(row[at], int | float | None) for row in listing.rows)
        is_short = name in ("id", "date")
        table.add_column(
            Text(name.replace("_", " ") if name == name.lower() else name),
            justify="right" if number else "left",
            no_wrap=is_short,
            min_width=_need(listing, at),
            overflow="fold",
        )
    for row in listing.rows:
        table.add_row(*(Text(_cell(listing.columns[at], row[at])) for at in shown_columns))
    out = StringIO()
    Console(file=out, width=width, color_system=None, force_terminal=False, legacy_windows=False).print(table)
    dropped = [shown(name) for at, name in enumerate(listing.columns) if at not in shown_columns]
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    if dropped:
        named = ", ".join(dropped[:6]) + (f" and {len(dropped) - 6} more" if len(dropped) > 6 else "")
        lines.append(clipped(f"Not shown for want of width: {named}. The formats json and csv hold all.", width * 3))
    return "\n".join(line for line in lines if line) + "\n"


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
    if name in _NARROW:
        return min(max(longest, len(name)), max(_NARROW[name], len(name)))
    return min(max(longest, min(len(name), _LEAST)), _LEAST_WORDS if name in _LONG or longest > 80 else _LEAST)


def _fitting(listing: Listing, width: int) -> list[int]:
    """The columns that fit, from the first on; empty ones take no room."""
    kept: list[int] = []
    used = 0
    for at in range(len(listing.columns)):
        if all(row[at] in (None, "") for row in listing.rows):
            continue
        used += _need(listing, at) + 2
        if kept and used > width + 2:
            break
        kept.append(at)
    return kept


def _json(listing: Listing) -> str:
    lines = (json_line(dict(zip(listing.columns, row, strict=True))) for row in listing.rows)
    return "[" + ",\n ".join(lines) + "]\n"


def _csv(listing: Listing) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([csv_value(column) for column in listing.columns])
    writer.writerows([csv_value(value) for value in row] for row in listing.rows)
    return out.getvalue()

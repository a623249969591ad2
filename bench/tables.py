"""Figures as text: for the terminal, and for docs/measurements.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks import Row, Task

_HEAD = ("", "P", "R", "F1", "correct", "found", "gold")


def render_table(rows: Iterable[Row]) -> str:
    """Columns for the terminal."""
    lines = [_HEAD, *(_cells(row) for row in rows)]
    return "\n".join(f"{line[0]:<36}" + "".join(f"{cell:>9}" for cell in line[1:]) for line in lines)


def render_page(tables: Sequence[tuple[Task, Sequence[Row]]], versions: dict[str, str]) -> str:
    """The whole of docs/measurements.md: it changes only when a figure or a version does."""
    made_by = ", ".join(f"{name} {number}" for name, number in versions.items())
    parts = [
        "# Measurements",
        "Written by `make bench`, which runs `bench/predict.py` and the scorers over texts and gold that are not part"
        " of this repository. All figures are in percent; *correct*, *found* and *gold* are counts. What each metric"
        " counts is told in the scorers.",
        "The rules were written with the bulletin passages and the news readings at hand, and PolNeAR's articles were"
        " used to choose between designs. So these are figures of development: they say what a change gains or loses,"
        " and promise less for text that nobody has looked at, least of all the high ones on few passages.",
        f"Measured with {made_by}.",
    ]
    for task, rows in tables:
        parts.append(f"## {task.name.capitalize()}: {task.about}")
        lines = [_HEAD, ("---", *("---:",) * (len(_HEAD) - 1)), *(_cells(row) for row in rows)]
        parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return "\n\n".join(parts) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    shares = ("" if share is None else f"{share:.1f}" for share in (row.precision, row.recall, row.f1))
    counts = ("" if count is None else str(count) for count in (row.hits, row.predicted, row.gold))
    return (row.metric, *shares, *counts)

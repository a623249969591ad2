"""Figures as text: for the terminal, and for docs/measurements.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from asks import ask_of
from tasks import Row, Task

Tables = Sequence[tuple[Task, Sequence[Row]]]
Development = Mapping[str, Row]  # metric -> its figures on development data

_HEAD = ("", "P", "R", "F1", "correct", "found", "gold")
_COMPARED = ("", "development F1", "unseen F1", "unseen P", "unseen R", "correct", "found", "gold")
_ASKS = "what it asks"

_INTRODUCTION = """# Measurements

Written by `make bench`, which runs `bench/predict.py` and the scorers over texts and labels that are not part of this
repository. Measured with {made_by}.

How to read a line: **P** (precision) is how much of what was found is right, **R** (recall) how much of what is there
was found, **F1** the one figure for both; all three in percent. *Found* counts what Travaux found, *gold* what a human
reader labelled, *correct* what agrees. A question that begins with “…” is asked on top of the last one that does not:
both must be right then.

**Development** figures come from texts that the rules were written with: the bulletin passages and news readings were
open on the table, and PolNeAR's articles were used to choose between designs. They show what a change gains or loses,
and flatter. **Unseen** figures come from labels that no rule was tuned to. They are what to expect of
other texts, so far as so few of them can tell."""

_UNSEEN = """## Unseen beside development

Labelled by an independent close reading, by one annotator; not used for tuning; small. Of twenty labels one more or
less is five points, and another annotator would have drawn some of them otherwise. How they are kept unseen is told in
`bench/unseen/README.md`, and how far."""


def find_pairs(tables: Tables) -> Iterator[tuple[Task, Sequence[Row], Development]]:
    """Tasks on unseen labels, with the figures of development that they stand beside, where both were measured."""
    measured = {task.name: rows for task, rows in tables}
    for task, rows in tables:
        if task.beside in measured:
            yield task, rows, {row.metric: row for row in measured[task.beside]}


def render_table(rows: Iterable[Row]) -> str:
    """Columns for the terminal."""
    return _columns([_HEAD, *(_cells(row) for row in rows)])


def render_comparison(rows: Iterable[Row], development: Development) -> str:
    """Unseen beside development, for the terminal."""
    return _columns([_COMPARED, *(_compared(row, development) for row in rows)])


def render_page(tables: Tables, versions: dict[str, str]) -> str:
    """The whole of docs/measurements.md: it changes only when a figure or a version does."""
    made_by = ", ".join(f"{name} {number}" for name, number in versions.items())
    parts = [_INTRODUCTION.format(made_by=made_by)]
    pairs = list(find_pairs(tables))
    if pairs:
        parts.append(_UNSEEN)
    for task, rows, development in pairs:
        parts.append(f"### {task.about[0].upper()}{task.about[1:]}")
        lines = [(_compared(row, development), ask_of(task.reads, row.metric)) for row in rows]
        parts.append(_markdown(_COMPARED, lines))
    for task, rows in tables:
        if task.beside is None:
            parts.append(f"## Development, {task.name}: {task.about}")
            parts.append(_markdown(_HEAD, [(_cells(row), ask_of(task.reads, row.metric)) for row in rows]))
    return "\n\n".join(parts) + "\n"


def _columns(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(9, *(len(line[n]) + 2 for line in lines)) for n in range(1, len(lines[0]))]
    return "\n".join(
        f"{line[0]:<36}" + "".join(f"{cell:>{width}}" for cell, width in zip(line[1:], widths, strict=True))
        for line in lines
    )


def _markdown(head: Sequence[str], lines: Iterable[tuple[Sequence[str], str]]) -> str:
    rows = [
        (head[0], _ASKS, *head[1:]),
        ("---", "---", *("---:",) * (len(head) - 1)),
        *((cells[0], asks, *cells[1:]) for cells, asks in lines),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(row: Row) -> tuple[str, ...]:
    return (row.metric, _share(row.precision), _share(row.recall), _share(row.f1), *_counts(row))


def _compared(row: Row, development: Development) -> tuple[str, ...]:
    known = development.get(row.metric)
    shares = (known.f1 if known else None, row.f1, row.precision, row.recall)
    return (row.metric, *(_share(share) for share in shares), *_counts(row))


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.1f}"


def _counts(row: Row) -> tuple[str, ...]:
    return tuple("" if count is None else str(count) for count in (row.hits, row.predicted, row.gold))

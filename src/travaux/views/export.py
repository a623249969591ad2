"""The whole record as canonical lines of JSON, or as one tidy table per kind of finding."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from travaux.model import TYPES, Article, Citation, Record, When
from travaux.views.rendering import csv_value, json_line

_BETWEEN = " | "  # several values in one cell


def export_jsonl(record: Record) -> Iterator[str]:
    """One object a line, without line ends: `type`, `id`, the fields by name; sorted by type, then id.

    The type of an event is under `event_type`.
    Citations are {"article", "start", "end", "words"}, dates ISO, a `When` as its `str`, what is not known null.
    The same record gives the same bytes.
    """
    for type_ in TYPES:
        found = ((finding.id, finding) for finding in getattr(record, type_.field))
        for _, line in sorted((id_, json_line(as_object(type_.name, id_, finding))) for id_, finding in found):
            yield line


def export_csv(record: Record, folder: Path) -> list[Path]:
    """One table per type, written to `<type>.csv` in UTF-8; gives the paths, sorted.

    A citation becomes four columns (`basis_article`, `basis_start`, `basis_end`, `basis_words`); several values in one
    cell stand between bars. Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for type_ in TYPES:
        path = folder / f"{type_.name}.csv"
        rows = sorted((finding.id, _row(finding)) for finding in getattr(record, type_.field))
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["id", *_columns(type_.noun)])
            writer.writerows([id_, *(csv_value(cell) for cell in row)] for id_, row in rows)
        paths.append(path)
    return sorted(paths)


def as_object(type_: str, id_: str, finding: Any) -> dict[str, Any]:
    """A finding by the names of its fields, as a line of the export has it."""
    found: dict[str, Any] = {"type": type_, "id": id_}
    for each in fields(finding):  # an event has a type of its own, which must not hide that it is an event
        found["event_type" if each.name == "type" else each.name] = _plain(getattr(finding, each.name))
    if isinstance(finding, Article):
        found["wording"] = finding.wording
    return found


def _plain(value: Any) -> Any:
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Citation):
        return {"article": value.article, "start": value.start, "end": value.end, "words": value.words}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, When):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    raise TypeError(f"the export has no form for {type(value).__name__}")


def _columns(noun: type) -> list[str]:
    names: list[str] = []
    for field in fields(noun):
        if _is_cited(field.type):
            names += [f"{field.name}_{part}" for part in ("article", "start", "end", "words")]
        else:
            names.append(field.name)
    return [*names, "wording"] if noun is Article else names


def _row(finding: Any) -> list[str]:
    cells: list[str] = []
    for field in fields(finding):
        value = getattr(finding, field.name)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        if _is_cited(field.type):
            cells += [
                _BETWEEN.join(str(getattr(each, part)) for each in values)
                for part in ("article", "start", "end", "words")
            ]
        else:
            cells.append(_BETWEEN.join(str(_plain(each)) for each in values))
    return [*cells, finding.wording] if isinstance(finding, Article) else cells


def _is_cited(annotation: Any) -> bool:
    """Whether a field holds citations, told by its annotation, so that an empty table has its columns too."""
    return "Citation" in str(annotation)

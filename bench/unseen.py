"""Labels kept as places, turned back into gold with words, from the texts beside the repository."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Labels = dict[str, Any]
Place = list[int]  # start and end, in characters of the whole file, newlines as they are

_EDGE = 80  # characters that tell where a passage begins and ends, as in the gold
_WORDED = ("content", "object", "evidence", "condition")  # fields that hold a place, or null


class LabelError(Exception):
    """Labels that cannot be laid over their text: it is not there, it is another one, or a place is not in it."""


def write_passages(labels: Path, shared: Path, out: Path) -> None:
    """Labelled passages of bulletins as gold for score_positions.py. Raises LabelError."""
    out.mkdir(parents=True, exist_ok=True)
    for path in find_labels(labels):
        content, text = read_labels(path, shared)
        _write(out / path.name, passage_gold(path.name, content, text))


def write_reports(labels: Path, shared: Path, out: Path) -> None:
    """Labelled reports, and the parties of their negotiations, as gold for score_record.py. Raises LabelError."""
    for path in find_labels(labels):
        content, text = read_labels(path, shared)
        folder = out / path.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / path.name, report_gold(path.name, content, text))
        shutil.copyfile(path.with_name("record.json"), folder / "record.json")


def find_labels(labels: Path) -> list[Path]:
    """The files that label a text, in the order of their names; record.json labels none."""
    return [path for path in sorted(labels.rglob("*.json")) if path.name != "record.json"]


def find_sources(labels: Path) -> list[str]:
    """The texts that are labelled, by their paths below the shared folder."""
    return sorted({_load(path)["source"] for path in find_labels(labels)})


def find_folder(source: str, shared: Path) -> list[Path]:
    """All reports of the folder that holds a labelled one: parties and issues are learnt from the whole of it."""
    return sorted((shared / source).parent.glob("*.txt"))


def read_labels(path: Path, shared: Path) -> tuple[Labels, str]:
    """Labels and the text that they were made on. Raises LabelError where that text is not there or changed."""
    content = _load(path)
    try:
        found = (shared / content["source"]).read_bytes()
    except OSError as error:
        raise LabelError(f"{path.name}: its text {content['source']} cannot be read ({error.strerror})") from error
    if hashlib.sha256(found).hexdigest() != content["sha256"]:
        raise LabelError(f"{path.name}: its text {content['source']} is not the one that was labelled (sha256 differs)")
    return content, found.decode("utf-8")


def passage_gold(name: str, labels: Labels, text: str) -> Labels:
    """A labelled passage with words. Raises LabelError where a place is not in the passage."""
    passage = labels["passage"]
    _check_place(name, passage, [0, len(text)])
    return {
        "source": labels["source"],
        "start_text": _first_words(name, text, passage),
        "end_text": _last_words(text, passage),
        "positions": [{"issue": "", **each} for each in _worded(name, labels["positions"], text, passage)],
        "interactions": list(_worded(name, labels["interactions"], text, passage)),
        "outcomes": list(_worded(name, labels["outcomes"], text, passage)),
    }


def report_gold(name: str, labels: Labels, text: str) -> Labels:
    """A labelled report with words. Raises LabelError where a place is not in the text."""
    kinds = ("statements", "positions", "events")
    return {kind: list(_worded(name, labels[kind], text, [0, len(text)])) for kind in kinds}


def _worded(name: str, entries: list[Labels], text: str, within: Place) -> Iterator[Labels]:
    for entry in entries:
        places = {field: entry[field] for field in _WORDED if entry.get(field) is not None}
        # A long description of a source is kept as a place too.
        places |= {field: entry[field] for field in ("speaker", "holder") if isinstance(entry.get(field), list)}
        for place in places.values():
            _check_place(name, place, within)
        words = {field: text[slice(*place)] for field, place in places.items()}
        if "evidence" in places:
            words["evidence"] = _findable(text, places["evidence"], within)
        yield {**entry, **words}


def _findable(text: str, place: Place, within: Place) -> str:
    """The words of a place, with as many after them as it takes to be found there and not at an earlier repeat.

    Where all that follows repeats what came before, nothing does, and they stay as they are.
    """
    start, end = place
    while end <= within[1] and text.find(text[start:end], *within) != start:
        end += 1
    return text[start:end] if end <= within[1] else text[slice(*place)]


def _first_words(name: str, text: str, passage: Place) -> str:
    start, end = passage
    for until in range(min(start + _EDGE, end), end + 1):
        if text.find(text[start:until]) == start:
            return text[start:until]
    raise LabelError(f"{name}: the words of the passage stand in its text before it too, so it cannot be told by them")


def _last_words(text: str, passage: Place) -> str:
    start, end = passage
    first = max(start, end - _EDGE)
    while text.find(text[first:end], start) != first:
        first -= 1
    return text[first:end]


def _check_place(name: str, place: Place, within: Place) -> None:
    start, end = place
    if not within[0] <= start < end <= within[1]:
        raise LabelError(f"{name}: the place {start}-{end} is not within {within[0]}-{within[1]}")


def _load(path: Path) -> Labels:
    labels: Labels = json.loads(path.read_text(encoding="utf-8"))
    return labels


def _write(path: Path, content: Labels) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

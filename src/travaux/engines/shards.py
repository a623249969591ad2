"""Readings on their way from a cluster to a record: Parquet shards, written whole or not at all, never trusted.

A row is one file: where it lay, its article and its reading as canonical JSON, and what was wrong with it. pyarrow is
an extra, imported where a shard is written or read.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from travaux.engines.checks import find_article_fault, find_reading_fault
from travaux.intake import SHARD, RemoteFile, RemoteFolder, Source, Taken, is_url, remote_folder
from travaux.model import Article, Problem, Reading, TravauxError
from travaux.model.text import digest

MARK, FORMAT = b"travaux.readings", b"1"  # in the metadata of a shard's schema
ROWS, BYTES = 200, 16 * 2**20  # a shard is written when it holds so many articles, or so much of them
_LARGEST_GROUP, _LARGEST_VALUE = 512 * 2**20, 64 * 2**20  # more than any shard written here has at a time
_AT_A_TIME = 16  # rows in memory
_COLUMNS = {
    "key": "string",
    "reader": "string",
    "origin": "string",
    "article": "binary",
    "reading": "binary",
    "problems": "binary",
}
_CODE = re.compile(r"[a-z][a-z0-9-]{1,40}")

_encode = msgspec.json.Encoder(order="deterministic").encode


class ShardError(TravauxError):
    """Shards cannot be written or read here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One file of a shard: its article, where it was one, the reading of it, and what was wrong with it."""

    origin: str
    article: Article | None
    reading: Reading | None
    problems: tuple[Problem, ...] = ()


def key_of(article: Article) -> str:
    """What a reading depends on besides its reader: all of an article, with the file that it came from."""
    return digest("article", _encode(article).decode())


@dataclass(frozen=True, slots=True)
class _LocalFolder:
    path: Path

    @property
    def origin(self) -> str:
        return str(self.path)

    def files(self) -> Iterator[Source]:
        if self.path.is_dir():
            for path in sorted(self.path.iterdir()):
                yield Source(path.name, path)

    def write(self, name: str, data: bytes) -> None:
        """A whole file or none, also where the power fails in between."""
        self.path.mkdir(parents=True, exist_ok=True)
        unfinished = self.path / f".{name}.unfinished"
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.path / name)

    def delete(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)


class ShardWriter:
    """Keeps readings as shards in a folder or below a URL; what lies there already by the same reader is held.

    What gave no reading lies in one small shard for what was asked to be read, written anew by `finish`.
    Raises ShardError, IntakeError, OSError.
    """

    def __init__(self, to: str | Path, reader: str, asked: Iterable[str]) -> None:
        _arrow()
        self._folder: _LocalFolder | RemoteFolder = (
            remote_folder(to) if isinstance(to, str) and is_url(to) else _LocalFolder(Path(to))
        )
        self._reader = reader
        self._unread_name = f"unread-{digest('unread', *sorted(asked))}{SHARD}"
        self._keys = frozenset(self._find_keys())
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._unread: list[Row] = []
        self._rows: list[dict[str, Any]] = []
        self._size = 0
        self.written = 0  # articles that were written now
        self.held_before = 0  # and that were there

    def take(self, origin: str, taken: Taken) -> Article | None:
        """Keep what is wrong with a file until its reading comes; gives its article where that is not there."""
        if taken.article is None:
            if taken.problems:
                self._unread.append(Row(origin, None, None, taken.problems))
            return None
        if key_of(taken.article) in self._keys:
            self.held_before += 1
            return None
        self._problems[origin] = taken.problems
        return taken.article

    def keep(self, article: Article, reading: Reading) -> None:
        """Add a reading to the shard that is being filled, and write that where it is full."""
        self._rows.append(_pack(Row(article.origin, article, reading, self._problems.pop(article.origin, ()))))
        self._size += len(self._rows[-1]["reading"])
        self.written += 1
        if len(self._rows) >= ROWS or self._size >= BYTES:
            self.flush()

    def miss(self, origin: str, problem: Problem) -> None:
        """Keep why an article was not read; the next run tries again."""
        self._unread.append(Row(origin, None, None, (*self._problems.pop(origin, ()), problem)))

    def held(self) -> frozenset[str]:
        """Keys of the articles that lie in the folder, read by the same reader."""
        return self._keys

    def flush(self) -> None:
        """Write what was read so far."""
        if self._rows:
            name = f"readings-{digest('shard', *sorted(row['key'] for row in self._rows))}{SHARD}"
            self._write(name, sorted(self._rows, key=lambda row: str(row["key"])))
        self._rows, self._size = [], 0

    def finish(self) -> int:
        """Write the last shard, and what gave no reading; gives how many files that were."""
        self.flush()
        if self._unread:
            self._write(self._unread_name, sorted(map(_pack, self._unread), key=lambda row: str(row["origin"])))
        else:
            self._folder.delete(self._unread_name)
        return len(self._unread)

    def _write(self, name: str, rows: list[dict[str, Any]]) -> None:
        arrow, parquet = _arrow()
        columns = [(column, getattr(arrow, kind)()) for column, kind in _COLUMNS.items()]
        schema = arrow.schema(columns, metadata={MARK: FORMAT})
        file = io.BytesIO()
        parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), file, compression="zstd")
        self._folder.write(name, file.getvalue())

    def _find_keys(self) -> Iterator[str]:
        """Keys of what lies in the folder; a shard that cannot be read holds nothing, and is written again."""
        _, parquet = _arrow()
        for source in self._folder.files():
            if not source.name.endswith(SHARD) or source.name.startswith("."):
                continue
            try:
                with source.open() as file:
                    opened = parquet.ParquetFile(file)
                    if (opened.schema_arrow.metadata or {}).get(MARK) == FORMAT:
                        rows = opened.read(columns=["key", "reader"]).to_pylist()
                        yield from (row["key"] for row in rows if row["key"] and row["reader"] == self._reader)
            except Exception:  # whatever a foreign library makes of a damaged file
                continue


def _pack(row: Row) -> dict[str, Any]:
    return {
        "key": key_of(row.article) if row.article else None,
        "reader": row.reading.reader if row.reading else None,
        "origin": row.origin,
        "article": _encode(row.article) if row.article else None,
        "reading": _encode(row.reading) if row.reading else None,
        "problems": _encode(row.problems),
    }


def read_shard(source: Source | RemoteFile) -> Iterator[Row | Problem]:
    """The rows of a shard, checked; whatever is wrong with it is a Problem, and a row without fault still counts.

    Raises ShardError where pyarrow is missing.
    """
    _, parquet = _arrow()
    try:
        with source.open() as file:
            opened = parquet.ParquetFile(file)
            mark = (opened.schema_arrow.metadata or {}).get(MARK)
            if mark != FORMAT:
                yield _problem(source, *_foreign(mark))
                return
            sizes = [opened.metadata.row_group(number).total_byte_size for number in range(opened.num_row_groups)]
            if max(sizes, default=0) > _LARGEST_GROUP:
                yield _problem(source, "damaged-shard", "This shard says that it is larger than shards are.")
                return
            for batch in opened.iter_batches(batch_size=_AT_A_TIME, columns=list(_COLUMNS)):
                for values in batch.to_pylist():
                    yield from _read_row(source, values)
    except Exception as error:  # whatever a foreign library makes of a damaged file
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        message = f"This shard is damaged, and what follows in it was not read ({reason}). Write it again."
        yield _problem(source, "damaged-shard", message)


def _foreign(mark: bytes | None) -> tuple[str, str]:
    if mark is None:
        return "not-a-shard", "This Parquet file holds no readings: `travaux read` did not write it."
    return "newer-shard", "This shard is of another format; update with `pip install -U travaux`, or write it again."


def _read_row(source: Source | RemoteFile, values: dict[str, Any]) -> Iterator[Row | Problem]:
    try:
        row = _unpack(values)
    except (msgspec.MsgspecError, UnicodeError, ValueError, TypeError, RecursionError, OverflowError) as error:
        yield _problem(source, "bad-row", f"A row of this shard cannot be read ({' '.join(str(error).split())[:200]}).")
        return
    if row.article is not None:
        fault = find_article_fault(row.article) or ("its origin differs" if row.article.origin != row.origin else None)
        if fault is not None:
            yield _problem(source, "bad-row", f"An article of this shard was not taken: {fault}.")
            return
        fault = find_reading_fault(row.article, row.reading) if row.reading is not None else "it has none"
        if fault is not None:
            message = f"The reading of {row.origin} in this shard was not taken: {fault}. It is read again."
            yield _problem(source, "bad-reading", message)
            row = replace(row, reading=None)
    elif row.reading is not None or not row.origin.isprintable():
        yield _problem(source, "bad-row", "A row of this shard has no article.")
        return
    yield row


def _unpack(values: dict[str, Any]) -> Row:
    origin = values["origin"]
    if not isinstance(origin, str):
        raise TypeError("it names no file")
    bodies = {name: values[name] for name in ("article", "reading", "problems")}
    if any(len(body) > _LARGEST_VALUE for body in bodies.values() if body is not None):
        raise ValueError("it is too large")
    article = msgspec.json.decode(bodies["article"], type=Article) if bodies["article"] is not None else None
    reading = msgspec.json.decode(bodies["reading"], type=Reading) if bodies["reading"] is not None else None
    problems = msgspec.json.decode(bodies["problems"], type=tuple[Problem, ...])
    if not all(_CODE.fullmatch(each.code) and each.message.isprintable() for each in problems):
        raise ValueError("its problems cannot be shown")
    for body in (article, reading, problems):
        _encode(body)  # half of a pair of code points would only be found when the record is exported
    return Row(origin, article, reading, tuple(replace(each, origin=origin or None, basis=None) for each in problems))


def _problem(source: Source | RemoteFile, code: str, message: str) -> Problem:
    shown = "".join(each if each.isprintable() else "\ufffd" for each in message)
    return Problem(code, shown, source.origin)


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ShardError(f"Shards need pyarrow ({error}). Install it with pip install 'travaux[cloud]'.") from error
    return pyarrow, parquet

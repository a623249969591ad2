"""A record moved into another database: every row of every table, compared when it is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Select, Table, delete, select

from travaux.record.database import STAMP, Database
from travaux.record.errors import StoreError
from travaux.record.kept import Copied
from travaux.record.rows import Rows
from travaux.record.schema import ARTICLE, META, METADATA, OLDER, PROBLEM, RULING, UNCOPIED
from travaux.record.sentences import Sentences

_COPIED = META.c.key.not_in(["format", "indexed", STAMP])  # which tell of each database, not of the record


def copy(place: str | Path, to: str | Path) -> Copied:
    """Copy a record to where there is none, or an empty one, and compare both. Raises StoreError.

    It is one transaction: a copy that fails leaves an empty record. A record of an older format is brought forward
    first, where it lies.
    """
    source = Database.open(place)
    try:
        source.migrate()
        target = Database.create(to)
        try:
            with source.reading() as held, target.writing() as rows:
                return _copy(held, rows, target)
        finally:
            target.close()
    finally:
        source.close()


def _copy(held: Rows, rows: Rows, target: Database) -> Copied:
    tables = [table for table in METADATA.sorted_tables if table not in UNCOPIED]
    if not _is_empty(rows):
        raise StoreError(f"{target.address}: there is a record already. Name a place where there is none.")
    for table in tables:
        rows.run(delete(table).where(_COPIED) if table is META else delete(table))
        names = [column.name for column in table.columns]
        rows.put(table, (dict(zip(names, row, strict=True)) for row in held.each(_all_of(table))))
    there, here = _Digest(tables, held), _Digest(tables, rows)
    if there != here:
        raise StoreError(f"{target.address}: the copy is not what was copied, and was not kept. Try again.")
    Sentences(rows).make()
    return Copied(there.counts["article"], sum(there.counts.values()), there.digest)


def _is_empty(rows: Rows) -> bool:
    """Whether nothing was taken in or said; what a look at an empty record leaves is made anew from that."""
    said = (select(table) for table in (ARTICLE, OLDER, PROBLEM, RULING))
    return not any(rows.one(query) is not None for query in (*said, select(META).where(META.c.key == "codebook")))


class _Digest:
    """All rows of a record in the order of their keys: how many of each table, and what they are."""

    def __init__(self, tables: list[Table], rows: Rows) -> None:
        hashed = hashlib.sha256()
        self.counts = dict.fromkeys((table.name for table in tables), 0)
        for table in tables:
            for line in _lines(table, rows):
                hashed.update(line)
                self.counts[table.name] += 1
        self.digest = hashed.hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Digest) and (self.counts, self.digest) == (other.counts, other.digest)

    __hash__ = None  # type: ignore[assignment]


def _lines(table: Table, rows: Rows) -> Iterator[bytes]:
    encode = msgspec.msgpack.Encoder().encode
    for row in rows.each(_all_of(table)):
        yield encode((str(table.name), *row))


def _all_of(table: Table) -> Select[*tuple[Any, ...]]:
    every = select(table).order_by(*table.primary_key.columns)
    return every.where(_COPIED) if table is META else every

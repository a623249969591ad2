"""Rows of the tables of a record: the few ways in which they are read and written, the same on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Column, Connection, Row, Select, Table, TextClause, delete
from sqlalchemy.sql.dml import Insert, UpdateBase

MANY = 500  # rows or keys in one statement; SQLite takes 32,766 parameters, PostgreSQL 65,535

_Item = TypeVar("_Item")
Query: TypeAlias = Select[*tuple[Any, ...]]
Found: TypeAlias = Row[*tuple[Any, ...]]


class Rows:
    """What lies in an open record. Statements are SQLAlchemy's: parameters are never written into their text."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    @property
    def dialect(self) -> str:
        """sqlite or postgresql, for the few statements that one of them alone has."""
        return self._db.dialect.name

    def put(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Rows with all columns of a table: new ones, or in place of those with the same primary key."""
        statement = _upsert(table, self.dialect)
        for some in _in_parts(rows):
            self._db.execute(statement, some)

    def delete(self, column: Column[Any], keys: Iterable[Any]) -> None:
        """The rows that have one of these keys in a column; nothing happens where there are none."""
        for some in _in_parts(keys):
            self._db.execute(delete(column.table).where(column.in_(some)))

    def run(self, statement: UpdateBase | TextClause) -> None:
        """An insert, update or delete that no other method says."""
        self._db.execute(statement)

    def clear(self, table: Table) -> None:
        """All rows of a table."""
        self._db.execute(delete(table))

    def one(self, query: Query) -> Found | None:
        """The first row of a query, None where there is none."""
        return self._db.execute(query.limit(1)).first()

    def value(self, query: Query) -> Any:
        """The first column of the first row, None where there is none."""
        return self._db.execute(query.limit(1)).scalar()

    def all(self, query: Query) -> Sequence[Found]:
        """All rows of a query, in memory."""
        return self._db.execute(query).all()

    def each(self, query: Query) -> Iterator[Found]:
        """The rows of a query one after the other, few of them in memory; inside `Database.reading` or `writing`."""
        yield from self._db.execute(query, execution_options={"yield_per": MANY})

    def with_keys(self, query: Query, column: Column[Any], keys: Iterable[Any]) -> Iterator[Found]:
        """The rows of a query that have one of these keys in a column; an order holds within MANY keys."""
        for some in _in_parts(keys):
            yield from self._db.execute(query.where(column.in_(some))).all()


def _in_parts(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    left = iter(items)
    while some := list(islice(left, MANY)):
        yield some


def _insert(dialect: str) -> Any:
    """Each dialect has an insert of its own; no more than the one that is needed is loaded."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as on_server

        return on_server
    from sqlalchemy.dialects.sqlite import insert

    return insert


@lru_cache(maxsize=64)
def _upsert(table: Table, dialect: str) -> Insert:
    insert = _insert(dialect)(table)
    keys = table.primary_key
    others = {column.name: insert.excluded[column.name] for column in table.columns if not column.primary_key}
    put: Insert = insert.on_conflict_do_update(keys, set_=others) if others else insert.on_conflict_do_nothing(keys)
    return put

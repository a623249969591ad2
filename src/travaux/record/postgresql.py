"""A record in a schema of a PostgreSQL database: how it is reached, marked and locked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateSchema

from travaux.record.address import ServerAddress
from travaux.record.errors import StoreError
from travaux.record.schema import META, METADATA, VERSION

_MARK = "format"  # the row of `meta` by which a schema is known for a record
# States of `error.sqlstate`: others are in the way, the disk is full, a right is missing.
_BUSY = frozenset(("55P03", "40P01", "40001"))  # lock_not_available, deadlock_detected, serialization_failure
_DISK_FULL = "53100"
_FORBIDDEN = frozenset(("42501", "25006"))  # insufficient_privilege, read_only_sql_transaction


class PostgreSQL:
    """A schema in which several builds may write at once, each to articles of its own."""

    def __init__(self, address: ServerAddress, silence: float) -> None:
        self.address = address
        self._silence = silence

    def connect(self) -> Connection:
        """Reach the server. Raises StoreError."""
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(
                f"{self.address}: a record in PostgreSQL needs psycopg. Install it with"
                " `pip install 'travaux[postgresql]'`."
            ) from error
        address = self.address

        def opened() -> psycopg.Connection[Any]:
            own: dict[str, Any] = {"application_name": "travaux", "client_encoding": "utf8", "connect_timeout": 10}
            connection = psycopg.connect(**(own | dict(address.settings)), autocommit=True)
            connection.execute("SELECT set_config('search_path', quote_ident(%s), false)", [address.schema])
            return connection

        # AUTOCOMMIT: transactions begin and end where `Database` says so, and nowhere else
        engine = create_engine(
            "postgresql+psycopg://", creator=opened, poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        try:
            return engine.connect()
        except DBAPIError as error:  # the chain would end with what was connected with
            raise StoreError(f"{self.address}: the database could not be reached ({self._reason(error)}).") from None

    def connect_to_read(self) -> Connection:
        """Reach a record that exists. Raises StoreError."""
        connection = self.connect()
        if self._held(connection) is None:
            connection.close()
            raise StoreError(
                f"{self.address}: there is no record in this schema. Make one with `travaux build FOLDER -o"
                f" {self.address}`."
            )
        return connection

    def make(self, connection: Connection) -> None:
        """The tables of a record in a schema of its own or in `public`."""
        if self._held(connection) is not None:
            return
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise StoreError(f"{self.address}: this database keeps text as {encoding}; name one that has UTF8.")
        self.begin_writing(connection, ())
        if self._held(connection) is None:
            if taken := sorted({table for table, _ in self._columns(connection)} & set(METADATA.tables)):
                raise StoreError(
                    f"{self.address}: this schema has tables of others ({', '.join(taken)}). Name one of its own:"
                    " …?schema=NAME."
                )
            connection.execute(CreateSchema(self.address.schema, if_not_exists=True))
            METADATA.create_all(connection)
            self.mark(connection, VERSION)
        connection.exec_driver_sql("COMMIT")

    def format_of(self, connection: Connection) -> int:
        """The format that the mark names. Raises StoreError where there is none."""
        held = self._held(connection)
        if held is None:
            raise StoreError(f"{self.address}: there is no record in this schema.")
        return held

    def mark(self, connection: Connection, format_: int) -> None:
        """Keep the format beside what a record keeps about itself."""
        row = insert(META).values(key=_MARK, value=str(format_))
        connection.execute(row.on_conflict_do_update(META.primary_key, set_={"value": str(format_)}))

    def begin_reading(self, connection: Connection) -> None:
        """What others commit from here on is not seen."""
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def begin_writing(self, connection: Connection, alone: Sequence[str]) -> None:
        """Take advisory locks: on the whole record, or on what is named and none on the rest."""
        locks = [f"pg_advisory_xact_lock_shared({self._key('')})"] if alone else []
        locks += [f"pg_advisory_xact_lock({key})" for key in sorted(map(self._key, alone or ("",)))]
        connection.exec_driver_sql(
            f"BEGIN; SET LOCAL lock_timeout = {int(self._silence * 1000) or 1};"
            f" {' '.join(f'SELECT {lock};' for lock in locks)} SET LOCAL lock_timeout = 0"
        )

    def wait_for(self, connection: Connection, seconds: float) -> None:
        """Each transaction says it anew."""
        self._silence = seconds

    def expect_much(self, connection: Connection) -> None:
        """The server does as it is set up."""

    def is_busy(self, error: DBAPIError) -> bool:
        """Whether a lock was waited for in vain."""
        return getattr(error.orig, "sqlstate", None) in _BUSY

    def is_full(self, error: DBAPIError) -> bool:
        """Whether the disk of the server is full."""
        return getattr(error.orig, "sqlstate", None) == _DISK_FULL

    def is_refused(self, error: DBAPIError) -> bool:
        """Whether the server could not, would not or may not."""
        return isinstance(error, OperationalError | InternalError) or (
            getattr(error.orig, "sqlstate", None) in _FORBIDDEN
        )

    def faults(self, connection: Connection) -> list[str]:
        """Indexes and references that the server does not vouch for."""
        invalid = text(
            "SELECT 'index ' || indexrelid::regclass FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
            " WHERE NOT indisvalid AND relnamespace = to_regnamespace(quote_ident(:schema)) UNION ALL"
            " SELECT 'constraint ' || conname FROM pg_constraint"
            " WHERE NOT convalidated AND connamespace = to_regnamespace(quote_ident(:schema))"
        )
        return [f"{name} is not valid" for name in connection.scalars(invalid, {"schema": self.address.schema})]

    def explain(self, error: DBAPIError) -> str:
        """What the server said."""
        return f"{self.address}: the database could not be read ({self._reason(error)}). Run the same command again."

    def _reason(self, error: DBAPIError) -> str:
        return self.address.without_secrets(" ".join(str(error.orig).split()))

    def _columns(self, connection: Connection) -> set[tuple[str, str]]:
        """The tables of the schema, each with the names of its columns."""
        named = text("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = :schema")
        return {(table, column) for table, column in connection.execute(named, {"schema": self.address.schema})}

    def _held(self, connection: Connection) -> int | None:
        """The format of the record in the schema, None where there is no record."""
        if not {(META.name, column.name) for column in META.columns} <= self._columns(connection):
            return None
        mark = connection.scalar(select(META.c.value).where(META.c.key == _MARK))
        return int(mark) if mark is not None else None

    def _key(self, name: str) -> int:
        """The number of a lock: 64 bits, signed; locks are shared by all schemas of a database."""
        hashed = hashlib.sha256(f"travaux\0{self.address.schema}\0{name}".encode()).digest()
        return int.from_bytes(hashed[:8], "big", signed=True)

"""A record in one SQLite file: how it is opened, marked and locked."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from travaux.record.address import FileAddress
from travaux.record.errors import StoreError, damaged
from travaux.record.schema import APPLICATION_ID, METADATA, VERSION

_MUCH = 256 * 1024  # KiB in memory
_SOME = 32 * 1024  # that a merge of one more article goes through again and again
# How many rows of an index have the same first column, the same first two, and so on, in a record of some size: SQLite
# takes an index that it knows nothing of for one that finds ten rows, and would rather read all findings of a type.
# Fixed, so that what is found by which index does not depend on what a record holds.
_STATISTICS = (
    ("finding", "finding", "1000000 50000 1"),
    ("finding", "finding_by_party", "1000000 50000 20000 1000 50"),
    ("finding", "finding_by_issue", "1000000 50000 5000"),
    ("finding", "finding_by_article", "1000000 50 10"),
    ("note", "note", "200000 40000 4 1"),
    ("note", "note_by_part", "200000 40000 100"),
)


class SQLite:
    """A file in which readers see the last commit while one build writes."""

    def __init__(self, address: FileAddress, silence: float) -> None:
        self.address = address
        self._silence = silence

    def connect(self) -> Connection:
        """Open a file, or the place for one. Raises StoreError."""
        try:
            return self._connect(str(self.address.path))
        except (DBAPIError, OSError) as error:
            reason = error.orig if isinstance(error, DBAPIError) else error
            raise StoreError(f"{self.address}: no record can be written there ({reason}).") from error

    def connect_to_read(self) -> Connection:
        """Open a file that is there. Raises StoreError."""
        path = self.address.path
        if not path.is_file():
            raise StoreError(f"{path}: there is no such record. Make one with `travaux build FOLDER -o {path}`.")
        try:
            connection = self._connect(str(path))
            try:
                self._refuse_what_acts(connection)
            except OperationalError:  # a folder or disk that cannot be written to
                connection.close()
                connection = self.connect_to_what_stands_still()
            except BaseException:
                connection.close()  # here: another thread, which may come to collect it, must not
                raise
        except DBAPIError as error:
            raise StoreError(f"{path}: this file is no record ({error.orig}). Name another file.") from error
        except UnicodeDecodeError as error:  # in what SQLite says of it
            raise StoreError(damaged(path, error)) from error
        return connection

    def connect_to_what_stands_still(self) -> Connection:
        """To a file that nobody can write to: SQLite makes no files beside it. Raises StoreError.

        What a build that was cut short left beside it would not be seen.
        """
        log = self.address.path.with_name(f"{self.address.path.name}-wal")
        if log.is_file() and log.stat().st_size > 0:
            raise StoreError(
                f"{self.address}: the last that was written lies in {log.name} beside it. Open the record once where"
                " both can be written to, with `travaux check` say."
            )
        return self._connect(f"{self.address.path.absolute().as_uri()}?mode=ro&immutable=1")

    def _connect(self, name: str) -> Connection:
        def opened() -> sqlite3.Connection:
            # A desk lends an open record to one thread after the other, never to two at once.
            db = sqlite3.connect(
                name,
                timeout=self._silence,
                isolation_level=None,
                uri=name.startswith("file:"),
                check_same_thread=False,
            )
            db.execute("PRAGMA trusted_schema = OFF")
            db.execute("PRAGMA foreign_keys = ON")
            return db

        # AUTOCOMMIT: transactions begin and end where `Database` says so, and nowhere else
        engine = create_engine("sqlite://", creator=opened, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        try:
            return engine.connect()
        except UnicodeDecodeError as error:  # in what SQLite says of a damaged file
            raise StoreError(damaged(self.address, error)) from error

    def make(self, connection: Connection) -> None:
        """The tables in a new file, or in one whose making was cut short."""
        self._refuse_what_acts(connection)
        is_ours = self._application(connection) == APPLICATION_ID
        if not is_ours and self._is_blank(connection):
            self.begin_writing(connection, ())
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            METADATA.create_all(connection)  # of two builds that begin one record the second finds the tables made
            self.mark(connection, VERSION)
            connection.exec_driver_sql("COMMIT")
            is_ours = True
        if is_ours:  # a file of something else is left as it is
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")

    def _application(self, connection: Connection) -> int:
        return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())

    def _is_blank(self, connection: Connection) -> bool:
        anything = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1").first()
        return anything is None and self._application(connection) == 0

    def _refuse_what_acts(self, connection: Connection) -> None:
        """A file from a stranger may hold statements that run when it is read or written; no record has any."""
        acting = "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1"
        if found := connection.exec_driver_sql(acting).first():
            connection.close()
            raise StoreError(
                f"{self.address}: this file has a {found[0]} of its own, which no record has. It is not opened."
            )

    def format_of(self, connection: Connection) -> int:
        """What the header says. Raises StoreError for a file of something else."""
        try:
            application = self._application(connection)
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        except OperationalError:
            raise
        except DBAPIError as error:
            raise StoreError(f"{self.address}: this file is no record ({error.orig}). Name another file.") from error
        if application != APPLICATION_ID:
            raise StoreError(f"{self.address}: this file is no Travaux record. Name another file.")
        return int(version)

    def mark(self, connection: Connection, format_: int) -> None:
        """In the header of the file; and what its planner knows of the tables."""
        connection.exec_driver_sql(f"PRAGMA user_version = {format_:d}")
        connection.exec_driver_sql("ANALYZE meta")  # makes the table of statistics
        connection.exec_driver_sql("DELETE FROM sqlite_stat1")
        connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", list(_STATISTICS))
        connection.exec_driver_sql("ANALYZE sqlite_schema")  # has them read

    def begin_reading(self, connection: Connection) -> None:
        """What others commit from here on is not seen, and they are not held up."""
        connection.exec_driver_sql("BEGIN")

    def begin_writing(self, connection: Connection, alone: Sequence[str]) -> None:
        """One writes at a time, whatever it is."""
        # A commit returns when it lies on the disk, so that what was read outlasts a power cut as it does a kill.
        # NORMAL would keep the record whole but may forget the last articles; reading one takes far longer. Said here,
        # since it has SQLite open the files beside a record, which who only reads may not be able to.
        connection.exec_driver_sql("PRAGMA synchronous = FULL")
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_SOME:d}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def wait_for(self, connection: Connection, seconds: float) -> None:
        """SQLite waits by itself."""
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    def expect_much(self, connection: Connection) -> None:
        """With 2 MB in memory, as SQLite has by default, each row of a large table would be a page read and written."""
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_MUCH:d}")

    def is_busy(self, error: DBAPIError) -> bool:
        """Whether somebody else has the file locked."""
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY

    def is_full(self, error: DBAPIError) -> bool:
        """Whether the disk is full, or has no room left for this user or for a file so long."""
        code = getattr(error.orig, "sqlite_errorcode", 0)
        return code & 0xFF == sqlite3.SQLITE_FULL or code in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)

    def is_refused(self, error: DBAPIError) -> bool:
        """Whether the disk is full, the file locked or not to be written to."""
        return isinstance(error, OperationalError)

    def faults(self, connection: Connection) -> list[str]:
        """Pages, indexes and references that are not as they must be."""
        pages = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
        found = [f"integrity_check: {line}" for line in pages if line != "ok"]
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check")
        return found + [f"foreign_key_check: table {row[0]}, row {row[1]}, refers to no {row[2]}" for row in broken]

    def explain(self, error: DBAPIError) -> str:
        """What cannot be read from a file is damaged, but for what SQLite writes itself as it reads."""
        if self.is_full(error):
            return f"{self.address}: could not be read ({error.orig}). Make room on the disk and try again."
        return damaged(self.address, error.orig)

"""The file that a record lies in: one SQLite database, opened, made, brought to this format, locked and waited for."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from travaux.model import TravauxError
from travaux.record.schema import APPLICATION_ID, TABLES, VERSION

SILENCE = 2.0  # seconds for which a record that another build writes to is waited for without a word
PATIENCE = 600.0  # and all in all


class StoreError(TravauxError):
    """A file is no record, or one that this version can't read; the message says what to do."""


class Database:
    """An open file. `waiting` is called while another build holds it; None for one that is only read."""

    def __init__(self, path: Path, connection: sqlite3.Connection, waiting: Callable[[], None] | None = None) -> None:
        self.path = path
        self.connection = connection
        self._waiting = waiting

    @classmethod
    def create(cls, path: Path, waiting: Callable[[], None] = lambda: None) -> Database:
        """Open a record to write to, made where there is none. Raises StoreError.

        `waiting` is called every two seconds for which another build holds the record.
        """
        try:
            new = not path.exists() or path.stat().st_size == 0
            opened = cls(path, _connect(path), waiting)
            if new:
                opened._patiently(
                    f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
                    f" {TABLES} COMMIT; PRAGMA journal_mode = WAL;"
                )
            _check(opened.connection, path)
            opened.migrate()
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{path}: no record can be written there ({error}).") from error
        return opened

    @classmethod
    def open(cls, path: Path) -> Database:
        """Open a record that exists. Raises StoreError."""
        if not path.is_file():
            raise StoreError(f"{path}: there is no such record. Make one with `travaux build FOLDER -o {path}`.")
        try:
            opened = cls(path, _connect(path))
            _check(opened.connection, path)
        except sqlite3.OperationalError:
            opened = cls(path, _connect_to_read(path))  # a folder or disk that cannot be written to
        except sqlite3.Error as error:
            raise StoreError(f"{path}: this file is no record ({error}). Name another file.") from error
        return opened

    def migrate(self) -> None:
        """Bring a record of an older format to this one. What that kept stays as it is. Raises StoreError."""
        try:
            if self.connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
                self._patiently(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        except sqlite3.OperationalError as error:
            raise self._unwritten(error) from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what a damaged file raises into one clear error."""
        try:
            yield
        except (sqlite3.DatabaseError, msgspec.MsgspecError, zlib.error) as error:
            raise StoreError(
                f"{self.path}: this record is damaged ({error}). Build it again from the reports, or take a copy of it."
            ) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. Raises StoreError where the disk is full or the file stays locked."""
        try:
            self._patiently("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                self.connection.rollback()
                raise
            self.connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise self._unwritten(error) from error

    def _unwritten(self, error: sqlite3.OperationalError) -> StoreError:
        """Undo what was begun, and say so."""
        if self.connection.in_transaction:
            self.connection.rollback()
        reason = "another build is writing to it" if _is_locked(error) else str(error)
        return StoreError(
            f"{self.path}: could not be written ({reason}). What was read before is kept;"
            " run the same command again to go on."
        )

    def _patiently(self, script: str) -> None:
        """Run what begins a transaction, as soon as no other build holds the record; a reader waits only once."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.connection.executescript(script)
                return
            except sqlite3.OperationalError as error:
                if not _is_locked(error) or self._waiting is None or time.monotonic() > deadline:
                    raise
            self._waiting()


def _is_locked(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=SILENCE, isolation_level=None)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _connect_to_read(path: Path) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        _check(db, path)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: this file can't be opened as a record ({error}).") from error
    return db


def _check(db: sqlite3.Connection, path: Path) -> None:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise StoreError(f"{path}: this file is no Travaux record. Name another file.")
    if version > VERSION:
        raise StoreError(
            f"{path}: this record was made by a newer Travaux (format {version}; this one reads up to {VERSION})."
            " Update with `pip install -U travaux`."
        )

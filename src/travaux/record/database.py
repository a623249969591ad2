"""An open record: one connection, its transactions, who waits for whom."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from travaux.record.address import Address, FileAddress, read_address
from travaux.record.dialect import Dialect
from travaux.record.errors import BusyError, DamageError, StoreError, damaged
from travaux.record.rows import Rows
from travaux.record.schema import META, VERSION

SILENCE = 2.0  # seconds for which a record that another build writes to is waited for without a word
PATIENCE = 600.0  # and all in all
STAMP = "stamp"  # in `meta`: another with each transaction that writes, but for rulings, which have numbers
_SAID = ("ruling",)
MOMENT = 0.2  # by who only looks: as long as an article takes to be put


class Database:
    """An open database. `waiting` is called while another build holds it; None for one that is only read."""

    def __init__(self, dialect: Dialect, connection: Connection, waiting: Callable[[], None] | None = None) -> None:
        self.address: Address = dialect.address
        self.rows = Rows(connection)
        self.connection = connection
        self._dialect = dialect
        self.waiting = waiting
        self._within = 0  # transactions that were begun, one inside the other

    @classmethod
    def create(cls, place: str | Path, waiting: Callable[[], None] = lambda: None) -> Database:
        """Open a record to write to, made where there is none. Raises StoreError.

        `waiting` is called every two seconds for which another build holds the record.
        """
        dialect = _dialect(read_address(place))
        opened = cls(dialect, dialect.connect(), waiting)
        try:
            with opened._sound():
                opened._patiently(lambda: dialect.make(opened.connection))
                opened.migrate()
        except DBAPIError as error:
            opened.close()
            room = " Make room on the disk and try again." if dialect.is_full(error) else ""
            raise StoreError(f"{opened.address}: no record can be written there ({_reason(error)}).{room}") from error
        except BaseException:
            opened.close()
            raise
        return opened

    @classmethod
    def open(cls, place: str | Path) -> Database:
        """Open a record that exists. Raises StoreError."""
        dialect = _dialect(read_address(place))
        opened = cls(dialect, dialect.connect_to_read())
        try:
            with opened._sound():
                opened.format  # noqa: B018 - raises where this version can't read it
        except BaseException:
            opened.close()
            raise
        return opened

    def close(self) -> None:
        """Close the connection; the record stays whole without it."""
        with suppress(SQLAlchemyError):
            self.connection.close()
        self.connection.engine.dispose()

    @property
    def format(self) -> int:
        """The format of the record. Raises StoreError for one that this version can't read."""
        held = self._dialect.format_of(self.connection)
        if held > VERSION:
            raise StoreError(
                f"{self.address}: this record was made by a newer Travaux (format {held}; this one reads up to"
                f" {VERSION}). Update with `pip install -U travaux`."
            )
        return held

    def faults(self) -> list[str]:
        """What the database itself finds wrong with the record."""
        return self._dialect.faults(self.connection)

    def migrate(self) -> None:
        """Bring a record of an older format to this one. What that kept stays as it is. Raises StoreError."""
        if self.format == VERSION:
            return
        from travaux.record.migrations import bring_forward  # Alembic is slow to load, and seldom needed

        with self.writing():
            bring_forward(self.connection, self.format, VERSION)
            self._dialect.mark(self.connection, VERSION)

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """All that is read in it is of one moment. What a damaged record raises becomes one clear error."""
        try:
            if not self._within:
                self._dialect.begin_reading(self.connection)
            self._within += 1
            try:
                with self._sound():
                    yield self.rows
            finally:
                self._within -= 1
                if not self._within:
                    self._roll_back()
        except DBAPIError as error:
            self._roll_back()
            raise StoreError(self._dialect.explain(error)) from error

    @contextmanager
    def writing(self, *alone: str) -> Iterator[Rows]:
        """One transaction: all of it or nothing. Raises StoreError where the disk is full or the record stays locked.

        Nobody else writes to the record meanwhile; or, where what is written is named (the id of an article, "merge"),
        nobody else to that, where the database can tell them apart. Readers see it when it is done.
        """
        if self._within:
            raise RuntimeError("nothing can be written while a record is read")
        try:
            self._patiently(lambda: self._dialect.begin_writing(self.connection, alone))
            self._within = 1
            try:
                with self._sound():
                    yield self.rows
                    if alone != _SAID:
                        self.rows.put(META, [{"key": STAMP, "value": token_hex(8)}])
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._within = 0
            self.connection.exec_driver_sql("COMMIT")
        except (msgspec.MsgspecError, zlib.error) as error:
            raise StoreError(damaged(self.address, error)) from error
        except DBAPIError as error:
            self._roll_back()
            if not self._dialect.is_refused(error):
                raise
            busy = self._dialect.is_busy(error)
            reason = "another build is writing to it" if busy else _reason(error)
            room = "make room on the disk, and " if self._dialect.is_full(error) else ""
            raise (BusyError if busy else StoreError)(
                f"{self.address}: could not be written ({reason}). What was read before is kept;"
                f" {room}run the same command again to go on."
            ) from error

    def expect_much(self) -> None:
        """Get ready for a transaction that writes most of a large record anew: it may take more memory."""
        self._dialect.expect_much(self.connection)

    @contextmanager
    def in_a_hurry(self) -> Iterator[None]:
        """Inside, who is in the way of a transaction that writes is waited for a moment only: BusyError comes soon."""
        waiting, self.waiting = self.waiting, None
        self._dialect.wait_for(self.connection, MOMENT)
        try:
            yield
        finally:
            self.waiting = waiting
            self._dialect.wait_for(self.connection, SILENCE)

    @contextmanager
    def sound(self) -> Iterator[None]:
        """For one statement, which is of one moment by itself: what it raises becomes one clear error, too."""
        try:
            with self._sound():
                yield
        except DBAPIError as error:
            self._roll_back()
            raise StoreError(self._dialect.explain(error)) from error

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """Turn what comes of bytes that no record holds into one clear error."""
        try:
            yield
        except (msgspec.MsgspecError, zlib.error, UnicodeDecodeError, DamageError) as error:
            raise StoreError(damaged(self.address, error)) from error

    def _roll_back(self) -> None:
        with suppress(SQLAlchemyError):  # there may be nothing to undo, or nobody there to do it
            self.connection.exec_driver_sql("ROLLBACK")
        if self.connection.invalidated:
            self.connection.rollback()  # the server went away: whoever asks next connects again

    def _patiently(self, begin: Callable[[], None]) -> None:
        """Begin what keeps others out as soon as none of them is in the way; a reader waits only once."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                begin()
                return
            except DBAPIError as error:
                self._roll_back()
                if not self._dialect.is_busy(error) or self.waiting is None or time.monotonic() > deadline:
                    raise
            self.waiting()


def _dialect(address: Address) -> Dialect:
    if isinstance(address, FileAddress):
        from travaux.record.sqlite import SQLite

        return SQLite(address, SILENCE)
    from travaux.record.postgresql import PostgreSQL

    return PostgreSQL(address, SILENCE)


def _reason(error: DBAPIError) -> str:
    """What the database itself says, on one line; SQLAlchemy would add the statement and its parameters."""
    return " ".join(str(error.orig).split())

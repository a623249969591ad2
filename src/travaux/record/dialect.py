"""What SQLite and PostgreSQL do each in a way of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from travaux.record.address import Address


class Dialect(Protocol):
    """A database that a record may lie in. `connection` is always one that `connect` gave; it begins nothing itself."""

    @property
    def address(self) -> Address:
        """Where the record lies."""

    def connect(self) -> Connection:
        """Raises StoreError where there is no way to it, with what to do."""

    def connect_to_read(self) -> Connection:
        """As `connect`, to what there must be already, and which it may not be allowed to write to."""

    def make(self, connection: Connection) -> None:
        """The tables and the marks of a record where there are none yet; nothing where there are any."""

    def format_of(self, connection: Connection) -> int:
        """The format of a record. Raises StoreError where it is none."""

    def mark(self, connection: Connection, format_: int) -> None:
        """Say that a record is of this format from now on."""

    def begin_reading(self, connection: Connection) -> None:
        """All that is read from here on is of one moment, whatever others write."""

    def begin_writing(self, connection: Connection, alone: Sequence[str]) -> None:
        """Keep out who writes to the same: to anything where nothing is named, else to what is named.

        Waits for whoever is in the way as long as `wait_for` said, and then fails in a way that `is_busy` knows.
        """

    def wait_for(self, connection: Connection, seconds: float) -> None:
        """How long `begin_writing` waits from now on."""

    def expect_much(self, connection: Connection) -> None:
        """Get ready for a transaction that writes most of a large record anew."""

    def is_busy(self, error: DBAPIError) -> bool:
        """Whether another build was in the way."""

    def is_full(self, error: DBAPIError) -> bool:
        """Whether there was no room for what was to be written."""

    def is_refused(self, error: DBAPIError) -> bool:
        """Whether a user can mend it: a full disk, a right that is missing, a server that went away."""

    def faults(self, connection: Connection) -> list[str]:
        """What the database itself finds wrong, none where all is well."""

    def explain(self, error: DBAPIError) -> str:
        """Why something could not be read: one line, and what to do."""

"""What a user can mend about a record."""

from __future__ import annotations

from travaux.model import TravauxError


class StoreError(TravauxError):
    """What was named is no record, or one that this version can't read or write; the message says what to do."""


class BusyError(StoreError):
    """Another build writes to the record."""


class DamageError(ValueError):
    """A value in a record that no record holds; whoever reads it makes a StoreError of it."""


def damaged(place: object, why: object) -> str:
    """What is said of a record that holds what no record holds."""
    return f"{place}: this record is damaged ({why}). Build it again from the reports, or take a copy of it."

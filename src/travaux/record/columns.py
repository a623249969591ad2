"""Types of columns that give what they are made for: SQLite keeps anything anywhere, and a file may be a stranger's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect, Integer, LargeBinary, Text

from travaux.record.errors import DamageError


class Words(Text):
    """Text, and nothing else."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Raises DamageError for a number or bytes."""
        return _only(str) if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


class Bytes(LargeBinary):
    """Bytes, and nothing else."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Raises DamageError for a number or text."""
        held: Callable[[Any], Any] | None = super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]
        return _only(bytes) if dialect.name == "sqlite" else held


class Number(Integer):
    """A whole number, and nothing else."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Raises DamageError for text, bytes or a fraction."""
        return _only(int) if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _only(kind: type[Any]) -> Callable[[Any], Any]:
    def process(value: Any) -> Any:
        if value is None or type(value) is kind:
            return value
        raise DamageError(f"{type(value).__name__} where {kind.__name__} must be")

    return process

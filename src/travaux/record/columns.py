"""Types of columns that give what they are made for: SQLite keeps anything anywhere, and a file may be a stranger's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import UserDefinedType

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


class Lexemes(UserDefinedType[str]):
    """PostgreSQL's tsvector, written as words with a space between; its dialect, which has it too, is slow to load."""

    cache_ok = True

    def get_col_spec(self, **settings: Any) -> str:
        """As a table has it."""
        return "TSVECTOR"


def _only(kind: type[Any]) -> Callable[[Any], Any]:
    def process(value: Any) -> Any:
        if value is None or type(value) is kind:
            return value
        raise DamageError(f"{type(value).__name__} where {kind.__name__} must be")

    return process

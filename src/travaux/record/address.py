"""Where a record lies: in a file, or in a PostgreSQL database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from travaux.record.errors import StoreError

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
_DEFAULT_SCHEMA = "public"
_FORM = (
    "write postgresql://USER@HOST/DATABASE or postgresql://USER@HOST/DATABASE?schema=NAME,"
    " with %40, %2F, %3A, %23 and %3F for @, /, :, # and ? in a password"
)


@dataclass(frozen=True, slots=True)
class FileAddress:
    """A SQLite file; `:memory:` is one that is gone when it is closed."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def name(self) -> str:
        """What a record is called that has no title."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A schema of a PostgreSQL database. As text it has no password; `settings` are what psycopg connects with."""

    host: str | None
    port: int | None
    user: str | None
    database: str | None
    schema: str
    settings: Mapping[str, str | int] = field(repr=False)

    def __str__(self) -> str:
        user = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        schema = f"?schema={self.schema}" if self.schema != _DEFAULT_SCHEMA else ""
        return f"postgresql://{user}{self.host or ''}{port}/{self.database or ''}{schema}"

    @property
    def name(self) -> str:
        """What a record is called that has no title."""
        return self.schema if self.schema != _DEFAULT_SCHEMA else self.database or "record"

    def without_secrets(self, text: str) -> str:
        """What a server or a library says, should it ever repeat a password."""
        for key in ("password", "sslpassword"):
            if secret := str(self.settings.get(key, "")):
                text = text.replace(secret, "***")
        return text


Address: TypeAlias = FileAddress | ServerAddress


def read_address(place: str | Path) -> Address:
    """A path, or postgresql://user@host/database?schema=name. Raises StoreError, which repeats no password."""
    given = str(place)
    scheme = _SCHEME.match(given)
    if isinstance(place, Path) or scheme is None:
        return FileAddress(Path(given))
    if scheme[1].lower() not in _POSTGRESQL:
        raise StoreError(f"{scheme[0]}…: a record lies in a file or in PostgreSQL: name a path, or {_FORM}.")
    parts = urlsplit(given)
    try:
        port = parts.port
        query = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise _unreadable() from None
    if parts.fragment or "@" in parts.path + parts.query:
        raise _unreadable()
    schema = query.pop("schema", _DEFAULT_SCHEMA)
    own = {
        "host": _text(parts.hostname),
        "port": port,
        "user": _text(parts.username),
        "password": _text(parts.password),
        "dbname": _text(parts.path.removeprefix("/")),
    }
    settings = query | {key: value for key, value in own.items() if value is not None}
    return ServerAddress(own["host"] or query.get("host"), port, own["user"], own["dbname"], schema, settings)  # type: ignore[arg-type]


def _text(part: str | None) -> str | None:
    return unquote(part) if part else None


def _unreadable() -> StoreError:
    return StoreError(f"this is no address of a PostgreSQL database: {_FORM}.")

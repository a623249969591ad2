"""The record on disk: one SQLite file. The only place that speaks SQL."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from travaux.model import (
    Actor,
    Article,
    Codebook,
    Copies,
    Event,
    Interaction,
    Issue,
    Link,
    Outcome,
    Party,
    Position,
    Problem,
    Provenance,
    Reading,
    Record,
    Ruling,
    Shift,
    Statement,
    Witnesses,
    digest,
)
from travaux.record.merge import merge
from travaux.record.schema import APPLICATION_ID, TABLES, VERSION

# What a merge yields, by the name of its table type, with the field of a Record that holds it.
FINDINGS: dict[str, tuple[type, str]] = {
    "statement": (Statement, "statements"),
    "position": (Position, "positions"),
    "event": (Event, "events"),
    "interaction": (Interaction, "interactions"),
    "outcome": (Outcome, "outcomes"),
    "actor": (Actor, "actors"),
    "party": (Party, "parties"),
    "issue": (Issue, "issues"),
    "link": (Link, "links"),
    "witnesses": (Witnesses, "witnesses"),
    "copies": (Copies, "copies"),
    "shift": (Shift, "shifts"),
    "problem": (Problem, "problems"),
}
# Bumped whenever the merge gives another record for the same readings.
MERGER = "merge-1"

_Noun = TypeVar("_Noun")
_encode = msgspec.json.Encoder(order="deterministic").encode


def _decode(body: bytes | str, noun: type[_Noun]) -> _Noun:
    return msgspec.json.decode(body, type=noun)


def _pack(reading: Reading) -> bytes:
    """Readings are many times the text that they are of, repeat themselves, and are looked at only by a merge."""
    return zlib.compress(_encode(reading), level=3)


def _unpack(body: bytes) -> Reading:
    return _decode(zlib.decompress(body), Reading)


class StoreError(Exception):
    """A file is no record, or one that this version can't read; the message says what to do."""


class Store:
    """An open record. Every `put_` is one transaction; `record` merges what has been put where that is due."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    @classmethod
    def create(cls, path: Path) -> Store:
        """Open a record to write to, made where there is none. Raises StoreError."""
        try:
            new = not path.exists() or path.stat().st_size == 0
            store = cls(path, _connect(path))
            if new:
                store._db.executescript(
                    f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
                    f" BEGIN; {TABLES} COMMIT;"
                )
            _check(store._db, path)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{path}: no record can be written there ({error}).") from error
        return store

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a record that exists. Raises StoreError."""
        if not path.is_file():
            raise StoreError(f"{path}: there is no such record. Make one with `travaux build FOLDER -o {path}`.")
        try:
            store = cls(path, _connect(path))
            _check(store._db, path)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: this file can't be opened as a record ({error}).") from error
        return store

    def close(self) -> None:
        """Close the file; the record stays whole without it."""
        self._db.close()

    # -- what was taken in and read

    def has_reading(self, article: Article, reader: str) -> bool:
        """Whether this wording, or a newer one of the same article, was read by this very reader."""
        row = self._db.execute(
            "SELECT article.body FROM article JOIN reading ON reading.article = article.id"
            " WHERE article.id = ? AND reading.reader = ?",
            (article.id, reader),
        ).fetchone()
        return row is not None and _newness(_decode(row[0], Article)) >= _newness(article)

    def put_reading(self, article: Article, reading: Reading, problems: Iterable[Problem] = ()) -> None:
        """Keep an article with its reading; an older wording of the same article gives way to a newer one."""
        row = self._db.execute("SELECT body FROM article WHERE id = ?", (article.id,)).fetchone()
        held = _decode(row[0], Article) if row else article
        older, newer = sorted((held, article), key=_newness)
        if older.wording != newer.wording:
            problems = [*problems, _superseded(older)]
        with self._writing() as db:
            if newer is article:
                db.execute(
                    "INSERT OR REPLACE INTO article VALUES (?, ?, ?)", (article.id, article.wording, _encode(article))
                )
                db.execute(
                    "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)",
                    (article.id, article.wording, reading.reader, _pack(reading)),
                )
            _insert_problems(db, problems)

    def put_problems(self, problems: Iterable[Problem]) -> None:
        """Keep what was found wrong with files that gave no article."""
        with self._writing() as db:
            _insert_problems(db, problems)

    def put_codebook(self, codebook: Codebook | None) -> None:
        """Keep the user's codebook; None takes it away, and everything is inferred again."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('codebook', ?)", (_encode(codebook).decode(),))

    def codebook(self) -> Codebook | None:
        """The user's codebook, if any."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'codebook'").fetchone()
        return _decode(row[0], Codebook | None) if row else None  # type: ignore[arg-type]

    def articles(self) -> Iterator[Article]:
        """All articles, by id."""
        for (body,) in self._db.execute("SELECT body FROM article ORDER BY id"):
            yield _decode(body, Article)

    def readings(self) -> Iterator[Reading]:
        """All readings, by article."""
        for (body,) in self._db.execute("SELECT body FROM reading ORDER BY article"):
            yield _unpack(body)

    # -- what they say together

    def merge(self) -> None:
        """Make the findings anew where articles, readings, problems or codebook have changed since."""
        with self._reading():
            self._merge()

    def _merge(self) -> None:
        state = self._state()
        if state == self._meta("merged"):
            return
        record = merge(self.articles(), self.readings(), self._problems(), self.codebook())
        with self._writing() as db:
            db.execute("DELETE FROM finding")
            for type_, (_, held_in) in FINDINGS.items():
                db.executemany(
                    "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
                    ((type_, noun.id, *_columns(noun), _encode(noun)) for noun in getattr(record, held_in)),
                )
            db.execute("INSERT OR REPLACE INTO meta VALUES ('title', ?)", (record.title,))
            db.execute("INSERT OR REPLACE INTO meta VALUES ('merged', ?)", (state,))

    def record(self) -> Record:
        """The whole record in memory. Raises StoreError where the file is damaged."""
        with self._reading():
            self._merge()
            return self._record()

    def _record(self) -> Record:
        held: dict[str, Any] = {
            field: tuple(
                _decode(body, noun)
                for (body,) in self._db.execute("SELECT body FROM finding WHERE type = ? ORDER BY id", (type_,))
            )
            for type_, (noun, field) in FINDINGS.items()
        }
        return Record(
            title=self._meta("title") or self.path.stem,
            articles=tuple(self.articles()),
            rulings=tuple(
                _decode(body, Ruling) for (body,) in self._db.execute("SELECT body FROM ruling ORDER BY number")
            ),
            provenance=tuple(
                Provenance(*row)
                for row in self._db.execute("SELECT article, wording, reader FROM reading ORDER BY article")
            ),
            **held,
        )

    def _problems(self) -> Iterator[Problem]:
        for (body,) in self._db.execute("SELECT body FROM problem ORDER BY id"):
            yield _decode(body, Problem)

    def _meta(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def _state(self) -> str:
        """A digest of all that a merge depends on."""
        readings = self._db.execute("SELECT article || wording || reader FROM reading ORDER BY article")
        problems = self._db.execute("SELECT id FROM problem ORDER BY id")
        return digest(MERGER, self._meta("codebook"), *(row[0] for row in readings), *(row[0] for row in problems))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what a damaged file raises into one clear error."""
        try:
            yield
        except (sqlite3.DatabaseError, msgspec.MsgspecError, zlib.error) as error:
            raise StoreError(
                f"{self.path}: this record is damaged ({error}). Build it again from the reports, or take a copy of it."
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. Raises StoreError where the disk is full or the file is locked."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.rollback()
                raise
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if self._db.in_transaction:
                self._db.rollback()
            raise StoreError(
                f"{self.path}: could not be written ({error}). What was read before is kept;"
                " run the same command again to go on."
            ) from error


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=30, isolation_level=None)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA foreign_keys = ON")
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
    db.execute("PRAGMA journal_mode = WAL")


def _insert_problems(db: sqlite3.Connection, problems: Iterable[Problem]) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO problem VALUES (?, ?, ?)",
        ((problem.id, problem.origin, _encode(problem)) for problem in problems),
    )


def _newness(article: Article) -> tuple[str, str, str, bytes]:
    """Later dates win; of two versions with one date, the same one wins whichever came first."""
    latest = str(article.updated or article.published or "")
    return latest, str(article.published or ""), article.wording, _encode(article)


def _superseded(article: Article) -> Problem:
    shown = article.updated or article.published
    return Problem(
        "superseded",
        f"An older wording of this article ({shown or 'no date'}) gave way to a newer one; it is not counted.",
        article.origin,
    )


def _columns(noun: Any) -> tuple[str | None, str | None, str | None]:
    return tuple(getattr(noun, name, None) for name in ("article", "party", "issue"))  # type: ignore[return-value]

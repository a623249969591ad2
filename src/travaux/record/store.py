"""What a record keeps: articles, readings, problems, the codebook, and what a merge makes of them."""

from __future__ import annotations

import gc
import hashlib
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from travaux.model import (
    MERGED,
    Article,
    Codebook,
    Position,
    Problem,
    Provenance,
    Reading,
    Record,
    Ruling,
    Stand,
)
from travaux.record.database import Database, StoreError
from travaux.record.merge import lies_ahead, merge
from travaux.record.older import Older
from travaux.record.versions import encode, gave_way, newness, version_of

# Bumped whenever the merge gives another record for the same readings.
MERGER = "merge-10"

_Noun = TypeVar("_Noun")


def _decode(body: bytes | str, noun: type[_Noun]) -> _Noun:
    return msgspec.json.decode(body, type=noun)


def _pack(reading: Reading) -> bytes:
    """Readings are many times the text that they are of, repeat themselves, and are looked at only by a merge."""
    return zlib.compress(encode(reading), level=3)


def _unpack(body: bytes) -> Reading:
    return _decode(zlib.decompress(body), Reading)


class _Published(msgspec.Struct):
    """The day of publication of an article, without the rest of it."""

    published: date | None = None


class Store:
    """An open record. Every `put_` is one transaction; `record` merges what has been put where that is due."""

    def __init__(self, database: Database) -> None:
        self.path = database.path
        self._database = database
        self._db = database.connection
        self._older = Older(self._db)

    @classmethod
    def create(cls, path: Path, waiting: Callable[[], None] = lambda: None) -> Store:
        """Open a record to write to, made where there is none. Raises StoreError.

        `waiting` is called every two seconds for which another build holds the record.
        """
        return cls(Database.create(path, waiting))

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a record that exists. Raises StoreError."""
        return cls(Database.open(path))

    def close(self) -> None:
        """Close the file; the record stays whole without it."""
        self._db.close()

    # -- what was taken in and read

    def settle(self, article: Article) -> Article:
        """An article as it is kept: of two that differ only in where their files lay, always the same."""
        held = self._article(article.id)
        if held is None or version_of(held) != version_of(article):
            held = self._older.find(article)
        return max(article, held, key=newness) if held else article

    def has_reading(self, article: Article, reader: str) -> bool:
        """Whether the record holds this very version of an article, read by this very reader."""
        asked = {"id": article.id, "body": encode(article), "reader": reader}
        row = self._db.execute(
            "SELECT 1 FROM article JOIN reading ON reading.article = article.id"
            " WHERE article.id = :id AND article.body = :body AND reading.reader = :reader"
            " UNION ALL SELECT 1 FROM older WHERE article = :id AND body = :body AND reader = :reader",
            asked,
        ).fetchone()
        return row is not None

    def put_reading(self, article: Article, reading: Reading) -> None:
        """Keep an article with its reading. Of several versions the newest stands, the others are kept as older."""
        with self._database.writing():
            if self.settle(article) != article:
                return
            standing = self._article(article.id)
            if standing is not None and version_of(standing) != version_of(article):
                if newness(standing) > newness(article):
                    self._older.put(article, reading.reader, _pack(reading))
                    return
                self._older.put(standing, *self._reading_of(standing.id))
            self._put(article, reading.reader, _pack(reading))

    def older(self) -> Iterator[tuple[Article, Reading]]:
        """Versions that gave way to a newer one, with their readings, by article and version."""
        return ((article, _unpack(reading)) for article, _, reading in self._older.rows())

    def find(self, name: str) -> tuple[Article, ...]:
        """The versions of one article: those that came from a file, or all of an id or the start of one.

        Raises StoreError where the name fits no article, or several.
        """
        held = sorted((*self.articles(), *self._older.articles()), key=newness, reverse=True)
        found = [each for each in held if each.origin == name] or [each for each in held if each.id.startswith(name)]
        ids = sorted({each.id for each in found if name})
        if not ids:
            raise StoreError(f"{self.path}: there is no article {name!r}. `travaux articles {self.path}` lists them.")
        if len(ids) > 1:
            some = ", ".join(ids[:4]) + ", …" * (len(ids) > 4)
            raise StoreError(f"{self.path}: {name!r} fits {len(ids)} articles: {some}. Name one by its id.")
        return tuple(found)

    def remove(self, versions: Iterable[Article]) -> None:
        """Forget versions of articles, with their readings and what was wrong with their files.

        Of the versions of an article that are left the newest stands. A file that was removed is not remembered:
        nothing keeps it from being taken in again.
        """
        self._database.migrate()
        removed = tuple(versions)
        with self._database.writing() as db:
            for each in removed:
                standing = self._article(each.id)
                if standing is None or version_of(standing) != version_of(each):
                    self._older.delete(each)
                    continue
                db.execute("DELETE FROM article WHERE id = ?", (each.id,))
                heir = self._older.take_newest(each.id)
                if heir is not None:
                    self._put(*heir)
            left = {each.origin for each in (*self.articles(), *self._older.articles())}
            gone = sorted({each.origin for each in removed} - left)
            db.executemany("DELETE FROM problem WHERE origin = ?", [(origin,) for origin in gone])

    def _put(self, article: Article, reader: str, reading: bytes) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?)", (article.id, article.wording, encode(article))
        )
        self._db.execute(
            "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", (article.id, article.wording, reader, reading)
        )

    def _reading_of(self, id_: str) -> tuple[str, bytes]:
        reader, body = self._db.execute("SELECT reader, body FROM reading WHERE article = ?", (id_,)).fetchone()
        return reader, body

    def _article(self, id_: str) -> Article | None:
        row = self._db.execute("SELECT body FROM article WHERE id = ?", (id_,)).fetchone()
        return _decode(row[0], Article) if row else None

    def put_problems(self, problems: Iterable[Problem]) -> None:
        """Keep what was found wrong, with a file or with two versions of an article."""
        with self._database.writing() as db:
            db.executemany(
                "INSERT OR REPLACE INTO problem VALUES (?, ?, ?)",
                ((problem.id, problem.origin, encode(problem)) for problem in problems),
            )

    def forget_problems(self, origin: str) -> None:
        """Before a file is taken in again: what was wrong with it may have been mended."""
        with self._database.writing() as db:
            db.execute("DELETE FROM problem WHERE origin = ?", (origin,))

    def put_codebook(self, codebook: Codebook | None) -> None:
        """Keep the user's codebook; None takes it away, and everything is inferred again."""
        with self._database.writing() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('codebook', ?)", (encode(codebook).decode(),))

    def codebook(self) -> Codebook | None:
        """The user's codebook, if any."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'codebook'").fetchone()
        return _decode(row[0], Codebook | None) if row else None  # type: ignore[arg-type]

    def put_today(self, today: date) -> None:
        """Keep the day by which it is judged what lies in the future; like a codebook it stays until another is put."""
        if self._meta("today") != today.isoformat():
            with self._database.writing() as db:
                db.execute("INSERT OR REPLACE INTO meta VALUES ('today', ?)", (today.isoformat(),))

    def today(self) -> date | None:
        """The day by which the last build judged what lies in the future."""
        held = self._meta("today")
        return date.fromisoformat(held) if held else None

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
        with self._database.reading():
            state = self._state()
            if state != self._meta("merged"):
                self._put_merged(self._merged(), state)

    def record(self, *fields: str, party: str | None = None) -> Record:
        """The whole record in memory, merged if that is due. Raises StoreError where the file is damaged.

        Where fields of `Record` are named, only what these hold need be in it, and where a party is, of positions and
        stands only its own: a listing is quicker without the rest.
        """
        with self._database.reading():
            state = self._state()
            if state == self._meta("merged"):
                with _uncollected():
                    return self._record(fields, party)
            merged = self._merged()
            # Where the file cannot be written, a merge is made again by whoever opens it next.
            with suppress(StoreError):
                self._put_merged(merged, state)
            return self._complete(merged)

    def _merged(self) -> Record:
        standing = {article.id: article for article in self.articles()}
        replaced = [gave_way(each, standing[each.id]) for each in self._older.articles()]
        problems = (*self._problems(), *replaced)
        return merge(standing.values(), self.readings(), problems, self.codebook(), self.today())

    def _put_merged(self, record: Record, state: str) -> None:
        with self._database.writing() as db:
            db.execute("DELETE FROM finding")
            for type_ in MERGED:
                db.executemany(
                    "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
                    ((type_.name, noun.id, *_columns(noun), encode(noun)) for noun in getattr(record, type_.field)),
                )
            db.execute("INSERT OR REPLACE INTO meta VALUES ('title', ?)", (record.title,))
            db.execute("INSERT OR REPLACE INTO meta VALUES ('merged', ?)", (state,))

    def _complete(self, merged: Record) -> Record:
        """A merged record with what a merge has no part in: rulings, what made each reading, the day of the build."""
        return replace(
            merged,
            today=self.today(),
            older=tuple(self._older.articles()),
            rulings=tuple(
                _decode(body, Ruling) for (body,) in self._db.execute("SELECT body FROM ruling ORDER BY number")
            ),
            provenance=tuple(
                Provenance(*row)
                for row in self._db.execute("SELECT article, wording, reader FROM reading ORDER BY article")
            ),
        )

    def _record(self, fields: Collection[str], party: str | None) -> Record:
        held: dict[str, Any] = {
            type_.field: tuple(
                _decode(body, type_.noun)
                for (body,) in self._db.execute(
                    "SELECT body FROM finding WHERE type = ?1 AND (?2 IS NULL OR party = ?2) ORDER BY id",
                    (type_.name, party if type_.noun in (Position, Stand) else None),
                )
            )
            for type_ in MERGED
            if not fields or type_.field in fields
        }
        articles = tuple(self.articles()) if not fields or "articles" in fields else ()
        return self._complete(Record(title=self._meta("title") or self.path.stem, articles=articles, **held))

    def _problems(self) -> Iterator[Problem]:
        for (body,) in self._db.execute("SELECT body FROM problem ORDER BY id"):
            yield _decode(body, Problem)

    def _meta(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def _state(self) -> str:
        """A digest of all that a merge depends on; of the day of the build only what it makes of the articles."""
        hashed = hashlib.sha256(f"{MERGER} {self._meta('codebook')}".encode())
        today = self.today()
        for (body,) in self._db.execute("SELECT body FROM article ORDER BY id"):
            hashed.update(body)
            hashed.update(b"ahead" if lies_ahead(_decode(body, _Published).published, today) else b"")
        for query in (
            "SELECT article || wording || reader FROM reading ORDER BY article",
            "SELECT id FROM problem ORDER BY id",
        ):
            for (held,) in self._db.execute(query):
                hashed.update(held.encode())
        for older in self._older.articles():
            hashed.update(b"older" + encode(older))
        return hashed.hexdigest()


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles: nouns make none, and it would go through all that is decoded again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _columns(noun: Any) -> tuple[str | None, str | None, str | None]:
    return tuple(getattr(noun, name, None) for name in ("article", "party", "issue"))  # type: ignore[return-value]

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
from sqlalchemy import select

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
from travaux.record.database import Database
from travaux.record.errors import StoreError
from travaux.record.merge import lies_ahead, merge
from travaux.record.older import Older
from travaux.record.rows import Query
from travaux.record.schema import ARTICLE, FINDING, META, OLDER, PROBLEM, READING, RULING
from travaux.record.versions import encode, gave_way, newness, version_of

# Bumped whenever the merge gives another record for the same readings.
MERGER = "merge-9"

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
        self.address = database.address
        self._database = database
        self._rows = database.rows
        self._older = Older(database)

    @classmethod
    def create(cls, place: str | Path, waiting: Callable[[], None] = lambda: None) -> Store:
        """Open a record to write to, made where there is none. Raises StoreError.

        `place` is a path, or postgresql://user@host/database?schema=name. `waiting` is called every two seconds for
        which another build holds the record.
        """
        return cls(Database.create(place, waiting))

    @classmethod
    def open(cls, place: str | Path) -> Store:
        """Open a record that exists. Raises StoreError."""
        return cls(Database.open(place))

    def close(self) -> None:
        """Close the connection to the record; it stays whole without it."""
        self._database.close()

    # -- what was taken in and read

    def settle(self, article: Article) -> Article:
        """An article as it is kept: of two that differ only in where their files lay, always the same."""
        held = self._article(article.id)
        if held is None or version_of(held) != version_of(article):
            held = self._older.find(article)
        return max(article, held, key=newness) if held else article

    def has_reading(self, article: Article, reader: str) -> bool:
        """Whether the record holds this very version of an article, read by this very reader."""
        body = encode(article)
        standing = select(ARTICLE.c.id).join(READING).where(ARTICLE.c.id == article.id)
        older = select(OLDER.c.article).where(OLDER.c.article == article.id)
        either = (
            standing.where(ARTICLE.c.body == body, READING.c.reader == reader),
            older.where(OLDER.c.body == body, OLDER.c.reader == reader),
        )
        return any(self._rows.one(query) is not None for query in either)

    def put_reading(self, article: Article, reading: Reading) -> None:
        """Keep an article with its reading. Of several versions the newest stands, the others are kept as older."""
        with self._database.writing(article.id):
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
            raise StoreError(
                f"{self.address}: there is no article {name!r}. `travaux articles {self.address}` lists them."
            )
        if len(ids) > 1:
            some = ", ".join(ids[:4]) + ", …" * (len(ids) > 4)
            raise StoreError(f"{self.address}: {name!r} fits {len(ids)} articles: {some}. Name one by its id.")
        return tuple(found)

    def remove(self, versions: Iterable[Article]) -> None:
        """Forget versions of articles, with their readings and what was wrong with their files.

        Of the versions of an article that are left the newest stands. A file that was removed is not remembered:
        nothing keeps it from being taken in again.
        """
        removed = tuple(versions)
        self._database.migrate()
        with self._database.writing() as rows:
            for each in removed:
                standing = self._article(each.id)
                if standing is None or version_of(standing) != version_of(each):
                    self._older.delete(each)
                    continue
                rows.delete(ARTICLE.c.id, [each.id])
                heir = self._older.take_newest(each.id)
                if heir is not None:
                    self._put(*heir)
            left = {each.origin for each in (*self.articles(), *self._older.articles())}
            rows.delete(PROBLEM.c.origin, sorted({each.origin for each in removed} - left))

    def _put(self, article: Article, reader: str, reading: bytes) -> None:
        kept = {"id": article.id, "wording": article.wording, "body": encode(article)}
        self._rows.put(ARTICLE, [kept])
        self._rows.put(
            READING, [{"article": article.id, "wording": article.wording, "reader": reader, "body": reading}]
        )

    def _reading_of(self, id_: str) -> tuple[str, bytes]:
        (held,) = self._rows.all(select(READING.c.reader, READING.c.body).where(READING.c.article == id_))
        return held.reader, held.body

    def _article(self, id_: str) -> Article | None:
        body = self._rows.value(select(ARTICLE.c.body).where(ARTICLE.c.id == id_))
        return _decode(body, Article) if body is not None else None

    def put_problems(self, problems: Iterable[Problem]) -> None:
        """Keep what was found wrong, with a file or with two versions of an article."""
        with self._database.writing("problem") as rows:
            rows.put(PROBLEM, ({"id": each.id, "origin": each.origin, "body": encode(each)} for each in problems))

    def forget_problems(self, origin: str) -> None:
        """Before a file is taken in again: what was wrong with it may have been mended."""
        with self._database.writing("problem") as rows:
            rows.delete(PROBLEM.c.origin, [origin])

    def put_codebook(self, codebook: Codebook | None) -> None:
        """Keep the user's codebook; None takes it away, and everything is inferred again."""
        with self._database.writing("codebook") as rows:
            rows.put(META, [{"key": "codebook", "value": encode(codebook).decode()}])

    def codebook(self) -> Codebook | None:
        """The user's codebook, if any."""
        held = self._meta("codebook")
        return _decode(held, Codebook | None) if held is not None else None  # type: ignore[arg-type]

    def put_today(self, today: date) -> None:
        """Keep the day by which it is judged what lies in the future; like a codebook it stays until another is put."""
        if self._meta("today") != today.isoformat():
            with self._database.writing("today") as rows:
                rows.put(META, [{"key": "today", "value": today.isoformat()}])

    def today(self) -> date | None:
        """The day by which the last build judged what lies in the future."""
        held = self._meta("today")
        return date.fromisoformat(held) if held else None

    def articles(self) -> Iterator[Article]:
        """All articles, by id."""
        return self._decoded(select(ARTICLE.c.body).order_by(ARTICLE.c.id), Article)

    def readings(self) -> Iterator[Reading]:
        """All readings, by article."""
        with self._database.reading() as rows:
            for (body,) in rows.each(select(READING.c.body).order_by(READING.c.article)):
                yield _unpack(body)

    # -- what they say together

    def merge(self) -> None:
        """Make the findings anew where articles, readings, problems or codebook have changed since."""
        with self._database.reading():
            state = self._state()
            merged = self._merged() if state != self._meta("merged") else None
        if merged is not None:
            self._put_merged(merged, state)

    def record(self, *fields: str, party: str | None = None) -> Record:
        """The whole record in memory, merged if that is due. Raises StoreError where it is damaged.

        Where fields of `Record` are named, only what these hold need be in it, and where a party is, of positions and
        stands only its own: a listing is quicker without the rest.
        """
        with self._database.reading():
            state = self._state()
            if state == self._meta("merged"):
                with _uncollected():
                    return self._record(fields, party)
            merged = self._merged()
            whole = self._complete(merged)
        # Where the record cannot be written, a merge is made again by whoever opens it next.
        with suppress(StoreError):
            self._put_merged(merged, state)
        return whole

    def _merged(self) -> Record:
        standing = {article.id: article for article in self.articles()}
        replaced = [gave_way(each, standing[each.id]) for each in self._older.articles()]
        problems = (*self._problems(), *replaced)
        return merge(standing.values(), self.readings(), problems, self.codebook(), self.today())

    def _put_merged(self, record: Record, state: str) -> None:
        with self._database.writing("merge") as rows:
            rows.clear(FINDING)
            for type_ in MERGED:
                rows.put(FINDING, (_row(type_.name, noun) for noun in getattr(record, type_.field)))
            rows.put(META, [{"key": "title", "value": record.title}, {"key": "merged", "value": state}])

    def _complete(self, merged: Record) -> Record:
        """A merged record with what a merge has no part in: rulings, what made each reading, the day of the build."""
        made = select(READING.c.article, READING.c.wording, READING.c.reader).order_by(READING.c.article)
        return replace(
            merged,
            today=self.today(),
            older=tuple(self._older.articles()),
            rulings=tuple(self._decoded(select(RULING.c.body).order_by(RULING.c.number), Ruling)),
            provenance=tuple(Provenance(*row) for row in self._rows.all(made)),
        )

    def _record(self, fields: Collection[str], party: str | None) -> Record:
        held: dict[str, Any] = {
            type_.field: tuple(
                self._decoded(_findings(type_.name, party if type_.noun in (Position, Stand) else None), type_.noun)
            )
            for type_ in MERGED
            if not fields or type_.field in fields
        }
        articles = tuple(self.articles()) if not fields or "articles" in fields else ()
        return self._complete(Record(title=self._meta("title") or self.address.name, articles=articles, **held))

    def _problems(self) -> Iterator[Problem]:
        return self._decoded(select(PROBLEM.c.body).order_by(PROBLEM.c.id), Problem)

    def _decoded(self, bodies: Query, noun: type[_Noun]) -> Iterator[_Noun]:
        """The nouns that a query gives the bodies of."""
        decode = msgspec.json.Decoder(noun).decode
        with self._database.reading() as rows:
            for (body,) in rows.each(bodies):
                yield decode(body)

    def _meta(self, key: str) -> str | None:
        held: str | None = self._rows.value(select(META.c.value).where(META.c.key == key))
        return held

    def _state(self) -> str:
        """A digest of all that a merge depends on; of the day of the build only what it makes of the articles."""
        hashed = hashlib.sha256(f"{MERGER} {self._meta('codebook')}".encode())
        today = self.today()
        for (body,) in self._rows.each(select(ARTICLE.c.body).order_by(ARTICLE.c.id)):
            hashed.update(body)
            hashed.update(b"ahead" if lies_ahead(_decode(body, _Published).published, today) else b"")
        for query in (
            select(READING.c.article, READING.c.wording, READING.c.reader).order_by(READING.c.article),
            select(PROBLEM.c.id).order_by(PROBLEM.c.id),
        ):
            for held in self._rows.each(query):
                hashed.update("".join(held).encode())
        for older in self._older.articles():
            hashed.update(b"older" + encode(older))
        return hashed.hexdigest()


def _findings(type_: str, party: str | None) -> Query:
    """The bodies of the findings of a type, of one party where one is named, by id."""
    of_type = select(FINDING.c.body).where(FINDING.c.type == type_).order_by(FINDING.c.id)
    return of_type.where(FINDING.c.party == party) if party is not None else of_type


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


def _row(type_: str, noun: Any) -> dict[str, Any]:
    places = {name: getattr(noun, name, None) for name in ("article", "party", "issue")}
    return {"type": type_, "id": noun.id, "body": encode(noun)} | places

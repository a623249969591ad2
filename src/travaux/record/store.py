"""What a record keeps: articles, readings, problems, the codebook, and what a merge makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from sqlalchemy import select

from travaux.model import (
    Article,
    Codebook,
    Heading,
    Problem,
    Reading,
    Ruling,
)
from travaux.record.database import Database
from travaux.record.opened import Opened
from travaux.record.schema import ARTICLE, HEADING, OLDER, PROBLEM, READING
from travaux.record.versions import MOST, encode, newness, pack, version_of


class Store(Opened):
    """An open record to which more is put. Every `put_` is one transaction; what has been put is merged when read."""

    @classmethod
    def create(cls, place: str | Path, waiting: Callable[[], None] = lambda: None, most: int = MOST) -> Store:
        """Open a record to write to, made where there is none. Raises StoreError.

        `place` is a path, or postgresql://user@host/database?schema=name. `waiting` is called every two seconds for
        which another build holds the record; `most` articles decide who is who and what is on the table.
        """
        made = cls(Database.create(place, waiting), most)
        made._index()
        return made

    def wait_by(self, waiting: Callable[[], None]) -> None:
        """Before much is put into an open record: others that write are waited for from here on, as by `create`.

        A record of an older format is brought forward. Raises StoreError.
        """
        self._database.waiting = waiting
        self._database.migrate()
        self._index()

    # -- what was taken in and read

    def settle(self, article: Article) -> Article:
        """An article as it is kept: of two that differ only in where their files lay, always the same."""
        with self._database.reading():
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
        with self._database.reading() as rows:
            return any(rows.one(query) is not None for query in either)

    def put_reading(self, article: Article, reading: Reading) -> None:
        """Keep an article with its reading. Of several versions the newest stands, the others are kept as older."""
        with self._database.writing(article.id):
            if self.settle(article) != article:
                return
            standing = self._article(article.id)
            if standing is not None and version_of(standing) != version_of(article):
                if newness(standing) > newness(article):
                    self._older.put(article, reading.reader, pack(reading))
                    self._upkeep.note()
                    return
                self._older.put(standing, *self._reading_of(standing.id))
            self._put(article, reading.reader, pack(reading))

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
                    self._upkeep.note()
                    continue
                rows.delete(ARTICLE.c.id, [each.id])
                self._sentences.delete(each.id)
                self._upkeep.note(each.id)
                heir = self._older.take_newest(each.id)
                if heir is not None:
                    self._put(*heir)
            left = {each.origin for each in (*self._headings(), *self._older.articles())}
            rows.delete(PROBLEM.c.origin, sorted({each.origin for each in removed} - left))
            self._upkeep.note()

    def _put(self, article: Article, reader: str, reading: bytes) -> None:
        if self._article(article.id) is None:
            self._upkeep.note_new(article.id)
        else:
            self._upkeep.note(article.id)
        published = article.published.isoformat() if article.published else None
        kept = {"id": article.id, "wording": article.wording, "body": encode(article)}
        details = {"published": published, "outlet": article.outlet, "kind": article.kind.value}
        self._rows.put(ARTICLE, [kept | details])
        self._rows.put(HEADING, [{"article": article.id, "body": encode(Heading.of(article))}])
        self._sentences.put(article)
        self._rows.put(
            READING, [{"article": article.id, "wording": article.wording, "reader": reader, "body": reading}]
        )

    def _reading_of(self, id_: str) -> tuple[str, bytes]:
        (held,) = self._rows.all(select(READING.c.reader, READING.c.body).where(READING.c.article == id_))
        return held.reader, held.body

    def put_problems(self, problems: Iterable[Problem]) -> None:
        """Keep what was found wrong, with a file or with two versions of an article."""
        wrong = [{"id": each.id, "origin": each.origin, "body": encode(each)} for each in problems]
        if wrong:
            with self._database.writing("problem") as rows:
                rows.put(PROBLEM, wrong)
                self._upkeep.note()

    def forget_problems(self, origin: str) -> None:
        """Before a file is taken in again: what was wrong with it may have been mended."""
        with self._database.reading() as rows:
            held = rows.one(select(PROBLEM.c.id).where(PROBLEM.c.origin == origin))
        if held is not None:
            with self._database.writing("problem") as rows:
                rows.delete(PROBLEM.c.origin, [origin])
                self._upkeep.note()

    def put_codebook(self, codebook: Codebook | None) -> None:
        """Keep the user's codebook; None takes it away, and everything is inferred again."""
        with self._database.writing("codebook"):
            self._upkeep.put_meta(codebook=encode(codebook).decode())
            self._upkeep.note()

    def put_today(self, today: date) -> None:
        """Keep the day by which it is judged what lies in the future; like a codebook it stays until another is put."""
        if self.today() != today:
            with self._database.writing("today"):
                self._upkeep.put_meta(today=today.isoformat())
                self._upkeep.note()

    def expect(self, files: int | None) -> None:
        """Keep how many files a build is of, for whoever looks on; None when it is done."""
        with self._database.writing("expected"):
            self._upkeep.put_meta(expected=str(files or ""))

    # -- what they say together

    def merge(self, watch: Callable[[float], None] = lambda share: None) -> None:
        """Make the findings anew that articles, readings, problems or a codebook concern which changed since.

        `watch` is told how much of it is done, from 0 to 1; of a small record only that it begins.
        """
        with self._database.reading():
            due = self._upkeep.is_due()
        if due:
            self._upkeep.bring_up(watch)

    def touch(self) -> None:
        """Have it taken for changed, by all that remember what they read. Raises StoreError."""
        self._database.migrate()
        with self._database.writing():
            pass

    def append(self, ruling: Ruling) -> Ruling:
        """Keep a ruling, which gets the next number; what is there already is never changed. Raises StoreError."""
        self._database.migrate()
        with self._database.writing("ruling"):
            return self._rulings.append(ruling)

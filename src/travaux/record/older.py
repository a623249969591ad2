"""The table of versions of articles that gave way to a newer one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import delete, select

from travaux.model import Article
from travaux.record.database import Database
from travaux.record.schema import OLDER
from travaux.record.versions import encode, newness, version_of


class Older:
    """Older versions in an open record, each with who read it and its packed reading; none in a record of format 1."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows = database.rows

    def articles(self) -> Iterator[Article]:
        """All of them, by article and version."""
        return (article for article, _, _ in self.rows())

    def rows(self) -> Iterator[tuple[Article, str, bytes]]:
        """Article, reader and packed reading, by article and version."""
        if self._database.format < 2:
            return
        every = select(OLDER.c.body, OLDER.c.reader, OLDER.c.reading).order_by(OLDER.c.article, OLDER.c.version)
        with self._database.reading() as rows:
            for body, reader, reading in rows.each(every):
                yield msgspec.json.decode(body, type=Article), reader, reading

    def find(self, article: Article) -> Article | None:
        """The same version of an article as it is kept, whatever file it came from."""
        same = select(OLDER.c.body).where(OLDER.c.article == article.id, OLDER.c.version == version_of(article))
        body = self._rows.value(same)
        return msgspec.json.decode(body, type=Article) if body is not None else None

    def put(self, article: Article, reader: str, reading: bytes) -> None:
        """Keep a version, in place of the same from another file."""
        row = {"article": article.id, "version": version_of(article), "reader": reader}
        self._rows.put(OLDER, [row | {"body": encode(article), "reading": reading}])

    def delete(self, article: Article) -> None:
        """Forget a version; nothing happens where it is not held."""
        self._rows.run(delete(OLDER).where(OLDER.c.article == article.id, OLDER.c.version == version_of(article)))

    def take_newest(self, id_: str) -> tuple[Article, str, bytes] | None:
        """Take the newest version of an article out; None where there is none."""
        of_it = select(OLDER.c.body, OLDER.c.reader, OLDER.c.reading).where(OLDER.c.article == id_)
        held = [(msgspec.json.decode(row.body, type=Article), row.reader, row.reading) for row in self._rows.all(of_it)]
        found = max(held, key=lambda row: newness(row[0]), default=None)
        if found is not None:
            self.delete(found[0])
        return found

"""The table of versions of articles that gave way to a newer one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec

from travaux.model import Article
from travaux.record.versions import encode, newness, version_of


class Older:
    """Older versions in an open record, each with who read it and its packed reading; empty in a file of format 1."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def articles(self) -> Iterator[Article]:
        """All of them, by article and version."""
        return (article for article, _, _ in self.rows())

    def rows(self) -> Iterator[tuple[Article, str, bytes]]:
        """Article, reader and packed reading, by article and version."""
        if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'older'").fetchone():
            for body, reader, reading in self._db.execute(
                "SELECT body, reader, reading FROM older ORDER BY article, version"
            ):
                yield msgspec.json.decode(body, type=Article), reader, reading

    def find(self, article: Article) -> Article | None:
        """The same version of an article as it is kept, whatever file it came from."""
        row = self._db.execute(
            "SELECT body FROM older WHERE article = ? AND version = ?", (article.id, version_of(article))
        ).fetchone()
        return msgspec.json.decode(row[0], type=Article) if row else None

    def put(self, article: Article, reader: str, reading: bytes) -> None:
        """Keep a version, in place of the same from another file."""
        row = (article.id, version_of(article), reader, encode(article), reading)
        self._db.execute("INSERT OR REPLACE INTO older VALUES (?, ?, ?, ?, ?)", row)

    def delete(self, article: Article) -> None:
        """Forget a version; nothing happens where it is not held."""
        self._db.execute("DELETE FROM older WHERE article = ? AND version = ?", (article.id, version_of(article)))

    def take_newest(self, id_: str) -> tuple[Article, str, bytes] | None:
        """Take the newest version of an article out; None where there is none."""
        found = max((row for row in self.rows() if row[0].id == id_), key=lambda row: newness(row[0]), default=None)
        if found is not None:
            self.delete(found[0])
        return found

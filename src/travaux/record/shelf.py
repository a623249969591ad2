"""What growing a record reads and writes: findings by article, by cell and by group, and notes that are kept beside."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

import msgspec

from travaux.model import TYPES, Article, Reading
from travaux.record.versions import encode

MANY = 500  # values in one question

_T = TypeVar("_T")
_NOUNS: dict[str, type[Any]] = {type_.name: type_.noun for type_ in TYPES}


class Dated(NamedTuple):
    """An article without its words."""

    published: date | None
    outlet: str | None
    kind: str


class Shelf:
    """The findings of a record in its database, and what tells which of them something new concerns.

    Notes are what one article has to do with a part of the record (an issue, a cell), by kind; marks find what may be
    alike, ties say what is; members lead from a finding to the group that it is in. All of them can be made anew.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._dated: dict[str, Dated | None] = {}

    def clear(self) -> None:
        """Forget all that was derived."""
        for table in ("finding", "note", "mark", "tie", "member"):
            self._db.execute(f"DELETE FROM {table}")

    # -- articles

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Those of them that are in the record, by id."""
        rows = self._chunked("SELECT id, body FROM article WHERE id IN ({})", ids)
        return {id_: msgspec.json.decode(body, type=Article) for id_, body in rows}

    def readings(self, ids: Iterable[str]) -> list[Reading]:
        """Their readings, by article."""
        rows = self._chunked("SELECT article, body FROM reading WHERE article IN ({})", ids)
        return [msgspec.json.decode(zlib.decompress(body), type=Reading) for _, body in sorted(rows)]

    def dated(self, ids: Iterable[str]) -> dict[str, Dated]:
        """Day, outlet and kind of those of them that are in the record."""
        wanted = set(ids)
        missing = wanted - self._dated.keys()
        if missing:
            self._dated |= dict.fromkeys(missing)
            rows = self._chunked("SELECT id, published, outlet, kind FROM article WHERE id IN ({})", missing)
            for id_, published, outlet, kind in rows:
                self._dated[id_] = Dated(date.fromisoformat(published) if published else None, outlet, kind)
        return {id_: held for id_ in sorted(wanted) if (held := self._dated[id_]) is not None}

    # -- findings

    def of_articles(self, type_: str, ids: Iterable[str]) -> list[Any]:
        """Findings of some articles."""
        sql = f"SELECT id, body FROM finding WHERE type = '{_known(type_)}' AND article IN ({{}})"
        return self._decoded(type_, self._chunked(sql, ids))

    def of_cell(self, type_: str, party: str | None, issue: str | None) -> list[Any]:
        """Findings of one party on one issue; None for those that have none."""
        rows = self._db.execute(
            "SELECT id, body FROM finding WHERE type = ? AND party IS ? AND issue IS ?", (type_, party, issue)
        )
        return self._decoded(type_, rows)

    def by_id(self, type_: str, ids: Iterable[str]) -> list[Any]:
        """Findings with these ids."""
        sql = f"SELECT id, body FROM finding WHERE type = '{_known(type_)}' AND id IN ({{}})"
        return self._decoded(type_, self._chunked(sql, ids))

    def all(self, type_: str) -> list[Any]:
        """All findings of a type."""
        return self._decoded(type_, self._db.execute("SELECT id, body FROM finding WHERE type = ?", (type_,)))

    def swap(self, type_: str, before: Iterable[Any], after: Iterable[Any]) -> None:
        """Put findings in the place of others; what is the same stays."""
        old: dict[str, bytes] = {noun.id: encode(noun) for noun in before}
        new: dict[str, Any] = {noun.id: noun for noun in after}
        bodies: dict[str, bytes] = {id_: encode(noun) for id_, noun in new.items()}
        gone = [(type_, id_) for id_ in old.keys() - new.keys()]
        self._db.executemany("DELETE FROM finding WHERE type = ? AND id = ?", gone)
        rows = [(type_, id_, *columns(new[id_]), body) for id_, body in sorted(bodies.items()) if old.get(id_) != body]
        self._db.executemany(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (type, id) DO UPDATE SET article ="
            " excluded.article, party = excluded.party, issue = excluded.issue, body = excluded.body",
            rows,
        )

    # -- groups

    def groups_of(self, type_: str, members: Iterable[str]) -> list[Any]:
        """The groups that these are members of, each once."""
        sql = f"SELECT DISTINCT id FROM member WHERE type = '{_known(type_)}' AND member IN ({{}})"
        return self.by_id(type_, {id_ for (id_,) in self._chunked(sql, members)})

    def swap_groups(self, type_: str, field: str, before: Sequence[Any], after: Sequence[Any]) -> None:
        """Put groups in the place of others, with their members."""
        ids = {group.id for group in before} & {group.id for group in after}
        for group in before:
            if group.id not in ids:
                members = [(type_, member) for member in getattr(group, field)]
                self._db.executemany("DELETE FROM member WHERE type = ? AND member = ?", members)
        self.swap(type_, before, after)
        for group in after:
            if group.id not in ids:
                members = [(type_, member, group.id) for member in getattr(group, field)]
                self._db.executemany("INSERT INTO member VALUES (?, ?, ?)", members)

    # -- notes

    def notes(self, kind: str, part: str, noun: type[_T]) -> list[_T]:
        """What all articles have to do with one part, in the order of the articles."""
        rows = self._db.execute("SELECT body FROM note WHERE kind = ? AND part = ? ORDER BY article", (kind, part))
        return [msgspec.json.decode(body, type=noun) for (body,) in rows]

    def notes_of(self, kind: str, ids: Iterable[str], noun: type[_T]) -> dict[str, list[_T]]:
        """The same by article."""
        sql = f"SELECT article, part, body FROM note WHERE kind = '{_known(kind)}' AND article IN ({{}})"
        found: dict[str, list[_T]] = {}
        for article, _, body in sorted(self._chunked(sql, ids)):
            found.setdefault(article, []).append(msgspec.json.decode(body, type=noun))
        return found

    def put_notes(self, kind: str, article: str, notes: Iterable[tuple[str, Any]]) -> set[str]:
        """Keep what an article has to do with parts, in place of what was kept; returns the parts that differ."""
        rows = self._db.execute("SELECT part, body FROM note WHERE kind = ? AND article = ?", (kind, article))
        old: dict[str, bytes] = dict(rows.fetchall())
        new: dict[str, bytes] = {part: encode(note) for part, note in notes}
        changed = {part for part in old.keys() | new.keys() if old.get(part) != new.get(part)}
        self._db.executemany(
            "DELETE FROM note WHERE kind = ? AND article = ? AND part = ?",
            [(kind, article, part) for part in changed & old.keys()],
        )
        self._db.executemany(
            "INSERT INTO note VALUES (?, ?, ?, ?)",
            [(kind, article, part, new[part]) for part in sorted(changed & new.keys())],
        )
        return changed

    # -- marks and ties

    def put_marks(self, kind: str, article: str, marks: Iterable[tuple[str, int]]) -> None:
        """Keep the marks of an article's nodes, in place of those that were kept."""
        self._db.execute("DELETE FROM mark WHERE kind = ? AND article = ?", (kind, article))
        rows = ((kind, mark, node, article) for node, mark in marks)
        self._db.executemany("INSERT INTO mark VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def bearers(self, kind: str, marks: Iterable[int]) -> Iterator[tuple[int, str, str]]:
        """Mark, node and article of all that bear one of these marks."""
        sql = f"SELECT mark, node, article FROM mark WHERE kind = '{_known(kind)}' AND mark IN ({{}})"
        return self._chunked(sql, marks)

    def ties_of(self, kind: str, nodes: Iterable[str]) -> dict[tuple[str, str], float]:
        """All ties of these nodes, by pair."""
        sql = f"SELECT a, b, score FROM tie WHERE kind = '{_known(kind)}' AND a IN ({{}})"
        return {(min(a, b), max(a, b)): score for a, b, score in self._chunked(sql, nodes)}

    def reached(self, kind: str, nodes: Iterable[str]) -> dict[tuple[str, str], float]:
        """The ties of all that hang together with these nodes."""
        found: dict[tuple[str, str], float] = {}
        seen: set[str] = set()
        new = set(nodes)
        while new:
            seen |= new
            ties = self.ties_of(kind, new)
            found |= ties
            new = {each for pair in ties for each in pair} - seen
        return found

    def swap_ties(self, kind: str, nodes: Iterable[str], ties: dict[tuple[str, str], float]) -> None:
        """Put the ties of nodes in place of all that they had."""
        for a, b in self.ties_of(kind, nodes):
            self._db.executemany("DELETE FROM tie WHERE kind = ? AND a = ? AND b = ?", [(kind, a, b), (kind, b, a)])
        rows = [row for (a, b), score in ties.items() for row in ((kind, a, b, score), (kind, b, a, score))]
        self._db.executemany("INSERT INTO tie VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)

    # -- how it is asked

    def _chunked(self, sql: str, values: Iterable[Any]) -> Iterator[Any]:
        held = sorted(set(values))
        for start in range(0, len(held), MANY):
            some = held[start : start + MANY]
            yield from self._db.execute(sql.format(", ".join("?" * len(some))), some).fetchall()

    def _decoded(self, type_: str, rows: Iterable[tuple[str, bytes]]) -> list[Any]:
        decoder = msgspec.json.Decoder(_NOUNS[type_])
        return [decoder.decode(body) for _, body in sorted(rows, key=lambda row: row[0])]


def _known(name: str) -> str:
    """A name that stands in this package's code, and may stand in a statement."""
    assert name.isalpha(), name
    return name


def columns(noun: Any) -> tuple[str | None, str | None, str | None]:
    """By what a finding is looked up: its article, or that of its basis; its party; its issue."""
    article = getattr(noun, "article", None)
    if article is None and type(noun).__name__ in ("Link", "Rule"):
        article = noun.basis.article
    return article, getattr(noun, "party", None), getattr(noun, "issue", None)

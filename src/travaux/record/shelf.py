"""What growing a record reads and writes: findings by article, by cell and by group, and notes that are kept beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

import msgspec
from sqlalchemy import and_, delete, func, select, update

from travaux.model import TYPES, Article, Glance, Happening, Heading, Held, Reading, Shift, Stand, Statement, When
from travaux.record.chapters import week_of
from travaux.record.groups import Pair
from travaux.record.rows import MANY, Query, Rows
from travaux.record.schema import ARTICLE, DERIVED, FINDING, GLANCE, HEADING, HELD, MARK, MEMBER, NOTE, READING, TIE
from travaux.record.versions import encode, unpack

_T = TypeVar("_T")
_KNOWN = 10_000  # headings in memory
_BY_WEEK = ("position", "link", "shift")
TIMED = ("happening", "shift", "stand")  # what is told of a time, by which it is looked up
_NOUNS: dict[str, type[Any]] = {type_.name: type_.noun for type_ in TYPES}


class Dated(NamedTuple):
    """What of an article others rest on."""

    published: date | None
    outlet: str | None

    @classmethod
    def of(cls, article: Article) -> Dated:
        """Of this one."""
        return cls(article.published, article.outlet)


class Shelf:
    """The findings of a record in its database, and what tells which of them something new concerns.

    Notes are what one article has to do with a part of the record (an issue, a cell), by kind; marks find what may be
    alike, ties say what is; members lead from a finding to the group that it is in. All of them can be made anew.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._dated: dict[str, Dated | None] = {}
        self._headings: dict[str, Heading] = {}  # those that were looked at last

    def clear(self) -> None:
        """Forget all that was derived."""
        for table in DERIVED:
            self._rows.clear(table)

    # -- articles

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Those of them that are in the record, by id."""
        rows = self._rows.with_keys(select(ARTICLE.c.id, ARTICLE.c.body), ARTICLE.c.id, sorted(set(ids)))
        return {id_: msgspec.json.decode(body, type=Article) for id_, body in sorted(rows)}

    def readings(self, ids: Iterable[str]) -> list[Reading]:
        """Their readings, by article."""
        rows = self._rows.with_keys(select(READING.c.article, READING.c.body), READING.c.article, sorted(set(ids)))
        return [unpack(body) for _, body in sorted(rows)]

    def put_dated(self, ids: Iterable[str], articles: Mapping[str, Article]) -> tuple[dict[str, Dated], set[str]]:
        """Keep day and outlet of those that there are; returns what was kept of all, and the ids that differ."""
        was = {id_: held for id_, (held,) in self.notes_of("details", ids, Dated).items()}
        now = {id_: Dated.of(articles[id_]) for id_ in ids if id_ in articles}
        differing = self.put_notes("details", {id_: [(id_, now[id_])] if id_ in now else [] for id_ in ids})
        self._dated |= {id_: now.get(id_) for id_ in ids}
        return was, differing

    def dated(self, ids: Iterable[str]) -> dict[str, Dated]:
        """Day and outlet of those of them that are in the record, as they were kept last."""
        wanted = set(ids)
        missing = wanted - self._dated.keys()
        if missing:
            self._dated |= dict.fromkeys(missing)
            self._dated |= {id_: held for id_, (held,) in self.notes_of("details", missing, Dated).items()}
        return {id_: held for id_ in sorted(wanted) if (held := self._dated[id_]) is not None}

    def published(self, ids: Iterable[str]) -> dict[str, date | None]:
        """The days of those of them that are in the record."""
        return {id_: held.published for id_, held in self.dated(ids).items()}

    # -- findings

    def of_articles(self, type_: str, ids: Iterable[str]) -> list[Any]:
        """Findings of some articles."""
        return self._with(type_, FINDING.c.article, ids)

    def by_id(self, type_: str, ids: Iterable[str]) -> list[Any]:
        """Findings with these ids."""
        return self._with(type_, FINDING.c.id, ids)

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.by_id("statement", ids)}

    def of_week(self, type_: str, party: str | None, issue: str | None, *weeks: str) -> list[Any]:
        """Those of one party on one issue that stand in the reports of some weeks; of a shift, its later end."""
        of_cell = _of(type_).where(FINDING.c.party == party, FINDING.c.issue == issue)
        return self._decoded(type_, self._rows.with_keys(of_cell, FINDING.c.week, weeks))

    def put_weeks(self, articles: Iterable[str]) -> None:
        """Keep by the week of their report what was found in articles that have another day than before."""
        for id_, week in self.weeks_of(articles).items():
            cited = update(FINDING).where(FINDING.c.article == id_, FINDING.c.type.in_(_BY_WEEK))
            self._rows.run(cited.values(week=week))

    def weeks_of(self, articles: Iterable[str]) -> dict[str, str]:
        """The weeks in which those of them came out that are in the record."""
        return {id_: week_of(held.published) for id_, held in self.dated(articles).items()}

    def all(self, type_: str) -> list[Any]:
        """All findings of a type."""
        return self._decoded(type_, self._rows.all(_of(type_)))

    def swap(self, type_: str, before: Iterable[Any], after: Iterable[Any]) -> None:
        """Put findings in the place of others; what is the same stays."""
        old: dict[str, bytes] = {noun.id: encode(noun) for noun in before}
        new: dict[str, Any] = {noun.id: noun for noun in after}
        gone = sorted(old.keys() - new.keys())
        if gone:
            self._delete(FINDING, FINDING.c.type == type_, FINDING.c.id, gone)
        rows = (as_row(type_, noun) for _, noun in sorted(new.items()))
        changed = [row for row in rows if old.get(row["id"]) != row["body"]]
        if type_ in _BY_WEEK:
            told_in = {row["id"]: article_of(type_, new[row["id"]]) for row in changed}
            published = self.published(id_ for id_ in told_in.values() if id_)
            weeks = {id_: week_of(day) for id_, day in published.items()}
            changed = [row | {"week": weeks.get(told_in[row["id"]] or "")} for row in changed]
            if type_ == "shift":
                changed = [row | days_of(new[row["id"]], published.get(told_in[row["id"]] or "")) for row in changed]
        self._rows.put(FINDING, changed)

    # -- groups

    def groups_of(self, type_: str, members: Iterable[str]) -> list[Any]:
        """The groups that these are members of, each once."""
        ids = select(MEMBER.c.id).where(MEMBER.c.type == type_)
        return self.by_id(type_, {id_ for (id_,) in self._rows.with_keys(ids, MEMBER.c.member, sorted(set(members)))})

    def swap_groups(self, type_: str, field: str, before: Iterable[Any], after: Iterable[Any]) -> None:
        """Put groups in the place of others, with their members, which `field` of each has."""
        old, new = ({group.id: group for group in groups} for groups in (before, after))
        left = sorted(member for id_ in old.keys() - new.keys() for member in getattr(old[id_], field))
        self._delete(MEMBER, MEMBER.c.type == type_, MEMBER.c.member, left)
        self.swap(type_, old.values(), new.values())
        self.put_members(type_, field, [new[id_] for id_ in sorted(new.keys() - old.keys())])

    def put_members(self, type_: str, field: str, groups: Iterable[Any]) -> None:
        """Note which group each member is in, which `field` of each has."""
        joined = ((group.id, member) for group in groups for member in getattr(group, field))
        self._rows.put(MEMBER, ({"type": type_, "member": member, "id": id_} for id_, member in joined))

    def headings(self, ids: Iterable[str]) -> list[Heading]:
        """Those of them that are in the record, without their texts, by id."""
        wanted = set(ids)
        missing = wanted - self._headings.keys()
        if len(self._headings) > _KNOWN:
            self._headings, missing = {}, wanted
        for id_, body in self._rows.with_keys(select(HEADING), HEADING.c.article, sorted(missing)):
            self._headings[id_] = msgspec.json.decode(body, type=Heading)
        return [self._headings[id_] for id_ in sorted(wanted) if id_ in self._headings]

    # -- at a glance

    def put_glances(self, glances: Iterable[Glance]) -> None:
        """Keep what is seen of parties on issues but for stands, in place of what was; of no positions nothing."""
        rows = []
        for glance in glances:
            place = _place(glance.party, glance.issue)
            if glance.positions:
                body = encode(replace(glance, stands=()))
                rows.append({**place, "positions": glance.positions, "body": body})
            else:
                same = (GLANCE.c.party == place["party"], GLANCE.c.issue == place["issue"])
                self._rows.run(delete(GLANCE).where(*same))
        self._rows.put(GLANCE, rows)

    def swap_held(self, cell: tuple[str | None, str | None], before: Iterable[Held], after: Iterable[Held]) -> None:
        """Put stands as a glance has them in the place of others; what is the same stays."""
        place = _place(*cell)
        old, new = ({held.id: held for held in stands} for stands in (before, after))
        same = and_(HELD.c.party == place["party"], HELD.c.issue == place["issue"])
        self._delete(HELD, same, HELD.c.id, sorted(old.keys() - new.keys()))
        changed = (held for id_, held in sorted(new.items()) if old.get(id_) != held)
        rows = ({**place, "id": held.id, "body": encode(held), **days_of(held)} for held in changed)
        self._rows.put(HELD, rows)

    def count(self, type_: str, party: str | None, issue: str | None, week: str) -> int:
        """How many findings of one party on one issue, None for those that have none, the reports of a week have."""
        of_cell = select(func.count()).where(
            FINDING.c.type == type_, FINDING.c.party == party, FINDING.c.issue == issue, FINDING.c.week == week
        )
        return int(self._rows.value(of_cell))

    # -- notes

    def notes(self, kind: str, part: str | None, noun: type[_T]) -> list[_T]:
        """What all articles have to do with one part, with any where it is None, in the order of the articles."""
        held = select(NOTE.c.body).where(NOTE.c.kind == kind).order_by(NOTE.c.article, NOTE.c.part)
        decode = msgspec.json.Decoder(noun).decode
        return [decode(body) for (body,) in self._rows.all(held if part is None else held.where(NOTE.c.part == part))]

    def notes_of(self, kind: str, ids: Iterable[str], noun: type[_T]) -> dict[str, list[_T]]:
        """What some articles have to do with all parts, by article."""
        held = select(NOTE.c.article, NOTE.c.part, NOTE.c.body).where(NOTE.c.kind == kind)
        decode = msgspec.json.Decoder(noun).decode
        found: dict[str, list[_T]] = {}
        for article, _, body in sorted(self._rows.with_keys(held, NOTE.c.article, sorted(set(ids)))):
            found.setdefault(article, []).append(decode(body))
        return found

    def put_notes(self, kind: str, notes: Mapping[str, Iterable[tuple[str, Any]]]) -> set[str]:
        """Keep what articles have to do with parts, in place of what was kept; returns the parts that differ."""
        held = select(NOTE.c.article, NOTE.c.part, NOTE.c.body).where(NOTE.c.kind == kind)
        old = {(article, part): body for article, part, body in self._rows.with_keys(held, NOTE.c.article, notes)}
        new = {(article, part): encode(note) for article, parts in notes.items() for part, note in parts}
        differing = sorted(place for place in old.keys() | new.keys() if old.get(place) != new.get(place))
        for article, part in differing:
            if (article, part) not in new:
                same = and_(NOTE.c.kind == kind, NOTE.c.article == article, NOTE.c.part == part)
                self._rows.run(delete(NOTE).where(same))
        self._rows.put(
            NOTE,
            (
                {"kind": kind, "article": article, "part": part, "body": new[article, part]}
                for article, part in differing
                if (article, part) in new
            ),
        )
        return {part for _, part in differing}

    def put_note(self, kind: str, article: str, part: str, note: Any) -> bool:
        """Keep one note, None for none, in place of what was kept; returns whether that differs."""
        same = (NOTE.c.kind == kind, NOTE.c.article == article, NOTE.c.part == part)
        body = encode(note) if note is not None else None
        if self._rows.value(select(NOTE.c.body).where(*same)) == body:
            return False
        if body is None:
            self._rows.run(delete(NOTE).where(*same))
        else:
            self._rows.put(NOTE, [{"kind": kind, "article": article, "part": part, "body": body}])
        return True

    def note(self, kind: str, article: str, part: str, noun: type[_T]) -> _T | None:
        """One note, None where there is none."""
        same = (NOTE.c.kind == kind, NOTE.c.article == article, NOTE.c.part == part)
        body = self._rows.value(select(NOTE.c.body).where(*same))
        return msgspec.json.decode(body, type=noun) if body is not None else None

    def by_part(self, kind: str, parts: Iterable[str], noun: type[_T]) -> dict[str, dict[str, _T]]:
        """What all articles have to do with some parts, by part and article."""
        held = select(NOTE.c.part, NOTE.c.article, NOTE.c.body).where(NOTE.c.kind == kind)
        decode = msgspec.json.Decoder(noun).decode
        found: dict[str, dict[str, _T]] = {}
        for part, article, body in self._rows.with_keys(held, NOTE.c.part, sorted(set(parts))):
            found.setdefault(part, {})[article] = decode(body)
        return found

    def parts(self, kind: str, article: str, noun: type[_T]) -> dict[str, _T]:
        """What one article, or whatever stands in its place, has to do with all parts."""
        held = select(NOTE.c.part, NOTE.c.body).where(NOTE.c.kind == kind, NOTE.c.article == article)
        decode = msgspec.json.Decoder(noun).decode
        return {part: decode(body) for part, body in self._rows.all(held.order_by(NOTE.c.part))}

    def below(self, kind: str, prefix: str, noun: type[_T]) -> dict[str, dict[str, _T]]:
        """Likewise of all whose names begin so, by the rest of these."""
        held = select(NOTE.c.article, NOTE.c.part, NOTE.c.body).where(NOTE.c.kind == kind)
        held = held.where(NOTE.c.article >= prefix, NOTE.c.article < f"{prefix}~")
        decode = msgspec.json.Decoder(noun).decode
        found: dict[str, dict[str, _T]] = {}
        for article, part, body in self._rows.all(held):
            found.setdefault(article.removeprefix(prefix), {})[part] = decode(body)
        return found

    # -- marks and ties

    def put_marks(self, kind: str, marks: Mapping[str, Mapping[str, Sequence[int]]]) -> None:
        """Keep the marks of the nodes of articles, in place of those that they had: article -> node -> marks."""
        old = self.notes_of(f"{kind} marks", marks, dict[str, list[int]])
        for article, (nodes,) in old.items():
            for node, held in nodes.items():
                if list(marks[article].get(node, ())) != held:
                    self._delete(MARK, and_(MARK.c.kind == kind, MARK.c.node == node), MARK.c.mark, held)
        self.put_notes(f"{kind} marks", {article: [("", nodes)] if nodes else [] for article, nodes in marks.items()})
        known = {node: held for (nodes,) in old.values() for node, held in nodes.items()}
        self._rows.put(
            MARK,
            (
                {"kind": kind, "mark": each, "node": node}
                for nodes in marks.values()
                for node, own in nodes.items()
                if list(own) != known.get(node)
                for each in own
            ),
        )

    def bearers(self, kind: str, marks: Iterable[int]) -> list[tuple[int, str]]:
        """Mark and node of all that bear one of these marks."""
        bearing = select(MARK.c.mark, MARK.c.node).where(MARK.c.kind == kind)
        return [(mark, node) for mark, node in self._rows.with_keys(bearing, MARK.c.mark, sorted(set(marks)))]

    def count_bearers(self, kind: str, marks: Iterable[int], least: int) -> Counter[str]:
        """How many of these marks each node bears that bears so many at least."""
        wanted = sorted(set(marks))
        bearing = select(MARK.c.node, func.count()).where(MARK.c.kind == kind).group_by(MARK.c.node)
        if len(wanted) <= MANY:  # they are asked for at once
            bearing = bearing.having(func.count() >= least)
        found: Counter[str] = Counter()
        for node, number in self._rows.with_keys(bearing, MARK.c.mark, wanted):
            found[node] += number
        return Counter({node: number for node, number in found.items() if number >= least})

    def bearers_between(self, kind: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, str]]:
        """Mark and node of all that bear one within a range, both ends of it included."""
        bearing = select(MARK.c.mark, MARK.c.node).where(MARK.c.kind == kind)
        found = (self._rows.all(bearing.where(MARK.c.mark.between(*ends))) for ends in sorted(set(ranges)))
        return [(mark, node) for rows in found for mark, node in rows]

    def marks_of(self, kind: str, articles: Iterable[str]) -> dict[str, list[int]]:
        """The marks that are kept of the nodes of these articles, by node."""
        notes = self.notes_of(f"{kind} marks", articles, dict[str, list[int]])
        return {node: marks for held in notes.values() for nodes in held for node, marks in nodes.items()}

    def nodes_of(self, kind: str, articles: Iterable[str]) -> set[str]:
        """The nodes whose marks are kept for these articles."""
        return set(self.marks_of(kind, articles))

    def ties_of(self, kind: str, nodes: Iterable[str]) -> dict[Pair, float]:
        """All ties of these nodes, by pair."""
        tied = select(TIE.c.a, TIE.c.b, TIE.c.score).where(TIE.c.kind == kind)
        return {
            (min(a, b), max(a, b)): score for a, b, score in self._rows.with_keys(tied, TIE.c.a, sorted(set(nodes)))
        }

    def ties_among(self, kind: str, nodes: Iterable[str]) -> dict[Pair, float]:
        """The ties of any two of these nodes, and of some of them to others."""
        tied = select(TIE.c.a, TIE.c.b, TIE.c.score).where(TIE.c.kind == kind, TIE.c.a < TIE.c.b)  # each is there twice
        return {
            (min(a, b), max(a, b)): score for a, b, score in self._rows.with_keys(tied, TIE.c.a, sorted(set(nodes)))
        }

    def reached(self, kind: str, nodes: Iterable[str]) -> dict[Pair, float]:
        """The ties of all that hang together with these nodes."""
        found: dict[Pair, float] = {}
        seen: set[str] = set()
        new = set(nodes)
        while new:
            seen |= new
            ties = self.ties_of(kind, new)
            found |= ties
            new = {each for pair in ties for each in pair} - seen
        return found

    def swap_ties(self, kind: str, nodes: Iterable[str], ties: Mapping[Pair, float]) -> None:
        """Put the ties of nodes in place of all that they had."""
        old = self.ties_of(kind, nodes)
        for a, b in sorted(old.keys() - ties.keys()):
            for one, other in ((a, b), (b, a)):
                self._delete(TIE, and_(TIE.c.kind == kind, TIE.c.a == one), TIE.c.b, [other])
        new = sorted(pair for pair, score in ties.items() if old.get(pair) != score)
        both = ((one, other, ties[a, b]) for a, b in new for one, other in ((a, b), (b, a)))
        self._rows.put(TIE, ({"kind": kind, "a": a, "b": b, "score": score} for a, b, score in both))

    # -- how it is asked

    def _with(self, type_: str, column: Any, keys: Iterable[str]) -> list[Any]:
        return self._decoded(type_, self._rows.with_keys(_of(type_), column, sorted(set(keys))))

    def _decoded(self, type_: str, rows: Iterable[Any]) -> list[Any]:
        decode = msgspec.json.Decoder(_NOUNS[type_]).decode
        return [decode(body) for _, body in sorted(map(tuple, rows))]

    def _delete(self, table: Any, where: Any, column: Any, keys: Sequence[Any]) -> None:
        for start in range(0, len(keys), 500):
            self._rows.run(delete(table).where(where, column.in_(keys[start : start + 500])))


def _of(type_: str) -> Query:
    return select(FINDING.c.id, FINDING.c.body).where(FINDING.c.type == type_)


def _place(party: str | None, issue: str | None) -> dict[str, str]:
    return {"party": party or "", "issue": issue or ""}


def as_row(type_: str, noun: Any, published: date | None = None) -> dict[str, Any]:
    """A finding as it is kept: looked up by its article, or that of its basis, by party, issue, confidence and days."""
    places = {name: getattr(noun, name, None) for name in ("party", "issue", "confidence")} | days_of(noun, published)
    article = None if type_ == "shift" else article_of(type_, noun)
    return {"type": type_, "id": noun.id, "article": article, "body": encode(noun), "week": None} | places


def days_of(noun: Any, published: date | None = None) -> dict[str, str | None]:
    """The days by which a finding is looked up, of those that have any; `published` is the day of its report."""
    when = time_of(noun, published)
    return {"first": when.first.isoformat(), "last": when.last.isoformat()} if when else {"first": None, "last": None}


def time_of(noun: Any, published: date | None = None) -> When | None:
    """When a happening was, or a stand had moved, else the day of the report of that; or since when a stand is held."""
    match noun:
        case Happening():
            return noun.date
        case Shift():
            return noun.later_on or (When.day(published) if published else None)
        case Stand() | Held():
            return noun.since
    return None


def article_of(type_: str, noun: Any) -> str | None:
    """The article in which a finding stands, None for one that several tell; of a shift that of its later end."""
    if type_ == "shift":
        article: str | None = noun.later.article
    else:
        article = noun.basis.article if type_ in ("link", "rule") else getattr(noun, "article", None)
    return article

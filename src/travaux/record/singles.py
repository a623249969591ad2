"""One finding with all that it rests on, one article with all that was found in it, a page of articles; by index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import func, select

from travaux.model import (
    TYPES,
    Article,
    Citation,
    Estimate,
    Heading,
    Link,
    Position,
    Provenance,
    Record,
    Ruling,
    Statement,
)
from travaux.record.fetching import FIELDS, Fetching, as_fields, by_their_ids, of_field
from travaux.record.schema import ARTICLE, FINDING, HEADING, OLDER, READING, RULING

_NAMED = 4  # of findings whose ids begin alike, as many are named
_HEX = frozenset("0123456789abcdef")
_MADE_OF = ("positions", "events", "links", "statements")  # fields of nouns that name others by id, and of `Record`


class Named(NamedTuple):
    """The first few findings whose ids begin alike, id and type, by id; and how many there are."""

    first: tuple[tuple[str, str], ...]
    number: int


class Reports(NamedTuple):
    """Some articles without their texts, of how many, and how many findings of each type rest on each."""

    headings: tuple[Article, ...]
    number: int
    counts: dict[tuple[str, str], int]


class Singles(Fetching):
    """Reads one finding, or one article, inside `Database.reading`."""

    def named(self, start: str) -> Named:
        """The findings whose ids begin so: the one that has this very id, else all."""
        if not start or not _HEX.issuperset(start):
            return Named((), 0)
        found: list[tuple[str, str]] = []
        count = 0
        for type_ in (each for each in TYPES if each.noun is not Ruling):
            table = ARTICLE if type_.noun is Article else FINDING
            within = [table.c.id >= start, table.c.id < start + "g"]
            within += [FINDING.c.type == type_.name] if table is FINDING else []
            first = select(table.c.id).where(*within).order_by(table.c.id).limit(_NAMED)
            some = [(id_, type_.name) for (id_,) in self._rows.all(first)]
            found += some
            counted = select(func.count()).select_from(table).where(*within)
            count += int(self._rows.value(counted)) if len(some) == _NAMED else len(some)
        exact = tuple(each for each in found if each[0] == start)
        return Named(exact, 1) if exact else Named(tuple(sorted(found)[:_NAMED]), count)

    def finding(self, id_: str, type_: str) -> Record:
        """A finding with all that it names, is made of or rests on, and the texts of the articles behind it."""
        held = {field: self._found(field, self._rows.all(of_field(field))) for field in ("parties", "issues")}
        whole, short = {id_}, set[str]()
        if type_ != "article":
            field = next(each.field for each in TYPES if each.name == type_)
            own = self._by_id(field, [id_])
            held[field] = held.get(field, {}) | own
            whole, short = self._add_what_is_behind(held, own[id_])
        articles = self._headings_of(short - whole) | self._texts(whole)
        about = self._rows.with_keys(of_field("estimates"), FINDING.c.article, sorted(articles))
        held["estimates"] = held.get("estimates", {}) | self._found("estimates", about)
        made = self._rows.with_keys(
            select(READING.c.article, READING.c.wording, READING.c.reader), READING.c.article, sorted(articles)
        )
        older = self._rows.with_keys(select(OLDER.c.body), OLDER.c.article, sorted(articles))
        rulings = self._rows.all(select(RULING.c.body).where(RULING.c.finding == id_).order_by(RULING.c.number))
        return Record(
            title="",
            articles=by_their_ids(articles),
            provenance=tuple(Provenance(*row) for row in sorted(map(tuple, made))),
            older=tuple(msgspec.json.decode(body, type=Article) for (body,) in older),
            rulings=tuple(msgspec.json.decode(body, type=Ruling) for (body,) in rulings),
            **as_fields(held),
        )

    def article(self, id_: str) -> Record:
        """An article with its text, all that was found in it, and the headings of those that tell of the same.

        Holds no article where there is none of this id.
        """
        held = {field: self._found(field, self._rows.all(of_field(field))) for field in ("parties", "issues")}
        told = self._rows.all(select(FINDING.c.type, FINDING.c.id, FINDING.c.body).where(FINDING.c.article == id_))
        for field, type_ in FIELDS.items():
            held[field] = held.get(field, {}) | self._found(field, (row for row in told if row.type == type_.name))
        held["copies"] = self._groups("copies", [id_])
        held["witnesses"] = self._groups("witnesses", held["statements"])
        others = {
            other for field in ("copies", "witnesses") for each in held[field].values() for other in each.articles
        }
        older = self._rows.with_keys(select(OLDER.c.body), OLDER.c.article, [id_])
        return Record(
            title="",
            articles=by_their_ids(self._headings_of(others - {id_}) | self._texts([id_])),
            older=tuple(msgspec.json.decode(body, type=Article) for (body,) in older),
            **as_fields(held),
        )

    def by_day(self, since: date | None, until: date | None, most: int, first: int) -> Reports:
        """The headings of some articles, the newest first and those without a date last."""
        day = ARTICLE.c.published
        asked = [] if since is None else [day >= since.isoformat()]
        asked += [] if until is None else [day <= until.isoformat()]
        some = select(HEADING.c.body).join(ARTICLE, ARTICLE.c.id == HEADING.c.article).where(*asked)
        some = some.order_by(day.desc().nulls_last(), ARTICLE.c.id).limit(most).offset(first)
        headings = tuple(msgspec.json.decode(body, type=Heading) for (body,) in self._rows.all(some))
        number = int(self._rows.value(select(func.count()).select_from(ARTICLE).where(*asked)))
        counted = select(FINDING.c.article, FINDING.c.type, func.count().label("number"))
        counted = counted.where(FINDING.c.article.in_([each.id for each in headings]))
        found = self._rows.all(counted.group_by(FINDING.c.article, FINDING.c.type))
        return Reports(headings, number, {(row.article, row.type): int(row.number) for row in found})

    def _add_what_is_behind(self, held: dict[str, dict[str, Any]], own: Any) -> tuple[set[str], set[str]]:
        """What a finding is made of, and what that rests on; returns the articles that it cites, and those it names."""
        made: list[Any] = [own]
        for field in _MADE_OF:
            ids = (own.position,) if field == "positions" and isinstance(own, Link) else getattr(own, field, ())
            found = self._by_id(field, ids)
            held[field] = held.get(field, {}) | found
            made += found.values()
        voices = {each.voice for each in made if isinstance(each, Position) and each.voice}
        above = {own.within} if isinstance(own, Statement) and own.within else set[str]()
        held["statements"] |= self._by_id("statements", voices | above)
        told = {own.voice or ""} if isinstance(own, Position) else {own.id}
        held["witnesses"] = held.get("witnesses", {}) | self._groups("witnesses", told)
        named = {*getattr(own, "articles", ()), *([own.article] if isinstance(own, Estimate) else [])}
        return {cited.article for each in made for cited in _cited(each)}, named


def _cited(finding: Any) -> Iterator[Citation]:
    for field in fields(finding):
        value = getattr(finding, field.name)
        yield from (each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, Citation))

"""How findings and articles of an open record are fetched by their ids: what reads parts of it rests on this."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import select

from travaux.model import MERGED, Article, Heading
from travaux.record.rows import Query, Rows
from travaux.record.schema import ARTICLE, FINDING, HEADING, MEMBER

FIELDS = {type_.field: type_ for type_ in MERGED}
_OF_ARTICLES = ("positions", "statements", "events")


class Fetching:
    """Fetches from an open record, inside `Database.reading`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def _by_id(self, field: str, ids: Iterable[str]) -> dict[str, Any]:
        return self._found(field, self._rows.with_keys(of_field(field), FINDING.c.id, sorted(set(ids))))

    def _groups(self, field: str, members: Iterable[str]) -> dict[str, Any]:
        """The groups that these are members of."""
        of_type = select(MEMBER.c.id).where(MEMBER.c.type == FIELDS[field].name)
        found = self._rows.with_keys(of_type, MEMBER.c.member, sorted(set(members)))
        return self._by_id(field, {id_ for (id_,) in found})

    def _found(self, field: str, rows: Iterable[Any]) -> dict[str, Any]:
        """By id; which is asked of the row, for to a noun it is work."""
        decode = msgspec.json.Decoder(FIELDS[field].noun).decode
        return {row.id: decode(row.body) for row in rows}

    def _headings_of(self, ids: Iterable[str]) -> dict[str, Article]:
        found = self._rows.with_keys(select(HEADING.c.body), HEADING.c.article, sorted(set(ids)))
        return self._decoded(found)

    def _decoded(self, rows: Iterable[Any]) -> dict[str, Article]:
        decode = msgspec.json.Decoder(Heading).decode
        found = (decode(body) for (body,) in rows)
        return {heading.id: heading for heading in found}

    def _first_and_last(self) -> dict[str, Article]:
        """Of the articles with a day, by that: what tells the period of the record."""
        day = ARTICLE.c.published
        dated = select(ARTICLE.c.id).where(day.is_not(None))
        ends = (self._rows.value(dated.order_by(order)) for order in (day, day.desc()))
        return self._headings_of(id_ for id_ in ends if id_ is not None)

    def _texts(self, ids: Iterable[str]) -> dict[str, Article]:
        found = self._rows.with_keys(select(ARTICLE.c.id, ARTICLE.c.body), ARTICLE.c.id, sorted(set(ids)))
        return {id_: msgspec.json.decode(body, type=Article) for id_, body in found}


def of_field(field: str) -> Query:
    """All findings of a field of `Record`: ids and bodies."""
    return select(FINDING.c.id, FINDING.c.body).where(FINDING.c.type == FIELDS[field].name)


def as_fields(held: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """As `Record` holds them: tuples in the order of the ids."""
    return {field: by_their_ids(found) for field, found in held.items()}


def by_their_ids(found: dict[str, Any]) -> tuple[Any, ...]:
    """What was found, in the order of the ids."""
    return tuple(found[id_] for id_ in sorted(found))


def articles_of(held: dict[str, dict[str, Any]]) -> set[str]:
    """The articles that findings are of, or name."""
    own = {each.article for field in _OF_ARTICLES for each in held.get(field, {}).values()}
    own |= {end.article for each in held.get("shifts", {}).values() for end in (each.earlier, each.later)}
    return own.union(*(each.articles for field in ("witnesses", "copies") for each in held.get(field, {}).values()))

"""Rulings as a record keeps them, and the findings that they are on with what hangs on these."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import func, select

from travaux.model import MERGED, Article, Record, Ruling, Verdict
from travaux.record.rows import Rows
from travaux.record.schema import ARTICLE, FINDING, MEMBER, RULING
from travaux.record.versions import encode

_VOICE = re.compile(rb'"voice":"([0-9a-f]+)"')
_BY_NAME = {type_.name: type_ for type_ in MERGED}


class Rulings:
    """Reads rulings, and appends them; nothing here changes or deletes one."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Ruling, ...]:
        """All of them, in the order in which they were given."""
        return self.after(None)

    def after(self, number: int | None) -> tuple[Ruling, ...]:
        """Those that were given after one."""
        decode = msgspec.json.Decoder(Ruling).decode
        every = select(RULING.c.body).order_by(RULING.c.number)
        every = every if number is None else every.where(RULING.c.number > number)
        return tuple(decode(body) for (body,) in self._rows.all(every))

    def append(self, ruling: Ruling) -> Ruling:
        """Keep a ruling under the next number, inside a transaction that keeps out others who do."""
        numbered = replace(ruling, number=int(self._rows.value(select(func.max(RULING.c.number))) or 0) + 1)
        self._rows.put(RULING, [{"number": numbered.number, "finding": numbered.finding, "body": encode(numbered)}])
        return numbered

    def wordings(self, rulings: Iterable[Ruling]) -> dict[str, str]:
        """The wordings of the articles that rulings cite, by id."""
        cited = {each.article for ruling in rulings for change in ruling.correction for each in change.cited}
        query = select(ARTICLE.c.id, ARTICLE.c.wording)
        return dict(map(tuple, self._rows.with_keys(query, ARTICLE.c.id, sorted(cited))))

    def touched(self, rulings: Sequence[Ruling]) -> Record:
        """The findings that rulings are on, with the positions that rest on statements among them, and their groups."""
        ids = {each.finding for each in rulings} | {id_ for each in rulings for id_ in each.others}
        held = self._found(FINDING.c.id, ids)
        statements = {each.id: each for each in held.get("statement", ())}
        changed = {each.finding for each in rulings if each.verdict in (Verdict.REJECTED, Verdict.CORRECTED)}
        beside = {each.article for id_, each in statements.items() if id_ in changed}
        held["position"] = _once([*held.get("position", ()), *self._resting_on(changed, beside)])
        grouped = {each.layer for each in rulings if each.verdict in (Verdict.MERGED, Verdict.SPLIT)}
        if "actor" in grouped:
            held["position"] = _once(held["position"] + self._of_actors(held.get("actor", ())))
        split = [each for each in rulings if each.layer == "issue" and each.verdict is Verdict.SPLIT]
        if split:
            issues = {id_ for each in rulings if each.layer == "issue" for id_ in (each.finding, *each.others)}
            held["position"] = _once(held["position"] + self._found(FINDING.c.issue, issues, "position"))
        groups = self._rows.with_keys(
            select(MEMBER.c.id).where(MEMBER.c.type == "witnesses"), MEMBER.c.member, sorted(statements)
        )
        told = held.get("witnesses", []) + self._found(FINDING.c.id, {id_ for (id_,) in groups}, "witnesses")
        held["witnesses"] = _once(told)
        for name in ("party", "issue", *(["actor"] if any(each.layer == "actor" for each in rulings) else [])):
            every = self._rows.all(select(FINDING.c.body).where(FINDING.c.type == name))
            held[name] = [msgspec.json.decode(body, type=_BY_NAME[name].noun) for (body,) in every]
        found: dict[str, Any] = {_BY_NAME[name].field: tuple(nouns) for name, nouns in held.items()}
        return Record(title="", **found)

    def _resting_on(self, statements: Collection[str], articles: Iterable[str]) -> Iterator[Any]:
        """The positions that rest on statements in these articles, of which only they are decoded."""
        decode = msgspec.json.Decoder(_BY_NAME["position"].noun).decode
        of_type = select(FINDING.c.body).where(FINDING.c.type == "position")
        for (body,) in self._rows.with_keys(of_type, FINDING.c.article, sorted(set(articles))):
            voice = _VOICE.search(body)
            if voice and voice[1].decode() in statements:
                yield decode(body)

    def _of_actors(self, actors: Iterable[Any]) -> list[Any]:
        """The positions that people hold who may change sides with a ruling."""
        found = []
        for side in {each.speaks_for for each in actors}:
            names = {name.casefold() for each in actors for name in (each.name, *each.aliases)}
            of_side = FINDING.c.party.is_(None) if side is None else FINDING.c.party == side
            for (body,) in self._rows.each(select(FINDING.c.body).where(FINDING.c.type == "position", of_side)):
                position = msgspec.json.decode(body, type=_BY_NAME["position"].noun)
                if position.holder and position.holder.casefold() in names:
                    found.append(position)
        return found

    def _found(self, column: Any, keys: Iterable[str], *types: str) -> Any:
        query = select(FINDING.c.type, FINDING.c.body).where(FINDING.c.type.in_(types or tuple(_BY_NAME)))
        held: dict[str, list[Any]] = {}
        for type_, body in self._rows.with_keys(query, column, sorted(set(keys))):
            held.setdefault(type_, []).append(msgspec.json.decode(body, type=_BY_NAME[type_].noun))
        return held.get(types[0], []) if types else held

    def texts(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Articles with their texts."""
        found = self._rows.with_keys(select(ARTICLE.c.body), ARTICLE.c.id, sorted(set(ids)))
        return tuple(msgspec.json.decode(body, type=Article) for (body,) in found)


def _once(found: Iterable[Any]) -> list[Any]:
    return list({each.id: each for each in found}.values())

"""The findings that are neither sure nor unlikely, by index, with what tells how much hangs on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import func, select

from travaux.model import MERGED, Glance, Record, Shift, Witnesses
from travaux.record.rows import Rows
from travaux.record.schema import FINDING, GLANCE, MEMBER

EVEN = 0.5
_BY_NAME = {type_.name: type_ for type_ in MERGED}


class Doubtful:
    """Reads what waits for a person, inside `Database.reading`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def find(self, layer: str, most: int, within: Mapping[str, str | None]) -> tuple[Record, int]:
        """At most so many findings of a layer, those nearest to even first, and how many there are in all.

        Beside them stand the utterances that they are told in, all shifts, and how many positions each cell has.
        """
        type_ = _BY_NAME[layer]
        of_type = select(FINDING.c.body).where(FINDING.c.type == layer)
        for name, id_ in within.items():
            if id_ is not None:
                of_type = of_type.where(FINDING.c[name] == id_)
        sure = FINDING.c.confidence
        halves = (
            of_type.where(sure >= EVEN).order_by(sure, FINDING.c.id).limit(most),
            of_type.where(sure < EVEN).order_by(sure.desc(), FINDING.c.id).limit(most),
            of_type.where(sure.is_(None)).order_by(FINDING.c.id).limit(most),
        )
        decode = msgspec.json.Decoder(type_.noun).decode
        found = [decode(body) for half in halves for (body,) in self._rows.all(half)]
        found.sort(key=lambda each: (abs(getattr(each, "confidence", EVEN) - EVEN), each.id))
        number = int(self._rows.value(select(func.count()).where(FINDING.c.type == layer)))
        return self._with_weights(type_.field, found[:most]), number

    def _with_weights(self, field: str, found: list[Any]) -> Record:
        told = {each.voice for each in found if getattr(each, "voice", None)} | {each.id for each in found}
        of_type = select(MEMBER.c.id).where(MEMBER.c.type == "witnesses")
        groups = {id_ for (id_,) in self._rows.with_keys(of_type, MEMBER.c.member, sorted(told))}
        cells = self._rows.all(select(GLANCE.c.party, GLANCE.c.issue, GLANCE.c.positions))
        held: dict[str, Any] = {
            "witnesses": self._by_id("witnesses", groups, Witnesses),
            "shifts": self._all("shift", Shift),
            field: tuple(found),
        }
        glances = tuple(Glance(party or None, issue or None, count) for party, issue, count in cells)
        return Record(title="", glances=glances, **held)

    def _by_id(self, name: str, ids: set[str], noun: Any) -> tuple[Any, ...]:
        of_type = select(FINDING.c.body).where(FINDING.c.type == name)
        found = self._rows.with_keys(of_type, FINDING.c.id, sorted(ids))
        return tuple(msgspec.json.decode(body, type=noun) for (body,) in found)

    def _all(self, name: str, noun: Any) -> tuple[Any, ...]:
        found = self._rows.all(select(FINDING.c.body).where(FINDING.c.type == name))
        return tuple(msgspec.json.decode(body, type=noun) for (body,) in found)

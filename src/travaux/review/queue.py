"""What waits for a person: findings in doubt, those on which most hangs first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import log2
from typing import Any

from travaux.model import TYPES, Position, Queued, Record
from travaux.review.claims import claim
from travaux.review.overlay import Overlay

LAYERS = ("position", "statement", "event")  # which say how sure they are
_FIELDS = {type_.name: type_.field for type_ in TYPES}
_LEAST = 0.05  # of doubt: what is sure comes last, not never
_SHIFT = 2.0  # as much as if four times the reports told it
_FEW = 2.0  # the same of the only position in its cell


def waiting(record: Record, layer: str, over: Overlay | None, by: str | None, *, ruled: bool = False) -> list[Queued]:
    """The findings of a layer that nobody ruled on, or not this author, as they were found, the weightiest first.

    `record` has them with their witnesses and shifts; its glances count the positions in each cell, or else its
    positions are all that there are. With `ruled` those are given that somebody ruled on.
    """
    said = over.ledger.said if over else {}
    told = {id_: len(group.articles) for group in record.witnesses for id_ in group.statements}
    shifted = {id_ for shift in record.shifts for id_ in shift.positions}
    cells = _cells(record)
    found = []
    for each in getattr(record, _FIELDS[layer]):
        id_ = each.id
        authors = said.get(id_, {})
        if bool(authors if by is None else by in authors) != ruled:
            continue
        reports = told.get(each.voice or "" if isinstance(each, Position) else id_, 1)
        weight = _doubt(each) * (1 + log2(reports) + _SHIFT * (id_ in shifted) + _rarity(each, cells))
        found.append(Queued(id_, layer, each, "", weight, reports, tuple(sorted(authors))))
    return sorted(found, key=lambda each: (-each.weight, each.id))


def as_seen(queued: Queued, over: Overlay | None) -> Queued:
    """What waits, as it is now, with what a ruling on it must give back."""
    now = (over.ledger.ends.get(queued.id) if over else None) or queued.finding
    return replace(queued, finding=now, seen=claim(now), verdict=_verdict(over, queued.finding))


def _verdict(over: Overlay | None, finding: Any) -> str | None:
    if over is None or finding.id not in over.ledger.said:
        return None
    end = over.ledger.ends[finding.id]
    if end is None:
        return "rejected"
    return "confirmed" if claim(end) == claim(finding) else "corrected"


def _doubt(finding: Any) -> float:
    """1 where it is as likely as not, next to nothing where it is sure."""
    sure: float = getattr(finding, "confidence", 0.5)
    return max(1 - 2 * abs(sure - 0.5), _LEAST)


def _rarity(finding: Any, cells: Counter[tuple[str | None, str | None]]) -> float:
    """The fewer positions a party has on an issue, the more one of them tells."""
    if not isinstance(finding, Position) or not finding.party or not finding.issue:
        return 0.0
    return _FEW / max(cells[finding.party, finding.issue], 1)


def _cells(record: Record) -> Counter[tuple[str | None, str | None]]:
    if record.glances is not None:
        return Counter({(each.party, each.issue): each.positions for each in record.glances})
    return Counter((each.party, each.issue) for each in record.positions)

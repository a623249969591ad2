"""Findings of single articles with the party that they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol, TypeVar

from travaux.model import ActorKind, Event, Position, Reading, SourceKind, Statement
from travaux.record.parties import Sides

# What a name turns out to be across articles: "Norland said" names no person.
_KINDS: dict[ActorKind | None, SourceKind] = {
    ActorKind.STATE: SourceKind.COLLECTIVE,
    ActorKind.BODY: SourceKind.COLLECTIVE,
    ActorKind.GROUP: SourceKind.COLLECTIVE,
    ActorKind.OUTLET: SourceKind.OUTLET,
}


class Undated(NamedTuple):
    """The findings of an article without a date, with no days but those that it gives itself."""

    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    events: tuple[Event, ...]


class Placed(NamedTuple):
    """What readings tell, each once, with the parties of speakers and holders."""

    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    events: tuple[Event, ...]


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Noun = TypeVar("_Noun", bound=_Identified)
_Told = TypeVar("_Told", Statement, Position)


def once(nouns: Iterable[_Noun]) -> tuple[_Noun, ...]:
    """Each finding once, by id; of two places with the same claim the first stands."""
    found: dict[str, _Noun] = {}
    for noun in nouns:
        id_ = noun.id
        held = found.get(id_)
        if held is None or _place(noun) < _place(held):
            found[id_] = noun
    return tuple(found[id_] for id_ in sorted(found))


def _place(noun: Any) -> int:
    basis = getattr(noun, "basis", None) or next(iter(getattr(noun, "content", ())), None)
    return basis.start if basis is not None else 0


def place(readings: Sequence[Reading], sides: Sides) -> Placed:
    """All that these readings tell."""
    return Placed(
        placed((each for reading in readings for each in reading.statements), sides),
        placed((each for reading in readings for each in reading.positions), sides),
        once(each for reading in readings for each in reading.events),
    )


def placed(findings: Iterable[_Told], sides: Sides) -> tuple[_Told, ...]:
    """Statements or positions, each once, with the party that its speaker or holder leads to."""
    return once(_placed(each, sides) for each in findings)


def _placed(finding: Any, sides: Sides) -> Any:
    who = finding.speaker if isinstance(finding, Statement) else finding.holder
    party = sides.find(who, finding.article)
    named = sides.names.of(who) if who else None
    if isinstance(finding, Position):
        return replace(finding, holder=named, party=party.id if party else None)
    kind = finding.source_kind
    if kind is SourceKind.NAMED and named is not None:
        kind = _KINDS.get(sides.names.kinds.get(named), kind)
    return replace(finding, speaker=named, source_kind=kind, party=party.id if party else None)

"""What the user says about a negotiation: its parties, people and issues. Wins over what is inferred."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.model.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class CodedPerson:
    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None


@dataclass(frozen=True, slots=True)
class CodedParty:
    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind | None = None
    people: tuple[CodedPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedCoalition:
    name: str
    members: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedIssue:
    label: str
    terms: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Codebook:
    """Parties or issues that are given are the only ones; an empty list leaves them to be inferred."""

    title: str | None = None
    parties: tuple[CodedParty, ...] = ()
    coalitions: tuple[CodedCoalition, ...] = ()
    issues: tuple[CodedIssue, ...] = ()

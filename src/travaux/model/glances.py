"""What a record keeps of each party and issue beside the findings, so that a large one is seen without reading it."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.model.findings import Position
from travaux.model.vocabulary import Act, Modality, SourceKind
from travaux.model.when import When


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A position with what a reader must know to weigh it; by how many reports it is told, and how many independent.

    `speaker` and `source_kind` are None in the reporter's voice.
    """

    position: Position
    when: When | None
    speaker: str | None
    source_kind: SourceKind | None
    reports: int
    independent: int


@dataclass(frozen=True, slots=True)
class Held:
    """A stand without its positions: how many they are, and by how many reports it is told.

    `modality` and `words` are those of the newest; `dated` are words of time, where no day is known.
    """

    id: str
    act: Act
    modality: Modality
    since: When | None
    last: When | None
    holders: tuple[str, ...]
    positions: int
    words: str | None
    reports: int
    independent: int
    dated: str | None


@dataclass(frozen=True, slots=True)
class Glance:
    """What a party has said on an issue, both by id, None where not known: then it is only counted.

    `positions` is how many there are, `entries` how many are left where those that tell of one utterance are one;
    `newest` has the newest few of these.
    """

    party: str | None
    issue: str | None
    positions: int
    entries: int = 0
    newest: tuple[Glimpse, ...] = ()
    stands: tuple[Held, ...] = ()

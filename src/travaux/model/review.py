"""What is told of rulings: which of them stand, what waits for one, how far coders and the machine agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from travaux.model.record import Ruling


class State(StrEnum):
    """What became of a ruling."""

    STANDS = "stands"  # the finding is shown as it says
    OVERRULED = "overruled"  # a later one says otherwise
    STALE = "stale"  # its finding changed, or is gone: shown, not applied
    UNDONE = "undone"  # its author took it back, or it is that taking back


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling with what became of it. `words` are those of its finding, None where that is gone.

    `disputed` is set where another author's last word on the same finding is another.
    """

    ruling: Ruling
    state: State
    words: str | None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Queued:
    """A finding that waits for a ruling. `seen` is what a ruling on it must give back, `weight` why it comes so early.

    `ruled` are the authors who ruled on it; `verdict` what stands of that, None where nothing does.
    """

    id: str
    layer: str
    finding: Any
    seen: str
    weight: float
    reports: int
    ruled: tuple[str, ...] = ()
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many findings of a layer are in the queue, and on how many of them somebody ruled."""

    layer: str
    findings: int
    ruled: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits, the weightiest first; `more` says whether another follows."""

    items: tuple[Queued, ...]
    more: bool
    progress: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far those agree who ruled on the same findings of a layer. `alpha` is Krippendorff's, nominal.

    `alpha` is None where it cannot be told; `same` counts findings on which all came to the same end, field by field.
    """

    layer: str
    coders: int
    findings: int
    alpha: float | None
    same: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of the findings of a layer, within a band of confidence, that somebody checked, how many were right.

    `low` and `high` are the ends of Wilson's interval at 95 %. `band` is None for all of them.
    """

    layer: str
    band: str | None
    checked: int
    right: int
    low: float
    high: float

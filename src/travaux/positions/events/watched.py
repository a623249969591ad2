"""What the network says of events: which words tell one, of which type, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from travaux.model import EventStatus, EventType, Parse
from travaux.network import Floats, Seen


@dataclass(frozen=True)
class Watched:
    """`chances` (N, E + 1): for each token of a text those of E types of event, the last of none.

    `stages` (N, S): those of S statuses, for a token that tells an event.
    """

    types: tuple[EventType, ...]
    statuses: tuple[EventStatus, ...]
    chances: Floats
    stages: Floats

    def chance(self, index: int) -> float:
        """The chance that a token tells an event."""
        return 1 - float(self.chances[index, -1])

    def share(self, index: int, type_: EventType) -> float:
        """The chance that a token tells an event of a type."""
        return float(self.chances[index, self.types.index(type_)]) if type_ in self.types else 0.0

    def type(self, index: int) -> EventType:
        """The likeliest type of what a token tells."""
        return self.types[int(self.chances[index, :-1].argmax())]

    def status(self, index: int) -> EventStatus:
        """The likeliest status of what a token tells."""
        return self.statuses[int(self.stages[index].argmax())]

    def triggers(self, least: float) -> list[int]:
        """The tokens that tell an event with at least so much chance."""
        return [int(index) for index in np.flatnonzero(1 - self.chances[:, -1] >= least)]


def watch(parse: Parse, seen: Seen) -> Watched:
    """Lay what the network says of its windows over a text."""
    types = tuple(EventType(name) for name in seen.events)
    statuses = tuple(EventStatus(name) for name in seen.statuses)
    chances = np.zeros((len(parse.tokens), len(types) + 1), np.float32)
    chances[:, -1] = 1
    stages = np.zeros((len(parse.tokens), len(statuses)), np.float32)
    for window in seen.windows:
        after = window.first + len(window.events)
        chances[window.first : after] = _softmax(window.events)
        stages[window.first : after] = _softmax(window.statuses)
    return Watched(types, statuses, chances, stages)


def _softmax(logits: Floats) -> Floats:
    exp = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = exp / exp.sum(axis=1, keepdims=True)
    return shares

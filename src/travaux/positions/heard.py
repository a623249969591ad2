"""What the network says of positions: on which words an act hangs, which act, and where its object stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.model import Act, Parse, Span
from travaux.network import Floats, Seen

# Acts that the network was not taught: those of its own that they fall under.
TAUGHT = {Act.PROPOSE: Act.CALL_FOR, Act.REQUEST: Act.CALL_FOR, Act.SUPPORT: Act.CALL_FOR, Act.OPPOSE: Act.REJECT}
OBJECT = 1  # among the parts of a position, after its evidence
IN_PART = 0.5  # the least chance of a token to be in a part
_EDGES = frozenset(", ; : . “ ” \" ' ’ ‘ — – -".split())


@dataclass(frozen=True)
class Heard:
    """`chances` (N, A + 1): for each token of a text those of A acts to hang on it, the last of none.

    `objects` has the tokens that the object of a position on a token is made of, for tokens likely to carry one.
    """

    acts: tuple[Act, ...]
    chances: Floats
    objects: dict[int, NDArray[np.int64]]

    def any(self, index: int) -> float:
        """The chance that a position hangs on a token."""
        return 1 - float(self.chances[index, -1])

    def top(self, indexes: Iterable[int]) -> int:
        """Of some tokens the one that most likely carries a position."""
        return min(indexes, key=lambda index: float(self.chances[index, -1]))

    def share(self, index: int, act: Act) -> float:
        """How much of a token's chance to carry a position is that of one act."""
        taught = TAUGHT.get(act, act)
        if taught not in self.acts:
            return 0.0
        return float(self.chances[index, self.acts.index(taught)]) / max(self.any(index), 1e-6)

    def act(self, index: int) -> Act:
        """The likeliest act of a token."""
        return self.acts[int(self.chances[index, :-1].argmax())]

    def carriers(self, least: float) -> list[int]:
        """The tokens that carry a position with at least so much chance."""
        return [int(index) for index in np.flatnonzero(1 - self.chances[:, -1] >= least)]

    def object_span(self, parse: Parse, index: int) -> Span | None:
        """The longest unbroken run of an object's tokens, without marks at its ends."""
        tokens = self.objects.get(index)
        if tokens is None or not len(tokens):
            return None
        runs = np.split(tokens, np.flatnonzero(np.diff(tokens) > 1) + 1)
        run = [int(at) for at in max(runs, key=len)]
        while run and parse.tokens[run[0]].words in _EDGES:
            run.pop(0)
        while run and parse.tokens[run[-1]].words in _EDGES:
            run.pop()
        return parse.span(run[0], run[-1]) if run else None


def hear(parse: Parse, seen: Seen, least: float) -> Heard:
    """Lay what the network says of its windows over a text; objects of tokens that carry a position by `least`."""
    acts = tuple(Act(name) for name in seen.acts)
    chances = np.zeros((len(parse.tokens), len(acts) + 1), np.float32)
    chances[:, -1] = 1
    objects = {}
    for window in seen.windows:
        exp = np.exp(window.acts - window.acts.max(axis=1, keepdims=True))
        after = window.first + len(exp)
        chances[window.first : after] = exp / exp.sum(axis=1, keepdims=True)
        for at in np.flatnonzero(1 - chances[window.first : after, -1] >= least):
            inside = np.flatnonzero(window.parts[OBJECT, at] > np.log(IN_PART / (1 - IN_PART)))
            objects[window.first + int(at)] = inside + window.first
    return Heard(acts, chances, objects)

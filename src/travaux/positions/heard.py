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
EVIDENCE, OBJECT = 0, 1  # the parts of a position, as the network gives them
IN_PART = 0.5  # the least chance of a token to be in a part
_EDGES = frozenset(", ; : . “ ” \" ' ’ ‘ — – -".split())


@dataclass(frozen=True)
class Heard:
    """`chances` (N, A + 1): for each token of a text those of A acts to hang on it, the last of none.

    `clauses` and `objects` have the tokens that evidence and object of a position on a token are made of, for tokens
    likely to carry one.
    """

    acts: tuple[Act, ...]
    chances: Floats
    clauses: dict[int, NDArray[np.int64]]
    objects: dict[int, NDArray[np.int64]]

    def chance(self, index: int) -> float:
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
        return float(self.chances[index, self.acts.index(taught)]) / max(self.chance(index), 1e-6)

    def act(self, index: int) -> Act:
        """The likeliest act of a token."""
        return self.acts[int(self.chances[index, :-1].argmax())]

    def carriers(self, least: float) -> list[int]:
        """The tokens that carry a position with at least so much chance."""
        return [int(index) for index in np.flatnonzero(1 - self.chances[:, -1] >= least)]

    def object_span(self, parse: Parse, index: int) -> Span | None:
        """The longest unbroken run of an object's tokens in the sentence, without marks at its ends."""
        return _trimmed(parse, max(_runs(parse, index, self.objects), key=len, default=[]))

    def clause_span(self, parse: Parse, index: int, within: Span | None = None) -> Span | None:
        """The unbroken run of the evidence's tokens that holds the token which the position hangs on."""
        run = next((run for run in _runs(parse, index, self.clauses) if index in run), [])
        if within is not None:
            run = [at for at in run if within.covers(parse.tokens[at].span)]
        return _trimmed(parse, run)


def _runs(parse: Parse, index: int, parts: dict[int, NDArray[np.int64]]) -> list[list[int]]:
    """The unbroken runs of a part's tokens that stand in the sentence of the token that it belongs to."""
    first, after = parse.sentences[parse.tokens[index].sentence]
    tokens = [at for at in parts.get(index, np.array([], np.int64)).tolist() if first <= at < after]
    runs: list[list[int]] = []
    for at in tokens:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _trimmed(parse: Parse, run: list[int]) -> Span | None:
    while run and parse.tokens[run[0]].words in _EDGES:
        run = run[1:]
    while run and parse.tokens[run[-1]].words in _EDGES:
        run = run[:-1]
    return parse.span(run[0], run[-1]) if run else None


def hear(parse: Parse, seen: Seen, least: float) -> Heard:
    """Lay what the network says of its windows over a text; parts of what hangs on a token by a chance of `least`."""
    acts = tuple(Act(name) for name in seen.acts)
    chances = np.zeros((len(parse.tokens), len(acts) + 1), np.float32)
    chances[:, -1] = 1
    parts: tuple[dict[int, NDArray[np.int64]], ...] = ({}, {})
    for window in seen.windows:
        exp = np.exp(window.acts - window.acts.max(axis=1, keepdims=True))
        after = window.first + len(exp)
        chances[window.first : after] = exp / exp.sum(axis=1, keepdims=True)
        for at in np.flatnonzero(1 - chances[window.first : after, -1] >= least):
            for found, part in zip(parts, (EVIDENCE, OBJECT), strict=True):
                inside = np.flatnonzero(window.parts[int(at)][part] > np.log(IN_PART / (1 - IN_PART)))
                found[window.first + int(at)] = inside + window.first
    return Heard(acts, chances, *parts)

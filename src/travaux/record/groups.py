"""Groups that pairs make: all that hang together, or only those whose members speak for one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

MOST_HEARD = 60  # of what hangs together; of more, only the pairs that were found to be alike
UNLIKE = -3.0  # what a pair says of which nothing else is known, in log odds

Pair = tuple[str, str]
_Node = TypeVar("_Node")


def connected(pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The connected groups that pairs make, each sorted."""
    leader: dict[str, str] = {}

    def lead(id_: str) -> str:
        while leader.setdefault(id_, id_) != id_:
            leader[id_] = leader[leader[id_]]
            id_ = leader[id_]
        return id_

    for a, b in pairs:
        first, second = sorted((lead(a), lead(b)))
        leader[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in leader:
        groups[lead(id_)].append(id_)
    return sorted(tuple(sorted(group)) for group in groups.values())


def agreeing(
    alike: Mapping[Pair, float], may_be_one: Callable[[str, str], bool], *, doubt: float
) -> list[tuple[str, ...]]:
    """Groups of two or more in which nothing contradicts anything else, and pairs together speak for one: no chains.

    `alike` has of each pair (sorted) what speaks for one, in log odds; those for which most speaks are joined first,
    equal ones by their ids. All pairs of two groups may speak against one by `doubt` on average, since tellings that a
    third one joins are often short. A group depends on no others than those that a chain of such pairs leads to.
    """
    ordered = sorted(alike, key=lambda pair: (-alike[pair], pair))
    groups = _Groups(ordered, alike)
    for a, b in ordered:
        if alike[a, b] <= 0:
            break
        groups.join(a, b, may_be_one, doubt)
    return sorted(tuple(sorted(group)) for group in groups.members.values() if len(group) > 1)


class _Groups:
    """Groups as they grow, with what the pairs between any two say in all, and how many of these are known."""

    def __init__(self, pairs: Sequence[Pair], alike: Mapping[Pair, float]) -> None:
        numbers = {id_: number for number, id_ in enumerate(dict.fromkeys(id_ for pair in pairs for id_ in pair))}
        self.members = {number: [id_] for id_, number in numbers.items()}
        self._of = numbers
        self._said: dict[int, dict[int, tuple[float, int]]] = {number: {} for number in self.members}
        self._apart: dict[int, set[int]] = {number: set() for number in self.members}
        for a, b in pairs:
            one, other = numbers[a], numbers[b]
            self._said[one][other] = self._said[other][one] = (alike[a, b], 1)

    def join(self, a: str, b: str, may_be_one: Callable[[str, str], bool], doubt: float) -> None:
        """Make the groups of two one, unless something in them contradicts that, or too much speaks against it."""
        kept, gone = sorted((self._of[a], self._of[b]), key=lambda number: (-len(self.members[number]), number))
        if kept == gone or gone in self._apart[kept]:
            return
        ours, theirs = self.members[kept], self.members[gone]
        pairs = len(ours) * len(theirs)
        said, known = self._said[kept][gone]
        if (said + UNLIKE * (pairs - known)) / pairs <= -doubt:
            return
        if not all(may_be_one(one, other) for one in ours for other in theirs):
            self._apart[kept].add(gone)
            self._apart[gone].add(kept)
            return
        ours.extend(self.members.pop(gone))
        self._of.update(dict.fromkeys(theirs, kept))
        for other, (more, number) in self._said.pop(gone).items():
            del self._said[other][gone]
            if other != kept:
                held, count = self._said[kept].get(other, (0.0, 0))
                self._said[kept][other] = self._said[other][kept] = (held + more, count + number)
        for other in self._apart.pop(gone):
            self._apart[other].discard(gone)
            self._apart[other].add(kept)
            self._apart[kept].add(other)


def find_groups(
    held: Mapping[str, _Node],
    ties: Mapping[Pair, float],
    score: Callable[[_Node, _Node], float],
    may_be_one: Callable[[_Node, _Node], bool],
    doubt: float,
) -> list[tuple[str, ...]]:
    """The groups among those that hang together by ties, where all pairs of these are heard; see `agreeing`."""
    found = []
    for chain in connected(ties):
        pairs = combinations(chain, 2) if len(chain) <= MOST_HEARD else (pair for pair in ties if pair[0] in set(chain))
        alike = {(a, b): ties[a, b] if (a, b) in ties else score(held[a], held[b]) for a, b in pairs}
        found += agreeing(alike, lambda a, b: may_be_one(held[a], held[b]), doubt=doubt)
    return sorted(found)

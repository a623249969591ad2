"""Groups that pairs make: all that hang together, or only those whose members speak for one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

UNLIKE = -3.0  # the most that a pair says against one, in log odds
HEARD = 5  # members of a group that speak for all, those with the lowest ids, which are digests

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


def find_groups(
    held: Mapping[str, _Node],
    ties: Mapping[Pair, float],
    score: Callable[[_Node, _Node], float],
    may_be_one: Callable[[_Node, _Node], bool],
    doubt: float,
) -> list[tuple[str, ...]]:
    """Groups of two or more in which nothing contradicts anything else, and pairs together speak for one: no chains.

    `ties` has of each pair (sorted) that has anything in common what speaks for one, in log odds; those for which most
    speaks are joined first, equal ones by their ids. All pairs of two groups are heard before these are joined, and may
    speak against one by `doubt` on average, since tellings that a third one joins are often short.

    How a group came about depends on its members alone, and that it has no others on those that it is tied to. So where
    groups change, only those that are tied to them need be looked at again, see `Gathering.regroup`.
    """
    groups = _Groups(held, ties, score, may_be_one, doubt)
    for _, a, b in sorted((-likeness, *pair) for pair, likeness in ties.items() if likeness > 0):
        groups.join(a, b)
    return sorted(map(tuple, groups.members.values()))


class _Groups(Generic[_Node]):
    """Groups as they grow, each by one of its members; what is alone is in none."""

    def __init__(
        self,
        held: Mapping[str, _Node],
        ties: Mapping[Pair, float],
        score: Callable[[_Node, _Node], float],
        may_be_one: Callable[[_Node, _Node], bool],
        doubt: float,
    ) -> None:
        self.members: dict[str, list[str]] = {}
        self._held, self._said, self._score, self._may_be_one, self._doubt = held, dict(ties), score, may_be_one, doubt
        self._of: dict[str, str] = {}
        self._refused: dict[Pair, int] = {}  # two groups -> how many pairs they had when that was found

    def join(self, a: str, b: str) -> None:
        """Make the groups of two one, unless something in them contradicts that, or too much speaks against it."""
        one, other = sorted((self._of.get(a, a), self._of.get(b, b)))
        ours, theirs = self.members.get(one, [one]), self.members.get(other, [other])
        pairs = len(ours) * len(theirs)
        if one == other or self._refused.get((one, other)) == pairs:
            return
        one_by_one = ((self._held[x], self._held[y]) for x in ours for y in theirs)
        if (  # what contradicts it is found sooner than how alike they are
            not all(self._may_be_one(x, y) for x, y in one_by_one)
            or self._likeness(ours[:HEARD], theirs[:HEARD]) <= -self._doubt
        ):
            self._refused[one, other] = pairs
            return
        self.members.pop(other, None)
        self.members[one] = sorted((*ours, *theirs))
        self._of.update(dict.fromkeys(self.members[one], one))

    def _likeness(self, ours: Sequence[str], theirs: Sequence[str]) -> float:
        pairs = [(x, y) if x < y else (y, x) for x in ours for y in theirs]
        return sum(self._said[pair] if pair in self._said else self._hear(pair) for pair in pairs) / len(pairs)

    def _hear(self, pair: Pair) -> float:
        self._said[pair] = self._score(self._held[pair[0]], self._held[pair[1]])
        return self._said[pair]

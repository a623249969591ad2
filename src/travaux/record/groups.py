"""Groups that pairs make: all that hang together, or only those whose members speak for one another."""

from __future__ import annotations

import math
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
    group_of: dict[str, list[str]] = {}
    for a, b in sorted((pair for pair in alike if alike[pair] > 0), key=lambda pair: (-alike[pair], pair)):
        ours, theirs = group_of.setdefault(a, [a]), group_of.setdefault(b, [b])
        if ours is theirs or _say(ours, theirs, alike) <= -doubt:
            continue
        if all(may_be_one(one, other) for one in ours for other in theirs):
            ours.extend(theirs)
            group_of.update(dict.fromkeys(theirs, ours))
    groups = {tuple(sorted(group)) for group in group_of.values()}
    return sorted(group for group in groups if len(group) > 1)


def _say(ours: Sequence[str], theirs: Sequence[str], alike: Mapping[Pair, float]) -> float:
    """What the pairs between two groups say for one, on average."""
    said = math.fsum(alike.get((min(a, b), max(a, b)), UNLIKE) for a in ours for b in theirs)
    return said / (len(ours) * len(theirs))


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

"""Groups that pairs make: all that hang together, or only those that agree with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

TIED = 0.6  # share of the pairs between two groups that must be alike before they become one

Pair = tuple[str, str]


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


def agreeing(alike: Mapping[Pair, float], may_be_one: Callable[[str, str], bool]) -> list[tuple[str, ...]]:
    """Groups of two or more in which nothing contradicts anything else, and most are alike: no chain of look-alikes.

    `alike` has each pair (sorted) with its likeness; the likest are joined first, those equally alike by their ids.
    """
    group_of: dict[str, list[str]] = {}
    for a, b in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        ours, theirs = group_of.setdefault(a, [a]), group_of.setdefault(b, [b])
        if ours is theirs or not _tied(ours, theirs, alike):
            continue
        if all(may_be_one(one, other) for one in ours for other in theirs):
            ours.extend(theirs)
            group_of.update(dict.fromkeys(theirs, ours))
    groups = {tuple(sorted(group)) for group in group_of.values()}
    return sorted(group for group in groups if len(group) > 1)


def _tied(ours: Sequence[str], theirs: Sequence[str], alike: Mapping[Pair, float]) -> bool:
    ties = sum((min(a, b), max(a, b)) in alike for a in ours for b in theirs)
    return ties >= TIED * len(ours) * len(theirs)

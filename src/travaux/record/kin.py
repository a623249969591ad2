"""What may be one, found among many: by marks that few others of the same weeks bear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Protocol, TypeVar
from zlib import crc32

from travaux.record.groups import Pair

if TYPE_CHECKING:
    from travaux.record.shelf import Shelf

WEEKS = 16  # bits of a mark that tell its week; what lies 1,256 years apart may have the same, and is told apart later
PLACE = 32  # bits that tell a node among those that are compared
ANY = 0  # the week of what has no day, and is looked for in all


class Node(Protocol):
    """What is compared: its keys are numbers of 32 bits, `weeks` those in which it may have been, none for any."""

    @property
    def id(self) -> str:
        """Of the finding that it is."""

    @property
    def article(self) -> str:
        """In which it stands."""

    @property
    def keys(self) -> frozenset[int]:
        """What it has in common with what it may be one with; few others have it."""

    @property
    def weeks(self) -> Sequence[int]:
        """By number, since any day."""


_Node = TypeVar("_Node", bound=Node)
Score = Callable[[_Node, _Node], float]


def key(word: str) -> int:
    """A number for a word, the same in every process."""
    return crc32(word.encode())


def marks_of(node: Node) -> list[int]:
    """A mark for each of its keys and weeks."""
    return sorted(in_week(each, week) for each in node.keys for week in (tuple(node.weeks) or (None,)))


def in_week(key: int, week: int | None) -> int:
    """The mark of a key in a week; None is that of what has no day."""
    return key << WEEKS | (ANY if week is None else week % (2**WEEKS - 1) + 1)


def find_ties(nodes: Iterable[_Node], score: Score[_Node]) -> dict[Pair, float]:
    """How alike any two are of those that have a mark in common and are alike at all."""
    held = sorted(nodes, key=lambda node: node.id)
    # One number for each mark of each node, since there may be millions: the mark, and the place of the node.
    borne = sorted(mark << PLACE | place for place, node in enumerate(held) for mark in marks_of(node))
    pairs: set[tuple[int, int]] = set()
    for _, of_key in groupby(borne, key=lambda each: each >> (PLACE + WEEKS)):
        weeks = [
            (week, [each % 2**PLACE for each in of_week])
            for week, of_week in groupby(of_key, key=lambda each: each >> PLACE)
        ]
        anytime = weeks[0][1] if weeks[0][0] % 2**WEEKS == ANY else []
        for _, places in weeks:
            pairs.update(combinations(places, 2))
            if anytime and places is not anytime:
                pairs.update((min(a, b), max(a, b)) for a in anytime for b in places)
    ties = (((held[a].id, held[b].id), score(held[a], held[b])) for a, b in sorted(pairs))
    return {pair: likeness for pair, likeness in ties if likeness > 0}


def retie(
    shelf: Shelf,
    kind: str,
    nodes: Mapping[str, Sequence[_Node]],
    load: Callable[[Iterable[str]], Iterable[_Node]],
    score: Score[_Node],
) -> set[str]:
    """Tie the nodes of these articles (by article, none for one that is gone) to all that they are alike.

    `load` gives the nodes with some ids, those of articles that are being tied as well. Returns the ids of the nodes
    whose ties were looked at, and of those that they were or are tied to.
    """
    left = shelf.nodes_of(kind, nodes)
    shelf.put_marks(kind, {id_: {node.id: marks_of(node) for node in own} for id_, own in nodes.items()})
    new = {node.id: node for own in nodes.values() for node in own}
    near = {*left, *new, *(each for pair in shelf.ties_of(kind, left) for each in pair)}
    bearers: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))  # key -> week -> nodes
    dated = shelf.bearers(kind, {mark for node in new.values() for mark in _sought(node)})
    for mark, id_ in (*dated, *shelf.bearers_between(kind, map(in_any_week, _keys_of_undated(new.values())))):
        bearers[mark >> WEEKS][mark % 2**WEEKS].add(id_)
    candidates = {id_: _candidates(node, bearers) - {id_} for id_, node in new.items()}
    others = {node.id: node for node in load(set().union(*candidates.values()) - new.keys())} | new
    ties: dict[Pair, float] = {}
    for id_, ids in candidates.items():
        for other in ids & others.keys():
            pair = (min(id_, other), max(id_, other))
            likeness = ties[pair] if pair in ties else score(others[pair[0]], others[pair[1]])
            ties[pair] = likeness
    ties = {pair: likeness for pair, likeness in ties.items() if likeness > 0}
    shelf.swap_ties(kind, {*left, *new}, ties)
    return near.union(*ties)


def _candidates(node: Node, bearers: Mapping[int, Mapping[int, set[str]]]) -> set[str]:
    found: set[str] = set()
    for each in node.keys:
        weeks = bearers.get(each, {})
        wanted = {mark % 2**WEEKS for mark in _sought(node)} if node.weeks else weeks.keys()
        found.update(*(weeks[week] for week in wanted if week in weeks))
    return found


def _sought(node: Node) -> Iterator[int]:
    """The marks of what may be one with a node: its own, and those of what has no day."""
    yield from marks_of(node)
    yield from (in_week(each, None) for each in node.keys)


def _keys_of_undated(nodes: Iterable[Node]) -> set[int]:
    return {each for node in nodes if not node.weeks for each in node.keys}


def in_any_week(key: int) -> tuple[int, int]:
    """The marks of a key in any week."""
    return key << WEEKS, (key + 1 << WEEKS) - 1

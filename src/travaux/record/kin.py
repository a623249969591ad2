"""What may be one, found among many: by marks that few others of the same weeks bear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from travaux.record.groups import Pair

if TYPE_CHECKING:
    from travaux.record.shelf import Shelf

WEEKS = 16  # bits of a mark that tell its week; what lies 1,256 years apart may have the same, and is told apart later
PLACE = 32  # bits that tell a node among those that are compared
_AT_ONCE = 2_000_000  # pairs
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
    ties = (((held[a].id, held[b].id), score(held[a], held[b])) for a, b in _find_pairs(held))
    return {pair: likeness for pair, likeness in ties if likeness > 0}


def _find_pairs(held: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """The places of any two that have a mark in common, in order.

    Marks and pairs are numbers in arrays, since there may be millions: a pair is the place of one, and of the other.
    """
    borne = [np.array(marks_of(node), np.int64) for node in held]
    numbers = np.array([len(each) for each in borne], np.int64)
    marks = np.concatenate([np.empty(0, np.int64), *borne])
    del borne
    order = np.argsort(marks, kind="stable")  # so that the places of one mark stay in order
    marks, places = marks[order], np.repeat(np.arange(len(held)), numbers)[order]
    del order
    pairs, some, waiting = np.empty(0, np.int64), list[NDArray[np.int64]](), 0
    for found in chain(_of_one_mark(marks, places), _of_any_week(marks, places)):
        some.append(found)
        waiting += len(found)
        if waiting > _AT_ONCE:
            pairs, some, waiting = np.unique(np.concatenate((pairs, *some))), [], 0
    pairs = np.unique(np.concatenate((pairs, *some)))
    for first in range(0, len(pairs), _AT_ONCE):
        for pair in pairs[first : first + _AT_ONCE].tolist():
            yield pair >> PLACE, pair % 2**PLACE


def _of_one_mark(marks: NDArray[np.int64], places: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The pairs within each run of one mark: each bearer with the next, the one after that, and so on."""
    at, on = np.arange(len(marks)), 0
    while len(at):
        on += 1
        at = at[at + on < len(marks)]
        at = at[marks[at] == marks[at + on]]
        yield places[at] << PLACE | places[at + on]


def _of_any_week(marks: NDArray[np.int64], places: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The pairs of what has no day with what has one, key by key."""
    keys = marks >> WEEKS
    undated = marks % 2**WEEKS == ANY
    for each in np.intersect1d(keys[undated], keys[~undated]).tolist():
        first, after = np.searchsorted(keys, (each, each + 1))
        middle = first + int(undated[first:after].sum())  # the number of no week is the least
        anytime, dated = places[first:middle, None], places[None, middle:after]
        a, b = np.minimum(anytime, dated).ravel(), np.maximum(anytime, dated).ravel()
        yield (a << PLACE | b)[a != b]


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
    sought = {mark % 2**WEEKS for mark in _sought(node)}
    for each in node.keys:
        weeks = bearers.get(each, {})
        found.update(*(weeks[week] for week in (sought if node.weeks else weeks) if week in weeks))
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

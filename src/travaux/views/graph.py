"""Issues and what they wait for as a drawing: columns from left to right, arrows that keep clear of the boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

BOX, HIGH = 152.0, 46.0  # of a node
_ACROSS, _CLOSE = 290.0, 204.0  # from one column to the next, where there is room and where there is little
_WIDE = 1350.0  # as much as a page has
_GAP, _LANE = 20.0, 16.0  # between nodes, and for an arrow that passes by
_MARGIN = 10.0
_ROUNDS = 12  # of putting columns in order, and of pulling what is joined to one height

Arrow: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow: its path, and the point in the middle of it."""

    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: the upper left corner of each node, the route of each arrow, the size of it all."""

    places: Mapping[str, tuple[float, float]]
    routes: Mapping[Arrow, Route]
    width: float
    height: float


def lay_out(arrows: Iterable[Arrow], order: Sequence[str]) -> Layout:
    """A drawing of arrows; `order` are the nodes as they are to be taken where nothing else decides.

    What waits stands left of what it waits for, but for arrows that close a ring: these run back.
    """
    given = list(arrows)
    order = list(dict.fromkeys([*order, *(id_ for arrow in given for id_ in arrow)]))
    back = _closing(given, order)
    onward = [(target, source) if (source, target) in back else (source, target) for source, target in given]
    depth = _depths(onward, order)
    columns, chains = _columns(onward, depth, order)
    columns = _untangled(columns, chains.values())
    heights = _heights(columns, chains.values())
    middles = {id_: heights[id_] + _MARGIN for id_ in heights}
    across = min(_ACROSS, max(_CLOSE, (_WIDE - BOX) / max(1, len(columns) - 1)))
    at = {id_: _MARGIN + round(number * across, 1) for number, column in enumerate(columns) for id_ in column}
    ports = _ports(given, back, chains, middles)
    routes = {}
    for arrow in given:
        forth = arrow not in back
        chain = chains[arrow if forth else arrow[::-1]]
        points = [(at[chain[0]] + BOX, ports[arrow, chain[0]])]
        for id_ in chain[1:-1]:
            points += [(at[id_], middles[id_]), (at[id_] + BOX, middles[id_])]
        points.append((at[chain[-1]], ports[arrow, chain[-1]]))
        routes[arrow] = _route(points if forth else points[::-1])
    low = max(middles.values(), default=0.0) + HIGH / 2 + _MARGIN
    places = {id_: (at[id_], round(middles[id_] - HIGH / 2, 1)) for id_ in depth}
    return Layout(places, routes, max(at.values(), default=0.0) + BOX + _MARGIN, round(low, 1))


def _closing(arrows: Sequence[Arrow], order: Sequence[str]) -> set[Arrow]:
    """The arrows that lead back to where a walk along the others came from."""
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in arrows:
        onward[source].append(target)
    waited = {target for _, target in arrows}
    back: set[Arrow] = set()
    done: set[str] = set()
    for start in sorted(order, key=lambda id_: id_ in waited):
        path: list[tuple[str, list[str]]] = [] if start in done else [(start, list(onward[start]))]
        on_path = {start}
        while path:
            id_, left = path[-1]
            if not left:
                done.add(id_)
                on_path.discard(id_)
                path.pop()
                continue
            target = left.pop(0)
            if target in on_path:
                back.add((id_, target))
            elif target not in done:
                on_path.add(target)
                path.append((target, list(onward[target])))
    return back


def _depths(arrows: Sequence[Arrow], order: Sequence[str]) -> dict[str, int]:
    """The column of each node: one more than the deepest that leads to it; a source stands next to what it leads to."""
    into: defaultdict[str, set[str]] = defaultdict(set)
    for source, target in arrows:
        into[target].add(source)
    named = {id_ for arrow in arrows for id_ in arrow}
    depth: dict[str, int] = {}
    left = [id_ for id_ in order if id_ in named]
    while left:
        ready = [id_ for id_ in left if into[id_] <= depth.keys()]
        depth |= {id_: max((depth[source] + 1 for source in into[id_]), default=0) for id_ in ready}
        left = [id_ for id_ in left if id_ not in depth]
    for id_ in order:
        if id_ in named and not into[id_]:
            depth[id_] = min(depth[target] for source, target in arrows if source == id_) - 1
    return depth


def _columns(
    arrows: Sequence[Arrow], depth: Mapping[str, int], order: Sequence[str]
) -> tuple[list[list[str]], dict[Arrow, list[str]]]:
    """Nodes by column, with a stop in each column that an arrow passes by; and each arrow with its stops."""
    columns: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for id_ in order:
        if id_ in depth:
            columns[depth[id_]].append(id_)
    chains: dict[Arrow, list[str]] = {}
    for source, target in arrows:
        if (source, target) in chains:
            continue
        stops = [f"{source} {target} {at}" for at in range(depth[source] + 1, depth[target])]
        for at, stop in enumerate(stops, depth[source] + 1):
            columns[at].append(stop)
        chains[source, target] = [source, *stops, target]
    return columns, chains


def _untangled(columns: list[list[str]], chains: Iterable[Sequence[str]]) -> list[list[str]]:
    """Each column in the order of what its nodes are joined to, so that fewer arrows cross."""
    joined: defaultdict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for one, other in pairwise(chain):
            joined[one].append(other)
            joined[other].append(one)
    columns = [list(column) for column in columns]
    rank = {id_: at - len(column) / 2 for column in columns for at, id_ in enumerate(column)}
    for turn in range(_ROUNDS):
        for column in columns if turn % 2 == 0 else columns[::-1]:
            column.sort(key=lambda id_: sum(rank[other] for other in joined[id_]) / len(joined[id_]))
            rank |= {id_: at - len(column) / 2 for at, id_ in enumerate(column)}
    return columns


def _heights(columns: Sequence[Sequence[str]], chains: Iterable[Sequence[str]]) -> dict[str, float]:
    """The middle of each node and stop: near what it is joined to, and clear of what stands above and below."""
    joined: defaultdict[str, list[str]] = defaultdict(list)
    stops: set[str] = set()
    for chain in chains:
        stops.update(chain[1:-1])
        for one, other in pairwise(chain):
            joined[one].append(other)
            joined[other].append(one)

    def apart(one: str, other: str) -> float:
        return sum(_LANE / 2 if id_ in stops else (HIGH + _GAP) / 2 for id_ in (one, other))

    middles: dict[str, float] = {}
    for column in columns:
        at = 0.0
        for above, id_ in zip((None, *column), column, strict=False):
            at += apart(above, id_) if above else 0.0
            middles[id_] = at
        middles |= {id_: middles[id_] - at / 2 for id_ in column}
    for turn in range(_ROUNDS):
        for column in columns if turn % 2 == 0 else columns[::-1]:
            wish = {id_: sum(middles[other] for other in joined[id_]) / len(joined[id_]) for id_ in column}
            down, up = dict(wish), dict(wish)
            for above, below in pairwise(column):
                down[below] = max(down[below], down[above] + apart(above, below))
            for below, above in pairwise(column[::-1]):
                up[above] = min(up[above], up[below] - apart(above, below))
            middles |= {id_: (down[id_] + up[id_]) / 2 for id_ in column}
    top = {id_: HIGH / 2 if id_ not in stops else 0.0 for id_ in middles}
    low = min((middles[id_] - top[id_] for id_ in middles), default=0.0)
    return {id_: round(middles[id_] - low, 1) for id_ in middles}


def _ports(
    arrows: Sequence[Arrow],
    back: set[Arrow],
    chains: Mapping[Arrow, Sequence[str]],
    middles: Mapping[str, float],
) -> dict[tuple[Arrow, str], float]:
    """The height at which each arrow leaves and enters a node: side by side, in the order of where they come from."""
    sides: defaultdict[tuple[str, bool], list[tuple[float, Arrow]]] = defaultdict(list)
    for arrow in arrows:
        chain = chains[arrow[::-1] if arrow in back else arrow]
        sides[chain[0], True].append((middles[chain[1]], arrow))
        sides[chain[-1], False].append((middles[chain[-2]], arrow))
    ports: dict[tuple[Arrow, str], float] = {}
    for (id_, _), held in sides.items():
        step = min(18.0, (HIGH - 12) / max(1, len(held) - 1))
        for at, (_, arrow) in enumerate(sorted(held)):
            ports[arrow, id_] = round(middles[id_] + (at - (len(held) - 1) / 2) * step, 1)
    return ports


def _route(points: Sequence[tuple[float, float]]) -> Route:
    """A curve through points, level where it passes a column."""
    (x, y), *onward = points
    path = f"M{x:g} {y:g}"
    curves = []
    for number, (right, low) in enumerate(onward):
        if number % 2:  # past a column, between its two edges
            path += f"L{right:g} {low:g}"
        else:
            end = right + (3 if right < x else -3) if number == len(onward) - 1 else right
            middle = (x + right) / 2
            path += f"C{middle:g} {y:g} {middle:g} {low:g} {end:g} {low:g}"
            curves.append((middle, (y + low) / 2))
        x, y = right, low
    middle_x, middle_y = curves[len(curves) // 2]
    return Route(path, round(middle_x, 1), round(middle_y, 1))

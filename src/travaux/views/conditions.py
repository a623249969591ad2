"""What waits for what, for a page of its own: every arrow that there is, knots, and the conditions in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from travaux.model import Link, Party
from travaux.views.brief.links import Tie, Waiting, label_lines, newest_links, read_tie, read_waiting, shortest_knots
from travaux.views.graph import Route, lay_out
from travaux.views.index import Index
from travaux.views.opening import Opening
from travaux.views.shown import clipped

_MOST_ARROWS = 80  # a drawing of more tells nothing
_MOST_NAMED = 14  # arrows, beyond which they are too close for labels
_MOST_KNOTS = 12


@dataclass(frozen=True, slots=True)
class Node:
    """An issue in the drawing, its label in at most two lines."""

    id: str
    x: float
    y: float
    lines: tuple[str, ...]
    title: str
    is_knotted: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow to what an issue waits for; it opens the newest passage. `number` counts the conditions behind it."""

    route: Route
    colour: int | None
    title: str
    label: str
    number: int
    passage: str | None
    is_knotted: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The graph; `left_out` counts arrows for which it has no room, `sides` are the parties with a colour in it."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sides: tuple[tuple[str, int], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Line:
    """A condition and whose it is; ids are None where not known."""

    party: Party | None
    colour: int | None
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Group:
    """All that one issue waits for on record."""

    issue: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The page: conditions between two issues by the issue that waits, and `others`, that name no second issue."""

    drawing: Drawing | None
    knots: tuple[Tie, ...]
    more_knots: int
    between: tuple[Group, ...]
    others: tuple[Line, ...]
    total_others: int
    total: int


def find_conditions(
    index: Index, colours: dict[str, int], opening: Opening, *, first: int = 0, most: int = 60
) -> Conditions:
    """The conditions that an index keeps; of the others `most` after the `first`. `colours` are by party."""
    links = newest_links(index)
    between = [each for each in links if _joins(index, each)]
    others = [each for each in links if not _joins(index, each)]
    kept = {link.id for link in index.record.links}
    knots = [knot for knot in shortest_knots(index.whole.knots) if kept.issuperset(knot.links)]
    knotted = {pair for knot in knots for pair in zip(knot.issues, (*knot.issues[1:], knot.issues[0]), strict=True)}

    def read(link: Link) -> Line:
        party = index.parties.get(link.party or "")
        return Line(party, colours.get(link.party or ""), read_waiting(index, link, opening))

    return Conditions(
        _draw(index, between, knotted, colours) if between else None,
        tuple(read_tie(index, knot, opening) for knot in knots[:_MOST_KNOTS]),
        max(0, len(knots) - _MOST_KNOTS),
        tuple(
            Group(id_, clipped(index.issues[id_].label, 100), tuple(map(read, held)))
            for id_, held in _by_issue(index, between)
        ),
        tuple(map(read, others[first : first + most])),
        len(others),
        len(links),
    )


def _joins(index: Index, link: Link) -> bool:
    return link.issue in index.issues and link.on in index.issues and link.issue != link.on


def _by_issue(index: Index, links: list[Link]) -> list[tuple[str, list[Link]]]:
    """Links by the issue that waits, the one that waits for most first."""
    held: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        held[link.issue or ""].append(link)
    return sorted(held.items(), key=lambda item: (-len(item[1]), index.issues[item[0]].label))


def _draw(index: Index, links: list[Link], knotted: set[tuple[str, str]], colours: dict[str, int]) -> Drawing:
    found: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        found[link.issue or "", link.on or ""].append(link)
    kept = sorted(found, key=lambda pair: (pair not in knotted, -len(found[pair]), pair))[:_MOST_ARROWS]
    ids = {id_ for pair in kept for id_ in pair}
    layout = lay_out(kept, sorted(ids, key=lambda id_: (index.issues[id_].label, id_)))
    rings = {id_ for pair in knotted for id_ in pair}
    nodes = tuple(
        Node(
            id_, x, y, tuple(label_lines(index.issues[id_].label)), clipped(index.issues[id_].label, 160), id_ in rings
        )
        for id_, (x, y) in sorted(layout.places.items(), key=lambda item: item[1])
    )
    edges = [_edge(index, found[pair], layout.routes[pair], colours, pair in knotted) for pair in kept]
    if len(edges) > _MOST_NAMED:
        edges = [_unnamed(edge) for edge in edges]
    sides = {link.party for pair in kept for link in found[pair][:1] if link.party in colours}
    named = sorted((colours[id_], clipped(index.parties[id_].name, 40)) for id_ in sides if id_)
    edges.sort(key=lambda edge: (edge.is_knotted, edge.route.x, edge.route.y))
    return Drawing(
        layout.width,
        layout.height,
        nodes,
        tuple(edges),
        tuple((name, colour) for colour, name in named),
        len(found) - len(kept),
    )


def _edge(index: Index, links: list[Link], route: Route, colours: dict[str, int], is_knotted: bool) -> Edge:
    newest = links[0]
    party = index.parties.get(newest.party or "")
    who = clipped(party.name, 24) if party else ""
    source, target = (clipped(index.issues[id_ or ""].label, 80) for id_ in (newest.issue, newest.on))
    said = f"{who}: " if who else ""
    return Edge(
        route,
        colours.get(newest.party or ""),
        f"{source} waits for {target}. {said}{clipped(newest.condition.words, 160)}",
        who,
        len(links),
        newest.position,
        is_knotted,
    )


def _unnamed(edge: Edge) -> Edge:
    return Edge(edge.route, edge.colour, edge.title, "", edge.number, edge.passage, edge.is_knotted)

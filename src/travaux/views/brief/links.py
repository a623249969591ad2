"""What waits for what: conditions between issues as a graph, the others as a list."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from travaux.model import Knot, Link, Position
from travaux.views.brief.folds import Capped, cap
from travaux.views.brief.passages import Claim, phrase
from travaux.views.index import Index
from travaux.views.opening import Opening
from travaux.views.shown import clipped
from travaux.views.wording import condition_lead, connective, when_words

_MOST_NODES = 12
_MOST_ARROWS = 12
_MOST_LAYERS = 4
_WIDE = 1140  # as much as the page has
_OPEN, _MOST_LISTED = 4, 20  # conditions of each side
_MOST_SIDES = 6
_MOST_KNOTS = 4
_BOX, _HIGH = 180, 46  # of a node
_ACROSS, _DOWN = 390, 78  # from one node to the next, at most
_MARGIN = 12
_LOOP = 70  # how far an arrow that runs back swings out beside an issue
_LETTER = 6.8
_LINE = 19  # letters of a label that fit into a node, in a wide type
_WORDS = 150
_SENTENCE = 200
_BARE = 2  # words of an object that say nothing by themselves


@dataclass(frozen=True, slots=True)
class Node:
    """An issue in the drawing, its label in at most two lines; `is_knotted` where it is a part of a knot."""

    x: float
    y: float
    lines: tuple[str, ...]
    title: str
    is_knotted: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """From an issue to the one that it waits for: a path, and a label at (x, y) that opens the newest passage."""

    path: str
    colour: int | None
    label: str
    x: float
    y: float
    title: str
    passage: str | None
    is_knotted: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """One condition in the list, within its words where one sentence holds both; `holder` is no side of the matrix."""

    holder: str
    issue: str
    on: str
    before: Claim
    lead: str
    condition: Claim
    after: Claim
    day: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A knot: a sentence, and the conditions that make it, each with the name of its side."""

    sentence: str
    conditions: tuple[tuple[str, Waiting], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The conditions of one side; the name is empty for all those who are no side of the matrix."""

    name: str
    colour: int | None
    conditions: Capped[Waiting]


@dataclass(frozen=True, slots=True)
class Links:
    """The section: `knots` are rings of issues each of which waits for the next."""

    left: float
    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    knots: tuple[Tie, ...]
    more_knots: int
    sides: tuple[Side, ...]
    total: int


def find_links(index: Index, colours: dict[str, int], passages: Opening) -> Links:
    """Links between two issues are drawn where there is room; the newest of each is in the drawing, all are listed."""
    links = newest_links(index)
    drawn = [link for link in links if link.issue in index.issues and link.on in index.issues and link.issue != link.on]
    knots = index.record.knots
    knotted = {pair for knot in knots for pair in zip(knot.issues, (*knot.issues[1:], knot.issues[0]), strict=True)}
    nodes = _chosen(drawn, knotted)
    arrows = _arrows(index, [link for link in drawn if link.issue in nodes and link.on in nodes], knotted)
    places = _places(_untangled(_layers(index, list(arrows)), list(arrows)))
    height = max((y for _, y in places.values()), default=0) + _HIGH + _MARGIN
    with passages.folded():  # the list below tells the same in words
        edges, low = _edges(index, arrows, knotted, places, colours, passages, height)
    swings = any(places[source][0] >= places[target][0] for source, target in arrows)
    side = _LOOP * 0.75 if swings else 0.0
    return Links(
        -side,
        side * 2 + max((x for x, _ in places.values()), default=0) + _BOX + _MARGIN,
        low,
        tuple(
            Node(
                x,
                y,
                tuple(label_lines(index.issues[id_].label)),
                clipped(index.issues[id_].label, 120),
                any(id_ in pair for pair in knotted),
            )
            for id_, (x, y) in places.items()
        ),
        edges,
        tuple(read_tie(index, knot, passages) for knot in shortest_knots(knots)[:_MOST_KNOTS]),
        max(0, len(knots) - _MOST_KNOTS),
        _sides(index, links, colours, passages),
        len(links),
    )


def _sides(index: Index, links: list[Link], colours: dict[str, int], passages: Opening) -> tuple[Side, ...]:
    """Conditions by side, those with the most first; of a side, what bears on an issue comes first."""
    held: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        party = index.parties.get(link.party or "")
        held[clipped(party.name, 60) if party else ""].append(link)
    named = sorted((name for name in held if name), key=lambda name: (-len(held[name]), name))
    for name in named[_MOST_SIDES:]:
        held[""] += held.pop(name)
    found = []
    for name in [*named[:_MOST_SIDES], *([""] if held.get("") else [])]:
        ordered = sorted(held[name], key=lambda link: link.issue not in index.issues)
        conditions = cap(
            ordered, lambda link: read_waiting(index, link, passages), passages, first=_OPEN, most=_MOST_LISTED
        )
        found.append(Side(name, colours.get(name), conditions))
    return tuple(found)


def newest_links(index: Index) -> list[Link]:
    """Links newest first, one of each that says the same of the same issues."""

    def order(link: Link) -> tuple[int, str]:
        position = index.positions.get(link.position)
        day = link.as_of.last if link.as_of else index.day(position) if position else None
        day = day or index.published(link.basis.article)
        return (-day.toordinal() if day else 0, link.id)

    found: dict[tuple[str | None, ...], Link] = {}
    for link in sorted(index.record.links, key=order):
        found.setdefault((link.party, link.issue, link.on, link.condition.words.casefold()), link)
    return list(found.values())


def _chosen(links: list[Link], knotted: Collection[tuple[str, str]]) -> set[str]:
    """The issues of knots, and those that most links join."""
    degree: Counter[str] = Counter()
    for link in links:
        degree.update((link.issue or "", link.on or ""))
    rings = {id_ for pair in knotted for id_ in pair}
    return set(sorted(degree, key=lambda id_: (id_ not in rings, -degree[id_], id_))[:_MOST_NODES])


def _arrows(index: Index, links: list[Link], knotted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[Link]]:
    """The links of each pair of issues, as far as the drawing stays readable: knots first, then those with the most.

    An arrow that would run behind an issue, or make the drawing wider than the page, is left to the list.
    """
    found: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        found[link.issue or "", link.on or ""].append(link)
    kept: dict[tuple[str, str], list[Link]] = {}
    for pair in sorted(found, key=lambda pair: (pair not in knotted, -len(found[pair]), pair)):
        layers = _layers(index, [*kept, pair])
        depth = {id_: at for at, layer in enumerate(layers) for id_ in layer}
        if len(layers) <= _MOST_LAYERS and all(depth[target] - depth[source] <= 1 for source, target in [*kept, pair]):
            kept[pair] = found[pair]
        if len(kept) == _MOST_ARROWS:
            break
    return kept


def _layers(index: Index, arrows: list[tuple[str, str]]) -> list[list[str]]:
    """Columns of issues: one stands right of all that wait for it, but for arrows that close a ring."""
    ids = sorted((id_ for arrow in arrows for id_ in arrow), key=lambda id_: (index.issues[id_].label, id_))
    ids = list(dict.fromkeys(ids))
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in sorted(arrows, key=lambda arrow: (index.issues[arrow[1]].label, arrow)):
        onward[source].append(target)
    waited = {target for _, target in arrows}
    depth: dict[str, int] = {}

    def place(id_: str, at: int, path: frozenset[str]) -> None:
        if depth.get(id_, -1) >= at:
            return
        depth[id_] = at
        for target in onward[id_]:
            if target not in path:
                place(target, at + 1, path | {target})

    for id_ in [*(id_ for id_ in ids if id_ not in waited), *ids]:
        if id_ not in depth:
            place(id_, 0, frozenset((id_,)))
    layers: defaultdict[int, list[str]] = defaultdict(list)
    for id_ in ids:
        layers[depth[id_]].append(id_)
    return [layers[at] for at in sorted(layers)]


def _untangled(layers: list[list[str]], arrows: list[tuple[str, str]]) -> list[list[str]]:
    """Each column in the order of what its issues are joined to, so that fewer arrows cross."""
    layers = [list(layer) for layer in layers]
    joined: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in arrows:
        joined[source].append(target)
        joined[target].append(source)
    heights = {id_: at - len(layer) / 2 for layer in layers for at, id_ in enumerate(layer)}

    def mean(id_: str) -> float:
        return sum(heights[other] for other in joined[id_]) / len(joined[id_])

    for layer in [*layers, *layers[::-1], *layers, *layers[::-1], *layers]:
        layer.sort(key=mean)
        heights |= {id_: at - len(layer) / 2 for at, id_ in enumerate(layer)}
    return layers


def _places(layers: list[list[str]]) -> dict[str, tuple[float, float]]:
    """The upper left corner of each node; every column is centred on the tallest."""
    tallest = max((len(layer) for layer in layers), default=0)
    places: dict[str, tuple[float, float]] = {}
    across = min(_ACROSS, (_WIDE - _BOX - 2 * _MARGIN) / max(1, len(layers) - 1))
    for at, layer in enumerate(layers):
        top = _MARGIN + (tallest - len(layer)) * _DOWN / 2
        for row, id_ in enumerate(layer):
            places[id_] = (round(_MARGIN + at * across, 1), top + row * _DOWN)
    return places


def _edges(
    index: Index,
    arrows: dict[tuple[str, str], list[Link]],
    knotted: Collection[tuple[str, str]],
    places: dict[str, tuple[float, float]],
    colours: dict[str, int],
    passages: Opening,
    height: float,
) -> tuple[tuple[Edge, ...], float]:
    """The arrows, and the height of the drawing with those that run back below it."""
    taken: list[tuple[float, float, float, float]] = [(x, y, x + _BOX, y + _HIGH) for x, y in places.values()]
    found, low, back = [], height, 0
    for (source, target), links in sorted(arrows.items(), key=lambda item: (places[item[0][0]], places[item[0][1]])):
        (x1, y1), (x2, y2) = places[source], places[target]
        label = _label(index, links)
        if x2 > x1:
            start, end = (x1 + _BOX, y1 + _HIGH / 2), (x2, y2 + _HIGH / 2)
            bend = (end[0] - start[0]) / 2
            left, right = f"{start[0] + bend:g} {start[1]:g}", f"{end[0] - bend:g} {end[1]:g}"
            path = f"M{start[0]:g} {start[1]:g}C{left} {right} {end[0] - 3:g} {end[1]:g}"
            x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 4
        else:
            back += 1
            floor = height + 22 * back
            out, into, middle1, middle2 = x1 + _BOX + _LOOP, x2 - _LOOP, y1 + _HIGH / 2, y2 + _HIGH / 2
            leave = f"M{x1 + _BOX:g} {middle1:g}C{out:g} {middle1:g} {out:g} {floor:g} {x1 + _BOX / 2:g} {floor:g}"
            path = f"{leave}H{x2 + _BOX / 2:g}C{into:g} {floor:g} {into:g} {middle2:g} {x2 - 3:g} {middle2:g}"
            x, y = (x1 + x2 + _BOX) / 2, floor + 4
            low = max(low, floor)
        y = _free(taken, x, y, len(label) * _LETTER)
        low = max(low, y + 12)
        party = index.parties.get(links[0].party or "")
        name, other = (clipped(index.issues[id_].label, 60) for id_ in (source, target))
        found.append(
            Edge(
                path,
                colours.get(clipped(party.name, 60)) if party else None,
                label,
                round(x, 1),
                round(y, 1),
                f"{name} waits for {other}: {clipped(links[0].condition.words, 120)}",
                _passage(index, links[0], passages),
                (source, target) in knotted,
            )
        )
    return tuple(found), low


def _free(taken: list[tuple[float, float, float, float]], x: float, y: float, width: float) -> float:
    """The nearest height at which a label covers neither a node nor another label."""
    for step in range(48):
        at = y + (step + 1) // 2 * 9 * (1 if step % 2 else -1)
        box = (x - width / 2 - 4, at - 10, x + width / 2 + 4, at + 6)
        if box[1] >= 2 and not any(
            box[0] < right and left < box[2] and box[1] < low and top < box[3] for left, top, right, low in taken
        ):
            taken.append(box)
            return at
    return y


def _label(index: Index, links: list[Link]) -> str:
    parties = dict.fromkeys(clipped(party.name, 22) for link in links if (party := index.parties.get(link.party or "")))
    names = list(parties)
    who = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more" if names else "a report"
    return f"{who}: {connective(links[0].condition.words) or 'on condition'}"


def label_lines(label: str) -> list[str]:
    """The label of an issue in the two lines that a node has."""
    lines = textwrap.wrap(clipped(label[:1].upper() + label[1:], 80), _LINE) or ["?"]
    return lines if len(lines) <= 2 else [lines[0], clipped(" ".join(lines[1:]), _LINE)]


def shortest_knots(knots: tuple[Knot, ...]) -> list[Knot]:
    """Knots, those of the fewest issues first."""
    return sorted(knots, key=lambda knot: (len(knot.issues), knot.id))


def read_tie(index: Index, knot: Knot, passages: Opening) -> Tie:
    """A ring as a sentence, "Quota waits for boats, boats for patrols, and patrols for quota.", and its conditions."""
    links = {link.id: link for link in index.whole.links}
    names = [clipped(index.issues[id_].label, 60) if id_ in index.issues else "a matter" for id_ in knot.issues]
    (source, target), *onward = zip(names, (*names[1:], names[0]), strict=True)
    first, others = f"{source} waits for {target}", [f"{source} for {target}" for source, target in onward]
    told = ", ".join([first, *others[:-1]]) + (f", and {others[-1]}" if others else "")
    held = [(_side(index, links[id_]), read_waiting(index, links[id_], passages)) for id_ in knot.links if id_ in links]
    return Tie(f"{told[:1].upper()}{told[1:]}.", tuple(held))


def _side(index: Index, link: Link) -> str:
    party = index.parties.get(link.party or "")
    return clipped(party.name, 60) if party else ""


def read_waiting(index: Index, link: Link, passages: Opening) -> Waiting:
    """A condition as a line of a list."""
    party, position = index.parties.get(link.party or ""), index.positions.get(link.position)
    fragment = _passage(index, link, passages)
    when = link.as_of or (index.when(position) if position else None)
    before, lead, condition, after = _told(link, position)
    issue, on = index.issues.get(link.issue or ""), index.issues.get(link.on or "")
    return Waiting(
        "" if party else clipped(position.holder or "", 60) if position else "",
        clipped(issue.label, 60) if issue else "",
        clipped(on.label, 60) if on else "",
        Claim(before, fragment),
        lead,
        Claim(condition, fragment),
        Claim(after, fragment),
        when_words(when) if when else "",
    )


def _told(link: Link, position: Position | None) -> tuple[str, str, str, str]:
    """What stands before a condition, what leads to it, it, what follows: the sentence itself where that is short.

    An object alone often makes no sentence with its condition: "agreed", "until all is agreed".
    """
    object_ = position.object.words if position and position.object else link.basis.words
    condition = phrase(link.condition.words, _WORDS)
    for words in (link.basis.words, object_):
        whole = phrase(words, _SENTENCE + 1)
        at = whole.casefold().find(condition.casefold())
        if len(whole) <= _SENTENCE and at >= 0 and len(whole.casefold()) == len(whole):
            end = at + len(condition)
            return whole[:at], "", whole[at:end], whole[end:]
    if len(object_.split()) <= _BARE and (at := link.basis.words.find(link.condition.words)) > 0:
        return _tail(phrase(link.basis.words[:at], len(link.basis.words)), _WORDS) + " ", "", condition, ""
    if phrase(object_, _WORDS).casefold().startswith(condition[: _WORDS // 2].casefold()):
        return "", "", condition, ""  # both are one long clause: said once
    return f"{phrase(object_, _WORDS)} ", condition_lead(condition), condition, ""


def _tail(words: str, width: int) -> str:
    """The end of a clause that is too long, from a word on."""
    return words if len(words) <= width else "… " + words[-width:].partition(" ")[2]


def _passage(index: Index, link: Link, passages: Opening) -> str | None:
    position = index.positions.get(link.position)
    return passages.of_position(position) if position else passages.of_citation(link.id, link.basis, "A condition")

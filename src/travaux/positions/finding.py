"""Positions of one news report: what words carry, in anybody's voice, then what contents do without such a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.model import Article, Cast, Parse, Position, Statement
from travaux.positions.retelling import merge_positions
from travaux.positions.scene import set_scene
from travaux.positions.stated import find_stated
from travaux.positions.worded import find_worded


def find_positions(article: Article, parse: Parse, cast: Cast, statements: Sequence[Statement]) -> tuple[Position, ...]:
    """Positions in text order, an act told twice once. `party` and `issue` are left to the record."""
    scene = set_scene(article, parse, cast, statements)
    found: list[Position] = []
    taken: set[int] = set()
    told: set[int] = set()
    for index, top, position in find_worded(scene):
        taken.update((index, top))
        if index in scene.cued:
            told.add(scene.cued[index])
        found.append(position)
    found.extend(find_stated(scene, taken, told))
    return merge_positions([_without_condition_as_object(position) for position in found])


def _without_condition_as_object(position: Position) -> Position:
    """What must come true is not what the act is about: "Vik warned that, should the boats return, ..."."""
    object_, condition = position.object, position.condition
    if object_ is None or condition is None or not condition.span.covers(object_.span):
        return position
    return replace(position, object=None)

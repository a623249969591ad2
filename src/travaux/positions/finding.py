"""Positions of one news report: what words carry in anybody's voice, what contents do without such a word, and what
the network hears beside; all of it weighed by the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from travaux.model import Article, Cast, Parse, Position, Statement
from travaux.network import Seen
from travaux.positions.heard import hear
from travaux.positions.options import find_options
from travaux.positions.retelling import merge_positions
from travaux.positions.scene import Scene, set_scene
from travaux.positions.stated import SET_PHRASE, find_stated
from travaux.positions.times import with_times
from travaux.positions.weighing import CLAUSE_DOUBTED, HEARD, WORD_DOUBTED, Ruled, weigh
from travaux.positions.worded import find_worded


def find_positions(
    article: Article, parse: Parse, cast: Cast, statements: Sequence[Statement], seen: Seen
) -> tuple[Position, ...]:
    """Positions in text order, an act told twice once. `party` and `issue` are left to the record."""
    scene = set_scene(article, parse, cast, statements)
    weighed = weigh(scene, find_ruled(scene), hear(parse, seen, HEARD), seen.calibration["positions"])
    return with_times(scene, join_positions([*weighed, *find_options(scene)]))


def find_ruled(scene: Scene) -> Iterator[Ruled]:
    """Positions by rules alone."""
    taken: set[int] = set()
    told: set[int] = set()
    for index, top, negated, position in find_worded(scene):
        taken.update((index, top))
        if index in scene.cued:
            told.add(scene.cued[index])
        token = scene.parse.tokens[index]
        over = scene.parse.head(token)  # "repeated" of "repeated its demand"
        words = (index, top, over.index) if token.pos == "NOUN" and over.pos == "VERB" else (index, top)
        yield Ruled(position, words, 0.0 if negated else WORD_DOUBTED)
    for verb, position in find_stated(scene, taken, told):
        yield Ruled(position, (verb,), CLAUSE_DOUBTED if position.confidence < SET_PHRASE else 0.0)


def join_positions(found: Sequence[Position]) -> tuple[Position, ...]:
    """In text order, an act told twice once, at the fuller wording."""
    return merge_positions([_without_condition_as_object(position) for position in found])


def _without_condition_as_object(position: Position) -> Position:
    """What must come true is not what the act is about: "Vik warned that, should the boats return, ..."."""
    object_, condition = position.object, position.condition
    if object_ is None or condition is None or not condition.span.covers(object_.span):
        return position
    return replace(position, object=None)

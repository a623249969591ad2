"""The time of an occasion that a sentence points back to: "In that meeting, …", after a sentence that dates it."""

from __future__ import annotations

from travaux.model import Time, Token
from travaux.positions.events.words import NOUN_EVENTS
from travaux.positions.scene import Scene

REACH = 2  # sentences back
_POINTING = frozenset({"that", "those"})
_AT = frozenset({"in", "at", "during"})


def time_pointed_to(scene: Scene, index: int) -> Time | None:
    """The time of what a token's sentence says it was in or at, where it gives no time itself; one only, or none."""
    parse = scene.parse
    number = parse.tokens[index].sentence
    if scene.times_in(parse.sentence_span(number)):
        return None
    occasion = next((each for each in parse.sentence(number) if _is_pointed_to(scene, each)), None)
    if occasion is None:
        return None
    for before in range(number - 1, max(number - 1 - REACH, -1), -1):
        if any(_is_same_kind(occasion, token) for token in parse.sentence(before)):
            times = [time for time in scene.times_in(parse.sentence_span(before)) if _has_begun(scene, time)]
            return times[0] if len(times) == 1 else None
    return None


def _is_pointed_to(scene: Scene, token: Token) -> bool:
    """ "that meeting" after "in", "at" or "during"."""
    parse = scene.parse
    if token.lemma not in NOUN_EVENTS or token.dep != "pobj" or parse.head(token).lemma not in _AT:
        return False
    return any(child.dep == "det" and child.words.lower() in _POINTING for child in parse.children(token.index))


def _is_same_kind(occasion: Token, token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN") and NOUN_EVENTS.get(token.lemma) is NOUN_EVENTS[occasion.lemma]


def _has_begun(scene: Scene, time: Time) -> bool:
    came_out = time.came_out(scene.article.published)
    return came_out is None or time.when.first <= came_out

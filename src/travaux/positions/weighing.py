"""Positions that rules found, weighed by what the network says of them; and those that only the network found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from travaux import network
from travaux.model import Act, Position, Span, Token
from travaux.positions.acts import STANCES
from travaux.positions.clauses import read_clause
from travaux.positions.conditions import find_terms
from travaux.positions.heard import Heard
from travaux.positions.modality import is_hypothetical, is_question, read_modality
from travaux.positions.scene import Scene, is_actor, speaker_of
from travaux.positions.stated import read_object
from travaux.positions.worded import find_condition, read_noun_holders, read_verb_holders

# What is weighed, in the order in which training/calibrate.py fits it.
FEATURES = ("heard", "ruled", "constant")
LEAST = 0.4  # confidence; chosen for F1 on reports that the network did not learn from
HEARD = 0.15  # the least chance of a token that a position of the network's own hangs on
# A rule's act with less than this share of what the network hears gives way to the likeliest: the act of a word, and of
# a clause without one. What grammar denies, and what a set phrase says, stays as it is.
WORD_DOUBTED, CLAUSE_DOUBTED = 0.05, 0.02
NEAR = 0.5  # of the best chance in a clause: so much, and the rule's own word is taken for what it hangs on
_SHORTEST = 3  # words of a basis


@dataclass(frozen=True, slots=True)
class Ruled:
    """A position that a rule found, the tokens that it found it by, and how little share of its act is too little."""

    position: Position
    words: tuple[int, ...]
    doubted: float


@dataclass(frozen=True, slots=True)
class Weighable:
    """A position with what its confidence is weighed by, FEATURES in their order."""

    position: Position
    features: tuple[float, ...]


def weigh(scene: Scene, ruled: Iterable[Ruled], heard: Heard, weights: dict[str, float]) -> list[Position]:
    """Positions with their confidence, those that are likely enough."""
    found = []
    for each in find_weighable(scene, ruled, heard):
        confidence = round(network.weigh(FEATURES, each.features, weights), 3)
        if confidence >= LEAST:
            found.append(replace(each.position, confidence=confidence))
    return found


def find_weighable(scene: Scene, ruled: Iterable[Ruled], heard: Heard) -> Iterator[Weighable]:
    """What rules found, as the network hears it; then what only the network hears."""
    used: set[int] = set()
    for each in ruled:
        own = heard.top(each.words)
        at = _hangs_on(scene, each, own, heard)
        used.update((at, *each.words))
        position = _as_heard(scene, each, own, heard) if heard.chance(own) >= HEARD else each.position
        yield Weighable(position, _describe(heard.chance(at), ruled=True))
    for index in heard.carriers(HEARD):
        if index not in used:
            for position in _read(scene, scene.parse.tokens[index], heard):
                yield Weighable(position, _describe(heard.chance(index), ruled=False))


def _describe(heard: float, *, ruled: bool) -> tuple[float, ...]:
    return (network.log_odds(heard), float(ruled), 1.0)


def _hangs_on(scene: Scene, ruled: Ruled, own: int, heard: Heard) -> int:
    """Where in a rule's clause the network hears it: at the rule's own word, unless it is much surer of another."""
    inside = [token.index for token in scene.parse.tokens_in(ruled.position.basis.span)]
    best = heard.top((own, *inside))
    return own if heard.chance(own) > NEAR * heard.chance(best) else best


def _as_heard(scene: Scene, ruled: Ruled, at: int, heard: Heard) -> Position:
    """With the object that the network hears, if it hears one, and its act where it doubts the rule's."""
    position = ruled.position
    object_ = heard.object_span(scene.parse, at)
    if object_ is not None:
        position = replace(position, object=scene.article.cite(object_))
    if position.act is Act.REPORT or heard.share(at, position.act) >= ruled.doubted:
        return position
    act = heard.act(at)
    return replace(position, act=act, stance=STANCES[act], rule=f"{position.rule}; act by the network")


def _read(scene: Scene, token: Token, heard: Heard) -> Iterator[Position]:
    """A position that hangs on a token: one for each of its holders."""
    parse, article = scene.parse, scene.article
    if is_question(parse, token) or is_hypothetical(parse, token.index):
        return
    basis = _clause(scene, token, heard)
    if basis is None:
        return
    act = heard.act(token.index)
    object_ = heard.object_span(parse, token.index) or _object(scene, token, act)
    met = find_condition(scene, basis, token.index)
    condition = find_terms(parse, basis, met, act) if met is not None else None
    voice = scene.voice_of(token.index)
    for holder in _holders(scene, token):
        yield Position(
            holder=holder,
            act=act,
            stance=STANCES[act],
            object=article.cite(object_) if object_ is not None else None,
            condition=article.cite(condition) if condition is not None else None,
            basis=article.cite(basis),
            modality=read_modality(parse, token.index),
            as_of=scene.when(token.index, voice),
            voice=voice.id if voice is not None else None,
            rule=f"network, clause of “{token.lemma}”",
        )


def _clause(scene: Scene, token: Token, heard: Heard) -> Span | None:
    """The evidence that the network hears, else the clause by grammar; None where there are too few words."""
    parse = scene.parse
    within = scene.content_span(token.index) if token.index not in scene.cued else None
    clauses = (heard.clause_span(parse, token.index, within), read_clause(parse, token.index, within))
    long = (each for each in clauses if each and len(parse.text[each.start : each.end].split()) >= _SHORTEST)
    return next(long, None)


def _object(scene: Scene, token: Token, act: Act) -> Span | None:
    return read_object(scene, token, act) if token.pos in ("VERB", "AUX") else None


def _holders(scene: Scene, token: Token) -> tuple[str, ...]:
    """Whoever says it; in the writer's own voice, whoever does it."""
    number = scene.cued.get(token.index, scene.said_in.get(token.index))
    if number is None:
        verb = token.pos in ("VERB", "AUX")
        return read_verb_holders(scene, token) if verb else read_noun_holders(scene, token)
    statement = scene.statements[number]
    speaker = speaker_of(scene, statement)
    return (speaker,) if speaker is not None and is_actor(statement) else ()

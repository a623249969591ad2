"""The ends of a move that its own clause does not tell: what was left, and to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from travaux.model import Citation, Direction, Manner, Span, Token
from travaux.positions.clauses import SUBJECTS, clause_top
from travaux.positions.moves.holdings import HARD, Holding, matter_of, may_be_one_side
from travaux.positions.moves.words import COURSES, RESTRAINT, RESUMING
from travaux.positions.scene import Scene, speaker_of

_REACH = 3  # sentences before a told change in which the earlier end may stand
_FAR = 9  # sentences before a turn in which its earlier end may stand, if it speaks of the same


class Told(NamedTuple):
    """A change: who, which way, the words that tell it, and those of its earlier end where they stand beside."""

    holders: tuple[str, ...]
    direction: Direction
    verb: Token
    told: Span
    rule: str
    earlier: Span | None = None


def find_later_end(scene: Scene, stands: Sequence[Holding], told: Told, holder: str) -> Citation | None:
    """Where the words that tell a change do not say to what: what followed a turn, or the demand that is new."""
    if told.direction is Direction.REVERSED:
        return _what_followed(scene, told.verb, holder)
    if told.verb.pos == "VERB":
        return None
    asked = [
        stand
        for stand in stands
        if stand.holder == holder and stand.hardness is not None and stand.hardness >= HARD
        if 0 < told.verb.sentence - stand.sentence <= _REACH
    ]
    return asked[-1].place if asked else None


def _what_followed(scene: Scene, verb: Token, holder: str) -> Citation | None:
    """What one who turned then does or says: joined to the verb of turning, or said in the next sentence."""
    parse = scene.parse
    for child in parse.children(verb.index):
        joined = child.dep in ("conj", "advcl") and child.pos == "VERB" and child.index > verb.index
        if joined and parse.child(child.index, *SUBJECTS) is None and child.tag != "VB":
            span = parse.subtree_span(child.index)
            return scene.article.cite(span) if len(parse.tokens_in(span)) > 2 else None
    if parse.tokens[clause_top(parse, verb.index)].dep != "ROOT":
        return None
    for statement in scene.statements:
        said = statement.content[0]
        first = parse.token_at(said.start)
        next_ = first is not None and first.sentence == verb.sentence + 1
        if next_ and statement.manner is Manner.DIRECT and speaker_of(scene, statement) == holder:
            return said
    return None


def find_earlier_end(
    scene: Scene, stands: Sequence[Holding], told: Told, holder: str, later: Citation
) -> Citation | None:
    """The stand that was left: told as an earlier one just before; of a turn, on the same matter farther back."""
    sentence = told.verb.sentence
    mine = [
        stand
        for stand in stands
        if stand.place.start < told.told.start
        and not stand.place.span.overlaps(later.span)
        and not stand.place.span.overlaps(told.told)
        and (may_be_one_side(scene, stand.holder, holder) or (stand.mark is not None and stand.sentence == sentence))
    ]
    close = [stand for stand in mine if sentence - stand.sentence <= _REACH and stand.hardness is not None]
    marked = [stand for stand in close if stand.mark is not None]
    if marked:
        return marked[-1].place
    if told.verb.lemma in RESUMING | {"decide"}:
        pledged = [stand for stand in mine if _restrains(scene, stand)]
        return pledged[-1].place if pledged else None
    if told.direction is not Direction.REVERSED or later.span.covers(told.told):
        return None
    matter = matter_of(scene, later.span, holder)
    near = [(len(matter & s.matter), s.place.start, s) for s in mine if sentence - s.sentence <= _FAR]
    best = max(near, key=lambda each: each[:2], default=None)
    return best[2].place if best is not None and best[0] else None


def _restrains(scene: Scene, stand: Holding) -> bool:
    """ "promised to halt its attacks" """
    lemmas = {token.lemma for token in scene.parse.tokens_in(stand.place.span)}
    courses = {*lemmas, *(token.words.lower() for token in scene.parse.tokens_in(stand.place.span))}
    return bool(lemmas & RESTRAINT) and bool(courses & (COURSES | {"violence"}))

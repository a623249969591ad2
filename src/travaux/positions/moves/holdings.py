"""Stands of one article: who holds them, how hard they are, and whether they are told as earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from travaux.model import Act, Citation, Direction, Manner, Modality, Position, Span
from travaux.positions.moves.words import HARD_WORDS, NECESSITY, PART, SOFT_WORDS, TIES, WHOLE
from travaux.positions.scene import Scene, speaker_of
from travaux.positions.stated import same_side
from travaux.positions.times import Mark, mark_positions, sentence_of

SOFT, HARD = 1, 3  # an act is soft or hard up to, and from, so much of hardness
_SHORT = 4  # letters of a word that may be of no matter
_MATTER = ("NOUN", "PROPN", "VERB", "ADJ")
_EMPTY = frozenset(
    """
    be have do say tell make get take go come want give new other more last first year month week day time today deal
    talk president leader official administration government state country side party people agree reject demand offer
    call insist refuse accept support need work end plan position
    """.split()
)
_OFFICES = frozenset("officials aides advisers administration government delegation negotiators leaders party".split())


@dataclass(frozen=True, slots=True)
class Holding:
    """Words that somebody stands by. `hardness` is None where nothing tells it; `mark` where it is an earlier one."""

    holder: str
    place: Citation
    sentence: int
    hardness: int | None
    matter: frozenset[str]
    mark: Mark | None
    own: bool  # in the holder's own words
    position: Position | None = None
    alleged: bool = False  # what somebody else says of the holder


def find_holdings(scene: Scene, positions: Iterable[Position]) -> list[Holding]:
    """Positions of somebody as stands, in text order."""
    held = [each for each in positions if each.holder is not None]
    marks = mark_positions(scene, held)
    voices = {statement.id: statement for statement in scene.statements}
    found = []
    for each in held:
        voice = voices.get(each.voice or "")
        own = voice is not None and voice.manner is Manner.DIRECT
        found.append(
            Holding(
                each.holder or "",
                each.basis,
                sentence_of(scene, each.basis),
                hardness_of(each),
                matter_of(scene, each.basis.span, each.holder),
                marks.get(each.id),
                own,
                each,
                voice is not None and not may_be_one_side(scene, each.holder or "", speaker_of(scene, voice) or ""),
            )
        )
    return sorted(found, key=lambda stand: (stand.place.start, stand.place.end, stand.holder))


def hardness_of(position: Position) -> int | None:
    """That of the act, as far as it is made; of a view, that of its words of necessity."""
    if position.modality in (Modality.HYPOTHETICAL, Modality.NEGATED):
        return None
    if position.condition is not None and TIES.search(position.basis.words):
        return Act.CONDITION.hardness
    if position.act.hardness is None and NECESSITY.search(position.basis.words):
        return Act.DEMAND.hardness
    if position.act is Act.SUPPORT:
        return Act.OFFER.hardness
    if position.act is Act.OPPOSE:
        return Act.REJECT.hardness
    return position.act.hardness


def matter_of(scene: Scene, span: Span, holder: str | None = None) -> frozenset[str]:
    """The words of a clause that say what it is about."""
    names = frozenset((holder or "").lower().split())
    return frozenset(
        word
        for token in scene.parse.tokens_in(span)
        if (token.pos in _MATTER or token.words.isupper())
        and token.index not in scene.named  # taggers stumble on SHOUTS
        for word in [token.lemma.rstrip("s")]
        if len(word) > 2 and word not in _EMPTY and word not in names
    )


def holding_at(scene: Scene, holder: str, span: Span, mark: Mark | None = None) -> Holding:
    """A clause as a stand, where no position was read."""
    place = scene.article.cite(span)
    hardness = Act.DEMAND.hardness if NECESSITY.search(place.words) else colour_of(scene, span)
    matter = matter_of(scene, span, holder)
    return Holding(holder, place, sentence_of(scene, place), hardness, matter, mark, False)


def may_be_one_side(scene: Scene, holder: str, other: str) -> bool:
    """One holder, one of whom the other speaks for, or offices that no name tells apart."""
    if holder == other or same_side(scene, holder, other) or same_side(scene, other, holder):
        return True
    return bool({*holder.lower().split()[-1:], *other.lower().split()[-1:]} & _OFFICES)


def direction_between(earlier: Holding, later: Holding) -> Direction | None:
    """Which way a stand went: from asking or refusing to giving, or back; of two conditions by how much they ask."""
    if earlier.hardness is None or later.hardness is None:
        return None
    if _on_one_condition(earlier, later):
        return None
    if earlier.hardness == later.hardness == Act.CONDITION.hardness:
        return _between_thresholds(earlier.place.words, later.place.words)
    if earlier.hardness <= SOFT and later.hardness >= HARD:
        return Direction.HARDENED
    if earlier.hardness >= HARD and later.hardness <= SOFT:
        return Direction.SOFTENED
    return None


def _on_one_condition(earlier: Holding, later: Holding) -> bool:
    """Whether what the later stand waits for was asked for before."""
    before = earlier.position.condition if earlier.position is not None else None
    after = later.position.condition if later.position is not None else None
    if before is None or after is None or earlier.hardness == later.hardness:
        return False
    words = {word.lower().strip(',.”"') for word in before.words.split() if len(word) > _SHORT}
    return any(word.lower().strip(',.”"') in words for word in after.words.split())


def _between_thresholds(earlier: str, later: str) -> Direction | None:
    step = _asked(later) - _asked(earlier)
    return None if step == 0 else Direction.HARDENED if step > 0 else Direction.SOFTENED


def _asked(words: str) -> int:
    return bool(WHOLE.search(words)) - bool(PART.search(words))


def colour_of(scene: Scene, span: Span) -> int | None:
    """How hard a phrase without an act is by its words; None where it has none or both."""
    found = set()
    for token in scene.parse.tokens_in(span):
        word = token.words.lower()
        if word in SOFT_WORDS:
            found.add(SOFT)
        elif word in HARD_WORDS:
            found.add(HARD)
    return found.pop() if len(found) == 1 else None

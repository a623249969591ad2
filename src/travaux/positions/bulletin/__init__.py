"""Bulletins, the chronicles of a session in which parties stand in capitals: who holds what, who backs whom."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.model import (
    Act,
    Article,
    Citation,
    Interaction,
    Outcome,
    Parse,
    Position,
    Span,
    Stance,
    Topic,
)
from travaux.positions.bulletin.claims import Claim, find_claims
from travaux.positions.bulletin.interactions import find_pairs
from travaux.positions.bulletin.mentions import cast_shadow
from travaux.positions.bulletin.names import read_party
from travaux.positions.bulletin.outcomes import find_results
from travaux.positions.bulletin.sentences import find_sentences
from travaux.positions.bulletin.topics import find_labels

__all__ = ["Bulletin", "read_bulletin", "read_party"]

_OPPOSITE = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR, Stance.NEUTRAL: Stance.AGAINST}


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What one bulletin says: all in text order."""

    positions: tuple[Position, ...]
    interactions: tuple[Interaction, ...]
    outcomes: tuple[Outcome, ...]
    topics: tuple[Topic, ...]


def read_bulletin(article: Article, parse: Parse) -> Bulletin:
    """Who holds what, who backs or resists whom, and what the meeting did, by rules over the text and its tags."""
    shadow = cast_shadow(article.text)
    tags = {token.start: token for token in parse.tokens}

    def is_verb(at: int) -> bool:
        token = tags.get(at)
        return token is None or not (token.tag in {"JJ", "NN", "NNP"} or token.dep == "amod")

    positions: dict[str, Position] = {}
    interactions: dict[str, Interaction] = {}
    outcomes: dict[str, Outcome] = {}
    for paragraph in parse.paragraphs:
        if article.text.startswith("#", paragraph.start):
            continue
        sentences = list(find_sentences(shadow.marks, paragraph))
        claims = find_claims(shadow, sentences, is_verb)
        for position in (p for claim in claims for p in _positions(article, claim)):
            positions.setdefault(position.id, position)
        for kind, source, target, span in find_pairs(shadow, claims):
            interaction = Interaction(kind, source, target, article.cite(span))
            interactions.setdefault(interaction.id, interaction)
        for sentence in sentences:
            objects = [claim.place for claim in claims if claim.sentence == sentence and not claim.told]
            for status, place, span in find_results(shadow, sentence, objects):
                outcome = Outcome(status, _cite(article, place), article.cite(span))
                outcomes.setdefault(outcome.id, outcome)
    topics = (
        Topic(label, None, article.cite(span))
        for label, span in find_labels(article.text, shadow.marks, parse.paragraphs)
    )
    return Bulletin(tuple(positions.values()), tuple(interactions.values()), tuple(outcomes.values()), tuple(topics))


def _cite(article: Article, span: Span | None) -> Citation | None:
    return None if span is None else article.cite(span)


def _positions(article: Article, claim: Claim) -> list[Position]:
    """One position for each holder, then for those who back it and those who resist it."""
    content = claim.content
    backing = Stance.FOR if content.stance is Stance.NEUTRAL else content.stance
    rows = [(holder, content.act, content.stance, "who speaks") for holder in claim.head.joint]
    rows += [(name, Act.SUPPORT, backing, "who backs a speaker") for name in claim.supporters]
    rows += [(name, Act.REJECT, _OPPOSITE[content.stance], "who resists a speaker") for name in claim.opponents]
    return [
        Position(
            holder=holder,
            act=act,
            stance=stance,
            object=_cite(article, content.object),
            condition=_cite(article, content.condition),
            basis=article.cite(claim.evidence),
            rule=f"bulletin: {rule}",
        )
        for holder, act, stance, rule in rows
    ]

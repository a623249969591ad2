"""Events by rules: verbs with what they need beside them, and nouns with what tells that they took place."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model import EventType, Modality, Parse, Token
from travaux.positions.asserting import is_asserted
from travaux.positions.clauses import SUBJECTS, clause_top, find_complements, is_negated, noun_phrase, read_subject
from travaux.positions.events.words import (
    ASSEMBLIES,
    COMPANY,
    DELEGATES,
    DONE_WITH,
    HOLDING,
    NOUN_EVENTS,
    STATUS_WORDS,
    TARGETS,
    VERB_EVENTS,
)
from travaux.positions.modality import is_hypothetical, read_modality
from travaux.positions.scene import Scene, read_holders

_SAYING = frozenset("say tell add write speak declare warn call announce note urge insist ask blame".split())
_SERIES = frozenset("series number round set string spate".split())
# Announcing is news by itself only where it is dated.
_DATED = frozenset("tell tweet announce issue release unveil resign appoint recall".split())
# What is done once, and is no course of things: drills that are called off, a pact that is signed.
_DEEDS = frozenset((EventType.CANCEL, EventType.POSTPONE, EventType.SIGN, EventType.SANCTION, EventType.EASE))
_TO_COME = frozenset("if unless until till once before provided providing when".split())
_SHORTEST = 3  # words of a noun's phrase


def find_ruled(scene: Scene) -> dict[int, EventType | None]:
    """The type of event that the rules see at a token, by its number; None where it tells none of its own."""
    verbs = dict(_find_verbs(scene))
    nested = {inner for _, inner in verbs.values() if inner is not None}
    found: dict[int, EventType | None] = dict.fromkeys(nested) | {index: type_ for index, (type_, _) in verbs.items()}
    found |= dict.fromkeys(_find_holding(scene.parse))
    for token in scene.parse.tokens:
        if token.pos in ("NOUN", "PROPN") and token.lemma in NOUN_EVENTS and token.index not in nested:
            type_ = _read_noun(scene, token)
            if type_ is not None:
                found[token.index] = type_
    return found


def _find_holding(parse: Parse) -> Iterator[int]:
    """Verbs that only carry the noun of an event: held talks."""
    for noun in parse.tokens:
        if noun.dep == "dobj" and noun.lemma in NOUN_EVENTS and parse.head(noun).lemma in HOLDING:
            yield noun.head


def _find_verbs(scene: Scene) -> Iterator[tuple[int, tuple[EventType | None, int | None]]]:
    """Verbs that tell an event, with its type and the complement that makes it one."""
    parse = scene.parse
    for verb in parse.tokens:
        if verb.pos != "VERB" or verb.lemma not in VERB_EVENTS or verb.dep in ("amod", "compound"):
            continue
        found = _match_verb(parse, verb)
        if found is None:
            continue
        subject = read_subject(parse, verb.index)
        if found[0] is EventType.MEET and not _meets_somebody(scene, verb, subject):
            found = None, None
        if subject is not None and subject.words.lower() in ("you", "i"):
            continue
        if found[0] is EventType.ANNOUNCE and verb.lemma in _DATED and not _is_dated(scene, verb):
            continue
        if found[0] is EventType.MEET and subject is not None and subject.lemma in DELEGATES:
            found = EventType.TALK, found[1]
        yield verb.index, found


def is_told_as_done(scene: Scene, verb: Token, type_: EventType) -> bool:
    """ "stunned the fleet by scrapping its drills": what is done with talks, drills or texts, told as a fact"""
    parse = scene.parse
    thing, top = find_complements(parse, verb.index).get("obj"), clause_top(parse, verb.index)
    return (
        type_ in _DEEDS
        and verb.tag in ("VBD", "VBN", "VBG")
        and thing is not None
        and bool({thing.lemma, thing.words.lower()} & DONE_WITH)
        and is_asserted(parse, verb)
        and not is_negated(parse, verb.index)
        and not is_hypothetical(parse, top)
        and not any(_opens_with(parse, at, _TO_COME) for at in (verb.index, top))
        and read_modality(parse, verb.index) is Modality.MADE
    )


def _opens_with(parse: Parse, verb: int, words: frozenset[str]) -> bool:
    """Whether a clause stands behind one of these words: "once it is signed", "provided that it is signed"."""
    over = (parse.head(parse.tokens[verb]),) if parse.tokens[verb].dep == "pcomp" else ()
    marks = (child for child in parse.children(verb) if child.dep in ("mark", "advmod") and child.index < verb)
    return any(each.words.lower() in words for each in (*marks, *over))


def _is_dated(scene: Scene, token: Token) -> bool:
    return bool(scene.times_in(scene.parse.sentence_span(token.sentence)))


def _meets_somebody(scene: Scene, verb: Token, subject: Token | None) -> bool:
    """Vik met Oda; not: met a condition, was met with silence."""
    if subject is None or scene.parse.child(verb.index, "nsubjpass") is not None:
        return False
    complements = find_complements(scene.parse, verb.index)
    other = complements.get("with") or complements.get("obj")
    if other is None:
        many = (
            subject.tag in ("NNS", "NNPS")
            or subject.lemma in ASSEMBLIES
            or scene.parse.child(subject.index, "conj") is not None
        )
        return many or subject.words.lower() in ("they", "we")
    return bool(read_holders(scene, other)) or other.pos == "PROPN"


def _match_verb(parse: Parse, verb: Token) -> tuple[EventType | None, int | None] | None:
    complements = find_complements(parse, verb.index)
    for type_, needs, heads in VERB_EVENTS[verb.lemma]:
        for need in needs.split():
            if need == "-":
                return type_, None
            inner = complements.get(need)
            if inner is not None:
                inner = _counted(parse, inner)
            if inner is None or not _fits(inner, heads):
                continue
            holds = inner.pos == "VERB" and (inner.lemma in VERB_EVENTS or inner.lemma in HOLDING)
            if type_ is EventType.AGREE and holds:
                return None, None  # agreed to meet, to hold talks: the meeting is the event
            if verb.lemma == "speak" and need == "by" and inner.lemma not in ("phone", "telephone"):
                continue
            if type_ is EventType.VISIT and inner.pos != "PROPN":
                continue
            return type_, inner.index
    return None


def _counted(parse: Parse, noun: Token) -> Token:
    """ "tweets" of "a series of tweets"."""
    if noun.lemma not in _SERIES:
        return noun
    of = next((c for c in parse.children(noun.index) if c.dep == "prep" and c.lemma == "of"), None)
    return (parse.child(of.index, "pobj") or noun) if of is not None else noun


def _fits(noun: Token, heads: frozenset[str]) -> bool:
    return not heads or noun.lemma in heads or (heads is TARGETS and noun.pos == "PROPN")


def _read_noun(scene: Scene, noun: Token) -> EventType | None:
    """The type of a noun's event where something beside it tells that it took place or will."""
    parse, type_ = scene.parse, NOUN_EVENTS[noun.lemma]
    below = [parse.tokens[at] for at in parse.subtree(noun.index)]
    words = {token.words.lower() for token in below}
    if noun.dep == "compound" or (noun.lemma in COMPANY and not words & COMPANY[noun.lemma]):
        return None
    if type_ is EventType.ANNOUNCE:
        return type_ if _is_announced(scene, noun) else None
    phrase = noun_phrase(parse, noun.index)
    verb = verb_above(parse, noun)
    held = verb is not None and verb.lemma in HOLDING and parse.child(verb.index, *SUBJECTS) is not None
    many = len({mention.name for mention in scene.mentions_in(phrase)}) > 1
    told = held or many or bool(scene.times_in(phrase)) or bool(words & STATUS_WORDS.keys()) or "no" in words
    return type_ if told and len(parse.tokens_in(phrase)) >= _SHORTEST else None


def _is_announced(scene: Scene, noun: Token) -> bool:
    """A dated statement, tweet, interview or speech in which somebody speaks."""
    parse = scene.parse
    head = parse.head(noun)
    if head.lemma == "of" and parse.head(head).lemma in _SERIES:
        head = parse.head(parse.head(head))
    said = any(verb.lemma in _SAYING for verb in _verbs_above(parse, noun))
    return said and head.dep == "prep" and head.lemma in ("in", "at", "during", "on") and _is_dated(scene, noun)


def _verbs_above(parse: Parse, token: Token) -> Iterator[Token]:
    at: Token | None = token
    for _ in range(3):
        at = verb_above(parse, at) if at is not None else None
        if at is not None:
            yield at


def verb_above(parse: Parse, token: Token) -> Token | None:
    """The nearest verb that a token hangs on, some heads up."""
    at = token
    for _ in range(6):
        if at.head == at.index:
            return None
        at = parse.head(at)
        if at.pos in ("VERB", "AUX"):
            return at
    return None

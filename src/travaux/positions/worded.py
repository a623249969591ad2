"""Acts that a word carries, in the reporter's voice or in somebody's words: "refused to sign", "a demand that ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from travaux.model import Act, Manner, Modality, Position, Span, Token
from travaux.positions.acts import ADJECTIVES, CARRIERS, LIKINGS, NEGATED, STANCES, VERBS, WISHES
from travaux.positions.asserting import is_asserted
from travaux.positions.carriers import Carrier, find_carriers, is_harm, is_state, read_act
from travaux.positions.clauses import (
    auxiliaries,
    clause_top,
    complement_span,
    find_complements,
    is_negated,
    noun_before,
    noun_phrase,
    read_clause,
    read_subject,
)
from travaux.positions.conditions import Condition, find_conditions, find_terms, is_open
from travaux.positions.modality import is_hypothetical, is_question, read_modality
from travaux.positions.scene import ROLES, Scene, is_actor, read_holders, speaker_of, starts_with_owner
from travaux.positions.words import SAYING, WINNING

# Acts that a strict condition turns into one; an offer or a threat keeps its act.
_HINGING = (Act.DEMAND, Act.REJECT, Act.RULE_OUT, Act.OPPOSE)
_GIVING = (Act.ACCEPT, Act.CONCEDE, Act.OFFER, Act.SUPPORT)
_VAGUE_OBJECTS = frozenset("it this that they them him her he she we us you i what which who one something".split())
_PROMISES = frozenset("commit pledge promise guarantee".split())
_FORECASTS = frozenset("will 'll ’ll would could may might".split())
_SHORTEST = 3  # words of a basis
_NEAR = 4  # characters between a clause and what belongs to it
_CUE = 40  # characters of "Ann Vo said, " between a condition and what is said
_BUT = re.compile(r",? (?:but|though|although) ")  # "would sign, but only if ..."
_IFS = ("if ", "unless ", "once ")


class Worded(NamedTuple):
    """A position with the word that carries it, the verb that opens its clause, and whether grammar denies the word."""

    word: int
    top: int
    negated: bool
    position: Position


def find_worded(scene: Scene) -> Iterator[Worded]:
    """Positions of words that carry an act."""
    carriers = find_carriers(scene)
    swallowed = {at for index in carriers for at in _embedded(scene, index, carriers)}
    for index, carrier in carriers.items():
        if index in swallowed:
            continue
        yield from _read(scene, carrier, carriers)


def _embedded(scene: Scene, index: int, carriers: dict[int, Carrier]) -> Iterator[int]:
    """Carriers that are the complement of a carrier: "accept" in "refused to accept"."""
    complement = carriers[index].complement
    if complement is None or complement.pos not in ("VERB", "AUX"):
        return
    open_ = [complement.index]
    while open_:
        at = open_.pop()
        if at in carriers:
            yield at
        open_.extend(
            child.index
            for child in scene.parse.children(at)
            if child.dep in ("conj", "xcomp") and child.pos in ("VERB", "AUX")
        )


def _read(scene: Scene, carrier: Carrier, carriers: dict[int, Carrier]) -> Iterator[Worded]:
    parse, token = scene.parse, carrier.token
    noun = token.pos in ("NOUN", "PROPN")
    if carrier.complement is not None and (_only_says(scene, carrier) or _only_tries(carrier) or _is_greeting(carrier)):
        return
    if is_question(parse, token) and token.index in scene.said_in:
        return
    top = clause_top(parse, token.index)
    if is_hypothetical(parse, top) or (noun and is_hypothetical(parse, _verb_above(scene, token.index))):
        return
    if not noun and token.index not in scene.cued and not is_asserted(parse, token):
        return
    holders = read_noun_holders(scene, token) if noun else read_verb_holders(scene, token)
    refusing = carrier.act in _GIVING and is_negated(parse, token.index)
    wish = token.lemma in LIKINGS
    if not holders or (not (noun or refusing or wish) and _is_forecast(scene, token, holders)):
        return
    act = read_act(scene, carrier, carriers)
    negated = _noun_negated(scene, token) if noun else is_negated(parse, token.index)
    modality = Modality.MADE if wish else read_modality(parse, token.index)
    if negated and token.lemma == "decide":
        return  # not to have decided is no decision against
    if negated:
        turned = Act.RULE_OUT if token.lemma in WISHES else NEGATED[act]
        if carrier.act is Act.COMMIT and token.lemma in _PROMISES:
            turned, modality = Act.COMMIT, Modality.NEGATED  # a commitment that is missing is on record as missing
        if act is Act.RULE_OUT and turned is not None and is_harm(scene, carrier.complement):
            turned = Act.THREATEN
        if act is Act.RULE_OUT:
            modality = Modality.POSSIBLE
        if turned is None:
            return
        act = turned
    voice = scene.voice_of(token.index)
    basis = _basis(scene, token, top, noun)
    if basis is None or len(parse.text[basis.start : basis.end].split()) < _SHORTEST:
        return
    object_ = _object(scene, carrier)
    met = find_condition(scene, basis, token.index)
    if met is not None and met.strict and act in _HINGING:
        act = Act.CONDITION  # No talks unless the boats leave: the dependence is the point.
    wanted = basis if noun else Span(min(token.end, basis.end), basis.end)
    condition = find_terms(parse, wanted, met, act) if met is not None else None
    if carrier.act is Act.CONDITION and carrier.complement is not None:  # Velmark tied aid to inspections.
        tied = find_complements(parse, token.index).get("obj")
        object_ = noun_before(parse, tied.index, carrier.complement.index) if tied is not None else None
        condition = complement_span(parse, carrier.complement)
    for holder in holders:
        yield Worded(
            token.index,
            top,
            negated,
            Position(
                holder=holder,
                act=act,
                stance=STANCES[act],
                object=scene.article.cite(object_) if object_ is not None else None,
                condition=scene.article.cite(condition) if condition is not None else None,
                basis=scene.article.cite(basis),
                modality=modality,
                as_of=scene.when(token.index, voice),
                voice=voice.id if voice is not None else None,
                confidence=0.6 if noun else 0.8,
                rule=f"{'noun' if noun else 'word'} “{token.lemma}”{', negated' if negated else ''}",
            ),
        )


def _is_forecast(scene: Scene, token: Token, holders: tuple[str, ...]) -> bool:
    """Somebody's guess at what others may do ("Oda could offer too much") is no act of theirs."""
    parse = scene.parse
    helpers = {a.words.lower() for at in (token.index, clause_top(parse, token.index)) for a in auxiliaries(parse, at)}
    if not helpers & _FORECASTS:
        return False
    voice = scene.voice_of(token.index)
    return "would" in helpers if voice is None else voice.speaker not in holders


def _only_says(scene: Scene, carrier: Carrier) -> bool:
    """ "declined to comment", "asked to be named", "wants to know" say nothing about the matter."""
    complement = carrier.complement
    if complement is None or complement.pos != "VERB":
        return False
    if complement.lemma in SAYING and complement.lemma not in ("talk", "discuss", "leave", "start"):
        return not any(child.dep == "ccomp" for child in scene.parse.children(complement.index))
    return carrier.act is Act.REQUEST and _is_passive(scene, complement)


def _only_tries(carrier: Carrier) -> bool:
    """ "is trying to leave" is no wish about the matter; "is trying to persuade Velmark" is one."""
    return carrier.token.lemma == "try" and carrier.complement is not None and carrier.complement.lemma not in WINNING


def _is_greeting(carrier: Carrier) -> bool:
    """To welcome a guest is no praise."""
    guest = carrier.complement
    return carrier.token.lemma == "welcome" and guest is not None and (guest.pos == "PROPN" or guest.lemma in ROLES)


def _is_passive(scene: Scene, verb: Token) -> bool:
    """ "to be named" """
    return scene.parse.child(verb.index, "auxpass") is not None


def _verb_above(scene: Scene, index: int) -> int:
    at = scene.parse.tokens[index]
    for _ in range(6):
        if at.pos in ("VERB", "AUX") or at.head == at.index:
            break
        at = scene.parse.head(at)
    return clause_top(scene.parse, at.index)


def read_verb_holders(scene: Scene, token: Token) -> tuple[str, ...]:
    """Who does what a verb says: the speaker whose cue it is, or its subject."""
    number = scene.cued.get(token.index)
    speaker = speaker_of(scene, scene.statements[number]) if number is not None else None
    if number is not None and speaker is not None and not starts_with_owner(speaker):
        return (speaker,) if is_actor(scene.statements[number]) else ()
    if token.tag == "VBN" and token.dep == "advcl" and scene.parse.child(token.index, "agent") is None:
        return ()  # "Asked whether ...": somebody else asked
    passive_holds = token.words.lower() in ADJECTIVES and is_state(scene, token)
    passive = scene.parse.child(token.index, "auxpass") is not None and not passive_holds
    if passive and scene.parse.child(token.index, "agent") is None:
        return ()  # "is expected to": by whom is not said
    subject = read_subject(scene.parse, token.index, passive_holds=passive_holds)
    if subject is None:
        return ()
    return read_holders(scene, subject)


def read_noun_holders(scene: Scene, token: Token) -> tuple[str, ...]:
    """Whose demand, proposal or refusal a noun names."""
    parse = scene.parse
    poss = parse.child(token.index, "poss")
    if poss is not None:
        return read_holders(scene, poss)
    for child in parse.children(token.index):
        if child.dep == "prep" and child.lemma in ("by", "from"):
            inner = parse.child(child.index, "pobj")
            if inner is not None:
                return read_holders(scene, inner)
    for child in parse.children(token.index):
        if child.dep in ("compound", "amod", "nmod") and child.index in scene.named:
            return (scene.named[child.index].name,)
    verb = parse.head(token)
    if token.dep in ("dobj", "attr") and verb.pos == "VERB" and verb.lemma in CARRIERS and verb.lemma not in VERBS:
        return read_verb_holders(scene, verb)
    return ()


def _noun_negated(scene: Scene, token: Token) -> bool:
    first = scene.parse.child(token.index, "det")
    if first is not None and first.words.lower() in ("no", "neither"):
        return True
    verb = scene.parse.head(token)
    return token.dep == "dobj" and verb.lemma in CARRIERS and is_negated(scene.parse, verb.index)


def _basis(scene: Scene, token: Token, top: int, noun: bool) -> Span | None:
    parse = scene.parse
    within = scene.content_span(token.index) if token.index not in scene.cued else None
    if noun:
        verb = parse.head(token)
        if token.dep in ("dobj", "attr") and verb.lemma in CARRIERS:
            return read_clause(parse, clause_top(parse, verb.index), within)
        return read_clause(parse, token.index, within)
    basis = read_clause(parse, top, within)
    number = scene.cued.get(token.index)
    if number is None or basis is None:
        return basis
    content = scene.statements[number].content[0]
    if basis.overlaps(content.span):
        return basis
    return _first_sentence(scene, content.span) if scene.statements[number].manner is not Manner.INDIRECT else basis


def _first_sentence(scene: Scene, content: Span) -> Span:
    first = scene.parse.tokens_in(content)
    if not first:
        return content
    last = [token for token in first if token.sentence == first[0].sentence][-1]
    return Span(first[0].start, last.end)


def _object(scene: Scene, carrier: Carrier) -> Span | None:
    parse, complement = scene.parse, carrier.complement
    if complement is None or complement.dep in ("prt", "advmod"):
        return None
    if complement.pos not in ("VERB", "AUX") and complement.words.lower() in _VAGUE_OBJECTS:
        return None
    addressee = carrier.act in (Act.DEMAND, Act.CALL_FOR, Act.REQUEST, Act.THREATEN, Act.CRITICISE)
    if addressee and complement.dep == "dobj":
        course = parse.child(carrier.token.index, "xcomp", "ccomp")
        if course is not None:
            return complement_span(parse, course)
        reason = next(
            (c for c in parse.children(carrier.token.index) if c.dep == "prep" and c.lemma in ("of", "for", "over")),
            None,
        )
        inner = parse.child(reason.index, "pobj", "pcomp") if reason is not None else None
        if reason is None and carrier.token.lemma == "accuse":
            inner = find_complements(parse, complement.index).get("of")
        if carrier.act is Act.CRITICISE and inner is not None:
            return complement_span(parse, inner)
        if carrier.act in (Act.CALL_FOR, Act.REQUEST) and complement.index in scene.named:
            return complement_span(parse, inner) if inner is not None else None  # whom, not what
    if complement.pos in ("NOUN", "PROPN", "PRON") and complement.index < carrier.token.index:
        return noun_phrase(parse, complement.index)
    return complement_span(parse, complement)


def find_condition(scene: Scene, basis: Span, index: int) -> Condition | None:
    """The first condition that belongs to a clause, or to what is said with it: "If they leave, Vo said, "we sign"."""
    for condition in find_conditions(scene.parse, scene.reach_of(index)):
        if is_tied(scene, basis, index, condition):
            return condition
    said = scene.content_span(index)
    sentence = scene.parse.sentence_span(scene.parse.tokens[index].sentence)
    if said is None or said.start <= sentence.start or basis.start - said.start > _NEAR:
        return None
    before = find_conditions(scene.parse, Span(sentence.start, said.start))
    return next(
        (each for each in before if _opens(scene, each.span, sentence) and said.start - each.span.end < _CUE), None
    )


def _opens(scene: Scene, condition: Span, sentence: Span) -> bool:
    """A clause with "if" or "unless" that its sentence begins with."""
    text = scene.parse.text
    return condition.start - sentence.start < _NEAR and text[condition.start : condition.end].lower().startswith(_IFS)


def is_tied(scene: Scene, basis: Span, index: int, condition: Condition) -> bool:
    """In a clause, right before or behind it, or where what is said goes on: "Norland would sign, Vo said, if ...".

    What hangs on a word inside of it is the condition itself, and has none.
    """
    span = condition.span
    if span.covers(scene.parse.tokens[index].span):
        return False
    if span.overlaps(basis) or 0 <= basis.start - span.end < _NEAR:
        return True
    text = scene.parse.text
    if 0 <= span.start - basis.end < _NEAR or is_added(scene, basis, condition):
        return condition.to_come or is_open(text[span.start : span.end], text[basis.start : basis.end])
    number = scene.said_in.get(index)
    parts = scene.statements[number].content if number is not None else ()
    return any(
        0 <= before.end - basis.end < _NEAR and 0 <= span.start - after.start < _NEAR
        for before, after in pairwise(parts)
    )


def is_added(scene: Scene, basis: Span, condition: Condition) -> bool:
    """Terms that come behind a "but": "would sign, but only if ..." is a yes first of all."""
    text, start = scene.parse.text, condition.span.start
    is_near = basis.end < start < basis.end + _CUE
    return is_near and text.startswith("only", start) and _BUT.fullmatch(text[basis.end : start]) is not None

"""Words that carry an act where they stand: which act, by their complements and by the words that they govern."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.model import Act, Span, Token
from travaux.positions.acts import ADJECTIVES, CARRIERS, LIKINGS, NOUNS, VERBS, Patterns
from travaux.positions.clauses import auxiliaries, find_complements
from travaux.positions.naming import VERBS as NAMING
from travaux.positions.naming import match_naming
from travaux.positions.scene import Scene, read_holders
from travaux.positions.words import FAILURE, HARM, HARM_NOUNS

# Acts that an inner word may turn the outer into: vowed to retaliate, agreed to drop its demand, decided to reject it.
_OVERRIDING = (Act.THREATEN, Act.CONCEDE, Act.REJECT, Act.RULE_OUT, Act.OPPOSE, Act.SUPPORT, Act.OFFER)
_OVERRIDDEN = (Act.COMMIT, Act.ACCEPT, Act.OFFER, Act.EXPECT)
_THREATS = frozenset("act respond prepared ready".split())
_RETURNS = frozenset("step measure concession compensation apology move answer response".split())
_WOULD = frozenset("would 'd ’d".split())
_LOW = frozenset("low lower little modest dim limited tempered muted".split())
_KNOWN = frozenset(
    (*VERBS, *ADJECTIVES, *NOUNS, *NAMING, "commit", "determine", "oppose", "worry", "disappoint", "frustrate")
)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A word that carries an act, and the head of its complement."""

    token: Token
    act: Act
    complement: Token | None


def find_carriers(scene: Scene) -> dict[int, Carrier]:
    """Every word of the article that carries an act, by its index."""
    return {
        token.index: carrier
        for token in scene.parse.tokens
        if token.lemma in _KNOWN and (carrier := match_carrier(scene, token.index)) is not None
    }


def match_carrier(scene: Scene, index: int) -> Carrier | None:
    """The act of a word by the tables, if one of the complements that it needs is there."""
    token = scene.parse.tokens[index]
    patterns = _patterns(scene, token)
    if patterns is None and token.lemma not in NAMING:
        return None
    complements = find_complements(scene.parse, index)
    governor = scene.parse.head(token)
    if token.dep == "dobj" and token.pos == "NOUN" and governor.lemma in CARRIERS:
        # "raised concerns that ...", "cast doubt on ...": what the noun is about may hang on the verb.
        for form, hanging in find_complements(scene.parse, governor.index).items():
            if form != "obj" and hanging.index > index:
                complements.setdefault(form, hanging)
    for act, needs in patterns or ():
        for need in needs.split():
            if need == "-":
                return Carrier(token, act, complements.get("obj"))
            inner = complements.get(need)
            if inner is None and act is Act.CONDITION and "obj" in complements:
                inner = find_complements(scene.parse, complements["obj"].index).get(need)
            if inner is None or _is_time(scene, inner):
                continue
            if need == "that" and token.lemma in ("insist", "suggest") and _is_told(scene, inner):
                continue
            if need == "that" and token.lemma == "agree" and not _is_to_come(scene, inner):
                continue
            if inner.dep in ("prt", "advmod"):
                inner = complements.get("from") or complements.get("on") or complements.get("of") or inner
            if inner.index != index:
                return Carrier(token, act, inner)
    named = match_naming(scene.parse, token)
    return Carrier(token, *named) if named is not None else None


def _patterns(scene: Scene, token: Token) -> Patterns | None:
    if token.pos == "NOUN" or (token.pos == "PROPN" and token.tag == "NNS"):
        return NOUNS.get(token.lemma)
    if token.dep in ("aux", "auxpass", "amod", "compound"):
        return None
    if token.dep in ("acomp", "oprd") or (token.pos == "ADJ" and token.dep in ("conj", "ROOT", "ccomp", "xcomp")):
        adjective = ADJECTIVES.get(token.words.lower())
        if adjective is not None:
            return adjective
    if token.pos != "VERB" or (token.lemma in LIKINGS and not _is_wish(scene, token)):
        return None
    if token.tag == "VBN" and token.words.lower() in ADJECTIVES and is_state(scene, token):
        return ADJECTIVES[token.words.lower()]
    return VERBS.get(token.lemma)


def _is_wish(scene: Scene, token: Token) -> bool:
    """ "would like to talk", not "likes to talk" """
    return any(helper.words.lower() in _WOULD for helper in auxiliaries(scene.parse, token.index))


def _is_time(scene: Scene, token: Token) -> bool:
    """ "insisted on Sunday" insists on nothing."""
    return any(time.span.covers(token.span) for time in scene.times_in(_around(token)))


def _around(token: Token) -> Span:
    return Span(max(0, token.start - 60), token.end + 60)


def _is_told(scene: Scene, verb: Token) -> bool:
    """Is what is insisted on a fact ("insisted that it had paid"), not a demand ("insisted that it pay")?"""
    helpers = {a.words.lower() for a in auxiliaries(scene.parse, verb.index)}
    return verb.tag != "VB" or bool(helpers & {"does", "did", "will", "would", "can", "could"})


def _is_to_come(scene: Scene, verb: Token) -> bool:
    """ "agreed that the boats would leave" accepts; "agreed that the count is wrong" only opines."""
    helpers = {a.words.lower() for a in auxiliaries(scene.parse, verb.index)}
    return bool(helpers & {"will", "would", "should", "shall", "must"})


def is_state(scene: Scene, token: Token) -> bool:
    """ "is committed to", "was frustrated by", but not "has committed to"."""
    lemmas = [c.lemma for c in scene.parse.children(token.index) if c.dep in ("aux", "auxpass")]
    return "be" in lemmas or not lemmas


def read_act(scene: Scene, carrier: Carrier, carriers: dict[int, Carrier]) -> Act:
    """The act of a carrier, given what it governs: vowed to retaliate is a threat, vowed to stay a commitment."""
    complement, act = carrier.complement, carrier.act
    if act is Act.REJECT and complement is not None and _lemma_of(carriers, complement) == "rule":
        return Act.THREATEN if is_harm(scene, complement) else Act.OFFER  # declined to rule out a vote
    if act in _OVERRIDDEN and complement is not None:
        inner = carriers.get(complement.index)
        if inner is not None and inner.act in _OVERRIDING:
            return inner.act
        if act is Act.COMMIT and complement.lemma in HARM:
            return Act.THREATEN
    wished = carriers.get(complement.index) if complement is not None else None
    if carrier.token.lemma in {"want", *LIKINGS} and wished is not None and wished.act in (Act.PRAISE, Act.CRITICISE):
        return wished.act  # I want to thank the envoy.
    if act is Act.DEMAND and carrier.token.lemma == "want" and complement is not None and complement.pos == "VERB":
        own = scene.parse.child(complement.index, "nsubj") is None and complement.dep == "xcomp"
        return Act.CALL_FOR if own else Act.DEMAND
    if (
        carrier.token.lemma == "warn"
        and act is Act.DOUBT
        and complement is not None
        and _has_word(scene, complement, HARM | HARM_NOUNS | _THREATS)
    ):
        return Act.THREATEN
    if carrier.token.lemma == "expect" and complement is not None and _asks_of_others(scene, carrier):
        return Act.CALL_FOR  # Norland expects Velmark to stand by its word; expects matching steps.
    low = scene.parse.child(carrier.token.index, "amod")
    if carrier.token.lemma == "expectation" and low is not None and low.lemma in _LOW:
        return Act.DOUBT  # Members have low expectations for the talks.
    if act is Act.EXPECT and complement is not None and _has_word(scene, complement, FAILURE):
        return Act.DOUBT  # Norland predicted a collapse.
    return act


def _asks_of_others(scene: Scene, carrier: Carrier) -> bool:
    complement = carrier.complement
    if complement is None:
        return False
    if complement.pos == "NOUN":
        return complement.lemma in _RETURNS
    doer = scene.parse.child(complement.index, "nsubj")
    to = any(child.tag == "TO" for child in scene.parse.children(complement.index))
    return to and doer is not None and bool(read_holders(scene, doer))


def _lemma_of(carriers: dict[int, Carrier], token: Token) -> str | None:
    """The lemma of a complement that carries an act itself."""
    inner = carriers.get(token.index)
    return inner.token.lemma if inner is not None else None


def is_harm(scene: Scene, complement: Token | None) -> bool:
    """Would a counterparty suffer by what a complement names?"""
    return complement is not None and _has_word(scene, complement, HARM | HARM_NOUNS)


def _has_word(scene: Scene, complement: Token, words: frozenset[str]) -> bool:
    below = (scene.parse.tokens[at] for at in scene.parse.subtree(complement.index))
    return any(token.lemma in words or token.words.lower() in words for token in below)

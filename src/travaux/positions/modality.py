"""How far an act goes: made, intended, possible, or only supposed."""

from __future__ import annotations

from travaux.model import Modality, Parse, Token
from travaux.positions.clauses import auxiliaries

_POSSIBLE = frozenset("could may might can".split())
_STOPS = frozenset(("?", ".", "!", ";"))
# Verbs and adjectives over an act that leave it open or still to come.
_GOVERNORS: dict[str, Modality] = {
    "consider": Modality.POSSIBLE,  # Velmark is considering dropping its claim.
    "weigh": Modality.POSSIBLE,  # Velmark is weighing backing off.
    "mull": Modality.POSSIBLE,  # Velmark is mulling an offer.
    "contemplate": Modality.POSSIBLE,  # Velmark is contemplating a veto.
    "appear": Modality.POSSIBLE,  # Velmark appears to reject it.
    "seem": Modality.POSSIBLE,  # Velmark seems to reject it.
    "likely": Modality.POSSIBLE,  # Velmark is likely to accept.
    "expect": Modality.POSSIBLE,  # Velmark is expected to accept.
    "plan": Modality.INTENDED,  # Velmark plans to offer a pause.
    "intend": Modality.INTENDED,
    "prepare": Modality.INTENDED,
    "hope": Modality.INTENDED,
    "go": Modality.INTENDED,  # Velmark is going to offer a pause.
    "want": Modality.INTENDED,
    "decide": Modality.INTENDED,
}


def read_modality(parse: Parse, index: int) -> Modality:
    """The modality of an act from its auxiliaries and from the verbs that govern it."""
    at = parse.tokens[index]
    for _ in range(4):
        for auxiliary in auxiliaries(parse, at.index):
            word = auxiliary.words.lower()
            if word in _POSSIBLE:
                return Modality.POSSIBLE
            if word == "would":
                return Modality.POSSIBLE
            if word in ("will", "’ll", "'ll", "shall"):
                return Modality.INTENDED
        if at.dep not in ("xcomp", "acomp", "pcomp", "attr") or at.head == at.index:
            break
        at = parse.head(at)
        if at.dep == "prep":
            at = parse.head(at)
        if at.index != index and at.lemma in _GOVERNORS:
            return _GOVERNORS[at.lemma]
    return Modality.MADE


def is_hypothetical(parse: Parse, index: int) -> bool:
    """Is a clause only supposed: inside a condition, a question, or what somebody is asked to do?"""
    at = parse.tokens[index]
    for _ in range(4):
        mark = parse.child(at.index, "mark", "advmod")
        if mark is not None and mark.index < at.index and mark.words.lower() in ("if", "whether", "unless", "until"):
            return True
        if at.dep in ("conj", "acl", "advcl", "relcl") and at.head != at.index and at.dep == "conj":
            at = parse.head(at)
            continue
        return False
    return False


def is_question(parse: Parse, token: Token) -> bool:
    """Does the sentence, or the quoted part of it, that a word stands in ask?"""
    after = parse.sentences[token.sentence][1]
    stop = next((t.words for t in parse.tokens[token.index : after] if t.words in _STOPS), None)
    return stop == "?"

"""Who does what a verb says, by grammar alone."""

from __future__ import annotations

from travaux.attribution.cues import LEMMAS, VERBS, CueKind
from travaux.attribution.kinds import CARRIERS, DOCUMENTS, PEOPLE
from travaux.model import Parse, Token

RELATIVE = frozenset({"who", "which", "that", "whom"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def read_lemma(parse: Parse, verb: Token) -> str:
    """The verb with its particle: "point out"."""
    particle = parse.child(verb.index, "prt")
    lemma = LEMMAS.get(verb.lemma, verb.lemma)
    return f"{lemma} {particle.lemma}" if particle else lemma


def read_subject(parse: Parse, verb: Token) -> Token | None:
    """Who does what a verb says, by its own clause or by the clause that it is a part of."""
    subject = _subject(parse, verb)
    if subject is None or parse.quotation_at(subject.start) is None or parse.quotation_at(verb.start) is not None:
        return subject
    # What stands between marks does not speak round them: "…," added Vik.
    neighbour = _neighbour(parse, verb)
    return neighbour if neighbour is not None and parse.quotation_at(neighbour.start) is None else None


def _subject(parse: Parse, verb: Token) -> Token | None:
    at = verb
    outer = read_outer_speech(parse, verb) or _main_verb(parse, verb)
    if outer is not None:
        return read_subject(parse, outer)
    for _ in range(6):
        own = at.index == verb.index
        passive = parse.child(at.index, "nsubjpass")
        if passive is not None:
            return passive if not own or _is_contracted(parse, at) else _agent(parse, at)
        subject = parse.child(at.index, "nsubj")
        if subject is not None:
            # In "it is worth noting that" nobody notes.
            return subject if own or subject.lemma != "it" or (at.dep == "ROOT" and at.pos == "VERB") else None
        head = parse.head(at)
        if at.dep in {"acl", "relcl"}:
            return _speaking_noun(parse, head) if at.tag == "VBG" else _agent(parse, at)
        if at.dep == "csubj" or head.index == at.index:
            return _agent(parse, at) or (_neighbour(parse, verb) if own else None)
        if at.dep == "pcomp":
            head = parse.head(head)
            if head.dep == "acomp" or head.pos in {"ADJ", "ADV"}:
                head = parse.head(head)
        elif at.dep not in {"conj", "xcomp", "advcl", "dep", "ccomp", "parataxis"}:
            return None
        if at.dep in {"ccomp", "parataxis"} and own and verb.tag in FINITE:
            return _neighbour(parse, verb)
        if head.dep == "acomp" and head.pos == "ADJ":
            head = parse.head(head)
        if head.pos not in {"VERB", "AUX"}:
            return None
        at = head
    return None


def read_outer_speech(parse: Parse, verb: Token) -> Token | None:
    """The verb of saying that a second one really goes with, where the parser hung that on the words said.

    Vik said that the port was closed, adding …; Vik said that the port was closed and warned …
    """
    if "quotation" not in VERBS.get(verb.lemma, ()) or parse.child(verb.index, "nsubj", "nsubjpass") is not None:
        return None
    if VERBS[verb.lemma].get("clause") is not CueKind.SPEECH:
        return None
    participle = verb.tag == "VBG" and verb.dep == "advcl" and is_set_off(parse, verb)
    joined = verb.tag in FINITE and verb.dep == "conj"
    if not participle and not joined:
        return None
    at = parse.head(verb)
    for _ in range(5):
        head = parse.head(at)
        if at.dep == "ccomp" and head.index < at.index and "quotation" in VERBS.get(head.lemma, ()):
            return head if participle or head.tag == verb.tag else None
        if head.index == at.index or at.dep not in {"ccomp", "conj", "xcomp", "advcl"}:
            return None
        at = head
    return None


def _neighbour(parse: Parse, verb: Token) -> Token | None:
    """The noun next to a finite verb that the parser gave no subject: before it, or after it where that is turned."""
    if verb.tag not in FINITE:
        return None
    first, after = parse.sentences[verb.sentence]
    at = verb.index - 1
    while at >= first and (
        parse.tokens[at].pos in {"AUX", "ADV", "PART"} or parse.tokens[at].words in {")", "-", "—", ","}
    ):
        at -= 1
    if at >= first and parse.tokens[at].pos in _NOMINAL and not _between_marks(parse, parse.tokens[at]):
        found = parse.tokens[at]
        while found.dep in {"compound", "pobj", "prep", "appos"} and found.head != found.index:
            above = parse.tokens[found.head]
            if above.index >= verb.index or above.pos not in _NOMINAL | {"ADP"} or above.index < first:
                break
            if _between_marks(parse, above) or (found.pos == "PROPN" and found.dep == "appos" and above.pos == "NOUN"):
                break
            found = above
        return found if found.pos in _NOMINAL else None
    for token in parse.tokens[verb.index + 1 : min(after, verb.index + 8)]:
        if token.pos in _NOMINAL and token.dep != "compound":
            return token
        if token.pos not in {"DET", "ADJ", "PROPN", "NOUN", "NUM"}:
            return None
    return None


def is_set_off(parse: Parse, token: Token) -> bool:
    """Does a comma or a dash stand before a word, or before the mark that closes a quotation there?"""
    at = token.index - 1
    if at > 0 and parse.tokens[at].words in {"”", '"', "’", "''", "»"}:
        at -= 1
    return at >= 0 and parse.tokens[at].words in {",", "—", "–", "--"}


def _main_verb(parse: Parse, participle: Token) -> Token | None:
    """Vik dismissed the claim that boats were seized, saying: the participle belongs to the sentence's own subject."""
    if participle.tag != "VBG" or participle.dep not in {"advcl", "acl"} or not is_set_off(parse, participle):
        return None
    if "quotation" not in VERBS.get(participle.lemma, ()) or parse.child(participle.index, "nsubj") is not None:
        return None
    at = participle
    while at.head != at.index:
        at = parse.head(at)
    if at.pos not in {"VERB", "AUX"} or at.index > participle.index:
        return None
    return at if parse.child(at.index, "nsubj") is not None else None


def _is_contracted(parse: Parse, verb: Token) -> bool:
    """In "He's said so" the parser hears a passive."""
    auxiliary = parse.child(verb.index, "auxpass")
    patient = parse.child(verb.index, "nsubjpass")
    if patient is None or patient.lemma == "it":
        return False
    return auxiliary is not None and auxiliary.words in {"'s", "’s"} and parse.child(verb.index, "ccomp") is not None


def _speaking_noun(parse: Parse, noun: Token) -> Token | None:
    """A letter saying that: the letter, or who sent it where its clause names somebody."""
    if noun.lemma in CARRIERS and noun.dep == "dobj":
        return read_subject(parse, parse.head(noun)) or noun
    return noun if noun.pos in {"PROPN", "PRON"} or noun.lemma in DOCUMENTS | PEOPLE else None


def _between_marks(parse: Parse, token: Token) -> bool:
    return parse.quotation_at(token.start) is not None


def read_agent(parse: Parse, verb: Token) -> Token | None:
    """By whom something was said; whom the parser takes for a patient in "He's said so"."""
    if _is_contracted(parse, verb):
        return parse.child(verb.index, "nsubjpass")
    return _agent(parse, verb)


def _agent(parse: Parse, verb: Token) -> Token | None:
    agent = parse.child(verb.index, "agent")
    return parse.child(agent.index, "pobj") if agent else None


def read_antecedent(parse: Parse, pronoun: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    if pronoun.lemma not in RELATIVE or pronoun.pos == "NOUN":
        return pronoun
    verb = parse.head(pronoun)
    for _ in range(4):
        if verb.dep == "relcl":
            told = parse.head(verb)
            named = told.dep == "appos" and parse.head(told).pos == "PROPN"
            return parse.head(told) if named else told  # "Ann Vik, now an envoy, who said"
        if verb.dep not in {"conj", "xcomp", "ccomp"}:
            return pronoun
        verb = parse.head(verb)
    return pronoun

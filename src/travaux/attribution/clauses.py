"""What a verb says of somebody's words by grammar alone: who, and which complement holds the content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.attribution.cues import LEMMAS, OCCASIONS, VERBS, CueKind
from travaux.attribution.kinds import CARRIERS, DOCUMENTS, PEOPLE
from travaux.model import Parse, Span, Token

RELATIVE = frozenset({"who", "which", "that", "whom"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# Prepositions that bring in what is said of an object, not when, where or to whom it was said.
_OF_AN_OBJECT = frozenset({"of", "for", "as", "over", "about", "to", "from", "with", "against", "into", "between"})
_CLAUSE = frozenset({"ccomp", "xcomp", "dobj", "oprd", "attr", "acomp", "prep", "dative", "nsubjpass"})
_OPENING = frozenset({"that", ",", ":", ";", "-", "–", "—", "--", "(", ".", "…", "..."})
_CLOSING = frozenset({",", ";", ":", "-", "–", "—", "--", "(", "and", "but", ".", "?", "!"})
_RELATIVES = frozenset({"which", "who", "whom", "that", "what"})


@dataclass(frozen=True, slots=True)
class Complement:
    """The content of a verb and its form: "clause", "infinitive", "object", "naming", or a preposition."""

    form: str
    tokens: tuple[int, ...]


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
        if at.dep in {"ccomp", "parataxis"} and own and verb.tag in _FINITE:
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
    joined = verb.tag in _FINITE and verb.dep == "conj"
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
    if verb.tag not in _FINITE:
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
            return parse.head(verb)
        if verb.dep not in {"conj", "xcomp", "ccomp"}:
            return pronoun
        verb = parse.head(verb)
    return pronoun


def find_complements(parse: Parse, verb: Token) -> tuple[Complement, ...]:
    """The complements of a verb, the one likeliest to hold words or thought first."""
    clause: Token | None = None
    infinitive: Token | None = None
    object_: Token | None = None
    naming: Token | None = None
    preps: list[Token] = []
    dative = False
    for child in parse.children(verb.index):
        match child.dep:
            case "ccomp" if clause is None or (clause.index < verb.index and not _is_aside(parse, clause)):
                clause = child
            case "xcomp" | "advcl" if infinitive is None and child.index > verb.index and _is_infinitive(parse, child):
                if child.dep == "xcomp" or parse.child(child.index, "mark") is None:
                    infinitive = child
            case "dobj" if object_ is None:
                object_ = child
            case "dative":
                dative = True
            case "oprd" | "attr" | "acomp":
                naming = child
            case "advcl" if child.index > verb.index and _is_as(parse, child):
                naming = child
            case "xcomp" if child.index > verb.index:
                naming = child
            case "prep" if child.index > verb.index:
                preps.append(child)
    found: list[Complement] = []
    upon = next((prep for prep in preps if prep.lemma in {"on", "upon", "for"} and verb.lemma == "call"), None)
    if upon is not None:
        found.extend(_called_on(parse, verb, upon, infinitive))
    if clause is not None and clause.pos in {"VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM"}:
        parts = [clause]
        if object_ is not None and verb.index < object_.index < clause.index and _lacks_subject(parse, clause):
            parts.insert(0, object_)  # "said talks, which went on, were over": the parser tears off the subject
        found.append(Complement("clause", _joined(parse, parts, verb)))
    if infinitive is not None:
        parts = [infinitive]
        if object_ is not None and object_.index < infinitive.index:
            parts.insert(0, object_)
        found.append(Complement("infinitive", _joined(parse, parts, verb)))
    as_ = next((prep for prep in preps if prep.lemma == "as"), None)
    if object_ is not None and (naming is not None or as_ is not None):
        parts = [object_, naming if naming is not None else as_ or object_]
        found.append(Complement("naming", _joined(parse, parts, verb)))
    elif naming is not None and parse.child(verb.index, "nsubjpass") is None:
        found.append(Complement("naming", _below(parse, naming, verb)))
    if object_ is not None:
        parts = [object_, *(p for p in preps if p.lemma in _OF_AN_OBJECT and p.index > object_.index)]
        found.append(Complement("object", _joined(parse, parts, verb)))
    if not dative:
        found.extend(
            Complement(prep.lemma, _inside(parse, prep, verb))
            for prep in preps
            if parse.child(prep.index, "pobj", "pcomp") and not _is_time(parse, prep)
        )
    return tuple(found)


def _called_on(parse: Parse, verb: Token, on: Token, infinitive: Token | None) -> Iterator[Complement]:
    """Vik called on Velmark to wait: the parser hangs the infinitive on the verb or on the name."""
    object_ = parse.child(on.index, "pobj")
    if object_ is None:
        return
    below = [i for i in parse.subtree(on.index) if i != on.index]
    if infinitive is not None:
        yield Complement("infinitive", tuple(sorted({*below, *parse.subtree(infinitive.index)})))
    elif any(t.tag == "VB" for t in (parse.tokens[i] for i in below) if t.dep in {"acl", "relcl"}):
        yield Complement("infinitive", tuple(below))


def _is_as(parse: Parse, clause: Token) -> bool:
    """Vik described the port as closed: the parser takes a participle after "as" for a clause."""
    mark = parse.child(clause.index, "mark")
    subject = parse.child(clause.index, "nsubj", "nsubjpass")
    return mark is not None and mark.lemma == "as" and subject is None and clause.tag in {"VBN", "VBG", "JJ"}


def _lacks_subject(parse: Parse, clause: Token) -> bool:
    finite = clause.tag in _FINITE or any(t.tag in _FINITE | {"MD"} for t in parse.children(clause.index))
    return finite and parse.child(clause.index, "nsubj", "nsubjpass", "expl", "csubj") is None


def _is_aside(parse: Parse, clause: Token) -> bool:
    return parse.tokens[clause.head].index < clause.index


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    return any(t.tag == "TO" for t in parse.children(verb.index) if t.index < verb.index)


def _is_time(parse: Parse, prep: Token) -> bool:
    object_ = parse.child(prep.index, "pobj")
    return object_ is not None and object_.lemma in OCCASIONS


def _below(parse: Parse, top: Token, verb: Token) -> tuple[int, ...]:
    """All tokens under a complement, without the verb's own clause where that stands inside it."""
    below = parse.subtree(top.index)
    return tuple(below)


def _inside(parse: Parse, prep: Token, verb: Token) -> tuple[int, ...]:
    return tuple(i for i in parse.subtree(prep.index) if i != prep.index)


def _joined(parse: Parse, parts: list[Token], verb: Token) -> tuple[int, ...]:
    """All tokens under several complements, with the few words between them where they follow the verb."""
    below = sorted({i for part in parts for i in parse.subtree(part.index)})
    if below[0] > verb.index and below[-1] - below[0] - len(below) < 6:
        return tuple(range(below[0], below[-1] + 1))
    return tuple(below)


def read_runs(parse: Parse, tokens: tuple[int, ...]) -> tuple[Span, ...]:
    """Unbroken runs of content tokens as spans, without the "that" and the punctuation at their borders."""
    runs: list[list[int]] = []
    for index in tokens:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    spans = []
    for run in runs:
        first, last = 0, len(run) - 1
        if last > 1 and parse.tokens[run[0]].dep == "cc" and parse.tokens[run[1]].dep == "mark":
            first = 1
        while first <= last and _is_opening(parse, run, first):
            first += 1
        while last > first and parse.tokens[run[last]].words.lower() in _CLOSING:
            last -= 1
        kept = run[first : last + 1]
        if not any(c.isalnum() for i in kept for c in parse.tokens[i].words):
            continue
        if len(runs) > 1 and all(parse.tokens[i].lemma in _RELATIVES for i in kept):
            continue
        spans.append(parse.span(kept[0], kept[-1]))
    return tuple(spans)


def _is_opening(parse: Parse, run: list[int], at: int) -> bool:
    token = parse.tokens[run[at]]
    if token.words.lower() not in _OPENING:
        return False
    return token.lemma != "that" or token.dep == "mark"

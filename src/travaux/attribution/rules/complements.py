"""What may hold the content of a verb: its clauses, infinitives, objects and prepositions, as runs of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.attribution.clauses import FINITE
from travaux.attribution.cues import OCCASIONS
from travaux.model import Parse, Span, Token

# Prepositions that bring in what is said of an object, not when, where or to whom it was said.
_OF_AN_OBJECT = frozenset({"of", "for", "as", "over", "about", "to", "from", "with", "against", "into", "between"})
_OPENING = frozenset({"that", ",", ":", ";", "-", "–", "—", "--", "(", ".", "…", "..."})
_CLOSING = frozenset({",", ";", ":", "-", "–", "—", "--", "(", "and", "but", ".", "?", "!"})
_RELATIVES = frozenset({"which", "who", "whom", "that", "what"})
MOST_BETWEEN = 5  # words that may stand between an object and what is said of it: "on Monday"


@dataclass(frozen=True, slots=True)
class Complement:
    """The content of a verb and its form: "clause", "infinitive", "object", "naming", or a preposition."""

    form: str
    tokens: tuple[int, ...]


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
            case "ccomp" if clause is None or clause.index < verb.index:
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
        found.extend(_called_on(parse, upon, infinitive))
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
        found.append(Complement("naming", tuple(parse.subtree(naming.index))))
    if object_ is not None:
        parts = [object_, *(p for p in preps if p.lemma in _OF_AN_OBJECT and p.index > object_.index)]
        found.append(Complement("object", _joined(parse, parts, verb)))
    if not dative:
        found.extend(
            Complement(prep.lemma, _inside(parse, prep))
            for prep in preps
            if parse.child(prep.index, "pobj", "pcomp") and not _is_time(parse, prep)
        )
    return tuple(found)


def _called_on(parse: Parse, on: Token, infinitive: Token | None) -> Iterator[Complement]:
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
    finite = clause.tag in FINITE or any(t.tag in FINITE | {"MD"} for t in parse.children(clause.index))
    return finite and parse.child(clause.index, "nsubj", "nsubjpass", "expl", "csubj") is None


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    return any(t.tag == "TO" for t in parse.children(verb.index) if t.index < verb.index)


def _is_time(parse: Parse, prep: Token) -> bool:
    object_ = parse.child(prep.index, "pobj")
    return object_ is not None and object_.lemma in OCCASIONS


def _inside(parse: Parse, prep: Token) -> tuple[int, ...]:
    return tuple(i for i in parse.subtree(prep.index) if i != prep.index)


def _joined(parse: Parse, parts: list[Token], verb: Token) -> tuple[int, ...]:
    """All tokens under several complements, with the few words between them where they follow the verb."""
    below = sorted({i for part in parts for i in parse.subtree(part.index)})
    if below[0] > verb.index and below[-1] - below[0] + 1 - len(below) <= MOST_BETWEEN:
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

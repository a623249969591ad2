"""Attributions that rest on a verb and its complements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from travaux.attribution.clauses import read_agent, read_lemma, read_subject
from travaux.attribution.cues import UNSAYING, VERBS, CueKind
from travaux.attribution.finding import Attribution, find_tokens
from travaux.attribution.kinds import DOCUMENTS
from travaux.attribution.rules.complements import Complement, find_complements, read_runs
from travaux.model import Parse, Token

PRIORS = {"clause": 0.9, "infinitive": 0.7, "naming": 0.75, "object": 0.55, "passive": 0.6, "quotation": 0.95}
_PREPOSITION_PRIOR = 0.55
FARTHEST_CLEAR = 4  # words between "made" and "clear"
FARTHEST_COLON = 5  # words between "put it" and the colon

_HYPOTHETICAL = frozenset({"would", "could", "might", "should", "may", "can", "must", "'d", "ca", "’d"})
_FIRST_OR_SECOND = frozenset({"i", "we", "you", "me", "us"})
_EMPTY = frozenset({"it", "that", "this", "there", "which", "what", "these", "those"})
# Vik wants to say, or is unable to say: nothing is said.
_UNSAID = frozenset("decline refuse fail avoid stop want hesitate reluctant need have able like unable ready".split())


def find_by_verbs(parse: Parse) -> Iterator[Attribution]:
    """One attribution at most for each verb of the tables, by the first of its complements that it may take."""
    for verb in find_tokens(parse):
        if verb.pos != "VERB":
            continue
        found = _read(parse, verb)
        if found is not None:
            yield found


def _read(parse: Parse, verb: Token) -> Attribution | None:
    if verb.lemma == "make":
        return _read_made_clear(parse, verb)
    if verb.lemma == "put":
        return _read_put(parse, verb)
    lemma = read_lemma(parse, verb)
    forms = VERBS.get(lemma)
    if forms is None:
        return None
    passive = _is_passive(parse, verb)
    subject = read_agent(parse, verb) if passive else read_subject(parse, verb)
    if subject is not None and subject.lemma in _FIRST_OR_SECOND:
        return None  # the speaker's own words go on, or the columnist's
    if parse.quotation_at(verb.start) is not None and (subject is None or subject.lemma in _EMPTY):
        return None
    if passive:
        return _read_passive(parse, verb, forms, subject)
    for complement in find_complements(parse, verb):
        kind = forms.get(complement.form)
        if kind is None:
            continue
        if kind is CueKind.SPEECH and _is_unsaid(parse, verb):
            return None
        if complement.form == "infinitive" and lemma in {"decline", "refuse"} and _is_unsaying(parse, complement):
            return None
        if subject is None and complement.form not in {"clause", "quotation"}:
            return None
        if complement.form == "object" and lemma == "show" and (subject is None or subject.lemma not in DOCUMENTS):
            continue
        runs = read_runs(parse, complement.tokens)
        if complement.form not in {"clause", "naming"} and not _says_something(parse, complement):
            continue
        if runs:
            return Attribution(
                verb.span,
                verb.index,
                subject.index if subject else None,
                runs,
                PRIORS.get(complement.form, _PREPOSITION_PRIOR),
                complement.form,
            )
    return _read_parenthesis(parse, verb, forms, subject)


def is_unsaid(parse: Parse, verb: Token) -> bool:
    """A verb of speech that says that something was not said: "did not say whether", "declined to comment"."""
    lemma = read_lemma(parse, verb)
    if verb.pos != "VERB" or lemma not in VERBS:
        return False
    if lemma in {"decline", "refuse"}:
        return any(_is_unsaying(parse, complement) for complement in find_complements(parse, verb))
    return CueKind.SPEECH in VERBS[lemma].values() and _is_unsaid(parse, verb)


def _is_passive(parse: Parse, verb: Token) -> bool:
    """Also without its auxiliary: "Asked about the port, Vik said"."""
    if parse.child(verb.index, "nsubjpass", "auxpass") is not None:
        return True
    at = verb
    while at.dep == "conj" and at.head != at.index:
        at = parse.head(at)
    return verb.tag == "VBN" and at.tag == "VBN" and parse.child(at.index, "aux", "nsubj") is None


def _is_unsaid(parse: Parse, verb: Token) -> bool:
    """Denied, possible, or only wished for."""
    for child in parse.children(verb.index):
        if child.dep == "neg" or (child.dep == "aux" and child.words.lower() in _HYPOTHETICAL):
            return True
    return verb.dep == "xcomp" and parse.head(verb).lemma in _UNSAID


def _read_made_clear(parse: Parse, verb: Token) -> Attribution | None:
    """Vik made clear, or made it clear, that the port was closed."""
    below = [child for child in parse.children(verb.index) if child.index > verb.index]
    clear = next((t for c in below for t in (c, *parse.children(c.index)) if t.lemma == "clear"), None)
    if clear is None or clear.index - verb.index > FARTHEST_CLEAR:
        return None
    marks = (t for t in parse.tokens[clear.index + 1 : clear.index + 3] if t.dep == "mark" or t.tag == "WRB")
    mark = next(marks, None)
    subject = read_subject(parse, verb)
    if mark is None or subject is None or subject.lemma in _EMPTY | _FIRST_OR_SECOND:
        return None
    runs = read_runs(parse, tuple(parse.subtree(mark.head)))
    return Attribution(parse.span(verb.index, clear.index), verb.index, subject.index, runs, 0.85, "clause")


def _read_put(parse: Parse, verb: Token) -> Attribution | None:
    """The second put it more mildly: Karrow would go."""
    it = parse.child(verb.index, "dobj")
    subject = parse.child(verb.index, "nsubj")
    if it is None or it.lemma != "it" or it.index != verb.index + 1 or subject is None or _is_unsaid(parse, verb):
        return None
    _, after = parse.sentences[verb.sentence]
    near = parse.tokens[it.index + 1 : min(after, it.index + 2 + FARTHEST_COLON)]
    colon = next((token.index for token in near if token.words == ":"), None)
    runs = read_runs(parse, tuple(range(colon + 1, after))) if colon is not None else ()
    return Attribution(verb.span, verb.index, subject.index, runs, PRIORS["clause"], "put") if runs else None


def _says_something(parse: Parse, complement: Complement) -> bool:
    """A pronoun, or "how much", gives nobody's words."""
    return any(parse.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ"} for i in complement.tokens) and (
        parse.tokens[complement.tokens[0]].tag not in {"WRB", "WP", "WDT"}
    )


def _is_unsaying(parse: Parse, complement: Complement) -> bool:
    """Vik declined to be named."""
    return any(
        parse.tokens[i].tag in {"VB", "VBN"} and parse.tokens[i].lemma in UNSAYING for i in complement.tokens[:4]
    )


def _read_passive(parse: Parse, verb: Token, forms: Mapping[str, CueKind], subject: Token | None) -> Attribution | None:
    """Norland is expected to sign; the plan was rejected by Velmark; it was reported that."""
    patient = parse.child(verb.index, "nsubjpass")
    if subject is not None and patient is not None and subject.index == patient.index:
        patient = None  # "He's said so" is active
    complements = {c.form: c for c in find_complements(parse, verb)}
    if "clause" in complements and ("clause" in forms or "passive" in forms):
        # told that, asked whether: the source is unknown, who was told is no source
        runs = read_runs(parse, complements["clause"].tokens)
        if runs:
            return Attribution(verb.span, verb.index, subject.index if subject else None, runs, 0.6, "clause")
    if patient is None:
        return None
    below = parse.subtree(patient.index)
    by_somebody = "naming" in forms and subject is not None
    if ("passive" in forms or by_somebody) and (
        "infinitive" in complements or "as" in complements or "naming" in complements
    ):
        rest = complements.get("infinitive") or complements.get("as") or complements["naming"]
        runs = read_runs(parse, tuple(below)) + read_runs(parse, rest.tokens)
        return Attribution(verb.span, verb.index, subject.index if subject else None, runs, 0.6, "passive")
    if "object" in forms and subject is not None:
        return Attribution(verb.span, verb.index, subject.index, read_runs(parse, tuple(below)), 0.5, "object")
    return None


def _read_parenthesis(
    parse: Parse, verb: Token, forms: Mapping[str, CueKind], subject: Token | None
) -> Attribution | None:
    """The talks, Vik said, had failed."""
    if verb.dep not in {"parataxis", "dep"} or subject is None or "clause" not in forms:
        return None
    own = set(parse.subtree(verb.index))
    rest = tuple(i for i in parse.subtree(verb.head) if i not in own)
    runs = read_runs(parse, rest)
    if not runs:
        return None
    return Attribution(verb.span, verb.index, subject.index, runs, 0.8, "clause")

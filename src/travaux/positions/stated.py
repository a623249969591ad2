"""Acts of what somebody said without a word for them: "we will not sign", "the boats must leave", "it is a sham"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from travaux.model import Act, ActGroup, ActorKind, Manner, Modality, Name, Position, Span, Statement, Token
from travaux.positions.acts import STANCES
from travaux.positions.clauses import (
    SUBJECTS,
    auxiliaries,
    complement_span,
    is_negated,
    noun_phrase,
    read_clause,
    verb_phrase,
)
from travaux.positions.conditions import Condition, find_conditions, find_terms
from travaux.positions.modality import is_hypothetical, is_question
from travaux.positions.scene import FIRST_PERSON, Scene, is_actor, read_holders, speaker_of
from travaux.positions.terse import find_terse
from travaux.positions.worded import is_added, is_tied
from travaux.positions.words import FAILURE, HARM, HARM_NOUNS, NEGATIVE, PHRASES, POSITIVE, PROGRESS, SAYING

_THOUGHT = frozenset("think believe say mean guess feel suppose know see hear understand tell".split())
_FUTURE = frozenset("will 'll ’ll shall wo ca".split())
_DUTY = frozenset("must should ought".split())
_DUTY_VERBS = frozenset("need have got".split())
_WIELDING = frozenset("declare impose launch use trigger wage face consider continue resume".split())
_PRONOUNS = frozenset("he she it they".split())
_SHORTEST = 4
# What is given on terms, and the words that give it.
_TERMS = re.compile(r"(?:provided|providing|(?:up)?on (?:the )?condition that)\b", re.IGNORECASE)
_YIELDING = frozenset("may can could will would 'll ’ll 'd ’d".split())
SET_PHRASE = 0.7  # how sure a set phrase is of its act, or a strict condition


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause of somebody's words does."""

    act: Act
    holders: tuple[str, ...]
    modality: Modality = Modality.MADE
    confidence: float = 0.6


def find_stated(scene: Scene, taken: Set[int], told: Set[int]) -> Iterator[tuple[int, Position]]:
    """Positions of contents without a word for their act, each with the verb of its clause.

    `taken` are the verbs whose clauses carry an act by a word already, `told` the statements whose very cue is one.
    """
    for number, statement in enumerate(scene.statements):
        if not is_actor(statement) or number in told:
            continue
        yield from find_terse(scene, statement)
        for verb in _main_verbs(scene, number):
            if verb.index in taken:
                continue
            position = _read_clause_act(scene, statement, verb)
            if position is not None:
                yield verb.index, position


def _main_verbs(scene: Scene, number: int) -> Iterator[Token]:
    """The verbs that open the clauses of a content; under "I think" it is the clause below."""
    parse = scene.parse
    for part in scene.statements[number].content:
        for token in parse.tokens_in(part.span):
            if scene.said_in.get(token.index) != number or token.pos not in ("VERB", "AUX"):
                continue
            if token.dep in ("aux", "auxpass"):
                continue
            head = parse.head(token)
            outside = head.index == token.index or scene.said_in.get(head.index) != number
            joined = token.dep == "conj" and (_subject(scene, token) is not None)
            below = token.dep == "ccomp" and head.lemma in _THOUGHT | {"be"}
            if not (outside or joined or below):
                continue
            if head.index != token.index and token.dep in ("relcl", "acl", "advcl") and not outside:
                continue
            if token.lemma in _THOUGHT and _has_clause(scene, token):
                continue
            yield token


def _subject(scene: Scene, verb: Token) -> Token | None:
    """A verb's own subject; that of the verb before it where it only has its own auxiliary: "and will not sign"."""
    own = scene.parse.child(verb.index, *SUBJECTS)
    if own is None and verb.dep == "conj" and scene.parse.child(verb.index, "aux") is not None:
        return scene.parse.child(verb.head, *SUBJECTS)
    return own


def _has_clause(scene: Scene, verb: Token) -> bool:
    if is_negated(scene.parse, verb.index):
        return False
    return any(c.dep == "ccomp" and c.index > verb.index for c in scene.parse.children(verb.index))


def _read_clause_act(scene: Scene, statement: Statement, verb: Token) -> Position | None:
    parse = scene.parse
    within = scene.content_span(verb.index)
    basis = read_clause(parse, verb.index, within)
    if basis is None or within is None:
        return None
    words = parse.text[basis.start : basis.end]
    if len(words.split()) < _SHORTEST or is_question(parse, verb) or is_hypothetical(parse, verb.index):
        return None
    limits = scene.reach_of(verb.index)
    if {"would", "have"} <= {a.words.lower() for a in auxiliaries(parse, verb.index)}:
        return None  # what would have been is no stand
    conditions = [c for c in find_conditions(parse, limits) if is_tied(scene, basis, verb.index, c)]
    strict = [each.strict and not is_added(scene, basis, each) for each in conditions]
    readers: tuple[tuple[str, Callable[[], Reading | None]], ...] = (
        ("a fixed phrase", lambda: _read_phrase(scene, statement, words)),
        ("a strict condition", lambda: _read_strict(scene, statement, strict)),
        ("a yes on terms", lambda: _read_terms(scene, statement, verb, conditions)),
        ("duty or future", lambda: _read_modal(scene, statement, verb)),
        ("words of value", lambda: _read_value(scene, statement, verb, basis)),
    )
    rule, reading = next(((rule, found) for rule, read in readers if (found := read()) is not None), ("", None))
    if reading is None or not reading.holders:
        return None
    object_ = read_object(scene, verb, reading.act)
    told, terms = basis, None
    if conditions:
        terms = find_terms(parse, basis, conditions[0], reading.act)
        told = _before(scene, basis, conditions[0].span)
        object_ = _before(scene, object_, conditions[0].span) if object_ is not None else None
    return Position(
        holder=reading.holders[0],
        act=reading.act,
        stance=STANCES[reading.act],
        object=scene.article.cite(object_) if object_ is not None else None,
        condition=scene.article.cite(terms) if terms is not None else None,
        basis=scene.article.cite(told),
        modality=reading.modality,
        as_of=scene.when(verb.index, statement),
        voice=statement.id,
        confidence=reading.confidence,
        rule=f"clause of “{verb.lemma}”: {rule}",
    )


def _before(scene: Scene, span: Span, condition: Span) -> Span:
    """Without the word that opens a condition, where the parser left only that in the clause before."""
    if not span.start < condition.start < span.end < condition.end:
        return span
    return Span(span.start, len(scene.parse.text[: condition.start].rstrip(" ,;—–-")))


def _speaker(scene: Scene, statement: Statement) -> tuple[str, ...]:
    speaker = speaker_of(scene, statement)
    return (speaker,) if speaker is not None else ()


def _read_phrase(scene: Scene, statement: Statement, words: str) -> Reading | None:
    for pattern, act in PHRASES:
        if pattern.search(words):
            return Reading(act, _speaker(scene, statement), confidence=SET_PHRASE)
    return None


def _read_strict(scene: Scene, statement: Statement, strict: list[bool]) -> Reading | None:
    return Reading(Act.CONDITION, _speaker(scene, statement), confidence=SET_PHRASE) if any(strict) else None


def _read_terms(scene: Scene, statement: Statement, verb: Token, conditions: list[Condition]) -> Reading | None:
    """ "An inspector may come aboard, provided that he knocks" """
    text = scene.parse.text
    helpers = {helper.words.lower() for helper in auxiliaries(scene.parse, verb.index)}
    stated = any(_TERMS.match(text, each.span.start) for each in conditions)
    if not stated or not helpers & _YIELDING or is_negated(scene.parse, verb.index):
        return None
    return Reading(Act.OFFER, _speaker(scene, statement), confidence=SET_PHRASE)


def _read_modal(scene: Scene, statement: Statement, verb: Token) -> Reading | None:
    """What "will", "must", "should", "need to" or an imperative does, by who the subject is."""
    parse = scene.parse
    speaker = _speaker(scene, statement)
    subject = _subject(scene, verb)
    helpers = {a.words.lower() for a in auxiliaries(parse, verb.index)}
    negated = is_negated(parse, verb.index)
    if subject is None:
        if verb.tag == "VB" and statement.manner is Manner.DIRECT and not helpers and verb.lemma not in SAYING:
            return Reading(Act.RULE_OUT if negated else Act.DEMAND, speaker)
        return None
    if subject.tag in ("WP", "WDT"):
        return None  # "what would need to happen"
    own = _is_own(scene, statement, subject)
    course = parse.child(verb.index, "xcomp")
    if verb.lemma in _DUTY_VERBS and course is not None and _has_to(scene, verb, course):
        if negated or course.lemma in SAYING or verb.tag == "VBD" or subject.words.lower() == "i":
            return None
        return Reading(Act.DEMAND, speaker)
    if helpers & _DUTY or ("got" in helpers):
        if verb.lemma in SAYING - {"let", "leave", "start"}:
            return None
        return Reading(Act.CALL_FOR if "should" in helpers else Act.DEMAND, speaker)
    indirect = statement.manner is not Manner.DIRECT
    future = bool(helpers & _FUTURE) or _going_to(scene, verb) or (indirect and "would" in helpers)
    if not future:
        return None
    main = course if _going_to(scene, verb) and course is not None else verb
    if own:
        if main.lemma == "need":
            return None if negated else Reading(Act.DEMAND, speaker)  # We are going to need a full count.
        if main.lemma in SAYING or main.lemma == "be":
            return (
                Reading(Act.EXPECT, speaker, confidence=0.4)
                if main.lemma == "see"
                else _own_state(main, negated, speaker)
            )
        if main.lemma == "get" and parse.child(main.index, "prep") is not None:
            return None  # "I won't get into that"
        if main.lemma in HARM or (main.lemma in _WIELDING and _wields_harm(scene, main)):
            return None if negated else Reading(Act.THREATEN, speaker, Modality.INTENDED)
        return Reading(Act.RULE_OUT if negated else Act.COMMIT, speaker, Modality.INTENDED)
    if negated:
        nothing = parse.child(subject.index, "det", "neg")
        # No inspector will set foot on our boats; nothing will be signed.
        barred = subject.words.lower() == "nothing" or (nothing is not None and nothing.words.lower() == "no")
        return Reading(Act.RULE_OUT if barred else Act.DOUBT, speaker, confidence=0.5)
    if (
        subject.dep != "nsubjpass"
        and main.lemma not in SAYING | {"be", "have"}
        and _may_be_own(scene, statement, subject)
    ):
        act = Act.THREATEN if main.lemma in HARM else Act.COMMIT
        return Reading(act, read_holders(scene, subject), Modality.INTENDED, 0.5)
    return Reading(Act.EXPECT, speaker, confidence=0.5)


def _wields_harm(scene: Scene, verb: Token) -> bool:
    """ "will impose tariffs" """
    return any(
        {scene.parse.tokens[at].lemma, scene.parse.tokens[at].words.lower()} & HARM_NOUNS
        for at in scene.parse.subtree(verb.index)
    )


def _has_to(scene: Scene, verb: Token, course: Token) -> bool:
    """ "have to leave", "need to leave", but not "have until May to leave"."""
    to = next((c for c in scene.parse.children(course.index) if c.tag == "TO"), None)
    return to is not None and 0 < to.index - verb.index <= (1 if verb.lemma == "have" else 3)


def _own_state(main: Token, negated: bool, speaker: tuple[str, ...]) -> Reading | None:
    if main.lemma == "be":
        return Reading(Act.RULE_OUT if negated else Act.COMMIT, speaker, Modality.INTENDED, 0.5)
    return None


def _going_to(scene: Scene, verb: Token) -> bool:
    return verb.lemma == "go" and verb.tag == "VBG" and scene.parse.child(verb.index, "xcomp") is not None


def _is_own(scene: Scene, statement: Statement, subject: Token) -> bool:
    word = subject.words.lower()
    if word in FIRST_PERSON:
        return True
    if word in _PRONOUNS:
        if word == "it" and scene.parse.head(subject).lemma in ("be", "take", "seem", "appear"):
            return False
        return speaker_of(scene, statement) in read_holders(scene, subject)
    names = read_holders(scene, subject)
    if not names or statement.speaker is None:
        return False
    return any(same_side(scene, statement.speaker, name) for name in names)


def _may_be_own(scene: Scene, statement: Statement, subject: Token) -> bool:
    """Is it a state or body whose conduct is announced, by somebody whom the article ties to no other?"""
    names = read_holders(scene, subject)
    known = _side_of(scene, names[0]) if len(names) == 1 else None
    if known is None or known.kind not in (ActorKind.STATE, ActorKind.BODY, ActorKind.GROUP):
        return False
    speaker = speaker_of(scene, statement)
    bonds = {bond.whom for bond in scene.cast.affiliations if bond.who == speaker and bond.whom is not None}
    return not bonds or known.name in bonds


def _side_of(scene: Scene, holder: str) -> Name | None:
    """Whom a holder's words name: "Norland" of "the Norland government"."""
    known = scene.cast.name_of(holder)
    if known is not None:
        return known
    words = holder.split()
    return next((name for name in scene.cast.names if name.kind is ActorKind.STATE and name.name in words), None)


def same_side(scene: Scene, speaker: str, name: str) -> bool:
    """Does the article itself say that a speaker is, or speaks for, whoever is named?"""
    if speaker == name:
        return True
    for affiliation in scene.cast.affiliations:
        if affiliation.who == speaker and affiliation.whom == name:
            return True
    known = scene.cast.name_of(name)
    forms = known.aliases if known is not None else (name,)
    described = speaker.lower()
    return any(len(form) > 3 and form.lower() in described for form in forms)


def _read_value(scene: Scene, statement: Statement, verb: Token, basis: Span) -> Reading | None:
    """Praise, blame, hope or doubt by the words of a clause: the kind with most words, none where two are equal."""
    if scene.parse.child(verb.index, *SUBJECTS, "expl") is None:
        return None
    tokens = scene.parse.tokens_in(basis)
    words = [token.words.lower() for token in tokens]
    denied = is_negated(scene.parse, verb.index) or any(t.words.lower() in ("no", "never") for t in tokens)
    counts = {
        Act.CRITICISE: sum(word in NEGATIVE for word in words),
        Act.PRAISE: sum(t.words.lower() in POSITIVE and _is_predicated(scene, t, verb) for t in tokens),
        Act.EXPECT: sum(word in PROGRESS for word in words),
        Act.DOUBT: sum(t.words.lower() in FAILURE and not _is_effort(t) for t in tokens),
    }
    best = max(counts.values())
    acts = [act for act, count in counts.items() if count == best]
    if best == 0 or len(acts) > 1:
        return None
    act = acts[0]
    if denied:
        turned = {Act.PRAISE: Act.CRITICISE, Act.EXPECT: Act.DOUBT}.get(act)
        if turned is None:
            return None
        act = turned
    return Reading(act, _speaker(scene, statement), confidence=0.4)


def _is_effort(word: Token) -> bool:
    """ "are working hard" is no doubt."""
    return word.dep == "advmod" and word.words.lower() in ("hard", "tough", "close")


def _is_predicated(scene: Scene, word: Token, verb: Token) -> bool:
    """Is a word of praise what the clause says ("is fair", "a great step"), not a mere part ("their fair share")?"""
    head = scene.parse.head(word)
    if head.lemma in ("deal", "many", "number", "part", "while"):
        return False  # "a good deal of time"
    if word.dep in ("acomp", "attr", "advmod", "oprd", "dobj") and head.index == verb.index:
        return True
    return word.dep == "amod" and head.dep in ("attr", "dobj", "oprd") and head.head == verb.index


def read_object(scene: Scene, verb: Token, act: Act) -> Span | None:
    """The thing that a clause is about: what is done, or the subject of a clause about how things are."""
    parse = scene.parse
    subject = parse.child(verb.index, *SUBJECTS)
    if parse.child(verb.index, "expl") is not None:
        inner = parse.child(verb.index, "attr")
        return noun_phrase(parse, inner.index) if inner is not None and inner.pos in ("NOUN", "PROPN") else None
    if act is Act.DOUBT and verb.lemma == "know":
        inner = parse.child(verb.index, "ccomp")
        return complement_span(parse, inner) if inner is not None else None
    named = subject is not None and subject.pos in ("NOUN", "PROPN") and subject.index < verb.index
    main = parse.child(verb.index, "xcomp") if verb.lemma in _DUTY_VERBS or _going_to(scene, verb) else None
    if subject is not None and named and (main is None and (verb.lemma == "be" or subject.dep == "nsubjpass")):
        return noun_phrase(parse, subject.index)
    acts_itself = subject is not None and bool(read_holders(scene, subject))
    if acts_itself and act in (Act.EXPECT, Act.DOUBT) and verb.lemma != "be" and main is None:
        return verb_phrase(parse, verb.index)
    if subject is not None and named and act in (Act.EXPECT, Act.DOUBT, Act.PRAISE, Act.CRITICISE, Act.CONDITION):
        return noun_phrase(parse, subject.index)
    if verb.lemma == "be":
        inner = parse.child(verb.index, "attr", "acomp")
        if inner is None or inner.pos != "NOUN":
            return None
        course = parse.child(inner.index, "acl", "relcl") if inner.lemma == "time" else None
        return verb_phrase(parse, course.index) if course is not None else noun_phrase(parse, inner.index)
    if main is None and act.group is ActGroup.VIEW:
        return None
    doing = main or verb
    told = verb_phrase(parse, doing.index)
    alone = parse.text[told.start : told.end] == doing.words
    return None if alone and parse.child(doing.index, "auxpass") is not None else told  # "be resumed"

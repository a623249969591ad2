"""Events round a negotiation: what was, is, or may be done, by whom, where and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from travaux.model import Article, Cast, Event, EventStatus, EventType, Mention, Parse, Span, Token
from travaux.network import Seen, log_odds, weigh
from travaux.positions.clauses import SUBJECTS, clause_top, is_negated, noun_phrase, read_clause, read_subject
from travaux.positions.events.dates import choose_date
from travaux.positions.events.retelling import merge_events
from travaux.positions.events.rules import find_ruled, is_told_as_done, verb_above
from travaux.positions.events.watched import Watched, watch
from travaux.positions.events.words import (
    HOLDING,
    NOUN_EVENTS,
    PUBLISHED,
    STATUS_WORDS,
    UTTERING,
    VERB_EVENTS,
)
from travaux.positions.scene import Scene, read_holders, set_scene

FEATURES = ("watched", "ruled", "against", "known", "constant")  # what is weighed, in the order in which it is fitted
WATCHED = 0.05  # the least chance of a token to tell an event
SURE = 0.85  # the chance of the network's type from which a rule's does not count
HAPPENED = (EventStatus.HELD, EventStatus.ONGOING)
DONE = 0.4  # of what a rule takes for a deed told as done, where the network hears nothing
LEAST = 0.23  # confidence; chosen for F1 on reports that the network did not learn from
_PLACERS = frozenset("in at near outside to".split())
_LONGEST = 28  # words of a basis
_SHORTEST = 3
_VERBS = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may tell an event of a type, by the network or by a rule, and FEATURES in their order."""

    token: Token
    type: EventType
    features: tuple[float, ...]
    rule: str


def find_events(article: Article, parse: Parse, cast: Cast, seen: Seen) -> tuple[Event, ...]:
    """Events in text order; one that is told several times counts once, where most is told of it."""
    scene = set_scene(article, parse, cast, ())
    watched = watch(parse, seen)
    found = []
    for _, voices in groupby(find_triggers(scene, watched), key=lambda each: each.token.index):
        confidence, trigger = _choose(scene, list(voices), watched, seen.calibration["events"])
        if confidence >= LEAST:
            event = read_event(scene, trigger, watched, seen.calibration["dates"], confidence)
            if event is not None:
                found.append(event)
    return merge_events(found)


def _choose(scene: Scene, voices: list[Trigger], watched: Watched, weights: dict[str, float]) -> tuple[float, Trigger]:
    """How sure it is that a word tells an event; of two types that of the rule, unless the network is sure of its own.

    The network's comes first.
    """
    confidence = max(round(weigh(FEATURES, each.features, weights), 3) for each in voices)
    first, last = voices[0], voices[-1]
    done = last.rule.startswith("verb") and watched.status(last.token.index) in HAPPENED
    if confidence < DONE and done and is_told_as_done(scene, last.token, last.type):
        return DONE, last
    return confidence, first if watched.share(first.token.index, first.type) >= SURE else last


def find_triggers(scene: Scene, watched: Watched) -> Iterator[Trigger]:
    """What the network or a rule takes for the word of an event: once for each type that either gives it."""
    ruled = find_ruled(scene)
    for index in sorted({*watched.triggers(WATCHED), *ruled}):
        token = scene.parse.tokens[index]
        if index in ruled and ruled[index] is None:
            continue
        for type_ in dict.fromkeys((watched.type(index), ruled.get(index))):
            by_rule = ruled.get(index) is type_
            if type_ is not None and (by_rule or not _only_says(scene.parse, token, type_)):
                against = index in ruled and not by_rule
                chance = log_odds(watched.share(index, type_))
                features = (chance, float(by_rule), float(against), float(type_ in known_types(token)), 1.0)
                found_by = ("verb" if token.pos == "VERB" else "noun") if by_rule else "network,"
                yield Trigger(token, type_, features, f"{found_by} “{token.lemma}”")


def _only_says(parse: Parse, token: Token, type_: EventType) -> bool:
    """ "told the Courier", "warned on Friday": what a statement keeps already, unless it was by tweet or letter"""
    if type_ is not EventType.ANNOUNCE or token.pos != "VERB" or token.lemma not in UTTERING:
        return False
    ways = (parse.child(child.index, "pobj") for child in parse.children(token.index) if child.dep == "prep")
    return not any(way is not None and way.lemma.lower() in PUBLISHED for way in ways)


def known_types(token: Token) -> set[EventType]:
    """The types of event that a word is known to tell."""
    if token.pos == "VERB":
        return {type_ for type_, _, _ in VERB_EVENTS.get(token.lemma, ())}
    return {NOUN_EVENTS[token.lemma]} if token.pos in ("NOUN", "PROPN") and token.lemma in NOUN_EVENTS else set()


def read_event(
    scene: Scene, trigger: Trigger, watched: Watched, weights: Mapping[str, float], confidence: float
) -> Event | None:
    """The event that a word tells; None where too few words tell it."""
    parse, token = scene.parse, trigger.token
    basis = _short_clause(parse, token) if token.pos in _VERBS else _around_noun(parse, token)
    if basis is None or len(parse.tokens_in(basis)) < _SHORTEST:
        return None
    status = _status(parse, token, watched)
    subject = read_subject(parse, token.index) if token.pos in _VERBS else None
    date, dated = choose_date(scene, token, basis, trigger.type, status, weights)
    return Event(
        trigger.type,
        status,
        _participants(scene, basis, subject),
        _place(scene, token),
        date,
        scene.article.cite(basis),
        confidence,
        trigger.rule,
        dated,
    )


def _status(parse: Parse, trigger: Token, watched: Watched) -> EventStatus:
    """As the network sees it; ruled out or called off where a word beside it says so."""
    if trigger.pos in _VERBS and is_negated(parse, trigger.index):
        return EventStatus.RULED_OUT
    beside = (STATUS_WORDS.get(child.words.lower()) for child in parse.children(trigger.index))
    return next((status for status in beside if status is not None), watched.status(trigger.index))


def _short_clause(parse: Parse, verb: Token) -> Span | None:
    """The clause of a verb, or of it what stands nearest where it is long."""
    top = parse.tokens[clause_top(parse, verb.index)]
    clause = read_clause(parse, top.index)
    if clause is not None and len(parse.tokens_in(clause)) <= _LONGEST:
        return clause
    clause = read_clause(parse, verb.index)
    if clause is None or len(parse.tokens_in(clause)) <= _LONGEST:
        return clause
    tokens = parse.tokens_in(clause)
    subject = parse.child(verb.index, *SUBJECTS)
    first = subject.index if subject is not None and verb.index - subject.index < 12 else verb.index
    first = max(first, tokens[0].index)
    if subject is not None and first == subject.index:
        first = max(tokens[0].index, parse.subtree(subject.index)[0])
        if verb.index - first > 12:
            first = subject.index
    last = min(tokens[-1].index, max(verb.index, first + _LONGEST - 1))
    return parse.span(first, last)


def _around_noun(parse: Parse, noun: Token) -> Span:
    """The phrase of a noun, with the verb that says it was held, and for how long: "six days of talks"."""
    basis = noun_phrase(parse, noun.index)
    verb = verb_above(parse, noun)
    if verb is not None and verb.lemma in HOLDING:
        subject = parse.child(verb.index, *SUBJECTS)
        first = parse.subtree(subject.index)[0] if subject is not None else verb.index
        wider = Span(parse.tokens[min(first, noun.index)].start, max(verb.end, basis.end))
        if len(parse.tokens_in(wider)) <= _LONGEST:
            basis = Span(min(wider.start, basis.start), wider.end)
    of = parse.head(noun)
    if noun.dep == "pobj" and of.lemma == "of" and parse.head(of).lemma in ("day", "week", "round", "hour", "half"):
        basis = Span(min(basis.start, parse.tokens[parse.subtree(parse.head(of).index)[0]].start), basis.end)
    if len(parse.tokens_in(basis)) < _SHORTEST and verb is not None:
        return _short_clause(parse, verb) or basis  # "said in a statement"
    return basis


def _participants(scene: Scene, basis: Span, subject: Token | None) -> tuple[str, ...]:
    names = list(read_holders(scene, subject)) if subject is not None else []
    for mention in scene.mentions_in(basis):
        if mention.name not in names and _takes_part(scene, mention):
            names.append(mention.name)
    return tuple(names)


def _takes_part(scene: Scene, mention: Mention) -> bool:
    """Not the place or the matter of an event: "in Norland", "on Norland's ban"."""
    tokens = scene.parse.tokens_in(mention.span)
    if not tokens:
        return False
    at = tokens[-1]
    for _ in range(4):
        governor = scene.parse.head(at)
        if at.dep == "pobj" and governor.dep == "prep":
            return governor.lemma in ("with", "between", "by", "from", "among", "and")
        if governor.pos in _VERBS or governor.index == at.index:
            return at.dep in ("nsubj", "nsubjpass", "dobj", "agent", "appos")
        at = governor
    return True


def _place(scene: Scene, token: Token) -> str | None:
    parse = scene.parse
    for child in parse.children(token.index):
        if child.dep == "prep" and child.lemma in _PLACERS:
            inner = parse.child(child.index, "pobj")
            if inner is not None and inner.pos == "PROPN" and not _is_time(scene, inner.span):
                words = parse.text[noun_phrase(parse, inner.index).start : inner.end]
                return " ".join(words.split())
    return None


def _is_time(scene: Scene, span: Span) -> bool:
    return bool(scene.times_in(span)) or any(words.overlaps(span) for words in scene.parse.dayless)

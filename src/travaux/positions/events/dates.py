"""When an event was, is or may be: which of the times round it is its own, by weights fitted on labelled events."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from travaux.model import Citation, EventStatus, EventType, Parse, Span, Time, Token, When
from travaux.positions.events.words import STATUS_WORDS
from travaux.positions.pointing import time_pointed_to
from travaux.positions.scene import Scene

_CLIMB = 6  # heads
_BEGUN = (EventStatus.HELD, EventStatus.ONGOING)
_TO_COME = (EventStatus.PLANNED, EventStatus.POSSIBLE)
_PREPOSITIONS = frozenset("on in at by since until before after for from during of over through this last next".split())


@dataclass(frozen=True)
class Candidate:
    """A time that may be an event's: `words` None for none at all and for the day of publication.

    `when` is None for none at all, and where the words count from a day of publication that is not known.
    """

    when: When | None
    words: Span | None
    features: Mapping[str, float]

    def weigh(self, weights: Mapping[str, float]) -> float:
        """The higher, the likelier; of a feature without a weight nothing is known."""
        return sum(weights.get(name, 0.0) * value for name, value in self.features.items())


def choose_date(
    scene: Scene,
    trigger: Token,
    basis: Span,
    type_: EventType,
    status: EventStatus,
    weights: Mapping[str, float],
) -> tuple[When | None, Citation | None]:
    """The likeliest time of an event, and the words that give it; no time where these give no day."""
    pointed = time_pointed_to(scene, trigger.index) if status in _BEGUN else None
    if pointed is not None:
        return pointed.when if pointed.told is None else None, scene.article.cite(pointed.span)
    best = max(find_candidates(scene, trigger, basis, type_, status), key=lambda each: each.weigh(weights))
    return best.when, scene.article.cite(best.words) if best.words else None


def find_candidates(
    scene: Scene, trigger: Token, basis: Span, type_: EventType, status: EventStatus
) -> Iterator[Candidate]:
    """No time at all, the day and the month of publication, and the times of the event's sentence."""
    parse, published = scene.parse, scene.article.published
    sentence = parse.sentence_span(trigger.sentence)
    own = scene.times_in(sentence)
    told = _told(parse, trigger)
    about = {status: 1.0, f"{type_}": 1.0, "times here": math.log1p(len(own)), trigger.tag: 1.0, told: 1.0}
    yield Candidate(None, None, {"none": 1.0} | {f"none {name}": value for name, value in about.items()})
    if published is not None:
        early = 1.0 if trigger.sentence < 3 else 0.0
        so_far = [time for time in parse.times if time.span.start < trigger.start]
        named = any(time.when == When.day(published) for time in parse.times)
        fresh = so_far[-1].when.last == published if so_far else named
        days = {"day": When.day(published), "month": When.month(published.year, published.month)}
        for name, when in days.items():
            about = {"": 1.0, status: 1.0, f"{type_}": 1.0, "early": early, "times here": math.log1p(len(own))}
            about |= {trigger.tag: 1.0, told: 1.0, "named": float(named), "last named": float(fresh)}
            yield Candidate(when, None, {f"published {name} {each}": value for each, value in about.items()})
    for time in own:
        if _quoted(parse, time.span) != _quoted(parse, trigger.span) or _is_over(time, published, status):
            continue
        if status in _BEGUN and _is_of_another(parse, time, trigger):
            continue
        features = _features(parse, time, trigger, basis, own, status, time.came_out(published), told)
        yield Candidate(time.when if time.told is None else None, time.span, features)


def _features(
    parse: Parse,
    time: Time,
    trigger: Token,
    basis: Span,
    own: tuple[Time, ...],
    status: EventStatus,
    published: date | None,
    told: str,
) -> dict[str, float]:
    tokens = parse.tokens_in(time.span)
    if not tokens:
        return {}
    features = {
        f"{time.when.granularity}": 1.0,
        "words between": math.log1p(abs(tokens[0].index - trigger.index)),
        "after": float(time.span.start > trigger.start),
        f"of {trigger.pos}": 1.0,
        told: 1.0,
        "verbs between": math.log1p(_verbs_between(parse, tokens[0], trigger)),
        f"word before {_before(parse, tokens[0])}": 1.0,
        "inside": float(basis.covers(time.span)),
        "alone": float(len(own) == 1),
        f"hangs {_hangs(parse, tokens[-1], trigger)}": 1.0,
        "nearest": float(time == min(own, key=lambda each: abs(each.span.start - trigger.start))),
    }
    if published is not None:
        ahead = "ahead" if time.when.first > published else "now" if time.when.last >= published else "past"
        features |= {ahead: 1.0, f"{ahead} {status}": 1.0, f"{ahead} {told}": 1.0}
    return features


def _is_over(time: Time, published: date | None, status: EventStatus) -> bool:
    """Whether what is still to come when the report came out would have been before."""
    came_out = time.came_out(published)
    return status in _TO_COME and came_out is not None and time.when.last < came_out


def _is_of_another(parse: Parse, time: Time, trigger: Token) -> bool:
    """The time of what came first: "called it off after the boats left on Thursday", "following a raid on Thursday"."""
    inside = parse.tokens_in(time.span)
    at = inside[-1] if inside else trigger
    for _ in range(_CLIMB):
        if at.index == trigger.index or at.head == at.index:
            return False
        at = parse.head(at)
        mark = parse.child(at.index, "mark") if at.dep == "advcl" else None
        if at.words.lower() == "following" or (mark is not None and mark.lemma == "after"):
            return trigger.index in _above(parse, at)
    return False


def _told(parse: Parse, trigger: Token) -> str:
    """How an event's word stands in its sentence: "earlier" beside "last" or "first", else by its tie to its head."""
    beside = {STATUS_WORDS.get(child.words.lower()) for child in parse.children(trigger.index)}
    return "earlier" if EventStatus.HELD in beside else trigger.dep


def _verbs_between(parse: Parse, time: Token, trigger: Token) -> int:
    first, last = sorted((time.index, trigger.index))
    return sum(token.pos == "VERB" for token in parse.tokens[first + 1 : last])


def _before(parse: Parse, time: Token) -> str:
    before = parse.tokens[time.index - 1].words.lower() if time.index else ""
    return before if before in _PREPOSITIONS else "other"


def _quoted(parse: Parse, span: Span) -> bool:
    return any(quotation.covers(span) for quotation in parse.quotations)


def _hangs(parse: Parse, time: Token, trigger: Token) -> str:
    """Where the verb or noun that a time belongs to stands in the grammar, seen from the event's word."""
    governor = _governor(parse, time, trigger)
    if governor.index == trigger.index:
        return "here"
    if governor.index in _above(parse, trigger):
        return "above"
    if trigger.index in _above(parse, governor):
        return "below"
    return "elsewhere"


def _governor(parse: Parse, token: Token, trigger: Token) -> Token:
    at = token
    for _ in range(_CLIMB):
        if at.head == at.index:
            break
        at = parse.head(at)
        if at.pos in ("VERB", "AUX") or at.index == trigger.index:
            break
    return at


def _above(parse: Parse, token: Token) -> list[int]:
    found, at = [], token
    for _ in range(_CLIMB):
        if at.head == at.index:
            break
        at = parse.head(at)
        found.append(at.index)
    return found

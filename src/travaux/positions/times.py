"""When a stand was held, as the words beside it tell: "in November", "previously", "had said"; a date or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from travaux.model import Citation, Manner, Position, Span, Statement, Token
from travaux.positions.clauses import clause_top
from travaux.positions.pointing import time_pointed_to
from travaux.positions.scene import Scene

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# When a stand was held that is told beside a later one.
_EARLIER_TIMES = re.compile(
    r"\b(?:"
    rf"(?:as recently as|as late as|back in|in|last|since last) (?:late |early |mid-)?(?:{MONTHS})"
    r"(?: of (?:last|this) year| last year| \d{4})?"
    r"|(?:in |from )?(?:late |early )?last (?:year|month|summer|fall|autumn|winter|spring)"
    r"|(?:an?|one|two|three|four|five|six|\d+|several|some|many|just) (?:year|month|week|day)s? (?:ago|earlier|before)"
    r"|previously|originally|initially|formerly|at first|in the past|at the time|until (?:now|recently|then)"
    r"|(?:in|during|throughout) (?:his|her|its|the|their) (?:\d{4} )?(?:\w+ )?campaign"
    r"|earlier (?:this|in the) (?:year|month|week)|(?<=said )then"
    r")\b",
    re.IGNORECASE,
)
_PREDICATES = ("VERB", "AUX")
_LONG_AGO = timedelta(days=20)  # a day so far before the report is that of an earlier stand
_GOALS = ("for", "by", "until", "to", "through", "from", "before", "of")  # "home for Christmas"
OWN_WORDS = 2  # sentences in which a summary of a stand is followed by its words


class Mark(NamedTuple):
    """The words that put a clause before the time of the report; `told` where they name a time."""

    span: Span
    told: bool


def find_marks(scene: Scene) -> dict[int, Mark]:
    """By the verb that opens a clause, what says that it tells of earlier: a time, or a past before the past."""
    found: dict[int, Mark] = {}
    for span in _earlier_times(scene):
        verb = _governor(scene, span)
        if verb is not None:
            found.setdefault(verb, Mark(span, True))
    for token in scene.parse.tokens:
        if token.words.lower() in ("had", "’d", "'d") and token.dep == "aux" and token.index not in scene.said_in:
            told = scene.parse.head(token)
            if told.tag == "VBN":
                found.setdefault(clause_top(scene.parse, told.index), Mark(token.span, False))
    return found


def _earlier_times(scene: Scene) -> Iterator[Span]:
    text, published = scene.parse.text, scene.article.published
    for match in _EARLIER_TIMES.finditer(text):
        span = Span(*match.span())
        time = next((each for each in scene.times_in(_wider(span)) if each.span.overlaps(span)), None)
        came_out = time.came_out(published) if time is not None else published
        if time is None or came_out is None or time.when.last < came_out:
            yield span
    for time in scene.parse.all_times:
        came_out = time.came_out(published)
        if came_out is not None and came_out - time.when.last > _LONG_AGO:
            yield time.span


def _wider(span: Span) -> Span:
    return Span(max(0, span.start - 20), span.end + 20)


def _governor(scene: Scene, span: Span) -> int | None:
    """The verb that a time hangs on, with nothing but nouns of time and prepositions between."""
    parse = scene.parse
    inside = parse.tokens_in(span)
    if inside and inside[0].dep == "pobj" and parse.head(inside[0]).lemma in _GOALS:
        return None
    at = next((token for token in inside if not span.covers(parse.head(token).span)), None)
    if at is None:
        return None
    for _ in range(5):
        governor = parse.head(at)
        if governor.index == at.index:
            return None
        if governor.pos in _PREDICATES:
            return clause_top(parse, governor.index) if at.dep not in ("nsubj", "dobj") else None
        if governor.dep not in ("prep", "pobj", "npadvmod", "advmod", "pcomp", "amod", "nmod"):
            return None
        at = governor
    return None


def root_of(scene: Scene, span: Span) -> Token | None:
    """The word of a stretch of text that the others hang on, a verb before others."""
    outer = [
        token
        for token in scene.parse.tokens_in(span)
        if token.head == token.index or not span.covers(scene.parse.head(token).span)
    ]
    return next((token for token in outer if token.pos in _PREDICATES), outer[0] if outer else None)


def mark_of(scene: Scene, marks: dict[int, Mark], position: Position, voice: Statement | None) -> Mark | None:
    """What says that a position is an earlier one: beside its own verb, or beside the verb of saying."""
    verb = root_of(scene, position.basis.span)
    own = marks.get(clause_top(scene.parse, verb.index)) if verb is not None else None
    if own is not None or voice is None or voice.cue is None:
        return own
    cue = root_of(scene, voice.cue.span)
    return marks.get(clause_top(scene.parse, cue.index)) if cue is not None else None


def mark_positions(scene: Scene, positions: Iterable[Position]) -> dict[str, Mark]:
    """Of positions told as earlier ones, by id, what says so; own words take it from the summary before them."""
    marks = find_marks(scene)
    voices = {statement.id: statement for statement in scene.statements}
    held = list(positions)
    found: dict[str, Mark] = {}
    for position in held:
        mark = mark_of(scene, marks, position, voices.get(position.voice or ""))
        if mark is not None:
            found[position.id] = mark
    summaries = [each for each in held if each.id in found and found[each.id].told]
    for position in held:
        voice = voices.get(position.voice or "")
        if position.id not in found and voice is not None and voice.manner is Manner.DIRECT:
            at = sentence_of(scene, position.basis)
            before = (each for each in summaries if each.holder == position.holder and each.voice != position.voice)
            summary = next((each for each in before if 0 < at - sentence_of(scene, each.basis) <= OWN_WORDS), None)
            if summary is not None:
                found[position.id] = found[summary.id]
    return found


def sentence_of(scene: Scene, place: Citation) -> int:
    """The number of the sentence in which words begin."""
    token = scene.parse.token_at(place.start)
    return token.sentence if token is not None else 0


def with_times(scene: Scene, positions: Iterable[Position]) -> tuple[Position, ...]:
    """Stands with the words that give their time: of earlier ones, and of all where these words give no day."""
    held = tuple(positions)
    marks = mark_positions(scene, held)
    voices = {statement.id: statement for statement in scene.statements}
    found = []
    for each in held:
        mark = marks.get(each.id)
        verb = root_of(scene, each.basis.span)
        pointed = time_pointed_to(scene, verb.index) if verb is not None and each.as_of is None else None
        if mark is not None and mark.told:
            found.append(replace(each, dated=scene.article.cite(mark.span)))
        elif pointed is not None:
            as_of = pointed.when if pointed.told is None else None
            found.append(replace(each, as_of=as_of, dated=scene.article.cite(pointed.span)))
        else:
            found.append(replace(each, dated=_dayless(scene, each, voices)))
    return tuple(found)


def _dayless(scene: Scene, position: Position, voices: Mapping[str, Statement]) -> Citation | None:
    """The words that would give a position its day if that of the report were known."""
    voice = voices.get(position.voice or "")
    if voice is not None and voice.dated is not None:
        return voice.dated if voice.said_on is None else None
    verb = root_of(scene, position.basis.span)
    time = scene.time_by(verb.index) if verb is not None else None
    return scene.article.cite(time.span) if time is not None and time.told is not None else None

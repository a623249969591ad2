"""What a position is about: the words after the verb, read as an object, an act, a stance and a condition."""

from __future__ import annotations

import re
from dataclasses import replace

from travaux.model import Act, Span
from travaux.positions.bulletin import phrases
from travaux.positions.bulletin.extents import cut, cut_at_brackets, skip_link, subject_of, trim
from travaux.positions.bulletin.judgements import FINITE, RELATIVE, Content, read_judgement, read_refusal
from travaux.positions.bulletin.phrases import AGAINST, FOR, NEUTRAL
from travaux.positions.bulletin.verbs import INTO_BRACKETS, Form, Reading, Verb

# "stressed [that] it is final"; but "stressed these issues" and "stressed these as a priority" are nouns.
_BARE_CLAUSE = re.compile(
    r"(?:it|this|these|they|there|he|she|we|those)\s+(?=\w)(?!issues?\b|matters?\b|points?\b|as\b|\w+s\s+(?:of|and|in)\b)"
)


def read_content(marks: str, form: Form, end: int, *, repeated: bool = False) -> Content:
    """The act, stance and object of a verb whose clause ends at an offset.

    `repeated`: the form ends with a further "that" of the same verb.
    """
    verb = form.verb
    start, that = skip_link(marks, form.end, end)
    end, condition = cut(marks, start, end)
    if verb.phrase == INTO_BRACKETS:
        end = cut_at_brackets(marks, start, end)
    if start >= end:
        return Content(verb.act, verb.stance, None, condition)
    clause = repeated or that or verb.phrase.endswith(" that")
    content = _read(marks, Span(start, end), verb, clause)
    return content if content.condition is not None else replace(content, condition=condition)


def _read(marks: str, place: Span, verb: Verb, clause: bool) -> Content:
    if verb.reading is Reading.PLAIN:
        return _read_plain(marks, place, verb, clause)
    if not clause and (led := _read_led(marks, place)) is not None:
        return led
    if verb.reading is Reading.SAY:
        return read_judgement(marks, *place, verb.act)
    if clause or _is_clause(marks, place):
        return read_judgement(marks, *place, Act.REPORT)
    return _read_noun(marks, place, verb)


def _is_clause(marks: str, place: Span) -> bool:
    """Whether a complement without "that" is a clause."""
    if _BARE_CLAUSE.match(marks, *place):
        return True
    finite = FINITE.search(marks, *place)
    if finite is None or finite.start() == place.start:
        return False
    before = marks[place.start : finite.start()]
    return not RELATIVE.search(before) and "," not in before and " to " not in before[-25:]


def _read_plain(marks: str, place: Span, verb: Verb, clause: bool) -> Content:
    """A verb that is the act, whatever its object."""
    if clause and verb.stance is FOR and (refused := read_refusal(marks, place)) is not None:
        return Content(verb.act, AGAINST, refused)
    start, end = place
    for lead in (phrases.NEED, phrases.IMPORTANCE):
        match = lead.match(marks, start, end)
        if match is not None and match.end() < end:
            start = match.end()
    if verb.act is Act.CALL_FOR and (unwanted := phrases.NOT_TO.match(marks, start, end)) is not None:
        return Content(Act.REJECT, AGAINST, Span(unwanted.end(), end))
    if verb.act is Act.DOUBT:
        if phrases.AT_RISK.fullmatch(marks, start, end):
            return Content(verb.act, FOR, place)
        if clause and (faulted := _read_faulted(marks, place)) is not None:
            return Content(verb.act, verb.stance, faulted)
    return Content(verb.act, verb.stance, Span(start, end))


def _read_faulted(marks: str, place: Span) -> Span | None:
    """What a concern is about: "expressed concern that [the ban] would harm ports"."""
    bad = phrases.DOUBTED.search(marks, *place)
    if bad is None or not bad[0].startswith(("would", "will", "may", "might", "could", "can", "be")):
        return None
    if "that" in marks[place.start : bad.start()]:
        return None
    return subject_of(marks, place.start, bad.start())


def _read_led(marks: str, place: Span) -> Content | None:
    """A noun that names the act itself: "the need for ...", "its preference for ...", "the EU's commitment to ..."."""
    for pattern, act, stance in phrases.LEADS:
        match = pattern.match(marks, *place)
        if match is not None and match.end() < place.end:
            return Content(act, stance, Span(match.end(), place.end))
    return Content(Act.PROPOSE, FOR, place) if phrases.OWN_PLAN.match(marks, *place) else None


def _read_noun(marks: str, place: Span, verb: Verb) -> Content:
    """A noun or gerund after "stressed", "highlighted", "noted"."""
    if phrases.TROUBLES.match(marks, *place):
        return Content(Act.DOUBT, AGAINST, place)
    key = phrases.AS_KEY.search(marks, *place)
    if key is not None:
        return Content(Act.SUPPORT, FOR, trim(marks, place.start, key.start()) or place)
    if verb.reading is Reading.NOTE:
        return Content(verb.act, verb.stance, place)
    if phrases.FACTS.match(marks, *place):
        return Content(Act.REPORT, NEUTRAL, place)
    return Content(verb.act, verb.stance, place)

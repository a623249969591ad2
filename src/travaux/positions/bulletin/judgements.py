"""What a that-clause comes to: "said the boats should leave" is a call, "said the ban would harm ports" a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from travaux.model import Act, Span, Stance
from travaux.positions.bulletin import phrases
from travaux.positions.bulletin.extents import skip_leading, subject_of, trim
from travaux.positions.bulletin.phrases import AGAINST, FOR, NEUTRAL

RELATIVE = re.compile(r"\b(?:that|which|who|whose|what|how|whether|where)\b")
FINITE = re.compile(
    r"\b(?:is|are|was|were|should|must|would|will|had|has|have|could|cannot|can|may|might|needs?\s+to|do|does|did|remains?"
    r"|depends?|requires?)\b"
)
_WILL = re.compile(r"\bwill\b")


@dataclass(frozen=True, slots=True)
class Content:
    """What a verb and its complement come to; spans are offsets in the shadow."""

    act: Act
    stance: Stance
    object: Span | None
    condition: Span | None = None


def read_judgement(marks: str, start: int, end: int, act: Act) -> Content:
    """The first reading that fits; `act`, neutral, where none does."""
    clause = Span(skip_leading(marks, start, end), end)
    for reader in _READERS:
        found = reader(marks, clause)
        if found is not None:
            return found
    return Content(act, NEUTRAL, clause)


def read_refusal(marks: str, clause: Span) -> Span | None:
    """The thing refused: "the fleet should not be [merged]", "[this text] should not be included"."""
    nothing = phrases.NO_SHOULD.match(marks, *clause)
    if nothing is not None:
        return trim(marks, *nothing.span("what"))
    match = phrases.REFUSED.search(marks, *clause)
    if match is None or match.start() - clause.start > 200:
        return None
    subject = subject_of(marks, clause.start, match.start())
    if match["be"] and subject is not None and phrases.OF_SUBJECT.match(marks, match.end()):
        return subject
    return trim(marks, match.end(), clause.end) or subject


def _own_act(marks: str, clause: Span) -> Content | None:
    own = phrases.OWN.match(marks, *clause)
    if own is None:
        return None
    for pattern, act, stance in phrases.OWN_ACTS:
        match = pattern.match(marks, own.end(), clause.end)
        if match is None:
            continue
        if act is Act.COMMIT and phrases.DOUBTED.search(marks, *clause):
            return None
        return Content(act, stance, trim(marks, match.end(), clause.end) or clause)
    return None


def _after(pattern: re.Pattern[str], act: Act, stance: Stance) -> Callable[[str, Span], Content | None]:
    """A reader of clauses that begin with a pattern; the object is the rest."""

    def read(marks: str, clause: Span) -> Content | None:
        match = pattern.match(marks, *clause)
        if match is None or match.end() >= clause.end:
            return None
        return Content(act, stance, Span(match.end(), clause.end))

    return read


def _of_subject(pattern: re.Pattern[str], act: Act, stance: Stance) -> Callable[[str, Span], Content | None]:
    """A reader of clauses whose predicate fits a pattern; the object is the subject."""

    def read(marks: str, clause: Span) -> Content | None:
        match = pattern.search(marks, *clause)
        if match is None or (act is Act.SUPPORT and RELATIVE.search(marks, clause.start, match.start())):
            return None
        return Content(act, stance, subject_of(marks, clause.start, match.start()) or clause)

    return read


def _refused(marks: str, clause: Span) -> Content | None:
    refused = read_refusal(marks, clause)
    return Content(Act.REJECT, AGAINST, refused) if refused is not None else None


def _outside(marks: str, clause: Span) -> Content | None:
    match = phrases.OUTSIDE.search(marks, *clause)
    if match is None or not phrases.MANDATE.search(marks, *clause):
        return None
    if "include" in match[0]:
        return Content(Act.REJECT, AGAINST, trim(marks, match.end(), clause.end) or clause)
    return Content(Act.REJECT, AGAINST, subject_of(marks, clause.start, match.start()) or clause)


def _depends(marks: str, clause: Span) -> Content | None:
    match = phrases.DEPENDS.search(marks, *clause)
    if match is None or phrases.NOT_DEPENDS.search(marks, *clause):
        return None
    subject = subject_of(marks, clause.start, match.start())
    if subject is None or RELATIVE.search(marks, clause.start, match.start()):
        return None
    return Content(Act.CONDITION, NEUTRAL, subject, trim(marks, match.end(), clause.end))


def _doubted_or_wanted(marks: str, clause: Span) -> Content | None:
    """A fault found or a course urged, whichever the clause says first."""
    wanted = _first(marks, clause, phrases.MUST, phrases.SHOULD)
    doubted = _first(marks, clause, phrases.DOUBTED, phrases.FAULTED)
    if doubted is not None and " not " in doubted[0] and phrases.OWN.match(marks, *clause):
        doubted = None  # "it could not say" is no judgement of a matter
    if doubted is not None and (wanted is None or doubted.start() < wanted.start()):
        act = Act.CRITICISE if phrases.FAULTED.match(marks, doubted.start()) else Act.DOUBT
        return Content(act, AGAINST, subject_of(marks, clause.start, doubted.start()) or clause)
    if wanted is None:
        return None
    return Content(Act.DEMAND if phrases.MUST.match(marks, wanted.start()) else Act.CALL_FOR, FOR, clause)


def _good_basis(marks: str, clause: Span) -> Content | None:
    if phrases.GOOD_BASIS.search(marks, *clause) is None:
        return None
    verb = FINITE.search(marks, *clause)
    return Content(Act.PRAISE, FOR, (verb and subject_of(marks, clause.start, verb.start())) or clause)


def _suggested(marks: str, clause: Span) -> Content | None:
    return Content(Act.PROPOSE, FOR, clause) if phrases.COULD.search(marks, *clause) else None


def _wished(marks: str, clause: Span) -> Content | None:
    return Content(Act.CALL_FOR, FOR, clause) if phrases.SUBJUNCTIVE.search(marks, *clause) else None


def _predicted(marks: str, clause: Span) -> Content | None:
    return Content(Act.EXPECT, NEUTRAL, clause) if _WILL.search(marks, *clause) else None


def _first(marks: str, clause: Span, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    found = [match for pattern in patterns if (match := pattern.search(marks, *clause)) is not None]
    return min(found, key=lambda match: match.start(), default=None)


_READERS: tuple[Callable[[str, Span], Content | None], ...] = (
    _own_act,
    _after(phrases.NO_NEED, Act.REJECT, AGAINST),
    _after(phrases.THERE_NEED, Act.CALL_FOR, FOR),
    _after(phrases.THERE_ROLE, Act.SUPPORT, FOR),
    _after(phrases.BEST_WAY, Act.SUPPORT, FOR),
    _after(phrases.NONE, Act.REJECT, AGAINST),
    _refused,
    _after(phrases.PREMATURE_TO, Act.DOUBT, AGAINST),
    _after(phrases.REGRETTED, Act.CRITICISE, AGAINST),
    _after(phrases.IT_NEEDED, Act.CALL_FOR, FOR),
    _outside,
    _depends,
    _doubted_or_wanted,
    _of_subject(phrases.REQUIRED, Act.DEMAND, FOR),
    _of_subject(phrases.NEEDED, Act.CALL_FOR, FOR),
    _good_basis,
    _of_subject(phrases.VALUED, Act.SUPPORT, FOR),
    _wished,
    _suggested,
    _predicted,
)

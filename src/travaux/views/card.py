"""A finding as a card to rule on: its words in their place, and what the machine made of them, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from travaux.model import (
    Act,
    Article,
    Citation,
    Event,
    EventStatus,
    EventType,
    Interaction,
    InteractionKind,
    Manner,
    Modality,
    Outcome,
    OutcomeStatus,
    Position,
    Record,
    Span,
    Stance,
    Statement,
    When,
)
from travaux.views.index import Finding, Index
from travaux.views.passage import Passage, read_passage
from travaux.views.shown import clipped
from travaux.views.wording import EVENT_STATUSES, EVENTS, INTERACTIONS, OUTCOMES, SOURCE_KINDS, VERBS, carried

_LONGEST = 160
MANNERS = {Manner.DIRECT: "word for word", Manner.INDIRECT: "in other words", Manner.MIXED: "both"}
STANCES = {Stance.FOR: "for it", Stance.AGAINST: "against it", Stance.NEUTRAL: "neither"}
MODALITIES = {
    Modality.MADE: "made",
    Modality.INTENDED: "intended",
    Modality.POSSIBLE: "possible",
    Modality.HYPOTHETICAL: "hypothetical",
    Modality.NEGATED: "not made",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a card: what it is called, what it is, and, where it is one of few, what else it could be.

    `value` is what a ruling says, "" where it is not known; `shown` is how a reader says it. `choices` is None where
    any words may stand: names of whom `names` says ("actors"), or, where `is_cited`, words of the report.
    """

    name: str
    label: str
    value: str
    shown: str
    choices: tuple[tuple[str, str], ...] | None = None
    names: str = ""
    is_cited: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A finding to rule on. `at` is where its words begin; `entries` can be corrected, `facts` are told besides.

    `others` are statements (id and words) that are taken for the same utterance, `joined` the id of all of them.
    """

    id: str
    kind: str
    finding: Finding
    title: str
    article: Article
    at: int
    passage: Passage
    entries: tuple[Entry, ...]
    facts: tuple[tuple[str, str], ...]
    confidence: float | None
    party: str | None
    issue: str | None
    joined: str | None
    others: tuple[tuple[str, str], ...]


_FIELDS = {
    "statement": "statements",
    "position": "positions",
    "event": "events",
    "outcome": "outcomes",
    "interaction": "interactions",
}


def find_card(record: Record, id_: str) -> Card | None:
    """The card of a statement, position, event, outcome or interaction; None where there is none of this id."""
    index = Index(record)
    for kind, field in _FIELDS.items():
        for finding in getattr(record, field):
            if finding.id == id_ and finding.article in index.articles:
                return _card(index, kind, finding)
    return None


def _card(index: Index, kind: str, finding: Any) -> Card:
    article, id_ = index.articles[finding.article], finding.id
    cited, inner = _cited(finding)
    group = next((each for each in index.record.witnesses if id_ in each.statements), None)
    others = [each for each in group.statements if each != id_] if group else []
    return Card(
        finding.id,
        kind,
        finding,
        title_of(finding),
        article,
        min(each.start for each in cited),
        read_passage(article, cited, inner),
        tuple(_entries(index, finding)),
        tuple(_facts(index, finding)),
        getattr(finding, "confidence", None),
        getattr(finding, "party", None),
        getattr(finding, "issue", None),
        group.id if group else None,
        tuple((each, title_of(index.statements[each])) for each in others if each in index.statements),
    )


def _cited(finding: Finding) -> tuple[list[Citation], list[Citation]]:
    match finding:
        case Statement():
            return list(finding.content), [part for part in (finding.source, finding.cue) if part]
        case Position():
            return [finding.basis], [part for part in (finding.object, finding.condition) if part]
        case Event() | Interaction():
            return [finding.basis], []
        case Outcome():
            return [finding.basis], [finding.object] if finding.object else []
    return [], []


def title_of(finding: Any) -> str:
    """What a finding says, on a line."""
    match finding:
        case Statement():
            content = clipped(" … ".join(part.words for part in finding.content), _LONGEST)
            return f"{finding.speaker or 'Somebody'} said: {content}"
        case Position():
            about = clipped((finding.object or finding.basis).words, _LONGEST)
            return f"{finding.holder or 'Somebody'} {VERBS[finding.act].present}: {about}"
        case Event():
            return f"{EVENTS[finding.type]}, {EVENT_STATUSES[finding.status]}: {clipped(finding.basis.words, _LONGEST)}"
        case Outcome():
            return f"{OUTCOMES[finding.status]}: {clipped((finding.object or finding.basis).words, _LONGEST)}"
        case Interaction():
            return f"{finding.source} {INTERACTIONS[finding.kind]} {finding.target}"
    return ""


def _entries(index: Index, finding: Finding) -> Iterator[Entry]:
    match finding:
        case Statement():
            yield _words("speaker", "Speaker", finding.speaker, names="actors")
            yield _party(index, finding.party)
            yield _chosen("source_kind", "Kind of source", finding.source_kind, SOURCE_KINDS)
            yield _chosen("manner", "Given", finding.manner, MANNERS)
            yield _time("said_on", "Said on", finding.said_on)
        case Position():
            yield _words("holder", "Who", finding.holder, names="actors")
            yield _party(index, finding.party)
            yield _chosen("act", "Act", finding.act, {act: VERBS[act].present for act in Act})
            yield _chosen("stance", "Stance", finding.stance, STANCES)
            yield _chosen("modality", "How far", finding.modality, MODALITIES)
            yield _issue(index, finding.issue)
            yield _cited_words("object", "About", finding.object)
            yield _cited_words("condition", "Condition", finding.condition)
            yield _time("as_of", "As of", finding.as_of)
        case Event():
            yield _chosen("type", "What", finding.type, {each: EVENTS[each] for each in EventType})
            yield _chosen("status", "Status", finding.status, {each: EVENT_STATUSES[each] for each in EventStatus})
            yield _words("place", "Where", finding.place)
            yield _time("date", "When", finding.date)
        case Outcome():
            yield _chosen("status", "Outcome", finding.status, {each: OUTCOMES[each] for each in OutcomeStatus})
            yield _cited_words("object", "About", finding.object)
        case Interaction():
            yield _words("source", "Who", finding.source, names="actors")
            yield _chosen("kind", "Does", finding.kind, {each: INTERACTIONS[each] for each in InteractionKind})
            yield _words("target", "Whom", finding.target, names="actors")


def _facts(index: Index, finding: Finding) -> Iterator[tuple[str, str]]:
    if isinstance(finding, Event) and finding.participants:
        yield ("with", clipped(", ".join(finding.participants), _LONGEST))
    if isinstance(finding, Position | Statement):
        voice = index.voice_of(finding) if isinstance(finding, Position) else finding
        if voice is None:
            yield ("on whose word", "the reporter's")
        else:
            yield ("carried by", carried(*index.carriers(voice)))
    rule = getattr(finding, "rule", None)
    if rule:
        yield ("found by", clipped(rule, 80))


def _words(name: str, label: str, value: str | None, names: str = "") -> Entry:
    return Entry(name, label, value or "", clipped(value, 80) if value else "not known", None, names)


def _cited_words(name: str, label: str, value: Citation | None) -> Entry:
    words = value.words if value else ""
    return Entry(name, label, words, clipped(words, _LONGEST) if words else "nothing told", is_cited=True)


def _time(name: str, label: str, value: When | None) -> Entry:
    return _words(name, label, str(value) if value else None)


def _chosen(name: str, label: str, value: StrEnum | None, words: Mapping[Any, str]) -> Entry:
    choices = tuple((str(each or ""), told) for each, told in words.items())
    return Entry(name, label, str(value or ""), words.get(value, "not known"), choices)


def _party(index: Index, id_: str | None) -> Entry:
    return _named("party", "Side", id_, index.parties.values(), lambda party: party.name)


def _issue(index: Index, id_: str | None) -> Entry:
    return _named("issue", "Issue", id_, index.issues.values(), lambda issue: issue.label)


def _named(name: str, label: str, id_: str | None, held: Iterable[Any], called: Callable[[Any], str]) -> Entry:
    by = {each.id: called(each) for each in sorted(held, key=called)}
    choices = (("", "not known"), *((told, clipped(told, 60)) for told in by.values()))
    value = by.get(id_ or "", "")
    return Entry(name, label, value, clipped(value, 60) if value else "not known", choices)


def find_words(article: Article, words: str, near: int = 0) -> Citation | None:
    """Where words stand in a report, as they are written there: nearest to a place where they stand more than once."""
    words = words.replace("\r\n", "\n").strip()
    found, at = [], article.text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = article.text.find(words, at + 1)
    if not found:
        return None
    start = min(found, key=lambda each: (abs(each - near), each))
    return article.cite(Span(start, start + len(words)))

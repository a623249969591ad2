"""A record narrowed to what somebody asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from travaux.model import TYPES, Event, Glance, Happening, Issue, Position, Record, Ruling, Stand, Statement
from travaux.record import agenda_of
from travaux.views.asked import find_acts, find_issue, find_party, find_source_kind
from travaux.views.errors import ViewError
from travaux.views.facts import FactBook, Facts
from travaux.views.index import Finding, Index

# The confidence from which statements are shown. Chosen for F1 on development reports, whose annotators kept to what is
# said and wanted; at 0 come also looser attributions (whom somebody criticised, what the writer believes).
SURE = 0.45


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep; None keeps all.

    `party` and `issue` are names or aliases, `act` an act, a group of acts ("rule out", "refuse") or a type of event,
    `speaker` any part of a name. An issue brings its sub-issues. `since` and `until` are days, both included.
    `min_confidence`, 0 to 1, goes for all that has a confidence; where it is None, statements need SURE, and all else
    is kept.
    """

    party: str | None = None
    issue: str | None = None
    act: str | None = None
    speaker: str | None = None
    source_kind: str | None = None
    since: date | None = None
    until: date | None = None
    min_confidence: float | None = None


# What each filter goes by in each listing, in the order of the filters, both days as one. Whatever has no day of its
# own has that of its report; what is not known fits no filter.
MEANINGS: dict[str, tuple[str, str, str, str, str, str]] = {
    "positions": (
        "who takes it",
        "what it is on",
        "what it does, or an event in the same words",
        "who holds or tells it",
        "who tells it",
        "when it was taken",
    ),
    "statements": (
        "who speaks, or takes a position told in it",
        "what its words speak of, or a position told in it is on",
        "a position or an event told in it",
        "who speaks",
        "who speaks",
        "when it was said",
    ),
    "events": (
        "who takes part",
        "what its words speak of",
        "its type, or a position in the same words",
        "who takes part or tells of it",
        "who tells of it",
        "when it is",
    ),
    "issues": (
        "who takes a position on it, raised it or says where it stands",
        "itself, or what it is a part of",
        "a position on it",
        "who holds or tells a position on it, raised it or says where it stands",
        "who tells a position on it",
        "when a position on it was taken, or it got its status",
    ),
    "parties": (
        "itself",
        "what it takes a position on, speaks of or takes part in",
        "a position or an event of its",
        "itself, or who holds or tells a position, a statement or an event of its",
        "who tells them",
        "when they were",
    ),
    "actors": (
        "for whom they speak",
        "what they hold a position on, speak of or take part in",
        "a position or an event that they hold, tell or take part in",
        "themselves, by any name",
        "who tells it",
        "when it was",
    ),
    "links": (
        "who makes the condition",
        "what waits, or what it waits for",
        "the position that the condition is a part of",
        "who holds or tells it",
        "who tells it",
        "when it was made",
    ),
    "shifts": (
        "whose stand moved",
        "on what",
        "the position at either end",
        "who holds or tells it at either end",
        "who tells it at either end",
        "when its later end was taken",
    ),
    "history": (
        "who holds it",
        "what it is on",
        "what it does, or an event in the words of a position",
        "who holds or tells a position of it",
        "who tells a position of it",
        "when a position of it was taken",
    ),
    "timeline": (
        "who takes part, or whose stand moved",
        "what the words of a report speak of, or what a stand that moved is on",
        "the type of an event, or a position in the same words or at either end",
        "who takes part or tells of it",
        "who tells of it",
        "when it is, or when a stand had moved",
    ),
    "changes": (
        "whose stand it is, who takes part, who says where an issue stands, or who speaks in a report",
        "what it is on, itself, or what the words of a report speak of",
        "what it does, its type, or what a report tells",
        "who holds it, tells it or takes part",
        "who tells it",
        "when a stand was first held or had moved, an issue got its status, an event came about or was first told to be"
        " planned or off, a report came out; it must be given",
    ),
    "articles": (
        "who speaks, takes a position or takes part in an event in it",
        "what a finding in it is on",
        "a position or an event in it",
        "who speaks, holds a position or takes part in an event in it",
        "who speaks in it",
        "when it came out",
    ),
    "problems": (
        "as of articles, of the one in which it was met",
        "as of articles",
        "as of articles",
        "as of articles",
        "as of articles",
        "when the article came out",
    ),
}
MEANINGS["search"] = (
    "who takes a position, speaks or takes part in an event in the sentence",
    "what a position in it is on, or its words speak of",
    "a position or an event in it",
    "who holds or tells it",
    "who tells it",
    "when that was, or when the report came out",
)
MEANINGS |= {"matrix": MEANINGS["positions"], "sources": MEANINGS["statements"]}
MEANINGS |= {"package": MEANINGS["issues"], "compare": MEANINGS["articles"]}


def select(record: Record, filter: Filter, *only: str) -> Record:  # noqa: A002 - it is what the caller calls it
    """The record with what a filter keeps, of these fields alone where some are named; rulings stay.

    Raises `ViewError` for a party, issue, act or kind of source that the record or the vocabulary does not know.
    """
    return _kept(Index(record), filter, only)


def keeping(index: Index, filter: Filter) -> Callable[[Finding], bool]:  # noqa: A002
    """Whether a filter keeps a finding of an index; raises as `select` does."""
    _, sure, fits = _ways(index, filter)
    return lambda finding: sure(finding) and fits(finding)


def _ways(
    index: Index,
    filter: Filter,  # noqa: A002
) -> tuple[_Asked | None, Callable[[Finding], bool], Callable[[Finding], bool]]:
    asked = replace(filter, min_confidence=None)
    names = _Asked(index, asked) if asked != Filter() else None
    return names, partial(_is_sure, index, filter.min_confidence), names.keeps if names else lambda finding: True


def _kept(index: Index, filter: Filter, only: tuple[str, ...]) -> Record:  # noqa: A002
    record = index.record
    names, sure, fits = _ways(index, filter)
    kept: dict[str, Any] = {
        type_.field: tuple(finding for finding in getattr(record, type_.field) if sure(finding) and fits(finding))
        for type_ in TYPES
        if type_.noun is not Ruling and type_.field in (only or (type_.field,))
    }
    if record.glances is not None and names:
        kept["glances"] = tuple(glance for glance in record.glances if names.keeps_glance(glance))
    return replace(record, **kept)


def _is_sure(index: Index, least: float | None, finding: Finding) -> bool:
    """Whether a finding is as sure as is asked for; what is made of several, whether the surest of them is."""
    if least is None:
        return not isinstance(finding, Statement) or finding.confidence >= SURE
    match finding:
        case Stand():
            made_of: list[Position] | list[Event] = index.positions_in(finding)
        case Happening():
            made_of = index.events_in(finding)
        case _:
            return getattr(finding, "confidence", 1.0) >= least
    return any(each.confidence >= least for each in made_of)


def narrowed(record: Record, filter: Filter, *only: str) -> Index:  # noqa: A002
    """Look-ups over what `select` keeps, with names, dates and outlets from the whole record."""
    whole = Index(record)
    return Index(_kept(whole, filter, only), whole)


class _Asked:
    """A filter whose names are resolved against one record."""

    def __init__(self, index: Index, asked: Filter):
        record = index.record
        if asked.since and asked.until and asked.since > asked.until:
            raise ViewError(f"no day lies between: {asked.since} comes after {asked.until}")
        self._asked = asked
        self._party = find_party(index, asked.party).id if asked.party is not None else None
        self._issues = with_children(record, find_issue(index, asked.issue)) if asked.issue is not None else None
        self._acts = find_acts(asked.act) if asked.act is not None else None
        self._kind = find_source_kind(asked.source_kind) if asked.source_kind is not None else None
        self._speaker = asked.speaker.casefold() if asked.speaker is not None else None
        self._book = FactBook(index, agenda_of(record.issues) if asked.issue is not None else None)

    def keeps(self, finding: Finding) -> bool:
        return any(self._fits(facts) for facts in self._book.of(finding))

    def keeps_glance(self, glance: Glance) -> bool:
        """Of what a glance tells of: a party and an issue."""
        of_party = self._party is None or glance.party == self._party
        return of_party and (self._issues is None or glance.issue in self._issues)

    def _fits(self, facts: Facts) -> bool:
        return (
            (self._party is None or self._party in facts.parties)
            and (self._issues is None or not self._issues.isdisjoint(facts.issues))
            and (self._acts is None or not self._acts.isdisjoint(facts.acts))
            and (self._kind is None or self._kind in facts.kinds)
            and (self._speaker is None or any(self._speaker in name.casefold() for name in facts.speakers if name))
            and self._in_time(facts)
        )

    def _in_time(self, facts: Facts) -> bool:
        since, until, when = self._asked.since, self._asked.until, facts.when
        if since is None and until is None:
            return True
        return when is not None and (since is None or when.last >= since) and (until is None or when.first <= until)


def with_children(record: Record, issue: Issue) -> frozenset[str]:
    """The ids of an issue and of all below it."""
    kept, grown = {issue.id}, True
    while grown:
        below = {each.id for each in record.issues if each.parent in kept} - kept
        kept |= below
        grown = bool(below)
    return frozenset(kept)

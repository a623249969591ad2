"""A record narrowed to what somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import NoReturn, TypeVar

from travaux.model import (
    Act,
    ActGroup,
    Event,
    Interaction,
    Issue,
    Party,
    Position,
    Record,
    Shift,
    SourceKind,
    Statement,
    When,
)
from travaux.views.errors import ViewError
from travaux.views.index import Index
from travaux.views.shown import clipped

_Kind = TypeVar("_Kind", bound=StrEnum)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep; None keeps all.

    `party` and `issue` are names or aliases, `act` an act or a group of acts ("rule out", "refuse"), `speaker` any part
    of a name. An issue brings its sub-issues. `since` and `until` are days, both included.
    """

    party: str | None = None
    issue: str | None = None
    act: str | None = None
    speaker: str | None = None
    source_kind: str | None = None
    since: date | None = None
    until: date | None = None


def select(record: Record, filter: Filter) -> Record:  # noqa: A002 - it is what the caller calls it
    """The record with what a filter keeps. Articles and actors stay, so that what is kept can be read in its place.

    Raises `ViewError` for a party, issue, act or kind of source that the record or the vocabulary does not know.
    """
    if filter == Filter():
        return record
    return _Selection(record, filter).record()


class _Selection:
    """A filter whose names are resolved against one record."""

    def __init__(self, record: Record, asked: Filter):
        self.whole, self.asked, self.index = record, asked, Index(record)
        self.party = find_party(self.index, asked.party) if asked.party is not None else None
        self.issues = _with_children(record, find_issue(self.index, asked.issue)) if asked.issue is not None else None
        self.acts = find_acts(asked.act) if asked.act is not None else None
        self.kind = find_source_kind(asked.source_kind) if asked.source_kind is not None else None

    def record(self) -> Record:
        positions = _kept(self.whole.positions, self._keeps_position)
        ids = {position.id for position in positions}
        voices = {position.voice for position in positions if position.voice}
        by_position = self.issues is not None or self.acts is not None
        statements = _kept(self.whole.statements, lambda each: self._keeps_statement(each, voices, by_position))
        spoken = {statement.id for statement in statements}
        party = self.party
        return replace(
            self.whole,
            statements=statements,
            positions=positions,
            events=_kept(self.whole.events, self._keeps_event),
            interactions=_kept(self.whole.interactions, self._keeps_interaction),
            outcomes=_kept(self.whole.outcomes, lambda outcome: self._in_time(None, outcome.article)),
            parties=(party,) if party else self.whole.parties,
            issues=_kept(self.whole.issues, lambda issue: self.issues is None or issue.id in self.issues),
            links=_kept(self.whole.links, lambda link: link.position in ids),
            witnesses=_kept(self.whole.witnesses, lambda group: not spoken.isdisjoint(group.statements)),
            shifts=_kept(self.whole.shifts, lambda shift: self._keeps_shift(shift, ids)),
        )

    def _keeps_position(self, position: Position) -> bool:
        voice = self.index.voice_of(position)
        return (
            (self.party is None or position.party == self.party.id)
            and (self.issues is None or position.issue in self.issues)
            and (self.acts is None or position.act in self.acts)
            and (self.kind is None or (voice is not None and voice.source_kind == self.kind))
            and self._names_speaker(position.holder, voice.speaker if voice else None)
            and self._in_time(position.as_of, position.article)
        )

    def _keeps_statement(self, statement: Statement, voices: set[str], by_position: bool) -> bool:
        if by_position and statement.id not in voices:
            return False
        return (
            (self.party is None or statement.party == self.party.id or statement.id in voices)
            and (self.kind is None or statement.source_kind == self.kind)
            and self._names_speaker(statement.speaker)
            and self._in_time(statement.said_on, statement.article)
        )

    def _keeps_event(self, event: Event) -> bool:
        names = self._party_names()
        return (not names or any(who.casefold() in names for who in event.participants)) and self._in_time(
            event.date, event.article
        )

    def _keeps_interaction(self, interaction: Interaction) -> bool:
        names = self._party_names()
        sides = {interaction.source.casefold(), interaction.target.casefold()}
        return (not names or not names.isdisjoint(sides)) and self._in_time(None, interaction.article)

    def _keeps_shift(self, shift: Shift, ids: set[str]) -> bool:
        return shift.earlier in ids and shift.later in ids

    def _party_names(self) -> set[str]:
        return {name.casefold() for name in (self.party.name, *self.party.aliases)} if self.party else set()

    def _names_speaker(self, *names: str | None) -> bool:
        if self.asked.speaker is None:
            return True
        wanted = self.asked.speaker.casefold()
        return any(wanted in name.casefold() for name in names if name)

    def _in_time(self, own: When | None, article: str) -> bool:
        since, until = self.asked.since, self.asked.until
        if since is None and until is None:
            return True
        published = self.index.published(article)
        when = own or (When.day(published) if published else None)
        if when is None:
            return False
        return (since is None or when.last >= since) and (until is None or when.first <= until)


def find_party(index: Index, name: str) -> Party:
    """The party of this name or alias; `ViewError` with the nearest names where there is none."""
    names = [name for party in index.record.parties for name in (party.name, *party.aliases)]
    return index.party_named(name) or _unknown("party", name, names)


def find_issue(index: Index, name: str) -> Issue:
    """The issue of this label or term; `ViewError` with the nearest names where there is none."""
    names = [name for issue in index.record.issues for name in (issue.label, *issue.terms)]
    return index.issue_named(name) or _unknown("issue", name, names)


def find_acts(name: str) -> frozenset[Act]:
    """One act by its name, or the acts of a group."""
    wanted = _plain(name)
    for group in ActGroup:
        if group == wanted:
            return frozenset(act for act in Act if act.group is group)
    return frozenset({_member(Act, "act", name, [*Act, *ActGroup])})


def find_source_kind(name: str) -> SourceKind:
    """A kind of source by its name."""
    return _member(SourceKind, "kind of source", name, list(SourceKind))


def _member(kind: type[_Kind], what: str, name: str, names: list[StrEnum]) -> _Kind:
    found = next((each for each in kind if each == _plain(name)), None)
    return found or _unknown(what, name, [str(each) for each in names])


def _unknown(what: str, name: str, names: list[str]) -> NoReturn:
    folded = {each.casefold(): each for each in reversed(names)}
    near = [folded[each] for each in get_close_matches(name.casefold(), list(folded), n=3, cutoff=0.5)]
    offer = near or list(dict.fromkeys(names))[:8]
    known = ", ".join(clipped(each, 60) for each in offer)
    hint = f"did you mean {known}?" if near else f"there is {known}" if offer else "the record has none"
    raise ViewError(f"no {what} named {clipped(name, 60)!r}: {hint}")


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def _with_children(record: Record, issue: Issue) -> frozenset[str]:
    kept, grown = {issue.id}, True
    while grown:
        below = {each.id for each in record.issues if each.parent in kept} - kept
        kept |= below
        grown = bool(below)
    return frozenset(kept)


def _kept(findings: Iterable[_T], keeps: Callable[[_T], bool]) -> tuple[_T, ...]:
    return tuple(finding for finding in findings if keeps(finding))

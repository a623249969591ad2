"""Look-ups over a record: by id, by name, by party and issue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from travaux.model import (
    TYPES,
    Actor,
    Article,
    Citation,
    Copies,
    Estimate,
    Event,
    Glance,
    Happening,
    Interaction,
    Issue,
    Knot,
    Link,
    Outcome,
    Party,
    Position,
    Problem,
    Record,
    Rule,
    Ruling,
    Shift,
    SourceKind,
    Stand,
    Statement,
    When,
    Witnesses,
)
from travaux.record import Tellers

Finding: TypeAlias = (
    Article
    | Statement
    | Position
    | Event
    | Interaction
    | Outcome
    | Actor
    | Party
    | Issue
    | Link
    | Witnesses
    | Copies
    | Estimate
    | Shift
    | Happening
    | Stand
    | Knot
    | Rule
    | Problem
)


class Index:
    """Look-ups over one record, made once and read often. Positions come newest first everywhere.

    Where `record` is a part of another, what is looked up by id or by name is found in that other, by the look-ups over
    it: a position that is kept has the outlet of its article, whether or not that is.
    """

    def __init__(self, record: Record, whole: Index | None = None):
        self.record = record
        self.whole: Record = whole.whole if whole else record
        self._over_whole = whole

    def _by_id(self, field: str) -> dict[str, Any]:
        if self._over_whole:
            found: dict[str, Any] = getattr(self._over_whole, field)
            return found
        return {finding.id: finding for finding in getattr(self.record, field)}

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Articles by id; the look-ups below likewise."""
        return self._by_id("articles")

    @cached_property
    def parties(self) -> dict[str, Party]:
        """Parties by id."""
        return self._by_id("parties")

    @cached_property
    def issues(self) -> dict[str, Issue]:
        """Issues by id."""
        return self._by_id("issues")

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return self._by_id("statements")

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return self._by_id("events")

    @cached_property
    def positions(self) -> dict[str, Position]:
        """Positions by id."""
        return self._by_id("positions")

    @cached_property
    def tells_outlets_apart(self) -> bool:
        """Whether the record knows two outlets at least, which can be compared."""
        return len({article.outlet for article in self.whole.articles if article.outlet}) > 1

    def older_of(self, id_: str) -> list[Article]:
        """The versions of an article that gave way to it, the oldest first."""
        found = (each for each in self.whole.older if each.id == id_)
        return sorted(found, key=lambda each: (str(each.updated or each.published or ""), each.wording, each.origin))

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Everything in the record that has an id, by that id."""
        held = (getattr(self.whole, type_.field) for type_ in TYPES if type_.noun is not Ruling)
        return {finding.id: finding for findings in held for finding in findings}

    def witnesses_of(self, statement: str) -> Witnesses | None:
        """The utterance that a statement is a report of, None where no other statement is known to report it."""
        return self.tellers.witnesses_of(statement)

    def estimate_of(self, article: str) -> Estimate | None:
        """About when an article came out that does not say so."""
        return self._estimates.get(article)

    def is_estimated(self, finding: str) -> bool:
        """Whether a finding has its day by an estimate of when its report came out."""
        return finding in self._estimated

    def copies_of(self, article: str) -> Copies | None:
        """The group of reprints that an article belongs to."""
        return self._copies.get(article)

    def positions_of(self, party: str, issue: str) -> tuple[Position, ...]:
        """The positions of a party on an issue, both by id, newest first."""
        return self._cells.get((party, issue), ())

    def glance_at(self, party: str, issue: str) -> Glance | None:
        """A party on an issue at a glance, where that stands for its positions."""
        return self._glances.get((party, issue))

    @cached_property
    def counts(self) -> Counter[tuple[str | None, str | None]]:
        """How many positions there are of each party on each issue, both by id, None where not known."""
        glances = self.record.glances
        if glances is None:
            return Counter((position.party, position.issue) for position in self.record.positions)
        return Counter({(glance.party, glance.issue): glance.positions for glance in glances})

    @cached_property
    def by_party(self) -> Counter[str | None]:
        """How many positions each party holds, by id."""
        return _sums((party, count) for (party, _), count in self.counts.items())

    @cached_property
    def by_issue(self) -> Counter[str | None]:
        """How many positions are on each issue, by id."""
        return _sums((issue, count) for (_, issue), count in self.counts.items())

    def actor_named(self, name: str) -> Actor | None:
        """The actor of this name or alias, whatever the case; a full name wins over an alias."""
        return self._actors.get(name.casefold())

    def party_named(self, name: str) -> Party | None:
        """The party of this name or alias, whatever the case; a full name wins over an alias."""
        return self._party_names.get(name.casefold())

    def issue_named(self, name: str) -> Issue | None:
        """The issue of this label or term, whatever the case; a label wins over a term."""
        return self._issue_names.get(name.casefold())

    def voice_of(self, position: Position) -> Statement | None:
        """The statement that a position rests on, None for the reporter's voice."""
        return self.statements.get(position.voice) if position.voice else None

    def speaker_of(self, position: Position) -> str | None:
        """Who said the words that a position rests on."""
        voice = self.voice_of(position)
        return voice.speaker if voice else None

    def published(self, article: str) -> date | None:
        """The day on which an article came out."""
        found = self.articles.get(article)
        return found.published if found else None

    def when(self, position: Position) -> When | None:
        """The time of a position: its own where the report gives one, else the day of publication."""
        return self.tellers.when(position)

    def times_of(self, position: Position) -> tuple[When | None, Citation | None]:
        """The time of a position, and its words of time where they give no day, so that it is not known."""
        own = position.as_of is None and position.dated
        return (None, own) if own else (self.when(position), None)

    def when_said(self, statement: Statement) -> When | None:
        """The time of a statement: its own where the report gives one, else the day of publication."""
        return self._dated(statement.said_on, statement.article)

    def day(self, position: Position) -> date | None:
        """The last day on which a position can have been taken: a vague time does not reach past publication."""
        return self.tellers.day(position)

    def shift_day(self, shift: Shift) -> date | None:
        """The day on which a stand had moved: that of its later end, else of its report."""
        return shift.later_on.last if shift.later_on else self.published(shift.later.article)

    def ends_of(self, shift: Shift) -> tuple[Position | None, Position | None]:
        """The positions that the earlier and the later end of a shift are, None where none was read there."""
        held = {self.positions[id_].basis: self.positions[id_] for id_ in shift.positions if id_ in self.positions}
        return held.get(shift.earlier), held.get(shift.later)

    def carriers(self, statement: Statement | None) -> tuple[int, int]:
        """How many reports carry an utterance, and how many of them are no copies of one another."""
        return self.tellers.carriers(statement.id if statement else None)

    @cached_property
    def tellers(self) -> Tellers:
        """Who tells of positions, in the whole record."""
        whole = self.whole
        return self._over_whole.tellers if self._over_whole else Tellers(whole.articles, whole.witnesses, whole.copies)

    def reports_of(self, positions: Iterable[Position]) -> tuple[int, int]:
        """How many reports carry any of these positions or their words, and how many of them are independent."""
        return self.tellers.reports_of(positions)

    def newest_shifts(self) -> list[Shift]:
        """Shifts, the one with the newest later end first, those of unknown date last."""

        def order(shift: Shift) -> tuple[int, str]:
            day = self.shift_day(shift)
            return (-day.toordinal() if day else 0, shift.id)

        return sorted(self.record.shifts, key=order)

    def positions_in(self, stand: Stand) -> list[Position]:
        """The positions of a stand, the oldest first."""
        return [self.positions[id_] for id_ in stand.positions if id_ in self.positions]

    def events_in(self, happening: Happening) -> list[Event]:
        """The versions of a happening, that of the first report first, those of unknown date last."""

        def order(event: Event) -> tuple[int, str]:
            published = self.published(event.article)
            return (published or date.max).toordinal(), event.id

        return sorted((self.events[id_] for id_ in happening.events if id_ in self.events), key=order)

    def newest_version(self, happening: Happening) -> Event | None:
        """The version of a happening that stands: of those with its status, that of the newest dated report."""
        held = self.events_in(happening)
        told = [each for each in held if each.status is happening.status] or held
        dated = [each for each in told if self.published(each.article)]
        return (dated or told)[-1] if told else None

    def party_of(self, name: str | None) -> str | None:
        """The id of the party that a name stands for: its own, or that of the person or body who speaks for it."""
        party = self.party_named(name) if name else None
        return party.id if party else self.speaks_for(name) if name else None

    def newest(self, positions: Iterable[Position]) -> list[Position]:
        """Positions newest first, those of unknown date last, ties by id."""
        return self.tellers.newest(positions)

    def newest_statements(self, statements: Iterable[Statement]) -> list[Statement]:
        """Statements newest first, those of unknown date last, ties by id."""

        def order(statement: Statement) -> tuple[int, str]:
            when = self.when_said(statement)
            return (-when.last.toordinal() if when else 0, statement.id)

        return sorted(statements, key=order)

    def speaks_for(self, speaker: str) -> str | None:
        """The id of the party for which a speaker speaks."""
        actor = self.actor_named(speaker)
        return actor.speaks_for if actor else None

    @cached_property
    def ranked_speakers(self) -> tuple[str, ...]:
        """Named speakers, those with the most statements first."""
        said = Counter(
            statement.speaker
            for statement in self.record.statements
            if statement.speaker and statement.source_kind == SourceKind.NAMED
        )
        return tuple(sorted(said, key=lambda speaker: (-said[speaker], speaker)))

    def _dated(self, own: When | None, article: str) -> When | None:
        if own:
            return own
        published = self.published(article)
        return When.day(published) if published else None

    @cached_property
    def _cells(self) -> dict[tuple[str, str], tuple[Position, ...]]:
        cells: defaultdict[tuple[str, str], list[Position]] = defaultdict(list)
        for position in self.record.positions:
            if position.party and position.issue:
                cells[position.party, position.issue].append(position)
        return {cell: tuple(self.newest(positions)) for cell, positions in cells.items()}

    @cached_property
    def _glances(self) -> dict[tuple[str | None, str | None], Glance]:
        return {(glance.party, glance.issue): glance for glance in self.record.glances or ()}

    @cached_property
    def _estimates(self) -> dict[str, Estimate]:
        return {each.article: each for each in self.whole.estimates}

    @cached_property
    def _estimated(self) -> frozenset[str]:
        return frozenset(finding for each in self.whole.estimates for finding in each.findings)

    @cached_property
    def _copies(self) -> dict[str, Copies]:
        return {article: group for group in self.whole.copies for article in group.articles}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        aliases = {alias.casefold(): actor for actor in reversed(self.whole.actors) for alias in actor.aliases}
        return aliases | {actor.name.casefold(): actor for actor in self.whole.actors}

    @cached_property
    def _party_names(self) -> dict[str, Party]:
        aliases = {alias.casefold(): party for party in reversed(self.whole.parties) for alias in party.aliases}
        return aliases | {party.name.casefold(): party for party in self.whole.parties}

    @cached_property
    def _issue_names(self) -> dict[str, Issue]:
        terms = {term.casefold(): issue for issue in reversed(self.whole.issues) for term in issue.terms}
        return terms | {issue.label.casefold(): issue for issue in self.whole.issues}


def _sums(counts: Iterable[tuple[str | None, int]]) -> Counter[str | None]:
    sums: Counter[str | None] = Counter()
    for key, count in counts:
        sums[key] += count
    return sums

"""What each kind of finding gives for each filter: rows of facts, one of which must fit all that is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from travaux.model import (
    Act,
    Actor,
    Article,
    Citation,
    Copies,
    Estimate,
    Event,
    EventType,
    Happening,
    Interaction,
    Issue,
    Knot,
    Link,
    Outcome,
    Party,
    Position,
    Problem,
    Rule,
    Shift,
    SourceKind,
    Stand,
    Statement,
    When,
    Witnesses,
)
from travaux.record import Agenda
from travaux.views.index import Finding, Index

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Based = TypeVar("_Based", Position, Event)


@dataclass(frozen=True, slots=True)
class Facts:
    """What one telling gives: ids of parties and issues, acts, names, kinds of source, a time. Empty fits none."""

    parties: tuple[str | None, ...] = ()
    issues: tuple[str | None, ...] = ()
    acts: tuple[Act | EventType, ...] = ()
    speakers: tuple[str | None, ...] = ()
    kinds: tuple[SourceKind | None, ...] = ()
    when: When | None = None


class FactBook:
    """The facts of every finding of one record. Without an agenda no words are searched for issues."""

    def __init__(self, index: Index, agenda: Agenda | None) -> None:
        self._index, self._agenda = index, agenda
        self._rows: dict[str, tuple[Facts, ...]] = {}

    def of(self, finding: Finding) -> Iterator[Facts]:
        """The rows of one finding. One that tells of others has theirs, with what is its own laid over."""
        match finding:
            case Position():
                yield self._position(finding)
            case Statement():
                yield from self._statement(finding)
            case Event():
                yield self._event(finding)
            case Interaction(source=source, target=target, basis=basis):
                parties = self._index.party_of(source), self._index.party_of(target)
                yield Facts(parties, self._issues(basis), self._acts(basis), (source, target), (), self._day(finding))
            case Outcome(object=object_, basis=basis):
                yield Facts((), self._issues(object_, basis), self._acts(basis), (), (), self._day(finding))
            case Link():
                for position in self._positions(finding.position):
                    yield replace(self._position(position), issues=(finding.issue, finding.on))
            case Shift():
                ends = list(self._positions(*finding.positions))
                for position in ends:
                    yield replace(self._position(position), when=self._shift_day(finding))
                if not ends:
                    about = self._acts(finding.later)
                    yield Facts((finding.party,), (finding.issue,), about, (), (), self._shift_day(finding))
            case Happening():
                for event in self._index.events_in(finding):
                    version = self._event(event)
                    yield replace(version, when=finding.date or version.when)
            case Stand():
                for position in self._positions(*finding.positions):
                    yield self._position(position)
            case Knot():
                yield Facts(issues=finding.issues)
            case Rule():
                yield Facts((finding.party,), (), (), (finding.speaker,), (), finding.as_of)
            case Witnesses():
                told = (self._index.statements.get(each) for each in finding.statements)
                yield from (facts for each in told if each for facts in self._statement(each))
            case Article():
                yield from self._article(finding)
            case Copies():
                copies = (self._index.articles.get(each) for each in finding.articles)
                yield from (facts for each in copies if each for facts in self._article(each))
            case Estimate():
                yield from self._article(self._index.articles[finding.article])
            case Problem():
                yield from (facts for each in self._met_in(finding) for facts in self._article(each))
            case Actor():
                own = Facts(parties=(finding.speaks_for,), speakers=(finding.name, *finding.aliases))
                yield own
                for facts in self._by_actor[finding.id]:
                    yield replace(facts, parties=own.parties, speakers=own.speakers)
            case Party():
                own = Facts(parties=(finding.id,), speakers=(finding.name, *finding.aliases))
                yield own
                yield from (replace(facts, parties=own.parties) for facts in self._by_party[finding.id])
            case Issue():
                by = self._index.party_of(finding.raised_by)
                own = Facts(issues=(finding.id,), parties=(by,), speakers=(finding.raised_by,))
                yield own
                by = self._index.party_of(finding.status_by)
                yield replace(own, parties=(by,), speakers=(finding.status_by,), when=finding.status_on)
                yield from (replace(facts, issues=own.issues) for facts in self._by_issue[finding.id])

    # -- one telling each

    def _position(self, position: Position) -> Facts:
        voice = self._index.voice_of(position)
        return Facts(
            parties=(position.party,),
            issues=(position.issue,),
            acts=(position.act, *(event.type for event in _over(self._events[position.article], position.basis))),
            speakers=(position.holder, voice.speaker if voice else None),
            kinds=(voice.source_kind if voice else None,),
            when=self._index.when(position),
        )

    def _statement(self, statement: Statement) -> tuple[Facts, ...]:
        """By itself, then once for each position that is told in it."""
        id_ = statement.id
        if id_ not in self._rows:
            self._rows[id_] = tuple(self._tell(statement, id_))
        return self._rows[id_]

    def _tell(self, statement: Statement, id_: str) -> Iterator[Facts]:
        told = (event for part in statement.content for event in _over(self._events[statement.article], part))
        own = Facts(
            parties=(statement.party,),
            issues=self._issues(*statement.content),
            acts=tuple(event.type for event in told),
            speakers=(statement.speaker,),
            kinds=(statement.source_kind,),
            when=self._index.when_said(statement),
        )
        yield own
        for position in self._told_in[id_]:
            yield replace(self._position(position), speakers=own.speakers, kinds=own.kinds, when=own.when)

    def _event(self, event: Event) -> Facts:
        around = [each for each in self._statements[event.article] if _covers(each, event.basis)]
        return Facts(
            parties=tuple(self._index.party_of(name) for name in event.participants),
            issues=self._issues(event.basis, *(part for each in around for part in each.content)),
            acts=(event.type, *(position.act for position in _over(self._held[event.article], event.basis))),
            speakers=(*event.participants, *(each.speaker for each in around)),
            kinds=tuple(each.source_kind for each in around),
            when=event.date or self._day(event),
        )

    def _article(self, article: Article) -> Iterator[Facts]:
        """By itself, then once for whatever it tells, always on the day on which it came out."""
        day = When.day(article.published) if article.published else None
        yield Facts(when=day)
        for position in self._held[article.id]:
            yield replace(self._position(position), when=day)
        for statement in self._statements[article.id]:
            yield from (replace(facts, when=day) for facts in self._statement(statement))
        for event in self._events[article.id]:
            yield replace(self._event(event), when=day)

    # -- what stands in the same words

    def _issues(self, *words: Citation | None) -> tuple[str | None, ...]:
        """The issue that words speak of, found as the record finds that of a position."""
        return (self._agenda.match(*(each.words for each in words if each)),) if self._agenda is not None else ()

    def _acts(self, words: Citation) -> tuple[Act | EventType, ...]:
        return (
            *(position.act for position in _over(self._held[words.article], words)),
            *(event.type for event in _over(self._events[words.article], words)),
        )

    def _shift_day(self, shift: Shift) -> When | None:
        day = self._index.shift_day(shift)
        return shift.later_on or (When.day(day) if day else None)

    def _day(self, finding: Event | Interaction | Outcome) -> When | None:
        published = self._index.published(finding.article)
        return When.day(published) if published else None

    def _positions(self, *ids: str) -> list[Position]:
        return [self._index.positions[each] for each in ids if each in self._index.positions]

    def _met_in(self, problem: Problem) -> list[Article]:
        """The article in which a problem was met; none for a file that gave no article."""
        if problem.basis is not None:
            found = self._index.articles.get(problem.basis.article)
            return [found] if found else []
        return self._by_origin[problem.origin]

    # -- look-ups

    @cached_property
    def _held(self) -> defaultdict[str, list[Position]]:
        return _grouped((each.article, each) for each in self._index.record.positions)

    @cached_property
    def _statements(self) -> defaultdict[str, list[Statement]]:
        return _grouped((each.article, each) for each in self._index.record.statements)

    @cached_property
    def _events(self) -> defaultdict[str, list[Event]]:
        return _grouped((each.article, each) for each in self._index.record.events)

    @cached_property
    def _told_in(self) -> defaultdict[str | None, list[Position]]:
        """Positions by the statement that they rest on."""
        return _grouped((each.voice, each) for each in self._index.record.positions)

    @cached_property
    def _by_origin(self) -> defaultdict[str | None, list[Article]]:
        return _grouped((each.origin, each) for each in self._index.record.articles)

    @cached_property
    def _by_actor(self) -> defaultdict[str, list[Facts]]:
        """What actors say, hold and take part in, by the id of the actor."""
        named = [([each.speaker], [*self._statement(each)]) for each in self._index.record.statements]
        named += [([each.holder], [self._position(each)]) for each in self._index.record.positions]
        named += [([*each.participants], [self._event(each)]) for each in self._index.record.events]
        return _grouped(
            (actor.id, facts)
            for names, rows in named
            for name in names
            if name and (actor := self._index.actor_named(name))
            for facts in rows
        )

    @cached_property
    def _by_party(self) -> defaultdict[str | None, list[Facts]]:
        record = self._index.record
        findings: list[Finding] = [*record.positions, *record.statements, *record.events]
        told = (facts for each in findings for facts in self.of(each))
        return _grouped((party, facts) for facts in told for party in facts.parties)

    @cached_property
    def _by_issue(self) -> defaultdict[str | None, list[Facts]]:
        return _grouped((each.issue, self._position(each)) for each in self._index.record.positions)


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> defaultdict[_Key, list[_Value]]:
    groups: defaultdict[_Key, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _over(findings: Iterable[_Based], words: Citation) -> Iterator[_Based]:
    """Those of one article's findings that stand, in part at least, in these words of it."""
    start, end = words.start, words.end  # a bulletin has a thousand findings: no spans are made here
    return (each for each in findings if each.basis.start < end and start < each.basis.end)


def _covers(statement: Statement, words: Citation) -> bool:
    return any(part.start <= words.start and words.end <= part.end for part in statement.content)

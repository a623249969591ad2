"""Readings -> Record. A pure function of a set: the order, the batches and repeats leave no trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from travaux.model import (
    ActorKind,
    Article,
    ArticleKind,
    Codebook,
    Position,
    Problem,
    Reading,
    Record,
    SourceKind,
    Statement,
)
from travaux.record.happenings import find_happenings
from travaux.record.issues import find_agenda
from travaux.record.knots import find_knots
from travaux.record.links import find_links
from travaux.record.names import join_names
from travaux.record.package import find_rules
from travaux.record.parties import Sides, find_sides
from travaux.record.shifts import find_shifts, find_shifts_of_terms, of_one_voice, without_reprints
from travaux.record.stands import find_stands
from travaux.record.status import with_status
from travaux.record.told import find_told_shifts
from travaux.record.witnesses import find_copies, find_witnesses

# What a name turns out to be across articles: "Norland said" names no person.
_KINDS: dict[ActorKind | None, SourceKind] = {
    ActorKind.STATE: SourceKind.COLLECTIVE,
    ActorKind.BODY: SourceKind.COLLECTIVE,
    ActorKind.GROUP: SourceKind.COLLECTIVE,
    ActorKind.OUTLET: SourceKind.OUTLET,
}


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Noun = TypeVar("_Noun", bound=_Identified)


def merge(
    articles: Iterable[Article],
    readings: Iterable[Reading],
    problems: Iterable[Problem],
    codebook: Codebook | None,
    today: date | None = None,
) -> Record:
    """What all readings say together, under the user's codebook if there is one.

    `today` is the day by which a date of publication lies in the future; None says it of no date.
    """
    coded = codebook or Codebook()
    articles = _once(articles)
    readings = sorted({reading.article: reading for reading in readings}.values(), key=attrgetter("article"))
    published: dict[str, date | None] = {article.id: article.published for article in articles}

    outlets = {article.id: article.outlet for article in articles if article.kind is not ArticleKind.BULLETIN}

    sides = find_sides(readings, join_names(readings), coded, outlets)
    statements = _once(_placed(each, sides) for reading in readings for each in reading.statements)
    held = _once(_placed(each, sides) for reading in readings for each in reading.positions)
    agenda, issue_of = find_agenda(held, statements, readings, sides, coded)
    positions = tuple(replace(each, issue=issue_of.get(each.id)) for each in held)
    events = _once(each for reading in readings for each in reading.events)
    copies = find_copies(articles)
    rules = _once(find_rules(statements, positions, published, copies))
    witnesses = find_witnesses(statements, articles, copies, positions, rules)
    one_voice = tuple(of_one_voice(positions, statements, sides))
    links = _once(find_links(positions, agenda, articles, copies))

    return Record(
        title=coded.title or _title(sides, agenda.issues[0].label if agenda.issues else None),
        articles=articles,
        statements=statements,
        positions=positions,
        events=events,
        happenings=find_happenings(events, articles, copies, statements, sides),
        interactions=_once(each for reading in readings for each in reading.interactions),
        outcomes=_once(each for reading in readings for each in reading.outcomes),
        actors=sides.actors,
        parties=sides.parties,
        issues=with_status(agenda, positions, statements, readings, articles, sides),
        links=links,
        witnesses=witnesses,
        copies=copies,
        stands=_once(find_stands(positions, published, agenda, witnesses, copies)),
        knots=_once(find_knots(links, published)),
        rules=rules,
        shifts=_once(
            [
                *find_told_shifts(readings, positions, published, sides, agenda, copies),
                *find_shifts(one_voice, published),
                *find_shifts_of_terms(without_reprints(one_voice, copies), links, published, agenda),
            ]
        ),
        problems=_once(
            [
                *problems,
                *(each for reading in readings for each in reading.problems),
                *(_ahead(article) for article in articles if lies_ahead(article.published, today)),
            ]
        ),
    )


def lies_ahead(published: date | None, today: date | None) -> bool:
    """Whether a report says that it came out after the day on which it was read."""
    return published is not None and today is not None and published > today


def _ahead(article: Article) -> Problem:
    """Without the day by which it was judged: the same words as long as they are true."""
    message = f"The day of publication, {article.published}, lies in the future; it was kept."
    return Problem("future-date", message, article.origin)


def _once(nouns: Iterable[_Noun]) -> tuple[_Noun, ...]:
    """Each finding once, by id; of two places with the same claim the first stands."""
    found: dict[str, _Noun] = {}
    for noun in nouns:
        held = found.get(noun.id)
        if held is None or _place(noun) < _place(held):
            found[noun.id] = noun
    return tuple(found[id_] for id_ in sorted(found))


def _place(noun: Any) -> int:
    basis = getattr(noun, "basis", None) or next(iter(getattr(noun, "content", ())), None)
    return basis.start if basis is not None else 0


def _placed(finding: Any, sides: Sides) -> Any:
    """A statement or position with the party that its speaker or holder leads to."""
    who = finding.speaker if isinstance(finding, Statement) else finding.holder
    party = sides.find(who, finding.article)
    named = sides.names.of(who) if who else None
    if isinstance(finding, Position):
        return replace(finding, holder=named, party=party.id if party else None)
    kind = finding.source_kind
    if kind is SourceKind.NAMED and named is not None:
        kind = _KINDS.get(sides.names.kinds.get(named), kind)
    return replace(finding, speaker=named, source_kind=kind, party=party.id if party else None)


def _title(sides: Sides, issue: str | None) -> str:
    """Named after the two parties that hold most, until a codebook gives a better title."""
    sizes = Counter({party.name: sides.names.counts.get(party.name, 0) for party in sides.parties})
    first = sorted(sizes, key=lambda name: (-sizes[name], name))[:2]
    return " and ".join(first) if first else issue or "Untitled negotiation"

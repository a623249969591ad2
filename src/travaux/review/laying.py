"""Rulings laid over a record, or over any part of one: findings as a person left them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import is_
from typing import Any

from travaux.model import (
    TYPES,
    Actor,
    Glance,
    Happening,
    Knot,
    Link,
    Party,
    Position,
    Record,
    Shift,
    Stand,
    Statement,
    Witnesses,
)
from travaux.record import (
    Chapter,
    Tellers,
    agenda_of,
    find_stands,
    glance_at,
    join_chapters,
    week_of,
    write_chapter,
)
from travaux.review.overlay import Cell, Overlay


def lay(record: Record, over: Overlay, glances: Iterable[Glance] = ()) -> Record:
    """A record or a part of one as it was reviewed. `glances` are those of cells that rulings touch, made anew.

    Stands of such cells are found again of the positions that are there; a stand that moved stays where both its ends
    do; what has no other member left is gone.
    """
    laid: dict[str, Any] = {}
    for type_ in TYPES:
        lay_one = _LAYING.get(type_.noun, Overlay.direct)
        if type_.field in ("articles", "problems", "rulings", "stands"):
            continue
        held = [lay_one(over, each) for each in getattr(record, type_.field)]
        laid[type_.field] = [each for each in held if each is not None]
    laid["issues"] = list(over.groups.issues_of(laid["issues"]))
    laid["actors"] = list(over.groups.actors_of(laid["actors"]))
    laid["statements"] += _missing(over, "statement", laid["statements"])
    laid["positions"] += _missing(over, "position", laid["positions"])
    if record.witnesses:
        laid["witnesses"] = list(_witnesses(over, record, laid))
    if record.happenings:
        laid["happenings"] = list(_happenings(over, record.happenings, laid["events"]))
    if record.knots:
        links = {each.id for each in laid["links"]}
        laid["knots"] = [each for each in laid["knots"] if links.issuperset(each.links)]
    found: dict[str, Any] = {
        name: _in_order(getattr(record, name), held)
        for name, held in laid.items()
        if not _is_same(getattr(record, name), held)
    }
    new = replace(record, **found)
    if record.stands:
        new = replace(new, stands=_by_id(_stands(over, record, new)))
    if record.glances is not None:
        new = replace(new, glances=tuple(_glances(over, record.glances, {(g.party, g.issue): g for g in glances})))
    return new


def _is_same(before: Sequence[Any], now: Sequence[Any]) -> bool:
    return len(before) == len(now) and all(map(is_, before, now))


def _in_order(before: Sequence[Any], now: list[Any]) -> tuple[Any, ...]:
    """By id: as they are where some only went, for an id is work to tell."""
    rest = iter(before)
    return tuple(now) if all(any(own is each for own in rest) for each in now) else _by_id(now)


def _by_id(found: Iterable[Any]) -> tuple[Any, ...]:
    by_id = {each.id: each for each in found}
    return tuple(by_id[id_] for id_ in sorted(by_id))


def _missing(over: Overlay, layer: str, there: Iterable[Any]) -> list[Any]:
    added = list(over.added(layer))
    known = {each.id for each in there} if added else set()
    return [each for each in added if each.id not in known]


def _statement(over: Overlay, statement: Statement) -> Statement | None:
    own = over.direct(statement)
    return over.named(over.groups.spoken(own)) if own is not None else None


def _link(over: Overlay, link: Link) -> Link | None:
    own = over.direct(link)
    if own is None:
        return None
    if own.position in over.moved:
        before, now = over.moved[own.position]
        if now is None or now.condition is None:
            return None
        issue = now.issue if own.issue == before.issue else own.issue
        own = replace(own, position=now.id, party=now.party, issue=issue)
    on = over.groups.issues.get(own.on, own.on) if own.on else None
    return over.named(replace(own, on=on) if on != own.on else own)


def _shift(over: Overlay, shift: Shift) -> Shift | None:
    own = over.direct(shift)
    if own is None:
        return None
    for id_ in own.positions:
        if id_ in over.moved:
            before, now = over.moved[id_]
            if now is None or _held(over, before) != _held(over, now):
                return None
            own = replace(own, positions=tuple(now.id if each == id_ else each for each in own.positions))
    return over.named(own)


def _held(over: Overlay, position: Position) -> tuple[str | None, ...]:
    issue = over.groups.issues.get(position.issue, position.issue) if position.issue else None
    return position.party, issue, position.act, position.stance


def _knot(over: Overlay, knot: Knot) -> Knot | None:
    own = over.direct(knot)
    if own is None:
        return None
    issues = tuple(filter(None, (over.groups.issues.get(each, each) for each in own.issues)))
    return replace(own, issues=issues) if len(set(issues)) == len(own.issues) else None


def _actor(over: Overlay, actor: Actor) -> Actor | None:
    own = over.direct(actor)
    if own is not None and own.speaks_for in over.groups.parties:
        return replace(own, speaks_for=over.groups.parties[own.speaks_for])
    return own


def _party(over: Overlay, party: Party) -> Party | None:
    own = over.direct(party)
    if own is None or not over.groups.parties.keys() & set(own.coalitions):
        return own
    kept = (over.groups.parties.get(each, each) for each in own.coalitions)
    return replace(own, coalitions=tuple(each for each in kept if each))


_LAYING: dict[type, Any] = {
    Statement: _statement,
    Position: Overlay.position,
    Link: _link,
    Shift: _shift,
    Knot: _knot,
    Actor: _actor,
    Party: _party,
}


def _witnesses(over: Overlay, record: Record, laid: Mapping[str, Any]) -> Iterator[Witnesses]:
    """Groups without the statements that are none any more, merged and split."""
    groups = [own for each in record.witnesses if (own := over.direct(each)) is not None]
    ends, found = over.ledger.ends, over.ledger.found
    said = (*record.statements, *(each for each in found.values() if isinstance(each, Statement)))
    articles = {each.id: each.article for each in said}
    tellers = Tellers(record.articles, (), record.copies)
    for each, changed in over.groups.told(groups):
        left = [id_ for id_ in each.statements if ends.get(id_, True) is not None]
        kept = tuple(sorted(ends[id_].id if id_ in ends else id_ for id_ in left))
        if kept == each.statements and not changed:
            yield each
        elif len(kept) > 1:
            known = {articles[id_] for id_ in left if id_ in articles}
            lost = {articles[id_] for id_ in each.statements if id_ not in left and id_ in articles}
            named = tuple(sorted(known if articles.keys() >= set(left) else set(each.articles) - (lost - known)))
            yield Witnesses(kept, named, min(tellers.independent(named), len(named)))


def _happenings(over: Overlay, happenings: Iterable[Happening], events: Iterable[Any]) -> Iterator[Happening]:
    """Events that are one, without those that are none; one that is told once is as that telling says."""
    there, ends = {each.id: each for each in events}, over.ledger.ends
    for each in happenings:
        own = over.direct(each)
        if own is None:
            continue
        if not any(id_ in ends for id_ in own.events):
            yield own
            continue
        kept = [ends[id_] if id_ in ends else there.get(id_) for id_ in own.events if ends.get(id_, True) is not None]
        told = [version for version in kept if version is not None]
        if not told:
            continue
        articles = tuple(sorted({version.article for version in told}))
        own = replace(
            own,
            events=tuple(sorted(version.id for version in told)),
            articles=articles,
            independent=min(own.independent, len(articles)),
        )
        if len(told) == 1:
            (one,) = told
            own = replace(own, type=one.type, status=one.status, place=one.place, date=one.date)
            own = replace(own, participants=one.participants, differing=())
        yield own


def _stands(over: Overlay, record: Record, new: Record) -> Iterator[Stand]:
    """Those of cells that nothing touches, and of the others what their positions give."""
    for stand in record.stands:
        own = over.direct(stand)
        if own is not None and not over.touches((stand.party, stand.issue)):
            yield over.named(own)
    cells: defaultdict[Cell, list[Position]] = defaultdict(list)
    for each in new.positions:
        if over.touches(cell := (each.party, each.issue)):
            cells[cell].append(each)
    made = Cells(new, is_large=over.is_large)
    for cell, positions in cells.items():
        yield from made.at(*cell, positions)[0]


class Cells:
    """What positions make of the cells that they are in: as a merge has it, or as a large record, week by week.

    `record` has the reports, witnesses and copies of these positions and the statements that they rest on.
    """

    def __init__(self, record: Record, *, is_large: bool) -> None:
        self._record, self._is_large = record, is_large
        self._published = {each.id: each.published for each in record.articles}
        self._tellers = Tellers(record.articles, record.witnesses, record.copies)
        self._said = {each.id: each for each in record.statements}
        self._agenda = agenda_of(record.issues)

    def at(self, party: str | None, issue: str | None, positions: Sequence[Position]) -> tuple[Sequence[Stand], Glance]:
        """The stands of a cell, and the cell at a glance."""
        told = self._record.witnesses, self._record.copies
        if not self._is_large or party is None or issue is None:
            found = {each.id: each for each in find_stands(positions, self._published, self._agenda, *told)}
            stands = [found[id_] for id_ in sorted(found)]
            return stands, glance_at(party, issue, positions, stands, self._tellers, self._voices)
        return join_chapters(party, issue, self.chapters(issue, positions))

    def chapters(self, issue: str, positions: Iterable[Position]) -> dict[str, Chapter]:
        """What these positions tell, week by week."""
        of_issue = frozenset[str]().union(*dict(self._agenda.stems).get(issue, ()))
        weeks: defaultdict[str, list[Position]] = defaultdict(list)
        for each in positions:
            weeks[week_of(self._published.get(each.article))].append(each)
        told = self._record.witnesses, self._record.copies
        return {
            week: write_chapter(held, self._published, of_issue, *told, self._tellers, self._voices)
            for week, held in sorted(weeks.items())
        }

    def _voices(self, ids: list[str]) -> Mapping[str, Statement]:
        return self._said


def _glances(over: Overlay, glances: Iterable[Glance], anew: Mapping[Cell, Glance]) -> Iterator[Glance]:
    """Those of cells that nothing touches, with the names of now; and those that were made anew."""
    for each in glances:
        if not over.touches((each.party, each.issue)) and (each.party, each.issue) not in anew:
            known = over.groups.parties.keys() | over.groups.issues.keys()
            if each.party in known or each.issue in known:
                newest = tuple(replace(told, position=over.named(told.position)) for told in each.newest)
                each = over.named(replace(each, newest=newest))
            yield each
    yield from anew.values()

"""Rulings laid over a record, or over any part of one: findings as a person left them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import is_
from typing import Any, NamedTuple, TypeAlias, TypeVar

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
    Ruling,
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
from travaux.review.grouping import Groups, group
from travaux.review.ledger import Ledger, settle

Cell: TypeAlias = tuple[str | None, str | None]
_Noun = TypeVar("_Noun")


class Move(NamedTuple):
    """Where a position stands that rulings moved, or stood before, and the findings by which they did that."""

    party: str | None
    issue: str | None
    article: str
    findings: frozenset[str]


@dataclass(slots=True)
class Overlay:
    """What rulings change: findings by id, names by what they are now, and the cells of party and issue it concerns."""

    ledger: Ledger
    groups: Groups
    is_large: bool = False  # whether the record tells its cells week by week
    moved: dict[str, tuple[Position, Position | None]] = field(default_factory=dict)  # positions, before and after
    told_in: dict[str, frozenset[str]] = field(
        default_factory=dict
    )  # what rulings are on, and the articles it is told in
    cells: set[Cell] = field(default_factory=set)
    articles: set[str | None] = field(default_factory=lambda: {None})  # in which findings are ruled on
    names: dict[str, Any] = field(default_factory=dict)  # what rulings that group are on, as it was found

    def all_made(self) -> dict[str, tuple[str, Any]]:
        """What is there by rulings alone, with its layer: what was added or split off."""
        ledger, groups = self.ledger, self.groups
        added = {id_: (ledger.layers[id_], ledger.ends.get(id_) or each) for id_, each in ledger.added.items()}
        added |= {id_: ("issue", each) for id_, each in groups.agenda.items() if id_ in groups.off}
        return added | {id_: ("actor", each) for id_, each in groups.actors.items() if id_ in groups.off}

    def made(self, id_: str) -> Any:
        """One of these."""
        return self.all_made().get(id_, (None, None))[1]

    def layer_of(self, id_: str) -> str | None:
        """The layer of one of these."""
        return self.all_made().get(id_, (None, None))[0]

    @property
    def ids(self) -> dict[str, str]:
        """What is found under another id than before: old -> new."""
        held = self.ledger.ends.items()
        changed = {old: new.id for old, new in held if new is not None and new.id != old}
        changed |= {old: new.id for old, (_, new) in self.moved.items() if new is not None and new.id != old}
        return changed | {old: new for old, new in self.groups.issues.items() if new}

    def touches(self, cell: Cell) -> bool:
        """Whether what a party holds on an issue is another than before."""
        party, issue = cell
        return (
            cell in self.cells
            or issue in self.groups.regrouped
            or (party in self.groups.parties and self.groups.parties[party or ""] != party)
        )

    def now(self, cell: Cell) -> Cell:
        """A cell by the party and the issue that go by another name now."""
        party, issue = cell
        return self.groups.parties.get(party or "", party), self.groups.issues.get(issue or "", issue)

    def is_as_found(self, cell: Cell) -> bool:
        """Whether a cell is of no other party and issue than those that were found, whatever is put in it."""
        party, issue = cell
        groups = self.groups
        issues = {*groups.issues, *groups.issues.values(), *groups.regrouped, *groups.agenda, *self.ledger.ends}
        return issue not in issues and party not in {*groups.parties, *groups.parties.values()}

    def moves(self) -> Iterator[Move]:
        """What rulings put in a cell, or took from it; both of a position that was moved."""
        for id_, pair in self.moved.items():
            held = [each for each in pair if each is not None]
            own = frozenset((id_, *(each.voice for each in held if each.voice)))
            yield from (Move(each.party, each.issue, each.article, own) for each in held)
        for id_ in self.ledger.added:
            end = self.ledger.ends.get(id_)
            if isinstance(end, Position):
                now = _named(self, end)
                yield Move(now.party, now.issue, now.article, frozenset((id_, *((now.voice,) if now.voice else ()))))

    def speakers(self) -> tuple[tuple[str, str], ...]:
        """The names of speakers that lead to another, with that."""
        return tuple(sorted((name, actor.name) for name, actor in self.groups.names.items()))

    def renamed(self, chapter: Chapter) -> Chapter:
        """A chapter with the speakers of now."""
        names = self.groups.names
        now = ((each, names.get((each.speaker or "").casefold())) for each in chapter.newest)
        return chapter._replace(newest=tuple(replace(each, speaker=who.name) if who else each for each, who in now))

    def gained(self, cell: Cell) -> int:
        """How many positions rulings put in a cell of now, less those that they took from it."""
        came = [after for _, after in self.moved.values() if after is not None]
        went = [before for before, _ in self.moved.values()]
        added = sum((each.party, each.issue) == cell for each in (*came, *_added(self, "position")))
        return added - sum(self.now((each.party, each.issue)) == cell for each in went)

    def sources(self, issues: frozenset[str]) -> frozenset[str]:
        """The issues, as they were found, of which these are made."""
        return (
            issues | {old for old, new in self.groups.issues.items() if new in issues} | self.groups.split_from(issues)
        )


def overlay(
    touched: Record, rulings: Iterable[Ruling], wordings: Mapping[str, str], *, is_large: bool = False
) -> Overlay:
    """What rulings change. `touched` holds at least the findings that they are on, and what hangs on these."""
    found = {each.id: each for type_ in TYPES if type_.field != "rulings" for each in getattr(touched, type_.field)}
    ledger = settle(rulings, found, wordings)
    over = Overlay(ledger, group(touched, ledger), is_large)
    over.articles |= {getattr(each, "article", None) for each in (*ledger.found.values(), *ledger.added.values())}
    over.names = {each.finding: found[each.finding] for each in ledger.rulings if each.finding in found}
    over.told_in = _told_in(touched, ledger)
    for position in touched.positions:
        now = _position(over, position)
        if now is not position:
            over.moved[position.id] = position, now
    held = [each for pair in over.moved.values() for each in pair if each is not None]
    cells = {(each.party, each.issue) for each in (*held, *_added(over, "position"))}
    over.cells |= cells | {over.now(cell) for cell in cells}
    return over


def _told_in(touched: Record, ledger: Ledger) -> dict[str, frozenset[str]]:
    """By the statements and the utterances that rulings are on, the articles that tell these."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in (*touched.statements, *ledger.added.values()):
        found[each.id].add(each.article)
    for told in touched.witnesses:
        for id_ in (told.id, *told.statements):
            found[id_].update(told.articles)
    return {id_: frozenset(articles) for id_, articles in found.items()}


def lay(record: Record, over: Overlay, glances: Iterable[Glance] = ()) -> Record:
    """A record or a part of one as it was reviewed. `glances` are those of cells that rulings touch, made anew.

    Stands of such cells are found again of the positions that are there; a stand that moved stays where both its ends
    do; what has no other member left is gone.
    """
    laid: dict[str, Any] = {}
    for type_ in TYPES:
        lay_one = _LAYING.get(type_.noun, _direct)
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


def _direct(over: Overlay, finding: _Noun) -> _Noun | None:
    """A finding as the rulings on itself left it."""
    if getattr(finding, "article", None) not in over.articles:  # which is told sooner than an id
        return finding
    end: _Noun | None = over.ledger.ends.get(finding.id, finding)  # type: ignore[attr-defined]
    return end


def _added(over: Overlay, layer: str) -> Iterator[Any]:
    """What was missed, as it stands."""
    ledger = over.ledger
    for id_ in ledger.added:
        end = ledger.ends.get(id_)
        if end is not None and ledger.layers[id_] == layer:
            yield _named(over, end)


def _missing(over: Overlay, layer: str, there: Iterable[Any]) -> list[Any]:
    added = list(_added(over, layer))
    known = {each.id for each in there} if added else set()
    return [each for each in added if each.id not in known]


def _named(over: Overlay, finding: _Noun) -> _Noun:
    """With the parties and issues by which things go now."""
    groups = over.groups
    if not groups.parties and not groups.issues:
        return finding
    changed: dict[str, Any] = {}
    party, issue = getattr(finding, "party", None), getattr(finding, "issue", None)
    if party in groups.parties:
        changed["party"] = groups.parties[party]
    if issue in groups.issues:
        changed["issue"] = groups.issues[issue]
    return replace(finding, **changed) if changed else finding  # type: ignore[type-var]


def _statement(over: Overlay, statement: Statement) -> Statement | None:
    own = _direct(over, statement)
    return _named(over, over.groups.spoken(own)) if own is not None else None


def _position(over: Overlay, position: Position) -> Position | None:
    """A position as it was left, or as the ruling on the statement that it rests on leaves it."""
    if position.article not in over.articles:
        return _named(over, over.groups.placed(over.groups.held(position)))
    ends = over.ledger.ends
    id_ = position.id
    voice = position.voice or ""
    now: Position | None = ends.get(id_, position)
    if now is None:
        return None
    if voice in ends and voice in over.ledger.found:
        before, after = over.ledger.found[voice], ends[voice]
        if after is None:
            if id_ not in ends:
                return None
            now = replace(now, voice=None)
        else:
            now = replace(now, voice=after.id) if after.id != voice else now
            if after.speaker != before.speaker and now.holder == before.speaker and id_ not in ends:
                now = replace(now, holder=after.speaker, party=after.party)
    return _named(over, over.groups.placed(over.groups.held(now)))


def _link(over: Overlay, link: Link) -> Link | None:
    own = _direct(over, link)
    if own is None:
        return None
    if own.position in over.moved:
        before, now = over.moved[own.position]
        if now is None or now.condition is None:
            return None
        issue = now.issue if own.issue == before.issue else own.issue
        own = replace(own, position=now.id, party=now.party, issue=issue)
    on = over.groups.issues.get(own.on, own.on) if own.on else None
    return _named(over, replace(own, on=on) if on != own.on else own)


def _shift(over: Overlay, shift: Shift) -> Shift | None:
    own = _direct(over, shift)
    if own is None:
        return None
    for id_ in own.positions:
        if id_ in over.moved:
            before, now = over.moved[id_]
            if now is None or _held(over, before) != _held(over, now):
                return None
            own = replace(own, positions=tuple(now.id if each == id_ else each for each in own.positions))
    return _named(over, own)


def _held(over: Overlay, position: Position) -> tuple[str | None, ...]:
    issue = over.groups.issues.get(position.issue, position.issue) if position.issue else None
    return position.party, issue, position.act, position.stance


def _knot(over: Overlay, knot: Knot) -> Knot | None:
    own = _direct(over, knot)
    if own is None:
        return None
    issues = tuple(filter(None, (over.groups.issues.get(each, each) for each in own.issues)))
    return replace(own, issues=issues) if len(set(issues)) == len(own.issues) else None


def _actor(over: Overlay, actor: Actor) -> Actor | None:
    own = _direct(over, actor)
    if own is not None and own.speaks_for in over.groups.parties:
        return replace(own, speaks_for=over.groups.parties[own.speaks_for])
    return own


def _party(over: Overlay, party: Party) -> Party | None:
    own = _direct(over, party)
    if own is None or not over.groups.parties.keys() & set(own.coalitions):
        return own
    kept = (over.groups.parties.get(each, each) for each in own.coalitions)
    return replace(own, coalitions=tuple(each for each in kept if each))


_LAYING: dict[type, Any] = {
    Statement: _statement,
    Position: _position,
    Link: _link,
    Shift: _shift,
    Knot: _knot,
    Actor: _actor,
    Party: _party,
}


def _witnesses(over: Overlay, record: Record, laid: Mapping[str, Any]) -> Iterator[Witnesses]:
    """Groups without the statements that are none any more, merged and split."""
    groups = [own for each in record.witnesses if (own := _direct(over, each)) is not None]
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
        own = _direct(over, each)
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
        own = _direct(over, stand)
        if own is not None and not over.touches((stand.party, stand.issue)):
            yield _named(over, own)
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
                newest = tuple(replace(told, position=_named(over, told.position)) for told in each.newest)
                each = _named(over, replace(each, newest=newest))
            yield each
    yield from anew.values()

"""What rulings change: findings by id, names by what they are now, and the cells of party and issue they concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias, TypeVar

from travaux.model import TYPES, Position, Record, Ruling
from travaux.record import Chapter
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
    is_put: bool  # there, not taken from there


@dataclass(slots=True)
class Overlay:
    """What rulings change: findings by id, names by what they are now, and the cells of party and issue it concerns."""

    ledger: Ledger
    groups: Groups
    is_large: bool = False  # whether the record tells its cells week by week
    moved: dict[str, tuple[Position, Position | None]] = field(default_factory=dict)  # positions, before and after
    told_in: dict[str, frozenset[str]] = field(default_factory=dict)  # by statement, or utterance, that is ruled on
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
            yield from (Move(each.party, each.issue, each.article, own, each is pair[1]) for each in held)
        for id_ in self.ledger.added:
            end = self.ledger.ends.get(id_)
            if isinstance(end, Position):
                now = self.named(end)
                own = frozenset((id_, *((now.voice,) if now.voice else ())))
                yield Move(now.party, now.issue, now.article, own, is_put=True)

    def speakers(self) -> frozenset[tuple[str, str, str | None]]:
        """The names of speakers that lead to another, with that and its side."""
        return frozenset((name, actor.name, actor.speaks_for) for name, actor in self.groups.names.items())

    def renamed(self, chapter: Chapter) -> Chapter:
        """A chapter with the speakers of now."""
        names = self.groups.names
        now = ((each, names.get((each.speaker or "").casefold())) for each in chapter.newest)
        return chapter._replace(newest=tuple(replace(each, speaker=who.name) if who else each for each, who in now))

    def gained(self, cell: Cell) -> int:
        """How many positions rulings put in a cell of now, less those that they took from it."""
        came = [after for _, after in self.moved.values() if after is not None]
        went = [before for before, _ in self.moved.values()]
        added = sum((each.party, each.issue) == cell for each in (*came, *self.added("position")))
        return added - sum(self.now((each.party, each.issue)) == cell for each in went)

    def sources(self, issues: frozenset[str]) -> frozenset[str]:
        """The issues, as they were found, of which these are made."""
        return (
            issues | {old for old, new in self.groups.issues.items() if new in issues} | self.groups.split_from(issues)
        )

    # -- single findings

    def direct(self, finding: _Noun) -> _Noun | None:
        """A finding as the rulings on itself left it."""
        if getattr(finding, "article", None) not in self.articles:  # which is told sooner than an id
            return finding
        end: _Noun | None = self.ledger.ends.get(finding.id, finding)  # type: ignore[attr-defined]
        return end

    def added(self, layer: str) -> Iterator[Any]:
        """What was missed, as it stands."""
        ledger = self.ledger
        for id_ in ledger.added:
            end = ledger.ends.get(id_)
            if end is not None and ledger.layers[id_] == layer:
                yield self.named(end)

    def named(self, finding: _Noun) -> _Noun:
        """With the parties and issues by which things go now."""
        groups = self.groups
        if not groups.parties and not groups.issues:
            return finding
        changed: dict[str, Any] = {}
        party, issue = getattr(finding, "party", None), getattr(finding, "issue", None)
        if party in groups.parties:
            changed["party"] = groups.parties[party]
        if issue in groups.issues:
            changed["issue"] = groups.issues[issue]
        return replace(finding, **changed) if changed else finding  # type: ignore[type-var]

    def position(self, position: Position) -> Position | None:
        """A position as it was left, or as the ruling on the statement that it rests on leaves it."""
        if position.article not in self.articles:
            return self.named(self.groups.placed(self.groups.held(position)))
        ends = self.ledger.ends
        id_ = position.id
        voice = position.voice or ""
        now: Position | None = ends.get(id_, position)
        if now is None:
            return None
        if voice in ends and voice in self.ledger.found:
            before, after = self.ledger.found[voice], ends[voice]
            if after is None:
                if id_ not in ends:
                    return None
                now = replace(now, voice=None)
            else:
                now = replace(now, voice=after.id) if after.id != voice else now
                if after.speaker != before.speaker and now.holder == before.speaker and id_ not in ends:
                    now = replace(now, holder=after.speaker, party=after.party)
        return self.named(self.groups.placed(self.groups.held(now)))


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
        now = over.position(position)
        if now is not position:
            over.moved[position.id] = position, now
    held = [each for pair in over.moved.values() for each in pair if each is not None]
    cells = {(each.party, each.issue) for each in (*held, *over.added("position"))}
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

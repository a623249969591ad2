"""Who and what is one, or is not, as a person says: actors, issues and witnesses merged and split, issues renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from travaux.model import (
    Actor,
    Issue,
    IssueStatus,
    Party,
    Position,
    Record,
    Ruling,
    State,
    Statement,
    Verdict,
    Witnesses,
    digest,
)
from travaux.record import stems_of
from travaux.review.ledger import Ledger


@dataclass(slots=True)
class Groups:
    """Where names lead: ids of parties and issues to those of now, None where they are none; names of actors."""

    parties: dict[str, str | None] = field(default_factory=dict)
    issues: dict[str, str | None] = field(default_factory=dict)
    regrouped: set[str | None] = field(default_factory=set)  # issues whose positions are others than before
    agenda: dict[str, Issue] = field(default_factory=dict)  # issues that rulings made or changed, by their id of now
    actors: dict[str, Actor] = field(default_factory=dict)  # the same of actors
    off: set[str] = field(default_factory=set)  # ids of actors and issues that were split off
    gone: set[str] = field(default_factory=set)  # ids of actors and issues that are no more
    names: dict[str, Actor] = field(default_factory=dict)  # names of actors, without case, that lead to another
    splits: list[tuple[str, str, tuple[frozenset[str], ...]]] = field(default_factory=list)
    joined: list[tuple[str, ...]] = field(default_factory=list)  # ids of witnesses that are one
    parted: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # statements that are another

    def split_from(self, issues: frozenset[str]) -> frozenset[str]:
        """The issues from which these were split."""
        return frozenset(old for old, new, _ in self.splits if new in issues)

    def issues_of(self, issues: Iterable[Issue]) -> Iterator[Issue]:
        """The issues of now, of those that were found."""
        for each in issues:
            if each.id not in self.gone and each.id not in self.agenda:
                yield self._placed_below(each)
        yield from (self._placed_below(each) for each in self.agenda.values())

    def _placed_below(self, issue: Issue) -> Issue:
        if issue.parent in self.issues:
            parent = self.issues[issue.parent]
            return replace(issue, parent=parent if parent != issue.id else None)
        return issue

    def actors_of(self, actors: Iterable[Actor]) -> Iterator[Actor]:
        """The actors of now, of those that were found."""
        there = {each.id for each in actors}
        for each in actors:
            if each.id not in self.gone:
                yield self.actors.get(each.id, each)
        if there:
            yield from (each for id_, each in self.actors.items() if id_ not in there)

    def spoken(self, statement: Statement) -> Statement:
        """A statement by who its speaker is now."""
        actor = self.names.get(statement.speaker.casefold()) if statement.speaker else None
        if actor is None:
            return statement
        return replace(statement, speaker=actor.name, party=actor.speaks_for)

    def held(self, position: Position) -> Position:
        """A position by the side of who holds it now."""
        actor = self.names.get(position.holder.casefold()) if position.holder else None
        return replace(position, party=actor.speaks_for) if actor and actor.speaks_for != position.party else position

    def placed(self, position: Position) -> Position:
        """A position on the issue that was split off, where its words are of that."""
        for old, new, terms in self.splits:
            if old in (position.issue, self.issues.get(position.issue or "")):
                words = stems_of((position.object or position.basis).words)
                if any(term <= words for term in terms):
                    return replace(position, issue=new)
        return position

    def told(self, groups: Iterable[Witnesses]) -> Iterator[tuple[Witnesses, bool]]:
        """Utterances, and whether a person joined or parted them."""
        held = {each.id: each for each in groups}
        changed: set[str] = set()
        for ids in self.joined:
            there = [held.pop(id_) for id_ in ids if id_ in held]
            if there:
                statements = tuple(sorted({id_ for each in there for id_ in each.statements}))
                articles = tuple(sorted({id_ for each in there for id_ in each.articles}))
                one = Witnesses(statements, articles, max(each.independent for each in there))
                held[one.id] = one
                changed.add(one.id)
        for id_, off in self.parted:
            if id_ in held:
                whole = held.pop(id_)
                for part in (off, frozenset(whole.statements) - off):
                    each = replace(whole, statements=tuple(sorted(part)))
                    held[each.id] = each
                    changed.add(each.id)
        yield from ((each, id_ in changed) for id_, each in held.items())


def group(touched: Record, ledger: Ledger) -> Groups:
    """What rulings say of who and what is one. A ruling that names what is there no more becomes stale."""
    groups = Groups()
    ends = ledger.ends
    for id_, found in ledger.found.items():
        if isinstance(found, Party) and ends[id_] is None:
            groups.parties[id_] = None
        if isinstance(found, Issue) and ends[id_] is None:
            groups.issues[id_] = None
            groups.regrouped.add(id_)
            groups.gone.add(id_)
    issues = {each.id: ends.get(each.id, each) for each in touched.issues}
    actors = {each.id: ends.get(each.id, each) for each in touched.actors}
    known = {each.id: each for each in touched.witnesses}
    for ruling in ledger.grouping:
        acted = {
            "issue": lambda each: _group_issues(groups, issues, each),
            "actor": lambda each: _group_actors(groups, actors, each),
            "witnesses": lambda each: _group_witnesses(groups, known, each),
        }[ruling.layer](ruling)
        if not acted:
            ledger.states[ruling.id] = State.STALE
    return groups


def _now(groups: Groups, id_: str) -> str | None:
    seen: set[str] = set()
    found: str | None = id_
    while found in groups.issues and found not in seen:
        seen.add(found)
        found = groups.issues[found]
    return found


def _group_issues(groups: Groups, issues: dict[str, Any], ruling: Ruling) -> bool:
    own = issues.get(_now(groups, ruling.finding) or "")
    if own is None:
        return False
    label = next((each.value for each in ruling.correction if each.field == "label" and each.value), None)
    if ruling.verdict is Verdict.RENAMED:
        new = replace(own, label=label or own.label, terms=tuple(dict.fromkeys((*own.terms, own.label))))
        if new.id in issues and issues[new.id] is not None:
            return False
        _replace_issue(groups, issues, own, new)
        return True
    if ruling.verdict is Verdict.SPLIT:
        return _split_issue(groups, issues, own, ruling.others, label)
    others = [each for id_ in ruling.others if (each := issues.get(_now(groups, id_) or ""))]
    if len(others) < len(ruling.others) or any(each.id == own.id for each in others):
        return False
    terms = dict.fromkeys((*own.terms, *(term for each in others for term in (each.label, *each.terms))))
    new = replace(own, terms=tuple(terms))
    groups.agenda[new.id] = issues[new.id] = new
    groups.regrouped |= {new.id, ruling.finding}
    for each in others:
        groups.regrouped |= {each.id, *(old for old in groups.issues if _now(groups, old) == each.id)}
        groups.agenda.pop(each.id, None)
        groups.gone.add(each.id)
        issues[each.id] = None
        _lead(groups, each.id, new.id)
    return True


def _replace_issue(groups: Groups, issues: dict[str, Any], own: Issue, new: Issue) -> None:
    if new.id == own.id:
        return
    groups.agenda.pop(own.id, None)
    groups.gone.add(own.id)
    groups.gone.discard(new.id)
    groups.agenda[new.id] = issues[new.id] = new
    issues[own.id] = None
    for held in (groups.regrouped, groups.off):
        if own.id in held:
            held.add(new.id)
    groups.splits = [(old, new.id if to == own.id else to, terms) for old, to, terms in groups.splits]
    _lead(groups, own.id, new.id)


def _lead(groups: Groups, old: str, new: str) -> None:
    """What led to the old leads to the new."""
    for id_, to in list(groups.issues.items()):
        if to == old:
            groups.issues[id_] = new
    groups.issues[old] = new
    groups.issues.pop(new, None)


def _split_issue(groups: Groups, issues: dict[str, Any], own: Issue, terms: tuple[str, ...], label: str | None) -> bool:
    stems = tuple(filter(None, (frozenset(stems_of(term)) for term in terms)))
    basis = own.basis
    new = Issue(label or terms[0], terms, own.parent, IssueStatus.OPEN, None, None, basis)
    if not stems or issues.get(new.id) is not None:
        return False
    kept = tuple(each for each in own.terms if each.casefold() not in map(str.casefold, terms))
    left = replace(own, terms=kept)
    groups.agenda[left.id] = issues[left.id] = left
    groups.agenda[new.id] = issues[new.id] = new
    groups.gone.discard(new.id)
    groups.splits.append((own.id, new.id, stems))
    groups.off.add(new.id)
    groups.regrouped |= {own.id, new.id, *(old for old in groups.issues if _now(groups, old) == own.id)}
    return True


def _group_actors(groups: Groups, actors: dict[str, Any], ruling: Ruling) -> bool:
    own = actors.get(ruling.finding)
    if own is None:
        return False
    if ruling.verdict is Verdict.MERGED:
        others = [each for id_ in ruling.others if (each := actors.get(id_))]
        if len(others) < len(ruling.others) or any(each.id == own.id for each in others):
            return False
        names = dict.fromkeys((*own.aliases, *(name for each in others for name in (each.name, *each.aliases))))
        new = replace(own, aliases=tuple(sorted(names)))
        for each in others:
            actors[each.id] = None
            groups.actors.pop(each.id, None)
            groups.gone.add(each.id)
        groups.actors[new.id] = actors[new.id] = new
        moving = (name for each in others for name in (each.name, *each.aliases))
        groups.names |= {name.casefold(): new for name in moving} | {
            name: new for name, held in groups.names.items() if held.id == new.id
        }
        return True
    off = [name for name in (own.name, *own.aliases) if name.casefold() in map(str.casefold, ruling.others)]
    kept = tuple(each for each in own.aliases if each not in off)
    if not off or own.name in off:
        return False
    party = next((each.value for each in ruling.correction if each.field == "speaks_for"), None)
    new = Actor(off[0], own.kind, tuple(off), None, digest("party", party) if party else None, own.basis)
    groups.actors[own.id] = actors[own.id] = replace(own, aliases=kept)
    groups.actors[new.id] = actors[new.id] = new
    groups.gone.discard(new.id)
    groups.off.add(new.id)
    groups.names |= {name.casefold(): new for name in off}
    return True


def _group_witnesses(groups: Groups, known: dict[str, Witnesses], ruling: Ruling) -> bool:
    if ruling.verdict is Verdict.MERGED:
        if not known.keys() >= {ruling.finding, *ruling.others}:
            return False
        groups.joined.append((ruling.finding, *ruling.others))
        return True
    off = frozenset(ruling.others)
    whole = known.get(ruling.finding)
    if whole is None or not off < set(whole.statements):
        return False
    groups.parted.append((ruling.finding, off))
    return True

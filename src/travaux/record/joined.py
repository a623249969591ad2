"""Utterances and events of a record that grows: what is told as one, made anew where something new joins it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from travaux.model import Act, Copies, Event, Happening, Statement, Witnesses
from travaux.record.frame import Frame
from travaux.record.groups import Pair, find_groups
from travaux.record.happenings import DOUBT as DOUBT_OF_EVENTS
from travaux.record.happenings import (
    Ending,
    Told,
    as_happening,
    as_told,
    ended_by,
    ends,
    find_endings,
)
from travaux.record.happenings import may_be_one as may_be_one_event
from travaux.record.happenings import score as score_events
from travaux.record.kin import Node, retie
from travaux.record.origins import Origins
from travaux.record.placing import Undated
from travaux.record.shelf import Shelf
from travaux.record.witnesses import DOUBT, Voice, as_voice, as_witnesses, find_voices
from travaux.record.witnesses import may_be_one as may_be_one_utterance
from travaux.record.witnesses import score as score_voices

KNOWN = 40_000  # nodes in memory

_N = TypeVar("_N", bound=Node)
_G = TypeVar("_G", Witnesses, Happening)


class Beside(NamedTuple):
    """What must be known of a statement beside its words to compare it: see `Voice`."""

    relays: frozenset[str]
    acts: frozenset[Act]
    gives_rule: bool


class Company(NamedTuple):
    """The same of an event: who took part, by party, and the sentence that it is told in."""

    parties: dict[str, frozenset[str]]
    sentence: str


class Gathering(ABC, Generic[_N, _G]):
    """Nodes of one kind, and the groups of those that are one."""

    kind: str
    type: str  # of the groups
    field: str  # of a group, with the ids of its nodes

    def __init__(self, shelf: Shelf, frame: Frame) -> None:
        self._shelf = shelf
        self._frame = frame
        self._open: set[str] = set()  # nodes of which it is open what they are one with
        self._known: dict[str, _N] = {}  # those that were looked at last

    @abstractmethod
    def tie(self, articles: Sequence[str]) -> None:
        """Find what the nodes of these articles, as they are now, may be one with."""

    @abstractmethod
    def _find(self, ids: Iterable[str]) -> list[_N]:
        """The nodes with these ids that there are."""

    def _load(self, ids: Iterable[str]) -> list[_N]:
        """The same, from memory where they were looked at before."""
        wanted = set(ids)
        missing = wanted - self._known.keys()
        self._known |= {node.id: node for node in self._find(missing)}
        found = [self._known[id_] for id_ in sorted(wanted & self._known.keys())]
        if len(self._known) > KNOWN:  # those that were looked at first are forgotten
            self._known = dict(islice(self._known.items(), len(self._known) - KNOWN // 2, None))
        return found

    @abstractmethod
    def _find_groups(self, held: Mapping[str, _N], ties: Mapping[Pair, float]) -> list[tuple[str, ...]]:
        """Which nodes are one."""

    @abstractmethod
    def _groups(self, held: Mapping[str, _N], joined: Sequence[Sequence[str]]) -> list[_G]:
        """The groups of nodes of which it is known which are one."""

    def regroup(self, recounted: Iterable[str] = ()) -> tuple[list[_G], list[_G]]:
        """Make the groups of all that is open anew, and of articles that count anew; those before, and those after.

        A group that comes out as it was keeps its hands off all others as it did: only what is tied to one that
        changed is looked at.
        """
        changed, self._open = self._open | self._shelf.nodes_of(self.kind, recounted), set()
        known = _Known[_G](self._shelf, self.kind, self.type, self.field)
        looked_at: set[str] = set()
        found: list[tuple[str, ...]] = []
        while True:
            before = known.groups(changed)
            changed.update(*map(self._members, before.values()))
            around = {each for pair in known.ties(changed) if not changed.isdisjoint(pair) for each in pair} - changed
            beside = known.groups(around)
            around.update(*map(self._members, beside.values()))
            held = {node.id: node for node in self._load(changed | around)}
            if held.keys() != looked_at:
                within = known.ties_among(around)
                among = {(a, b): likeness for (a, b), likeness in within.items() if a in held and b in held}
                found = self._find_groups(held, among)
                looked_at = set(held)
            of = {id_: group for group in found for id_ in group}
            was = {
                id_: tuple(sorted(self._members(group))) for group in beside.values() for id_ in self._members(group)
            }
            moved = {id_ for id_ in around if of.get(id_, (id_,)) != was.get(id_, (id_,))}
            if not moved:
                break
            changed |= moved
        own = {id_: held[id_] for id_ in changed & held.keys()}
        after = self._groups(own, [group for group in found if group[0] in own])
        self._shelf.swap_groups(self.type, self.field, before.values(), after)
        return list(before.values()), after

    def _members(self, group: _G) -> Sequence[str]:
        members: Sequence[str] = getattr(group, self.field)
        return members

    def _origins(self, groups: Iterable[Sequence[str]], statements: Iterable[Statement] = ()) -> Origins:
        """For counting the reports of groups, each given by its articles."""
        several = {article for articles in groups if len(set(articles)) > 1 for article in articles}
        copies: list[Copies] = self._shelf.groups_of("copies", several)
        return Origins(self._shelf.articles(several).values(), copies, statements, self._frame.outlets)


class _Known(Generic[_G]):
    """Groups and ties as they are kept: of each node they are asked for once."""

    def __init__(self, shelf: Shelf, kind: str, type_: str, field: str) -> None:
        self._shelf, self._kind, self._type, self._field = shelf, kind, type_, field
        self._grouped: set[str] = set()
        self._tied: set[str] = set()
        self._tied_among: set[str] = set()
        self._of: dict[str, _G] = {}
        self._ties: dict[Pair, float] = {}

    def groups(self, nodes: set[str]) -> dict[str, _G]:
        """The groups that these are members of, by id."""
        for group in self._shelf.groups_of(self._type, nodes - self._grouped):
            self._of |= dict.fromkeys(getattr(group, self._field), group)
        self._grouped |= nodes
        return {group.id: group for group in (self._of[node] for node in sorted(nodes & self._of.keys()))}

    def ties(self, nodes: set[str]) -> dict[Pair, float]:
        """The ties of these nodes, and of those that were asked for before."""
        self._ties |= self._shelf.ties_of(self._kind, nodes - self._tied)
        self._tied |= nodes
        return self._ties

    def ties_among(self, nodes: set[str]) -> dict[Pair, float]:
        """The ties of any two of these nodes, and of those that were asked for before."""
        self._ties |= self._shelf.ties_among(self._kind, nodes - self._tied - self._tied_among)
        self._tied_among |= nodes
        return self._ties


class Utterances(Gathering[Voice, Witnesses]):
    """Statements that are one utterance."""

    kind, type, field = "utterance", "witnesses", "statements"

    def tie(self, articles: Sequence[str]) -> None:
        """See `Gathering`."""
        shelf = self._shelf
        published = {id_: dated.published for id_, dated in shelf.dated(articles).items()}
        found = (shelf.of_articles(type_, articles) for type_ in ("statement", "position", "rule"))
        statements, positions, rules = found
        statements = self._plain(statements)
        voices: dict[str, list[Voice]] = {id_: [] for id_ in articles}
        for voice in find_voices(statements, published, positions, rules, self._frame.usual):
            voices[voice.article].append(voice)
            self._known[voice.id] = voice
        beside = {
            id_: {v.id: Beside(v.relays, v.acts, v.gives_rule) for v in own if v.relays or v.acts or v.gives_rule}
            for id_, own in voices.items()
        }
        shelf.put_notes("beside", {id_: [("", held)] if held else [] for id_, held in beside.items()})
        self._open |= retie(shelf, self.kind, voices, self._load, score_voices)

    def _find(self, ids: Iterable[str]) -> list[Voice]:
        statements = self._plain(self._shelf.by_id("statement", ids))
        articles = {statement.article for statement in statements}
        dated = self._shelf.dated(articles)
        notes = self._shelf.notes_of("beside", articles, dict[str, Beside])
        beside = {id_: held for (own,) in notes.values() for id_, held in own.items()}
        return [
            as_voice(each, dated[each.article].published, *beside.get(each.id, _NOTHING), self._frame.usual)
            for each in statements
        ]

    def _plain(self, statements: Sequence[Statement]) -> list[Statement]:
        """Statements without the days that others give them: these rest on what is one with what."""
        undated = {
            id_ for id_, dated in self._shelf.dated(s.article for s in statements).items() if not dated.published
        }
        held = self._shelf.notes_of("undated", undated, Undated)
        plain = {each.id: each for (own,) in held.values() for each in own.statements}
        return [plain.get(each.id, each) for each in statements]

    def _find_groups(self, held: Mapping[str, Voice], ties: Mapping[Pair, float]) -> list[tuple[str, ...]]:
        return find_groups(held, ties, score_voices, may_be_one_utterance, DOUBT)

    def _groups(self, held: Mapping[str, Voice], joined: Sequence[Sequence[str]]) -> list[Witnesses]:
        groups = [[held[id_] for id_ in group] for group in joined]
        told = [voice.statement for group in groups for voice in group]
        origins = self._origins(([voice.article for voice in group] for group in groups), self._with_outer(told))
        return [as_witnesses(group, origins) for group in groups]

    def _with_outer(self, statements: Sequence[Statement]) -> list[Statement]:
        """With the statements that they stand in."""
        found = {each.id: each for each in statements}
        outer = {each.within for each in statements if each.within}
        while outer - found.keys():
            more: list[Statement] = self._shelf.by_id("statement", outer - found.keys())
            found |= {each.id: each for each in more}
            outer = {each.within for each in more if each.within}
        return list(found.values())


_NOTHING = Beside(frozenset(), frozenset(), False)


class Happenings(Gathering[Told, Happening]):
    """Events that are one."""

    kind, type, field = "event", "happening", "events"

    def tie(self, articles: Sequence[str]) -> None:
        """See `Gathering`."""
        told: dict[str, list[Told]] = {id_: [] for id_ in articles}
        for each in self._as_told(self._shelf.of_articles("event", articles)):
            told[each.article].append(each)
            self._known[each.id] = each
        self._open |= retie(self._shelf, self.kind, told, self._load, score_events)
        endings = {id_: list(find_endings(own)) for id_, own in told.items()}
        self._open |= retie(self._shelf, "ending", endings, self._load_endings, ends)

    def _as_told(self, events: Sequence[Event]) -> list[Told]:
        articles = {event.article for event in events}
        dated = self._shelf.dated(articles)
        notes = self._shelf.notes_of("company", articles, dict[str, Company])
        company = {id_: held for (own,) in notes.values() for id_, held in own.items()}
        return [as_told(each, dated[each.article].published, *company[each.id], self._frame.usual) for each in events]

    def _find(self, ids: Iterable[str]) -> list[Told]:
        return self._as_told(self._shelf.by_id("event", ids))

    def _load_endings(self, ids: Iterable[str]) -> list[Ending]:
        return list(find_endings(self._load(ids)))

    def _find_groups(self, held: Mapping[str, Told], ties: Mapping[Pair, float]) -> list[tuple[str, ...]]:
        return find_groups(held, ties, score_events, may_be_one_event, DOUBT_OF_EVENTS)

    def _groups(self, held: Mapping[str, Told], joined: Sequence[Sequence[str]]) -> list[Happening]:
        groups = [*joined, *((id_,) for id_ in sorted(held.keys() - {id_ for group in joined for id_ in group}))]
        ended = self._shelf.ties_of("ending", held)
        told = dict(held) | {
            each.id: each for each in self._load({id_ for pair in ended for id_ in pair} - held.keys())
        }
        origins = self._origins([held[id_].article for id_ in group] for group in joined)
        names = self._frame.sides.names
        return [
            as_happening([held[id_] for id_ in group], ended_by(group, ended, told), names, origins) for group in groups
        ]

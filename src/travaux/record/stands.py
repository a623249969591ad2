"""The history of positions: what a party holds on an issue, since when, when it said so last, and in whose words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from travaux.model import ActGroup, Copies, Modality, Position, Stance, Stand, When, Witnesses
from travaux.record.issues import Agenda
from travaux.record.terms import is_table_word, stems_of

SHARED = 0.6  # of two objects on one matter, the share of the shorter's words that stand in the other as well,
SHARED_OF_LONGER = 0.3  # and of the longer's
# Not held: a stand that is denied, or supposed, is no repetition of one that is taken.
_UNHELD = {Modality.NEGATED, Modality.HYPOTHETICAL}
_CONTRARY = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}

_Stems = frozenset[str]


class _Said(NamedTuple):
    """A position with its day. They sort by day, those without one last."""

    undated: bool
    first: date
    last: date
    id: str
    position: Position

    @property
    def day(self) -> When | None:
        return None if self.undated else When(self.first, self.last)


def find_stands(
    positions: Iterable[Position],
    published: dict[str, date | None],
    agenda: Agenda,
    witnesses: Iterable[Witnesses] = (),
    copies: Iterable[Copies] = (),
) -> Iterator[Stand]:
    """The positions of each party and issue, each in one stand: one act and stance on one matter.

    A stand ends where the party took the contrary one in between. What several reports tell was said once, on the day
    of the first of them.
    """
    first = first_told(published, witnesses, copies)
    cells: dict[tuple[str, str], dict[str, _Said]] = defaultdict(dict)
    for position in positions:
        if position.party and position.issue:
            said = _said(position, first, published)
            cells[position.party, position.issue][said.id] = said
    known = {id_: frozenset[str]().union(*sets) for id_, sets in agenda.stems}
    for (party, issue), held in sorted(cells.items()):
        for matter in _matters(sorted(held.values(), key=lambda each: each[:4]), known.get(issue, frozenset())):
            for run in _runs(matter):
                yield _stand(party, issue, run)


def day_of(position: Position, first_told: dict[str, date], published: dict[str, date | None]) -> When | None:
    """When a position was held: as its report says, else when the first report of it came out."""
    if position.as_of is not None:
        return position.as_of
    days = (first_told.get(position.voice or ""), first_told.get(position.article), published.get(position.article))
    known = [day for day in days if day is not None]
    return When.day(min(known)) if known else None


def first_told(
    published: dict[str, date | None], witnesses: Iterable[Witnesses], copies: Iterable[Copies]
) -> dict[str, date]:
    """Statements told by several reports, and articles with copies -> the day of the first report of them."""
    first: dict[str, date] = {}
    for ids, articles in (
        *((w.statements, w.articles) for w in witnesses),
        *((c.articles, c.articles) for c in copies),
    ):
        days = [day for each in articles if (day := published.get(each)) is not None]
        if days:
            first.update(dict.fromkeys(ids, min(days)))
    return first


def _said(position: Position, first_told: dict[str, date], published: dict[str, date | None]) -> _Said:
    day = day_of(position, first_told, published)
    if day is None:
        return _Said(True, date.max, date.max, position.id, position)
    return _Said(False, day.first, day.last, position.id, position)


def _matters(held: Sequence[_Said], of_issue: _Stems) -> list[list[_Said]]:
    """What is said of one thing together, by the words of its object beyond the issue's; the first to be said leads."""
    leaders: list[_Stems] = []
    matters: list[list[_Said]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    known: dict[_Stems, int] = {}
    for said in held:
        stems = _matter_of(said.position, of_issue)
        at = known.get(stems)
        if at is None:
            at = _nearest(stems, leaders, by_word)
            if at is None:
                at = len(leaders)
                leaders.append(stems)
                matters.append([])
                for word in stems:
                    by_word[word].append(at)
            known[stems] = at
        matters[at].append(said)
    return matters


def _matter_of(position: Position, of_issue: _Stems) -> _Stems:
    """The words of an object that the issue does not share; none where it is the issue as such."""
    own = (stems_of(position.object.words) if position.object else frozenset()) - of_issue
    return frozenset(stem for stem in own if not is_table_word(stem)) or own


def _nearest(stems: _Stems, leaders: Sequence[_Stems], by_word: dict[str, list[int]]) -> int | None:
    shared = Counter(at for word in stems for at in by_word[word])
    near = (
        (-n / len(stems | leaders[at]), at)
        for at, n in shared.items()
        if n >= SHARED * min(len(stems), len(leaders[at])) and n >= SHARED_OF_LONGER * max(len(stems), len(leaders[at]))
    )
    return min(near, default=(0.0, None))[1]


def _runs(matter: Sequence[_Said]) -> Iterator[list[_Said]]:
    """What is said again and again, cut where the contrary was held in between."""
    contrary: dict[Stance, list[_Said]] = defaultdict(list)
    kinds: dict[tuple[str, str, bool], list[_Said]] = defaultdict(list)
    for said in matter:
        position = said.position
        unheld = position.modality in _UNHELD
        kinds[position.act, position.stance, unheld].append(said)
        if position.stance in _CONTRARY and not unheld and not said.undated and position.act.group is not ActGroup.VIEW:
            contrary[_CONTRARY[position.stance]].append(said)
    for (_, stance, unheld), held in sorted(kinds.items()):
        against = [] if unheld else contrary[Stance(stance)]
        firsts = [each.first for each in against]
        run = [held[0]]
        for said in held[1:]:
            between = against[bisect_right(firsts, run[-1].last) : bisect_left(firsts, said.first)]
            if not said.undated and any(each.last < said.first for each in between):
                yield run
                run = []
            run.append(said)
        yield run


def _stand(party: str, issue: str, run: Sequence[_Said]) -> Stand:
    dated = [day for said in run if (day := said.day) is not None]
    return Stand(
        party,
        issue,
        run[0].position.act,
        run[0].position.stance,
        tuple(said.id for said in run),
        tuple(dict.fromkeys(said.position.holder for said in run if said.position.holder)),
        min(dated, default=None),
        max(dated, key=lambda day: (day.last, day.first), default=None),
    )

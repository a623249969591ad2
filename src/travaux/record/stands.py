"""The history of positions: what a party holds on an issue, since when, when it said so last, and in whose words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, islice
from typing import NamedTuple

from travaux.model import Act, ActGroup, Copies, Modality, Position, Stance, Stand, When, Witnesses
from travaux.record.issues import Agenda
from travaux.record.terms import is_table_word, stems_of

SHARED = 0.6  # of two objects on one matter, the share of the shorter's words that stand in the other as well,
SHARED_OF_LONGER = 0.3  # and of the longer's
# Not held: a stand that is denied, or supposed, is no repetition of one that is taken.
_UNHELD = {Modality.NEGATED, Modality.HYPOTHETICAL}
_CONTRARY = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}

_Stems = frozenset[str]
Words = tuple[str, ...]  # each once, sorted


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


class Piece(NamedTuple):
    """Positions of one party and issue, of one act and matter, that reports of one week tell: a stand, or part of one.

    `matter` are the words of it, sorted. `is_cut` where the contrary was held before it, in the same week.
    """

    act: Act
    stance: Stance
    is_held: bool  # not denied, nor only supposed
    is_cut: bool
    matter: Words
    positions: tuple[Position, ...]
    since: When | None
    last: When | None


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
        for _, matter in _matters(sorted(held.values(), key=lambda each: each[:4]), known.get(issue, frozenset())):
            for run in _runs(matter):
                yield _stand(party, issue, run)


def find_pieces(
    positions: Iterable[Position],
    published: dict[str, date | None],
    of_issue: frozenset[str],
    witnesses: Iterable[Witnesses],
    copies: Iterable[Copies],
) -> Iterator[Piece]:
    """The stands of one party and issue in the reports of a week; `of_issue` are words that the issue itself has."""
    first = first_told(published, witnesses, copies)
    held = {position.id: _said(position, first, published) for position in positions}
    for matter, told in _matters(sorted(held.values(), key=lambda each: each[:4]), of_issue):
        before: set[tuple[Act, Stance, bool]] = set()
        for run in _runs(told):
            kind = _kind(run[0].position)
            days = _days(run)
            yield Piece(*kind, kind in before, tuple(sorted(matter)), tuple(said.position for said in run), *days)
            before.add(kind)


def join_pieces(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Which pieces of one matter, in the order of their weeks, are of one stand each, by number: see `find_stands`."""
    kinds: dict[tuple[Act, Stance, bool], list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        kinds[piece[:3]].append(number)
    against: dict[Stance, _Spans] = {}
    for (_, stance, is_held), own in sorted(kinds.items()):
        if is_held and len(own) > 1 and stance not in against:
            against[stance] = _Spans(each for each in pieces if _is_against(each, stance))
        run = own[:1]
        for number in own[1:]:
            if pieces[number].is_cut or (is_held and against[stance].any_between(pieces[run[-1]], pieces[number])):
                yield run
                run = []
            run.append(number)
        yield run


def _is_against(piece: Piece, stance: Stance) -> bool:
    return _CONTRARY.get(piece.stance) is stance and piece.is_held and piece.act.group is not ActGroup.VIEW


class _Spans:
    """When some pieces were held, so that it is soon told whether all of one lies between two others."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        spans = sorted((each.since.first, each.last.last) for each in pieces if each.since and each.last)
        self._firsts = [first for first, _ in spans]
        ends = list(accumulate((last for _, last in reversed(spans)), min))
        self._ends = ends[::-1]  # the soonest end of each and of all that begin after it

    def any_between(self, before: Piece, after: Piece) -> bool:
        """Whether all of one was held after the one and before the other; what has no day lies nowhere."""
        if not (self._firsts and before.last and after.since):
            return False
        at = bisect_right(self._firsts, before.last.last)
        return at < len(self._ends) and self._ends[at] < after.since.first


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


def _matters(held: Sequence[_Said], of_issue: _Stems) -> list[tuple[_Stems, list[_Said]]]:
    """What is said of one thing together, by the words of its object beyond the issue's; the first to be said leads."""
    matters = Matters()
    told: list[list[_Said]] = []
    for said in held:
        at = matters.place(tuple(sorted(_matter_of(said.position, of_issue))))
        if at == len(told):
            told.append([])
        told[at].append(said)
    return list(zip(matters.leaders, told, strict=True))


class Matters:
    """Things that are spoken of, by their words in order: each by those of the first that was said of it.

    `known` are the words that were placed so far, and where; what was placed before may be put there, in its order.
    """

    def __init__(self) -> None:
        self.known: dict[Words, int] = {}
        self._leaders: list[_Stems] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._looked_through = 0

    @property
    def leaders(self) -> Sequence[_Stems]:
        """The words by which each is known; found out when they are asked for."""
        for words, at in islice(self.known.items(), self._looked_through, None):
            if at == len(self._leaders):
                self._leaders.append(frozenset(words))
                for word in words:
                    self._by_word[word].append(at)
        self._looked_through = len(self.known)
        return self._leaders

    def place(self, words: Words) -> int:
        """The number of the matter that has most of these words, a new one where none has enough."""
        at = self.known.get(words)
        if at is None:
            leaders = self.leaders
            nearest = _nearest(frozenset(words), leaders, self._by_word)
            at = self.known[words] = len(leaders) if nearest is None else nearest
        return at


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
    kinds: dict[tuple[Act, Stance, bool], list[_Said]] = defaultdict(list)
    for said in matter:
        kind = (act, stance, is_held) = _kind(said.position)
        kinds[kind].append(said)
        if stance in _CONTRARY and is_held and not said.undated and act.group is not ActGroup.VIEW:
            contrary[_CONTRARY[stance]].append(said)
    for (_, stance, is_held), held in sorted(kinds.items()):
        against = contrary[stance] if is_held else []
        firsts = [each.first for each in against]
        run = [held[0]]
        for said in held[1:]:
            between = against[bisect_right(firsts, run[-1].last) : bisect_left(firsts, said.first)]
            if not said.undated and any(each.last < said.first for each in between):
                yield run
                run = []
            run.append(said)
        yield run


def _kind(position: Position) -> tuple[Act, Stance, bool]:
    return position.act, position.stance, position.modality not in _UNHELD


def _days(run: Sequence[_Said]) -> tuple[When | None, When | None]:
    """The first and the newest."""
    dated = [day for said in run if (day := said.day) is not None]
    return min(dated, default=None), max(dated, key=lambda day: (day.last, day.first), default=None)


def _stand(party: str, issue: str, run: Sequence[_Said]) -> Stand:
    return Stand(
        party,
        issue,
        run[0].position.act,
        run[0].position.stance,
        tuple(said.id for said in run),
        tuple(dict.fromkeys(said.position.holder for said in run if said.position.holder)),
        *_days(run),
    )

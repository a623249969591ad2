"""All that a record holds of one issue, or of one party: a lane for each side or issue, shifts, what waits for what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from travaux.model import Citation, Direction, Held, Issue, Link, Party, Record, Shift
from travaux.record import Wanted, held
from travaux.views.brief.stand import order_entries
from travaux.views.filter import Filter, narrowed
from travaux.views.index import Index
from travaux.views.lanes import Bar, Scale, find_bars, find_scale
from travaux.views.matrix import entries_of, ranked_parties
from travaux.views.said import Said, phrase_of, say
from travaux.views.shown import clipped
from travaux.views.wording import DIRECTIONS, day_words, told_time, when_words

_TIES = frozenset(("links", "knots"))
_MOVING = frozenset(("links", "shifts"))
_BEHIND = frozenset(("positions", "copies", "articles"))
_NEWEST_TIES = 1500  # of the record, among which it is looked for what waits for an issue
_LOOKED_INTO = 3000  # positions of a place, by a filter, in a record that tells weeks: the newest
_NEWEST = 4  # lines of a lane that are shown
_COLOURS = 8
Name: TypeAlias = tuple[str, str]  # id and name
_Stood: TypeAlias = tuple[str | None, str | None, Held]  # party, issue


@dataclass(frozen=True, slots=True)
class Lane:
    """One side on an issue, or one issue of a side; `stands` newest first, `older` counts lines that are not shown."""

    id: str
    name: str
    colour: int
    positions: int
    newest: tuple[Said, ...]
    older: int
    stands: tuple[Held, ...]
    bars: tuple[Bar, ...]
    turns: tuple[tuple[float, str, str], ...]  # place, id and name of the shifts


@dataclass(frozen=True, slots=True)
class Turn:
    """A stand that moved: both ends, and the words that tell it."""

    id: str
    direction: Direction
    name: str
    party: Name | None
    issue: Name | None
    earlier: Citation | None
    later: Citation
    earlier_on: str
    later_on: str
    told: Citation | None


@dataclass(frozen=True, slots=True)
class Tied:
    """One thing that waits for another; None where the record does not know which issue that is."""

    id: str
    position: str
    party: Name | None
    issue: Name | None
    on: Name | None
    condition: str
    words: str
    day: str
    is_knot: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """`lanes` are some of `all_lanes`, those with most positions first; `scale` is None where no day is known.

    Where it `is_cut` there are more turns and ties than the newest, which are here. `looked` is how many positions a
    filter looked into, the newest, where there are more; unless it asks for days alone it then has no stands.
    """

    lanes: tuple[Lane, ...]
    all_lanes: int
    scale: Scale | None
    turns: tuple[Turn, ...]
    ties: tuple[Tied, ...]
    colours: dict[str, int]
    is_cut: bool = False
    looked: int | None = None


def find_dossier(
    glances: Record,
    read: Callable[[Wanted], Record],
    filter: Filter = Filter(),  # noqa: A002, B008 - frozen
    *,
    party: Party | None = None,
    issue: Issue | None = None,
    first: int = 0,
    most: int = 10,
    newest: int | None = None,
) -> Dossier:
    """Of an issue, by parties; or of a party, by issues; of one cell where both are named.

    `glances` are those of the whole record, for the colours of the parties; `read` gets what else is needed: of shifts
    and links the `newest`, where a record tells weeks, else all.
    """
    place = Wanted(party=party.id if party else None, issues=frozenset([issue.id]) if issue else None)
    index, stood, looked = _look(glances, read, filter, place, newest)
    moving = _moving(read, filter, place, newest)
    over = narrowed(moving, filter, "shifts", "links")
    turns = [(shift, _turn(over, shift)) for shift in over.newest_shifts() if _is_at(shift.party, shift.issue, place)]
    colours = {each.id: at % _COLOURS for at, each in enumerate(ranked_parties(Index(glances)))}
    held_by: defaultdict[str | None, list[Held]] = defaultdict(list)
    for on_party, on_issue, stand in stood:
        if _is_at(on_party, on_issue, place):
            held_by[on_party if issue else on_issue].append(stand)
    counts: Counter[str | None] = Counter()
    for (on_party, on_issue), number in index.counts.items():
        if _is_at(on_party, on_issue, place):
            counts[on_party if issue else on_issue] += number
    subjects = index.parties if issue else index.issues
    names = {id_: _name(subjects[id_]) for id_ in subjects if counts[id_]}
    order = sorted(names, key=lambda id_: (-counts[id_], names[id_]))
    scale = find_scale(stand for id_ in order[first : first + most] for stand in held_by[id_])
    lanes = []
    for id_ in order[first : first + most]:
        side, matter = (id_, issue.id) if issue else (party.id if party else "", id_)
        lines, older = _lines(index, side, matter)
        own = [shift for shift, _ in turns if (shift.party, shift.issue) == (side, matter)]
        stands = sorted(held_by[id_], key=_newest_first)
        bars = find_bars(stands, scale) if scale else ()
        marks = _marks(over, own, scale) if scale else ()
        colour = colours.get(side, _COLOURS - 1)
        lanes.append(Lane(id_, names[id_], colour, counts[id_], lines, older, tuple(stands), bars, tuple(marks)))
    knotted = frozenset(id_ for knot in moving.knots for id_ in knot.links)
    ties = tuple(_tied(over, link, knotted) for link in _ties(over, place))
    is_cut = newest is not None and newest <= max(len(moving.shifts), len(moving.links))
    return Dossier(tuple(lanes), len(order), scale, tuple(turn for _, turn in turns), ties, colours, is_cut, looked)


def _moving(read: Callable[[Wanted], Record], filter: Filter, place: Wanted, newest: int | None) -> Record:  # noqa: A002
    """Shifts and links of a place: all of them, or the newest with what of the record's newest waits for it."""
    if newest is None:
        asked = frozenset(("positions",)) if filter != Filter() else frozenset[str]()
        return read(replace(place, whole=_TIES, placed=asked | {"shifts"}, behind=_BEHIND - asked))
    behind = _BEHIND | {"statements"} if filter != Filter() else _BEHIND
    own = read(replace(place, whole=frozenset(("knots",)), placed=_MOVING, behind=behind, newest=newest))
    if not place.issues or place.party:
        return own
    late = read(Wanted(placed=frozenset(("links",)), newest=_NEWEST_TIES))
    waiting = [link for link in late.links if link.on in place.issues and link.issue not in place.issues]
    return replace(own, links=(*own.links, *waiting))


def _look(
    glances: Record,
    read: Callable[[Wanted], Record],
    filter: Filter,  # noqa: A002
    place: Wanted,
    newest: int | None,
) -> tuple[Index, Iterable[_Stood], int | None]:
    """Positions of a place, its stands, and how many positions were looked into where these are not all.

    They are seen at a glance where no filter is given, else those that it keeps, in a record that tells weeks of the
    newest. Whether days keep a stand is told at a glance, too: it stood until then, or since then.
    """
    at_a_glance = replace(place, glances=True, stands=True)
    if filter == Filter():
        index = Index(read(at_a_glance))
        return index, _stands(index), None
    wanted = replace(place, placed=frozenset(("stands", "positions")), behind=_BEHIND | {"statements", "witnesses"})
    there = sum(each.positions for each in glances.glances or () if _is_at(each.party, each.issue, place))
    if newest is None or there <= _LOOKED_INTO:
        index = narrowed(read(wanted), filter, "stands", "positions")
        return index, _stands(index), None
    own = frozenset(("positions",))
    some = replace(wanted, placed=own, behind=wanted.behind - own, newest=_LOOKED_INTO, until=filter.until)
    index = narrowed(read(some), filter, "positions")
    if replace(filter, since=None, until=None) != Filter():
        return index, (), _LOOKED_INTO
    held_ = [each for each in _stands(Index(read(at_a_glance))) if _is_within(each[2], filter)]
    return index, held_, _LOOKED_INTO if len(index.whole.positions) >= _LOOKED_INTO else None


def _is_within(stand: Held, asked: Filter) -> bool:
    """Whether it was told since a day, or stood before one; one without a day never is."""
    if stand.since is None or stand.last is None:
        return False
    return (asked.since is None or stand.last.last >= asked.since) and (
        asked.until is None or stand.since.first <= asked.until
    )


def _stands(index: Index) -> Iterable[_Stood]:
    """Stands without their positions, with party and issue."""
    for stand in index.record.stands:
        yield stand.party, stand.issue, held(stand, index.positions_in(stand), index.tellers)
    for glance in index.record.glances or ():
        yield from ((glance.party, glance.issue, stand) for stand in glance.stands)


def _lines(index: Index, party: str, issue: str) -> tuple[tuple[Said, ...], int]:
    """The lines of a cell that tell most, stands before comments, and how many more there are."""
    entries, older = entries_of(index, party, issue)
    first, rest = order_entries(entries)
    return tuple(say(each) for each in (*first, *rest)[:_NEWEST]), len(entries[_NEWEST:]) + older


def _newest_first(stand: Held) -> tuple[int, str]:
    when = stand.last or stand.since
    return (-when.last.toordinal() if when else 0, stand.id)


def _is_at(party: str | None, issue: str | None, place: Wanted) -> bool:
    return place.party in (None, party) and (place.issues is None or issue in place.issues)


def _ties(index: Index, place: Wanted) -> list[Link]:
    """What waits, or is waited for, in this place; the newest first."""
    found = [
        link
        for link in index.record.links
        if (place.party is None or link.party == place.party)
        and (place.issues is None or not place.issues.isdisjoint({link.issue or "", link.on or ""}))
    ]
    return sorted(found, key=lambda link: (-link.as_of.last.toordinal() if link.as_of else 0, link.id))


def _turn(index: Index, shift: Shift) -> Turn:
    once = shift.is_told_once
    return Turn(
        shift.id,
        shift.direction,
        DIRECTIONS[shift.direction],
        _named(index.parties, shift.party),
        _named(index.issues, shift.issue),
        None if once else shift.earlier,
        shift.later,
        "" if once or not shift.earlier_on else when_words(shift.earlier_on),
        told_time(shift.later_on, None),
        shift.told,
    )


def _tied(index: Index, link: Link, knotted: frozenset[str]) -> Tied:
    id_ = link.id
    sides = _named(index.parties, link.party), _named(index.issues, link.issue), _named(index.issues, link.on)
    words = phrase_of(link.condition.words), phrase_of(link.basis.words, 240)
    return Tied(id_, link.position, *sides, *words, told_time(link.as_of, None), id_ in knotted)


def _marks(index: Index, shifts: Sequence[Shift], scale: Scale) -> Iterable[tuple[float, str, str]]:
    """Where in a lane its stand had moved."""
    for shift in shifts:
        day = index.shift_day(shift)
        if day and scale.first <= day <= scale.last:
            yield scale.x(day), shift.id, f"{DIRECTIONS[shift.direction]}, {day_words(day)}"


def _named(held_: Mapping[str, Party | Issue], id_: str | None) -> Name | None:
    return (id_, _name(held_[id_])) if id_ and id_ in held_ else None


def _name(subject: Party | Issue) -> str:
    return clipped(subject.name if isinstance(subject, Party) else subject.label, 90)

"""What each outlet carries: what it alone has, whose words it gives room, which issues it reports on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from travaux.model import Statement, Witnesses
from travaux.views.brief.folds import Capped, cap
from travaux.views.brief.passages import Claim, phrase
from travaux.views.coverage import Carried, compare
from travaux.views.index import Index
from travaux.views.opening import Opening
from travaux.views.shown import clipped
from travaux.views.wording import carried

BAR = 200  # width of a bar
_OPEN_WIDE, _MOST_WIDE = 5, 20
_MOST_ONLY = 2  # examples for each outlet
_OPEN_OUTLETS, _MOST_OUTLETS = 6, 40
_NAMED = 3  # sides that stand in words beside a bar
_MOST_ISSUES = 8
_LEVELS = (5, 10, 20, 35)  # per cent from which a cell is darker
_WORDS = 150
_FEWEST = 4  # words that an example has


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a bar one side has; `colour` is None for a side without one."""

    name: str
    colour: int | None
    percent: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """One outlet: its reports, its utterances, those that no other outlet carries, and whose they are."""

    outlet: str
    reports: int
    copies: int
    statements: int
    only: int
    room: tuple[Room, ...]
    named: str
    examples: tuple[tuple[str, Claim], ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """One outlet's share of positions on each of the first issues: per cent and level of shade, None for none."""

    outlet: str
    cells: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Wide:
    """An utterance that several reports carry."""

    speaker: str
    words: Claim
    carried: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the outlets have in common and what each has alone; `issues` head the columns of `spread`.

    `is_by_report` where no two outlets are known, and reports are compared instead.
    """

    outlets: Capped[Coverage]
    wide: Capped[Wide]
    issues: tuple[str, ...] = ()
    spread: tuple[Spread, ...] = ()
    is_by_report: bool = False


def find_comparison(index: Index, colours: Mapping[str, int], passages: Opening) -> Comparison:
    """Empty where there is but one outlet, or one report: there is nothing to compare."""
    found = [each for each in compare(index) if each.is_known]
    if len(found) < 2:
        return Comparison(Capped(), Capped())
    voices = {position.voice for position in index.record.positions if position.voice and position.issue}

    def read(each: Carried) -> Coverage:
        telling = index.newest_statements([said for said in each.only if said.id in voices and _tells(said)])
        room = _room(index, each, colours)
        return Coverage(
            _name(each, 80),
            each.articles,
            each.copies,
            len(each.said),
            len(each.only),
            room,
            ", ".join(f"{side.name}\u00a0{side.percent}\u00a0%" for side in room[:_NAMED]),
            tuple(_example(said, passages) for said in telling[:_MOST_ONLY]),
        )

    wide = _widest(index, passages)
    outlets = cap(found, read, passages, first=_OPEN_OUTLETS, most=_MOST_OUTLETS)
    issues = _busiest(index, found)
    spread = tuple(_spread(each, issues) for each in found[: 2 * _OPEN_OUTLETS] if each.issues)
    labels = tuple(clipped(index.issues[id_].label, 40) for id_ in issues)
    is_by_report = any(each.report for each in found)
    return Comparison(outlets, wide, labels, spread if len(spread) > 1 else (), is_by_report)


def _name(each: Carried, width: int) -> str:
    """An outlet; or a report, by its outlet as far as that is known, and its title or file."""
    return clipped(": ".join(filter(None, (each.outlet, each.report))), width)


def _room(index: Index, each: Carried, colours: Mapping[str, int]) -> tuple[Room, ...]:
    """The sides whose words an outlet gives, those with the most first, side by side on a bar of all that it gives."""
    found: list[Room] = []
    at = 0.0
    for id_, count in each.parties:
        part = count / len(each.said)
        name = clipped(index.parties[id_].name, 40) if id_ in index.parties else "a side"
        found.append(Room(name, colours.get(name), round(100 * part), round(at, 1), round(BAR * part, 1)))
        at += BAR * part
    return tuple(side for side in found if side.percent)


def _busiest(index: Index, found: list[Carried]) -> list[str]:
    total: Counter[str] = Counter()
    for each in found:
        total.update({id_: count for id_, count in each.issues if id_ in index.issues})
    return sorted(total, key=lambda id_: (-total[id_], index.issues[id_].label))[:_MOST_ISSUES]


def _spread(each: Carried, issues: list[str]) -> Spread:
    held = dict(each.issues)
    percents = [round(100 * held.get(id_, 0) / sum(held.values())) for id_ in issues]
    cells = ((percent, sum(percent >= level for level in _LEVELS)) if percent else None for percent in percents)
    return Spread(_name(each, 60), tuple(cells))


def _example(statement: Statement, passages: Opening) -> tuple[str, Claim]:
    return (
        clipped(statement.speaker or "somebody", 60),
        Claim(phrase(statement.content[0].words, _WORDS), passages.of_statement(statement)),
    )


def _widest(index: Index, passages: Opening) -> Capped[Wide]:
    groups = [group for group in index.record.witnesses if group.independent > 1 and _newest_telling(index, group)]
    groups.sort(key=lambda group: (-group.independent, -len(group.articles), group.id))

    def read(group: Witnesses) -> Wide:
        speaker, words = _example(_newest_telling(index, group)[-1], passages)
        return Wide(speaker, words, carried(len(group.articles), group.independent))

    return cap(groups, read, passages, first=_OPEN_WIDE, most=_MOST_WIDE)


def _newest_telling(index: Index, group: Witnesses) -> list[Statement]:
    said = [index.statements[id_] for id_ in group.statements if id_ in index.statements]
    return index.newest_statements([each for each in said if _tells(each)])


def _tells(statement: Statement) -> bool:
    """Whether the words of a statement say something when they stand by themselves."""
    return len(statement.content[0].words.split()) >= _FEWEST

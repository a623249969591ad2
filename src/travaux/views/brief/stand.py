"""Who stands where on what: the matrix as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from travaux.model import Position
from travaux.views.brief.passages import Claim, Passages, phrase
from travaux.views.index import Index
from travaux.views.matrix import Cell, Entry, Matrix
from travaux.views.shown import clipped
from travaux.views.wording import SOURCE_KINDS, STATUSES, act_words, carried, condition_lead, counted, when_words

MOST_PARTIES = 8
MOST_ISSUES = 12
_OPEN = 2  # positions of a cell that are not folded
_MOST = 6  # positions of a cell that are on the page at all
_RECENT = timedelta(days=7)
_WORDS = 170

# An object that only points back says nothing by itself: the basis is shown in its place.
_POINTERS = frozenset("it this that these those them they he she him her so one which what".split())


@dataclass(frozen=True, slots=True)
class Stand:
    """One position as a line of a cell."""

    group: str
    act: str
    words: Claim
    lead: str
    condition: Claim | None
    speaker: str
    kind: str
    day: str
    carried: str
    independent: int
    copies: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class StandCell:
    """`first` stand open, `folded` behind a fold; `rest` more are not on the page."""

    first: tuple[Stand, ...]
    folded: tuple[Stand, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class StandRow:
    """An issue across the parties; `silent` are the parties with nothing on record."""

    label: str
    depth: int
    status: str
    status_name: str
    status_passage: str | None
    cells: tuple[StandCell, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandParty:
    """A column: the party, its colour by number, how many positions, who speaks for it."""

    name: str
    colour: int
    positions: str
    voices: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The matrix as far as a page has room for it, and what it leaves out."""

    parties: tuple[StandParty, ...]
    rows: tuple[StandRow, ...]
    more_parties: int
    more_issues: int
    unplaced: int
    groups: tuple[str, ...]
    absent: tuple[str, ...]  # sides without a column, where they are few enough to name


def find_standing(index: Index, table: Matrix, passages: Passages) -> Standing:
    """The matrix for a page: the parties and issues with the most positions, the newest positions of each."""
    totals = [sum(len(row.cells[at].entries) for row in table.rows) for at in range(len(table.parties))]
    used = [at for at, total in enumerate(totals) if total] or list(range(len(table.parties)))
    columns = used[:MOST_PARTIES]
    rows = [row for row in table.rows if any(row.cells[at].entries for at in columns)]
    recent = _recent(index)
    shown_rows = []
    for row in rows[:MOST_ISSUES]:
        cells = tuple(_cell(index, row.cells[at], passages, recent) for at in columns)
        label = clipped(row.issue.label, 90)
        name = STATUSES[row.issue.status]
        passage = passages.of_citation(row.issue.id, row.issue.status_basis, f"{label}: {name}")
        silent = tuple(clipped(table.parties[at].name, 60) for at in columns if not row.cells[at].entries)
        shown_rows.append(StandRow(label, min(row.depth, 2), row.issue.status, name, passage, cells, silent))
    parties = tuple(
        StandParty(
            clipped(table.parties[at].name, 60),
            number,
            counted(totals[at], "position"),
            _voices(index, table.parties[at].id),
        )
        for number, at in enumerate(columns)
    )
    groups = dict.fromkeys(
        stand.group for row in shown_rows for cell in row.cells for stand in (*cell.first, *cell.folded)
    )
    order = [group for group in ("want", "give", "refuse", "view") if group in groups]
    return Standing(
        parties,
        tuple(shown_rows),
        len(used) - len(columns),
        len([row for row in table.rows if any(cell.entries for cell in row.cells)]) - len(shown_rows),
        table.unplaced,
        tuple(order),
        tuple(clipped(each.name, 60) for at, each in enumerate(table.parties) if at not in used)[:MOST_PARTIES],
    )


def find_colours(standing: Standing) -> dict[str, int]:
    """The number of the colour of each party on the page, by its name as shown."""
    return {party.name: party.colour for party in standing.parties}


def distinct(index: Index, entries: Sequence[Entry]) -> list[Entry]:
    """Entries without those that repeat one utterance in another report: its count of reports tells of them."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for entry in entries:
        position = entry.position
        group = index.witnesses_of(position.voice) if position.voice else None
        object_ = (position.object or position.basis).words.casefold()
        key = (group.id if group else object_, position.act, position.stance)
        if key not in seen:
            seen.add(key)
            kept.append(entry)
    return kept


def position_claim(position: Position, passages: Passages, width: int = _WORDS) -> Claim:
    """The words that say what a position is about, opening its passage."""
    object_ = position.object.words if position.object else ""
    pointing = object_.strip(" .,“”\"'").casefold() in _POINTERS or not object_.strip()
    return Claim(phrase(position.basis.words if pointing else object_, width), passages.of_position(position))


def _cell(index: Index, cell: Cell, passages: Passages, recent: date | None) -> StandCell:
    entries = distinct(index, cell.entries)
    stands = [_stand(index, entry, passages, recent) for entry in entries[:_MOST]]
    return StandCell(tuple(stands[:_OPEN]), tuple(stands[_OPEN:]), max(0, len(entries) - _MOST))


def _stand(index: Index, entry: Entry, passages: Passages, recent: date | None) -> Stand:
    position = entry.position
    words = position_claim(position, passages)
    condition = None
    if position.condition and phrase(position.condition.words, _WORDS).casefold() not in words.words.casefold():
        condition = Claim(phrase(position.condition.words, _WORDS), words.passage)
    speaker = entry.speaker or position.holder if entry.source_kind else entry.speaker
    day = index.day(position)
    return Stand(
        position.act.group,
        act_words(position.act, position.modality),
        words,
        condition_lead(condition.words) if condition else "",
        condition,
        clipped(speaker or "", 70),
        SOURCE_KINDS[entry.source_kind] if position.voice else "in the report’s own words",
        when_words(entry.date) if entry.date else "no date",
        carried(entry.reports, entry.independent),
        min(entry.independent, 6),
        min(max(0, entry.reports - entry.independent), 6),
        bool(recent and day and day >= recent),
    )


def _recent(index: Index) -> date | None:
    """The first day of the record's last week, None for a record that is hardly longer than that."""
    period = index.record.period
    if not period or period[1] - period[0] < 2 * _RECENT:
        return None
    return period[1] - _RECENT + timedelta(days=1)


def _voices(index: Index, party: str) -> str:
    """The person of a party who is quoted most, with the role that the coverage gives."""
    ranked = [name for name in index.ranked_speakers if index.speaks_for(name) == party]
    if not ranked:
        return ""
    actor = index.actor_named(ranked[0])
    role = f", {actor.role}" if actor and actor.role else ""
    return clipped(f"{ranked[0]}{role}", 70)

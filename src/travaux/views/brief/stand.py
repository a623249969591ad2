"""Who stands where on what: the matrix as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from travaux.model import ActGroup, Issue, Position, SourceKind
from travaux.views.brief.passages import Claim, Passages, phrase
from travaux.views.index import Index
from travaux.views.matrix import Cell, Entry, Matrix, Row
from travaux.views.shown import clipped
from travaux.views.wording import SOURCE_KINDS, STATUSES, act_words, carried, condition_lead, counted, told_time

MOST_PARTIES = 8
MOST_ISSUES = 10  # in the open
_MOST_FOLDED = 30  # issues behind the fold
_COLUMNS = 4  # parties side by side; with more, the last column is for all the others
_MOST = 6  # positions of a cell that are on the page at all
_MOST_OTHERS = 3  # of a party that shares its column
_RECENT = timedelta(days=7)
_WORDS = 170
_START = 40  # characters by which a condition is recognised in words that may be cut short
_BARE = 2  # an object of no more words says little without its sentence

# An object that only points back says nothing by itself: the basis is shown in its place.
_POINTERS = frozenset("it this that these those them they he she him her so one which what".split())

# How a cell goes on after the name of a speaker; a name alone spoke on the record.
_ON_WHOSE_WORD = {**SOURCE_KINDS, SourceKind.NAMED: "", SourceKind.COLLECTIVE: "collectively", None: "source not told"}


@dataclass(frozen=True, slots=True)
class Stand:
    """One position as a line of a cell; `is_told` where somebody of another side is the source."""

    group: str
    act: str
    words: Claim
    lead: str
    condition: Claim | None
    speaker: str
    is_told: bool
    kind: str
    day: str
    carried: str
    independent: int
    copies: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class StandParty:
    """A party: its colour by number, how many positions, who speaks for it."""

    name: str
    colour: int
    positions: str
    voices: str


@dataclass(frozen=True, slots=True)
class StandCell:
    """What one party says on an issue: `first` in the open, `folded` behind a fold, `rest` more not on the page."""

    party: StandParty
    first: tuple[Stand, ...]
    folded: tuple[Stand, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class StandRow:
    """An issue across the columns, None where a party has nothing on record; `others` share the last column."""

    anchor: str
    label: str
    depth: int
    status: str
    status_name: str
    status_passage: str | None
    cells: tuple[StandCell | None, ...]
    others: tuple[StandCell, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The matrix as far as a page has room for it, and what it leaves out."""

    columns: tuple[StandParty, ...]
    others: tuple[StandParty, ...]
    rows: tuple[StandRow, ...]
    folded: tuple[StandRow, ...]
    more_parties: int
    more_issues: int
    unplaced: int
    groups: tuple[str, ...]
    has_new: bool
    absent: tuple[str, ...]  # sides without a column, where they are few enough to name

    @property
    def parties(self) -> tuple[StandParty, ...]:
        """All parties that have a colour on the page."""
        return (*self.columns, *self.others)

    @property
    def anchors(self) -> frozenset[str]:
        """Where the rows can be jumped to."""
        return frozenset(row.anchor for row in (*self.rows, *self.folded))


def find_standing(index: Index, table: Matrix, passages: Passages) -> Standing:
    """The matrix for a page: the parties and issues with the most positions, the newest positions of each."""
    totals = [sum(len(row.cells[at].entries) for row in table.rows) for at in range(len(table.parties))]
    used = [at for at, total in enumerate(totals) if total] or list(range(len(table.parties)))
    parties = {
        at: StandParty(
            clipped(table.parties[at].name, 60),
            number,
            counted(totals[at], "position"),
            _voices(index, table.parties[at].id),
        )
        for number, at in enumerate(used[:MOST_PARTIES])
    }
    split = _COLUMNS if len(parties) <= _COLUMNS else _COLUMNS - 1
    reader = _Rows(index, passages, parties, split)
    filled = [row for row in table.rows if any(row.cells[at].entries for at in parties)]
    rows = tuple(reader.read(row, _MOST) for row in filled[:MOST_ISSUES])
    with passages.folded():
        folded = tuple(reader.read(row, 1) for row in filled[MOST_ISSUES : MOST_ISSUES + _MOST_FOLDED])
    stands = [
        stand
        for row in (*rows, *folded)
        for cell in (*row.cells, *row.others)
        if cell
        for stand in (*cell.first, *cell.folded)
    ]
    groups = {stand.group for stand in stands}
    columns = list(parties.values())
    return Standing(
        tuple(columns[:split]),
        tuple(columns[split:]),
        rows,
        folded,
        len(used) - len(parties),
        len(filled) - len(rows) - len(folded),
        table.unplaced,
        tuple(group for group in ("want", "give", "refuse", "view") if group in groups),
        any(stand.is_new for stand in stands),
        tuple(clipped(each.name, 60) for at, each in enumerate(table.parties) if at not in used)[:MOST_PARTIES],
    )


def anchor_of(issue: Issue) -> str:
    """Where the row of an issue stands on the page."""
    return f"i-{issue.id}"


def find_colours(standing: Standing) -> dict[str, int]:
    """The number of the colour of each party on the page, by its name as shown."""
    return {party.name: party.colour for party in standing.parties}


def position_claim(position: Position, passages: Passages, width: int = _WORDS) -> Claim:
    """The words that say what a position is about, opening its passage."""
    return Claim(position_words(position, width), passages.of_position(position))


def position_words(position: Position, width: int = _WORDS) -> str:
    """The words that say what a position is about.

    The object; where that is a word or two, the clause that it stands in, as long as that is not cut short:
    "accepts: freeze" tells less than "could agree to freeze its fleet".
    """
    object_ = phrase(position.object.words, width) if position.object else ""
    basis = phrase(position.basis.words, width + 1)
    is_pointer = object_.strip(" .,“”\"'").casefold() in _POINTERS or not object_
    is_bare = len(object_.split()) <= _BARE and len(basis) <= width
    return phrase(basis, width) if is_pointer or is_bare else object_


def condition_claim(position: Position, words: Claim, width: int = _WORDS) -> Claim | None:
    """The condition of a position, None where its words are there already."""
    condition = condition_words(position, words.words, width)
    return Claim(condition, words.passage) if condition else None


def condition_words(position: Position, words: str, width: int = _WORDS) -> str:
    """The words of the condition of a position, nothing where these words have them already."""
    if position.condition is None:
        return ""
    condition = phrase(position.condition.words, width)
    start = condition[:_START].rstrip("…").casefold()
    return "" if start in words.casefold() else condition


def order_entries(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """What a cell shows in the open, and the rest: the newest position, and the newest that went another way.

    Both newest first. A comment is no position taken: it stands in the open only where nothing else does.
    """
    taken = [entry for entry in entries if entry.act.group is not ActGroup.VIEW] or list(entries)
    if not taken:
        return [], []
    turned = next((entry for entry in taken if entry.act.group is not taken[0].act.group), None)
    first = [taken[0], turned] if turned else [taken[0]]
    return first, [entry for entry in entries if entry not in first]


class _Rows:
    """Reads rows of the matrix into the columns of a page."""

    def __init__(self, index: Index, passages: Passages, parties: dict[int, StandParty], split: int):
        self._index, self._passages = index, passages
        self._parties, self._split = list(parties.items()), split
        self._recent = recent_days(index)

    def read(self, row: Row, most: int) -> StandRow:
        """A row with at most so many positions in each cell."""
        label, name = clipped(row.issue.label, 90), STATUSES[row.issue.status]
        cells = tuple(self._cell(party, row.cells[at], most) for at, party in self._parties[: self._split])
        rest = self._parties[self._split :]
        others = [self._cell(party, row.cells[at], min(most, _MOST_OTHERS)) for at, party in rest]
        passage = self._passages.of_citation(row.issue.id, row.issue.status_basis, f"{label}: {name}")
        return StandRow(
            anchor_of(row.issue),
            label,
            min(row.depth, 2),
            row.issue.status,
            name,
            passage,
            cells,
            tuple(cell for cell in others if cell),
        )

    def _cell(self, party: StandParty, cell: Cell, most: int) -> StandCell | None:
        first, more = order_entries(cell.entries)
        if not first:
            return None
        shown = first[:most]
        with self._passages.folded():
            folded = more[: most - len(shown)]
            rest = len(first) + len(more) - len(shown) - len(folded)
            held = tuple(self._stand(entry) for entry in folded)
        return StandCell(party, tuple(self._stand(entry) for entry in shown), held, rest)

    def _stand(self, entry: Entry) -> Stand:
        index, position = self._index, entry.position
        words = position_claim(position, self._passages)
        condition = condition_claim(position, words)
        speaker = entry.speaker or position.holder if entry.source_kind else entry.speaker
        spoke_for = index.speaks_for(speaker) if speaker else None
        day = index.day(position)
        return Stand(
            position.act.group,
            act_words(position.act, position.modality),
            words,
            condition_lead(condition.words) if condition else "",
            condition,
            clipped(speaker or "", 70),
            spoke_for is not None and spoke_for != position.party,
            _ON_WHOSE_WORD[entry.source_kind] if position.voice else "in the report’s own words",
            told_time(*index.times_of(position)),
            carried(entry.reports, entry.independent),
            min(entry.independent, 6),
            min(max(0, entry.reports - entry.independent), 6),
            bool(self._recent and day and day >= self._recent),
        )


def recent_days(index: Index) -> date | None:
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

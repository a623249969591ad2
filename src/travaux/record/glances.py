"""Each party on each issue at a glance: counts, the newest few positions, its stands without their positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from travaux.model import Glance, Glimpse, Held, Modality, Position, Record, Stand, Statement
from travaux.record.tellers import Tellers
from travaux.record.terms import stems_of

FEW = 5  # of the newest entries

_Voices = Callable[[list[str]], Mapping[str, Statement]]


def find_glances(record: Record) -> Iterator[Glance]:
    """Those of a whole record, by party and issue."""
    tellers = Tellers(record.articles, record.witnesses, record.copies)
    statements = {statement.id: statement for statement in record.statements}
    stands: dict[tuple[str | None, str | None], list[Stand]] = defaultdict(list)
    for stand in record.stands:
        stands[stand.party, stand.issue].append(stand)
    cells: dict[tuple[str | None, str | None], list[Position]] = defaultdict(list)
    for position in record.positions:
        cells[position.party, position.issue].append(position)
    for (party, issue), positions in sorted(cells.items(), key=lambda cell: (cell[0][0] or "", cell[0][1] or "")):
        yield glance_at(party, issue, positions, stands[party, issue], tellers, lambda ids: statements)


def glance_at(
    party: str | None,
    issue: str | None,
    positions: Sequence[Position],
    stands: Iterable[Stand],
    tellers: Tellers,
    voices: _Voices,
) -> Glance:
    """One party on one issue: all its positions and stands there. `voices` finds statements by their ids."""
    if party is None or issue is None:
        return Glance(party, issue, len(positions))
    entries, newest = glimpses(positions, tellers, voices)
    by_id = {position.id: position for position in positions}
    return Glance(
        party,
        issue,
        len(positions),
        entries,
        newest,
        tuple(held(stand, [by_id[id_] for id_ in stand.positions if id_ in by_id], tellers) for stand in stands),
    )


def glimpses(positions: Sequence[Position], tellers: Tellers, voices: _Voices) -> tuple[int, tuple[Glimpse, ...]]:
    """How many entries positions make, and the newest few of these."""
    newest = tellers.newest(positions)
    lines = lines_of(newest, tellers)
    few = [[newest[at] for at in line] for line in lines[:FEW]]
    said = voices([line[0].voice for line in few if line[0].voice])
    return len(lines), tuple(_told(line, tellers, said) for line in few)


def lines_of(positions: Sequence[Position], tellers: Tellers) -> list[list[int]]:
    """The places of positions that tell of one utterance, or of the same in the same words, in the order of the first.

    One report of an utterance may tell two positions in it: they are two, not one told twice.
    """
    told: defaultdict[tuple[str, str, str], list[tuple[list[int], set[str | None]]]] = defaultdict(list)
    order: list[list[int]] = []
    for at, position in enumerate(positions):
        group = tellers.witnesses_of(position.voice) if position.voice else None
        words = (position.object or position.basis).words.casefold()
        lines = told[group.id if group else words, position.act, position.stance]
        line = next((line for line in lines if not group or position.voice not in line[1]), None)
        if line is None:
            line = ([], set())
            lines.append(line)
            order.append(line[0])
        line[0].append(at)
        line[1].add(position.voice)
    return order


def held(stand: Stand, positions: Sequence[Position], tellers: Tellers) -> Held:
    """A stand with these positions, in the order of their days."""
    reports, independent = tellers.reports_of(positions)
    return Held(
        stand.id,
        stand.act,
        positions[-1].modality if positions else Modality.MADE,
        stand.since,
        stand.last,
        stand.holders,
        len(stand.positions),
        held_words(positions[-1]) if positions else None,
        reports,
        independent,
        None if stand.since else next((each.dated.words for each in positions if each.dated), None),
    )


def held_words(position: Position) -> str:
    """What a position is about in its own words: its object, or all of it where that names nothing ("it", "the")."""
    object_ = position.object
    return object_.words if object_ is not None and stems_of(object_.words) else position.basis.words


def _told(line: Sequence[Position], tellers: Tellers, voices: Mapping[str, Statement]) -> Glimpse:
    first, voice = line[0], voices.get(line[0].voice or "")
    reports, independent = tellers.reports_of(line) if len(line) > 1 else tellers.carriers(voice.id if voice else None)
    return Glimpse(
        first,
        tellers.when(first),
        voice.speaker if voice else None,
        voice.source_kind if voice else None,
        reports,
        independent,
    )

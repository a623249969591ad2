"""What the record says of time, as rows: who has held what since when, and what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from travaux.model import Happening, Held, Shift, Stand, When
from travaux.record import held, held_words
from travaux.views.index import Index
from travaux.views.rows import Line, issue_label, party_name, text_of


def stand_lines(index: Index) -> Iterator[Line]:
    """Stands by party, issue and time."""
    found = [(*_names(index, party, issue), stand) for party, issue, stand in _stands(index)]
    for party, issue, stand in sorted(found, key=lambda each: (*each[:2], *_first_day(each[2].since), each[2].id)):
        yield (
            stand.id,
            text_of(stand.since),
            party or None,
            issue or None,
            stand.act,
            stand.modality,
            stand.words,
            text_of(stand.last),
            stand.positions,
            stand.reports,
            stand.independent,
            "; ".join(stand.holders),
            stand.dated,
        )


def _stands(index: Index) -> Iterator[tuple[str | None, str | None, Held]]:
    """Stands without their positions, with party and issue."""
    for stand in index.record.stands:
        yield stand.party, stand.issue, held(stand, index.positions_in(stand), index.tellers)
    for glance in index.record.glances or ():
        yield from ((glance.party, glance.issue, stand) for stand in glance.stands)


def _names(index: Index, party: str | None, issue: str | None) -> tuple[str, str]:
    return party_name(index, party) or "", issue_label(index, issue) or ""


def ordered_stands(index: Index) -> list[Stand]:
    """Stands by the names of party and issue, each group the oldest first and those of unknown date last."""

    def order(stand: Stand) -> tuple[str, str, int, int, str]:
        return (*_names(index, stand.party, stand.issue), *_first_day(stand.since), stand.id)

    return sorted(index.record.stands, key=order)


def stand_words(index: Index, stand: Stand) -> str | None:
    """The words of the newest position of a stand."""
    positions = index.positions_in(stand)
    return held_words(positions[-1]) if positions else None


def timeline_lines(index: Index) -> Iterator[Line]:
    """What happened and where a stand moved, in order of time: an event without a date last, no such shift."""
    found = [(each.date, each.id, _happening(index, each)) for each in index.record.happenings]
    for shift in index.record.shifts:
        when = shift_when(index, shift)
        if when:
            found.append((when, shift.id, _shift(index, shift, when)))
    return (line for _, _, line in sorted(found, key=lambda each: (*_first_day(each[0]), each[1])))


def _happening(index: Index, happening: Happening) -> Line:
    told = index.newest_version(happening)
    return (
        happening.id,
        text_of(happening.date),
        happening.type,
        happening.status,
        "; ".join(happening.participants),
        None,
        told.basis.words if told else None,
        happening.place,
        len(happening.articles),
        happening.independent,
        "; ".join(happening.differing) or None,
        told.dated.words if told and told.dated and not happening.date else None,
    )


def _shift(index: Index, shift: Shift, when: When) -> Line:
    sides = party_name(index, shift.party), issue_label(index, shift.issue)
    words = (shift.told or shift.later).words
    return (shift.id, str(when), "shift", shift.direction, *sides, words, None, None, None, None, None)


def shift_when(index: Index, shift: Shift) -> When | None:
    """When a stand had moved: the time of its later end, else the day of its report."""
    day = index.shift_day(shift)
    return shift.later_on or (When.day(day) if day else None)


def _first_day(when: When | None) -> tuple[int, int]:
    """What is first comes first, of two the shorter; what has no date comes last."""
    return (when.first.toordinal(), when.last.toordinal()) if when else (date.max.toordinal(), 0)

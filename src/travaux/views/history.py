"""What the record says of time, as rows: who has held what since when, and what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from travaux.model import Happening, Position, Shift, Stand, When
from travaux.views.index import Index
from travaux.views.rows import Line, held_words, issue_label, party_name, text_of


def stand_lines(index: Index) -> Iterator[Line]:
    """Stands by party, issue and time."""
    for stand in ordered_stands(index):
        held = index.positions_in(stand)
        reports, independent = index.reports_of(held)
        yield (
            stand.id,
            text_of(stand.since),
            party_name(index, stand.party),
            issue_label(index, stand.issue),
            stand.act,
            stand_words(index, stand),
            text_of(stand.last),
            len(stand.positions),
            reports,
            independent,
            "; ".join(stand.holders),
            None if stand.since else _words_of_time(held),
        )


def _words_of_time(positions: Iterable[Position]) -> str | None:
    return next((each.dated.words for each in positions if each.dated), None)


def ordered_stands(index: Index) -> list[Stand]:
    """Stands by the names of party and issue, each group the oldest first and those of unknown date last."""

    def order(stand: Stand) -> tuple[str, str, int, int, str]:
        names = party_name(index, stand.party) or "", issue_label(index, stand.issue) or ""
        return (*names, *_first_day(stand.since), stand.id)

    return sorted(index.record.stands, key=order)


def stand_words(index: Index, stand: Stand) -> str | None:
    """The words of the newest position of a stand."""
    held = index.positions_in(stand)
    return held_words(held[-1]) if held else None


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

"""What happened when, and when who took a position."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from travaux.library import OpenRecord
from travaux.model import Record, When
from travaux.record import Days
from travaux.views import Filter
from travaux.views.brief.timeline import WIDTH
from travaux.views.chronicle import Chronicle, Times, choose_days, find_chronicle, in_days, needed
from travaux.views.sides import find_sides
from travaux.views.zoom import ALL
from travaux.web.desk import Asked, Filters, page, read_record

router = APIRouter()
_MOST = 100  # rows of the list on one page
_MOST_IN_DAYS = 2_000  # events, and as many shifts, of which the newest are listed and drawn
_MOST_LOOKED_INTO = 1_000  # where a filter looks into them
_DATED = ("happenings", "shifts")
_LOOKED_INTO = ("positions", "statements", "events")  # by a filter


@router.get("/timeline")
def show_timeline(request: Request, asked: Filters, offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Response:
    """Events and positions on a scale of days, and the events as a list."""
    with read_record(request) as record:
        found, shown, left_out = look(record, asked, offset)
        is_chosen = shown and found.zoom and found.zoom.name != ALL
        days = replace(asked, since=shown.first, until=shown.last) if shown and is_chosen else asked
        context = {
            "chronicle": found,
            "others": {name: value for name, value in asked.filters.items() if name not in ("since", "until")},
            "taken": days.filters,
            "left_out": left_out,
            "offset": offset,
            "most": _MOST,
            "width": WIDTH,
        }
        return page(request, record, "timeline.html", context, title="Timeline", asked=days, table="timeline")


def look(record: OpenRecord, asked: Asked, offset: int) -> tuple[Chronicle, When | None, bool]:
    """What the page shows, its days, and whether reports of these days were too many to be looked through."""
    times = Times(record.days_of("happenings"), record.days_of("shifts"))
    shown, whole = choose_days(record.names(), times, asked.since, asked.until)
    filter_ = Filter(**asked.filters)
    is_narrow = replace(filter_, since=None, until=None) != Filter()
    most = _MOST_LOOKED_INTO if is_narrow else _MOST_IN_DAYS
    begun = record.reach(*_DATED, days=_days(shown), most=most) if shown else None
    held, left_out = _behind(record, shown, begun, is_narrow, offset)
    sides = find_sides(record.glances()) if is_narrow or not left_out else ()
    found = find_chronicle(held, filter_, shown, whole, sides, times, first=offset, most=_MOST, begun=begun)
    return found, shown, left_out


def _days(shown: When, begun: date | None = None) -> Days:
    return Days(shown.first, shown.last, begun)


def _behind(
    record: OpenRecord, shown: When | None, begun: date | None, is_narrow: bool, offset: int
) -> tuple[Record, bool]:
    """The events and shifts of these days, with as much of what they are made of as the page looks into.

    Events without a day are those of which reports of these days tell. Positions are those that these reports tell,
    unless these are too many: then there are none, or, where a filter must look into them, those of the newest.
    """
    days = {"since": shown.first, "until": shown.last} if shown else dict[str, date]()
    fields = _LOOKED_INTO if is_narrow else ("positions",)
    newest = record.newest(*fields, **days)
    is_cut = newest.next_day is not None
    told = record.told(newest, *(fields if is_narrow or not is_cut else ()))
    if shown is None:
        part = record.part(*_DATED)
    else:
        part = record.dated(*_DATED, days=_days(shown, begun), told_in=newest.reports)
    turned = tuple(each for each in part.shifts if not (shown and each.later_on) or each.later_on.meets(shown))
    listed = tuple(each for each in part.happenings if not (begun and each.date) or each.date.first >= begun)
    part = replace(part, articles=told.articles or part.articles, happenings=listed, shifts=turned)
    wanted = in_days(part, shown) if is_narrow else needed(part, shown, offset, _MOST)
    ids = [id_ for each in wanted for id_ in each.events]
    ends = [id_ for shift in part.shifts for id_ in shift.positions] if is_narrow else []
    looked_up = [shift.id for shift in part.shifts if is_narrow or shift.later_on is None]  # with their reports
    chosen = record.chosen(events=ids, positions=ends, shifts=looked_up)
    events = {each.id: each for each in (*told.events, *chosen.events)}
    positions = {each.id: each for each in (*told.positions, *chosen.positions)}
    articles = {each.id: each for each in (*part.articles, *told.articles, *chosen.articles)}
    held = replace(
        told,
        events=tuple(events.values()),
        positions=tuple(positions.values()),
        articles=tuple(articles.values()),
        happenings=part.happenings,
        shifts=part.shifts,
    )
    return held, is_cut

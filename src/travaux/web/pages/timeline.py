"""What happened when, and when who took a position."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from travaux.library import OpenRecord
from travaux.model import Record, When
from travaux.views import Filter
from travaux.views.brief.timeline import WIDTH
from travaux.views.chronicle import Chronicle, choose_days, find_chronicle, in_days, needed
from travaux.views.sides import find_sides
from travaux.views.zoom import ALL
from travaux.web.desk import Asked, Filters, page, read_record

router = APIRouter()
_MOST = 100  # rows of the list on one page
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
    part = record.part("happenings", "shifts")
    shown, whole = choose_days(part, asked.since, asked.until)
    filter_ = Filter(**asked.filters)
    is_narrow = replace(filter_, since=None, until=None) != Filter()
    held, left_out = _behind(record, part, shown, is_narrow, offset)
    sides = find_sides(record.glances()) if is_narrow or not left_out else ()
    return find_chronicle(held, filter_, shown, whole, sides, first=offset, most=_MOST), shown, left_out


def _behind(record: OpenRecord, part: Record, shown: When | None, is_narrow: bool, offset: int) -> tuple[Record, bool]:
    """The events and shifts of the record, with as much of what they are made of as the page looks into.

    Positions are those that reports of these days tell, unless these are too many: then there are none, or, where a
    filter must look into them, those of the newest.
    """
    days = {"since": shown.first, "until": shown.last} if shown else dict[str, date]()
    told, newest = record.newest_reports(*(_LOOKED_INTO if is_narrow else ("positions",)), **days)
    is_cut = newest.next_day is not None
    turned = tuple(each for each in part.shifts if not (shown and each.later_on) or each.later_on.meets(shown))
    part = replace(part, articles=told.articles or part.articles, shifts=turned)
    wanted = in_days(part, shown) if is_narrow else needed(part, shown, offset, _MOST)
    ids = [id_ for each in wanted for id_ in each.events]
    ends = [id_ for shift in part.shifts for id_ in shift.positions]
    chosen = record.chosen(events=ids, positions=ends, shifts=[shift.id for shift in part.shifts])
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

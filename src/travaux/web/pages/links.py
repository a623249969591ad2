"""What waits for what."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from travaux.library import OpenRecord
from travaux.views import Filter
from travaux.views.conditions import Conditions, find_conditions
from travaux.views.filter import narrowed
from travaux.views.opening import ById
from travaux.views.sides import colours_of, find_sides
from travaux.web.desk import Asked, Filters, page, read_record

router = APIRouter()
_MOST = 60  # conditions that name no second issue, on one page


@router.get("/links")
def show_links(request: Request, asked: Filters, offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Response:
    """Which issue waits for which, and the words that say so."""
    with read_record(request) as record:
        found = look(record, asked, offset)
        context = {"links": found, "offset": offset, "most": _MOST}
        return page(request, record, "links.html", context, title="What waits for what", asked=asked, table="links")


def look(record: OpenRecord, asked: Asked, offset: int) -> Conditions:
    """The conditions that fit what is asked, read with what they rest on and no more."""
    part = record.conditions(**asked.filters)
    positions = record.chosen(positions=(link.position for link in part.links))
    told = record.chosen(statements=(each.voice for each in positions.positions if each.voice))
    held = replace(
        part, positions=positions.positions, statements=told.statements, articles=positions.articles or part.articles
    )
    index = narrowed(held, Filter(**asked.filters), "links")
    return find_conditions(index, colours_of(find_sides(record.glances())), ById(), first=offset, most=_MOST)

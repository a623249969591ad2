"""On whose word: who spoke, named or not, through which outlets, and what each outlet carries."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from travaux.model import Party
from travaux.views import Filter, Index
from travaux.views.brief.coverage import find_comparison
from travaux.views.brief.sources import find_sources
from travaux.views.filter import narrowed
from travaux.views.opening import ById
from travaux.views.shown import clipped
from travaux.views.sides import find_sides
from travaux.web.desk import Filters, page, read_record

router = APIRouter()


@router.get("/sources")
def show_sources(request: Request, asked: Filters) -> Response:
    """Kinds of source, speakers, and a comparison of the outlets, of the newest reports of the days asked for."""
    with read_record(request) as record:
        told, newest = record.newest_reports("statements", "positions", since=asked.since, until=asked.until)
        kept = narrowed(told, Filter(**asked.filters), "statements", "positions", "articles")
        own = tuple(each for each in kept.record.articles if each.id in newest.reports)  # others tell of the same
        index = Index(replace(kept.record, articles=own), kept)
        colours = _by_name(find_sides(record.glances()))
        context = {
            "sources": find_sources(index, ById()),
            "comparison": find_comparison(index, colours, ById()),
            "reports": len(newest.reports),
            "all_reports": record.state().reports,
            "first_day": newest.first_day,
            "earlier": newest.earlier,
        }
        return page(request, record, "sources.html", context, title="Sources", asked=asked, table="sources")


def _by_name(sides: tuple[Party, ...]) -> dict[str, int]:
    return {clipped(party.name, 40): number for number, party in enumerate(sides)}

"""The reports, the newest first."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from travaux.web.desk import Filters, page, read_record
from travaux.web.pages.issue import First

_MOST = 50
router = APIRouter()


@router.get("/articles")
def show_articles(request: Request, asked: Filters, first: First = 0) -> Response:
    """Each report with what was found in it, narrowed by the day on which it came out."""
    with read_record(request) as record:
        reports = record.reports(most=_MOST, first=first, since=asked.since, until=asked.until)
        after = first + len(reports.headings)
        context = {"reports": reports, "first": first, "after": after if after < reports.number else None}
        return page(request, record, "articles.html", context, title="Reports", asked=asked, table="articles")

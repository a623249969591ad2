"""How far a record has come while it is looked at: a line that asks again by itself, and holds nobody up."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from travaux.web.desk import TEMPLATES, read_record

router = APIRouter()
_Count = Annotated[int | None, Query(ge=0, le=10**9)]


@router.get("/growth")
def show_growth(request: Request, shown: _Count = None, seen: _Count = None) -> Response:
    """Reports on record against those that a page `shown` had, and those `seen` when this was asked last.

    Reads four numbers and merges nothing: a build on the same record is not waited for, nor does it wait.
    """
    with read_record(request) as record:
        state = record.state()
    first = state.reports if shown is None else shown
    context = {
        "reports": state.reports,
        "waiting": state.waiting,
        "files": state.files,
        "told": state.reports - state.waiting,
        "more": state.reports - first,
        "shown": first,
        "is_growing": seen is not None and state.reports > seen,
    }
    response = TEMPLATES.TemplateResponse(request, "growth.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response

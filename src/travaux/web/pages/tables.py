"""Every listing as a file to take along, narrowed like the page that leads here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from travaux.views import KINDS
from travaux.web.aside import Aside
from travaux.web.desk import Filters

router = APIRouter()
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@router.get("/tables/{kind}.{form}")
def take_along(
    request: Request,
    kind: str,
    form: str,
    asked: Filters,
    limit: Annotated[int | None, Query(ge=1, le=10_000_000)] = None,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """A listing as `travaux KIND --format FORM` writes it."""
    if kind not in KINDS or form not in _TYPES:
        raise HTTPException(404, "There is no such table.")
    aside = request.app.state.aside
    assert isinstance(aside, Aside)
    text = aside.table(kind, form, limit, offset, asked.filters)
    headers = {"Content-Disposition": f'attachment; filename="{kind}.{form}"'}
    return Response(text, media_type=_TYPES[form], headers=headers)

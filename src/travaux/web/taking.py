"""Tables to be taken along: the listing behind a page as CSV or JSON."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response

from travaux.web.desk import Filters, read_record

_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def offer(router: APIRouter, path: str, kind: str) -> None:
    """Add to a page's address one that ends in .csv and one that ends in .json, under the same filters."""

    @router.get(f"{path}.{{form}}")
    def take(request: Request, form: Literal["csv", "json"], asked: Filters) -> Response:
        with read_record(request) as record:
            text = record.table(kind, form, **asked.filters)
        name = path.strip("/").replace("/", "-")
        return Response(
            text, media_type=_TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        )

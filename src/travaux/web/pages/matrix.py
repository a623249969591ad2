"""Who stands where on what."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from travaux.web.desk import Filters, page, read_record

router = APIRouter()


@router.get("/")
def show_matrix(request: Request, asked: Filters) -> Response:
    """Issues by parties, the newest position first."""
    with read_record(request) as record:
        return page(request, record, "matrix.html", {"table": record.matrix(**asked.filters)}, asked=asked)

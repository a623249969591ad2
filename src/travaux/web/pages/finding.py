"""Any finding by its id: leads to its words in their place, or to its page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from travaux.views import Place
from travaux.web.desk import read_record, to
from travaux.web.pages.issue import Id

router = APIRouter()
Whose = Annotated[str | None, Query(pattern="^[0-9a-f]{16}$")]


@router.get("/finding/{id}")
def lead_to(request: Request, id: Id, of: Whose = None, on: Whose = None) -> Response:  # noqa: A002 - as in the address
    """Where a finding is seen, or what became of it; `of` and `on` are the party and the issue that it is of."""
    with read_record(request) as record:
        place = record.place(id, party=of, issue=on)
    if place is None:
        raise HTTPException(
            404,
            "The record has no finding of this name. A later build may have changed it: go back and look again.",
        )
    return RedirectResponse(address_of(place), status_code=303)


def address_of(place: Place) -> str:
    """The page of a party, an issue or an article; in an article the mark of a finding, or the words as such."""
    gone = 1 if place.is_gone else None
    if place.page != "article":
        return to(f"/{place.page}", place.id, party=place.party, gone=gone)
    if place.finding:
        return f"{to('/article', place.id)}#f-{place.finding}"
    if place.words:
        return f"{to('/article', place.id, mark=f'{place.words.start}-{place.words.end}', gone=gone)}#here"
    return to("/article", place.id, gone=gone)

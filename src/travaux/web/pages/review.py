"""The review: what is to be checked, one finding after the other, and what is ruled on it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from travaux.library import OpenRecord
from travaux.model import Change, Citation, Queue, Queued, Verdict
from travaux.views.card import Card, title_of
from travaux.views.wording import counted
from travaux.web.desk import page, read_record, to
from travaux.web.guard import own_page, who

router = APIRouter()
Layer: TypeAlias = Literal["", "position", "statement", "event", "outcome", "interaction"]
Told: TypeAlias = Literal["confirmed", "rejected", "corrected", "added", "undone"]
Id = Annotated[str, Form(pattern="^[0-9a-f]{16}$")]
At = Annotated[str | None, Query(pattern="^[0-9a-f]{16}$")]
Reason = Annotated[str, Form(max_length=500)]
MOST_FIELDS = 50

LAYERS = {
    "": "All",
    "position": "Positions",
    "statement": "Statements",
    "event": "Events",
    "outcome": "Outcomes",
    "interaction": "Sides taken",
}
_AHEAD = 60  # findings of the queue that are looked at: as far as one can skip
_SHOWN = 12
_TOLD = {each: f"{each.capitalize()}:" for each in ("confirmed", "rejected", "corrected", "added", "undone")}
KEYS = (
    ("j", "the next finding"),
    ("k", "the one before"),
    ("y", "confirm it"),
    ("n", "reject it"),
    ("e", "correct it"),
    ("m", "it is the same as another"),
    ("s", "it is not the same as another"),
    ("u", "undo what was ruled last"),
    ("?", "these keys"),
)


async def read_form(request: Request) -> FormData:
    """A form whose fields depend on what is ruled on."""
    return await request.form(max_fields=MOST_FIELDS)


Fields = Annotated[FormData, Depends(read_form)]


@router.get("/review")
def show_review(
    request: Request, layer: Layer = "", at: At = None, did: At = None, told: Told | None = None
) -> Response:
    """The queue, and the finding that is next in it or was asked for."""
    name = author(request)
    with read_record(request) as record:
        queue = record.queue(layer=layer or None, by=name, limit=_AHEAD)
        ids = [each.id for each in queue.items]
        card = record.card(at or ids[0]) if at or ids else None
        if at and card is None:
            raise HTTPException(404, "The record has nothing of this name to check.")
        place = ids.index(card.id) if card and card.id in ids else -1
        addresses = {id_: to("/review", layer=layer or None, at=id_) for id_ in ids}
        following = addresses[ids[place + 1]] if place + 1 < len(ids) else None
        done = record.card(did) if did and told else None
        rulings = record.rulings(finding=card.id) if card else ()
        context = {
            "card": card,
            "seen": record.seen(card.id) if card else "",
            "queue": [(each, title_of(each.finding), _why(each), addresses[each.id]) for each in _near(queue, place)],
            "before": addresses[ids[place - 1]] if place > 0 else None,
            "after": following,
            "next": following or to("/review", layer=layer or None),
            "layers": [(to("/review", layer=value or None), words, value == layer) for value, words in LAYERS.items()],
            "keys": KEYS,
            "done": (_TOLD[told], title_of(done)) if done and told else None,
            "undo": did if done and told != "undone" else None,
            "rulings": rulings,
            "progress": _progress(queue, layer),
            "actors": (),
        }
        return page(request, record, "review.html", context, title="Review")

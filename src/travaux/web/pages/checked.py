"""What was ruled, how right the machine was found, and how far those agree who ruled."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from travaux.model import State
from travaux.web.desk import page, read_record, to
from travaux.web.pages.review import ruled_words

router = APIRouter()
_ROWS = 50
STATES = {
    State.STANDS: "Stand",
    State.STALE: "Their finding has changed or is gone",
    State.OVERRULED: "Said otherwise later",
    State.UNDONE: "Taken back",
}


@router.get("/review/rulings")
def show_rulings(
    request: Request,
    state: Literal["", "stands", "stale", "overruled", "undone"] = "",
    first: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """All rulings, the newest first, with what became of them."""
    with read_record(request) as record:
        every = sorted(record.rulings(), key=lambda each: -each.ruling.number)
        found = [each for each in every if state in ("", each.state)]
        numbers = {each: sum(ruled.state is each for ruled in every) for each in STATES}
        context = {
            "rows": [(each, ruled_words(each), STATES[each.state].lower()) for each in found[first : first + _ROWS]],
            "states": [
                (to("/review/rulings"), "All", len(every), state == ""),
                *((to("/review/rulings", state=each), STATES[each], numbers[each], state == each) for each in STATES),
            ],
            "before": to("/review/rulings", state=state or None, first=max(0, first - _ROWS)) if first else None,
            "after": to("/review/rulings", state=state or None, first=first + _ROWS)
            if first + _ROWS < len(found)
            else None,
        }
        return page(request, record, "rulings.html", context, title="What was ruled")


@router.get("/review/accuracy")
def show_accuracy(request: Request) -> Response:
    """By layer: of how many checked how many were right, with the interval; and Krippendorff's alpha."""
    with read_record(request) as record:
        context = {"accuracy": record.accuracy(), "agreement": record.agreement()}
        return page(request, record, "accuracy.html", context, title="Accuracy and agreement")

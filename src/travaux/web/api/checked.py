"""What waits for a ruling, what was ruled, how right the machine was found and how far people agree, as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from travaux.model import State
from travaux.review import LAYERS
from travaux.views import as_object
from travaux.web.api import shapes
from travaux.web.api.paging import FAULTS, Limit, Offset, as_page
from travaux.web.api.shaping import ruled_shape
from travaux.web.desk import Word, read_record

router = APIRouter(tags=["review"], responses=FAULTS)
Layer = Annotated[str | None, Query(max_length=40, json_schema_extra={"examples": list(LAYERS)})]


@router.get("/queue")
def read_queue(
    request: Request,
    layer: Layer = None,
    party: Word = None,
    issue: Word = None,
    by: Annotated[str | None, Query(max_length=200, description="leave out what this author ruled on")] = None,
    limit: Limit = 50,
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> shapes.QueueShape:
    """What is to be checked, the findings first on which most hangs and which are most in doubt."""
    with read_record(request) as record:
        found = record.queue(layer=layer, party=party, issue=issue, by=by, limit=limit, offset=offset)
    items = [
        shapes.QueuedShape(
            id=each.id,
            layer=each.layer,
            data=as_object(each.layer, each.id, each.finding),
            seen=each.seen,
            weight=each.weight,
            reports=each.reports,
            ruled=list(each.ruled),
            verdict=each.verdict,
        )
        for each in found.items
    ]
    progress = [
        shapes.ProgressShape(layer=each.layer, findings=each.findings, ruled=each.ruled) for each in found.progress
    ]
    return shapes.QueueShape(items=items, next=offset + len(items) if found.more and items else None, progress=progress)


@router.get("/rulings")
def list_rulings(
    request: Request,
    by: Annotated[str | None, Query(max_length=200, description="whose")] = None,
    layer: Layer = None,
    state: State | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> shapes.Page[shapes.RuledShape]:
    """All rulings in the order in which they were given, with what became of each."""
    with read_record(request) as record:
        return as_page([ruled_shape(each) for each in record.rulings(by=by, layer=layer, state=state)], limit, offset)


@router.get("/accuracy")
def read_accuracy(request: Request) -> list[shapes.AccuracyShape]:
    """Of what was checked, how much was right as it was found: by layer, and by band of confidence."""
    with read_record(request) as record:
        return [
            shapes.AccuracyShape(
                layer=each.layer,
                band=each.band,
                checked=each.checked,
                right=each.right,
                low=each.low,
                high=each.high,
            )
            for each in record.accuracy()
        ]


@router.get("/agreement")
def read_agreement(request: Request) -> list[shapes.AgreementShape]:
    """How far those agree who ruled on the same findings, by layer: Krippendorff's alpha."""
    with read_record(request) as record:
        return [
            shapes.AgreementShape(
                layer=each.layer, coders=each.coders, findings=each.findings, alpha=each.alpha, same=each.same
            )
            for each in record.agreement()
        ]

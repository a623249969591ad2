"""One issue: where it stands, and each side's history on it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response

from travaux.model import Issue, Record
from travaux.views import Index
from travaux.views.asked import find_party
from travaux.views.lanes import HEIGHT, stand_days
from travaux.views.wording import STATUSES, when_words
from travaux.web.desk import Filters, page, read_record

LANES = 8
Id = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
First = Annotated[int, Query(ge=0, le=100_000)]
router = APIRouter()


@router.get("/issue/{id}")
def show_issue(request: Request, id: Id, asked: Filters, first: First = 0) -> Response:  # noqa: A002 - as in the address
    """Each party's history on an issue, its shifts, what it waits for, its status with the word for it."""
    with read_record(request) as record:
        names = record.names()
        issue = next((each for each in names.issues if each.id == id), None)
        if issue is None:
            raise HTTPException(404, "The record has no issue of this name. It may have got another with a new build.")
        filters = {name: value for name, value in asked.filters.items() if name not in ("issue", "party")}
        party = find_party(Index(names), asked.party) if asked.party else None
        dossier = record.dossier(
            of_issue=id, of_party=party.id if party else None, first=first, most=1 if party else LANES, **filters
        )
        assert dossier is not None
        context = {
            "issue": issue,
            "about": find_status(names, issue),
            "dossier": dossier,
            "party": party,
            "lane_height": HEIGHT,
            "stand_days": stand_days,
            "first": first,
            "after": first + LANES if not party and first + LANES < dossier.all_lanes else None,
        }
        return page(request, record, "issue.html", context, title=issue.label, asked=asked, table="history")


def find_status(names: Record, issue: Issue) -> dict[str, object]:
    """How an issue stands, on whose word; what it is a part of, and what is a part of it."""
    by = {each.id: each for each in names.issues}
    return {
        "status": STATUSES[issue.status],
        "on": when_words(issue.status_on) if issue.status_on else "",
        "parent": by.get(issue.parent) if issue.parent else None,
        "children": [each for each in names.issues if each.parent == issue.id],
    }

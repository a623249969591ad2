"""One party: its people and coalitions, its stands on each issue, and who speaks for it."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response

from travaux.model import ActorKind
from travaux.views.lanes import HEIGHT
from travaux.views.said import say
from travaux.views.wording import SOURCE_KINDS
from travaux.web.desk import Filters, page, read_record
from travaux.web.pages.issue import First, Id

LANES = 12
_LOOSE = 9  # positions on no issue
router = APIRouter()

KINDS = {
    ActorKind.PERSON: "a person",
    ActorKind.BODY: "a body",
    ActorKind.STATE: "a state",
    ActorKind.GROUP: "a group",
    ActorKind.OUTLET: "an outlet",
    None: "",
}


@router.get("/party/{id}")
def show_party(request: Request, id: Id, asked: Filters, first: First = 0) -> Response:  # noqa: A002 - as in the address
    """A party's stands by issue, with who is quoted for it."""
    with read_record(request) as record:
        names = record.names()
        party = next((each for each in names.parties if each.id == id), None)
        if party is None:
            raise HTTPException(404, "The record has no party of this name. It may have got another with a new build.")
        filters = {name: value for name, value in asked.filters.items() if name not in ("issue", "party")}
        dossier = record.dossier(of_party=id, first=first, most=LANES, **filters)
        assert dossier is not None
        loose, all_loose = record.loose(id, most=_LOOSE, **filters) if first == 0 else ((), 0)
        context = {
            "loose": [say(each) for each in loose],
            "all_loose": all_loose,
            "party": party,
            "kind": KINDS[party.kind],
            "coalitions": [each for each in names.parties if each.id in party.coalitions],
            "members": [each for each in names.parties if party.id in each.coalitions],
            "dossier": dossier,
            "people": record.people(id, **filters),
            "source_kinds_of": SOURCE_KINDS,
            "lane_height": HEIGHT,
            "first": first,
            "after": first + LANES if first + LANES < dossier.all_lanes else None,
        }
        return page(request, record, "party.html", context, title=party.name, asked=asked, table="history")

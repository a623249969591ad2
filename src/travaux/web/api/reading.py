"""What the pages show, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, HTTPException, Path, Query, Request

from travaux.library import OpenRecord
from travaux.model import TYPES, Issue, Party
from travaux.views import KINDS, Sheet, as_object, find_place, is_askable, search_listing
from travaux.web.api import shapes
from travaux.web.api.paging import FAULTS, Limit, Offset, as_page
from travaux.web.api.shaping import (
    article_shape,
    dossier_shape,
    issue_shape,
    matrix_shape,
    party_shape,
    person_shape,
    report_shape,
)
from travaux.web.desk import Filters, read_record
from travaux.web.pages.finding import address_of
from travaux.web.pages.issue import Id

_Noun = TypeVar("_Noun", Party, Issue)
router = APIRouter(tags=["reading"], responses=FAULTS)


@router.get("/record")
def read_the_record(request: Request) -> shapes.RecordShape:
    """What the record is called, the days that it covers, and how much it holds."""
    with read_record(request) as record:
        names, numbers = record.names(), record.numbers()
        first, last = names.period or (None, None)
        days = [day.isoformat() if day else None for day in (first, last)]
        return shapes.RecordShape(
            title=names.title, first_day=days[0], last_day=days[1], numbers=numbers, is_behind=record.is_behind
        )


@router.get("/matrix")
def read_matrix(
    request: Request,
    asked: Filters,
    row: Offset = 0,
    rows: Annotated[int, Query(ge=1, le=50)] = 12,
    column: Offset = 0,
    columns: Annotated[int, Query(ge=1, le=20)] = 5,
) -> shapes.MatrixShape:
    """Who stands where on what: some issues by some parties, the newest positions of each first."""
    with read_record(request) as record:
        size = {"first_row": row, "rows": rows, "first_column": column, "columns": columns}
        return matrix_shape(record.board(**size, **asked.filters))


@router.get("/parties")
def list_parties(request: Request, limit: Limit = 50, offset: Offset = 0) -> shapes.Page[shapes.PartyShape]:
    """The sides, by id."""
    with read_record(request) as record:
        return as_page([party_shape(each) for each in record.names().parties], limit, offset)


@router.get("/parties/{id}")
def read_party(request: Request, id: Id) -> shapes.PartyShape:  # noqa: A002 - as in the address
    """One side."""
    with read_record(request) as record:
        return party_shape(_party(record, id))


@router.get("/parties/{id}/history")
def read_party_history(
    request: Request,
    id: Id,  # noqa: A002
    asked: Filters,
    limit: Annotated[int, Query(ge=1, le=50)] = 12,
    offset: Offset = 0,
) -> shapes.DossierShape:
    """A side's stands on each issue, where they moved, and what it makes wait for what."""
    with read_record(request) as record:
        _party(record, id)
        found = record.dossier(of_party=id, first=offset, most=limit, **_without(asked, "party", "issue"))
        assert found is not None
        return dossier_shape(found, limit, offset)


@router.get("/parties/{id}/people")
def read_people(
    request: Request,
    id: Id,  # noqa: A002
    asked: Filters,
    limit: Limit = 50,
    offset: Offset = 0,
) -> shapes.Page[shapes.PersonShape]:
    """Who is quoted for a side, most first."""
    with read_record(request) as record:
        _party(record, id)
        people = record.people(id, **_without(asked, "party", "issue"))
        return as_page([person_shape(each) for each in people.voices], limit, offset)


@router.get("/issues")
def list_issues(request: Request, limit: Limit = 50, offset: Offset = 0) -> shapes.Page[shapes.IssueShape]:
    """The agenda, by id."""
    with read_record(request) as record:
        return as_page([issue_shape(each) for each in record.names().issues], limit, offset)


@router.get("/issues/{id}")
def read_issue(request: Request, id: Id) -> shapes.IssueShape:  # noqa: A002
    """One issue."""
    with read_record(request) as record:
        return issue_shape(_issue(record, id))


@router.get("/issues/{id}/history")
def read_issue_history(
    request: Request,
    id: Id,  # noqa: A002
    asked: Filters,
    limit: Annotated[int, Query(ge=1, le=50)] = 12,
    offset: Offset = 0,
) -> shapes.DossierShape:
    """Each side's stands on an issue, where they moved, and what waits for what."""
    with read_record(request) as record:
        _issue(record, id)
        found = record.dossier(of_issue=id, first=offset, most=limit, **_without(asked, "party", "issue"))
        assert found is not None
        return dossier_shape(found, limit, offset)


@router.get("/articles")
def list_articles(
    request: Request, asked: Filters, limit: Limit = 50, offset: Offset = 0
) -> shapes.Page[shapes.ReportShape]:
    """Reports without their texts, the newest first; of the filters only the days count."""
    with read_record(request) as record:
        found = record.reports(most=limit, first=offset, since=asked.since, until=asked.until)
        items = [report_shape(each, found.counts) for each in found.headings]
        end = offset + len(items)
        return shapes.Page(items=items, total=found.number, next=end if items and end < found.number else None)


@router.get("/articles/{id}")
def read_article(request: Request, id: Id) -> shapes.ArticleShape:  # noqa: A002
    """A report with its text, what was found in it, and its twins."""
    with read_record(request) as record:
        sheet: Sheet | None = record.article(id)
        if sheet is None:
            raise HTTPException(404, "The record has no report of this name.")
        return article_shape(sheet)


@router.get("/findings/{id}")
def read_finding(request: Request, id: Id) -> shapes.FindingShape:  # noqa: A002
    """Any finding, as exports have it, and where it is seen."""
    with read_record(request) as record:
        found = record.finding(id)
    if found is None:
        raise HTTPException(404, "The record has no finding of this name.")
    part, now = found
    types = ((type_.name, each) for type_ in TYPES for each in getattr(part, type_.field))
    type_, held = next((name, each) for name, each in types if getattr(each, "id", None) == now)
    place = find_place(part, now)
    data = as_object(type_, now, held)
    return shapes.FindingShape(id=now, type=type_, data=data, page=address_of(place) if place else None)


@router.get("/search")
def search(
    request: Request,
    words: Annotated[str, Query(min_length=1, max_length=200)],
    asked: Filters,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
    after: Annotated[str | None, Query(pattern=r"^\d{1,19}$", description="`next` of the page before")] = None,
) -> shapes.Hits:
    """Sentences that have all words in any form, the shortest first."""
    if not is_askable(words):
        raise HTTPException(400, "There are no words to look for: letters or digits are needed.")
    with read_record(request) as record:
        if after is not None and int(after) >= 2**63:
            return shapes.Hits(items=[], next=None, looked=0)
        last = int(after) if after is not None else -1
        hits = record.hits(words, limit=limit, after=last, **asked.filters)
    found = search_listing(hits.part, hits.hits)
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    items = [shapes.HitShape(**{**row, **place}) for row, place in zip(rows, found.details, strict=True)]  # type: ignore[arg-type]
    return shapes.Hits(items=items, next=None if hits.next is None else str(hits.next), looked=hits.looked)


@router.get("/tables/{kind}")
def read_table(
    request: Request,
    kind: Annotated[str, Path(json_schema_extra={"enum": list(KINDS)})],
    asked: Filters,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Offset = 0,
) -> shapes.TableShape:
    """Any listing, as the command of the same name gives it."""
    if kind not in KINDS:
        raise HTTPException(404, "There is no such table.")
    with read_record(request) as record:
        found = record.listing(kind, **asked.filters)
    rows = [list(row) for row in found.rows[offset : offset + limit]]
    end = offset + len(rows)
    following = end if rows and end < len(found.rows) else None
    return shapes.TableShape(columns=list(found.columns), rows=rows, total=len(found.rows), next=following)


def _party(record: OpenRecord, id_: str) -> Party:
    return _known(record.names().parties, id_, "party")


def _issue(record: OpenRecord, id_: str) -> Issue:
    return _known(record.names().issues, id_, "issue")


def _known(held: Sequence[_Noun], id_: str, what: str) -> _Noun:
    found = next((each for each in held if each.id == id_), None)
    if found is None:
        raise HTTPException(404, f"The record has no {what} of this name.")
    return found


def _without(asked: Filters, *names: str) -> dict[str, Any]:
    return {name: value for name, value in asked.filters.items() if name not in names}

"""What goes by which name: actors and issues that are one, or are not, and issues by another name."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeAlias

from fastapi import APIRouter, Form, HTTPException, Path, Query, Request, Response
from starlette.responses import RedirectResponse

from travaux.library import OpenRecord
from travaux.model import Act, Actor, Issue, Modality
from travaux.review import claim
from travaux.views.wording import act_words
from travaux.web.desk import page, read_record, to
from travaux.web.pages.review import Id, Reason, author, ruled_words

router = APIRouter()
Layer: TypeAlias = Literal["actor", "issue"]
Name = Annotated[str, Form(max_length=200, min_length=1)]
Of = Annotated[Layer, Form()]
Seen = Annotated[str, Form(max_length=64)]
First = Annotated[int, Query(ge=0, le=1_000_000)]
LAYERS = {"issue": "Issues", "actor": "People and bodies"}
_ROWS, _PASSAGES = 60, 30
_MOST_OFFERED = 400
_TOLD = {
    "merged": "They are one from now on.",
    "split": "They are told apart from now on.",
    "renamed": "It goes by its new name from now on.",
}
_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")


@router.get("/review/names")
def show_names(
    request: Request, layer: Layer = "issue", words: Annotated[str, Query(max_length=200)] = "", first: First = 0
) -> Response:
    """All issues, or all people and bodies, by name; those that hold some words."""
    with read_record(request) as record:
        sought = words.casefold().split()
        rows = [
            (each.id, _name(each), ", ".join(_also(each)))
            for each in _all(record, layer)
            if all(word in " ".join((_name(each), *_also(each))).casefold() for word in sought)
        ]
        asked = {"layer": layer, "words": words or None}
        context = {
            "layer": layer,
            "words": words,
            "rows": rows[first : first + _ROWS],
            "layers": [(to("/review/names", layer=each), told, each == layer) for each, told in LAYERS.items()],
            "before": to("/review/names", **asked, first=max(0, first - _ROWS) or None) if first else None,
            "after": to("/review/names", **asked, first=first + _ROWS) if first + _ROWS < len(rows) else None,
        }
        return page(request, record, "names.html", context, title="Names and issues")


@router.get("/review/names/{layer}/{id}")
def show_name(
    request: Request,
    layer: Layer,
    id: Annotated[str, Path(pattern="^[0-9a-f]{16}$")],  # noqa: A002 - as in the address
    told: Literal["merged", "split", "renamed"] | None = None,
    first: First = 0,
) -> Response:
    """One of them: what it is called, what can be ruled on it, and the passages under an issue."""
    with read_record(request) as record:
        every = _all(record, layer)
        found = _find(every, id)
        here, name = to("/review/names", layer, id), _name(found)
        passages, number = _passages(record, name, first) if layer == "issue" else ([], 0)
        context = {
            "layer": layer,
            "kind": LAYERS[layer],
            "id": id,
            "seen": claim(found),
            "name": name,
            "also": _also(found),
            "told": _TOLD[told] if told else "",
            "others": [_name(each) for each in every if each.id != id][:_MOST_OFFERED],
            "rulings": [ruled_words(each) for each in record.rulings(finding=id)],
            "passages": passages,
            "all": number,
            "before": f"{here}?first={max(0, first - _PASSAGES)}" if first else None,
            "after": f"{here}?first={first + _PASSAGES}" if first + _PASSAGES < number else None,
        }
        return page(request, record, "name.html", context, title=name)


@router.post("/review/rename")
def rename(request: Request, finding: Id, seen: Seen, layer: Of, name: Name, reason: Reason = "") -> Response:
    """An issue by another name."""
    with read_record(request) as record:
        record.rule(
            finding, "renamed", by=author(request), seen=seen, correction={"label": name}, reason=reason or None
        )
        return _after(record, layer, finding, "renamed", name)


@router.post("/review/merge")
def merge(request: Request, finding: Id, seen: Seen, layer: Of, other: Name, reason: Reason = "") -> Response:
    """Two of them are one."""
    with read_record(request) as record:
        every = _all(record, layer)
        found = _find(every, finding)
        same = [each for each in every if _name(each).casefold() == other.strip().casefold() and each.id != finding]
        if len(same) != 1:
            raise HTTPException(422, "That is not the name of exactly one other: take it from the list.")
        record.rule(finding, "merged", by=author(request), seen=seen, others=(same[0].id,), reason=reason or None)
        return _after(record, layer, finding, "merged", _name(found))


@router.post("/review/split")
def split(
    request: Request,
    finding: Id,
    seen: Seen,
    layer: Of,
    part: Annotated[list[str], Form(max_length=200)] = [],  # noqa: B006 - FastAPI copies it
    reason: Reason = "",
) -> Response:
    """Some of its names or terms are something else."""
    with read_record(request) as record:
        found = _find(_all(record, layer), finding)
        if not part or not set(part) <= set(_also(found)):
            raise HTTPException(422, "Choose what is something else.")
        record.rule(finding, "split", by=author(request), seen=seen, others=tuple(part), reason=reason or None)
        return _after(record, layer, finding, "split", _name(found))


@router.post("/review/join")
def join(
    request: Request,
    finding: Id,
    other: Annotated[str, Form(max_length=500)],
) -> Response:
    """Two statements are one utterance; the other is named by its id, or by an address that holds it."""
    named = _ID.findall(other)
    with read_record(request) as record:
        own, other_card = record.card(finding), record.card(named[-1]) if named else None
        if not (own and other_card and own.joined and other_card.joined) or own.joined == other_card.joined:
            raise HTTPException(422, "That is no statement of another utterance.")
        record.rule(own.joined, "merged", by=author(request), others=(other_card.joined,))
    return RedirectResponse(to("/review", at=finding), 303)


@router.post("/review/part")
def part_from(
    request: Request,
    finding: Id,
    joined: Id,
    other: Id,
) -> Response:
    """A statement is not the same utterance as those that it was taken for."""
    with read_record(request) as record:
        record.rule(joined, "split", by=author(request), others=(other,))
    return RedirectResponse(to("/review", at=finding), 303)


def _all(record: OpenRecord, layer: str) -> list[Any]:
    found: tuple[Actor | Issue, ...] = record.actors() if layer == "actor" else record.names().issues
    return sorted(found, key=lambda each: (_name(each).casefold(), each.id))


def _find(every: list[Any], id_: str) -> Any:
    found = next((each for each in every if each.id == id_), None)
    if found is None:
        raise HTTPException(404, "The record has nothing of this name. It may have been made one with another.")
    return found


def _name(each: Actor | Issue) -> str:
    return each.name if isinstance(each, Actor) else each.label


def _also(each: Actor | Issue) -> tuple[str, ...]:
    return tuple(name for name in (each.aliases if isinstance(each, Actor) else each.terms) if name != _name(each))


def _passages(record: OpenRecord, issue: str, first: int) -> tuple[list[dict[str, str]], int]:
    """Positions on an issue, a page of them, and how many there are in all."""
    listing, number = record.passages(issue, first=first, most=_PASSAGES)
    rows = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]
    told = [
        {
            "id": str(row["id"]),
            "party": str(row["party"] or ""),
            "holder": str(row["holder"] or ""),
            "act": act_words(Act(str(row["act"])), Modality(str(row["modality"]))),
            "words": str(row["basis"]),
            "where": ", ".join(str(row[name]) for name in ("date", "outlet") if row[name]),
        }
        for row in rows
    ]
    return told, number


def _after(record: OpenRecord, layer: str, finding: str, told: str, name: str) -> Response:
    """The page of what was ruled on: it may go by another id from now on."""
    now = next((each.id for each in _all(record, layer) if each.id == finding or _name(each) == name), None)
    return RedirectResponse(
        to("/review/names", layer, now, told=told) if now else to("/review/names", layer=layer), 303
    )

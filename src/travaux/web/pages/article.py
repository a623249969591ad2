"""One report: its text with what was found in it marked, and beside it notes, its twins, and what only it carries."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from travaux.model import Span
from travaux.views.said import phrase_of
from travaux.views.sheet import HERE, Sheet
from travaux.views.wording import ARTICLE_KINDS, estimate_words
from travaux.web.desk import page, read_record
from travaux.web.pages.issue import Id

router = APIRouter()
_MOST_TWINS = 12
_OPENING = 90  # characters in place of a title
_NAMES = {
    "position": ("position", "positions"),
    "statement": ("statement", "statements"),
    "event": ("event", "events"),
    "outcome": ("outcome", "outcomes"),
    "interaction": ("side taken", "sides taken"),
}


@router.get("/article/{id}")
def show_article(
    request: Request,
    id: Id,  # noqa: A002 - as in the address
    mark: Annotated[str | None, Query(pattern=r"^\d{1,9}-\d{1,9}$")] = None,
) -> Response:
    """The text with statements, positions and events; `mark` is a place in it, from-to in code points."""
    place = Span(*map(int, mark.split("-"))) if mark else None
    with read_record(request) as record:
        sheet = record.article(id, place)
        if sheet is None:
            raise HTTPException(404, "The record has no report of this name. It may have been removed.")
        context = {
            "sheet": sheet,
            "kind": ARTICLE_KINDS[sheet.article.kind],
            "about": estimate_words(sheet.estimate) if sheet.estimate else "",
            "kinds": [(kind, *_NAMES[kind], count) for kind in _NAMES if (count := sheet.counts.get(kind, 0))],
            "address": _web_address(sheet.article.address),
            "here_id": HERE,
            "twins": sheet.twins[:_MOST_TWINS],
            "more_twins": len(sheet.twins) - _MOST_TWINS,
        }
        context["heading"] = sheet.article.title or _opening(sheet) or sheet.article.origin
        title = sheet.article.title or sheet.article.outlet or sheet.article.origin
        return page(request, record, "article.html", context, title=title)


def _opening(sheet: Sheet) -> str:
    """The words with which a report without a title begins."""
    words = "".join(piece.text for piece in sheet.paragraphs[0].pieces) if sheet.paragraphs else ""
    return phrase_of(words, _OPENING)


def _web_address(address: str | None) -> str | None:
    """An address that a browser may be sent to: what a report says of itself can be anything."""
    return address if address and address.startswith(("https://", "http://")) else None

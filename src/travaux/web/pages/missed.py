"""What was missed: a statement or a position, added from words of a report."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from starlette.responses import RedirectResponse

from travaux.library import OpenRecord
from travaux.model import Act, Article, Citation, Manner, Modality, SourceKind, Span, Stance
from travaux.views import find_words
from travaux.views.card import MANNERS, MODALITIES, STANCES
from travaux.views.passage import read_passage
from travaux.views.wording import SOURCE_KINDS, VERBS
from travaux.web.desk import page, read_record, to
from travaux.web.pages.review import Fields, Id, author

router = APIRouter()
_LONGEST = 4000  # code points that can be selected
_MOST_OFFERED = 400
_FIELDS = {
    "statement": ("speaker", "party", "source_kind", "manner"),
    "position": ("holder", "party", "act", "stance", "modality", "issue", "object", "condition"),
}
_CITED = frozenset(("object", "condition"))


@router.get("/review/add")
def show_form(
    request: Request,
    article: Annotated[str, Query(pattern="^[0-9a-f]{16}$")],
    span: Annotated[str | None, Query(pattern=r"^\d{1,9}-\d{1,9}$")] = None,
) -> Response:
    """The words that were selected in their place, and what is to be told of them; without any, a field for them."""
    with read_record(request) as record:
        found = _article(record, article)
        cited = _cite(found, Span(*map(int, span.split("-")))) if span else None
        names = record.names()
        context = {
            "article": found,
            "cited": cited,
            "passage": read_passage(found, [cited]) if cited else None,
            "parties": sorted(party.name for party in names.parties)[:_MOST_OFFERED],
            "issues": sorted(issue.label for issue in names.issues)[:_MOST_OFFERED],
            "source_kinds": [(str(kind), SOURCE_KINDS[kind]) for kind in SourceKind],
            "manners": [(str(manner), MANNERS[manner]) for manner in Manner],
            "acts": [(str(act), VERBS[act].present) for act in Act],
            "stances": [(str(stance), STANCES[stance]) for stance in Stance],
            "modalities": [(str(modality), MODALITIES[modality]) for modality in Modality],
        }
        return page(request, record, "add.html", context, title="What was missed")


@router.post("/review/add")
def add(
    request: Request,
    fields: Fields,
    article: Id,
    layer: Annotated[Literal["statement", "position"], Form()],
    words: Annotated[str, Form(max_length=_LONGEST + 100)],
    span: Annotated[str, Form(pattern=r"^(\d{1,9}-\d{1,9})?$")] = "",
    reason: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Add it, if its words stand in the report as they were given, at the place that was given."""
    with read_record(request) as record:
        found = _article(record, article)
        cited = _cite(found, Span(*map(int, span.split("-")))) if span else find_words(found, words)
        if cited is None or (span and cited.words.strip() != words.replace("\r\n", "\n").strip()):
            raise HTTPException(422, "These words do not stand there in the report.")
        told: dict[str, str | None] = {"content" if layer == "statement" else "basis": f"{cited.start}-{cited.end}"}
        for name in _FIELDS[layer]:
            given = fields.get(f"{layer}_{name}")
            if isinstance(given, str) and given.strip():
                told[name] = _place(found, cited, given) if name in _CITED else given.strip()
        ruling = record.add_finding(layer, article, told, by=author(request), reason=reason or None)
    return RedirectResponse(f"{to('/article', article)}#f-{ruling.finding}", 303)


def _article(record: OpenRecord, id_: str) -> Article:
    sheet = record.article(id_)
    if sheet is None:
        raise HTTPException(404, "The record has no report of this name.")
    return sheet.article


def _cite(article: Article, span: Span) -> Citation:
    if not 0 <= span.start < span.end <= len(article.text) or span.end - span.start > _LONGEST:
        raise HTTPException(422, "There are no words at that place.")
    return article.cite(span)


def _place(article: Article, cited: Citation, words: str) -> str:
    found = find_words(article, words, cited.start)
    if found is None:
        raise HTTPException(422, "What it is about and on what condition are words of the report, as they stand there.")
    return f"{found.start}-{found.end}"

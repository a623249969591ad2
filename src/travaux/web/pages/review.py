"""The review: what is to be checked, one finding after the other, and what is ruled on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from travaux.library import OpenRecord
from travaux.model import Queue, Queued, Ruled, State
from travaux.review import claim
from travaux.views import Card, change_words, find_words, title_of
from travaux.views.card import Entry
from travaux.views.shown import clipped
from travaux.views.wording import counted, day_words
from travaux.web.desk import page, read_record, to
from travaux.web.guard import own_page, who

router = APIRouter()
Layer: TypeAlias = Literal["", "position", "statement", "event", "outcome", "interaction"]
Told: TypeAlias = Literal["confirmed", "rejected", "corrected", "added", "undone"]
Id = Annotated[str, Form(pattern="^[0-9a-f]{16}$")]
At = Annotated[str | None, Query(pattern="^[0-9a-f]{16}$")]
Reason = Annotated[str, Form(max_length=500)]
MOST_FIELDS, MOST_WORDS = 50, 2000

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
        done = record.rulings(finding=did)[-1:] if did and told else ()
        rulings = record.rulings(finding=card.id) if card else ()
        context = {
            "card": card,
            "seen": claim(card.finding) if card else "",
            "queue": [(each, title_of(each.finding), _why(each), addresses[each.id]) for each in _near(queue, place)],
            "before": addresses[ids[place - 1]] if place > 0 else None,
            "after": following,
            "next": following or to("/review", layer=layer or None),
            "layers": [(to("/review", layer=value or None), words, value == layer) for value, words in LAYERS.items()],
            "keys": KEYS,
            "done": (_TOLD[told], clipped(done[0].words or "", 120)) if done and told else None,
            "undo": did if done and told != "undone" else None,
            "rulings": [ruled_words(each) for each in rulings],
            "named": _named(record, card) if card else [],
            "progress": _progress(queue, layer),
            "found_right": [*_accuracy(record, layer), *_agreement(record, layer)],
            "stale": len(record.rulings(state=State.STALE)),
        }
        return page(request, record, "review.html", context, title="Review")


@router.post("/review/rule")
def take_down(
    request: Request,
    finding: Id,
    seen: Annotated[str, Form(max_length=64)],
    verdict: Annotated[Literal["confirmed", "rejected", "corrected"], Form()],
    fields: Fields,
    next_: Annotated[str, Form(alias="next", max_length=500)] = "/review",
    reason: Reason = "",
) -> Response:
    """One ruling: the button that was pressed, and, where it corrects, the fields that were changed."""
    with read_record(request) as record:
        card = record.card(finding)
        if card is None:
            raise HTTPException(404, "The record no longer has this finding. A build may have read it anew.")
        changes = read_changes(card, fields) if verdict == "corrected" else {}
        if verdict == "corrected" and not changes:
            raise HTTPException(422, "Nothing was changed. Where all is right, confirm it.")
        record.rule(finding, verdict, by=author(request), seen=seen, correction=changes, reason=reason or None)
    return go_on(next_, finding, verdict)


@router.post("/review/undo")
def take_back(request: Request, finding: Id) -> Response:
    """Take back one's own last ruling on a finding."""
    name = author(request)
    with read_record(request) as record:
        own = record.rulings(finding=finding, by=name)
        standing = [each for each in own if each.state is not State.UNDONE]
        if not standing:
            raise HTTPException(404, "There is nothing of yours to take back here.")
        record.undo(standing[-1].ruling.id, by=name)
    return RedirectResponse(to("/review", at=finding, did=finding, told="undone"), 303)


def author(request: Request) -> str:
    """Who rules: the guard lets nobody write without a name."""
    name = who(request).name
    assert name is not None
    return name


def go_on(address: str, finding: str, told: Told) -> Response:
    """To the next page of the review, where it is said what was done."""
    to_next = own_page(address)
    if not to_next.startswith("/review"):
        to_next = "/review"
    joint = "&" if "?" in to_next else "?"
    return RedirectResponse(f"{to_next}{joint}{urlencode({'did': finding, 'told': told})}", 303)


def read_changes(card: Card, fields: FormData) -> dict[str, str | None]:
    """What a form says otherwise than the card. Words of the report are told by their place, nearest to the finding."""
    changes: dict[str, str | None] = {}
    for entry in card.entries:
        name = f"to_{entry.name}"
        if name in fields and (given := _word(fields, name)) != entry.value:
            changes[entry.name] = _place(card, entry, given) if entry.is_cited and given else given or None
    return changes


def _place(card: Card, entry: Entry, words: str) -> str:
    cited = find_words(card.article, words, card.at)
    if cited is None:
        raise HTTPException(422, f"{entry.label}: these words do not stand in the report.")
    return f"{cited.start}-{cited.end}"


def _word(fields: FormData, name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > MOST_WORDS:
        raise HTTPException(422, "That is too long.")
    return value.strip()


def _near(queue: Queue, place: int) -> tuple[Queued, ...]:
    """As many of the queue as stand beside the card, those before it first."""
    first = max(0, place - 2)
    return queue.items[first : first + _SHOWN]


def _why(queued: Queued) -> str:
    """Why it comes so early, in words."""
    sure = getattr(queued.finding, "confidence", None)
    doubt = f"{round(100 * sure)} % sure" if sure is not None else ""
    weight = counted(queued.reports, "report") if queued.reports > 1 else ""
    others = f"ruled on by {', '.join(queued.ruled)}" if queued.ruled else ""
    return ", ".join(filter(None, (LAYERS[queued.layer].removesuffix("s").lower(), doubt, weight, others)))


def _named(record: OpenRecord, card: Card) -> list[tuple[str, str, str]]:
    """What a card names that can be told apart or made one: layer, id and name."""
    told = {entry.name: entry.value for entry in card.entries}
    found = [("issue", card.issue, told.get("issue", ""))] if card.issue else []
    who = told.get("speaker") or told.get("holder")
    actor = next((each.id for each in record.actors() if who and who in (each.name, *each.aliases)), None)
    return [*([("actor", actor, who)] if actor and who else []), *found]


def _progress(queue: Queue, layer: str) -> tuple[int, int]:
    """How many were ruled on, of how many."""
    asked = [each for each in queue.progress if layer in ("", each.layer)]
    return sum(each.ruled for each in asked), sum(each.findings for each in asked)


def _accuracy(record: OpenRecord, layer: str) -> Iterator[str]:
    """Of how many that were checked how many were right, in a line for each layer that is looked at."""
    for each in record.accuracy():
        if each.band is None and layer in ("", each.layer) and each.checked:
            share = f"{each.right / each.checked:.0%} right ({each.low:.0%} to {each.high:.0%})"
            yield f"{counted(each.checked, each.layer)} checked, {share}"


def _agreement(record: OpenRecord, layer: str) -> Iterator[str]:
    for each in record.agreement():
        if layer in ("", each.layer) and each.alpha is not None:
            yield f"{each.coders} coders of {each.layer}s agree to α {each.alpha:.2f}"


def ruled_words(ruled: Ruled) -> str:
    """A ruling on a line: what, by whom, when, why."""
    ruling = ruled.ruling
    changes = ", ".join(map(change_words, ruling.correction))
    parts = (
        f"{ruling.verdict} by {ruling.by} on {day_words(ruling.at.date())}",
        clipped(changes, 300),
        clipped(ruling.reason or "", 300),
        "its finding has changed since" if ruled.state is State.STALE else "",
        "taken back" if ruled.state is State.UNDONE else "",
    )
    return "; ".join(filter(None, parts))

"""Where a finding is seen: on the page of a party or an issue, or among the words of an article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from travaux.model import (
    Actor,
    Article,
    Citation,
    Copies,
    Estimate,
    Event,
    Happening,
    Interaction,
    Issue,
    Knot,
    Link,
    Outcome,
    Party,
    Position,
    Problem,
    Record,
    Rule,
    Shift,
    Span,
    Stand,
    Statement,
    Witnesses,
)
from travaux.views.index import Index


@dataclass(frozen=True, slots=True)
class Place:
    """`id` is that of the page; in an article `finding` is marked there by itself, else `words` are the place.

    On the page of an issue `party` is the side whose stands are meant. `is_gone` where what was there is no more.
    """

    page: Literal["party", "issue", "article"]
    id: str
    finding: str | None = None
    words: Span | None = None
    party: str | None = None
    is_gone: bool = False


def find_place(record: Record, id_: str) -> Place | None:
    """Where the finding of this id is seen, None for one that the record lacks or that rests on no words."""
    index = Index(record)
    found = index.findings.get(id_)
    match found:
        case Party():
            return Place("party", id_)
        case Issue():
            return Place("issue", id_)
        case Article():
            return Place("article", id_)
        case Statement() | Position() | Event() | Interaction() | Outcome():
            return Place("article", found.article, id_)
        case Stand():
            held = index.positions_in(found)
            return Place("article", held[-1].article, held[-1].id) if held else Place("issue", found.issue)
        case Happening():
            told = index.newest_version(found)
            return Place("article", told.article, told.id) if told else None
        case Link():
            return Place("article", found.basis.article, found.position)
        case Shift():
            ends = index.ends_of(found)
            return Place("article", ends[1].article, ends[1].id) if ends[1] else _at(found.told or found.later)
        case Actor() | Rule() | Problem():
            return _at(found.basis) if found.basis else None
        case Witnesses() | Knot():
            members = found.statements if isinstance(found, Witnesses) else found.links
            return find_place(record, members[0]) if members else None
        case Copies():
            return Place("article", found.articles[0])
        case Estimate():
            return Place("article", found.article)
    return None


def place_of_old(record: Record, id_: str, place: Place | None) -> Place | None:
    """Where something was that is there no more: the side on the issue, or the words without a mark of their own."""
    index = Index(record)
    found = index.findings.get(id_)
    if isinstance(found, Stand):
        return find_cell(record, found.party, found.issue)
    if place is None or place.finding is None:
        return place
    marked: Any = index.findings.get(place.finding)
    basis = getattr(marked, "basis", None) or next(iter(getattr(marked, "content", None) or ()), None)
    return replace(place, finding=None, words=basis.span if basis else None, is_gone=True)


def find_cell(record: Record, party: str | None, issue: str | None) -> Place | None:
    """The stands of a side on an issue, where something was that is not there any more; None where neither is known."""
    name = next((each.name for each in record.parties if each.id == party), None)
    if any(each.id == issue for each in record.issues):
        return Place("issue", issue or "", party=name, is_gone=True)
    return Place("party", party or "", is_gone=True) if name else None


def _at(words: Citation) -> Place:
    return Place("article", words.article, words=words.span)

"""Search: sentences by their words, positions and statements by field. A search is an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from travaux.library import OpenRecord
from travaux.model import Act, Record, When
from travaux.views import Hits, Looked, is_askable, lit, search_listing
from travaux.views.said import ON_WHOSE_WORD, phrase_of, say
from travaux.views.wording import ACTS_AND_GROUPS, VERBS, carried, told_time, when_words
from travaux.web.desk import Asked, Filters, Word, page, read_record

_MOST = 20
_MOST_PAGES = 6  # of parties and issues that are called by what is sought
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence in pieces, each with whether it is what was looked for, and where it stands."""

    pieces: tuple[tuple[str, bool], ...]
    article: str
    start: int
    end: int
    date: str
    speaker: str
    party: str
    issue: str
    act: str
    outlet: str


@router.get("/search")
def search(
    request: Request,
    asked: Filters,
    words: Word = None,
    after: Annotated[int, Query(ge=-1, lt=2**63)] = -1,
    first: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """Sentences that have all words in any form; without words, what the fields alone find."""
    with read_record(request) as record:
        names = record.names()
        context: dict[str, object] = {
            "words": words or "",
            "found": None,
            "told": None,
            "parties": sorted(party.name for party in names.parties)[:400],
            "issues": sorted(issue.label for issue in names.issues)[:400],
            "acts": ACTS_AND_GROUPS,
            "next": None,
            "looked_at": 0,
            "is_further": after >= 0,
            "pages": _pages_of(names, words) if words and after < 0 else (),
        }
        if words and is_askable(words):
            hits = record.hits(words, limit=_MOST, after=after, **asked.filters)
            context |= {"found": _by_words(hits, words), "next": hits.next, "looked_at": hits.looked}
        elif asked.filters:
            context |= _by_fields(record, asked, first)
        context["nothing_to_look_for"] = bool(words) and not is_askable(words or "")
        return page(request, record, "search.html", context, title=words or "Search", asked=asked)


def _pages_of(names: Record, words: str) -> list[tuple[str, str, str]]:
    """The pages of parties and issues that are called so, or by a name with these words in it: path, id, name."""
    sought = words.casefold().strip()
    called = [("/party", each.id, each.name, each.aliases) for each in names.parties]
    called += [("/issue", each.id, each.label, each.terms) for each in names.issues]
    found = [
        (sought != name.casefold(), len(name), path, id_, name)
        for path, id_, name, others in called
        if sought in name.casefold() or sought in {each.casefold() for each in others}
    ]
    return [(path, id_, name) for *_, path, id_, name in sorted(found)[:_MOST_PAGES]]


def _by_words(hits: Hits, words: str) -> list[Found]:
    listing = search_listing(hits.part, hits.hits)
    found = []
    for row, place in zip(listing.rows, listing.details, strict=True):
        at = dict(zip(listing.columns, row, strict=True))
        told = {name: str(at[name] or "") for name in ("speaker", "party", "issue", "outlet")}
        told["act"] = "; ".join(VERBS[Act(act)].present for act in str(at["act"] or "").split("; ") if act)
        told["date"] = when_words(When.parse(str(at["date"]))) if at["date"] else ""
        start, end = int(str(place["start"])), int(str(place["end"]))
        found.append(Found(lit(str(at["words"] or ""), words), str(place["article"]), start, end, **told))
    return found


def _by_fields(record: OpenRecord, asked: Asked, first: int) -> dict[str, object]:
    looked = record.look(most=_MOST, first=first, **asked.filters)
    more = first + _MOST < max(looked.positions, looked.all_statements)
    return {"told": _told(looked), "looked": looked, "first": first, "next": first + _MOST if more else None}


def _told(looked: Looked) -> dict[str, object]:
    index = looked.index
    positions = [
        (say(each), index.parties.get(each.position.party or ""), index.issues.get(each.position.issue or ""))
        for each in looked.entries
    ]
    statements = [
        (
            each.id,
            phrase_of(" … ".join(part.words for part in each.content), 240),
            each.speaker or "somebody",
            ON_WHOSE_WORD[each.source_kind],
            told_time(index.when_said(each), each.dated),
            carried(*index.carriers(each)),
        )
        for each in looked.statements
    ]
    return {"positions": positions, "statements": statements}

"""What is new since a day, or since the last visit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from travaux.library import OpenRecord
from travaux.model import (
    Article,
    Citation,
    EventStatus,
    Happening,
    Held,
    Issue,
    Modality,
    Record,
    Shift,
    Stand,
)
from travaux.views import Filter, Index
from travaux.views.filter import narrowed
from travaux.views.news import News, find_news
from travaux.views.wording import DIRECTIONS, EVENT_STATUSES, EVENTS, STATUSES, act_group, act_words, when_words
from travaux.web.desk import Asked, Filters, page, read_record

router = APIRouter()
_MOST = 120  # rows on one page
_NEWS = ("stands", "shifts", "issues", "happenings", "articles")  # fields of which there is news
_MOST_POSITIONS = 2_000  # that a filter looks into
_LOOKED_INTO = ("positions", "statements", "events")  # by a filter
_WEEK = timedelta(days=7)
_SINCE = (("a day", 1), ("a week", 7), ("a month", 30), ("three months", 91), ("a year", 365))
_NAMES = {  # one, several
    "status": ("where an issue stands", "where issues stand"),
    "shift": ("stand that moved", "stands that moved"),
    "stand": ("new stand", "new stands"),
    "event": ("event", "events"),
    "article": ("report", "reports"),
}
Kind = Literal["status", "shift", "stand", "event", "article"]


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of news; `party` and `issue` are (id, name), `words` lead to `cited` or to the `finding`.

    `day` is that of an event that was, or is to be, on another than the news of it.

    `sort` is a group of acts, a direction or a status, by which `what` has its colour.
    """

    kind: str
    sort: str
    what: str
    party: tuple[str, str] | None
    who: str
    issue: tuple[str, str] | None
    words: str
    day: str
    finding: str
    cited: Citation | None
    is_report: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """The page: news by day; `counts` are (kind, name, how many) of all kinds in these days.

    `is_cut` where the filters looked into the newest reports alone.
    """

    since: date | None
    last: date | None
    days: tuple[tuple[str, tuple[Line, ...]], ...]
    counts: tuple[tuple[str, str, int], ...]
    total: int
    nearer: tuple[tuple[str, date], ...]
    is_cut: bool = False


@router.get("/changes")
def show_changes(
    request: Request,
    asked: Filters,
    kind: Kind | None = None,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Stands, shifts, statuses, events and reports that came since a day; of the last week where none is named."""
    with read_record(request) as record:
        found = look(record, asked, kind, offset)
        given = replace(asked, since=found.since)
        context = {
            "changes": found,
            "given": given.filters | ({"kind": kind} if kind else {}),
            "kept": {name: value for name, value in asked.filters.items() if name in ("party", "issue")},
            "kind": kind,
            "until": asked.until,
            "offset": offset,
            "most": _MOST,
        }
        return page(request, record, "changes.html", context, title="Changes", asked=given, table="changes")


def look(record: OpenRecord, asked: Asked, kind: str | None, offset: int) -> Changes:
    """What came in the days that are asked for, read with no more than tells of these days."""
    names = record.names()
    last = names.period[1] if names.period else None
    since = asked.since or (last - _WEEK if last else None)
    nearer = tuple((name, last - timedelta(days=days)) for name, days in _SINCE) if last else ()
    if since is None:
        return Changes(None, last, (), (), 0, nearer)
    held, is_cut = _behind(record, asked, since)
    index = narrowed(held, Filter(**(asked.filters | {"since": None, "until": None})), *_NEWS)
    news = find_news(index, since, asked.until)
    counts = Counter(each.kind for each in news)
    kept = [each for each in news if kind is None or each.kind == kind]
    some = kept[offset : offset + _MOST]
    days = groupby(some, key=lambda each: when_words(each.when))
    return Changes(
        since,
        last,
        tuple((day, tuple(_line(index, each) for each in held)) for day, held in days),
        tuple((name, words[counts[name] > 1], counts[name]) for name, words in _NAMES.items() if counts[name]),
        len(kept),
        nearer,
        is_cut,
    )


def _behind(record: OpenRecord, asked: Asked, since: date) -> tuple[Record, bool]:
    """What can be news of these days; and whether reports were too many for the filters to look into all of them.

    Stands come at a glance, or with their positions where a filter asks for more than a glance tells.
    """
    filters = asked.filters.keys() - {"since", "until"}
    at_a_glance = filters <= {"party", "issue"}
    fields = ("shifts", "happenings")
    held = record.glances(*fields, stands=True) if at_a_glance else record.part(*fields, "stands")
    told, newest = record.newest_reports(*(_LOOKED_INTO if filters else ()), since=since)
    recent = {article.id for article in told.articles if article.published and article.published >= since}
    near = [
        each
        for each in held.happenings
        if (each.date and each.date.last >= since) or not recent.isdisjoint(each.articles)
    ]
    new = [each for each in held.stands if each.since and each.since.last >= since]
    stands = _newest(new)
    turned = tuple(each for each in held.shifts if each.later_on is None or each.later_on.last >= since)
    chosen = record.chosen(
        events=[id_ for each in near for id_ in each.events],
        positions=_made_of(stands) + _made_of(turned) if filters else (),
        shifts=[each.id for each in turned],
    )
    voices = record.chosen(statements=[each.voice for each in chosen.positions if each.voice])
    both: dict[str, Any] = {
        name: _joined(name, told, chosen, voices) for name in ("articles", "positions", "statements", "events")
    }
    whole = replace(
        held, happenings=tuple(near), shifts=turned, stands=stands, actors=told.actors, witnesses=told.witnesses, **both
    )
    return whole, bool(filters) and (newest.next_day is not None or len(stands) < len(new))


def _newest(stands: list[Stand]) -> tuple[Stand, ...]:
    """The stands that came last, of no more positions than can be looked through."""
    kept: list[Stand] = []
    total = 0
    for stand in sorted(stands, key=lambda each: (-each.since.last.toordinal() if each.since else 0, each.id)):
        total += len(stand.positions)
        if kept and total > _MOST_POSITIONS:
            break
        kept.append(stand)
    return tuple(kept)


def _made_of(held: tuple[Stand, ...] | tuple[Shift, ...]) -> list[str]:
    return [id_ for each in held for id_ in each.positions]


def _joined(field: str, *parts: Record) -> tuple[Any, ...]:
    """What several parts of a record hold, each once."""
    return tuple({each.id: each for part in parts for each in getattr(part, field)}.values())


def _line(index: Index, news: News) -> Line:
    finding = news.finding
    party = index.party_named(news.party) if news.party else None
    issue = index.issue_named(news.issue) if news.issue else None
    sort, what = _said_as(index, news)
    words, day = _told(index, news)
    return Line(
        news.kind,
        sort,
        what,
        (party.id, party.name) if party else None,
        news.party or "",
        (issue.id, issue.label) if issue else None,
        words,
        day,
        finding.id,
        finding.status_basis if isinstance(finding, Issue) else None,
        isinstance(finding, Article),
    )


def _told(index: Index, news: News) -> tuple[str, str]:
    """The words of a piece of news, and the day of an event where it is another."""
    if isinstance(news.finding, Happening):
        told, date_ = index.newest_version(news.finding), news.finding.date
        return told.basis.words if told else "", when_words(date_) if date_ and date_ != news.when else ""
    return news.words or "", ""


def _said_as(index: Index, news: News) -> tuple[str, str]:
    """What a piece of news is called, after that by which it has its colour."""
    match news.finding:
        case Shift(direction=direction):
            return direction, DIRECTIONS[direction]
        case Held(act=act, modality=modality):
            return act_group(act, modality), act_words(act, modality)
        case Stand(act=act):
            held = index.positions_in(news.finding)
            modality = held[-1].modality if held else Modality.MADE
            return act_group(act, modality), act_words(act, modality)
        case Issue(status=status):
            return status, STATUSES[status]
        case Happening(type=type_, status=state):
            was_held = state is EventStatus.HELD
            return state, EVENTS[type_] if was_held else f"{EVENTS[type_]}, {EVENT_STATUSES[state]}"
    return "", news.what or ""

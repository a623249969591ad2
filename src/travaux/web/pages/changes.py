"""What is new since a day, or since the last visit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Literal

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
from travaux.views.wording import DIRECTIONS, EVENT_STATUSES, EVENTS, STATUSES, act_words, when_words
from travaux.web.desk import Asked, Filters, page, read_record

router = APIRouter()
_MOST = 120  # rows on one page
_WEEK = timedelta(days=7)
_SINCE = (("a day", 1), ("a week", 7), ("a month", 30), ("three months", 91), ("a year", 365))
_NAMES = {
    "status": "where issues stand",
    "shift": "stands that moved",
    "stand": "new stands",
    "event": "events",
    "article": "reports",
}
Kind = Literal["status", "shift", "stand", "event", "article"]


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of news; `party` and `issue` are (id, name), `words` lead to `cited` or to the `finding`.

    `sort` is a group of acts, a direction or a status, by which `what` has its colour.
    """

    kind: str
    sort: str
    what: str
    party: tuple[str, str] | None
    who: str
    issue: tuple[str, str] | None
    words: str
    finding: str
    cited: Citation | None
    is_report: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """The page: news by day; `counts` are (kind, name, how many) of all kinds in these days."""

    since: date | None
    last: date | None
    days: tuple[tuple[str, tuple[Line, ...]], ...]
    counts: tuple[tuple[str, str, int], ...]
    total: int
    nearer: tuple[tuple[str, date], ...]


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
    index = narrowed(_behind(record, asked, since), Filter(**(asked.filters | {"since": None, "until": None})))
    news = find_news(index, since, asked.until)
    counts = Counter(each.kind for each in news)
    kept = [each for each in news if kind is None or each.kind == kind]
    some = kept[offset : offset + _MOST]
    days = groupby(some, key=lambda each: when_words(each.when))
    return Changes(
        since,
        last,
        tuple((day, tuple(_line(index, each) for each in held)) for day, held in days),
        tuple((name, words, counts[name]) for name, words in _NAMES.items() if counts[name]),
        len(kept),
        nearer,
    )


def _behind(record: OpenRecord, asked: Asked, since: date) -> Record:
    """Stands at a glance, or with their positions where a filter asks for more than a glance tells; shifts; events."""
    seen = {name: value for name, value in asked.filters.items() if name in ("party", "issue")}
    if asked.filters.keys() - seen.keys() - {"since", "until"}:
        return record.looked_into("changes", **asked.filters | {"since": since})
    held = record.glances("shifts", "happenings", stands=True)
    newest, _ = record.newest_reports(since=since)
    recent = {article.id for article in newest.articles if article.published and article.published >= since}
    near = [
        each
        for each in held.happenings
        if (each.date and each.date.last >= since) or not recent.isdisjoint(each.articles)
    ]
    told = record.chosen(
        events=[id_ for each in near for id_ in each.events],
        shifts=[each.id for each in held.shifts],
    )
    articles = {each.id: each for each in (*told.articles, *newest.articles)}
    return replace(held, happenings=tuple(near), events=told.events, articles=tuple(articles.values()))


def _line(index: Index, news: News) -> Line:
    finding = news.finding
    party = index.party_named(news.party) if news.party else None
    issue = index.issue_named(news.issue) if news.issue else None
    sort, what = _said_as(news)
    return Line(
        news.kind,
        sort,
        what,
        (party.id, party.name) if party else None,
        news.party or "",
        (issue.id, issue.label) if issue else None,
        news.words or "",
        finding.id,
        finding.status_basis if isinstance(finding, Issue) else None,
        isinstance(finding, Article),
    )


def _said_as(news: News) -> tuple[str, str]:
    """What a piece of news is called, after that by which it has its colour."""
    match news.finding:
        case Shift(direction=direction):
            return direction, DIRECTIONS[direction]
        case Stand(act=act) | Held(act=act):
            return act.group, act_words(act, Modality.MADE)
        case Issue(status=status):
            return status, STATUSES[status]
        case Happening(type=type_, status=state):
            held = state is EventStatus.HELD
            return state, EVENTS[type_] if held else f"{EVENTS[type_]}, {EVENT_STATUSES[state]}"
    return "", news.what or ""

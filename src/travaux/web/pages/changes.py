"""What is new since a day, or since the last visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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
from travaux.record import Days
from travaux.views import Filter, Index
from travaux.views.filter import narrowed
from travaux.views.news import News, find_news
from travaux.views.wording import DIRECTIONS, EVENT_STATUSES, EVENTS, STATUSES, act_group, act_words, when_words
from travaux.web.desk import Asked, Filters, page, read_record

router = APIRouter()
_MOST = 120  # rows on one page
_NEWS = ("stands", "shifts", "issues", "happenings", "articles")  # fields of which there is news
_MOST_STANDS, _MOST_IN_DAYS = 4_000, 1_000  # and of shifts and events each, of which the newest are there
_MOST_LOOKED_INTO, _MOST_POSITIONS = 400, 1_500  # shifts and as many events, and positions of stands, by a filter
_LOOKED_INTO = ("positions", "statements", "events")  # by a filter
_CELL = frozenset(("party", "issue"))  # filters for which a glance is enough
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
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

    `whole_from` is the day from which on all of it is there, None where that are all these days. What was before is
    left out, if `is_left_out`, else it is as much as filters found in the newest.
    """

    since: date | None
    last: date | None
    days: tuple[tuple[str, tuple[Line, ...]], ...]
    counts: tuple[tuple[str, str, int], ...]
    total: int
    nearer: tuple[tuple[str, date], ...]
    whole_from: date | None = None
    is_left_out: bool = False

    @property
    def earlier(self) -> date | None:
        """The day up to which the earlier ones are."""
        return self.whole_from - _DAY if self.whole_from and self.since and self.whole_from > self.since else None


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
    held, whole_from = _behind(record, asked, since, last)
    index = narrowed(held, Filter(**(asked.filters | {"since": None, "until": None})), *_NEWS)
    news = find_news(index, since, asked.until)
    is_left_out = whole_from is not None and not _filters(asked)
    news = [each for each in news if not is_left_out or whole_from is None or each.when.first >= whole_from]
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
        whole_from,
        is_left_out,
    )


def _filters(asked: Asked) -> set[str]:
    return asked.filters.keys() - {"since", "until"}


def _behind(record: OpenRecord, asked: Asked, since: date, last: date | None) -> tuple[Record, date | None]:
    """What can be news of these days; and the day from which on it is all of it, None where that are all these days.

    Stands come at a glance, or with their positions where a filter asks for more than a glance tells. An event that is
    to be after the `last` report is news of the day on which it was first told.
    """
    filters, place = _filters(asked), {name: asked.filters[name] for name in _CELL & asked.filters.keys()}
    fields = _LOOKED_INTO if filters else ()
    days = Days(since, asked.until)
    past = Days(since, min(filter(None, (asked.until, last)), default=None))
    most = _MOST_LOOKED_INTO if filters else _MOST_IN_DAYS
    newest = record.newest(*fields, since=since, until=None if filters else asked.until)
    if newest.next_day and filters and asked.until:  # else what later reports say of the same is looked into as well
        newest = record.newest(*fields, since=since, until=asked.until)
    reach = {
        "reports": newest.earlier + _DAY if newest.earlier else None,
        "stands": record.reach("stands", days=days, most=_MOST_STANDS, **place),
        "shifts": record.reach("shifts", days=days, most=most),
        "happenings": record.reach("happenings", days=past, most=most),
    }
    if not filters and (begun := _latest(reach.values())):  # of all of it as much as of that of which there is most
        reach = dict.fromkeys(reach, begun)
        newest = record.newest(since=max(since, begun), until=asked.until)
    told = record.told(newest, *fields)
    stands, left_out, glances = tuple[Stand, ...](), None, None
    if filters <= _CELL:
        glances = record.held(days=days._replace(begun=reach["stands"]), **place).glances
    else:
        found = record.dated("stands", days=days._replace(begun=reach["stands"]), **place).stands
        stands, left_out = _newest(found, since)
    part = record.dated("shifts", days=days._replace(begun=reach["shifts"]))
    turned = tuple(each for each in part.shifts if each.later_on is None or each.later_on.last >= since)
    past = past._replace(begun=reach["happenings"])
    near = record.dated("happenings", days=past, told_in=newest.reports).happenings
    chosen = record.chosen(
        events=[id_ for each in near for id_ in each.events],
        positions=_made_of(stands) + _made_of(turned) if filters else (),
        shifts=[each.id for each in turned if filters or each.later_on is None],  # with their reports
    )
    voices = record.chosen(statements=[each.voice for each in chosen.positions if each.voice])
    both: dict[str, Any] = {
        name: _joined(name, told, chosen, voices) for name in ("articles", "positions", "statements", "events")
    }
    whole = replace(part, happenings=near, shifts=turned, stands=stands, glances=glances, **both)
    whole = replace(whole, actors=told.actors, witnesses=told.witnesses)
    return whole, _latest((*reach.values(), left_out))


def _latest(days: Iterable[date | None]) -> date | None:
    return max(filter(None, days), default=None)


def _newest(stands: Iterable[Stand], since: date) -> tuple[tuple[Stand, ...], date | None]:
    """The stands that came last, of no more positions than can be looked through; and the day from which on it is all.

    That is None where it is all of those that came since.
    """
    kept: list[Stand] = []
    total = 0
    new = [(each.since, each) for each in stands if each.since and each.since.last >= since]
    for when, stand in sorted(new, key=lambda each: (-each[0].first.toordinal(), each[1].id)):
        total += len(stand.positions)
        if kept and total > _MOST_POSITIONS:
            return tuple(kept), when.first + _DAY
        kept.append(stand)
    return tuple(kept), None


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

"""What is new since a day: stands, shifts, statuses, what happened or is planned, reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from travaux.model import (
    Act,
    Article,
    Event,
    EventStatus,
    Happening,
    Held,
    Issue,
    IssueStatus,
    Modality,
    Record,
    Shift,
    Stand,
    When,
)
from travaux.views.errors import ViewError
from travaux.views.filter import Filter, narrowed
from travaux.views.history import shift_when, stand_words
from travaux.views.index import Index
from travaux.views.rows import Line, issue_label, outlet_name, party_name, words_of
from travaux.views.wording import spaced

# These are news on their own day; what is only planned, possible or off, on the day on which that was first told.
_DONE = (EventStatus.HELD, EventStatus.ONGOING)


@dataclass(frozen=True, slots=True)
class News:
    """One finding that became so: its kind and name, when, whose it is, on what, and in which words."""

    finding: Stand | Held | Shift | Issue | Happening | Article
    when: When
    kind: str
    what: str | None
    party: str | None
    issue: str | None
    words: str | None


def news_lines(record: Record, asked: Filter) -> Iterator[Line]:
    """The rows of what is new; `ViewError` where no day is named from which on."""
    if asked.since is None:
        raise ViewError("changes since when? Name the day: --since 2031-04-01")
    if asked.until and asked.since > asked.until:
        raise ViewError(f"no day lies between: {asked.since} comes after {asked.until}")
    index = narrowed(record, replace(asked, since=None, until=None))
    for each in find_news(index, asked.since, asked.until):
        yield (each.finding.id, str(each.when), each.kind, each.what, each.party, each.issue, each.words)


def find_news(index: Index, since: date, until: date | None = None) -> list[News]:
    """What became so in these days, newest first, of one day what weighs most; what has no day is news of none."""
    found = ((rank, news) for rank, find in enumerate(_KINDS) for news in find(index))
    within = [each for each in found if each[1].when.last >= since and (until is None or each[1].when.first <= until)]
    within.sort(key=lambda each: (-each[1].when.first.toordinal(), each[0], each[1].finding.id))
    return [news for _, news in within]


def _stands(index: Index) -> Iterator[News]:
    """A stand on its first day: a position that is only repeated is not new."""
    for stand in index.record.stands:
        if stand.since:
            sides = party_name(index, stand.party), issue_label(index, stand.issue)
            positions = index.positions_in(stand)
            what = _named(stand.act, positions[-1].modality if positions else Modality.MADE)
            yield News(stand, stand.since, "stand", what, *sides, stand_words(index, stand))
    for glance in index.record.glances or ():
        sides = party_name(index, glance.party), issue_label(index, glance.issue)
        for held in glance.stands:
            if held.since:
                yield News(held, held.since, "stand", _named(held.act, held.modality), *sides, held.words)


def _named(act: Act, modality: Modality) -> str:
    """What a stand does, or does not: "has not committed to" is no commitment."""
    return f"not {act}" if modality is Modality.NEGATED else act


def _shifts(index: Index) -> Iterator[News]:
    for shift in index.record.shifts:
        when = shift_when(index, shift)
        if when:
            sides = party_name(index, shift.party), issue_label(index, shift.issue)
            yield News(shift, when, "shift", shift.direction, *sides, (shift.told or shift.later).words)


def _statuses(index: Index) -> Iterator[News]:
    """An issue that a report of some day gives a status."""
    for issue in index.record.issues:
        if issue.status_on and issue.status is not IssueStatus.OPEN:
            words = words_of(issue.status_basis)
            yield News(issue, issue.status_on, "status", issue.status, issue.status_by, issue.label, words)


def _happenings(index: Index) -> Iterator[News]:
    for happening in index.record.happenings:
        told, when = index.newest_version(happening), _known(index, happening)
        if told and when:
            name = spaced(f"{happening.type}, {happening.status}")
            who = "; ".join(happening.participants) or None
            yield News(happening, when, "event", name, who, None, _dated(told, happening, when))


def _known(index: Index, happening: Happening) -> When | None:
    """When it came about, or when it was first told that it is planned, possible or off."""
    told = [each for each in index.events_in(happening) if each.status is happening.status]
    days = [day for each in told if (day := index.published(each.article))]
    if _is_over(happening, days or _last_day(index)):
        return happening.date
    return When.day(days[0]) if days else None


def _is_over(happening: Happening, days: list[date]) -> bool:
    """Whether it came about on its own date: not what a report tells that came out before that."""
    when = happening.date
    return happening.status in _DONE and when is not None and (not days or when.first <= max(days))


def _last_day(index: Index) -> list[date]:
    """The day that the record reaches: what lies after it has not come about, whichever undated report tells it."""
    period = index.whole.period
    return [period[1]] if period else []


def _dated(told: Event, happening: Happening, when: When) -> str:
    """The words of a report, with the time of the event where that is not the day of the news."""
    is_other = happening.date and happening.date != when
    return f"{told.basis.words} [{happening.date}]" if is_other else told.basis.words


def _articles(index: Index) -> Iterator[News]:
    for article in index.record.articles:
        if article.published:
            when, outlet = When.day(article.published), outlet_name(article)
            yield News(article, when, "article", outlet, None, None, article.title)


# What weighs most first.
_KINDS: tuple[Callable[[Index], Iterator[News]], ...] = (_statuses, _shifts, _stands, _happenings, _articles)

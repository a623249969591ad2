"""Parts of an open record, read by index: what a question looks into, some days, some reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Table, func, select, tuple_

from travaux.model import (
    Glance,
    Held,
    Record,
    When,
)
from travaux.record.chapters import week_of
from travaux.record.fetching import FIELDS, Fetching, articles_of, as_fields, by_their_ids, of_field
from travaux.record.rows import Query
from travaux.record.schema import ARTICLE, FINDING, GLANCE, HEADING, HELD
from travaux.record.wanted import Days, Wanted

_REPORTS, _AT_ONCE = 2000, 100  # reports that are looked at, at most and at a time, to choose the newest
_LOOKED_BACK = (31, 310)  # days
_DAY = timedelta(days=1)


class Newest(NamedTuple):
    """Reports by id, the newest first; the day of the last of them, and that of the next which was left out."""

    reports: tuple[str, ...]
    first_day: date | None
    next_day: date | None

    @property
    def earlier(self) -> date | None:
        """The day up to which the earlier reports are: the next one's, or the one before where both are of one day."""
        if self.first_day is None or self.next_day is None:
            return None
        return self.next_day if self.next_day < self.first_day else self.first_day - timedelta(days=1)


class Parts(Fetching):
    """Reads parts of an open record, inside `Database.reading`."""

    def part(self, wanted: Wanted, title: str) -> Record:
        """A record that holds no more than is wanted."""
        held: dict[str, dict[str, Any]] = {}
        whole = {"parties", "issues", *wanted.whole}
        whole |= wanted.placed | wanted.behind if not wanted.is_narrow else set()
        for field in sorted(whole & FIELDS.keys()):
            held[field] = self._found(field, self._rows.each(of_field(field)))
        for field in sorted(wanted.placed - whole):
            held[field] = self._found(field, self._placed(field, wanted))
        for field in sorted(wanted.dated - whole):
            ids = (id_ for (id_,) in self._rows.all(_dated_of(FINDING.c.id, field, wanted)))
            held[field] = self._found(field, self._rows.with_keys(of_field(field), FINDING.c.id, sorted(ids)))
        if "happenings" in wanted.dated:
            self._happenings(held, wanted)
        if wanted.also and "positions" in held:
            held["positions"] |= self._by_id("positions", wanted.also)
        for find in (self._positions, self._statements, self._events, self._witnesses, self._copies):
            find(held, wanted.behind - whole)
        if "articles" in whole:
            articles = self._decoded(self._rows.each(select(HEADING.c.body)))
        else:
            articles = self._first_and_last()
            if "articles" in wanted.behind:
                articles |= self._headings_of(articles_of(held) | wanted.beside)
        return Record(
            title=title,
            articles=by_their_ids(articles),
            glances=tuple(self._glances(wanted)) if wanted.glances else None,
            **as_fields(held),
        )

    def _placed(self, field: str, wanted: Wanted) -> Iterator[Any]:
        """Of one party, on any of some issues."""
        if wanted.newest is not None:
            return self._rows.with_keys(of_field(field), FINDING.c.id, self._newest(field, wanted))
        of_party = of_field(field) if wanted.party is None else of_field(field).where(FINDING.c.party == wanted.party)
        of_party = of_party if wanted.weeks is None else of_party.where(FINDING.c.week.in_(sorted(wanted.weeks)))
        if wanted.issues is None:
            return self._rows.each(of_party)
        if not wanted.issues:
            return self._rows.each(of_party.where(FINDING.c.issue.is_(None)))
        return self._rows.with_keys(of_party, FINDING.c.issue, sorted(wanted.issues))

    def _newest(self, field: str, wanted: Wanted) -> list[str]:
        """The ids of those from the newest reports, for which no more than an index is looked through."""
        every = select(FINDING.c.id).where(FINDING.c.type == FIELDS[field].name, FINDING.c.week.is_not(None))
        every = every if wanted.party is None else every.where(FINDING.c.party == wanted.party)
        every = every if wanted.until is None else every.where(FINDING.c.week <= week_of(wanted.until))
        if wanted.issues is not None:
            on_any = FINDING.c.issue.in_(sorted(wanted.issues)) if wanted.issues else FINDING.c.issue.is_(None)
            every = every.where(on_any)
        return [
            id_ for (id_,) in self._rows.all(every.order_by(FINDING.c.week.desc(), FINDING.c.id).limit(wanted.newest))
        ]

    def _happenings(self, held: dict[str, Any], wanted: Wanted) -> None:
        """Those that some reports tell of; and those that are made of some findings, with all of what makes them."""
        told = select(FINDING.c.id).where(FINDING.c.type == "event")
        events = {id_ for (id_,) in self._rows.with_keys(told, FINDING.c.article, sorted(wanted.told_in))}
        also = self._groups("happenings", wanted.also) | self._by_id("happenings", wanted.also)
        held["happenings"] |= self._groups("happenings", events) | also
        if wanted.also:
            held["events"] = self._by_id("events", {id_ for each in also.values() for id_ in each.events})

    def _positions(self, held: dict[str, Any], behind: frozenset[str]) -> None:
        """Those that stands, shifts and links are made of."""
        if "positions" in behind:
            made = (*held.get("stands", {}).values(), *held.get("shifts", {}).values())
            ids = {id_ for each in made for id_ in each.positions}
            ids |= {link.position for link in held.get("links", {}).values()}
            held["positions"] = self._by_id("positions", ids)

    def _statements(self, held: dict[str, Any], behind: frozenset[str]) -> None:
        if "statements" in behind:
            voices = {each.voice for each in held.get("positions", {}).values() if each.voice}
            held["statements"] = self._by_id("statements", voices)

    def _events(self, held: dict[str, Any], behind: frozenset[str]) -> None:
        """What stands in the articles of the positions."""
        if "events" in behind:
            articles = {each.article for each in held.get("positions", {}).values()}
            found = self._rows.with_keys(of_field("events"), FINDING.c.article, sorted(articles))
            held["events"] = self._found("events", found)

    def _witnesses(self, held: dict[str, Any], behind: frozenset[str]) -> None:
        if "witnesses" in behind:
            told = {each.voice for each in held.get("positions", {}).values() if each.voice}
            held["witnesses"] = self._groups("witnesses", told | held.get("statements", {}).keys())

    def _copies(self, held: dict[str, Any], behind: frozenset[str]) -> None:
        if "copies" in behind:
            held["copies"] = self._groups("copies", articles_of(held))

    def _glances(self, wanted: Wanted) -> Iterator[Glance]:
        stands = self._held(wanted) if wanted.stands else {}
        decode = msgspec.json.Decoder(Glance).decode
        every = select(GLANCE.c.party, GLANCE.c.issue, GLANCE.c.body).order_by(GLANCE.c.party, GLANCE.c.issue)
        for party, issue, body in self._rows.all(_wanted_of(GLANCE, every, wanted)):
            glance = decode(body)
            yield replace(glance, stands=tuple(stands.get((party, issue), ()))) if wanted.stands else glance

    def _held(self, wanted: Wanted) -> dict[tuple[str, str], list[Held]]:
        """Stands by party and issue, in the order of their ids."""
        decode = msgspec.json.Decoder(Held).decode
        every = select(HELD.c.party, HELD.c.issue, HELD.c.body).order_by(HELD.c.party, HELD.c.issue, HELD.c.id)
        found: dict[tuple[str, str], list[Held]] = {}
        if wanted.days is not None:
            place = (HELD.c.party, HELD.c.issue, HELD.c.id)
            every = every.where(
                tuple_(*place).in_(_wanted_of(HELD, _within(HELD, select(*place), wanted.days), wanted))
            )
        for party, issue, body in self._rows.all(_wanted_of(HELD, every, wanted)):
            found.setdefault((party, issue), []).append(decode(body))
        return found

    def cells_in(self, articles: Iterable[str]) -> set[tuple[str | None, str | None, str, str]]:
        """The parties and issues of which some articles tell, with the week and the id of each."""
        every = select(FINDING.c.party, FINDING.c.issue, FINDING.c.week, FINDING.c.article)
        of_type = every.where(FINDING.c.type == "position", FINDING.c.week.is_not(None))
        return set(map(tuple, self._rows.with_keys(of_type, FINDING.c.article, sorted(set(articles)))))

    # -- days and reports

    def days_of(self, field: str) -> Counter[When | None]:
        """How many there are of each time, None for those of none; no more than indexes are looked through."""
        of_type, times = FINDING.c.type == FIELDS[field].name, (FINDING.c.last, FINDING.c.first)
        counted = select(*times, func.count()).where(of_type, FINDING.c.last.is_not(None)).group_by(*times)
        found: Counter[When | None] = Counter()
        for last, first, number in self._rows.all(counted):
            found[When(date.fromisoformat(first), date.fromisoformat(last))] = int(number)
        every = int(self._rows.value(select(func.count()).select_from(FINDING).where(of_type)))
        found[None] = every - found.total()
        return +found

    def reach(self, wanted: Wanted, most: int) -> date | None:
        """The day from which on no more of any `dated` field have begun than `most`, but those of one day at least.

        None where there are no more in these days.
        """
        last = self._rows.value(select(func.max(ARTICLE.c.published)))
        ends = (wanted.days and wanted.days.until, date.fromisoformat(last) if last else None)
        end = min(filter(None, ends), default=None)
        return max(filter(None, (self._reach(field, wanted, most, end) for field in wanted.dated)), default=None)

    def _reach(self, field: str, wanted: Wanted, most: int, end: date | None) -> date | None:
        """Looked for in the month before the end of the days first, and then further back."""
        asked = wanted.days or Days()
        for back in (*_LOOKED_BACK, None):
            start = date.fromordinal(max(1, end.toordinal() - back)) if back and end else None
            is_all = start is None or (asked.since is not None and asked.since >= start)
            days = asked if is_all else asked._replace(since=start)
            begun = _dated_of(FINDING.c.first, field, replace(wanted, days=days)).order_by(FINDING.c.first.desc())
            left_out = self._rows.value(begun.offset(most))
            if left_out is not None and (is_all or start is None or left_out >= start.isoformat()):
                return min(date.fromisoformat(self._rows.value(begun)), date.fromisoformat(left_out) + _DAY)
            if is_all:
                break
        return None

    def newest_reports(self, since: date | None, until: date | None, most: int, fields: Iterable[str]) -> Newest:
        """Reports of these days, the newest first, until `most` findings of some fields were found in them.

        A report without a day counts as of the last on which it is taken to have come out; one of which nothing is
        known comes last where no days are asked for.
        """
        day = ARTICLE.c.published
        dated = select(ARTICLE.c.id, day).where(day.is_not(None))
        dated = dated if since is None else dated.where(day >= since.isoformat())
        dated = dated if until is None else dated.where(day <= until.isoformat())
        found = {id_: date.fromisoformat(on) for id_, on in self._rows.all(dated.order_by(day.desc()).limit(_REPORTS))}
        for each in self._found("estimates", self._rows.each(of_field("estimates"))).values():
            on = each.published.last
            if (since is None or on >= since) and (until is None or on <= until):
                found.setdefault(each.article, on)
        ordered = sorted(found, key=lambda id_: (-found[id_].toordinal(), id_))
        if since is None and until is None:
            undated = select(ARTICLE.c.id).where(day.is_(None)).order_by(ARTICLE.c.id).limit(_REPORTS)
            ordered += [id_ for (id_,) in self._rows.all(undated) if id_ not in found]
        return self._few_of(ordered, found, most, [FIELDS[field].name for field in fields])

    def _few_of(self, ordered: list[str], days: dict[str, date], most: int, types: list[str]) -> Newest:
        kept: list[str] = []
        total = 0
        told = select(FINDING.c.article, func.count()).where(FINDING.c.type.in_(types)).group_by(FINDING.c.article)
        for start in range(0, len(ordered), _AT_ONCE):
            some = ordered[start : start + _AT_ONCE]
            counts = dict(map(tuple, self._rows.with_keys(told, FINDING.c.article, some)))
            for id_ in some:
                total += counts.get(id_, 0)
                if kept and total > most:
                    return Newest(tuple(kept), days.get(kept[-1]), days.get(id_))
                kept.append(id_)
        return Newest(tuple(kept), days.get(kept[-1]) if kept else None, None)

    def reports(self, ids: Iterable[str], fields: Iterable[str], title: str) -> Record:
        """Reports without their texts, what was found in each of some fields, and the groups that these are in."""
        names = sorted(set(ids))
        held = {field: self._found(field, self._rows.all(of_field(field))) for field in ("parties", "issues", "actors")}
        for field in fields:
            held[field] = self._found(field, self._rows.with_keys(of_field(field), FINDING.c.article, names))
        held["witnesses"] = self._groups("witnesses", held.get("statements", {}))
        held["copies"] = self._groups("copies", names)
        others = {id_ for field in ("witnesses", "copies") for each in held[field].values() for id_ in each.articles}
        return Record(title=title, articles=by_their_ids(self._headings_of({*names, *others})), **as_fields(held))

    def chosen(self, ids: Mapping[str, Iterable[str]], title: str) -> Record:
        """Findings by id, of fields of `Record`, and the headings of the articles that they are of."""
        held = {field: self._by_id(field, wanted) for field, wanted in ids.items()}
        return Record(title=title, articles=by_their_ids(self._headings_of(articles_of(held))), **as_fields(held))

    def around(self, ids: Iterable[str], title: str) -> Record:
        """What is made of some findings, with all members of it, and the headings of their articles."""
        wanted = set(ids)
        held = {field: self._found(field, self._rows.all(of_field(field))) for field in ("parties", "issues")}
        held["positions"] = self._by_id("positions", wanted)
        told = sorted({each.article for each in held["positions"].values()})
        links = self._found("links", self._rows.with_keys(of_field("links"), FINDING.c.article, told))
        held["links"] = {id_: each for id_, each in links.items() if each.position in wanted}
        held["witnesses"] = self._groups("witnesses", wanted)
        held["statements"] = self._by_id(
            "statements", wanted.union(*(each.statements for each in held["witnesses"].values()))
        )
        held["events"] = self._by_id("events", wanted)
        if held["events"]:
            held["happenings"] = self._groups("happenings", wanted)
            held["events"] |= self._by_id(
                "events", {id_ for each in held["happenings"].values() for id_ in each.events}
            )
        return Record(title=title, articles=by_their_ids(self._headings_of(articles_of(held))), **as_fields(held))


def _dated_of(column: Column[Any], field: str, wanted: Wanted) -> Query:
    """Of some days; stands of one party and of some issues, where these are wanted. An index has all that is asked."""
    of_type = select(column).where(FINDING.c.type == FIELDS[field].name)
    query = _within(FINDING, of_type, wanted.days or Days())
    return _wanted_of(FINDING, query, wanted) if field == "stands" else query


def _within(table: Table, query: Query, days: Days) -> Query:
    query = query.where(table.c.last.is_not(None))
    since = max(filter(None, (days.since, days.begun)), default=None)  # what begins later ends later
    query = query if since is None else query.where(table.c.last >= since.isoformat())
    query = query if days.until is None else query.where(table.c.first <= days.until.isoformat())
    return query if days.begun is None else query.where(table.c.first >= days.begun.isoformat())


def _wanted_of(table: Table, query: Query, wanted: Wanted) -> Query:
    """Of one party and of some issues, where these are wanted."""
    if wanted.party is not None:
        query = query.where(table.c.party == wanted.party)
    return query.where(table.c.issue.in_(sorted(wanted.issues))) if wanted.issues is not None else query

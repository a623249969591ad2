"""What is told of a time is found by its days as if all of it had been read, however it came into the record."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from travaux.model import (
    Act,
    Article,
    Citation,
    Direction,
    Event,
    EventStatus,
    EventType,
    Glance,
    Happening,
    Held,
    Modality,
    Reading,
    Record,
    Shift,
    Span,
    Stance,
    Stand,
    When,
)
from travaux.record import MERGER, NO_DAYS, Days, Store, Wanted
from travaux.record.checking import check
from travaux.record.schema import FINDING, PENDING
from travaux.record.shelf import Shelf

FIRST = date(2031, 1, 1)
FIELDS = ("happenings", "shifts", "stands")
TYPES = dict(zip(FIELDS, ("happening", "shift", "stand"), strict=True))


def some_day(chance: random.Random) -> date:
    return FIRST + timedelta(chance.randrange(60))


def some_time(chance: random.Random) -> When | None:
    """A day, a week, a month, a year, a run of days or none."""
    day = some_day(chance)
    times = (When.day(day), When.week(day), When.month(day.year, day.month), When.year(day.year), None)
    return chance.choice((*times, When(day, day + timedelta(chance.randrange(40)))))


def told(seed: int, number: int = 60) -> Record:
    """Reports with happenings, shifts and stands of any time."""
    chance = random.Random(seed)
    texts = [f"Norland and Velmark met over the quota, as report {at} tells." for at in range(number)]
    days = [chance.choice((some_day(chance), None)) for _ in texts]
    articles = [Article(f"{at}.txt", text, published=days[at]) for at, text in enumerate(texts)]
    cited = [article.cite(Span(0, len(article.text))) for article in articles]
    met = EventType.MEET, EventStatus.HELD, ("Norland", "Velmark"), None
    events = [Event(*met, None, basis) for basis in cited]
    order = list(range(number))
    chance.shuffle(order)
    groups = [order[at : at + 3] for at in range(0, number, 3)]
    happenings = [
        Happening(tuple(events[n].id for n in group), _names(articles[n].id for n in group), 1, *met, date_, ())
        for group in groups
        for date_ in [some_time(chance)]
    ]
    shifts = [shift_of(chance, cited[at], cited[at - 1]) for at in range(1, number)]
    stands = [
        Stand(chance.choice("ab"), chance.choice("xyz"), Act.DEMAND, Stance.FOR, (f"p{at}",), (), since, since)
        for at in range(number)
        for since in [some_time(chance)]
    ]
    held = zip(("articles", "events", *FIELDS), (articles, events, happenings, shifts, stands), strict=True)
    return Record("Talks", **{name: tuple(sorted(nouns, key=lambda each: each.id)) for name, nouns in held})


def shift_of(chance: random.Random, later: Citation, earlier: Citation) -> Shift:
    return Shift("a", "x", Direction.SOFTENED, earlier, later, None, some_time(chance))


def _names(ids: Any) -> tuple[str, ...]:
    return tuple(sorted(ids))


def merged_at_once(store: Store, record: Record) -> None:
    with store._database.writing():
        store._upkeep._put(record)


def grown(store: Store, record: Record) -> None:
    """By swaps, first of others that are then as these are."""
    shelf = Shelf(store._rows)
    by_id = {each.id: each for each in record.articles}
    with store._database.writing():
        shelf.put_dated(by_id, by_id)
        for other in (told(seed=99), record):
            for type_, field in (("event", "events"), *((TYPES[field], field) for field in FIELDS)):
                before = shelf.all(type_)
                if field == "happenings":
                    shelf.swap_groups(type_, "events", before, getattr(other, field))
                else:
                    shelf.swap(type_, before, getattr(other, field))


def kept(place: str, record: Record, put: Callable[[Store, Record], None]) -> Store:
    store = Store.create(place)
    for each in record.articles:
        store.put_reading(each, Reading(each.id, each.wording, "r1", 9))
    put(store, record)
    with store._database.writing() as rows:
        store._upkeep.put_meta(merged=MERGER)
        rows.clear(PENDING)
    return store


def time_of(record: Record, each: Any) -> When | None:
    """A shift without a day of its own has that of its report."""
    if isinstance(each, Shift):
        day = next(article.published for article in record.articles if article.id == each.later.article)
        return each.later_on or (When.day(day) if day else None)
    own: When | None = each.date if isinstance(each, Happening) else each.since
    return own


def lies_in(when: When | None, days: Days) -> bool:
    return (
        when is not None
        and (days.since is None or when.last >= days.since)
        and (days.until is None or when.first <= days.until)
        and (days.begun is None or when.first >= days.begun)
    )


def some_days(chance: random.Random) -> Days:
    ends = (*sorted((some_day(chance), some_day(chance))), some_day(chance))
    return Days(*(day if chance.random() < 0.7 else None for day in ends))


@pytest.mark.parametrize("put", [merged_at_once, grown])
def test_a_run_of_days_holds_what_has_a_day_among_them(place: str, put: Callable[[Store, Record], None]) -> None:
    record = told(seed=1)
    store, chance = kept(place, record, put), random.Random(2)
    for days in (Days(), NO_DAYS, *(some_days(chance) for _ in range(40))):
        part = store.part(Wanted(dated=frozenset(FIELDS), days=days))
        for field in FIELDS:
            every = getattr(record, field)
            assert getattr(part, field) == tuple(each for each in every if lies_in(time_of(record, each), days)), days
    store.close()


@pytest.mark.parametrize("put", [merged_at_once, grown])
def test_times_are_counted_and_how_far_back_so_many_reach(
    place: str, put: Callable[[Store, Record], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.record.parts._LOOKED_BACK", (5, 20))
    record = told(seed=3)
    store, chance = kept(place, record, put), random.Random(4)
    for field in FIELDS:
        every = getattr(record, field)
        assert store.days_of(field) == Counter(time_of(record, each) for each in every)
        for _ in range(30):
            days, most = some_days(chance), chance.randrange(1, 30)
            times = [when for each in every if (when := time_of(record, each)) and lies_in(when, days)]
            day = store.reach(Wanted(dated=frozenset((field,)), days=days), most)
            assert (day is None) == (len(times) <= most)
            if day is not None:
                assert day <= max(when.first for when in times), "something is always there"
                left = [when for when in times if when.first >= day]
                assert len(left) <= most or {when.first for when in left} == {day}
                assert len([when for when in times if when.first >= day - timedelta(1)]) > most or len(left) > most
    store.close()


def test_what_a_report_tells_of_comes_whatever_its_day(place: str) -> None:
    record = told(seed=5)
    store = kept(place, record, merged_at_once)
    some = {each.id for each in record.articles[:7]}
    part = store.part(Wanted(dated=frozenset(("happenings",)), days=NO_DAYS, told_in=frozenset(some)))
    assert part.happenings == tuple(each for each in record.happenings if not some.isdisjoint(each.articles))
    assert part.events == ()
    one, other = record.happenings[0], record.happenings[1]
    also = frozenset((one.events[0], other.id))
    part = store.part(Wanted(dated=frozenset(("happenings",)), days=NO_DAYS, also=also))
    assert part.happenings == (one, other)
    assert {each.id for each in part.events} == {*one.events, *other.events}
    store.close()


def test_stands_are_found_by_who_holds_them_on_what_too(place: str) -> None:
    record = told(seed=6)
    store, days = kept(place, record, merged_at_once), Days(since=FIRST + timedelta(20))
    for party, issues in (("a", None), ("b", {"x"}), (None, {"y", "z"})):
        wanted = Wanted(dated=frozenset(("stands",)), days=days, party=party, issues=issues and frozenset(issues))
        found = store.part(wanted).stands
        assert found == tuple(
            each
            for each in record.stands
            if lies_in(each.since, days) and party in (None, each.party) and (issues is None or each.issue in issues)
        )
        assert store.reach(wanted, len(found)) is None
        assert store.reach(wanted, len(found) - 1) is not None
    store.close()


def test_glances_have_the_stands_of_some_days(place: str) -> None:
    chance = random.Random(7)
    sinces = [some_time(chance) for _ in range(40)]
    store = kept(place, told(seed=7), merged_at_once)
    held = [
        Held(f"h{at:02}", Act.DEMAND, Modality.MADE, since, since, (), 1, "the quota", 1, 1, None)
        for at, since in enumerate(sinces)
    ]
    with store._database.writing():
        shelf = Shelf(store._rows)
        shelf.put_glances([Glance("a", "x", len(held)), Glance("b", None, 1)])
        shelf.swap_held(("a", "x"), (), (replace(each, since=some_time(chance)) for each in held[:20]))
        shelf.swap_held(("a", "x"), (), held)
    for days in (Days(), *(some_days(chance) for _ in range(20))):
        one, other = store.part(Wanted(glances=True, stands=True, days=days)).glances or ()
        assert one.stands == tuple(each for each in held if lies_in(each.since, days))
        assert (other.party, other.stands) == ("b", ()), "a glance is there whatever the days"
    store.close()


def test_days_that_are_not_those_of_a_finding_break_a_promise(place: str) -> None:
    store = kept(place, told(seed=8), merged_at_once)
    assert [each.name for each in check(place) if each.broken and each.name == "days"] == []
    with store._database.writing() as rows:
        rows.run(FINDING.update().where(FINDING.c.type == "shift").values(first="2030-01-01"))
    store.close()
    (broken,) = (each for each in check(place) if each.name == "days")
    assert broken.broken == broken.checked - len([*told(seed=8).happenings, *told(seed=8).stands])
    assert "2030-01-01 is not" in broken.faults[0]

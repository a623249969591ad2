"""Parties on issues at a glance, and week by week: what a merge and what growth keep is what the findings give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from travaux.model import (
    Act,
    Article,
    Codebook,
    CodedIssue,
    CodedParty,
    Copies,
    Direction,
    Glance,
    Manner,
    Position,
    Reading,
    Record,
    SourceKind,
    Span,
    Stance,
    Statement,
    When,
    Witnesses,
)
from travaux.record import Store, Tellers, Wanted, lines_of
from travaux.record.chapters import UNDATED, in_order, newest_first, week_of
from travaux.record.glances import FEW, find_glances
from travaux.record.versions import MOST
from travaux.review.laying import Cells

BOOK = Codebook(
    parties=(CodedParty("Norland", ("Ann Vo",)), CodedParty("Velmark", ("Ilse Marr",))),
    issues=(CodedIssue("fish quota", ("quota",)), CodedIssue("patrol boats", ("boats",))),
)
HOLDERS = ("Ann Vo", "Ilse Marr", "Piet Orm")
ACTS = ((Act.REJECT, Stance.AGAINST), (Act.DEMAND, Stance.FOR), (Act.ACCEPT, Stance.FOR))
ABOUT = ("a cut in the quota", "the quota", "the patrol boats at the bank", "more boats", "a new lighthouse")


def report(number: int, day: int | None = None, told: Sequence[tuple[int, int, int]] = ()) -> tuple[Article, Reading]:
    """A report in which somebody takes stands: places in HOLDERS, ACTS and ABOUT."""
    lines = [f"{HOLDERS[who]} spoke of {ABOUT[what]} in report {number}." for who, _, what in told]
    text = "\n\n".join(lines) or f"Nothing was said in report {number}."
    published = date(2031, 2, 28) + timedelta(day) if day else None
    article = Article(f"{number}.txt", text, outlet=f"Outlet {number % 3}", published=published)
    statements, positions, at = [], [], 0
    for (who, act, what), line in zip(told, lines, strict=True):
        about = text.index(ABOUT[what], at)
        basis = article.cite(Span(at, at + len(line)))
        said = Statement(None, None, (basis,), Manner.INDIRECT, HOLDERS[who], SourceKind.NAMED)
        object_ = article.cite(Span(about, about + len(ABOUT[what])))
        statements.append(said)
        positions.append(Position(HOLDERS[who], *ACTS[act], object_, None, basis, voice=said.id))
        at += len(line) + 2
    return article, Reading(article.id, article.wording, "r1", 9, tuple(statements), tuple(positions))


def kept(store: Store) -> list[Glance]:
    found = store.part(Wanted(glances=True, stands=True)).glances
    assert found is not None
    return list(found)


def given_by_findings(store: Store, most: int = MOST) -> list[Glance]:
    """What a whole record says; of a large one, what it says that holds the same and was never another."""
    record = store.record()
    if len(record.articles) <= most:
        return list(find_glances(record))
    once = Store.create(":memory:", most=most)
    once.put_codebook(BOOK)
    for article, reading in reversed(list(zip(store.articles(), store.readings(), strict=True))):
        once.put_reading(article, reading)
    found = kept(once)
    once.close()
    by_cell = Counter((position.party, position.issue) for position in record.positions)
    assert {(each.party, each.issue): each.positions for each in found} == by_cell
    assert sum(held.positions for each in found for held in each.stands) == sum(
        len(stand.positions) for stand in record.stands
    )
    return found


TOLD = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 4)), max_size=3)
REPORTS = st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 90)), TOLD), min_size=1, max_size=7)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=REPORTS, most=st.sampled_from((2, 500)), batches=st.integers(1, 3), gone=st.integers(0, 6))
def test_what_is_kept_is_what_the_findings_give(
    reports: list[tuple[int | None, list[tuple[int, int, int]]]], most: int, batches: int, gone: int
) -> None:
    store = Store.create(":memory:", most=most)
    store.put_codebook(BOOK)
    made = [report(number, day, told) for number, (day, told) in enumerate(reports)]
    for start in range(batches):
        for article, reading in made[start::batches]:
            store.put_reading(article, reading)
        assert kept(store) == given_by_findings(store, most)
    store.remove([article for article, _ in made[gone : gone + 1]])
    assert kept(store) == given_by_findings(store, most)
    store.close()


@pytest.mark.parametrize("most", [1, 500])
def test_a_report_that_gets_another_day_or_outlet_is_seen_by_it(tmp_path: Path, most: int) -> None:
    store = Store.create(tmp_path / "talks.travaux", most=most)
    store.put_codebook(BOOK)
    for number in (1, 2, 3):
        store.put_reading(*report(number, number, [(0, 0, 0)]))
    assert [each.when for each in kept(store)[0].newest] == [When.day(date(2031, 3, 3))]
    article, reading = report(1, 1, [(0, 0, 0)])
    store.put_reading(replace(article, published=date(2031, 3, 9)), reading)
    assert [each.when for each in kept(store)[0].newest] == [When.day(date(2031, 3, 9))]
    assert kept(store) == given_by_findings(store, most)
    assert store.record().stands[0].last == When.day(date(2031, 3, 9))
    store.close()


def test_a_glance_has_the_newest_few_and_counts_the_rest(place: str) -> None:
    store = Store.create(place)
    store.put_codebook(BOOK)
    for number in range(8):
        told = [(0, number % 3, number % 2)] if number < 7 else [(2, 0, 4)]
        store.put_reading(*report(number, number + 1, told))
    (unplaced,) = (each for each in kept(store) if each.party is None)
    (norland,) = (each for each in kept(store) if each.party is not None)
    assert (unplaced.positions, unplaced.newest, unplaced.stands) == (1, (), ())
    assert norland.positions == 7
    assert norland.entries == 6  # on two days the same was done about the same words
    assert len(norland.newest) == FEW
    assert [each.when for each in norland.newest][:2] == [When.day(date(2031, 3, 7)), When.day(date(2031, 3, 6))]
    assert {each.speaker for each in norland.newest} == {"Ann Vo"}
    assert sum(each.positions for each in norland.stands) == 7
    store.close()


def test_one_report_that_tells_two_stands_in_one_utterance_has_told_two() -> None:
    (one, first), (other, second) = report(1, 3, [(0, 0, 0)]), report(2, 4, [(0, 0, 0)])
    positions = [*second.positions, *first.positions]
    apart = Tellers((one, other), (), ())
    assert lines_of(positions, apart) == [[0, 1]]  # the same words
    group = Witnesses(tuple(sorted(each.voice or "" for each in positions)), (one.id, other.id), 2)
    assert lines_of(positions, Tellers((one, other), (group,), ())) == [[0, 1]]
    again = replace(positions[0], object=None)
    assert lines_of([*positions, again], Tellers((one, other), (group,), ())) == [[0, 1], [2]]


def test_reports_count_once_however_often_they_tell_it_and_copies_are_not_independent() -> None:
    (one, first), (other, second), (third, more) = (report(number, 3, [(0, 0, 0)]) for number in (0, 1, 2))
    positions = [*first.positions, *second.positions, *more.positions, *first.positions]
    assert Tellers((one, other, third), (), ()).reports_of(positions) == (3, 3)
    copies = Copies(tuple(sorted((one.id, other.id))))
    assert Tellers((one, other, third), (), (copies,)).reports_of(positions) == (3, 2)


def test_a_record_can_be_counted_without_a_look_at_its_findings(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "talks.travaux")
    article, reading = report(1, 3, [(0, 0, 0), (1, 1, 2)])
    unsure = replace(reading.statements[0], confidence=0.2)
    store.put_reading(article, replace(reading, statements=(unsure, *reading.statements[1:])))
    numbers = store.numbers({"statements": 0.45})
    assert (numbers["articles"], numbers["statements"], numbers["positions"]) == (1, 1, 2)
    assert store.numbers({})["statements"] == 2
    store.close()


# -- week by week

REJECT, DEMAND, ACCEPT = range(3)
AROUND = (
    "quota",
    "a low quota",
    "a low quota of cod",
    "a quota of cod off Hesk",
    "the cod of Hesk",
    "a low quota off Hesk",
)


@settings(max_examples=40, deadline=None)
@given(
    told=st.lists(
        st.tuples(st.one_of(st.none(), st.integers(1, 60)), st.integers(0, 2), st.integers(0, len(AROUND) - 1)),
        min_size=3,
        max_size=14,
    ),
    gone=st.integers(0, 2),
)
def test_chapters_that_are_joined_as_they_come_say_what_all_together_say(
    told: list[tuple[int | None, int, int]], gone: int
) -> None:
    """Also where an earlier chapter brings, or takes away, the words by which later ones are sorted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "ABOUT", AROUND)
        made = [report(number, day, [(0, act, what)]) for number, (day, act, what) in enumerate(told)]
    store = Store.create(":memory:", most=1)
    store.put_codebook(BOOK)
    for article, reading in made:
        store.put_reading(article, reading)
        store.merge()
    store.remove([article for article, _ in made[:gone]])
    record = store.record()
    cells = Cells(record, is_large=True)
    for glance in kept(store):
        if glance.party and glance.issue:
            own = [each for each in record.positions if (each.party, each.issue) == (glance.party, glance.issue)]
            stands, expected = cells.at(glance.party, glance.issue, own)
            assert glance == expected
            assert [each for each in record.stands if each.issue == glance.issue] == list(stands)
    store.close()


QUOTA, BOATS = 1, 3


def grown(*told: tuple[int | None, int, int]) -> Record:
    """A record of which one article decides who is who: days since the last of February, acts, what they are about."""
    store = Store.create(":memory:", most=1)
    store.put_codebook(BOOK)
    for number, (day, act, what) in enumerate(told):
        store.put_reading(*report(number, day, [(0, act, what)]))
    return store.record()


def test_whoever_watches_a_large_merge_hears_how_far_it_is() -> None:
    store = Store.create(":memory:", most=1)
    store.put_codebook(BOOK)
    for number in range(130):
        store.put_reading(*report(number, number, [(0, DEMAND, QUOTA)]))
    seen: list[float] = []
    store.merge(seen.append)
    assert seen == sorted(seen)
    assert (seen[0], len(seen) > 5, 0.8 < seen[-1] <= 1) == (0.0, True, True)
    seen.clear()
    store.merge(seen.append)  # nothing is due
    assert seen == []
    store.close()


def test_what_is_said_again_in_other_weeks_is_one_stand_with_all_its_reports() -> None:
    record = grown((3, DEMAND, QUOTA), (40, DEMAND, QUOTA), (100, DEMAND, QUOTA), (None, DEMAND, QUOTA))
    (stand,) = record.stands
    assert (stand.since, stand.last) == (When.day(date(2031, 3, 3)), When.day(date(2031, 6, 8)))
    assert len(stand.positions) == 4
    by_id = {position.id: position for position in record.positions}
    assert [by_id[id_].article for id_ in stand.positions][-1] == next(a.id for a in record.articles if not a.published)


def test_a_stand_ends_where_the_contrary_was_held_in_a_week_between() -> None:
    record = grown((3, DEMAND, QUOTA), (40, REJECT, QUOTA), (100, DEMAND, QUOTA))
    assert sorted((stand.act, stand.since) for stand in record.stands) == [
        (Act.DEMAND, When.day(date(2031, 3, 3))),
        (Act.DEMAND, When.day(date(2031, 6, 8))),
        (Act.REJECT, When.day(date(2031, 4, 9))),
    ]


def test_two_matters_stay_two_in_every_week() -> None:
    record = grown((3, DEMAND, QUOTA), (4, DEMAND, 0), (40, DEMAND, QUOTA), (41, DEMAND, 0))
    assert sorted(len(stand.positions) for stand in record.stands) == [2, 2]


def test_reports_of_several_weeks_are_counted_once() -> None:
    store = Store.create(":memory:", most=1)
    store.put_codebook(BOOK)
    for number, day in enumerate((3, 4, 40, 41)):
        store.put_reading(*report(number, day, [(0, DEMAND, QUOTA)]))
    (glance,) = (each for each in store.part(Wanted(glances=True, stands=True)).glances or () if each.party)
    (held,) = glance.stands
    assert (held.positions, held.reports, held.independent) == (4, 4, 3)  # the fourth is of the outlet of the first
    assert [each.when for each in glance.newest][:1] == [When.day(date(2031, 4, 10))]
    store.close()


def test_a_shift_is_seen_from_the_weeks_before() -> None:
    record = grown((3, REJECT, 0), (40, ACCEPT, 0))
    (shift,) = record.shifts
    assert shift.direction is Direction.SOFTENED
    assert (shift.earlier_on, shift.later_on) == (When.day(date(2031, 3, 3)), When.day(date(2031, 4, 9)))


def test_a_shift_is_seen_anew_when_a_week_comes_between() -> None:
    told = [(3, REJECT, 0), (100, ACCEPT, 0), (40, REJECT, 0)]
    store = Store.create(":memory:", most=1)
    store.put_codebook(BOOK)
    seen = []
    for number, (day, act, what) in enumerate(told):
        store.put_reading(*report(number, day, [(0, act, what)]))
        seen.append([shift.earlier_on for shift in store.record().shifts])
    assert seen == [[], [When.day(date(2031, 3, 3))], [When.day(date(2031, 4, 9))]]
    store.close()


@pytest.mark.parametrize(
    ("day", "week"), [(date(2031, 3, 9), "2031-W10"), (None, UNDATED), (date(987, 3, 9), "0987-W10")]
)
def test_weeks_are_in_order_and_what_has_no_day_comes_last(day: date | None, week: str) -> None:
    assert week_of(day) == week
    assert in_order({"2031-W10", UNDATED, "0987-W10"}) == ["0987-W10", "2031-W10", UNDATED]
    assert newest_first({"2031-W10", UNDATED, "0987-W10"}) == ["2031-W10", "0987-W10", UNDATED]

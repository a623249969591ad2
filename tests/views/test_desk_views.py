"""What the desk shows of a record, read by parts: the same as the whole tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from kept import keep

from travaux.library import OpenRecord
from travaux.model import Act, Held, Modality, Record, When
from travaux.views.dossier import find_dossier
from travaux.views.lanes import WIDTH, find_bars, find_scale

MARCH, APRIL = date(2031, 3, 20), date(2031, 4, 1)
ASKED: list[dict[str, Any]] = [
    {},
    {"party": "Velmark"},
    {"issue": "patrol vessels"},
    {"since": APRIL},
    {"until": MARCH},
    {"source_kind": "named"},
    {"min_confidence": 0.8},
    {"act": "demand", "party": "Norland"},
    {"speaker": "Aker", "since": MARCH},
]


@pytest.fixture(scope="module")
def opened(talks: Record, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRecord]:
    with keep(talks, str(tmp_path_factory.mktemp("kept") / "talks.travaux")) as record:
        yield record


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_board_of_all_rows_has_the_cells_of_the_matrix(opened: OpenRecord, asked: dict[str, Any]) -> None:
    board = opened.board(rows=50, columns=50, **asked)
    shown = {(cell.party.id, cell.issue.id): cell for row in board.rows for cell in row.cells if cell.entries}
    whole = {(cell.party.id, cell.issue.id): cell for row in opened.matrix(**asked).rows for cell in row.cells}
    whole = {place: cell for place, cell in whole.items() if cell.entries}
    assert shown.keys() == whole.keys() != set()
    for place, cell in shown.items():
        assert [each.position for each in cell.entries] == [each.position for each in whole[place].entries]


def test_boards_turned_over_have_every_cell_once(opened: OpenRecord) -> None:
    whole = opened.board(rows=50, columns=50)
    seen: Counter[tuple[str, str]] = Counter()
    row: int | None = 0
    while row is not None:
        column: int | None = 0
        while column is not None:
            board = opened.board(first_row=row, rows=2, first_column=column, columns=2)
            seen.update((cell.party.id, cell.issue.id) for line in board.rows for cell in line.cells)
            column = board.next_column
        row = board.next_row
    assert set(seen.values()) == {1}
    assert len(seen) == len(whole.parties) * len(whole.rows)


@pytest.mark.parametrize("asked", [each for each in ASKED if not {"party", "issue"} & each.keys()], ids=str)
def test_the_dossiers_of_all_issues_have_the_stands_of_the_history(
    opened: OpenRecord, talks: Record, asked: dict[str, Any]
) -> None:
    listed = {row[0] for row in opened.listing("history", **asked).rows}
    placed = {each.id for each in talks.stands if each.party and each.issue}
    by_issue = [opened.dossier(of_issue=each.id, most=50, **asked) for each in talks.issues]
    by_party = [opened.dossier(of_party=each.id, most=50, **asked) for each in talks.parties]
    for found in (by_issue, by_party):
        assert {stand.id for each in found if each for lane in each.lanes for stand in lane.stands} == listed & placed


def test_the_shifts_of_a_dossier_are_those_of_its_issue(opened: OpenRecord, talks: Record) -> None:
    for issue in talks.issues:
        found = opened.dossier(of_issue=issue.id)
        assert found
        assert {each.id for each in found.turns} == {each.id for each in talks.shifts if each.issue == issue.id}
        ties = {each.id for each in talks.links if issue.id in (each.issue, each.on)}
        assert {each.id for each in found.ties} == ties


def test_where_the_whole_record_is_read_a_dossier_holds_no_more_than_its_own(opened: OpenRecord, talks: Record) -> None:
    for party in talks.parties:
        own, found = opened.dossier(of_party=party.id), find_dossier(opened.glances(), lambda _: talks, party=party)
        assert own
        assert [(lane.id, lane.positions) for lane in found.lanes] == [(lane.id, lane.positions) for lane in own.lanes]
        assert all(lane.newest for lane in found.lanes)


def test_a_comment_does_not_lead_what_a_side_says_on_an_issue(opened: OpenRecord, talks: Record) -> None:
    dossiers = [(each, opened.dossier(of_party=each.id)) for each in talks.parties]
    party, at, lane = next(
        (party, at, lane)
        for party, found in dossiers
        if found
        for at, lane in enumerate(found.lanes)
        if len({said.act for said in lane.newest}) > 1
    )
    newest = lane.newest[0].id
    positions = tuple(replace(each, act=Act.EXPECT) if each.id == newest else each for each in talks.positions)
    said = replace(talks, positions=positions)
    (comment,) = (each.id for each in positions if each.act is Act.EXPECT)
    lines = find_dossier(opened.glances(), lambda _: said, party=party).lanes[at].newest
    assert comment in {each.id for each in lines[1:]}


def test_there_is_no_dossier_and_no_sheet_of_what_is_not_there(opened: OpenRecord) -> None:
    assert opened.dossier(of_issue="0" * 16) is None
    assert opened.dossier(of_party="0" * 16) is None
    assert opened.article("0" * 16) is None
    assert opened.place("0" * 16) is None


def test_who_is_quoted_for_a_party_is_counted_as_in_the_sources(opened: OpenRecord, talks: Record) -> None:
    velmark = next(each for each in talks.parties if each.name == "Velmark")
    people = opened.people(velmark.id)
    said = Counter(each.speaker for each in talks.statements if each.party == velmark.id and each.speaker)
    assert {voice.name: voice.said for voice in people.voices} == said
    assert people.voices[0].name == said.most_common()[0][0]
    assert not {voice.actor for voice in people.voices} & set(people.silent)


def test_reports_by_day_are_all_there_the_newest_first(opened: OpenRecord, talks: Record) -> None:
    first = opened.reports(most=3)
    rest = opened.reports(most=50, first=3)
    days = [each.published for each in (*first.headings, *rest.headings)]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]
    assert {each.id for each in (*first.headings, *rest.headings)} == {each.id for each in talks.articles}
    assert first.number == len(talks.articles)
    some = talks.articles[0].id
    assert opened.reports().counts[some, "statement"] == sum(each.article == some for each in talks.statements)
    assert opened.reports(since=date(2031, 3, 11), until=date(2031, 3, 11)).number == 1


# -- drawings


def stand(first: date | None, days: int = 0, act: Act = Act.DEMAND, dated: str | None = None) -> Held:
    since = When.day(first) if first else None
    last = When.day(first + timedelta(days=days)) if first else None
    times, words = 2 if days else 1, "the boats must leave"
    return Held(f"{first} {days} {act}", act, Modality.MADE, since, last, (), times, words, 1, 1, dated)


@pytest.mark.parametrize("span", [0, 1, 20, 60, 400, 2000, 9000])
def test_bars_and_ticks_lie_inside_the_drawing_and_apart(span: int) -> None:
    begin = date(2031, 3, 4)
    stands = [stand(begin), stand(begin + timedelta(days=span // 2), span // 3), stand(begin + timedelta(days=span))]
    scale = find_scale(stands)
    assert scale
    bars = find_bars(stands, scale)
    assert len(bars) == 3
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in bars)
    places = [tick.x for tick in scale.ticks]
    assert len(places) <= 12
    assert all(later - earlier > 60 for earlier, later in pairwise(places))
    assert len({tick.name for tick in scale.ticks}) == len(scale.ticks)


def test_what_a_side_gives_is_drawn_above_what_it_refuses() -> None:
    begin = date(2031, 3, 4)
    stands = [stand(begin, 9, act) for act in (Act.REJECT, Act.OFFER, Act.PRAISE, Act.DEMAND)]
    scale = find_scale(stands)
    assert scale
    rows = {bar.group: bar.y for bar in find_bars(stands, scale)}
    assert sorted(rows, key=rows.__getitem__) == ["give", "want", "view", "refuse"]


def test_without_a_day_nothing_is_drawn() -> None:
    undated = stand(None, dated="in June")
    assert find_scale([undated]) is None
    scale = find_scale([undated, stand(date(2031, 3, 4))])
    assert scale
    assert len(find_bars([undated, stand(date(2031, 3, 4))], scale)) == 1


def test_few_early_stands_among_many_do_not_stretch_the_drawing() -> None:
    many = [stand(date(2031, 3, 1) + timedelta(days=at)) for at in range(80)]
    scale = find_scale([stand(date(1990, 1, 1)), *many])
    assert scale
    assert scale.first.year == 2031


def test_a_vague_time_is_drawn_from_its_first_day() -> None:
    vague = replace(stand(date(2031, 3, 4)), since=When.year(2031), last=When.year(2031))
    scale = find_scale([vague, stand(date(2031, 6, 1))])
    assert scale
    assert scale.last == date(2031, 6, 1)


def test_what_a_party_says_on_no_issue_is_not_lost(opened: OpenRecord, talks: Record) -> None:
    for party in talks.parties:
        entries, number = opened.loose(party.id, most=1)
        held = [each for each in talks.positions if each.party == party.id and each.issue is None]
        assert number == len(held)
        assert {each.position for each in entries} <= set(held)
        assert len(entries) == min(1, number)
    board = opened.board(rows=50, columns=50)
    assert sum(board.loose.values()) == sum(each.issue is None and each.party is not None for each in talks.positions)

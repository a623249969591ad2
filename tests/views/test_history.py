"""What the listings of history, changes, the package and coverage say of the invented record."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from travaux.model import EventStatus, IssueStatus, Modality, Position, Record, Stance, When
from travaux.views import KINDS, Filter, ViewError, listing, render

APRIL = date(2031, 4, 1)
NEW = ("history", "timeline", "changes", "package", "compare", "shifts", "links")


def rows(record: Record, kind: str, **filters: Any) -> list[dict[str, Any]]:
    found = listing(record, kind, Filter(**filters))
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def undated(record: Record) -> Record:
    """The same record where no report carries a date, and nothing in one gives it."""
    return replace(
        record,
        articles=tuple(replace(each, published=None) for each in record.articles),
        statements=tuple(replace(each, said_on=None) for each in record.statements),
        positions=tuple(replace(each, as_of=None) for each in record.positions),
        events=tuple(replace(each, date=None) for each in record.events),
        happenings=tuple(replace(each, date=None) for each in record.happenings),
        stands=tuple(replace(each, since=None, last=None) for each in record.stands),
        shifts=tuple(replace(each, earlier_on=None, later_on=None) for each in record.shifts),
        issues=tuple(replace(each, status_on=None) for each in record.issues),
        rules=tuple(replace(each, as_of=None) for each in record.rules),
    )


def test_a_stand_that_is_repeated_is_one_row_with_its_first_and_last_day(talks: Record) -> None:
    (row,) = rows(talks, "history", party="Norland", issue="catch limit")
    assert (row["since"], row["last"], row["positions"], row["reports"]) == ("2031-03-04", "2031-04-20", 2, 2)
    assert (row["act"], row["modality"], row["words"]) == ("rule_out", "made", "any catch above 18,000 tonnes")
    assert row["holders"] == "Tova Lind"


def test_what_is_not_done_is_not_said_to_be(talks: Record) -> None:
    denied = tuple(replace(each, modality=Modality.NEGATED) for each in talks.positions)
    record = replace(talks, positions=denied)
    (row,) = rows(record, "history", party="Norland", issue="catch limit")
    assert (row["act"], row["modality"]) == ("rule_out", "negated")
    told = [row["what"] for row in rows(record, "changes", since=date(2031, 1, 1)) if row["kind"] == "stand"]
    assert told
    assert all(what.startswith("not ") for what in told)


@pytest.mark.parametrize("words", ["any", "it", "the"])
def test_an_object_that_names_nothing_is_shown_with_its_sentence(talks: Record, words: str) -> None:
    def bare(position: Position) -> Position:
        return replace(position, object=replace(position.object, words=words)) if position.object else position

    bared = {each.id: bare(each) for each in talks.positions}
    stands = (replace(each, positions=tuple(bared[id_].id for id_ in each.positions)) for each in talks.stands)
    record = replace(talks, positions=tuple(bared.values()), stands=tuple(stands))
    (row,) = rows(record, "history", party="Norland", issue="catch limit")
    (told,) = (each for each in rows(record, "changes", since=date(2031, 1, 1)) if each["id"] == row["id"])
    assert row["words"] == told["words"] == "she ruled out any catch above 18,000 tonnes"


def test_a_wire_story_and_its_reprint_are_two_reports_and_one_independent(talks: Record) -> None:
    (row,) = rows(talks, "history", party="Velmark", issue="catch limit", act="condition")
    assert (row["positions"], row["reports"], row["independent"]) == (2, 2, 1)


def test_two_reports_of_one_outlet_are_one_independent(talks: Record) -> None:
    outlets = {each.outlet for each in talks.articles}
    one = replace(talks, articles=tuple(replace(each, outlet="Strait Courier") for each in talks.articles))
    assert len(outlets) > 1
    assert {row["independent"] for row in rows(one, "history")} == {1}
    assert max(row["independent"] for row in rows(talks, "history")) > 1


def test_history_goes_by_party_issue_and_time(talks: Record) -> None:
    order = [(row["party"], row["issue"], row["since"]) for row in rows(talks, "history")]
    assert order == sorted(order)
    assert len(order) == len(talks.stands)


def test_the_timeline_is_in_order_of_time_with_the_undated_last(talks: Record) -> None:
    found = rows(talks, "timeline")
    days = [row["date"] for row in found]
    assert days[-1] is None
    assert days[:-1] == sorted(days[:-1])
    assert ("2031-04-01", "shift", "softened") in {(row["date"], row["what"], row["status"]) for row in found}
    assert len(found) == len(talks.happenings) + len(talks.shifts)


def test_a_time_keeps_its_grain_and_a_happening_its_reports(talks: Record) -> None:
    by_words = {row["words"]: row for row in rows(talks, "timeline")}
    assert by_words["plan to sign in Halden in June"]["date"] == "2031-06"
    assert by_words["will meet again on 6 May"]["reports"] == 2
    assert by_words["will meet again on 6 May"]["participants"] == "Norland; Velmark"


def test_versions_that_contradict_one_another_are_named(talks: Record) -> None:
    differing = replace(talks.happenings[0], differing=("date", "place"))
    found = rows(replace(talks, happenings=(differing,), shifts=()), "timeline")
    assert found[0]["differing"] == "date; place"


def test_the_version_of_the_newest_report_speaks_for_a_happening(talks: Record) -> None:
    third = next(each for each in talks.happenings if each.status is EventStatus.CALLED_OFF)
    both = next(each for each in talks.happenings if len(each.events) == 2)
    joined = replace(both, events=tuple(sorted((*both.events, *third.events))), status=EventStatus.CALLED_OFF)
    (row,) = rows(replace(talks, happenings=(joined,), shifts=()), "timeline")
    assert row["words"] == "The third round, planned for 24 April"  # which alone tells that it was called off


def test_a_shift_told_outright_has_the_words_that_tell_it(talks: Record) -> None:
    told = next(row for row in rows(talks, "shifts") if row["told"])
    assert (told["party"], told["direction"], told["to_date"]) == ("Norland", "hardened", "2031-04-18")
    assert told["told"] == told["to_words"] == "Norland hardened its line on Friday"
    assert told["from_words"] is None  # the same words tell both ends: they stand there once
    assert (told["from_date"], told["issue"]) == (None, None)
    seen = next(row for row in rows(talks, "shifts") if row["issue"] == "patrol vessels")
    (shift,) = (each for each in talks.shifts if each.id == seen["id"])
    assert (seen["from_words"], seen["to_words"]) == (shift.earlier.words, shift.later.words)


def test_shifts_come_newest_first(talks: Record) -> None:
    assert [row["issue"] for row in rows(talks, "shifts")][-1] == "patrol vessels"


def test_a_link_of_a_knot_names_the_ring(talks: Record) -> None:
    knots = {row["condition"]: row["knot"] for row in rows(talks, "links")}
    ring = "satellite tracks → two harbours → satellite tracks"
    assert knots["if NORLAND opened two harbours"] == knots["once satellite tracks arrive"] == ring
    assert knots["until the patrol vessels have left the banks"] is None


def test_changes_ask_for_a_day(talks: Record) -> None:
    with pytest.raises(ViewError, match="--since"):
        listing(talks, "changes")


def test_what_is_new_is_newest_first_and_a_repeated_stand_is_not_new(talks: Record) -> None:
    found = rows(talks, "changes", since=APRIL)
    days = [row["date"][:7] for row in found]
    assert days == sorted(days, reverse=True)
    assert {row["kind"] for row in found} == {"article", "event", "shift", "stand", "status"}
    assert "any catch above 18,000 tonnes" not in {row["words"] for row in found}
    assert "any catch above 18,000 tonnes" in {row["words"] for row in rows(talks, "changes", since=date(2031, 3, 1))}


def test_what_is_planned_is_news_on_the_day_on_which_it_was_told(talks: Record) -> None:
    found = {row["words"]: row for row in rows(talks, "changes", since=APRIL) if row["kind"] == "event"}
    assert found["will meet again on 6 May [2031-05-06]"]["date"] == "2031-04-18"
    assert found["The third round, planned for 24 April [2031-04-24]"]["what"] == "talk, called off"
    assert found["delegates adopted the monthly table"]["date"] == "2031-04-02"


def test_a_status_is_news_with_who_says_so(talks: Record) -> None:
    found = [row for row in rows(talks, "changes", since=APRIL) if row["kind"] == "status"]
    assert {(row["issue"], row["what"], row["who"]) for row in found} == {
        ("landing figures", "agreed", None),
        ("traditional grounds", "contested", "the chair"),
    }


def test_the_package_tells_who_says_so_and_when(talks: Record) -> None:
    found = {row["issue"]: row for row in rows(talks, "package")}
    seabed = found["seabed survey"]
    assert (seabed["status"], seabed["by"], seabed["date"]) == (
        "off_the_table",
        "the Velmark foreign ministry",
        "2031-03-11",
    )
    rule = found["the whole package"]
    assert (rule["status"], rule["by"], rule["words"]) == (
        "does not close",
        "Jonas Aker (Velmark)",
        "Nothing counts until all of it is signed",
    )
    assert (*found,)[0] == "landing figures"
    assert (*found,)[-1] == "the whole package"


def test_the_package_ends_with_its_rule_and_whether_it_closes(talks: Record) -> None:
    text = " ".join(render(listing(talks, "package"), "table", 120).split())
    assert text.endswith(
        "The rule: “Nothing counts until all of it is signed” (Jonas Aker (Velmark), 1 April 2031). Under this rule the"
        " package does not close: one agreed, one contested in its very terms, five open."
    )
    settled = tuple(
        each if each.status is IssueStatus.OFF_THE_TABLE else replace(each, status=IssueStatus.AGREED)
        for each in talks.issues
    )
    assert "under this rule the package closes" in listing(replace(talks, issues=settled), "package").footer
    assert "No report on record gives a rule" in listing(replace(talks, rules=()), "package").footer
    assert "No issue is known" in listing(replace(talks, issues=()), "package").footer


def test_an_outlet_is_compared_by_what_it_alone_carries_and_whose_words_it_gives(talks: Record) -> None:
    found = {row["outlet"]: row for row in rows(talks, "compare")}
    mail, agency = found["Velmark Mail"], found["Strait News Agency"]
    assert (mail["articles"], mail["copies"], mail["statements"], mail["only_here"]) == (1, 1, 2, 0)
    assert (agency["articles"], agency["copies"], agency["statements"], agency["only_here"]) == (2, 1, 5, 2)
    assert mail["words_of"] == "Norland 50%; Velmark 50%"
    assert mail["mostly_on"] == "catch limit 1"


def test_an_utterance_that_one_outlet_prints_twice_counts_once(talks: Record) -> None:
    one = tuple(
        replace(each, outlet="Strait News Agency") if each.outlet == "Velmark Mail" else each for each in talks.articles
    )
    (agency,) = (row for row in rows(replace(talks, articles=one), "compare") if row["outlet"] == "Strait News Agency")
    assert (agency["articles"], agency["statements"], agency["only_here"]) == (3, 5, 4)


def test_json_has_what_a_row_of_outlets_has_no_room_for(talks: Record) -> None:
    found = {row["outlet"]: row for row in json.loads(render(listing(talks, "compare"), "json"))}
    assert found["Velmark Mail"]["said_by"] == {"Norland": 1, "Velmark": 1}
    assert found["Velmark Mail"]["positions_on"] == {"catch limit": 1}
    assert set(found["Halden Bulletin"]["only_here_ids"]) == set()
    known = {each.id for each in talks.statements}
    assert set(found["Norland Courier"]["only_here_ids"]) <= known


@pytest.mark.parametrize("kind", NEW)
def test_every_listing_of_history_is_the_same_in_all_formats(talks: Record, kind: str) -> None:
    found = listing(talks, kind, Filter(since=date(2031, 1, 1)))
    assert found.rows
    held = json.loads(render(found, "json"))
    lines = list(csv.DictReader(io.StringIO(render(found, "csv"), newline="")))
    assert len(held) == len(lines) == len(found.rows)
    for row, line in zip(held, lines, strict=True):
        for column in found.columns:
            assert line[column].removeprefix("'") == ("" if row[column] is None else str(row[column]))
    table = render(found, "table", 120)
    assert "\u202e" not in table
    assert max(map(len, table.splitlines())) <= 120


@pytest.mark.parametrize("kind", NEW)
def test_an_empty_record_has_nothing_to_list(kind: str) -> None:
    found = listing(Record("Cod talks"), kind, Filter(since=date(2031, 1, 1)))
    assert found.rows == ()
    assert render(found, "table") == "nothing on record\n"
    assert json.loads(render(found, "json")) == []


@pytest.mark.parametrize("kind", NEW)
def test_what_has_no_date_is_listed_but_fits_no_range_of_days(talks: Record, kind: str) -> None:
    record = undated(talks)
    if kind != "changes":
        assert listing(record, kind).rows
    assert listing(record, kind, Filter(since=date(2031, 1, 1))).rows == ()


def test_a_stand_is_as_sure_as_its_surest_position(talks: Record) -> None:
    ceiling = next(each for each in talks.stands if len(each.positions) == 2 and each.stance is Stance.AGAINST)
    surer = tuple(
        replace(each, confidence=0.95) if each.id == ceiling.positions[0] else each for each in talks.positions
    )
    found = rows(replace(talks, positions=surer), "history", min_confidence=0.9)
    assert [row["id"] for row in found] == [ceiling.id]
    assert rows(talks, "history", min_confidence=0.9) == []


def test_a_vague_time_is_new_in_every_range_that_it_reaches_into(talks: Record) -> None:
    stand = replace(talks.stands[0], since=When.month(2031, 4))
    record = replace(talks, stands=(stand,))
    for since, until, kept in ((APRIL, None, 1), (date(2031, 4, 20), None, 1), (date(2031, 5, 1), None, 0)):
        found = [row for row in rows(record, "changes", since=since, until=until) if row["kind"] == "stand"]
        assert len(found) == kept


@pytest.mark.parametrize("kind", NEW)
def test_where_nothing_fits_the_days_of_the_record_are_said(talks: Record, kind: str) -> None:
    found = listing(talks, kind, Filter(since=date(2040, 1, 1)))
    assert found.rows == ()
    assert "to 20 April 2031" in found.footer
    assert json.loads(render(found, "json")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_range_that_ends_before_it_begins_is_a_slip(talks: Record, kind: str) -> None:
    with pytest.raises(ViewError, match="2031-04-01 comes after 2031-03-01"):
        listing(talks, kind, Filter(since=APRIL, until=date(2031, 3, 1)))


def test_of_a_party_asked_for_by_half_a_name_its_name_is_offered_once(talks: Record) -> None:
    (velmark,) = (party for party in talks.parties if party.name == "Velmark")
    aliased = replace(velmark, aliases=("Velmarks", "Velmarkian", "Velmarkians"))
    record = replace(talks, parties=tuple(aliased if each is velmark else each for each in talks.parties))
    with pytest.raises(ViewError, match=r"did you mean Velmark\?"):
        listing(record, "history", Filter(party="Velmarkia"))


def test_words_of_time_stand_where_no_day_is_known(talks: Record) -> None:
    (told, *_) = (each for each in talks.positions if each.object)
    record = undated(talks)
    words = replace(told, as_of=None, dated=told.object)
    record = replace(record, positions=tuple(words if each.id == told.id else each for each in record.positions))
    rows_of = {row["dated"] for row in rows(record, "history")}
    assert told.object
    assert rows_of == {None, told.object.words}
    assert {row["dated"] for row in rows(talks, "history")} == {None}


def test_what_a_report_tells_of_a_later_day_is_news_of_the_day_of_the_report(talks: Record) -> None:
    (meeting,) = (each for each in rows(talks, "changes", since=APRIL) if str(each["words"]).startswith("will meet"))
    happening = next(each for each in talks.happenings if each.id == meeting["id"])
    told = tuple(replace(each, status=EventStatus.HELD) for each in talks.events if each.id in happening.events)
    held = replace(happening, status=EventStatus.HELD, events=tuple(each.id for each in told))
    record = replace(talks, events=told, happenings=(held,))
    (row,) = (each for each in rows(record, "changes", since=APRIL) if each["kind"] == "event")
    assert (row["date"], row["words"]) == ("2031-04-18", "will meet again on 6 May [2031-05-06]")


def test_reports_are_compared_where_no_two_outlets_are_known(talks: Record) -> None:
    nameless = replace(talks, articles=tuple(replace(each, outlet=None) for each in talks.articles))
    found = rows(nameless, "compare")
    assert len(found) == len(talks.articles)
    assert {row["report"] for row in found} == {each.title or each.origin for each in talks.articles}
    alone = sum(row["only_here"] for row in found)
    assert 0 < alone < sum(row["statements"] for row in found)
    assert {row["report"] for row in rows(talks, "compare")} == {None}

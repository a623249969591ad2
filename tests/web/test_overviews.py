"""Timeline, changes, package, links, sources, and the line that tells how a record grows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

import travaux
from travaux.model import Article, Reading, Record
from travaux.record import State, Store
from travaux.web.app import create_app
from travaux.web.guard import Settings


def page(desk: TestClient, address: str) -> html.HtmlElement:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.text[:300]
    return html.fromstring(answer.text).get_element_by_id("main")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def some(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """What is found along a path of tags, classes and ids: "#main .news a.claim"."""
    steps = []
    for step in path.split():
        tag, id_, classes = re.fullmatch(r"(\w*)(?:#([\w-]+))?((?:\.[\w-]+)*)", step).groups()  # type: ignore[union-attr]
        tests = [f"[@id='{id_}']"] if id_ else []
        tests += [f"[contains(concat(' ', @class, ' '), ' {name} ')]" for name in classes.split(".") if name]
        steps.append((tag or "*") + "".join(tests))
    found: list[html.HtmlElement] = element.xpath(".//" + "//".join(steps))
    return found


def rows(element: html.HtmlElement, path: str) -> list[str]:
    return [words(each) for each in some(element, path)]


def leads(desk: TestClient, element: html.HtmlElement) -> str:
    """The page that a link on a page leads to, after what leads on."""
    answer = desk.get(element.get("href"), follow_redirects=True)
    assert answer.status_code == 200
    return str(answer.url.path)


# -- timeline


def test_what_happened_stands_in_order_and_what_lies_on_no_day_is_counted(desk: TestClient) -> None:
    found = page(desk, "/timeline")
    days = rows(found, ".events .day")
    assert days == [
        *("4 March 2031", "4 March 2031", "1 April 2031", "2 April 2031", "18 April 2031", "18 April 2031"),
        *("18 April 2031", "24 April 2031", "6 May 2031", "no date"),
    ]
    assert "Outside the days of the reports: 1 event after." in words(found)


def test_a_time_is_an_address(desk: TestClient) -> None:
    found = page(desk, "/timeline?since=2031-04-01&until=2031-04-30")
    assert len(rows(found, ".events .day")) == 7  # one of them without a day, of which a report of these days tells
    assert rows(found, ".crumbs strong") == ["April 2031"]
    table = csv.DictReader(io.StringIO(desk.get("/tables/timeline.csv?since=2031-04-01&until=2031-04-30").text))
    assert len(list(table)) == 7


def test_each_line_of_the_timeline_leads_to_its_words(desk: TestClient) -> None:
    found = page(desk, "/timeline")
    for link in some(found, ".events a.claim"):
        assert leads(desk, link).startswith("/article/")


def test_lanes_show_who_took_positions_when(desk: TestClient) -> None:
    found = page(desk, "/timeline")
    assert set(rows(found, ".time .lane")[:2]) == {"Norland", "Velmark"}
    assert some(found, ".time .tick")


@pytest.mark.parametrize(
    "asked",
    ["party=Velmark", "party=Norland", "act=postpone", "issue=patrol vessels", "speaker=Lind", "min_confidence=0.9"],
)
def test_filters_of_the_timeline_are_those_of_the_command(desk: TestClient, asked: str) -> None:
    days = "since=2031-01-01&until=2031-12-31"
    shown = rows(page(desk, f"/timeline?{asked}&{days}"), ".events .day")
    table = list(csv.DictReader(io.StringIO(desk.get(f"/tables/timeline.csv?{asked}&{days}").text)))
    assert len(shown) == len(table)
    assert len(shown) >= 1


def test_days_that_are_the_wrong_way_round_are_refused_in_words(desk: TestClient) -> None:
    answer = desk.get("/timeline?since=2031-05-01&until=2031-04-01")
    assert answer.status_code == 400
    assert "no day lies between" in answer.text


# -- changes


def test_news_stand_by_day_with_the_newest_first(desk: TestClient) -> None:
    found = page(desk, "/changes?since=2031-04-01")
    assert rows(found, ".news h2")[:2] == ["20 April 2031", "18 April 2031"]
    table = list(csv.DictReader(io.StringIO(desk.get("/tables/changes.csv?since=2031-04-01").text)))
    assert len(some(found, ".news li")) == len(table)


def test_one_kind_of_news_is_an_address_and_the_others_are_still_counted(desk: TestClient) -> None:
    found = page(desk, "/changes?since=2031-03-01&kind=shift")
    assert len(some(found, ".news li")) == 3
    assert {"3 stands that moved", "3 where issues stand", "7 reports"} <= set(rows(found, ".kinds a"))


def test_without_a_day_it_is_the_week_before_the_newest_report(desk: TestClient) -> None:
    assert rows(page(desk, "/changes"), "h1 .since") == ["since 13 April 2031"]


def test_news_of_one_party_and_of_one_kind_of_source(desk: TestClient) -> None:
    for asked in ("party=Norland", "issue=catch limit", "source_kind=named", "speaker=Lind"):
        shown = len(some(page(desk, f"/changes?since=2031-03-01&{asked}"), ".news li"))
        table = list(csv.DictReader(io.StringIO(desk.get(f"/tables/changes.csv?since=2031-03-01&{asked}").text)))
        assert shown == len(table) > 0, asked


# -- package


def test_the_package_says_who_says_so_when_and_whether_it_closes(desk: TestClient) -> None:
    found = page(desk, "/package")
    assert "Nothing counts until all of it is sign" in words(some(found, ".rule-of-all")[0])
    assert "Jonas Aker (Velmark)" in words(some(found, ".rule-of-all")[0])
    assert "does not close" in words(some(found, ".lede")[0])
    contested = next(each for each in some(found, "section") if each.get("aria-labelledby") == "s-contested")
    assert rows(contested, "tbody th") + rows(contested, "tbody td")[:2] == [
        "traditional grounds",
        "the chair",
        "2 April 2031",
    ]
    for link in some(found, ".package .words a"):
        assert leads(desk, link).startswith("/article/")


# -- links


def test_each_arrow_and_each_condition_leads_to_its_words(desk: TestClient) -> None:
    found = page(desk, "/links")
    arrows = some(found, ".graph a.arrow")
    assert len(arrows) == 4
    for link in (*arrows, *some(found, ".columns a.claim")):
        assert leads(desk, link).startswith("/article/")


def test_a_knot_is_marked_in_the_drawing_and_told_in_words(desk: TestClient) -> None:
    found = page(desk, "/links")
    assert len(some(found, ".graph a.arrow.tied")) == len(some(found, ".graph a.node.tied")) == 2
    assert "waits for" in words(some(found, ".knot strong")[0])


def test_conditions_are_narrowed_like_the_command(desk: TestClient) -> None:
    for asked in ("party=Norland", "issue=satellite tracks", "since=2031-04-01"):
        total = int(words(some(page(desk, f"/links?{asked}"), ".lede")[0]).split()[0])
        table = list(csv.DictReader(io.StringIO(desk.get(f"/tables/links.csv?{asked}").text)))
        assert total == len(table), asked


# -- sources


def test_sources_are_named_or_not_and_outlets_compared(desk: TestClient) -> None:
    found = page(desk, "/sources")
    named, unnamed = some(found, ".speakers section")
    assert rows(named, "li")[0].startswith("Jonas Aker, chief negotiator Velmark · 5 statements")
    assert rows(unnamed, "li")[0].startswith("a Norland official Norland · unnamed official · 2 statements")
    assert rows(found, ".outlets tbody th") == [
        *("Norland Courier", "Strait News Agency", "Halden Bulletin", "Velmark Mail", "Velmark State Radio")
    ]


def test_sources_of_some_days(desk: TestClient) -> None:
    found = page(desk, "/sources?since=2031-04-01&until=2031-04-02")
    assert "2 reports of 7" in words(found)


# -- of a large record


def test_what_is_too_much_for_a_page_is_looked_through_from_the_newest_report_on(
    kept: Path, talks: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.screens._MOST_TOLD", 4)
    seen: set[str] = set()
    with travaux.open_record(kept) as record:
        until = None
        for _ in range(9):
            told, newest = record.newest_reports("statements", "positions", until=until)
            assert {each.article for each in told.statements} <= set(newest.reports)
            seen |= set(newest.reports)
            if newest.next_day is None:
                break
            until = newest.next_day
    assert seen == {article.id for article in talks.articles}


# -- growth


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A record that was read, and may be written to."""
    (tmp_path / "first.txt").write_text(
        "Outlet: Norland Courier\nDate: 2031-04-22\n\nNorland demanded a quota, its envoy said.\n"
    )
    travaux.build(tmp_path / "first.txt", to=tmp_path / "own.travaux").close()
    return tmp_path / "own.travaux"


def test_the_line_is_silent_until_something_comes(grown: Path) -> None:
    client = TestClient(create_app(str(grown), Settings()), base_url="http://127.0.0.1:8765")
    first = html.fromstring(client.get("/growth").text)
    assert words(first) == ""
    assert first.get("hx-trigger") == "every 15s"
    late = grown.parent / "late.txt"
    late.write_text("Outlet: Norland Courier\nDate: 2031-05-02\n\nVelmark rejected the quota, its envoy said.\n")
    with travaux.open_record(grown) as record:
        record.add(late, today=date(2031, 5, 3))
    then = html.fromstring(client.get(first.get("hx-get")).text)
    assert "2 reports on record, 1 more than this page shows" in words(then)
    assert then.get("hx-trigger") == "every 2s"
    assert html.fromstring(client.get(then.get("hx-get")).text).get("hx-trigger") == "every 15s"


def test_reports_that_wait_for_the_merge_are_told_and_nobody_merges_them(
    grown: Path, report: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = report("Velmark rejected the quota.")
    store = Store.open(grown)
    store.put_reading(article, Reading(article.id, article.wording, "by hand", 4))
    store.close()
    monkeypatch.setattr("travaux.record.upkeep.Upkeep.bring_up", lambda self: pytest.fail("it was merged"))
    client = TestClient(create_app(str(grown), Settings()), base_url="http://127.0.0.1:8765")
    line = html.fromstring(client.get("/growth?shown=1").text)
    assert re.search(r"2 reports on record, 1 more .* 1 report not told of yet", words(line))
    with travaux.open_record(grown) as record:
        assert record.state() == State(2, 1, True, None)


def test_a_build_that_is_at_work_says_of_how_many_files_it_is(grown: Path, report: Callable[..., Article]) -> None:
    article = report("Velmark rejected the quota.")
    store = Store.open(grown)
    store.expect(459)
    store.put_reading(article, Reading(article.id, article.wording, "by hand", 4))
    client = TestClient(create_app(str(grown), Settings()), base_url="http://127.0.0.1:8765")
    assert "A build of 459 files is at work on this record" in words(html.fromstring(client.get("/growth").text))
    assert store.state().files == 459
    store.merge()
    store.expect(None)
    assert store.state().files is None
    store.close()
    assert words(html.fromstring(client.get("/growth").text)) == ""

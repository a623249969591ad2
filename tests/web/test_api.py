"""The API: what it answers is what it describes, whatever it is asked, and the same as the library says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings

import travaux
from travaux.model import Record
from travaux.web.app import create_app
from travaux.web.guard import Settings
from travaux.web.records import Records

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")


APP = create_app("none yet", Settings(names=("testserver",)))
# Which names there are only the record knows; and a method that writes is refused before it is asked which there are.
by_name = {name: getattr(checks, name) for name in ("positive_data_acceptance", "unsupported_method")}
schema = schemathesis.openapi.from_asgi("/api/openapi.json", APP)


@pytest.fixture(scope="module")
def asked(kept: Path) -> None:
    """The app that is asked has a record from here on: its description needs none."""
    APP.state.records = Records(str(kept))


@schema.include(path_regex="^/api/", method="GET").parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_whatever_it_is_asked_it_answers_as_described(case: Any, asked: None) -> None:
    case.call_and_validate(excluded_checks=[by_name["positive_data_acceptance"], by_name["unsupported_method"]])


def all_of(desk: TestClient, address: str, **asked: Any) -> Iterator[dict[str, Any]]:
    """The items of all pages."""
    offset = 0
    while offset is not None:
        page = desk.get(address, params={**asked, "limit": 2, "offset": offset}).json()
        assert len(page["items"]) <= 2
        yield from page["items"]
        offset = page["next"]


@pytest.mark.parametrize("field", ["parties", "issues", "articles"])
def test_pages_of_a_list_have_each_once(desk: TestClient, talks: Record, field: str) -> None:
    ids = [each["id"] for each in all_of(desk, f"/api/{field}")]
    assert sorted(ids) == [each.id for each in getattr(talks, field)]


def test_the_record_is_told_as_a_whole(desk: TestClient, kept: Path, talks: Record) -> None:
    told = desk.get("/api/record").json()
    with travaux.open_record(kept) as record:
        assert told["numbers"] == record.numbers()
    assert (told["title"], told["first_day"], told["last_day"]) == (talks.title, "2031-03-04", "2031-04-20")


def test_the_matrix_is_that_of_the_library(desk: TestClient, kept: Path) -> None:
    told = desk.get("/api/matrix", params={"rows": 50, "columns": 20}).json()
    with travaux.open_record(kept) as record:
        table = record.matrix()
    for row in told["rows"]:
        for cell in row["cells"]:
            entries = next(
                each.entries
                for line in table.rows
                for each in line.cells
                if (each.issue.id, each.party.id) == (row["issue"]["id"], cell["party"])
            )
            assert [each["id"] for each in cell["positions"]] == [each.position.id for each in entries[:5]]
            assert cell["older"] == len(entries[5:])


def test_every_citation_stands_where_it_says(desk: TestClient, talks: Record) -> None:
    texts = {each.id: each.text for each in talks.articles}
    cited = []

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if {"article", "start", "end", "words"} <= value.keys():
                cited.append(value)
            for held in value.values():
                look(held)
        elif isinstance(value, list):
            for each in value:
                look(each)

    look(desk.get("/api/matrix", params={"rows": 50, "columns": 20}).json())
    for issue in talks.issues:
        look(desk.get(f"/api/issues/{issue.id}").json())
        look(desk.get(f"/api/issues/{issue.id}/history").json())
    look(desk.get("/api/search", params={"words": "patrol vessels"}).json())
    assert len(cited) > 20
    for each in cited:
        assert "".join(texts[each["article"]][each["start"] : each["end"]].split()) == "".join(each["words"].split())


def test_a_report_has_its_text_and_every_mark_in_it(desk: TestClient, talks: Record) -> None:
    for article in talks.articles:
        told = desk.get(f"/api/articles/{article.id}").json()
        assert told["text"] == article.text
        held = (talks.statements, talks.positions, talks.events, talks.outcomes, talks.interactions)
        assert {each["id"] for each in told["marks"]} == {
            each.id for found in held for each in found if each.article == article.id
        }


def test_every_finding_is_told_with_its_type_and_its_page(desk: TestClient, talks: Record) -> None:
    for field, type_ in (("positions", "position"), ("shifts", "shift"), ("actors", "actor"), ("stands", "stand")):
        for each in getattr(talks, field):
            told = desk.get(f"/api/findings/{each.id}").json()
            assert (told["id"], told["type"]) == (each.id, type_)
            assert desk.get(told["page"]).status_code == 200


def test_a_search_goes_on_where_it_ended(desk: TestClient) -> None:
    whole = desk.get("/api/search", params={"words": "Norland", "limit": 50}).json()
    assert whole["next"] is None
    found, after = [], None
    while True:
        page = desk.get("/api/search", params={"words": "Norland", "limit": 2} | ({"after": after} if after else {}))
        found += page.json()["items"]
        after = page.json()["next"]
        if after is None:
            break
    assert found == whole["items"]
    assert len(found) > 4


def test_a_table_has_the_rows_of_the_command(desk: TestClient, kept: Path) -> None:
    with travaux.open_record(kept) as record:
        listed = record.listing("positions", party="Velmark")
    told = desk.get("/api/tables/positions", params={"party": "Velmark", "limit": 3}).json()
    assert (told["columns"], told["total"]) == (list(listed.columns), len(listed.rows))
    assert told["rows"] == [list(row) for row in listed.rows[:3]]
    assert told["next"] == 3


def test_the_page_of_the_api_has_every_address_of_it(desk: TestClient) -> None:
    page = desk.get("/api/docs").text
    for path in desk.get("/api/openapi.json").json()["paths"]:
        assert f"GET {path}" in page

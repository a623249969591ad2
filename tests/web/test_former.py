"""A link that was on a page leads to what became of it, whatever was ruled since."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from growing import make_large

import travaux
from travaux.web.app import create_app
from travaux.web.guard import Settings

SAMPLE = Path(__file__).parents[2] / "sample" / "coverage"
FEW = 20  # articles that decide who is who, so that a record of more is a large one
HERE = "http://127.0.0.1:8765"


DAYS = ("2031-03-03", "2031-03-17", "2031-04-07", "2031-04-21", "2031-05-05")
TOLD = """Outlet: Courier {number}
Date: {day}

Norland Foreign Minister Ann Vo met Velmark Foreign Minister Bo Rask for talks.

Norland Foreign Minister Ann Vo said on Monday that Velmark must cut the cod quota. {beside}
"""
BESIDE = "The talks on the cod quota lasted two days.", "Velmark Foreign Minister Bo Rask said that Velmark rejects it."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, and a stand that is told in five reports, of as many weeks."""
    folder = tmp_path_factory.mktemp("former")
    for number, day in enumerate(DAYS):
        (folder / f"{number}.txt").write_text(TOLD.format(number=number, day=day, beside=BESIDE[number % 2]))
    path = folder / "sample.travaux"
    travaux.build(SAMPLE, *folder.glob("*.txt"), to=path, today=date(2031, 6, 1)).close()
    return path


def grow(path: Path, to: Path) -> Path:
    shutil.copy(path, to)
    make_large(to, FEW)
    return to


@pytest.fixture(params=["small", "large"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[travaux.OpenRecord]:
    """It as a small record and as a large one, that may be written to."""
    make = grow if request.param == "large" else shutil.copy
    with travaux.open_record(make(request.getfixturevalue("built"), tmp_path / "own.travaux")) as opened:
        yield opened


@pytest.fixture
def desk(record: travaux.OpenRecord) -> TestClient:
    return TestClient(create_app(record.address, Settings()), base_url=HERE, follow_redirects=False)


def biggest(record: travaux.OpenRecord, field: str, members: str) -> Any:
    return max(getattr(record.data, field), key=lambda each: (len(getattr(each, members)), each.id))


def reject(record: travaux.OpenRecord, finding: str) -> None:
    record.rule(finding, "rejected", by="bo")


def follow(desk: TestClient, address: str) -> tuple[str, str]:
    """Where a link leads, and what stands there."""
    answer = desk.get(address)
    assert answer.status_code == 303, answer.text
    place = answer.headers["location"]
    page = desk.get(place)
    assert page.status_code == 200
    return place, page.text


def stands_at(desk: TestClient, stand: Any) -> list[str]:
    """The links of the page that lists all stands of a side on an issue."""
    listed = desk.get(f"/issue/{stand.issue}", params={"party": desk_names(desk)[stand.party]}).text
    return [unescape(each) for each in re.findall(r'class="claim" href="(/finding/[^"]+)"', listed)]


def desk_names(desk: TestClient) -> dict[str, str]:
    return {each["id"]: each["name"] for each in desk.get("/api/parties?limit=100").json()["items"]}


def test_a_stand_is_found_by_each_id_that_it_had_until_nothing_of_it_is_left(
    desk: TestClient, record: travaux.OpenRecord
) -> None:
    stand = biggest(record, "stands", "positions")
    assert len(stand.positions) == len(DAYS)
    links = set(stands_at(desk, stand))
    for number, position in enumerate(stand.positions[:-1], start=1):
        reject(record, position)
        links |= set(stands_at(desk, stand))
        left = {f"#f-{each}" for each in stand.positions[number:]}
        bare = [f"/finding/{stand.id}", *(each.partition("?")[0] for each in links)]
        places = {address: follow(desk, address)[0] for address in [*links, *bare]}
        assert places[f"/finding/{stand.id}"].partition("#")[1:] in {each.partition("#")[1:] for each in left}
    newest = next(each for each in record.reviewed.stands if stand.positions[-1] in each.positions)
    reject(record, stand.positions[-1])
    names = desk_names(desk)
    for address in (f"/finding/{stand.id}", f"/finding/{newest.id}?of={stand.party}&on={stand.issue}"):
        place, page = follow(desk, address)
        assert place.startswith(f"/issue/{stand.issue}?party={names[stand.party].replace(' ', '+')}&gone=1")
        assert "there no more: a ruling changed it" in page
        assert "there no more" not in desk.get(f"/issue/{stand.issue}").text


def test_what_is_taken_back_leads_where_it_led_before(desk: TestClient, record: travaux.OpenRecord) -> None:
    stand = biggest(record, "stands", "positions")
    before = follow(desk, f"/finding/{stand.id}")[0]
    reject(record, stand.positions[-1])
    assert follow(desk, f"/finding/{stand.id}")[0] != before
    record.undo(record.rulings()[-1].ruling.number, by="bo")
    assert follow(desk, f"/finding/{stand.id}")[0] == before


@pytest.mark.parametrize(("field", "members"), [("witnesses", "statements"), ("happenings", "events")])
def test_what_several_reports_tell_is_found_by_each_id_that_it_had(
    desk: TestClient, record: travaux.OpenRecord, field: str, members: str
) -> None:
    group = biggest(record, field, members)
    own = getattr(group, members)
    ids = {group.id}
    for number, member in enumerate(own[:-1], start=1):
        reject(record, member)
        ids |= {each.id for each in getattr(record.reviewed, field) if set(getattr(each, members)) & set(own)}
        for id_ in ids:
            assert follow(desk, f"/finding/{id_}")[0].partition("#f-")[2] in own[number:]


def test_a_condition_is_found_after_its_position_was_corrected_and_rejected(
    desk: TestClient, record: travaux.OpenRecord
) -> None:
    positions = {each.id: each for each in record.data.positions}
    link = next(each for each in record.data.links if each.position in positions)
    act = "offer" if positions[link.position].act != "offer" else "demand"
    record.rule(link.position, "corrected", correction={"act": act}, by="bo")
    now = next(each for each in record.reviewed.links if each.condition == link.condition)
    assert now.id != link.id
    assert follow(desk, f"/finding/{link.id}")[0] == follow(desk, f"/finding/{now.id}")[0]
    record.rule(link.position, "rejected", by="bo")
    for id_ in (link.id, now.id):
        place, page = follow(desk, f"/finding/{id_}")
        assert place.startswith(f"/article/{link.basis.article}?mark=")
        assert "there no more" in page
        assert 'id="here"' in page


@pytest.mark.parametrize("find", [lambda data: data.positions[0], lambda data: data.statements[0]])
def test_what_was_rejected_leads_to_its_words(
    desk: TestClient, record: travaux.OpenRecord, find: Callable[[Any], Any]
) -> None:
    found = find(record.data)
    reject(record, found.id)
    place, page = follow(desk, f"/finding/{found.id}")
    assert place.startswith(f"/article/{found.article}?mark=")
    assert "there no more" in page


def test_an_id_that_nothing_ever_had_leads_nowhere(desk: TestClient, record: travaux.OpenRecord) -> None:
    reject(record, record.data.positions[0].id)
    assert desk.get("/finding/0123456789abcdef").status_code == 404
    assert desk.get("/finding/0123456789abcdef?of=0123456789abcdef").status_code == 404


def test_what_a_listing_names_can_be_shown(record: travaux.OpenRecord) -> None:
    stand = biggest(record, "stands", "positions")
    reject(record, stand.positions[0])
    ids = [each.id for each in record.reviewed.stands if set(each.positions) & set(stand.positions)]
    assert ids
    assert stand.id not in ids
    for id_ in ids:
        assert id_[:10] in record.show(id_) or record.why(id_).startswith("stand")

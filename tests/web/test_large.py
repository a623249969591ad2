"""Of a large record a page looks through the newest reports, says so, and leads on."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from growing import make_large

import travaux
from travaux.record import Wanted, week_of
from travaux.web.app import create_app
from travaux.web.guard import Settings

SAMPLE = Path(__file__).parents[2] / "sample" / "coverage"
FEW = 5  # articles that decide who is who, so that a record of more is a large one


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "sample.travaux"
    travaux.build(SAMPLE, to=path).close()
    make_large(path, FEW)
    return path


@pytest.fixture
def record(large: Path) -> Iterator[travaux.OpenRecord]:
    with travaux.open_record(large) as opened:
        yield opened


@pytest.fixture
def desk(large: Path) -> TestClient:
    return TestClient(create_app(str(large), Settings()), base_url="http://127.0.0.1:8765")


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("field", ["positions", "links", "shifts"])
def test_the_newest_of_a_field_are_those_of_the_newest_weeks(record: travaux.OpenRecord, field: str) -> None:
    everything = record.data
    days = {each.id: each.published for each in everything.articles}

    def week(found: object) -> str:
        cited = getattr(found, "article", None) or getattr(found, "later", None) or getattr(found, "basis", None)
        article = cited if isinstance(cited, str) else cited.article
        return week_of(days[article]) if days[article] else ""

    every = {each.id: week(each) for each in getattr(everything, field)}
    dated = sorted((when for when in every.values() if when), reverse=True)
    assert len(dated) > 3
    for most in (1, 3, len(dated), len(dated) + 5):
        part = record._store.part(Wanted(placed=frozenset((field,)), newest=most))
        assert sorted((every[each.id] for each in getattr(part, field)), reverse=True) == dated[:most]


def test_what_is_on_no_issue_is_found_of_one_side(record: travaux.OpenRecord) -> None:
    for party in record.names().parties:
        own = {each.id for each in record.data.positions if (each.party, each.issue) == (party.id, None)}
        found, number = record.loose(party.id, most=1000)
        assert number == len(own)
        shown = {each.position.id for each in found}
        assert shown <= own
        assert bool(shown) == bool(own)


def test_a_side_is_told_by_the_newest_of_what_it_waits_for(
    record: travaux.OpenRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = max(record.names().parties, key=lambda each: sum(link.party == each.id for link in record.data.links))
    whole = record.dossier(of_party=party.id)
    monkeypatch.setattr("travaux.screens._NEWEST", 2)
    few = record.dossier(of_party=party.id)
    assert whole
    assert few
    assert (whole.is_cut, few.is_cut) == (False, True)
    assert len(whole.ties) > len(few.ties) == 2
    assert {each.id for each in few.ties} < {each.id for each in whole.ties}
    assert [lane.positions for lane in few.lanes] == [lane.positions for lane in whole.lanes]


def test_an_issue_has_what_waits_for_it_too(record: travaux.OpenRecord) -> None:
    for issue in record.names().issues:
        dossier = record.dossier(of_issue=issue.id)
        assert dossier
        waits = {each.id for each in record.data.links if issue.id in (each.issue, each.on)}
        assert {each.id for each in dossier.ties} == waits


def test_who_is_quoted_is_looked_for_in_the_newest_reports_and_that_is_said(
    desk: TestClient, record: travaux.OpenRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = record.glances().parties[0].id
    assert "newest report" not in words_of(desk.get(f"/party/{party}").text)
    every = record.people(party)
    monkeypatch.setattr("travaux.screens._MOST_QUOTED", 30)
    some = record.people(party)
    assert every.reports is None
    assert some.reports
    assert some.statements < every.statements
    other = TestClient(desk.app, base_url="http://127.0.0.1:8765")
    assert f"in the {some.reports} newest reports" in words_of(other.get(f"/party/{party}?since=1990-01-01").text)


def test_fields_alone_lead_from_the_newest_reports_to_the_earlier_ones(
    desk: TestClient, record: travaux.OpenRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.screens._MOST_TOLD", 40)
    address, seen = "/search?source_kind=named", set[str]()
    for _ in range(40):
        page = desk.get(address).text
        assert "newest report" in words_of(page)
        seen |= set(re.findall(r'href="/finding/(\w+)"', page))
        found = re.search(r'<a href="([^"]+)">Earlier ones</a>', page)
        if found is None:
            break
        address = found[1].replace("&amp;", "&")
    assert found is None, "it ends with the first report"
    assert len(seen & {each.id for each in record.statements(source_kind="named")}) > 20


@pytest.fixture
def place(record: travaux.OpenRecord) -> dict[str, str]:
    """A side and an issue with most to tell."""
    told = [each for each in record.glances().glances or () if each.party and each.issue]
    most = max(told, key=lambda each: (each.positions, each.party or ""))
    return {"of_party": most.party or "", "of_issue": most.issue or ""}


@pytest.mark.parametrize(("of", "most"), [("of_party", 25), ("of_issue", 10)])
@pytest.mark.parametrize("days", [{"since": date(2025, 4, 10)}, {"until": date(2025, 4, 30)}])
def test_days_keep_what_was_taken_in_them_among_the_newest_positions(
    record: travaux.OpenRecord,
    place: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    of: str,
    most: int,
    days: dict[str, date],
) -> None:
    whole = record.dossier(**{of: place[of]}, **days)
    monkeypatch.setattr("travaux.views.dossier._LOOKED_INTO", most)
    few = record.dossier(**{of: place[of]}, **days)
    assert whole
    assert few
    assert (whole.looked, few.looked) == (None, most)
    assert 0 < sum(lane.positions for lane in few.lanes) <= most
    counts = {lane.id: lane.positions for lane in whole.lanes}
    assert all(lane.positions <= counts[lane.id] for lane in few.lanes)
    assert any(lane.stands for lane in few.lanes)
    for stand in (each for lane in few.lanes for each in lane.stands):
        assert stand.since
        assert stand.last
        assert stand.last.last >= days.get("since", stand.last.last)
        assert stand.since.first <= days.get("until", stand.since.first)


def test_a_filter_that_looks_into_the_newest_positions_says_so_and_leads_to_all(
    desk: TestClient, place: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/issue/{place['of_issue']}?min_confidence=0.1"
    assert "were looked through" not in words_of(desk.get(address).text)
    monkeypatch.setattr("travaux.views.dossier._LOOKED_INTO", 10)
    page = TestClient(desk.app, base_url="http://127.0.0.1:8765").get(f"{address}&since=1990-01-01").text
    assert "the newest 10 were looked through" in words_of(page)
    table = re.search(r'<a href="(/tables/history.csv[^"]+)">All of them', page)
    assert table
    assert "min_confidence=0.1" in table[1]
    assert desk.get(table[1].replace("&amp;", "&")).status_code == 200


def test_passages_on_an_issue_are_read_a_page_at_a_time_and_all_of_them_in_turn(
    record: travaux.OpenRecord, place: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = next(each for each in record.data.issues if each.id == place["of_issue"])
    every = [row[0] for row in record.listing("positions", issue=issue.label).rows]
    monkeypatch.setattr("travaux.screens._PASSAGES", len(every) + 1)
    first, number = record.passages(issue.label, most=5)
    assert number == len(every) > 10
    assert [row[0] for row in first.rows] == every[:5]
    second, _ = record.passages(issue.label, first=5, most=5)
    assert [row[0] for row in second.rows] == every[5:10]
    monkeypatch.setattr("travaux.screens._PASSAGES", 8)
    some, _ = record.passages(issue.label, most=5)
    assert len(some.rows) == 5
    assert {row[0] for row in some.rows} < set(every)


ASKED: tuple[dict[str, object], ...] = (
    {},
    {"party": "Norland"},
    {"issue": "paper"},
    {"issue": "inspections at sea"},
    {"act": "reject"},
    {"act": "meet"},
    {"source_kind": "unnamed_official"},
    {"speaker": "Karrow"},
    {"since": date(2025, 4, 8)},
    {"min_confidence": 0.8},
)


@pytest.fixture
def without_mentions(large: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plain.travaux"
    shutil.copy(large, path)
    with sqlite3.connect(path) as database:
        gone = database.execute("DELETE FROM note WHERE kind = 'mentions'").rowcount
    assert gone > FEW
    database.close()
    return path


def test_a_search_that_reads_what_its_sentences_tell_finds_what_one_of_whole_reports_does(
    large: Path, without_mentions: Path
) -> None:
    """With rulings too, which may put a finding in a sentence where it was not before."""
    found = 0
    with travaux.open_record(large) as quick, travaux.open_record(without_mentions) as plain:
        first = next(each for each in plain.data.positions if each.confidence > 0.8)
        text = next(each.text for each in plain._store.texts([first.article]))
        ending = " ".join(re.findall(r"\w{4,}", text)[-3:])
        for ruled in (False, True):
            if ruled:
                place = f"{len(text) - 40}-{len(text) - 10}"
                for record in (quick, plain):
                    record.rule(first.id, "correct", by="Ann", correction={"basis": place})
            for words in ("boats", "talks", "inspectors", "said", "will not", "april", ending):
                for asked in ASKED:
                    seen = plain.search(words, "json", **asked)
                    found += seen.count('"findings"')
                    assert quick.search(words, "json", **asked) == seen, (words, asked, ruled)
    assert found > 200

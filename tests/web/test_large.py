"""Of a large record a page looks through the newest reports, says so, and leads on."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from growing import copied, make_large

import travaux
from travaux.record import Memory, Wanted, week_of
from travaux.views.chronicle import Happened
from travaux.web.app import create_app
from travaux.web.desk import Asked
from travaux.web.guard import Settings
from travaux.web.pages import changes, timeline

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


@pytest.mark.parametrize(("of", "most"), [("of_party", 25), ("of_issue", 8)])
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
    monkeypatch.setattr("travaux.views.dossier._LOOKED_INTO", 8)
    page = TestClient(desk.app, base_url="http://127.0.0.1:8765").get(f"{address}&since=1990-01-01").text
    assert "the newest 8 were looked through" in words_of(page)
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
    first, number = record.passages(issue.label, most=4)
    assert number == len(every) > 8
    assert [row[0] for row in first.rows] == every[:4]
    second, _ = record.passages(issue.label, first=4, most=4)
    assert [row[0] for row in second.rows] == every[4:8]
    monkeypatch.setattr("travaux.screens._PASSAGES", 7)
    some, _ = record.passages(issue.label, most=4)
    assert len(some.rows) == 4
    assert {row[0] for row in some.rows} < set(every)


ASKED: tuple[dict[str, object], ...] = (
    {},
    {"party": "Norland"},
    {"issue": "register"},
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
    copied(large, path)
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


# -- days

DAYS: tuple[dict[str, date], ...] = (
    {},
    {"since": date(2025, 4, 8)},
    {"until": date(2025, 4, 8)},
    {"since": date(2025, 4, 3), "until": date(2025, 4, 10)},
    {"since": date(2025, 3, 1), "until": date(2025, 3, 20)},
    {"since": date(2024, 1, 1), "until": date(2026, 12, 31)},
    {"since": date(2030, 1, 1), "until": date(2030, 12, 31)},
)
NARROW: tuple[dict[str, object], ...] = (
    {},
    {"party": "Norland"},
    {"issue": "register"},
    {"act": "reject"},
    {"act": "meet"},
    {"source_kind": "named"},
    {"min_confidence": 0.8},
)


def on_the_timeline(record: travaux.OpenRecord, **asked: object) -> list[str]:
    """The ids of all its rows, page after page."""
    found, first = list[str](), 0
    while True:
        shown, _, _ = timeline.look(record, Asked(**asked), first)  # type: ignore[arg-type]
        found += [row.id for row in shown.rows]
        first += 100
        if first >= shown.total:
            assert len(found) == shown.total
            return sorted(found)


def on_changes(record: travaux.OpenRecord, **asked: object) -> list[str]:
    found, first = list[str](), 0
    while True:
        shown = changes.look(record, Asked(**asked), None, first)  # type: ignore[arg-type]
        found += [line.finding for _, lines in shown.days for line in lines]
        first += 120
        if first >= shown.total:
            assert len(found) == shown.total == sum(number for _, _, number in shown.counts)
            return sorted(found)


def listed(record: travaux.OpenRecord, kind: str, **asked: object) -> list[str]:
    return sorted(str(row[0]) for row in record.listing(kind, **asked).rows)


def ruled(path: Path) -> None:
    """Findings of every kind that have a day are corrected and rejected, and one is given another day."""
    with travaux.open_record(path) as record:
        data = record.data
        several = [each for each in data.happenings if len(each.events) > 1]
        alone = [each for each in data.happenings if len(each.events) == 1]
        dated = [each for each in alone if each.date]
        undated = [each for each in alone if each.date is None]
        by = {"by": "Ann"}
        for each in several[:3]:
            record.rule(each.events[0], "reject", **by)
        for each in several[3:5]:
            record.rule(each.events[0], "correct", **by, correction={"place": "Aldmar"})
        record.rule(dated[0].events[0], "reject", **by)
        record.rule(dated[1].events[0], "correct", **by, correction={"date": "2030-05-01"})
        record.rule(dated[2].events[0], "correct", **by, correction={"date": ""})
        record.rule(undated[0].events[0], "correct", **by, correction={"date": "2025-04-05"})
        record.rule(dated[3].id, "reject", **by)
        fewest = min(data.issues, key=lambda issue: sum(each.issue == issue.id for each in data.positions))
        record.rule(fewest.id, "rename", **by, correction={"label": "the charts"})
        record.rule(
            data.shifts[0].id,
            "correct",
            **by,
            correction={"direction": "hardened" if data.shifts[0].direction == "softened" else "softened"},
        )
        record.rule(data.shifts[1].id, "reject", **by)
        acts = {each.id: each.act for each in data.positions}
        for each in [each for each in data.shifts if each.positions][2:4]:
            end = each.positions[-1]
            record.rule(end, "correct", **by, correction={"act": "refuse" if acts[end] == "demand" else "demand"})
        for each in sorted(data.stands, key=lambda stand: -len(stand.positions))[:3]:
            record.rule(each.positions[0], "reject", **by)


@pytest.fixture(params=[False, True], ids=["as found", "as reviewed"])
def told(request: pytest.FixtureRequest, large: Path, tmp_path: Path) -> Iterator[travaux.OpenRecord]:
    path = tmp_path / "told.travaux"
    copied(large, path)
    if request.param:
        ruled(path)
    with travaux.open_record(path, Memory()) as opened:
        yield opened


def test_the_days_of_what_grew_are_its_own(large: Path) -> None:
    (promise,) = (each for each in travaux.check(large) if each.name == "days")
    assert promise.checked > 100
    assert promise.faults == ()


def is_told(seen: list[str], every: list[str], asked: dict[str, object], ends: dict[str, date]) -> bool:
    """Whether all of it is seen; what is only in the words of reports of other days may be missing."""
    if asked.keys() <= {"party", "issue", "min_confidence"} or asked == {"act": "meet"} or ends["since"].year == 2024:
        return seen == every
    return set(seen) <= set(every) and len(seen) >= len(every) - 1


@pytest.mark.parametrize(
    ("kind", "shown", "whole", "least"),
    [
        ("timeline", on_the_timeline, {"since": date(2020, 1, 1), "until": date(2035, 12, 31)}, 200),
        ("changes", on_changes, {"since": date(2025, 3, 1)}, 1000),
    ],
)
def test_a_page_of_some_days_has_what_all_of_it_has_in_them(
    told: travaux.OpenRecord, kind: str, shown: Callable[..., list[str]], whole: dict[str, date], least: int
) -> None:
    found = 0
    for days in DAYS:
        ends = whole | days
        for asked in NARROW:
            seen = shown(told, **asked, **ends)
            assert is_told(seen, listed(told, kind, **asked, **ends), asked, ends), (asked, ends)
            found += len(seen)
    assert found > least


def test_what_has_no_date_and_what_lies_outside_is_counted_as_it_was_left(told: travaux.OpenRecord) -> None:
    shown, days, _ = timeline.look(told, Asked(), 0)
    happenings = told.reviewed.happenings
    rows = [row for first in range(0, shown.total, 100) for row in timeline.look(told, Asked(), first)[0].rows]
    without = {each.id for each in happenings if each.date is None}
    assert shown.undated == len(without - {row.id for row in rows if isinstance(row, Happened)})
    assert days
    late = [each for each in happenings if each.date and each.date.first > days.last]
    assert (shown.after[0] if shown.after else 0) == len(late)


def test_the_newest_of_a_crowded_time_is_listed_and_its_bars_count_all_of_it(
    desk: TestClient, record: travaux.OpenRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _, _ = timeline.look(record, Asked(), 0)
    monkeypatch.setattr("travaux.web.pages.timeline._MOST_IN_DAYS", 6)
    few, _, _ = timeline.look(record, Asked(), 0)
    assert whole.zoom
    assert few.zoom
    assert [bar.count for bar in few.zoom.bars] == [bar.count for bar in whole.zoom.bars]
    assert few.undated == whole.undated
    assert 0 < few.total < whole.total
    dated = {each.id: each.date for each in record.reviewed.happenings}
    assert whole.begun is None
    assert few.begun
    kept = [when for row in few.rows if isinstance(row, Happened) and (when := dated[row.id])]
    assert kept
    assert all(when.first >= few.begun for when in kept)
    assert "More happened in these days than can be listed at once" in words_of(desk.get("/timeline").text)


@pytest.mark.parametrize("asked", ["", "&party=Norland", "&act=demand"])
def test_news_lead_from_the_newest_back_to_the_first(
    desk: TestClient, record: travaux.OpenRecord, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    since = {"since": date(2025, 3, 1)}
    narrow: dict[str, object] = dict([asked[1:].split("=")]) if asked else {}
    every = set(listed(record, "changes", **since, **narrow))
    for most in ("_MOST_STANDS", "_MOST_IN_DAYS", "_MOST_LOOKED_INTO"):
        monkeypatch.setattr(f"travaux.web.pages.changes.{most}", 8)
    seen, pages, until, newest = set[str](), 0, None, set[str]()
    while True:
        part = {**since, **narrow} | ({"until": until} if until else {})
        found = changes.look(record, Asked(**part), None, 0)  # type: ignore[arg-type]
        here = set(on_changes(record, **part))
        assert here <= every
        newest = newest or here
        seen, pages, until = seen | here, pages + 1, found.earlier
        if until is None:
            break
    assert pages > 3
    assert newest < every
    assert len(every - seen) <= (2 if narrow else 0)  # as above
    page = desk.get(f"/changes?since=2025-03-01{asked}").text
    assert "More is new in these days than can be looked through at once" in words_of(page)
    link = re.search(r'<a href="([^"]+)">Earlier ones</a>', page)
    assert link
    assert desk.get(link[1].replace("&amp;", "&")).status_code == 200

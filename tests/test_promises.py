"""The design's promises, kept on the sample."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from cluster import find_programs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import travaux
from travaux import pipeline as building
from travaux.model import MERGED, Article, Reading, Record
from travaux.record import Store, frame, merge
from travaux.record.checking import citations
from travaux.record.frame import find_frame
from travaux.record.upkeep import Upkeep
from travaux.record.versions import MOST, newness
from travaux.views import export_jsonl

SAMPLE = Path(__file__).parent.parent / "sample" / "coverage"
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def read(sample: list[tuple[Article, Reading]]) -> list[tuple[Article, Reading]]:
    return sample


@pytest.fixture(scope="module")
def record(read: list[tuple[Article, Reading]]) -> Record:
    return merged(read)


def merged(read: list[tuple[Article, Reading]], most: int = MOST) -> Record:
    """As a store would put them together: of one address, the newest wording."""
    store = Store.create(Path(":memory:"), most=most)
    put(store, read)
    return store.record()


def put(store: Store, read: Iterable[tuple[Article, Reading]]) -> None:
    for article, reading in read:
        store.put_reading(article, reading)


def exported(record: Record) -> str:
    return "\n".join(export_jsonl(record))


def test_every_citation_stands_at_its_place_character_for_character(record: Record) -> None:
    texts = {article.id: article.text for article in record.articles}
    found = list(citations(record))
    assert len(found) > 500
    assert all(texts[each.article][each.start : each.end] == each.words for each in found)


def test_every_finding_is_cited(record: Record) -> None:
    for finding in (*record.statements, *record.positions, *record.events, *record.links, *record.outcomes):
        assert next(citations(finding), None) is not None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_order_batches_repeats_and_removals_leave_no_trace(
    read: list[tuple[Article, Reading]], data: st.DataObject
) -> None:
    """Some reports in one batch, and the same after others came and went: the same bytes, and the same history."""
    corrected = [number for number, (article, _) in enumerate(read) if "marigold-crew" in article.origin]
    leaving = data.draw(st.sets(st.sampled_from(range(len(read))), max_size=3), label="reports that go again")
    leaving |= data.draw(st.sampled_from([set(), *({number} for number in corrected)]), label="version that goes")
    others = [read[number] for number in sorted(leaving)]
    kept = [pair for number, pair in enumerate(read) if number not in leaving]
    again = data.draw(st.lists(st.sampled_from(read), max_size=4), label="reports that come twice")
    queue = data.draw(st.permutations([*read, *again]), label="order")
    cut = data.draw(st.integers(0, len(queue)), label="end of the first batch")

    most = data.draw(st.sampled_from([MOST, 12, 5]), label="articles that decide")
    store, once = (Store.create(Path(":memory:"), most=most) for _ in range(2))
    put(store, queue[:cut])
    if data.draw(st.booleans(), label="merged and thinned in between"):
        store.record()
        store.remove(article for article, _ in others)
    put(store, queue[cut:])
    store.remove(article for article, _ in others)
    put(once, kept)
    assert exported(store.record()).encode() == exported(once.record()).encode()
    assert list(store.older()) == list(once.older())
    assert store.record().older == once.record().older


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_files_or_shards_in_any_order_and_batches_into_either_database_give_the_same_bytes(
    read_before: list[tuple[Article, Reading]],
    databases: list[Callable[[], str]],
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
) -> None:
    files = data.draw(st.permutations(sorted(SAMPLE.iterdir())[:12]), label="order")
    cuts = sorted(data.draw(st.sets(st.integers(1, len(files) - 1), max_size=2), label="ends of batches"))
    most = data.draw(st.sampled_from([MOST, 7, 4]), label="articles that decide")
    place = data.draw(st.sampled_from(databases), label="database")()
    store, once = Store.create(place, most=most), Store.create(Path(":memory:"), most=most)
    for start, end in zip([0, *cuts], [*cuts, len(files)], strict=True):
        paths = files[start:end]
        if find_spec("pyarrow") and data.draw(st.booleans(), label="as shards"):
            folder = tmp_path_factory.mktemp("shards")
            building.read_to_shards(paths, folder)
            paths = [folder]
        building.add(paths, store, today=TODAY)
    names = {each.name for each in files}
    put(once, [pair for pair in read_before if pair[0].origin in names])
    once.put_today(TODAY)
    assert len(once.record().articles) == len(files) - 1  # one of them is a correction
    assert exported(store.record()).encode() == exported(once.record()).encode()
    store.close()


@pytest.fixture
def read_before(
    read: list[tuple[Article, Reading]], models: building.Models, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[Article, Reading]]:
    """A build takes files in by its own ways, and has them read at once."""
    readings = {(article.id, article.wording): reading for article, reading in read}
    monkeypatch.setattr(building, "_models", lambda pipeline: models)
    monkeypatch.setattr(building, "_read", lambda pipeline, article: readings[article.id, article.wording])
    return read


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Callable[[], str]]:
    """Each gives a place where there is no record yet; PostgreSQL where it is installed."""

    def new_file() -> str:
        return str(tmp_path_factory.mktemp("records") / "talks.travaux")

    return [new_file, request.getfixturevalue("new_schema")] if find_programs() else [new_file]


UNDATED = ("marigold-men", "one-small-table", "walk-out")


@pytest.fixture(scope="module")
def undated(read: list[tuple[Article, Reading]], models: building.Models) -> list[tuple[Article, Reading]]:
    """The reports, a few of them without their date."""
    found = []
    for article, reading in read:
        if any(name in article.origin for name in UNDATED):
            article = replace(article, published=None)
            reading = building.read(article, models)
        found.append((article, reading))
    return found


def test_reports_without_a_date_are_dated_alike_in_whatever_order_and_never_said_to_have_one(
    undated: list[tuple[Article, Reading]],
) -> None:
    record = merged(undated)
    assert record.estimates
    assert exported(record) == exported(merged(undated[::-1])) == exported(merged([*undated[7:], *undated]))
    articles = {article.id: article for article in record.articles}
    dated = {each.id: each for each in (*record.statements, *record.positions, *record.events)}
    assert any(each.findings for each in record.estimates)
    for each in record.estimates:
        assert articles[each.article].published is None
        assert all(articles[twin].published for twin in each.articles)
        for finding in (dated[id_] for id_ in each.findings):
            days = [getattr(finding, name, None) for name in ("said_on", "as_of", "date")]
            assert finding.article == each.article
            assert finding.dated is not None
            assert any(days)


def test_an_estimate_rests_on_no_report_that_is_no_twin(undated: list[tuple[Article, Reading]]) -> None:
    record = merged(undated)
    for each in record.estimates:
        groups = [*record.witnesses, *record.copies]
        told = {id_ for group in groups if each.article in group.articles for id_ in group.articles}
        assert set(each.articles) <= told


def test_whichever_version_of_a_report_is_removed_the_others_are_as_if_it_had_never_come(
    read: list[tuple[Article, Reading]],
) -> None:
    pair = [each for each in read if "marigold-crew" in each[0].origin]
    assert len({article.id for article, _ in pair}) == 1
    for removed, left in (pair, pair[::-1]):
        for order in (pair, pair[::-1]):
            store = Store.create(Path(":memory:"))
            put(store, order)
            store.remove([removed[0]])
            assert store.record().articles == (left[0],)
            assert exported(store.record()) == exported(merged([left]))


def test_no_two_findings_share_an_id_whichever_reports_are_missing(read: list[tuple[Article, Reading]]) -> None:
    parts = [[pair for place, pair in enumerate(read) if place % 7 != n] for n in range(7)]
    parts += [read[:n] + read[n + 1 :] for n in range(len(read))]
    for part in parts:
        record = merge([article for article, _ in part], [reading for _, reading in part], [], None)
        for type_ in MERGED:
            ids = [each.id for each in getattr(record, type_.field)]
            assert len(ids) == len(set(ids)), type_.name


@pytest.mark.parametrize("most", [MOST, 8, 3])
def test_a_part_of_the_articles_gives_the_record_of_that_part(read: list[tuple[Article, Reading]], most: int) -> None:
    """One by one or at once, and whether all of them decide who is who or a few."""
    newest = {article.id: (article, reading) for article, reading in sorted(read, key=lambda each: newness(each[0]))}
    half = list(newest.values())[::2]
    once = merged(half[::-1], most)
    if most >= len(half):
        assert exported(once) == exported(merge([a for a, _ in half], [r for _, r in half], [], None))
    assert exported(merged(half, most)) == exported(once)
    store = Store.create(Path(":memory:"), most=most)
    for pair in half:
        put(store, [pair])
        store.merge()
    assert exported(store.record()) == exported(once)


def test_what_grew_is_what_a_merge_gives_but_for_stands_and_shifts(
    read: list[tuple[Article, Reading]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """These are told week by week; all else is the same where the same articles decide who is who."""
    newest = {article.id: (article, reading) for article, reading in sorted(read, key=lambda each: newness(each[0]))}
    pairs = list(newest.values())
    monkeypatch.setattr(Upkeep, "_deciding", lambda upkeep: sorted(newest))
    monkeypatch.setattr(frame, "find_frame", lambda *of, partial: find_frame(*of))
    grown, once = merged(pairs, 5), merge([a for a, _ in pairs], [r for _, r in pairs], [], None)
    for type_ in (each for each in MERGED if each.name not in ("stand", "shift")):
        assert getattr(grown, type_.field) == getattr(once, type_.field), type_.name
    told = {id_ for stand in once.stands for id_ in stand.positions}
    assert sorted(id_ for stand in grown.stands for id_ in stand.positions) == sorted(told)
    assert len(grown.stands) >= len(once.stands) > 30


def test_two_workers_and_two_batches_give_the_bytes_of_one(tmp_path: Path) -> None:
    files = sorted(SAMPLE.iterdir())[:6]
    one = building.build(files, tmp_path / "one.travaux", today=TODAY).record()
    building.build(files[3:], tmp_path / "two.travaux", today=TODAY, workers=2).close()
    two = building.build(files[:3], tmp_path / "two.travaux", today=TODAY, workers=2).record()
    assert exported(one) == exported(two)


def test_both_databases_give_the_same_bytes_whatever_came_and_went(
    read: list[tuple[Article, Reading]], schema: str
) -> None:
    store = Store.create(schema)
    put(store, read[::-1])
    store.record()
    store.remove(article for article, _ in read[::3])
    put(store, read[::6])
    left = [pair for number, pair in enumerate(read) if number % 3 or number % 6 == 0]
    assert exported(store.record()).encode() == exported(merged(left)).encode()
    store.close()


def test_a_build_that_was_killed_opens_holds_what_was_finished_and_goes_on(tmp_path: Path, place: str) -> None:
    files = sorted(SAMPLE.iterdir())[:6]
    whole = building.build(files, tmp_path / "whole.travaux", today=TODAY).record()

    class Killed(BaseException):
        pass

    def stop(progress: building.Progress) -> None:
        if progress.done == 3:
            raise Killed

    with pytest.raises(Killed):
        building.build(files, place, today=TODAY, watch=stop)
    with travaux.open_record(place) as left:
        assert len(left.data.articles) == 3
        assert left.statements()
    read_again: list[int] = []
    resumed = building.build(files, place, today=TODAY, watch=lambda p: read_again.append(p.words))
    assert exported(resumed.record()) == exported(whole)
    assert read_again.count(0) >= 3  # what was finished is not read again


def test_nothing_is_sent_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    built = building.build(sorted(SAMPLE.glob("*.html"))[:1], tmp_path / "a.travaux", today=TODAY)
    assert built.record().articles


def test_unknown_is_none_and_never_prose(record: Record) -> None:
    for finding in (*record.statements, *record.positions, *record.events):
        for field in fields(finding):
            value = getattr(finding, field.name)
            assert value not in ("", "unknown", "Unknown", "none", "None", -1)

"""Copying a record from one database to another, and checking what it promises."""

from __future__ import annotations

import random
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

import pytest

from travaux.model import (
    Act,
    Article,
    Manner,
    Position,
    Problem,
    Reading,
    Ruling,
    SourceKind,
    Span,
    Stance,
    Statement,
    Verdict,
)
from travaux.record import Promise, Store, StoreError
from travaux.record.checking import check
from travaux.record.copying import copy
from travaux.record.schema import ARTICLE, FINDING, HEADING, METADATA, OLDER, PENDING, PROBLEM, READING, RULING
from travaux.record.versions import encode
from travaux.views import export_jsonl

TEXT = "Ann Vo said that Norland would not accept a cut in the quota."
ADDRESS = "https://courier.example/vo"


def article(text: str = TEXT, **fields: object) -> Article:
    return Article("a.txt", text, published=date(2031, 3, 9), **fields)  # type: ignore[arg-type]


def reading(of: Article) -> Reading:
    content = of.cite(Span(of.text.index("that ") + 5, len(of.text) - 1))
    said = Statement(of.cite(Span(0, 6)), of.cite(Span(7, 11)), (content,), Manner.INDIRECT, "Ann Vo", SourceKind.NAMED)
    held = Position("Ann Vo", Act.REJECT, Stance.AGAINST, None, None, content, voice=said.id)
    return Reading(of.id, of.wording, "r1", 12, (said,), (held,))


def fill(place: str | Path) -> str:
    store = Store.create(place)
    for each in (
        article(address=ADDRESS),
        article("Ann Vo said that the boats would stay.", address=ADDRESS, updated=date(2031, 3, 10)),
        article("Ann Vo said that naïve “boats” 😀 would stay.", outlet="Norland Courier"),
    ):
        store.put_reading(each, reading(each))
    store.put_problems([Problem("empty", "b.txt is empty.", "b.txt")])
    store.put_today(date(2031, 3, 12))
    store.merge()
    (finding, *_) = store.record().statements
    ruling = Ruling(finding.id, "seen", Verdict.CONFIRMED, (), "vo", None, datetime(2031, 3, 13, 9))
    with store._database.writing() as rows:
        rows.put(RULING, [{"number": 1, "finding": finding.id, "body": encode(ruling)}])
    return exported(store)


def exported(store: Store) -> str:
    text = "\n".join(export_jsonl(store.record()))
    store.close()
    return text


# -- copying


def test_a_copy_in_either_database_has_the_same_bytes_and_so_has_a_copy_of_it(
    place: str, tmp_path: Path, new_schema: object
) -> None:
    origin, back = tmp_path / "origin.travaux", tmp_path / "back.travaux"
    before = fill(origin)
    copied, again = copy(origin, place), copy(place, back)
    assert copied == again
    assert copied.articles == 2
    assert exported(Store.open(place)) == exported(Store.open(back)) == before
    for each in (place, back):
        assert [promise for promise in check(each, anew=True) if promise.broken] == []


def test_both_databases_give_the_same_export(schema: str, tmp_path: Path) -> None:
    assert fill(schema) == fill(tmp_path / "talks.travaux")


def test_a_record_that_is_there_is_never_overwritten(place: str, tmp_path: Path) -> None:
    other = tmp_path / "other.travaux"
    before = fill(place)
    fill(other)
    for target in (place, other):
        with pytest.raises(StoreError, match="there is a record already"):
            copy(other, target)
    assert exported(Store.open(place)) == before


def test_a_copy_that_differs_is_not_kept(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    origin = tmp_path / "origin.travaux"
    fill(origin)
    with monkeypatch.context() as patched:
        patched.setattr("travaux.record.copying._Digest.__eq__", lambda self, other: False)
        with pytest.raises(StoreError, match="was not kept"):
            copy(origin, place)
    assert Store.open(place).record().articles == ()
    assert copy(origin, place).articles == 2


def test_a_copy_of_nothing_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such record"):
        copy(tmp_path / "none.travaux", tmp_path / "new.travaux")
    assert list(tmp_path.iterdir()) == []


# -- checking


def broken(place: str) -> dict[str, Promise]:
    return {promise.name: promise for promise in check(place) if promise.broken}


def test_a_record_as_it_is_built_keeps_every_promise(place: str) -> None:
    fill(place)
    promises = check(place, anew=True)
    assert [promise for promise in promises if promise.broken] == []
    counted = {promise.name: promise.checked for promise in promises}
    assert counted["articles"] == counted["readings"] == 2
    assert counted["older"] == counted["rulings"] == counted["database"] == 1
    assert counted["citations"] > 5 < counted["read citations"]
    assert counted["merge"] == counted["findings"] > 5


@contextmanager
def writing(place: str) -> Iterator[Store]:
    store = Store.create(place)
    with store._database.writing():
        yield store
    store.close()


@pytest.mark.parametrize(
    ("table", "column", "change", "breaks"),
    [
        (ARTICLE, "body", lambda body: body.replace(b"would stay", b"would sink"), {"articles", "citations"}),
        (ARTICLE, "wording", lambda held: "0" * 16, {"articles", "readings"}),
        (ARTICLE, "published", lambda held: "2031-01-01", {"articles"}),
        (HEADING, "body", lambda body: body.replace(b"2031", b"2032"), {"headings"}),
        (READING, "wording", lambda held: "0" * 16, {"readings"}),
        (READING, "body", lambda body: b"\0", {"readings", "read citations"}),
        (
            READING,
            "body",
            lambda body: zlib.compress(zlib.decompress(body).replace(b'"start":0', b'"start":1')),
            {"read citations"},
        ),
        (OLDER, "version", lambda held: "0" * 16, {"older"}),
        (OLDER, "article", lambda held: "0" * 16, {"older"}),
        (FINDING, "id", lambda held: held[::-1], {"findings"}),
        (FINDING, "article", lambda held: "0" * 16, {"findings"}),
        (FINDING, "body", lambda body: body.replace(b'"start":0', b'"start":1'), {"citations"}),
        (FINDING, "type", lambda held: f"no {held}", {"findings"}),
        (PROBLEM, "id", lambda held: "0" * 16, {"problems"}),
        (RULING, "finding", lambda held: "0" * 16, {"rulings"}),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else None,
)
def test_what_was_changed_behind_its_back_breaks_the_promise_that_tells_of_it(
    tmp_path: Path, table: object, column: str, change: object, breaks: set[str]
) -> None:
    path = str(tmp_path / "talks.travaux")
    fill(path)
    db = sqlite3.connect(path)
    db.create_function("changed", 1, change)  # type: ignore[arg-type]
    db.execute(f"UPDATE {table} SET {column} = changed({column}) WHERE {column} IS NOT NULL")
    db.commit()
    db.close()
    found = broken(path)
    assert breaks <= found.keys()
    for promise in found.values():
        assert 0 < len(promise.faults) <= 5
        assert promise.faults[0]


def test_a_finding_that_names_what_is_not_there_and_one_that_is_missing_are_found(place: str) -> None:
    fill(place)
    with writing(place) as store:
        store._rows.run(FINDING.delete().where(FINDING.c.type == "statement"))
    found = {promise.name: promise for promise in check(place, anew=True) if promise.broken}
    assert set(found) == {"names", "merge"}
    assert "there is no statement" in found["names"].faults[0]
    assert "missing" in found["merge"].faults[0]


def test_findings_that_are_due_are_no_broken_promise(place: str) -> None:
    fill(place)
    with writing(place) as store:
        store._rows.run(FINDING.delete().where(FINDING.c.type == "witnesses"))
        store._rows.put(PENDING, [{"article": "", "change": None}])
    assert [promise.name for promise in check(place, anew=True) if promise.broken] == []


def test_what_rests_on_a_report_that_went_is_due_and_no_broken_promise(place: str) -> None:
    fill(place)
    store = Store.create(place)
    for each in list(store.articles()):
        store.remove([each])  # and the older version of one stands again
    store.close()
    assert broken(place) == {}
    assert [each.text for each in Store.open(place).record().articles] == [TEXT]


def test_pages_that_are_corrupt_are_a_broken_promise_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    fill(path)
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    data = bytearray(path.read_bytes())
    assert len(data) > 9 * 4096
    for page in range(2, 9):
        data[page * 4096 : page * 4096 + 40] = b"\xff" * 40
    path.write_bytes(data)
    try:
        assert "database" in broken(str(path))
    except StoreError as error:
        assert "damaged" in str(error)


def test_a_reference_to_nothing_is_found_by_the_database(tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    fill(path)
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM article WHERE outlet IS NULL")
    db.close()
    assert {"database", "readings", "read citations", "citations"} <= broken(str(path)).keys()


def test_a_file_with_a_trigger_or_a_view_is_not_opened(tmp_path: Path) -> None:
    for kind, statement in (
        ("trigger", "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM reading; END"),
        ("view", "CREATE VIEW talks AS SELECT load_extension('x')"),
    ):
        path = tmp_path / f"{kind}.travaux"
        fill(path)
        with sqlite3.connect(path) as db:
            db.execute(statement)
        db.close()
        for opening in (Store.open, Store.create, check):
            with pytest.raises(StoreError, match=f"has a {kind} of its own"):
                opening(path)


def test_a_table_or_a_column_that_is_missing_is_named(place: str) -> None:
    fill(place)
    store = Store.create(place)
    store._database.connection.exec_driver_sql("DROP TABLE tie")
    store.close()
    assert broken(place)["tables"].faults == ("table tie: without kind, a, b, score",)


# -- files from a stranger

ODD = (1, -1, 2**62, 1.5, b"\xff\xfe", b"{}", b"[]", b"[[" * 5000, '{"text":1}', "x" * 100_000, "", "\0", None)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record without files beside it."""
    path = tmp_path_factory.mktemp("sound") / "talks.travaux"
    fill(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    return path


def is_refused_or_read(path: Path) -> None:
    """Whatever is in a file, it gives what it holds or one clear error."""
    for use in (
        lambda: check(path, anew=True),
        lambda: exported(Store.open(path)),
        lambda: Store.open(path).search("boats", 5),
        lambda: Store.create(path).put_problems([Problem("empty", "Empty.", "c.txt")]),
    ):
        with suppress(StoreError):
            use()


@pytest.mark.parametrize("seed", range(20))
def test_a_file_with_bytes_that_were_changed_or_cut_off_is_refused_or_read(
    sound: Path, tmp_path: Path, seed: int
) -> None:
    chance, data = random.Random(seed), bytearray(sound.read_bytes())
    for _ in range(chance.choice([1, 3, 20, 200])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path / "talks.travaux"
    path.write_bytes(data[: chance.randrange(len(data))] if seed % 5 == 0 else data)
    is_refused_or_read(path)


@pytest.mark.parametrize("seed", range(20))
def test_a_file_with_values_that_no_record_holds_is_refused_or_read(sound: Path, tmp_path: Path, seed: int) -> None:
    chance, path = random.Random(seed), tmp_path / "talks.travaux"
    path.write_bytes(sound.read_bytes())
    db = sqlite3.connect(path)
    for _ in range(chance.choice([1, 2, 5])):
        table = chance.choice(METADATA.sorted_tables)
        column = chance.choice([column.name for column in table.columns])
        with suppress(sqlite3.Error):  # a key that would be there twice, a number that must be one
            db.execute(f"UPDATE {table.name} SET {column} = ?", (chance.choice(ODD),))
    db.commit()
    db.close()
    is_refused_or_read(path)

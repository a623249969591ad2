"""A record on disk: what it keeps, what it refuses, what survives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from travaux.model import (
    Act,
    Article,
    Codebook,
    CodedParty,
    Heading,
    Manner,
    Position,
    Problem,
    Reading,
    SourceKind,
    Span,
    Stance,
    Statement,
)
from travaux.record import Store, StoreError, Wanted
from travaux.record.address import FileAddress
from travaux.record.database import Database
from travaux.record.schema import VERSION
from travaux.record.sqlite import SQLite

TEXT = "Ann Vo said that Norland would not accept a cut in the quota."
BOATS = "Ann Vo said that the boats would stay."


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    made = Store.create(place)
    yield made
    made.close()


def article(text: str = TEXT, origin: str = "a.txt", day: int = 9, **fields: object) -> Article:
    return Article(origin, text, published=date(2031, 3, day), **fields)  # type: ignore[arg-type]


def reading(of: Article, reader: str = "r1") -> Reading:
    content = of.cite(Span(of.text.index("that ") + 5, len(of.text) - 1))
    said = Statement(of.cite(Span(0, 6)), of.cite(Span(7, 11)), (content,), Manner.INDIRECT, "Ann Vo", SourceKind.NAMED)
    held = Position("Ann Vo", Act.REJECT, Stance.AGAINST, None, None, content, voice=said.id)
    return Reading(of.id, of.wording, reader, 12, (said,), (held,))


def test_what_is_put_is_found_again_after_closing(place: str) -> None:
    one = article()
    first = Store.create(place)
    first.put_reading(one, reading(one))
    first.close()
    again = Store.open(place)
    record = again.record()
    again.close()
    assert record.articles == (one,)
    assert [each.speaker for each in record.statements] == ["Ann Vo"]
    assert record.positions[0].basis.words == one.text[record.positions[0].basis.start : record.positions[0].basis.end]


def test_the_same_reading_put_twice_is_there_once(store: Store) -> None:
    one = article()
    store.put_reading(one, reading(one))
    store.put_reading(one, reading(one))
    assert len(store.record().statements) == 1


def test_a_wording_that_was_read_need_not_be_read_again_but_by_another_reader(store: Store) -> None:
    one = article()
    assert not store.has_reading(one, "r1")
    store.put_reading(one, reading(one))
    assert store.has_reading(one, "r1")
    assert not store.has_reading(one, "r2")
    assert not store.has_reading(article(BOATS, day=10), "r1")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_correction_replaces_whichever_comes_first_and_the_older_wording_is_reported(
    store: Store, order: tuple[int, int]
) -> None:
    address = "https://courier.example/vo"
    versions = (article(address=address), article(BOATS, day=9, updated=date(2031, 3, 11), address=address))
    for number in order:
        store.put_reading(versions[number], reading(versions[number]))
    record = store.record()
    assert [each.text for each in record.articles] == [BOATS]
    assert [each.content[0].words for each in record.statements] == ["the boats would stay"]
    assert [each.code for each in record.problems] == ["superseded"]
    assert record.older == (versions[0],)
    assert list(store.older()) == [(versions[0], reading(versions[0]))]


ADDRESS = "https://courier.example/vo"
VERSIONS = (
    article(address=ADDRESS, title="Vo on the quota"),
    article(address=ADDRESS, title="Vo speaks", updated=date(2031, 3, 10)),
    article(BOATS, "b.txt", address=ADDRESS, updated=date(2031, 3, 11)),
)


def test_of_three_versions_any_order_leaves_the_same_record_and_history(tmp_path: Path) -> None:
    seen = set()
    for order in permutations(VERSIONS):
        held = Store.create(Path(":memory:"))
        for each in order:
            held.put_reading(each, reading(each))
        record = held.record()
        assert record.articles == (VERSIONS[2],)
        seen.add((record.older, record.problems, tuple(held.older())))
    ((older, problems, _),) = seen
    assert set(older) == set(VERSIONS[:2])
    assert {each.code for each in problems} == {"superseded"}


def test_a_version_that_comes_again_from_another_file_is_there_once(store: Store) -> None:
    old = VERSIONS[0]
    for each in (VERSIONS[2], old, replace(old, origin="z.txt"), old):
        store.put_reading(each, reading(each))
    assert [each.origin for each in store.record().older] == ["z.txt"]
    assert store.settle(old).origin == "z.txt"
    assert store.has_reading(store.settle(old), "r1")
    assert not store.has_reading(store.settle(old), "r2")


def test_who_removes_the_newest_version_has_the_one_before_it_again(store: Store) -> None:
    for each in VERSIONS:
        store.put_reading(each, reading(each))
    for left in (VERSIONS[1::-1], VERSIONS[:1], ()):
        store.remove(store.record().articles)
        assert (*store.record().articles, *store.record().older) == left
    assert store.record().statements == ()
    assert store.record().problems == ()


def test_an_article_is_found_by_its_id_the_start_of_it_or_its_file(store: Store) -> None:
    for each in (*VERSIONS, article(BOATS, "c.txt")):
        store.put_reading(each, reading(each))
    assert store.find(VERSIONS[0].id[:6]) == VERSIONS[::-1]
    assert store.find("b.txt") == VERSIONS[2:]
    assert store.find("a.txt") == VERSIONS[1::-1]
    with pytest.raises(StoreError, match=r"no article 'd\.txt'"):
        store.find("d.txt")
    with pytest.raises(StoreError, match="no article ''"):
        store.find("")
    twin = article("Ann Vo said that nobody would go.", "c.txt")
    store.put_reading(twin, reading(twin))
    with pytest.raises(StoreError, match="fits 2 articles"):
        store.find("c.txt")


def test_what_was_wrong_with_a_removed_file_is_forgotten_unless_another_version_came_from_it(store: Store) -> None:
    for each in VERSIONS:
        store.put_reading(each, reading(each))
    store.put_problems([Problem("no-date", "No date.", "a.txt"), Problem("no-date", "No date.", "b.txt")])
    store.remove([VERSIONS[0], VERSIONS[2]])
    assert store.part(Wanted(frozenset({"articles"}))).articles == (Heading.of(VERSIONS[1]),)
    assert [each.origin for each in store.record().problems] == ["a.txt"]


# What formats 3 to 5 added, taken away.
FORMAT_2 = "".join(
    (
        *(
            f"DROP TABLE {table};"
            for table in (
                "pending",
                "note",
                "mark",
                "tie",
                "member",
                "heading",
                "glance",
                "held",
                "sentence_words",
                "sentence",
            )
        ),
        *(f"DROP INDEX {index};" for index in ("article_by_day", "finding_by_issue", "finding_by_article")),
        *(f"DROP INDEX {index};" for index in ("finding_by_party", "finding_by_confidence", "finding_by_week")),
        "DROP INDEX finding_by_day;",
        *(f"ALTER TABLE finding DROP COLUMN {column};" for column in ("confidence", "week", "first", "last")),
        "DROP INDEX ruling_by_finding;",
        "CREATE INDEX finding_by_party ON finding (type, party, issue);",
        "CREATE INDEX finding_by_article ON finding (article);",
        *(f"ALTER TABLE article DROP COLUMN {column};" for column in ("published", "outlet", "kind")),
    )
)


def test_a_record_of_format_1_is_read_as_it_is_and_brought_forward_by_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    made = Store.create(path)
    made.put_reading(VERSIONS[2], reading(VERSIONS[2]))
    made.close()
    with sqlite3.connect(path) as first:
        first.executescript(f"{FORMAT_2} DROP TABLE older; PRAGMA user_version = 1;")
    first.close()
    opened = Store.open(path)
    assert opened.record().articles == (VERSIONS[2],)
    assert opened.record().older == ()
    assert opened.find("b.txt") == (VERSIONS[2],)
    opened.close()
    assert version(path) == 1
    again = Store.create(path)
    again.put_reading(VERSIONS[0], reading(VERSIONS[0]))
    assert again.record().articles == (VERSIONS[2],)
    assert again.record().older == (VERSIONS[0],)
    assert again.part(Wanted(frozenset({"articles"}))).articles == (Heading.of(VERSIONS[2]),)
    again.close()
    assert version(path) == VERSION


def locked(path: Path, script: str = "") -> sqlite3.Connection:
    """A record as another build holds it that is writing."""
    other = sqlite3.connect(path, isolation_level=None)
    other.executescript(f"{script} BEGIN IMMEDIATE;")
    return other


def version(path: Path) -> int:
    db = sqlite3.connect(path)
    (found,) = db.execute("PRAGMA user_version").fetchone()
    db.close()
    return int(found)


def test_a_codebook_stays_with_the_record_until_another_is_given(store: Store) -> None:
    book = Codebook(title="Quota talks", parties=(CodedParty("Norland", ("Ann Vo",)),))
    store.put_codebook(book)
    one = article()
    store.put_reading(one, reading(one))
    assert store.codebook() == book
    assert store.record().title == "Quota talks"
    assert [each.name for each in store.record().parties] == ["Norland"]
    store.put_codebook(None)
    assert store.codebook() is None
    assert store.record().title != "Quota talks"


def test_problems_of_files_without_an_article_are_kept(store: Store) -> None:
    store.put_problems([Problem("empty", "b.txt is empty.", "b.txt")])
    assert [(each.code, each.origin) for each in store.record().problems] == [("empty", "b.txt")]


def test_a_file_that_is_no_record_is_refused(tmp_path: Path) -> None:
    plain, other = tmp_path / "plain.travaux", tmp_path / "other.travaux"
    plain.write_bytes(b"no record at all" * 100)
    sqlite3.connect(other).execute("CREATE TABLE things (id)").connection.close()
    for path in (plain, other):
        before = path.read_bytes()
        for opening in (Store.open, Store.create):
            with pytest.raises(StoreError, match=path.name):
                opening(path)
        assert path.read_bytes() == before


def test_a_damaged_record_is_one_clear_error(tmp_path: Path) -> None:
    path, one = tmp_path / "talks.travaux", article()
    made = Store.create(path)
    made.put_reading(one, reading(one))
    made.close()
    spoilt = sqlite3.connect(path)
    spoilt.execute("UPDATE reading SET body = x'00ff'")
    spoilt.commit()
    spoilt.close()
    again = Store.open(path)
    with pytest.raises(StoreError, match="damaged"):
        again.record()
    again.close()


def test_a_record_of_a_newer_version_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    Store.create(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    with pytest.raises(StoreError, match="newer Travaux"):
        Store.open(path)


def test_a_record_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such record"):
        Store.open(tmp_path / "none.travaux")


def test_a_folder_that_can_not_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no record can be written"):
        Store.create(tmp_path / "missing" / "talks.travaux")


def test_an_interrupted_put_leaves_what_was_there(store: Store) -> None:
    one = article()
    store.put_reading(one, reading(one))

    def broken() -> Iterator[Problem]:
        yield Problem("empty", "b.txt is empty.", "b.txt")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.put_problems(broken())
    assert [each.origin for each in store.record().articles] == ["a.txt"]
    assert store.record().problems == ()


def test_reports_of_one_file_name_are_two_articles_whatever_the_batch(store: Store) -> None:
    monday, tuesday = article(TEXT, "1.txt"), article(BOATS, "1.txt")
    for each in (monday, tuesday):
        store.put_reading(each, reading(each))
    assert {each.text for each in store.record().articles} == {TEXT, BOATS}
    assert store.record().problems == ()


def test_one_report_by_two_paths_is_one_article(store: Store) -> None:
    for origin in ("a.txt", "coverage/a.txt"):
        each = article(TEXT, origin)
        store.put_reading(each, reading(each))
    assert len(store.record().articles) == 1
    assert store.record().problems == ()


def test_a_date_that_was_corrected_is_merged_again_and_the_other_is_reported(store: Store) -> None:
    for day in (9, 10):
        each = article(day=day)
        store.put_reading(each, reading(each))
        assert [a.published for a in store.record().articles] == [date(2031, 3, day)]
    assert [each.code for each in store.record().problems] == ["other-details"]


def test_a_problem_that_was_mended_is_forgotten(store: Store) -> None:
    store.put_problems([Problem("empty", "b.txt is empty.", "b.txt"), Problem("no-date", "No date.", "c.txt")])
    store.forget_problems("b.txt")
    assert [each.origin for each in store.record().problems] == ["c.txt"]


def test_a_record_that_can_not_be_written_to_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    path, one = folder / "talks.travaux", article()
    made = Store.create(path)
    made.put_reading(one, reading(one))
    made.close()
    file = SQLite(FileAddress(path), 0.1)
    assert len(Store(Database(file, file.connect_to_what_stands_still())).record().statements) == 1


def test_the_rule_of_a_finding_survives_the_file_and_changes_no_id(store: Store) -> None:
    one = article()
    made = reading(one)
    said, held = replace(made.statements[0], rule="clause"), replace(made.positions[0], rule="word “accept”")
    store.put_reading(one, replace(made, statements=(said,), positions=(held,)))
    store.merge()
    record = store.record()
    assert (record.statements[0].rule, record.positions[0].rule) == ("clause", "word “accept”")
    assert (said.id, held.id) == (made.statements[0].id, made.positions[0].id)


def test_a_date_in_the_future_is_a_problem_by_the_day_of_the_last_build(store: Store) -> None:
    store.put_today(date(2031, 3, 9))
    for day, origin, text in ((9, "a.txt", TEXT), (10, "b.txt", BOATS)):
        each = article(text, origin, day)
        store.put_reading(each, reading(each))
    ahead = [(each.code, each.origin) for each in store.record().problems]
    assert ahead == [("future-date", "b.txt")]
    assert "2031-03-09" not in store.record().problems[0].message  # the same bytes as long as it is true
    store.put_today(date(2031, 3, 10))
    assert store.record().problems == ()
    assert store.record().today == date(2031, 3, 10)


def test_a_new_day_that_changes_nothing_makes_no_new_merge(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one = article()
    store.put_reading(one, reading(one))
    store.put_today(date(2031, 6, 1))
    before = store.record()
    monkeypatch.setattr(store._upkeep, "merged", lambda: pytest.fail("merged again"))
    store.put_today(date(2031, 6, 2))
    assert replace(store.record(), today=before.today) == before


def test_who_builds_is_told_that_another_build_holds_the_record_and_goes_on_when_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.record.database.SILENCE", 0.02)
    path, one = tmp_path / "talks.travaux", article()
    told: list[int] = []

    def wait() -> None:
        told.append(1)
        if len(told) == 3:
            other.rollback()

    mine = Store.create(path, wait)
    other = locked(path)
    mine.put_reading(one, reading(one))
    assert len(told) == 3
    assert len(mine.record().statements) == 1


def test_a_record_that_stays_locked_is_one_clear_error_and_who_only_reads_does_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.record.database.SILENCE", 0.02)
    monkeypatch.setattr("travaux.record.database.PATIENCE", 0.1)
    path, one = tmp_path / "talks.travaux", article()
    builder = Store.create(path)
    builder.put_reading(one, reading(one))
    other = locked(path)
    with pytest.raises(StoreError, match="another build is writing to it"):
        builder.put_codebook(Codebook(title="Talks"))
    reader = Store.open(path)
    assert len(reader.record().statements) == 1  # merged for this once, since nothing can be written
    other.rollback()
    for each in (builder, other, reader):
        each.close()


def test_a_report_can_not_be_removed_from_a_locked_record_of_the_first_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.record.database.SILENCE", 0.02)
    path, one = tmp_path / "talks.travaux", article()
    builder = Store.create(path)
    builder.put_reading(one, reading(one))
    other = locked(path, f"{FORMAT_2} DROP TABLE older; PRAGMA user_version = 1;")
    reader = Store.open(path)
    with pytest.raises(StoreError, match="another build is writing to it"):
        reader.remove([one])
    other.rollback()
    reader.remove([one])
    assert not reader.record().articles
    for each in (builder, other, reader):
        each.close()


def test_two_builds_may_begin_one_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talks.travaux"
    Store.create(path).close()
    monkeypatch.setattr(Path, "exists", lambda self: False)  # as the second one saw it, before the first wrote
    one, again = article(), Store.create(path)
    again.put_reading(one, reading(one))
    assert len(again.record().statements) == 1
    again.close()


def test_a_full_disk_is_one_clear_error_and_loses_nothing(tmp_path: Path) -> None:
    one, store = article(), Store.create(tmp_path / "talks.travaux")
    store.put_reading(one, reading(one))
    run = store._database.connection.exec_driver_sql
    run(f"PRAGMA max_page_count = {run('PRAGMA page_count').scalar_one()}")
    big = article("Ann Vo said that " + "the boats would stay and " * 20_000 + "go.", "b.txt")
    with pytest.raises(StoreError, match="kept"):
        store.put_reading(big, reading(big))
    run("PRAGMA max_page_count = 1000000")
    assert [each.origin for each in store.record().articles] == ["a.txt"]

"""Records of older formats, as they were released, and the steps that bring them forward on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from travaux.model import Article, Problem, Reading, Span, Statement
from travaux.model.vocabulary import Manner, SourceKind
from travaux.record import Store, Wanted, merging, migrations
from travaux.record.checking import check
from travaux.record.database import Database
from travaux.record.migrations import bring_forward
from travaux.record.schema import META, METADATA, VERSION

FORMATS = [1, 2]
KEYS = {column.name for table in METADATA.tables.values() for column in table.primary_key.columns}
TEXT = "Ann Vo said that Norland would not accept a cut in the quota."
ADDRESS = "https://courier.example/vo"


def article(**fields: object) -> Article:
    return Article("a.txt", TEXT, published=date(2031, 3, 9), **fields)  # type: ignore[arg-type]


def reading(of: Article) -> Reading:
    content = of.cite(Span(17, len(of.text) - 1))
    said = Statement(of.cite(Span(0, 6)), of.cite(Span(7, 11)), (content,), Manner.INDIRECT, "Ann Vo", SourceKind.NAMED)
    return Reading(of.id, of.wording, "r1", 12, (said,))


def filled(place: str | Path) -> Store:
    store = Store.create(place)
    for each in (article(address=ADDRESS), article(address=ADDRESS, updated=date(2031, 3, 10))):
        store.put_reading(each, reading(each))
    store.put_problems([Problem("empty", "b.txt is empty.", "b.txt")])
    store.put_today(date(2031, 3, 12))
    store.merge()
    return store


@pytest.mark.parametrize("format_", FORMATS)
def test_a_released_format_is_read_as_it_is_and_brought_forward_by_who_writes(
    format_: int, tmp_path: Path, as_released: Callable[[int, Path, Path], Path]
) -> None:
    now = filled(tmp_path / "now.travaux").record()
    path = as_released(format_, tmp_path / "now.travaux", tmp_path / "old.travaux")
    opened = Store.open(path)
    assert opened.record().statements == now.statements
    assert opened.record().older == (now.older if format_ > 1 else ())
    assert opened._database.format == format_
    opened.close()
    assert [promise.name for promise in check(path) if promise.broken] == []
    again = Store.create(path)
    older = article(address=ADDRESS)
    again.put_reading(older, reading(older))  # of format 1 it comes back when its file is built again
    assert again.record() == now
    assert again._database.format == VERSION
    assert [each for each in differences(again._database) if each[0] not in ("add_fk", "remove_fk")] == []
    (reference,) = again._database.connection.exec_driver_sql("PRAGMA foreign_key_list(reading)").mappings()
    assert (reference["table"], reference["to"], reference["on_delete"]) == ("article", "id", "CASCADE")
    again.close()
    assert [promise.name for promise in check(path, anew=True) if promise.broken] == []


@pytest.mark.parametrize("format_", range(1, VERSION + 1))
def test_the_steps_from_any_format_make_the_tables_of_today(place: str, format_: int) -> None:
    database = Database.create(place)
    METADATA.drop_all(database.connection)
    bring_forward(database.connection, 0, format_)
    bring_forward(database.connection, format_, VERSION)
    assert differences(database) == []
    names = "SELECT indexname FROM pg_indexes" if "postgresql" in place else "SELECT name FROM sqlite_schema"
    own = "sentence_by_words" if "postgresql" in place else "sentence_words"
    assert own in database.connection.exec_driver_sql(names).scalars().all()
    database.close()


def differences(database: Database) -> list[Any]:
    """What the tables of a database lack, and have too much of, beside those of today.

    The keys of the first formats may be null, as SQLite has it; that stays so.
    """

    def is_ours(held: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        """Each database finds words in a way of its own, which only it has, and `test_search` sees."""
        return not (name or "").startswith("sentence_words") and name != "sentence_by_words"

    found = compare_metadata(
        MigrationContext.configure(database.connection, opts={"include_object": is_ours}), METADATA
    )
    return [each for each in found if each[0][0] != "modify_nullable" or each[0][3] not in KEYS]


def test_there_is_one_step_for_each_format() -> None:
    steps = ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()
    assert sorted((step.revision, step.down_revision) for step in steps) == [
        (str(n), str(n - 1) if n > 1 else None) for n in range(1, VERSION + 1)
    ]


def test_ids_are_ordered_by_their_bytes_in_both_databases(place: str) -> None:
    database = Database.create(place)
    keys = ["b", "B", "a", "é", "z", "Z", "1", "_", "ab", "a b", "\U0001f600", "\uffee"]
    database.rows.put(META, ({"key": f"order {key}", "value": key} for key in keys))
    found = [
        row.value for row in database.rows.all(META.select().where(META.c.key.like("order%")).order_by(META.c.value))
    ]
    assert found == sorted(keys, key=str.encode)
    database.close()


def test_what_is_merged_in_memory_is_merged_once_until_something_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merges: list[int] = []
    merge = merging.merge
    monkeypatch.setattr(merging, "merge", lambda *made: merges.append(1) or merge(*made))  # type: ignore[func-returns-value]
    path = tmp_path / "own.travaux"
    filled(path).close()
    with closing(Store.open(path)) as looking:
        merges.clear()
        change(path, f"PRAGMA user_version = {VERSION - 1}")
        for _ in range(2):
            assert len(looking.part(Wanted(frozenset(("statements",)))).statements) == 1
        assert looking.numbers({})["articles"] == 1
        assert len(merges) == 1
        change(path, "UPDATE meta SET value = 'another' WHERE key = 'stamp'")
        looking.part(Wanted())
    assert len(merges) == 2


def change(path: Path, how: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(how)

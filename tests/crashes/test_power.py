"""A power cut: what had not reached the disk is lost, torn, or there in part; and files whose making was cut short."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from crashing import Plan, broken, build, exported, held
from sqlalchemy import Engine, event

from travaux.record import Store, StoreError
from travaux.record.address import FileAddress
from travaux.record.sqlite import SQLite
from travaux.record.versions import MOST

CUTS = int(os.environ.get("TRAVAUX_KILLS", "4"))
SECTOR, HEADER = 512, 32  # bytes that a disk writes as one; that a log begins with


@dataclass(frozen=True, slots=True)
class Commit:
    """The files of a record as a commit begins and when it is over, and which articles were there before."""

    database: bytes
    log: bytes
    after: bytes
    finished: frozenset[str]


def commits(plan: Plan, chosen: Callable[[int], bool]) -> list[Commit]:
    """Some of the commits of a build in this process."""
    path, found, finished = Path(plan.place), list[Commit](), set[str]()
    log, number, begun = path.with_name(f"{path.name}-wal"), 0, (b"", b"")

    def say(what: str, *ids: object) -> None:
        (finished.update if what == "put" else finished.difference_update)(map(str, ids))

    def before(connection: object, cursor: object, statement: str, *_: object) -> None:
        nonlocal begun
        if statement == "COMMIT" and log.exists():
            begun = path.read_bytes(), log.read_bytes()

    def after(connection: object, cursor: object, statement: str, *_: object) -> None:
        nonlocal number
        if statement == "COMMIT" and log.exists():
            if chosen(number):
                found.append(Commit(*begun, log.read_bytes(), frozenset(finished)))
            number += 1

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)
    try:
        build(plan, say)
    finally:
        event.remove(Engine, "before_cursor_execute", before)
        event.remove(Engine, "after_cursor_execute", after)
    return found


def torn(commit: Commit, chance: random.Random) -> bytes:
    """The log of a commit that was cut off: sectors in any order, the last ones cut; its header is waited for first."""
    new, old = commit.after, commit.log.ljust(len(commit.after), b"\0")
    share = chance.choice([0.0, 0.5, 0.95, 1.0])
    places = range(0, len(new), SECTOR)
    mixed = b"".join((new if chance.random() < share else old)[at : at + SECTOR] for at in places)
    log = new[:HEADER] + mixed[HEADER:]
    return log[: chance.randint(len(commit.log), len(log))] if len(commit.log) < len(log) else log


@pytest.mark.parametrize("most", [MOST, 5], ids=["merged", "grown"])
def test_a_power_cut_in_a_commit_leaves_what_was_finished_and_goes_on_to_the_same_bytes(
    readings: Path, tmp_path: Path, most: int
) -> None:
    chance, whole = random.Random(f"power {most}"), Plan(str(tmp_path / "whole.travaux"), str(readings), most)
    found = commits(whole, lambda number: True)
    expected = exported(whole.place)
    longer = [each for each in found if len(each.after) != len(each.log)]
    for number, commit in enumerate([*chance.choices(found, k=CUTS // 2), *chance.choices(longer, k=CUTS // 2)]):
        path = tmp_path / f"{number}.travaux"
        path.write_bytes(commit.database)
        path.with_name(f"{path.name}-wal").write_bytes(torn(commit, chance))
        assert broken(str(path)) == []
        assert commit.finished <= held(str(path))
        build(Plan(str(path), str(readings), most), lambda *_: None)
        assert exported(str(path)) == expected
        assert broken(str(path), anew=most == MOST) == []


def test_a_commit_returns_when_it_lies_on_the_disk(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "talks.travaux")
    ask = store._database.connection.exec_driver_sql
    assert ask("PRAGMA synchronous").scalar() == 2  # FULL
    assert ask("PRAGMA journal_mode").scalar() == "wal"
    store.close()


def test_a_file_whose_making_was_cut_short_is_made_by_the_next_build(tmp_path: Path) -> None:
    for number, script in enumerate(("", "CREATE TABLE cut (short); DROP TABLE cut;")):
        path = tmp_path / f"{number}.travaux"
        with closing(sqlite3.connect(path)) as db:
            db.executescript(script)
        path.touch()
        Store.create(path).close()
        assert broken(str(path)) == []


def test_a_record_that_was_made_but_keeps_no_log_yet_keeps_one_from_the_next_build_on(tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    Store.create(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    store = Store.create(path)
    assert store._database.connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    store.close()


def test_a_file_of_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    for number, script in enumerate(("PRAGMA application_id = 7;", "CREATE TABLE talks (quota);")):
        path = tmp_path / f"{number}.travaux"
        with closing(sqlite3.connect(path)) as db:
            db.executescript(script)
        before = path.read_bytes()
        with pytest.raises(StoreError, match="no Travaux record"):
            Store.create(path)
        assert path.read_bytes() == before


def test_what_lies_in_the_log_is_not_passed_over_where_nothing_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    file, made = SQLite(FileAddress(path), 0.1), Store.create(path)
    assert path.with_name("talks.travaux-wal").stat().st_size
    with pytest.raises(StoreError, match=r"lies in talks\.travaux-wal beside it"):
        file.connect_to_what_stands_still()
    made.close()
    file.connect_to_what_stands_still().close()

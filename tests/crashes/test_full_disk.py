"""A disk that gets full while a record is written: one clear error, nothing lost, and on it goes when there is room."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from crashing import TODAY, Plan, broken, build, exported, finished, held, read, run, watched

from travaux.record import Store, StoreError
from travaux.record.versions import MOST


@pytest.mark.parametrize("most", [MOST, 5], ids=["merged", "grown"])
def test_a_disk_that_gets_full_ends_a_build_with_one_error_and_loses_nothing(
    readings: Path, tmp_path: Path, most: int
) -> None:
    whole = Plan(str(tmp_path / "whole.travaux"), str(readings), most)
    with watched() as seen:
        build(whole, lambda *_: None)
    expected = exported(whole.place)
    last = [number for number, statement in enumerate(seen) if statement.startswith("INSERT INTO finding")]
    puts = [number for number, statement in enumerate(seen) if statement.startswith("INSERT INTO reading")]
    for number, at in enumerate((puts[1], last[len(last) // 2])):
        plan = Plan(str(tmp_path / f"{number}.travaux"), str(readings), most, at, room=10_000)
        full = run(plan)
        assert full.returncode == 1
        (said,) = full.stderr.splitlines()
        assert said.startswith(f"{plan.place}: could not be written (")
        assert said.endswith(
            "What was read before is kept; make room on the disk, and run the same command again to go on."
        )
        assert finished(full.stdout) <= held(plan.place)
        assert broken(plan.place) == []
        build(plan, lambda *_: None)
        assert exported(plan.place) == expected
        assert broken(plan.place, anew=most == MOST) == []


def test_a_disk_that_is_full_as_a_record_is_begun_is_one_error_and_the_next_build_begins_it(
    readings: Path, tmp_path: Path
) -> None:
    plan = Plan(str(tmp_path / "talks.travaux"), str(readings), statements=60, room=0)
    full = run(plan)
    assert (full.returncode, full.stdout) == (1, "")
    assert full.stderr == (
        f"{plan.place}: no record can be written there (disk I/O error). Make room on the disk and try again.\n"
    )
    Store.create(plan.place).close()
    assert broken(plan.place) == []


def test_a_command_that_finds_the_disk_full_says_so_in_a_line_with_status_two(tmp_path: Path) -> None:
    report, place = tmp_path / "a.txt", str(tmp_path / "talks.travaux")
    report.write_text("Date: 2031-04-22\n\nAnn Vo said that Norland would not accept a cut in the quota.\n" * 40)
    command = ("build", str(report), "-o", place, "--quiet", "--today", TODAY.isoformat())
    full = run(Plan(place=place, command=command, statements=110, room=0))
    assert (full.returncode, full.stderr.count("\n")) == (2, 1)
    assert full.stderr.startswith(f"travaux: {place}: could not be written (")
    assert "make room on the disk" in full.stderr


def test_a_reader_of_a_record_on_a_full_disk_sees_it_merged_for_this_once(readings: Path, tmp_path: Path) -> None:
    path, pairs = tmp_path / "talks.travaux", read(readings)
    made = Store.create(path)
    for pair in pairs[:6]:
        made.put_reading(*pair)
    made.close()
    reader = Store.open(path)
    (pages,) = reader._database.connection.exec_driver_sql("PRAGMA page_count").one()
    reader._database.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="make room on the disk") as caught:
        reader.merge()
    assert isinstance(caught.value.__cause__.orig, sqlite3.OperationalError)  # type: ignore[union-attr]
    assert len(reader.record().articles) == 6
    assert reader.record().statements
    reader.close()

"""Two builds at once on one record, and who reads it meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import crashing
import msgspec
import pytest
from click.testing import CliRunner
from crashing import Plan, broken, build, exported, read

from travaux.cli import main
from travaux.model import Article, Reading
from travaux.record import Store
from travaux.record.schema import FINDING
from travaux.record.versions import MOST
from travaux.views import export_jsonl

AT_ONCE = 1.0  # seconds; a merge may take minutes


def test_two_builds_at_once_end_with_the_bytes_of_one(readings: Path, tmp_path: Path, place: str) -> None:
    most = 5 if place.startswith("postgresql") else MOST
    whole = Plan(str(tmp_path / "whole.travaux"), str(readings), most)
    build(whole, lambda *_: None)
    backwards = tmp_path / "backwards.json"
    backwards.write_bytes(msgspec.json.encode(read(readings)[::-1]))
    builds = [
        subprocess.Popen(
            [sys.executable, crashing.__file__, msgspec.json.encode(Plan(place, str(each), most)).decode()],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for each in (readings, backwards)
    ]
    for each in builds:
        _, said = each.communicate(timeout=120)
        assert (each.returncode, said) == (0, "")
    assert exported(place) == exported(whole.place)
    assert broken(place, anew=most == MOST) == []


@contextmanager
def merging(store: Store) -> Iterator[None]:
    """In the middle of a merge that takes long, and is not done in the end."""
    with pytest.raises(InterruptedError), store._database.writing() as rows:
        rows.clear(FINDING)
        yield
        raise InterruptedError


@pytest.fixture
def store(place: str, sample: list[tuple[Article, Reading]]) -> Iterator[Store]:
    """A record with six reports that are merged, and two that came since."""
    made = Store.create(place)
    for number, pair in enumerate(sample[-8:]):
        made.put_reading(*pair)
        if number == 5:
            made.merge()
    yield made
    made.close()


def test_a_reader_is_answered_at_once_while_a_merge_goes_on_with_what_was_there_before(
    store: Store, place: str
) -> None:
    reader = Store.open(place)
    with merging(store):
        began = time.monotonic()
        during = reader.record()
        assert time.monotonic() - began < AT_ONCE
        assert reader.is_behind
        assert len(during.articles) == 8
        assert during.statements
        assert {each.article for each in during.statements} < {each.id for each in during.articles}
    after = reader.record()
    assert not reader.is_behind
    assert {each.article for each in after.statements} > {each.article for each in during.statements}
    reader.close()


def test_what_rests_on_a_report_that_went_is_never_shown_while_a_merge_goes_on(
    store: Store, place: str, sample: list[tuple[Article, Reading]]
) -> None:
    gone = sample[-8][0]
    store.remove([gone])
    reader = Store.open(place)
    with merging(store):
        during = list(export_jsonl(reader.record()))
        assert not reader.is_behind
    assert during == list(export_jsonl(reader.record()))
    assert [line for line in during if gone.id in line] == []
    reader.close()


def test_commands_say_that_they_show_what_was_there_before(store: Store, place: str) -> None:
    def ask() -> tuple[int, bool, str]:
        asked = CliRunner().invoke(main, ["positions", place, "--format", "json"], catch_exceptions=False)
        return asked.exit_code, len(asked.stdout) > 1000, asked.stderr

    with merging(store):
        assert ask() == (
            0,
            True,
            f"travaux: another build is writing to {store.address}; this is what was there before.\n",
        )
    assert ask() == (0, True, "")

"""Builds that are ended by SIGKILL: the record opens, keeps its promises, holds what was finished, and goes on.

TRAVAUX_KILLS=50 ends each kind of build at fifty moments instead of one.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from crashing import TODAY, Plan, broken, build, exported, finished, held, read, run, watched

from travaux.cli import main
from travaux.record import Store
from travaux.record.versions import MOST

KILLS = int(os.environ.get("TRAVAUX_KILLS", "1"))
LATE = 0.004  # seconds into a statement at most: some are over by then, and the next is met
BEGINNING = 150  # statements that make the tables, or bring them forward, and the first that are put
SAMPLE = Path(__file__).parent.parent.parent / "sample" / "coverage"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build that nothing disturbed made, with how many statements, and which of them end a transaction."""

    statements: range
    commits: tuple[int, ...]
    exported: str


def undisturbed(plan: Plan) -> Built:
    with watched() as seen:
        build(plan, lambda *_: None)
    commits = [number for number, statement in enumerate(seen) if statement == "COMMIT"]
    return Built(range(len(seen)), tuple(commits), exported(plan.place))


def survives(new_plan: Callable[[], Plan], seed: str) -> None:
    whole, chance = undisturbed(new_plan()), random.Random(seed)
    for _ in range(KILLS):
        at = chance.choice(chance.choice([whole.statements, whole.commits, whole.statements[:BEGINNING]]))
        late = chance.choice([0.0, LATE]) * chance.random()
        plan = msgspec.structs.replace(new_plan(), statements=at, seconds=late)
        killed = run(plan)
        assert (killed.returncode, killed.stderr) in ((-signal.SIGKILL, ""), (0, "")), plan
        if killed.stdout:  # the record was made
            assert finished(killed.stdout) <= held(plan.place), plan
            assert broken(plan.place) == [], plan
        build(plan, lambda *_: None)
        assert exported(plan.place) == whole.exported, plan
        assert broken(plan.place, anew=plan.most == MOST) == [], plan


@pytest.mark.parametrize("most", [MOST, 5], ids=["merged", "grown"])
def test_a_build_that_is_killed_in_a_file_loses_nothing_and_ends_with_the_same_bytes(
    readings: Path, tmp_path: Path, most: int
) -> None:
    places = (str(tmp_path / f"{number}.travaux") for number in range(KILLS + 1))
    survives(lambda: Plan(next(places), str(readings), most), f"file {most}")


def test_a_build_that_is_killed_as_it_brings_an_older_format_forward_loses_nothing(
    readings: Path, tmp_path: Path, as_released: Callable[[int, Path, Path], Path]
) -> None:
    today, numbers = tmp_path / "today.travaux", count()
    half = Store.create(today)
    for pair in read(readings)[::2]:
        half.put_reading(*pair)
    half.merge()
    half.close()
    released = as_released(2, today, tmp_path / "released.travaux")

    def new_plan() -> Plan:
        place = tmp_path / f"{next(numbers)}.travaux"
        shutil.copy(released, place)
        return Plan(str(place), str(readings), 5)

    survives(new_plan, "older")


def test_commands_that_are_killed_and_given_again_end_with_the_same_bytes(tmp_path: Path) -> None:
    files = [str(path) for path in sorted(SAMPLE.iterdir())[:5]]

    def commands(place: str) -> list[tuple[str, ...]]:
        rest = ("--quiet", "--today", TODAY.isoformat())
        return [("build", *files[:3], "-o", place, *rest), ("add", place, *files, *rest)]

    def done(command: tuple[str, ...]) -> int:
        """By how many statements."""
        with watched() as seen:
            assert CliRunner().invoke(main, command, catch_exceptions=False).exit_code == 0
        return len(seen)

    whole, chance = str(tmp_path / "whole.travaux"), random.Random("commands")
    ends = [done(command) for command in commands(whole)]
    for number in range(max(KILLS // 10, 1)):
        place = str(tmp_path / f"{number}.travaux")
        for command, end in zip(commands(place), ends, strict=True):
            killed = run(Plan(command=command, statements=chance.randrange(end)))
            assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, "")
            done(command)
            assert broken(place, anew=True) == []
        assert exported(place) == exported(whole)


@pytest.mark.parametrize("most", [MOST, 5], ids=["merged", "grown"])
def test_a_build_that_is_killed_in_postgresql_loses_nothing_and_ends_with_the_same_bytes(
    readings: Path, new_schema: Callable[[], str], most: int
) -> None:
    survives(lambda: Plan(new_schema(), str(readings), most), f"postgresql {most}")

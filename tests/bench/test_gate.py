"""Floors hold, and do not sink in passing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import gate
from gate import Floors, Lowered, check_corpora, check_figures, check_lowered, raise_floors, read_committed

FLOORS = Floors({"record": "aa"}, {"record: statements": 60.0, "record: events": 30.0})
EXPLAINED = Lowered("record: events", "Captions tell no events.")


@pytest.mark.parametrize(
    ("figures", "sunk"),
    [
        ({"record: statements": 60.0, "record: events": 30.0}, []),
        ({"record: statements": 59.5, "record: events": 30.0}, []),
        ({"record: statements": 59.4, "record: events": 30.0}, ["record: statements"]),
        ({"record: statements": 70.0, "record: events": 0.0}, ["record: events"]),
        ({"record: statements": 60.0}, ["record: events"]),  # no longer measured
        ({"positions: holder": 60.0}, []),  # another task than was run
    ],
)
def test_a_figure_below_its_floor_is_named(figures: dict[str, float], sunk: list[str]) -> None:
    assert [fault.rsplit(": ", 1)[0] for fault in check_figures(FLOORS, figures)] == sunk


@pytest.mark.parametrize(
    ("task", "figure", "held"),
    [
        ("record", 59.5, True),
        ("record", 59.4, False),
        ("unseen record", 58.0, True),  # few labels, so one more or less weighs more
        ("unseen record", 57.9, False),
        ("unseen positions", 58.0, True),
    ],
)
def test_unseen_figures_may_shift_by_two_points(task: str, figure: float, held: bool) -> None:
    floors = Floors({}, {f"{task}: statements": 60.0})
    assert (check_figures(floors, {f"{task}: statements": figure}) == []) is held


def test_floors_from_other_texts_are_refused() -> None:
    assert check_corpora(FLOORS, {"record": "aa", "positions": "cc"}) == []
    (fault,) = check_corpora(FLOORS, {"record": "bb"})
    assert fault.startswith("record: the texts or the gold changed")


def test_floors_rise_with_the_figures_and_never_sink() -> None:
    raised = raise_floors(
        FLOORS, {"record: statements": 65.0, "record: events": 10.0, "positions: holder": 80.0}, {"record": "aa"}
    )
    assert raised.floors == {"record: statements": 65.0, "record: events": 30.0, "positions: holder": 80.0}


@pytest.mark.parametrize(("floor", "figure", "raised"), [(90.0, 99.0, 95.0), (None, 100.0, 95.0), (97.0, 99.0, 97.0)])
def test_no_floor_is_raised_to_a_figure_that_is_fitted(floor: float | None, figure: float, raised: float) -> None:
    before = Floors({}, {} if floor is None else {"positions: holder": floor})
    assert raise_floors(before, {"positions: holder": figure}, {}).floors == {"positions: holder": raised}


@pytest.mark.parametrize(
    ("floors", "lowered", "refused"),
    [
        ({"record: statements": 60.0, "record: events": 30.0}, (), []),
        ({"record: statements": 61.0, "record: events": 30.0}, (), []),
        ({"record: statements": 60.0, "record: events": 29.9}, (), ["record: events"]),
        ({"record: statements": 60.0}, (), ["record: events"]),
        ({"record: statements": 60.0, "record: events": 29.9}, (EXPLAINED,), []),
        ({"record: statements": 60.0}, (EXPLAINED,), []),
        ({"record: statements": 50.0, "record: events": 30.0}, (EXPLAINED,), ["record: statements"]),
        ({"record: statements": 60.0, "record: events": 9.0}, (Lowered("record: events", " "),), ["record: events"]),
    ],
)
def test_a_lower_floor_needs_a_reason(
    floors: dict[str, float], lowered: tuple[Lowered, ...], refused: list[str]
) -> None:
    now = Floors(FLOORS.corpora, floors, lowered)
    assert [fault.split(": its floor")[0] for fault in check_lowered(FLOORS, now)] == refused


def test_an_old_reason_does_not_cover_a_new_loss() -> None:
    before = Floors(FLOORS.corpora, FLOORS.floors, (EXPLAINED,))
    now = Floors(FLOORS.corpora, {**FLOORS.floors, "record: events": 20.0}, (EXPLAINED,))
    assert len(check_lowered(before, now)) == 1


def test_floors_are_read_as_they_were_written() -> None:
    floors = Floors({"record": "aa"}, {"record: statements": 60.5}, (EXPLAINED,))
    assert Floors.parse(str(floors)) == floors


def test_the_committed_floors_are_those_of_head(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text(str(FLOORS), encoding="utf-8")
    assert read_committed(path) is None
    git = ["git", "-C", str(tmp_path), "-c", "user.name=Vik", "-c", "user.email=vik@norland.example"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "floors.json"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--no-verify", "--message", "floors"], check=True)
    path.write_text(str(Floors()), encoding="utf-8")
    assert read_committed(path) == FLOORS


def test_the_floors_in_the_repository_can_be_read() -> None:
    floors = Floors.parse((Path(gate.__file__).parent / "floors.json").read_text(encoding="utf-8"))
    assert all(0 <= floor <= 100 for floor in floors.floors.values())
    assert {metric.split(":")[0] for metric in floors.floors} == set(floors.corpora)

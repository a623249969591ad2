"""What is kept of what rulings made anew is what is made of them now, whichever rulings came, and in which order."""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from growing import make_large

import travaux
from travaux.model import Position, Record
from travaux.record import Memory
from travaux.remade import Remade
from travaux.review import ReviewError
from travaux.views import ViewError

SAMPLE = Path(__file__).parents[2] / "sample" / "coverage"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("remade") / "sample.travaux"
    travaux.build(*sorted(SAMPLE.iterdir())[:6], to=path).close()
    return path


def crowded(data: Record) -> list[Position]:
    """The positions of the cell that has most."""
    cells = defaultdict(list)
    for each in data.positions:
        if each.party and each.issue:
            cells[each.party, each.issue].append(each)
    return max(cells.values(), key=len)


class Coder:
    """Somebody who rules at random; what cannot be ruled is left out."""

    def __init__(self, record: travaux.OpenRecord, seed: int) -> None:
        self.record, self.chance, self.given = record, random.Random(seed), list[int]()
        data = record.data
        self.positions = crowded(data)  # so that rulings meet in few cells
        voices = {each.voice for each in self.positions}
        self.statements = [each for each in data.statements if each.id in voices]
        self.witnesses = data.witnesses
        self.names = [each.name for each in data.parties]
        self.issues = [each.label for each in data.issues]
        self.acts = {
            "reject": self.reject,
            "place": self.place,
            "speaker": self.speaker,
            "voice": self.voice,
            "add": self.add,
            "issue": self.issue,
            "actor": self.actor,
            "confirm": self.confirm,
            "undo": self.undo,
        }

    def act(self) -> str:
        name = self.chance.choice(list(self.acts))
        with suppress(ReviewError, ViewError):
            self.given.append(self.acts[name]().number)
        return name

    def rule(self, finding: str, verdict: str, **more: Any) -> Any:
        return self.record.rule(finding, verdict, by=self.chance.choice(("ann", "bo")), **more)

    def one(self, *of: Any) -> str:
        return str(self.chance.choice([each for held in of for each in held][:60]).id)

    def reject(self) -> Any:
        return self.rule(self.one(self.positions, self.statements, self.witnesses), "rejected")

    def confirm(self) -> Any:
        return self.rule(self.one(self.positions), "confirmed")

    def place(self) -> Any:
        field, values = self.chance.choice(
            (("party", self.names), ("issue", self.issues), ("act", ["offer", "reject"]))
        )
        return self.rule(self.one(self.positions), "corrected", correction={field: self.chance.choice(values)})

    def speaker(self) -> Any:
        speaker = self.chance.choice(self.statements).speaker
        return self.rule(self.one(self.statements), "corrected", correction={"speaker": speaker})

    def voice(self) -> Any:
        return self.rule(self.one(self.positions), "corrected", correction={"voice": self.one(self.statements)})

    def add(self) -> Any:
        like = self.chance.choice(self.positions)
        fields = {"basis": f"{like.basis.start + 1}-{like.basis.end}", "act": "offer", "voice": like.voice}
        fields |= {"party": self.chance.choice(self.names), "issue": self.chance.choice(self.issues)}
        return self.record.add_finding("position", like.article, fields, by="ann")

    def issue(self) -> Any:
        issues = self.record.names().issues
        one, other = self.chance.sample(list(issues), 2)
        if self.chance.random() < 0.5:
            return self.rule(one.id, "renamed", correction={"label": f"{one.label} again"})
        return self.rule(one.id, "merged", others=[other.id])

    def actor(self) -> Any:
        one, other = self.chance.sample([each for each in self.record.data.actors if each.speaks_for], 2)
        return self.rule(one.id, "merged", others=[other.id])

    def undo(self) -> Any:
        number = self.chance.choice(self.given or [0])
        by = next((each.ruling.by for each in self.record.rulings() if each.ruling.number == number), "ann")
        return self.record.undo(number, by=by)


@pytest.mark.parametrize("seed", [1, 2])
def test_cells_that_are_kept_are_those_that_are_made_anew(built: Path, tmp_path: Path, seed: int) -> None:
    path = Path(shutil.copy(built, tmp_path / "own.travaux"))
    memory = Memory()
    with travaux.open_record(path, memory) as kept, travaux.open_record(path) as writing:
        coder = Coder(writing, seed)
        for _ in range(24):
            did = coder.act()
            kept.renew()
            with travaux.open_record(path) as fresh:
                for stands in (False, True):
                    assert kept.glances(stands=stands) == fresh.glances(stands=stands), did
                for party in fresh.names().parties:
                    assert kept.dossier(of_party=party.id) == fresh.dossier(of_party=party.id), did
                assert kept.table("history", "json") == fresh.table("history", "json"), did
        assert len(coder.given) > 10


def test_each_ruling_on_a_cell_makes_it_anew(built: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(built, tmp_path / "own.travaux"))
    with travaux.open_record(path, Memory()) as kept, travaux.open_record(path) as writing:
        for each in crowded(writing.data)[:3]:
            writing.rule(each.id, "rejected", by="ann")
            kept.renew()
            with travaux.open_record(path) as fresh:
                assert kept.glances(stands=True) == fresh.glances(stands=True)


@pytest.fixture(scope="module")
def large(built: Path) -> Path:
    path = Path(shutil.copy(built, built.with_name("large.travaux")))
    make_large(path, 3)
    return path


@pytest.mark.parametrize("seed", [3, 9, 12, 19])
def test_a_cell_made_of_few_chapters_is_that_of_all_its_positions(
    large: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(large, tmp_path / "own.travaux"))
    memory = Memory()
    used, few = set[bool](), Remade._touched
    with travaux.open_record(path, memory) as kept, travaux.open_record(path) as writing:
        coder = Coder(writing, seed)
        for _ in range(24):
            did = coder.act()
            kept.renew()
            since = {"since": date(1900, 1, 1)}
            seen = [kept.glances(stands=False), kept.glances(stands=True), kept.table("changes", "json", **since)]
            with travaux.open_record(path) as slow, monkeypatch.context() as patched:
                patched.setattr(Remade, "_touched", lambda *asked: used.add(few(*asked) is not None))
                made = [slow.glances(stands=False), slow.glances(stands=True), slow.table("changes", "json", **since)]
            assert [_bare(seen[0]), *seen[1:]] == [_bare(made[0]), *made[1:]], did
        assert len(coder.given) > 10
    assert True in used


def _bare(glances: Any) -> Any:
    """Without stands, which are not asked for."""
    return replace(glances, glances=tuple(replace(each, stands=()) for each in glances.glances))

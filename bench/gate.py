"""Floors that accuracy may not sink below, and that are not lowered in passing."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

TOLERANCE = 0.5  # points; what a new version of a library may shift without being a loss
TOLERANCES = {"unseen positions": 2.0, "unseen record": 2.0}  # few labels: one more or less weighs more

# No floor is raised above this: a figure so high is fitted to its few texts, and a rule that reads other texts better
# may well cost a point of it.
CEILING = 95.0

Figures = dict[str, float]  # metric -> F1 in percent


@dataclass(frozen=True, slots=True)
class Lowered:
    """Why a floor is lower than it was, in the words of who lowered it."""

    metric: str
    why: str


@dataclass(frozen=True, slots=True)
class Floors:
    """Floors by metric ("record: statements"), the digests of what they were measured on, and what was lowered."""

    corpora: dict[str, str] = field(default_factory=dict)  # task -> sha256 of its texts and gold
    floors: Figures = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()

    @classmethod
    def parse(cls, words: str) -> Floors:
        """The inverse of `str`."""
        content = json.loads(words)
        lowered = tuple(Lowered(entry["metric"], entry["why"]) for entry in content["lowered"])
        return cls(content["corpora"], content["floors"], lowered)

    def __str__(self) -> str:
        lowered = [{"metric": entry.metric, "why": entry.why} for entry in self.lowered]
        content = {"corpora": self.corpora, "floors": self.floors, "lowered": lowered}
        return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def check_corpora(floors: Floors, corpora: dict[str, str]) -> list[str]:
    """Tasks whose texts or gold are not those that their floors were measured on."""
    return [
        f"{task}: the texts or the gold changed since its floors were measured; take its floors and its digest out of"
        " floors.json, say why under lowered, and run with --raise-floors"
        for task, found in sorted(corpora.items())
        if floors.corpora.get(task, found) != found
    ]


def check_figures(floors: Floors, figures: Figures) -> list[str]:
    """Figures that sank more than their tolerance below their floor, or that are no longer measured."""
    tasks = {_task(metric) for metric in figures}
    sunk = []
    for metric, floor in sorted(floors.floors.items()):
        found = figures.get(metric)
        if found is None and _task(metric) in tasks:
            sunk.append(f"{metric}: no longer measured, its floor is {floor:.1f}")
        elif found is not None and found < floor - TOLERANCES.get(_task(metric), TOLERANCE):
            sunk.append(f"{metric}: {found:.1f} is {floor - found:.1f} points below its floor of {floor:.1f}")
    return sunk


def check_lowered(before: Floors, now: Floors) -> list[str]:
    """Floors lower than before, or gone, that no new entry under `lowered` explains."""
    explained = {entry.metric for entry in now.lowered if entry.why.strip() and entry not in before.lowered}
    return [
        f"{metric}: its floor went from {floor:.1f} to {now.floors.get(metric, 'nothing')};"
        ' lowering needs a new entry under lowered: {"metric": …, "why": …}'
        for metric, floor in sorted(before.floors.items())
        if now.floors.get(metric, -1.0) < floor and metric not in explained
    ]


def raise_floors(floors: Floors, figures: Figures, corpora: dict[str, str]) -> Floors:
    """Floors as high as the figures where these are higher, up to CEILING, and one for each figure that has none."""
    raised = {metric: max(min(found, CEILING), floors.floors.get(metric, 0.0)) for metric, found in figures.items()}
    return Floors({**corpora, **floors.corpora}, {**floors.floors, **raised}, floors.lowered)


def read_committed(path: Path) -> Floors | None:
    """The floors as they stand in git's HEAD; None where they are not there or there is no git."""
    shown = ["git", "-C", str(path.parent), "show", f"HEAD:./{path.name}"]
    try:
        found = subprocess.run(shown, capture_output=True, check=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError):
        return None
    return Floors.parse(found.stdout)


def _task(metric: str) -> str:
    return metric.split(":")[0]

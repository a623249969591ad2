"""What is measured: for each task its texts, its gold, its scorer, and the figures that count."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, in percent; precision and recall are None where a metric has only one number."""

    metric: str
    precision: float | None
    recall: float | None
    f1: float
    hits: int
    predicted: int | None
    gold: int | None


@dataclass(frozen=True, slots=True)
class Task:
    """`inputs` are the files that it rests on; `prepare` gives predict.py's arguments, `score` the scorer's command."""

    name: str
    about: str
    inputs: Callable[[Path], list[Path]]
    prepare: Callable[[Path, Path], list[str]]
    score: Callable[[Path, Path], list[str]]
    rows: Callable[[Any], list[Row]]
    floors: frozenset[str]  # metrics that have a floor

    def digest(self, shared: Path) -> str:
        """One hash over the names and bytes of all inputs."""
        hashed = hashlib.sha256()
        for path in sorted(self.inputs(shared)):
            hashed.update(path.relative_to(shared).as_posix().encode() + b"\0")
            hashed.update(hashlib.sha256(path.read_bytes()).digest())
        return hashed.hexdigest()

    def measure(self, shared: Path, scratch: Path, workers: int) -> list[Row]:
        """Predict and score. Raises CalledProcessError where either fails."""
        predictions = scratch / f"{self.name}.jsonl"
        command = [sys.executable, str(BENCH / "predict.py"), self.name, *self.prepare(shared, scratch)]
        with predictions.open("w", encoding="utf-8") as file:
            subprocess.run([*command, "--workers", str(workers)], stdout=file, check=True)
        scored = subprocess.run(
            [sys.executable, *self.score(shared, predictions)], stdout=subprocess.PIPE, check=True, encoding="utf-8"
        )
        return self.rows(json.loads(scored.stdout))


# -- who said what

_POLNEAR = Path("polnear/dev")


def _attribution_rows(scored: Any) -> list[Row]:
    found = [(f"words of the {role}", scored["tokens"]["article"][role]) for role in ("content", "cue", "source")]
    found += [(metric, scored[metric]) for metric in ("match", "attributed", "exact_words", "exact_chars")]
    found += [
        (f"{kind} {metric}", scored[kind][metric])
        for kind in ("quoted", "unquoted")
        for metric in ("match", "attributed")
    ]
    return [
        _row(metric, part["precision"], part["recall"], part["f1"], part["hits"], part["predicted"], part["gold"])
        for metric, part in found
    ]


ATTRIBUTIONS = Task(
    name="attributions",
    about="who said what, in 84 articles on a US campaign (PolNeAR, dev)",
    inputs=lambda shared: [
        *(shared / _POLNEAR / "text").glob("*.txt"),
        *(shared / _POLNEAR / "attributions").glob("*.ann"),
    ],
    prepare=lambda shared, scratch: [str(shared / _POLNEAR / "text")],
    score=lambda shared, predictions: [
        *(str(shared / "eval/score_attributions.py"), str(shared / _POLNEAR)),
        *("--predictions", str(predictions), "--json"),
    ],
    rows=_attribution_rows,
    floors=frozenset({"match", "attributed", "exact_words", "quoted match", "unquoted match"}),
)

# -- who stands where, in bulletins


def _bulletins(shared: Path) -> list[str]:
    passages = sorted((shared / "gold/enb").glob("*.json"))
    return sorted({json.loads(path.read_text(encoding="utf-8"))["source"] for path in passages})


def _list_bulletins(shared: Path, scratch: Path) -> list[str]:
    listed = scratch / "sources.txt"
    listed.write_text("\n".join(_bulletins(shared)) + "\n", encoding="utf-8")
    return [str(shared), "--sources", str(listed)]


def _position_rows(scored: Any) -> list[Row]:
    return [
        _row(metric, part.get("p"), part.get("r"), part["f1"], part["matched"], part.get("pred"), part.get("gold"))
        for metric, part in scored.items()
    ]


POSITIONS = Task(
    name="positions",
    about="who stands where, in 19 passages of the Earth Negotiations Bulletin",
    inputs=lambda shared: [*(shared / "gold/enb").glob("*.json"), *(shared / source for source in _bulletins(shared))],
    prepare=_list_bulletins,
    score=lambda shared, predictions: [
        *(str(shared / "eval/score_positions.py"), "--gold", str(shared / "gold/enb")),
        *("--corpus", str(shared), "--pred", str(predictions), "--json"),
    ],
    rows=_position_rows,
    floors=frozenset(
        {"holder", "holder_stance", "holder_act", "holder_act_coarse", "interactions", "outcomes", "object_token_f1"}
    ),
)

# -- the record of a negotiation


def _reports(shared: Path) -> list[Path]:
    """The reports that have a gold reading."""
    read = [path for path in (shared / "gold/news").glob("*/*.json") if path.name != "record.json"]
    names = [f"{path.parent.name}/{path.stem}.txt" for path in sorted(read)]
    return [next(p for p in (shared / "coverage" / name, shared / name) if p.is_file()) for name in names]


def _copy_reports(shared: Path, scratch: Path) -> list[str]:
    for path in _reports(shared):
        folder = scratch / "texts" / path.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / path.name)
    return [str(scratch / "texts")]


def _record_rows(scored: Any) -> list[Row]:
    return [
        _row(
            metric if group == "all" else f"{group}: {metric}",
            *(part["P"], part["R"], part["F1"], part["correct"], part["predicted"], part["gold"]),
        )
        for group, metrics in scored.items()
        if group in ("all", "hanoi")
        for metric, part in metrics.items()
    ]


RECORD = Task(
    name="record",
    about="statements, positions and events in 11 reports of four negotiations, each built as one record",
    inputs=lambda shared: [*(shared / "gold/news").glob("*/*.json"), *_reports(shared)],
    prepare=_copy_reports,
    score=lambda shared, predictions: [
        *(str(shared / "eval/score_record.py"), str(predictions), "--gold", str(shared / "gold/news")),
        *("--by-negotiation", "--json"),
    ],
    rows=_record_rows,
    floors=frozenset(
        {
            *("statements", "statements + speaker", "statements + party", "statements + speaker + party"),
            *("positions", "positions + act", "positions + coarse act", "positions: condition"),
            *("events", "events: date", "hanoi: statements", "hanoi: positions"),
        }
    ),
)

TASKS = (ATTRIBUTIONS, POSITIONS, RECORD)


def figures_of(task: Task, rows: Iterable[Row]) -> dict[str, float]:
    """The F1 of each metric that has a floor, by "task: metric", to one decimal."""
    return {f"{task.name}: {row.metric}": round(row.f1, 1) for row in rows if row.metric in task.floors}


def _row(
    metric: str,
    precision: float | None,
    recall: float | None,
    f1: float,
    hits: int,
    predicted: int | None,
    gold: int | None,
) -> Row:
    return Row(metric, _percent(precision), _percent(recall), 100 * f1, hits, predicted, gold)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share

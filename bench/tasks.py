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

from unseen import find_folder, find_labels, find_sources, write_passages, write_reports

BENCH = Path(__file__).resolve().parent
UNSEEN = BENCH / "unseen"
_PREDICTIONS = "predictions.jsonl"


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
    """What is measured on which texts.

    `inputs` are the files that it rests on, below the shared folder or the bench. `prepare` gives predict.py's
    arguments, `score` the scorer's command; both are given the shared folder and the task's own scratch folder, where
    the predictions are put as predictions.jsonl.
    """

    name: str
    reads: str  # what predict.py is asked for
    about: str
    inputs: Callable[[Path], list[Path]]
    prepare: Callable[[Path, Path], list[str]]
    score: Callable[[Path, Path], list[str]]
    rows: Callable[[Any], list[Row]]
    floors: frozenset[str]  # metrics that have a floor
    beside: str | None = None  # the task of development that asks the same

    def digest(self, shared: Path) -> str:
        """One hash over the names and bytes of all inputs."""
        hashed = hashlib.sha256()
        roots = {path: shared if path.is_relative_to(shared) else BENCH for path in self.inputs(shared)}
        for name, root in sorted((path.relative_to(root), root) for path, root in roots.items()):
            hashed.update(name.as_posix().encode() + b"\0")
            hashed.update(hashlib.sha256((root / name).read_bytes()).digest())
        return hashed.hexdigest()

    def measure(self, shared: Path, scratch: Path, workers: int) -> list[Row]:
        """Predict and score. Raises CalledProcessError where either fails, LabelError where labels fit no text."""
        own = scratch / self.name
        own.mkdir()
        command = [sys.executable, str(BENCH / "predict.py"), self.reads, *self.prepare(shared, own)]
        with (own / _PREDICTIONS).open("w", encoding="utf-8") as file:
            subprocess.run([*command, "--workers", str(workers)], stdout=file, check=True)
        scored = subprocess.run(
            [sys.executable, *self.score(shared, own)], stdout=subprocess.PIPE, check=True, encoding="utf-8"
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
    reads="attributions",
    about="who said what, in 84 articles on a US campaign (PolNeAR, dev)",
    inputs=lambda shared: [
        *(shared / _POLNEAR / "text").glob("*.txt"),
        *(shared / _POLNEAR / "attributions").glob("*.ann"),
    ],
    prepare=lambda shared, scratch: [str(shared / _POLNEAR / "text")],
    score=lambda shared, scratch: [
        *(str(shared / "eval/score_attributions.py"), str(shared / _POLNEAR)),
        *("--predictions", str(scratch / _PREDICTIONS), "--json"),
    ],
    rows=_attribution_rows,
    floors=frozenset({"match", "attributed", "exact_words", "quoted match", "unquoted match"}),
)

# -- who stands where, in bulletins


def _bulletins(shared: Path) -> list[str]:
    passages = sorted((shared / "gold/enb").glob("*.json"))
    return sorted({json.loads(path.read_text(encoding="utf-8"))["source"] for path in passages})


def _list_sources(names: Iterable[str], scratch: Path) -> list[str]:
    listed = scratch / "sources.txt"
    listed.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return ["--sources", str(listed)]


def _position_rows(scored: Any) -> list[Row]:
    return [
        _row(metric, part.get("p"), part.get("r"), part["f1"], part["matched"], part.get("pred"), part.get("gold"))
        for metric, part in scored.items()
    ]


POSITIONS = Task(
    name="positions",
    reads="positions",
    about="who stands where, in 19 passages of the Earth Negotiations Bulletin",
    inputs=lambda shared: [*(shared / "gold/enb").glob("*.json"), *(shared / source for source in _bulletins(shared))],
    prepare=lambda shared, scratch: [str(shared), *_list_sources(_bulletins(shared), scratch)],
    score=lambda shared, scratch: [
        *(str(shared / "eval/score_positions.py"), "--gold", str(shared / "gold/enb")),
        *("--corpus", str(shared), "--pred", str(scratch / _PREDICTIONS), "--json"),
    ],
    rows=_position_rows,
    floors=frozenset(
        {"holder", "holder_stance", "holder_act", "holder_act_coarse", "interactions", "outcomes", "object_token_f1"}
    ),
)


def _unseen_passages(shared: Path, scratch: Path) -> list[str]:
    write_passages(UNSEEN / "enb", shared, scratch / "gold")
    return [str(shared), *_list_sources(find_sources(UNSEEN / "enb"), scratch)]


UNSEEN_POSITIONS = Task(
    name="unseen positions",
    reads="positions",
    about=f"who stands where, in {len(find_labels(UNSEEN / 'enb'))} other passages of the Earth Negotiations Bulletin",
    inputs=lambda shared: [
        *find_labels(UNSEEN / "enb"),
        *(shared / source for source in find_sources(UNSEEN / "enb")),
    ],
    prepare=_unseen_passages,
    score=lambda shared, scratch: [
        *(str(shared / "eval/score_positions.py"), "--gold", str(scratch / "gold")),
        *("--corpus", str(shared), "--pred", str(scratch / _PREDICTIONS), "--json"),
    ],
    rows=_position_rows,
    floors=POSITIONS.floors - {"outcomes"},  # six labels: one more or less is fifteen points
    beside=POSITIONS.name,
)

# -- the record of a negotiation


def _gold_reports(shared: Path) -> list[str]:
    """The reports that have a gold reading, as negotiation/stem."""
    read = [path for path in (shared / "gold/news").glob("*/*.json") if path.name != "record.json"]
    return sorted(f"{path.parent.name}/{path.stem}" for path in read)


def _gold_folders(shared: Path) -> list[Path]:
    """All reports of the negotiations that have gold readings."""
    names = sorted({name.split("/")[0] for name in _gold_reports(shared)})
    folders = [next(p for p in (shared / "coverage" / name, shared / name) if p.is_dir()) for name in names]
    return [path for folder in folders for path in sorted(folder.glob("*.txt"))]


def _copy_reports(paths: Iterable[Path], scratch: Path) -> list[str]:
    for path in paths:
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
    reads="record",
    about="statements, positions and events in 11 reports of four negotiations, each negotiation built as one record",
    inputs=lambda shared: [*(shared / "gold/news").glob("*/*.json"), *_gold_folders(shared)],
    prepare=lambda shared, scratch: [
        *_copy_reports(_gold_folders(shared), scratch),
        *_list_sources(_gold_reports(shared), scratch),
    ],
    score=lambda shared, scratch: [
        *(str(shared / "eval/score_record.py"), str(scratch / _PREDICTIONS), "--gold", str(shared / "gold/news")),
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


def _history_rows(scored: Any) -> list[Row]:
    told, moved = scored["witnesses"], scored["shifts"]
    found = round(told["recall"] * told["pairs"])
    return [
        _row("witnesses", None, told["recall"], told["recall"], found, None, told["pairs"]),
        _row("look-alikes kept apart", None, None, 1 - told["merged"] / told["different"], *_kept_apart(told)),
        _row(
            "shifts", moved["precision"], moved["recall"], moved["f1"], moved["hit"], moved["predicted"], moved["gold"]
        ),
        _row(
            "shifts: later passage",
            None,
            moved["to_recall"],
            moved["to_recall"],
            *_share_of(moved, "to_recall", "gold"),
        ),
        _row("shifts: direction", None, moved["direction"], moved["direction"], *_share_of(moved, "direction", "hit")),
    ]


def _kept_apart(told: Any) -> tuple[int, None, int]:
    return told["different"] - told["merged"], None, told["different"]


def _share_of(scored: Any, share: str, of: str) -> tuple[int, None, int]:
    return round(scored[share] * scored[of]), None, scored[of]


HISTORY = Task(
    name="history",
    reads="history",
    about="statements and events told by several reports, and shifts, in four negotiations, each built as one record",
    inputs=lambda shared: [*(shared / "gold/news").glob("*/record.json"), *_gold_folders(shared)],
    prepare=lambda shared, scratch: _copy_reports(_gold_folders(shared), scratch),
    score=lambda shared, scratch: [
        *(str(shared / "eval/score_history.py"), str(scratch / _PREDICTIONS), "--gold", str(shared / "gold/news")),
        "--json",
    ],
    rows=_history_rows,
    floors=frozenset({"witnesses", "look-alikes kept apart", "shifts", "shifts: later passage"}),
)


def _unseen_folders(shared: Path) -> list[Path]:
    """All reports of the negotiations that have labelled ones."""
    return sorted({path for source in find_sources(UNSEEN / "news") for path in find_folder(source, shared)})


def _unseen_reports(shared: Path, scratch: Path) -> list[str]:
    labels = UNSEEN / "news"
    write_reports(labels, shared, scratch / "gold")
    names = [f"{path.parent.name}/{path.stem}" for path in find_labels(labels)]
    return [*_copy_reports(_unseen_folders(shared), scratch), *_list_sources(names, scratch)]


UNSEEN_RECORD = Task(
    name="unseen record",
    reads="record",
    about=f"statements, positions and events in {len(find_labels(UNSEEN / 'news'))} reports of other negotiations, each"
    " negotiation built as one record",
    inputs=lambda shared: [*(UNSEEN / "news").glob("*/*.json"), *_unseen_folders(shared)],
    prepare=_unseen_reports,
    score=lambda shared, scratch: [
        *(str(shared / "eval/score_record.py"), str(scratch / _PREDICTIONS), "--gold", str(scratch / "gold"), "--json"),
    ],
    rows=_record_rows,
    floors=RECORD.floors - {"positions: condition", "hanoi: statements", "hanoi: positions"},  # eight conditions
    beside=RECORD.name,
)

# -- expressions of time


def _date_rows(scored: Any) -> list[Row]:
    return [
        _row(f"{table} table", None, None, found["right"] / found["rows"], found["right"], None, found["rows"])
        for table, found in scored.items()
    ]


DATES = Task(
    name="dates",
    reads="dates",
    about="what an expression of time means, given the day of publication and the tense, in invented sentences",
    inputs=lambda shared: [*(BENCH / "dates").glob("*.tsv")],
    prepare=lambda shared, scratch: [str(BENCH / "dates")],
    score=lambda shared, scratch: [str(BENCH / "expressions.py"), str(scratch / _PREDICTIONS), "--json"],
    rows=_date_rows,
    floors=frozenset({"first table", "second table"}),
)

TASKS = (ATTRIBUTIONS, POSITIONS, RECORD, HISTORY, DATES, UNSEEN_POSITIONS, UNSEEN_RECORD)


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

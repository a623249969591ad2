"""How far two readers of the same texts agree: agree.py --shared FOLDER.

The first reading (labels/news, labels/enb) is taken as the gold of the scorers in FOLDER/eval, the second one
(labels/again) as what was predicted: F1 in percent.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from labels import LABELS

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from unseen import passage_gold, read_labels, report_gold

Line = dict[str, Any]


def write_reports(folder: Path, shared: Path, out: Path) -> Iterator[Line]:
    """The first readings as gold in `out`; yields the second ones."""
    for path in sorted((folder / "again" / "news").rglob("*.json")):
        first = report_gold(path.name, *read_labels(folder / "news" / path.parent.name / path.name, shared))
        where = out / path.parent.name
        where.mkdir(parents=True, exist_ok=True)
        (where / path.name).write_text(json.dumps(first), encoding="utf-8")
        yield {"article": f"{path.parent.name}/{path.stem}", **report_gold(path.name, *read_labels(path, shared))}


def write_passages(folder: Path, shared: Path, out: Path) -> Iterator[Line]:
    """The same of bulletins."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted((folder / "again" / "enb").glob("*.json")):
        first = passage_gold(path.name, *read_labels(folder / "enb" / path.name, shared))
        (out / path.name).write_text(json.dumps(first), encoding="utf-8")
        second, _ = read_labels(path, shared)
        yield {
            "source": second["source"],
            "positions": [
                {**each, "object_span": each["object"], "evidence_span": each["evidence"]}
                for each in second["positions"]
            ],
            "interactions": [{**each, "span": each["evidence"]} for each in second["interactions"]],
            "outcomes": [{**each, "span": each["evidence"]} for each in second["outcomes"]],
        }


def score(scorer: Path, lines: list[Line], *arguments: str) -> dict[str, Any]:
    """What a scorer makes of the second readings."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        command = [sys.executable, str(scorer), *(file.name if each == "PRED" else each for each in arguments)]
        found: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        return found


def main() -> None:
    """Print the agreement on reports and on passages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--labels", type=Path, default=LABELS)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        reports = list(write_reports(args.labels, args.shared, out / "news"))
        passages = list(write_passages(args.labels, args.shared, out / "enb"))
        scorers = args.shared / "eval"
        if reports:
            gold = ["--gold", str(out / "news")]
            show(f"{len(reports)} reports", score(scorers / "score_record.py", reports, "PRED", *gold, "--json"))
        if passages:
            gold = ["--gold", str(out / "enb"), "--corpus", str(args.shared)]
            scored = score(scorers / "score_positions.py", passages, *gold, "--pred", "PRED", "--json")
            show(f"{len(passages)} passages", scored)


def show(title: str, scored: dict[str, Any]) -> None:
    """F1 of every measure."""
    print(title)
    for metric, value in scored.get("all", scored).items():
        if isinstance(value, dict):
            found = value.get("F1", value.get("f1"))
            print(f"  {metric:30} {100 * found:5.1f}" if found is not None else f"  {metric}: {value}")
        elif isinstance(value, float):
            print(f"  {metric:30} {100 * value:5.1f}")


if __name__ == "__main__":
    main()

"""How far figures fall on a negotiation that nothing was learned of: leave_out.py CORPUS --shared FOLDER --base FOLDER
--run FOLDER --start WEIGHTS --lessons FILE.

Trains the small reader on the labelled reports once with all negotiations and then without each of them, or without
some at a time (--together), from weights that know no label and with lessons that hold no acts, and scores the
held-back reports of every negotiation (held.py) as read by both. What is done is kept in the run's folder, and the same
command goes on from there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from agree import Line, score, show
from held import write_gold
from labels import LABELS
from travaux.network.running import WEIGHTS, WEIGHTS_SETTING

HERE = Path(__file__).parent
DONE = "done"  # a file that marks finished weights
EVERYTHING = "everything"  # the name of the run that leaves nothing out


def train(args: argparse.Namespace, left: tuple[str, ...]) -> Path:
    """A folder of weights that were trained without some negotiations; fitted confidences are those of the package."""
    run = args.run / ("+".join(left) or EVERYTHING)
    weights = run / "exported"
    learning = ["--labelled", "--rounded", "--epochs", args.epochs, "--rate", "3e-4", "--often", "1", "--words"]
    recipe = " ".join(learning)
    if (weights / DONE).is_file():
        if (weights / DONE).read_text(encoding="utf-8") != recipe:
            raise SystemExit(f"{weights} was trained in another way: name another folder with --run")
        return weights
    common = ["--base", args.base, "--run", run]
    without = ["--leave", *left] if left else []
    sources = ["--start", args.start, "--lessons", args.lessons, "--reports", args.shared / "coverage"]
    measures = ["--without", args.shared / "gold/news", HERE.parent / "bench/unseen/news"]
    _run(HERE / "train.py", args.corpus, *common, *learning, *sources, *measures, *without)
    _run(HERE / "export.py", *common, "--to", weights)
    shutil.copyfile(WEIGHTS / "calibration.json", weights / "calibration.json")
    (weights / DONE).write_text(recipe, encoding="utf-8")
    return weights


def _run(*command: object) -> None:
    subprocess.run([sys.executable, *map(str, command)], check=True)


def read(args: argparse.Namespace, weights: Path, negotiation: str, stems: list[str]) -> list[Line]:
    """What weights read in the held-back reports of a negotiation: in a process of its own, as weights are kept."""
    kept = weights.parent / f"{negotiation}.json"
    if not kept.is_file():
        folder = args.shared / "coverage" / negotiation
        code = (
            "import json, pathlib, sys, held;"
            "print(json.dumps(list(held.read_reports(pathlib.Path(sys.argv[1]), sys.argv[2:]))))"
        )
        setting = {**os.environ, WEIGHTS_SETTING: str(weights), "PYTHONPATH": str(HERE)}
        command = [sys.executable, "-c", code, str(folder), *stems]
        kept.write_bytes(subprocess.run(command, env=setting, stdout=subprocess.PIPE, check=True).stdout)
    lines: list[Line] = json.loads(kept.read_text(encoding="utf-8"))
    return lines


def main() -> None:
    """Train, read, print both figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    for name in ("--shared", "--base", "--run", "--start", "--lessons"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--epochs", default="8")
    parser.add_argument("--together", type=int, default=1, help="how many are left out at a time (default: 1)")
    parser.add_argument("--only", nargs="*", help="these negotiations (default: all)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        gold = Path(name)
        stems = write_gold(LABELS, args.shared, gold)
        chosen = {each: stems[each] for each in args.only or stems}
        for folder in gold.iterdir():
            if folder.name not in chosen:
                shutil.rmtree(folder)
        whole = train(args, ())
        groups = [
            group for each in range(0, len(stems), args.together) if (group := tuple(stems)[each:][: args.together])
        ]
        without = {each: group for group in groups for each in group}
        both: dict[str, list[Line]] = {"learned from others of its negotiation": [], "learned from none of them": []}
        for negotiation, own in chosen.items():
            for lines, weights in zip(both.values(), (whole, train(args, without[negotiation])), strict=True):
                lines += read(args, weights, negotiation, own)
        for title, lines in both.items():
            scorer = args.shared / "eval" / "score_record.py"
            show(f"{len(lines)} reports, {title}", score(scorer, lines, "PRED", "--gold", str(gold), "--json"))


if __name__ == "__main__":
    main()

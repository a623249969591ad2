"""How well the labelled passages of bulletins are read, and rare parties among them: passages.py --shared FOLDER.

Reads each bulletin whole and scores its labelled passage (training/labels/enb) with the scorer of FOLDER/eval. Rules
read bulletins, and were mended after looking at some of these passages: bench/unseen measures, this chooses.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from agree import show
from labels import LABELS

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from predict import predict_positions
from unseen import find_sources, write_passages

BORDERS = (1, 3, 10, 30)  # how often a party takes a stand in all passages


def load_scorer(path: Path) -> Any:
    """The scorer as a module: it lies beside the texts, not in this repository."""
    spec = importlib.util.spec_from_file_location("score_positions", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def recall_by_frequency(stands: list[str], missed: list[str]) -> list[tuple[str, int, int]]:
    """For each range of how often a party takes a stand: the range, how many stands, how many of them were found."""
    often, lost = Counter(stands), Counter(missed)
    total, found = [0] * len(BORDERS), [0] * len(BORDERS)
    for name, count in often.items():
        at = bisect_right(BORDERS, count) - 1
        total[at] += count
        found[at] += count - lost[name]
    titles = [f"{low} to {high - 1} times" for low, high in pairwise(BORDERS)] + [f"{BORDERS[-1]} times or more"]
    return list(zip(titles, total, found, strict=True))


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--labels", type=Path, default=LABELS / "enb")
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    scorer = load_scorer(args.shared / "eval" / "score_positions.py")
    with tempfile.TemporaryDirectory() as name:
        gold = Path(name) / "gold"
        write_passages(args.labels, args.shared, gold)
        passages = scorer.load_gold(str(gold), str(args.shared))
        pred = Path(name) / "pred.jsonl"
        lines = predict_positions(args.shared, find_sources(args.labels), workers=args.workers)
        pred.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        metrics, errors = scorer.score(passages, scorer.load_predictions(str(pred)))
    show(f"{len(passages)} passages", metrics)
    stands = [scorer.canon(each["name"]) for p in passages for each in scorer.pairs(p["positions"], p["text"])]
    missed = [scorer.canon(name) for _, kind, name, act, _ in errors if kind == "missed" and act in scorer.COARSE]
    print("holders found, by how often they take a stand in these passages")
    for title, total, found in recall_by_frequency(stands, missed):
        print(f"  {title:30} {100 * found / max(total, 1):5.1f}  ({found} of {total})")


if __name__ == "__main__":
    main()

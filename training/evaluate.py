"""Score a run on dev: evaluate.py CORPUS --base MODEL_FOLDER --run FOLDER --scorer FILE [--weights NAME].

By the network alone, in brain floats, without the rules and the speakers: what training has to go by. The figures
of the whole reader are those of `make bench`.
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

import torch

from batches import collate
from corpus import Document, read_corpus
from model import load_reader
from targets import make_examples
from travaux.attribution.decode import Found, decode
from travaux.network.windows import Labels, Pieces


def find_all(documents: list[Document], base: Path, run: Path, weights: str) -> Iterator[tuple[Document, int, Found]]:
    """Every attribution with its document and the first token of its window."""
    labels = Labels(**json.loads((run / "labels.json").read_text(encoding="utf-8")))
    pieces = Pieces(base / "tokenizer.json")
    model = load_reader(base, run / weights)
    for document in documents:
        examples = list(make_examples(document, pieces, labels))
        if not examples:
            continue
        batch = collate(examples)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            tags, links, told, *_ = model(batch["pieces"], batch["mask"], batch["features"], batch["starts"])
        for row, example in enumerate(examples):
            size = len(example.window.starts)
            for found in decode(
                tags[row, :size].float().numpy(),
                links[row, :, :size, :size].float().numpy(),
                told[row, :size].float().numpy(),
            ):
                yield document, example.window.first, found


def write_line(document: Document, found: list[tuple[int, Found]]) -> str:
    """One line as the scorer reads it."""
    tokens = document.parse.tokens

    def spans(base: int, runs: tuple[range, ...]) -> list[list[int]]:
        return [[tokens[base + run.start].start, tokens[base + run.stop - 1].end] for run in runs]

    attributions = [
        {
            "source": spans(base, (each.source,) if each.source else ()),
            "cue": spans(base, (each.cue,)),
            "content": spans(base, each.content),
        }
        for base, each in found
    ]
    return json.dumps({"article": document.name, "attributions": attributions})


def score(scorer: Path, gold: Path, lines: list[str]) -> Any:
    """What the scorer makes of the lines."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        command = [sys.executable, str(scorer), str(gold), "--predictions", file.name, "--json"]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Read dev, score, print F1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--weights", default="weights.pt", help="or checkpoint.pt (default: %(default)s)")
    args = parser.parse_args()
    documents = read_corpus(args.corpus / "dev", args.run.parent / "cache")
    found: dict[str, list[tuple[int, Found]]] = {document.name: [] for document in documents}
    for document, base, each in find_all(documents, args.base, args.run, args.weights):
        found[document.name].append((base, each))
    scored = score(args.scorer, args.corpus / "dev", [write_line(each, found[each.name]) for each in documents])
    for kind, part in (("all", scored), ("quoted", scored["quoted"]), ("unquoted", scored["unquoted"])):
        for measure in ("match", "attributed", "exact_words"):
            if measure in part:  # exact_words is told of all together only
                print(f"{kind:9} {measure:12} {100 * part[measure]['f1']:5.1f}")


if __name__ == "__main__":
    main()

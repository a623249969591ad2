"""Fit the confidence of attributions: calibrate.py REPORTS --cache FOLDER --shared FOLDER --weights FOLDER.

REPORTS is the folder of reports that training/labels holds the statements of. An attribution is right where it is one
of these (half of the tokens of both contents in common). Only reports are used whose statements the network did not
learn. Writes calibration.json beside the weights, and a table of how often what is said with so much confidence is
right: measured on one half of the reports with weights fitted on the other, and the other way round.
"""

from __future__ import annotations

import argparse
import json
import os
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Document, add_labels, is_held, read_reports
from labels import LABELS
from travaux.attribution.confidence import FEATURES, weigh
from travaux.attribution.finding import Attribution
from travaux.attribution.rules import find_ruled
from travaux.attribution.statements import find_weighable
from travaux.model import Parse
from travaux.network import load_network
from travaux.network.running import WEIGHTS_SETTING, digest

Floats = NDArray[np.float64]
BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
PENALTY = 1.0  # L2


def find_rows(document: Document) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Features of what the network finds in a document, and whether each is right."""
    parse = document.parse
    ruled = find_ruled(parse)
    weighable = list(find_weighable(parse, load_network().read(parse), ruled))
    contents = [_tokens(parse, each) for each, _ in weighable]
    golds = [set(content) for content in document.told or ()]
    scored = sorted(
        (
            (len(content & gold) / len(content | gold), i, j)
            for i, content in enumerate(contents)
            for j, gold in enumerate(golds)
            if content & gold
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for score, i, j in scored:
        if score >= 0.5 and i not in matched and j not in matched.values():
            matched[i] = j
    return [features for _, features in weighable], [i in matched for i in range(len(weighable))]


def _tokens(parse: Parse, attribution: Attribution) -> set[int]:
    return {token.index for run in attribution.content for token in parse.tokens_in(run)}


def fit(rows: Floats, right: Floats) -> Floats:
    """Logistic regression by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (chance - right) + PENALTY * weights
        curve = (rows.T * (chance * (1 - chance))) @ rows + PENALTY * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, gradient)
    return weights


def main() -> None:
    """Fit, measure on what was not fitted on, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    args = parser.parse_args()
    os.environ[WEIGHTS_SETTING] = str(args.weights)
    documents = add_labels(read_reports(args.reports, [], args.cache), LABELS / "news", args.shared)
    held = [each for each in documents if each.told is not None and is_held(each.name)]
    parts = [find_rows(document) for document in held]
    print(len(held), "reports")
    halves = []
    for half in (0, 1):
        rows = np.array([row for part in parts[half::2] for row in part[0]])
        halves.append((rows, np.array([ok for part in parts[half::2] for ok in part[1]], float)))
    said, right = [], []
    for fitted, other in ((0, 1), (1, 0)):
        weights = dict(zip(FEATURES, fit(*halves[fitted]), strict=True))
        said += [weigh(tuple(row), weights) for row in halves[other][0]]
        right += list(halves[other][1])
    chances, truth = np.array(said), np.array(right)
    print("confidence | attributions | said | right")
    for low, high in pairwise(BINS):
        inside = (chances >= low) & ((chances < high) | (high == 1))
        if inside.any():
            mean, found = chances[inside].mean(), truth[inside].mean()
            print(f"{low:.2f} to {high:.2f} | {inside.sum():4d} | {100 * mean:5.1f} % | {100 * found:5.1f} %")
    print(f"Brier score {((chances - truth) ** 2).mean():.3f}")
    rows = np.concatenate([half[0] for half in halves])
    weights = fit(rows, np.concatenate([half[1] for half in halves]))
    kept = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    (args.weights / "calibration.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(kept)
    print("sha256 of all files:", digest(args.weights))


if __name__ == "__main__":
    main()

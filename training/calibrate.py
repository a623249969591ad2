"""Fit the confidence of what is found: calibrate.py REPORTS --cache FOLDER --shared FOLDER --weights FOLDER.

REPORTS is the folder of reports that training/labels holds the findings of. An attribution is right where it is one
of the statements (half of the tokens of both contents in common); a position where its clause is one's evidence (half
of the tokens of the shorter), whoever holds it. Only reports are used that the network did not learn: one in ten of
`news`, all of `unlearned`. Writes calibration.json beside the weights, and tables of how often what is said with so
much confidence is right: measured on one half of the reports with weights fitted on the other, and the other way
round.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus import EVENTS, Document, add_labels, is_held, read_reports
from labels import LABELS
from travaux.actors import find_cast
from travaux.attribution import confidence, find_statements
from travaux.attribution.rules import find_ruled
from travaux.attribution.statements import find_weighable
from travaux.model import Article, Parse, Span
from travaux.network import load_network
from travaux.network.running import WEIGHTS_SETTING, digest, read_network
from travaux.positions import finding as positions
from travaux.positions import weighing
from travaux.positions.events import finding as events
from travaux.positions.events.watched import watch
from travaux.positions.heard import hear
from travaux.positions.scene import set_scene

Rows: TypeAlias = tuple[list[tuple[float, ...]], list[bool]]
Floats = NDArray[np.float64]
BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
PENALTY = 1.0  # L2


def find_statement_rows(document: Document) -> Rows:
    """Features of the attributions that the network finds in a document, and whether each is right."""
    parse = document.parse
    weighable = list(find_weighable(parse, load_network().read(parse), find_ruled(parse)))
    contents = [_tokens(parse, each.content) for each, _ in weighable]
    matched = _match(contents, [set(each.content) for each in document.statements or ()], _either)
    return [features for _, features in weighable], matched


def find_position_rows(document: Document) -> Rows:
    """The same for the positions that rules and the network find."""
    parse = document.parse
    article = Article(document.name, parse.text)
    seen = load_network().read(parse)
    cast = find_cast(article, parse)
    scene = set_scene(article, parse, cast, find_statements(article, parse, cast, seen))
    weighable = list(weighing.find_weighable(scene, positions.find_ruled(scene), hear(parse, seen, weighing.HEARD)))
    clauses = [_tokens(parse, [each.position.basis.span]) for each in weighable]
    matched = _match(clauses, [set(stand.parts[0]) for stand in document.stands or ()], _shorter)
    return [each.features for each in weighable], matched


def find_event_rows(document: Document) -> Rows:
    """The same for the events that the network and rules find: right where one of their type has these words."""
    parse = document.parse
    article = Article(document.name, parse.text)
    seen = load_network().read(parse)
    scene = set_scene(article, parse, find_cast(article, parse), ())
    watched = watch(parse, seen)
    triggers = list(events.find_triggers(scene, watched))
    read = [events.read_event(scene, each, watched, seen.calibration["dates"], 1.0) for each in triggers]
    matched = [False] * len(triggers)
    for type_ in EVENTS:
        own = [number for number, event in enumerate(read) if event is not None and event.type is type_]
        golds = [set(deed.evidence) for deed in document.deeds or () if EVENTS[deed.type] is type_]
        clauses = [_tokens(parse, [event.basis.span]) for number in own if (event := read[number]) is not None]
        for number, ok in zip(own, _match(clauses, golds, _shorter), strict=True):
            matched[number] = ok
    return [each.features for each in triggers], matched


def _either(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


def _shorter(one: set[int], other: set[int]) -> float:
    return len(one & other) / min(len(one), len(other)) + 0.001 * _either(one, other)


def _match(found: list[set[int]], golds: list[set[int]], alike: Callable[[set[int], set[int]], float]) -> list[bool]:
    """Whether each is the best match of a gold one that no other is."""
    scored = sorted(
        ((alike(one, gold), i, j) for i, one in enumerate(found) for j, gold in enumerate(golds) if one & gold),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for score, i, j in scored:
        if score >= 0.5 and i not in matched and j not in matched.values():
            matched[i] = j
    return [i in matched for i in range(len(found))]


def _tokens(parse: Parse, runs: Iterable[Span]) -> set[int]:
    return {token.index for run in runs for token in parse.tokens_in(run)}


def fit(rows: Floats, right: Floats) -> Floats:
    """Logistic regression by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (chance - right) + PENALTY * weights
        curve = (rows.T * (chance * (1 - chance))) @ rows + PENALTY * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, gradient)
    return weights


def fit_all(parts: list[Rows], features: tuple[str, ...]) -> dict[str, float]:
    """Weights fitted on all rows; prints how well weights of one half do on the other."""
    halves = []
    for half in (0, 1):
        rows = np.array([row for part in parts[half::2] for row in part[0]])
        halves.append((rows, np.array([ok for part in parts[half::2] for ok in part[1]], float)))
    said, right = [], []
    for fitted, other in ((0, 1), (1, 0)):
        said.append(1 / (1 + np.exp(-halves[other][0] @ fit(*halves[fitted]))))
        right.append(halves[other][1])
    chances, truth = np.concatenate(said), np.concatenate(right)
    print("confidence | findings | said | right")
    for low, high in pairwise(BINS):
        inside = (chances >= low) & ((chances < high) | (high == 1))
        if inside.any():
            mean, found = chances[inside].mean(), truth[inside].mean()
            print(f"{low:.2f} to {high:.2f} | {inside.sum():4d} | {100 * mean:5.1f} % | {100 * found:5.1f} %")
    print(f"Brier score {((chances - truth) ** 2).mean():.3f}")
    weights = fit(np.concatenate([half[0] for half in halves]), np.concatenate([half[1] for half in halves]))
    return {name: round(float(weight), 4) for name, weight in zip(features, weights, strict=True)}


def main() -> None:
    """Fit, measure on what was not fitted on, write; the statements first, since positions rest on them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    args = parser.parse_args()
    os.environ[WEIGHTS_SETTING] = str(args.weights)
    reports = read_reports(args.reports, [], args.cache)
    held = [each for each in add_labels(reports, LABELS / "news", args.shared) if is_held(each.name)]
    held += add_labels(reports, LABELS / "unlearned", args.shared)
    held = [each for each in held if each.statements is not None]
    print(len(held), "reports")
    path = args.weights / "calibration.json"
    for noun, find_rows, features in (
        ("statements", find_statement_rows, confidence.FEATURES),
        ("positions", find_position_rows, weighing.FEATURES),
        ("events", find_event_rows, events.FEATURES),
    ):
        print(noun)
        kept = json.loads(path.read_text(encoding="utf-8"))
        kept[noun] = fit_all([find_rows(document) for document in held], features)
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        read_network.cache_clear()
        print(kept[noun])
    print("sha256 of all files:", digest(args.weights))


if __name__ == "__main__":
    main()

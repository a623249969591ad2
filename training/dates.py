"""Fit which time of a text is an event's own: dates.py REPORTS --shared FOLDER --cache FOLDER --weights FOLDER.

REPORTS is the folder of reports that training/labels holds the events of. For each labelled event its candidates are
weighed (positions/event_dates.py) by a conditional logit [McFadden 1974], fitted on the reports that the network learns
from; prints how often the likeliest is the label's, there and in the others. Writes calibration.json beside the
weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from corpus import EVENTS, STATUSES, Document, add_labels, is_held, read_reports
from labels import LABELS
from travaux.intake import Source, read_article
from travaux.model import Cast
from travaux.network.running import digest
from travaux.positions.events.dates import Candidate, find_candidates
from travaux.positions.scene import set_scene

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from lines import calendar_words

PENALTY = 1.0  # L2
ROUNDS = 300


@dataclass(frozen=True)
class Choice:
    """The candidates for the date of one event, and which of them are the label's."""

    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


def find_choices(document: Document, reports: Path) -> Iterator[Choice]:
    """One for each labelled event of a document."""
    article = read_article(Source(document.name, reports / document.name)).article
    assert article is not None
    parse = document.parse
    scene = set_scene(article, parse, Cast((), (), ()), ())
    for deed in document.deeds or ():
        basis = parse.span(deed.evidence[0], deed.evidence[-1])
        trigger = parse.tokens[deed.anchor]
        found = tuple(find_candidates(scene, trigger, basis, EVENTS[deed.type], STATUSES[deed.status]))
        days = (each.when and calendar_words(each.when) for each in found)
        yield Choice(found, tuple(day == deed.date for day in days))


def fit(choices: list[Choice]) -> dict[str, float]:
    """Weights of all features that occur, from the choices of which some candidate is right."""
    known = [choice for choice in choices if any(choice.right)]
    names = sorted({name for choice in known for each in choice.candidates for name in each.features})
    places = {name: place for place, name in enumerate(names)}
    flat = [(number, each) for number, choice in enumerate(known) for each in choice.candidates]
    rows = torch.zeros(len(flat), len(names), dtype=torch.float64)
    for row, (_, each) in enumerate(flat):
        for name, value in each.features.items():
            rows[row, places[name]] = value
    owners = torch.tensor([number for number, _ in flat])
    right = torch.tensor([ok for choice in known for ok in choice.right], dtype=torch.float64)
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        odds = torch.exp(rows @ weights)
        none = torch.zeros(len(known), dtype=torch.float64)
        chance = none.index_add(0, owners, odds * right) / none.index_add(0, owners, odds)
        found = PENALTY * weights @ weights - torch.log(chance).sum()
        found.backward()  # type: ignore[no-untyped-call]
        return found

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return {name: round(weights[place].item(), 3) for name, place in places.items()}


def share_right(choices: list[Choice], weights: dict[str, float]) -> float:
    """How often the likeliest candidate is the label's, in percent."""
    hits = 0
    for choice in choices:
        weighed = [each.weigh(weights) for each in choice.candidates]
        hits += choice.right[weighed.index(max(weighed))]
    return 100 * hits / len(choices)


def main() -> None:
    """Fit on what is learned from, measure on the rest, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    args = parser.parse_args()
    documents = add_labels(read_reports(args.reports, [], args.cache), LABELS / "news", args.shared)
    learned: list[Choice] = []
    held: list[Choice] = []
    for document in documents:
        (held if is_held(document.name) else learned).extend(find_choices(document, args.reports))
    weights = fit(learned)
    for name, choices in (("learned from", learned), ("held back", held)):
        print(f"{len(choices)} events, {name}: {share_right(choices, weights):.1f} % of the dates right")
    path = args.weights / "calibration.json"
    kept = json.loads(path.read_text(encoding="utf-8")) | {"dates": weights}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print("sha256 of all files:", digest(args.weights))


if __name__ == "__main__":
    main()

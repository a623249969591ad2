"""Rulings as labels to train on: where words stand and what they are, without a word of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from travaux.model import Citation, Ruled, State, When
from travaux.review.ledger import Ledger

_NOT_TOLD = frozenset(("rule", "confidence", "party", "issue"))  # what is no reading of the words


def labels(ledger: Ledger, ruled: Mapping[str, Ruled], wordings: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One object for each finding in an article that a ruling stands on, by article and place.

    `spans` has each cited field as [start, end] pairs of code points, `labels` the other fields; `right` says whether
    the machine found it so. A rejected finding is as it was found, with `verdict` rejected. `wordings` are those of
    articles by id: offsets hold for that wording alone.
    """
    found: list[tuple[list[list[int]], dict[str, Any]]] = []
    for id_ in ledger.said:
        end = ledger.ends[id_]
        shown = end if end is not None else ledger.found.get(id_)
        article = getattr(shown, "article", "")
        if shown is None or article not in wordings:
            continue
        last = [each.ruling for each in ruled.values() if each.ruling.finding == id_ and each.state is State.STANDS]
        verdict = "rejected" if end is None else last[-1].verdict if last else "confirmed"
        spans, told = _split(shown)
        label = {
            "article": article,
            "wording": wordings[article],
            "layer": ledger.layers[id_],
            "finding": id_,
            "verdict": str(verdict),
            "right": end is not None and end == ledger.found.get(id_),
            "spans": spans,
            "labels": told,
            "coders": sorted(ledger.said[id_]),
            "disputed": ledger.is_disputed(id_),
        }
        found.append((min(spans.values(), default=[]), label))
    yield from (each for _, each in sorted(found, key=lambda one: (one[1]["article"], one[0], one[1]["finding"])))


def _split(finding: Any) -> tuple[dict[str, list[list[int]]], dict[str, Any]]:
    spans: dict[str, list[list[int]]] = {}
    told: dict[str, Any] = {}
    for field in fields(finding):
        value = getattr(finding, field.name)
        cited = value if isinstance(value, tuple) else (value,)
        if cited and isinstance(cited[0], Citation):
            spans[field.name] = [[each.start, each.end] for each in cited]
        elif field.name not in _NOT_TOLD:
            told[field.name] = _plain(value)
    return spans, told


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, When | date):
        return str(value)
    return list(value) if isinstance(value, tuple) else value

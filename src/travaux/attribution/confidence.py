"""How likely an attribution is right: what the network is sure of, and whether grammar sees the same."""

from __future__ import annotations

import math

from travaux.attribution.finding import Attribution
from travaux.model import Parse

# What is weighed, in the order of the weights (training/calibrate.py fits them).
FEATURES = ("network", "told", "agreed", "quoted", "finite", "infinitive", "sourced", "constant")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def describe(parse: Parse, attribution: Attribution, *, agreed: bool) -> tuple[float, ...]:
    """Values of FEATURES. `agreed`: a rule found the same content."""
    tokens = [token for run in attribution.content for token in parse.tokens_in(run)]
    quoted = attribution.pattern == "quotation"
    finite = not quoted and any(token.tag in _FINITE for token in tokens)
    infinitive = not quoted and not finite and tokens[0].tag == "TO"
    sure = min(max(attribution.prior, 0.001), 0.999)
    return (
        math.log(sure / (1 - sure)),
        attribution.told,
        float(agreed),
        float(quoted),
        float(finite),
        float(infinitive),
        float(attribution.source is not None),
        1.0,
    )


def weigh(features: tuple[float, ...], weights: dict[str, float]) -> float:
    """The probability that a logistic regression gives, 0 to 1."""
    return 1 / (1 + math.exp(-sum(value * weights[name] for name, value in zip(FEATURES, features, strict=True))))

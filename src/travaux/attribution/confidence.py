"""How likely an attribution is right: what the network is sure of, and whether grammar sees the same."""

from __future__ import annotations

from travaux.attribution.finding import Attribution
from travaux.model import Parse
from travaux.network import log_odds

# What is weighed, in the order of the weights (training/calibrate.py fits them).
FEATURES = ("network", "told", "agreed", "quoted", "finite", "infinitive", "sourced", "constant")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def describe(parse: Parse, attribution: Attribution, *, agreed: bool) -> tuple[float, ...]:
    """Values of FEATURES. `agreed`: a rule found the same content."""
    tokens = [token for run in attribution.content for token in parse.tokens_in(run)]
    quoted = attribution.pattern == "quotation"
    finite = not quoted and any(token.tag in _FINITE for token in tokens)
    infinitive = not quoted and not finite and tokens[0].tag == "TO"
    return (
        log_odds(attribution.prior),
        attribution.told,
        float(agreed),
        float(quoted),
        float(finite),
        float(infinitive),
        float(attribution.source is not None),
        1.0,
    )

"""Chances weighed by logistic regression, whose weights come with the network's."""

from __future__ import annotations

import math

_SUREST = 0.999  # nothing is surer, nor less likely than what remains


def log_odds(chance: float) -> float:
    """A probability as log odds, kept from the ends.

    >>> round(log_odds(0.5), 1), round(log_odds(1.0), 1)
    (0.0, 6.9)
    """
    kept = min(max(chance, 1 - _SUREST), _SUREST)
    return math.log(kept / (1 - kept))


def weigh(names: tuple[str, ...], values: tuple[float, ...], weights: dict[str, float]) -> float:
    """The probability that a logistic regression gives, 0 to 1.

    >>> weigh(("heard", "constant"), (2.0, 1.0), {"heard": 0.5, "constant": -1.0})
    0.5
    """
    return 1 / (1 + math.exp(-sum(value * weights[name] for name, value in zip(names, values, strict=True))))

"""How far coders agree with one another, and how often the machine was right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import sqrt

from travaux.model import Accuracy, Agreement
from travaux.review.claims import claim
from travaux.review.ledger import Ledger, Said

BANDS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)
_Z = 1.959964  # of a normal distribution, 95 % of it within


def agreements(ledger: Ledger) -> tuple[Agreement, ...]:
    """By layer: findings on which two coders at least had a last word that is not stale."""
    layers: defaultdict[str, list[dict[str, Said]]] = defaultdict(list)
    for id_, said in ledger.said.items():
        if len(said) > 1:
            layers[ledger.layers[id_]].append(said)
    return tuple(_agreement(layer, units) for layer, units in sorted(layers.items()))


def _agreement(layer: str, units: list[dict[str, Said]]) -> Agreement:
    coders = sorted({author for said in units for author in said})
    same = sum(len({claim(each.outcome) if each.outcome else None for each in said.values()}) == 1 for said in units)
    return Agreement(
        layer, len(coders), len(units), _alpha([[each.verdict for each in said.values()] for said in units]), same
    )


def _alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal data: what each unit was called by those who coded it, two at least.

    None where all calls are one, so that chance has nothing to tell.

    >>> round(_alpha([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b", "b")]) or 0, 3)
    0.556
    """
    calls: Counter[str] = Counter()
    differing = 0.0
    for unit in units:
        own = Counter(unit)
        calls += own
        differing += (len(unit) ** 2 - sum(count * count for count in own.values())) / (len(unit) - 1)
    number = calls.total()
    expected = number * number - sum(count * count for count in calls.values())
    return 1 - (number - 1) * differing / expected if expected else None


def accuracies(ledger: Ledger) -> tuple[Accuracy, ...]:
    """By layer, then by band of confidence within it: of what was checked, how much was right as it was found."""
    checked: defaultdict[str, list[tuple[float | None, bool]]] = defaultdict(list)
    for id_, found in ledger.found.items():
        if id_ in ledger.said:
            end = ledger.ends[id_]
            right = end is not None and claim(end) == claim(found)
            checked[ledger.layers[id_]].append((getattr(found, "confidence", None), right))
    return tuple(each for layer, held in sorted(checked.items()) for each in _accuracies(layer, held))


def _accuracies(layer: str, checked: list[tuple[float | None, bool]]) -> Iterator[Accuracy]:
    yield _accuracy(layer, None, [right for _, right in checked])
    for low, high in pairwise(BANDS):
        within = [right for sure, right in checked if sure is not None and _is_within(sure, low, high)]
        if within:
            yield _accuracy(layer, f"{low:.2f}-{high:.2f}", within)


def _is_within(sure: float, low: float, high: float) -> bool:
    return low <= sure < high or (sure == high == BANDS[-1])


def _accuracy(layer: str, band: str | None, held: list[bool]) -> Accuracy:
    return Accuracy(layer, band, len(held), sum(held), *wilson(sum(held), len(held)))


def wilson(right: int, number: int) -> tuple[float, float]:
    """The ends of Wilson's interval for a share, at 95 %.

    >>> [round(each, 3) for each in wilson(182, 200)]
    [0.862, 0.942]
    """
    share, z2 = right / number, _Z * _Z
    middle = (share + z2 / (2 * number)) / (1 + z2 / number)
    half = _Z * sqrt(share * (1 - share) / number + z2 / (4 * number * number)) / (1 + z2 / number)
    return max(middle - half, 0.0), min(middle + half, 1.0)

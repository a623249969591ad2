"""What may be one, found by marks, beside a look at every two."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record import kin


@dataclass(frozen=True)
class Bearer:
    id: str
    keys: frozenset[int]
    weeks: tuple[int, ...]
    article: str = "a"


KEYS = st.sampled_from((0, 1, 7, 2**32 - 2, 2**32 - 1))
WEEKS = st.one_of(st.just(()), st.lists(st.integers(0, 5), min_size=1, max_size=3, unique=True).map(tuple))
BORNE = st.lists(st.tuples(st.frozensets(KEYS, max_size=3), WEEKS), max_size=12)


def may_meet(a: Bearer, b: Bearer) -> bool:
    in_time = not a.weeks or not b.weeks or not set(a.weeks).isdisjoint(b.weeks)
    return in_time and not a.keys.isdisjoint(b.keys)


@given(BORNE, st.integers(1, 8))
def test_those_are_compared_that_share_a_key_in_one_week(
    borne: list[tuple[frozenset[int], tuple[int, ...]]], at_once: int
) -> None:
    nodes = [Bearer(f"{number:02}", keys, weeks) for number, (keys, weeks) in enumerate(borne)]
    compared = []

    def score(a: Bearer, b: Bearer) -> float:
        compared.append((a.id, b.id))
        return int(a.id) - int(b.id) + 3.0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kin, "_AT_ONCE", at_once)
        ties = kin.find_ties(reversed(nodes), score)
    assert compared == [(a.id, b.id) for a, b in combinations(nodes, 2) if may_meet(a, b)]
    assert ties == {(a, b): int(a) - int(b) + 3.0 for a, b in compared if int(b) - int(a) < 3}

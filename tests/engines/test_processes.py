"""Readings run in one process or several."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator

import pytest
from work import double, double_or_die, fail, grow_slowly

from travaux.engines import WorkerDied, run


@pytest.mark.parametrize("workers", [1, 2])
def test_every_item_has_its_result_whatever_the_number_of_workers(workers: int) -> None:
    assert dict(run(double, range(20), workers=workers)) == {n: 2 * n for n in range(20)}


def test_a_worker_that_dies_costs_one_item() -> None:
    results = dict(run(double_or_die, range(12), workers=2))
    assert isinstance(results.pop(3), WorkerDied)
    assert results == {n: 2 * n for n in range(12) if n != 3}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_the_code_is_raised(workers: int) -> None:
    with pytest.raises(ValueError, match="no"):
        list(run(fail, range(3), workers=workers))


def test_items_are_taken_only_as_fast_as_results_are() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = run(double, items(), workers=2)
    next(results)
    assert len(taken) < 20
    results.close()


def test_a_run_that_is_stopped_ends_its_workers_whatever_is_on_its_way_to_and_from_them() -> None:
    megabyte = "0123456789abcdef" * 2**16
    results = run(grow_slowly, ("first" + megabyte, *[megabyte] * 9), workers=2)
    next(results)
    started = time.monotonic()
    results.close()
    while multiprocessing.active_children():
        assert time.monotonic() - started < 20
        time.sleep(0.02)

"""Tables are made in a process of their own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import travaux
from travaux.views import ViewError
from travaux.web.aside import Aside


@pytest.fixture(scope="module")
def aside(kept: Path) -> Iterator[Aside]:
    opened = Aside(str(kept))
    yield opened
    opened.close()


def _process(aside: Aside) -> int:
    assert aside._pool is not None
    (number,) = aside._pool._processes
    return number


def test_a_table_is_the_one_that_the_record_gives(aside: Aside, kept: Path) -> None:
    found = aside.table("positions", "csv", 3, 1, {"party": "Norland"})
    with travaux.open_record(kept) as record:
        assert found == record.table("positions", "csv", limit=3, offset=1, party="Norland")
    assert found.count("\n") > 1
    assert _process(aside) != os.getpid()


def test_what_is_asked_wrongly_is_said_as_by_the_record(aside: Aside) -> None:
    with pytest.raises(ViewError, match="Nowhere"):
        aside.table("positions", "csv", None, 0, {"party": "Nowhere"})


def test_a_process_that_was_ended_is_begun_again(aside: Aside) -> None:
    before = aside.table("parties", "json", None, 0, {})
    first = _process(aside)
    os.kill(first, signal.SIGKILL)
    assert aside.table("parties", "json", None, 0, {}) == before
    assert _process(aside) != first


@pytest.mark.parametrize("is_busy", [False, True])
def test_it_ends_with_the_desk_whatever_it_is_at(kept: Path, is_busy: bool) -> None:
    aside = Aside(str(kept))
    aside.table("parties", "json", 1, 0, {})
    assert aside._pool is not None
    (process,) = aside._pool._processes.values()
    if is_busy:
        begun = aside._pool.submit(time.sleep, 60)
        while not begun.running():
            time.sleep(0.01)
    aside.close()
    until = time.monotonic() + 20
    # Asked again and again: the pool waits for its process too, and who comes second is told nothing at first.
    while process.is_alive() and time.monotonic() < until:
        time.sleep(0.01)
    assert not process.is_alive()

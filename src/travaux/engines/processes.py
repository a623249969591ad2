"""Map a function over items, in this process or in several, with results as they come."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

AHEAD = 4  # items in flight for each worker, so that none waits and memory stays small


class WorkerDied(Exception):  # noqa: N818 - it is an occurrence that the caller reports, not a fault of the code
    """A worker process ended while it held this item, killed or out of memory."""


def run(
    function: Callable[[_Item], _Result], items: Iterable[_Item], *, workers: int = 1
) -> Generator[tuple[_Item, _Result | WorkerDied], None, None]:
    """Each item with its result, in no particular order; where a worker died, with WorkerDied instead.

    `function` and items must be picklable where workers > 1: workers are spawned, one process each, and load what
    they need themselves. An exception in `function` is raised here. Closing the generator ends the workers.
    """
    if workers <= 1:
        for item in items:
            yield item, function(item)
        return
    remaining = iter(items)
    retry: list[_Item] = []
    while True:
        done = yield from _run_pool(function, remaining, retry, workers)
        if done:
            return
        # A worker died and took the pool along. Each item in flight gets a process of its own: one of them did it.
        suspects, retry = retry, []
        for item in suspects:
            yield item, _run_alone(function, item)


def _run_pool(
    function: Callable[[_Item], _Result], remaining: Iterator[_Item], lost: list[_Item], workers: int
) -> Generator[tuple[_Item, _Result | WorkerDied], None, bool]:
    """Run until all is done (returns True), or until a worker dies: `lost` then holds what was in flight."""
    pool = start_pool(workers)
    flying: dict[Future[_Result], _Item] = {}
    try:
        while True:
            for item in islice(remaining, workers * AHEAD - len(flying)):
                flying[pool.submit(function, item)] = item
            if not flying:
                return True
            finished, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in finished:
                item = flying[future]
                result = future.result()
                del flying[future]
                yield item, result
    except BrokenProcessPool:
        lost.extend(flying.values())
        flying.clear()  # a broken pool ends its workers itself; closing its pipes beside it would close others' files
        return False
    finally:
        if flying:
            end_pool(pool)
        pool.shutdown(wait=False, cancel_futures=True)


def _run_alone(function: Callable[[_Item], _Result], item: _Item) -> _Result | WorkerDied:
    with start_pool(1) as pool:
        try:
            return pool.submit(function, item).result()
        except BrokenProcessPool:
            return WorkerDied()


def start_pool(workers: int, begin: Callable[..., None] | None = None, *given: Any) -> ProcessPoolExecutor:
    """Workers that leave Ctrl-C to the parent and end when it ends, however that was; each calls `begin` first."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _follow_parent, (begin, *given))


def _follow_parent(begin: Callable[..., None] | None, *given: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if begin is not None:
        begin(*given)


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def end_pool(pool: ProcessPoolExecutor) -> None:
    """When work is stopped, don't let workers finish what nobody will take.

    The pool has no word for it, so its own parts are used. Our ends of the workers' ends of its pipes are closed first:
    else whoever here waits for the rest of what a worker was reading or writing when it ended would wait for ever.
    """
    inner = vars(pool)
    for queue, end in (("_call_queue", "_reader"), ("_result_queue", "_writer")):
        pipe = getattr(inner.get(queue), end, None)
        if pipe is not None:
            pipe.close()
    for process in (inner.get("_processes") or {}).values():
        process.terminate()

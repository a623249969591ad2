"""Map a function over items on a Ray cluster: Ray Data with a pool of actors, each of which loads its models once.

Ray is an extra and loads slowly: it is imported where a cluster is asked for, and nowhere else. An actor that dies is
started again by Ray, and its items are read again; the ledger knows which item it held.
"""

from __future__ import annotations

import logging
import os
import pickle
import secrets
import signal
import socket
import sys
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from travaux.engines.processes import WorkerDied
from travaux.model import TravauxError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

LIVES = 2  # an item that ended so many workers is not tried again
BLOCK = 8  # items that a worker takes at a time: more would be read again when it dies, fewer would cost more calls
_QUIET: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
_ANSWER = 5.0  # seconds for which a cluster may take to answer
_STORE = 256 * 2**20  # bytes that a cluster of this machine keeps in shared memory; what is more goes to disk


class EngineError(TravauxError):
    """Ray is not installed, its cluster cannot be reached, or its nodes have another Travaux."""


class _Ledger:
    """Which items were begun and not finished, how often: it outlives the workers."""

    def __init__(self) -> None:
        self._begun: Counter[int] = Counter()

    def begin(self, number: int, finished: int | None) -> int:
        """Note that an item is begun, and the one before it done; gives how many workers it ended before."""
        if finished is not None:
            del self._begun[finished]
        self._begun[number] += 1
        return self._begun[number] - 1


@dataclass(frozen=True, slots=True)
class _Raised:
    error: Exception


class _Worker:
    """What an actor of the pool holds: the function, with whatever it loads on its first call."""

    def __init__(self, function: bytes, ledger: Any) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the driver's
        self._pickled = function
        self._ledger = ledger

    @cached_property
    def _function(self) -> Callable[[Any], Any]:
        function: Callable[[Any], Any] = pickle.loads(self._pickled)
        return function

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        import ray

        results, finished = [], None
        for number, item in zip(batch["number"].tolist(), batch["item"].tolist(), strict=True):
            ended = ray.get(self._ledger.begin.remote(number, finished))
            results.append(pickle.dumps(WorkerDied() if ended >= LIVES else self._try(item)))
            finished = number
        return {"number": batch["number"], "result": results}

    def _try(self, item: bytes) -> Any:
        try:
            return self._function(pickle.loads(item))
        except Exception as error:  # a fault of the code goes back to where it is raised, and is not tried again
            return _Raised(error)


def run_on_ray(
    function: Callable[[_Item], _Result], items: Sequence[_Item], *, workers: int, address: str | None = None
) -> Generator[tuple[_Item, _Result | WorkerDied], None, None]:
    """Each item with its result, in no particular order; where workers died of it twice, with WorkerDied instead.

    Function, items and results are pickled; whatever the function imports must be installed on every node. `address`
    names a running cluster; without it one is started on this machine, and ended. A cluster to which the program is
    connected already is used and left as it is. An exception in `function` is raised here. Raises EngineError.
    """
    if not items:
        return
    with connected(workers, address) as ray, closing(_results(ray, function, items, workers)) as results:
        for number, result in results:
            yield items[number], result


def _results(
    ray: Any, function: Callable[[_Item], _Result], items: Sequence[_Item], workers: int
) -> Generator[tuple[int, Any], None, None]:
    ledger = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(_Ledger).remote()
    rows = [{"number": number, "item": pickle.dumps(item)} for number, item in enumerate(items)]
    block = max(1, min(BLOCK, len(rows) // (workers * 4)))
    told = ray.data.from_items(rows, override_num_blocks=-(-len(rows) // block)).map_batches(
        _Worker,
        batch_size=None,
        fn_constructor_args=(pickle.dumps(function), ledger),
        compute=ray.data.ActorPoolStrategy(size=min(workers, len(rows))),
        num_cpus=1,
    )
    seen: set[int] = set()  # a block whose worker died after it was sent may come twice
    try:
        for batch in told.iter_batches(batch_size=None, prefetch_batches=0):
            for number, result in zip(batch["number"].tolist(), batch["result"].tolist(), strict=True):
                if number not in seen:
                    seen.add(number)
                    told_back = pickle.loads(result)
                    if isinstance(told_back, _Raised):
                        raise told_back.error
                    yield number, told_back
    except ray.exceptions.RayError as error:
        raise EngineError(f"The Ray cluster gave up: {' '.join(str(error).split())[:300]}") from error
    finally:
        ray.kill(ledger)


@contextmanager
def connected(workers: int, address: str | None) -> Iterator[Any]:
    """Ray, connected to a cluster; quiet, and with the signals of the program as they were."""
    ray = find_ray(address)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    if ray.is_initialized():
        yield ray
        return
    with _same_signals():
        try:
            if address is None:
                with _same_modules():
                    ray.init(num_cpus=workers, object_store_memory=_STORE, include_dashboard=False, **_QUIET)
            else:
                ray.init(address=address, **_QUIET)
        except (ray.exceptions.RayError, OSError, RuntimeError, ValueError) as error:
            where = f"The Ray cluster at {address}" if address else "A Ray cluster on this machine"
            raise EngineError(f"{where} could not be reached: {' '.join(str(error).split())[:300]}") from error
    try:
        yield ray
    finally:
        ray.shutdown()


def find_ray(address: str | None) -> Any:
    """Ray itself. Raises EngineError where it is not installed, or nobody answers at the address."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    _make_token(address)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise EngineError(
            f"The engine ray needs Ray ({error}). Install it with pip install 'travaux[ray]', on every node."
        ) from error
    host, _, port = (address or "").removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():  # Ray itself would try for minutes
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=_ANSWER).close()
        except (OSError, OverflowError) as error:
            raise EngineError(f"The Ray cluster at {address} could not be reached: {error}.") from error
    return ray


@contextmanager
def _same_modules() -> Iterator[None]:
    """What a cluster of this machine starts finds its modules where this program does, as a spawned process would."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        yield
    finally:
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before


@contextmanager
def _same_signals() -> Iterator[None]:
    """Ray ends a program on SIGTERM in its own way; here Ctrl-C and SIGTERM end a build alike."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _make_token(address: str | None) -> None:
    """A cluster of this machine listens to whoever has its token, which is made for it and stands in no file.

    Ray looks for it when it is imported.
    """
    if address is None and "ray" not in sys.modules and not any(name.startswith("RAY_AUTH_") for name in os.environ):
        os.environ.update(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=secrets.token_hex(32))

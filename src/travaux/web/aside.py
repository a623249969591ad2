"""Tables to take along, made in a process of its own: pages, which have one interpreter between them, need not wait."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from travaux.web.records import Records

_records: Records | None = None  # in the process aside


class Aside:
    """A process that reads the record at an address; it begins with the first table and ends with the desk."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def table(self, kind: str, form: str, limit: int | None, offset: int, filters: Mapping[str, Any]) -> str:
        """As `OpenRecord.table`, raising the same; a process that was ended from outside is begun once more."""
        asked = (kind, form, limit, offset, dict(filters))
        pool = self._begun()
        try:
            return pool.submit(_table, *asked).result()
        except BrokenProcessPool:
            self._end(pool)
            return self._begun().submit(_table, *asked).result()

    def close(self) -> None:
        """End the process; what it was asked for comes to nothing."""
        if self._pool is not None:
            self._end(self._pool)

    def _begun(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, context, _begin, (self._address,))
            return self._pool

    def _end(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(address: str) -> None:
    """Leave Ctrl-C to the desk, and end when it ends, however that was."""
    global _records
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _records = Records(address)


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _table(kind: str, form: str, limit: int | None, offset: int, filters: dict[str, Any]) -> str:
    assert _records is not None
    with _records.lend() as record:
        return record.table(kind, form, limit=limit, offset=offset, **filters)

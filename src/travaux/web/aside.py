"""Tables to take along, made in a process of its own: pages, which have one interpreter between them, need not wait."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from travaux.engines.processes import end_pool, start_pool
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
            self._drop(pool)
            return self._begun().submit(_table, *asked).result()

    def close(self) -> None:
        """End the process; what it was asked for comes to nothing."""
        if self._pool is not None:
            end_pool(self._pool)
            self._drop(self._pool)

    def _begun(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = start_pool(1, _begin, self._address)
            return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(address: str) -> None:
    global _records
    _records = Records(address)


def _table(kind: str, form: str, limit: int | None, offset: int, filters: dict[str, Any]) -> str:
    assert _records is not None
    with _records.lend() as record:
        return record.table(kind, form, limit=limit, offset=offset, **filters)

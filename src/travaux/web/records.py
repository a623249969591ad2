"""The record behind the desk, kept open: lent to one request at a time, with one memory for all of them."""

from __future__ import annotations

import os
import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.exceptions import HTTPException

import travaux
from travaux.library import OpenRecord
from travaux.record import FileAddress, Memory, StoreError, read_address
from travaux.review import ReviewError
from travaux.views import ViewError

_KEPT = 8  # that nobody uses at the moment
_REFUSED = (HTTPException, ReviewError, ViewError)  # which say nothing against the record


class Records:
    """Open records of one address. Whoever borrows one sees what was written before."""

    def __init__(self, address: str) -> None:
        self._address = address
        place = read_address(address)
        self._path: Path | None = place.path if isinstance(place, FileAddress) else None
        self._memory = Memory()
        self._idle: list[OpenRecord] = []
        self._file: Hashable = None  # that those which are idle are of
        self._lock = threading.Lock()

    @contextmanager
    def lend(self) -> Iterator[OpenRecord]:
        """An open record, as it is now. Raises StoreError."""
        file = self._find_file()
        record = self._take(file)
        try:
            record.renew()
            yield record
        except _REFUSED:
            self._give_back(record, file)
            raise
        except BaseException:
            record.close()
            raise
        self._give_back(record, file)

    def seen(self) -> Hashable | None:
        """By which it is told whether what is read of the record has changed; None where nothing tells."""
        try:
            with self.lend() as record:
                return record.seen
        except StoreError:  # which a page will say
            return None

    def close(self) -> None:
        """Close what is open and not lent."""
        with self._lock:
            idle, self._idle = self._idle, []
        for record in idle:
            record.close()

    def _find_file(self) -> Hashable:
        """Which file it is, and when that was written to: another may have been put in its place."""
        if self._path is None:
            return ""
        try:
            held = self._path.stat()
        except OSError:
            return None
        return (held.st_dev, held.st_ino, held.st_mtime_ns, held.st_size)

    def _take(self, file: Hashable) -> OpenRecord:
        with self._lock:
            is_same = file is not None and file == self._file
            if is_same and self._idle:
                return self._idle.pop()
            if not is_same:
                stale, self._idle = self._idle, []
                self._file, self._memory = file, Memory()
            memory = self._memory
        for record in () if is_same else stale:
            record.close()
        return travaux.open_record(self._address, memory)

    def _give_back(self, record: OpenRecord, file: Hashable) -> None:
        with self._lock:
            if file == self._file and self._can_be_kept and len(self._idle) < _KEPT:
                self._idle.append(record)
                return
        record.close()

    @property
    def _can_be_kept(self) -> bool:
        """Whether an open record sees what others write: one that cannot be written to does not."""
        return self._path is None or (os.access(self._path, os.W_OK) and os.access(self._path.parent, os.W_OK))

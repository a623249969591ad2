"""How often logins fail: who guesses has to wait."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

_MOST_KEPT = 10_000  # addresses and names; the oldest go first


class Attempts:
    """Failures of the last `window` seconds, by address and by name."""

    def __init__(self, most: int, window: float) -> None:
        self._most, self._window = most, window
        self._failed: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, *keys: str) -> int:
        """Seconds until the next attempt is heard; 0 at once."""
        now = time.monotonic()
        with self._lock:
            full = [recent for key in keys if len(recent := self._recent(key, now)) >= self._most]
        return max((int(recent[-self._most] + self._window - now) + 1 for recent in full), default=0)

    def failed(self, *keys: str) -> None:
        """Remember a failure."""
        now = time.monotonic()
        with self._lock:
            for key in keys:
                self._failed[key] = [*self._recent(key, now), now][-self._most :]
                self._failed.move_to_end(key)
            while len(self._failed) > _MOST_KEPT:
                self._failed.popitem(last=False)

    def succeeded(self, key: str) -> None:
        """Forget the failures of a name that has come in."""
        with self._lock:
            self._failed.pop(key, None)

    def _recent(self, key: str, now: float) -> list[float]:
        return [at for at in self._failed.get(key, ()) if at > now - self._window]

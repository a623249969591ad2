"""Functions that workers can import."""

from __future__ import annotations

import os
import signal
import time


def double(number: int) -> int:
    return 2 * number


def double_or_die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def die_once(folder: str, number: int) -> int:
    """The worker that is first to come here ends, as when its machine is switched off."""
    if number == 5:
        try:
            os.close(os.open(f"{folder}/died", os.O_CREAT | os.O_EXCL))
            os.kill(os.getpid(), signal.SIGKILL)
        except FileExistsError:
            pass
    return double_or_die(number)


def fail(number: int) -> int:
    raise ValueError(f"no {number}")


def grow_slowly(words: str) -> str:
    time.sleep(0.01 if words.startswith("first") else 60)
    return words * 4

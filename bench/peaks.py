"""How much memory a process and each of its workers took at most, as the kernel counted it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

EVERY = 0.2  # seconds; the kernel keeps the highest mark, so that only what a process does last can be missed


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and the highest marks of its processes in bytes, the command's own first."""

    output: str
    peaks: tuple[int, ...]

    @property
    def peak(self) -> int:
        """Of the process that took most."""
        return max(self.peaks, default=0)


@dataclass(slots=True)
class _Marks:
    seen: dict[int, int] = field(default_factory=dict)

    def look(self, pid: int) -> None:
        for each in (pid, *_below(pid)):
            self.seen[each] = max(self.seen.get(each, 0), _high_mark(each))


def run(command: Sequence[str], **settings: str) -> Ran:
    """Run a command to its end, watching it. Raises CalledProcessError where it fails."""
    import os

    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=os.environ | settings)
    marks = _Marks()
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(EVERY):
            marks.look(process.pid)

    watching = threading.Thread(target=watch)
    watching.start()
    output, _ = process.communicate()
    ended.set()
    watching.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command), output)
    return Ran(output, (marks.seen.pop(process.pid, 0), *sorted(marks.seen.values(), reverse=True)))


def _below(pid: int) -> Iterator[int]:
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from _below(child)
    except OSError:
        return


def _high_mark(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)

"""What `make bench-speed` measured: kept as JSON, shown as a table, and at the end of docs/measurements.md."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass
from pathlib import Path

from stories import A_DAY

BENCH = Path(__file__).resolve().parent
PLACE = BENCH / "speed.json"
MEASUREMENTS = BENCH.parent / "docs" / "measurements.md"
HEADING = "## Speed, memory and size"
_ABOUT = """
Written by `make bench-speed`, each part in a process of its own, on {machine}. Words a second of a reading are those
of one core's processor time; all else is by the clock. What is read lies beside this repository; records are of
invented coverage (`bench/stories.py`), of articles of 300 to 700 words, {rate} a day; *build* is of files of the same.
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Values by name, where a name begins with the part that measured it; and on what machine."""

    values: dict[str, float]
    machine: str = ""

    @classmethod
    def read(cls, path: Path) -> Figures:
        """What was kept."""
        held = json.loads(path.read_text(encoding="utf-8"))
        return cls(held["figures"], held["machine"])

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def __str__(self) -> str:
        kept = {name: float(f"{value:.5g}") for name, value in self.values.items()}
        return json.dumps({"machine": self.machine, "figures": kept}, indent=1) + "\n"

    def sizes(self) -> list[int]:
        """Of the records that were measured, in articles."""
        parts = {name.split(":")[0] for name in self.values if name.startswith("at ")}
        return sorted(int(part.split()[1].replace(",", "")) for part in parts)


def shown(value: float) -> str:
    """As many digits as tell something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def render_table(figures: Figures) -> str:
    """A line for each figure."""
    return "\n".join(f"{name:<66}{shown(value):>12}" for name, value in figures.values.items())


def render_section(figures: Figures) -> str:
    """The last section of docs/measurements.md."""
    rows = "\n".join(f"| {name} | {shown(value)} |" for name, value in figures.values.items())
    about = _ABOUT.format(machine=figures.machine, rate=A_DAY)
    return f"{HEADING}\n{about}\n| what | figure |\n| --- | ---: |\n{rows}\n"


def with_section(page: str) -> str:
    """The page of measurements with the figures that were kept, if any."""
    page = page.split(HEADING)[0].rstrip() + "\n"
    return f"{page}\n{render_section(Figures.read(PLACE))}" if PLACE.is_file() else page


def machine() -> str:
    """The processor, how many cores of it, and how much else they had to do."""
    names = [line.split(":")[1].strip() for line in _cpuinfo() if line.startswith("model name")]
    processor = names[0] if names else platform.machine()
    load = f"a load of {os.getloadavg()[0]:.1f} at the start"
    return f"{os.cpu_count()} cores of {processor}, {load}, Python {platform.python_version()}"


def _cpuinfo() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []

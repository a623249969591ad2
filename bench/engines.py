"""A Ray cluster of this machine against its processes: the same reports, read by as many workers, in one run."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import travaux

BENCH = Path(__file__).resolve().parent
COVERAGE = "coverage/border-wall-2018"
REPORTS = 60
EVERY = 0.25  # seconds between two looks at memory


@dataclass(frozen=True, slots=True)
class Run:
    """What one engine took: seconds all in all, seconds of processors, and the most of memory.

    `megabytes` are those of all processes together, what they share counted once; `largest` is the largest of them.
    """

    seconds: float
    work: float
    megabytes: float
    largest: float


def compare(reports: list[Path], workers: int = 2) -> list[str]:
    """Lines that tell how both engines did on the same reports; a third of them tells what one more takes."""
    few = reports[: max(1, len(reports) // 3)]
    lines = [f"{len(reports)} reports, {workers} workers, read into shards"]
    whole: dict[str, Run] = {}
    each: dict[str, float] = {}
    for engine in ("processes", "ray"):
        short, run = measure(engine, few, workers), measure(engine, reports, workers)
        whole[engine], each[engine] = run, (run.work - short.work) / max(1, len(reports) - len(few))
        lines.append(
            f"{engine:10}{run.seconds:6.1f} s; of processors {run.work:6.1f} s, {each[engine]:4.2f} s each more;"
            f" {run.megabytes:6,.0f} MB together, {run.largest:4,.0f} MB the largest process"
        )
    ray, processes = whole["ray"], whole["processes"]
    lines.append(f"ray / processes, seconds {ray.seconds / processes.seconds:38.2f}")
    lines.append(f"ray / processes, seconds of processors {ray.work / processes.work:24.2f}")
    lines.append(f"ray / processes, seconds of processors for a report more {each['ray'] / each['processes']:6.2f}")
    lines.append(f"ray beyond processes, MB {ray.megabytes - processes.megabytes:38,.0f}")
    return lines


def measure(engine: str, reports: list[Path], workers: int) -> Run:
    """Read the reports in a program of its own, and watch it and all that it starts."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [sys.executable, __file__, "--run", engine, "--workers", str(workers), "--to", folder]
        begun = time.monotonic()
        run = subprocess.Popen([*asked, *map(str, reports)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        together = largest = 0.0
        spent: dict[int, float] = {}
        while run.poll() is None:
            family = _family(run.pid)
            spent |= {process: _spent(process) or spent.get(process, 0.0) for process in family}
            sizes = [_megabytes(process) for process in family]
            together, largest = max(together, sum(sizes)), max(largest, *sizes, 0.0)
            time.sleep(EVERY)
        seconds = time.monotonic() - begun
    if run.returncode:
        raise SystemExit(f"{engine} ended with status {run.returncode}; is all of travaux[ray] installed?")
    return Run(seconds, sum(spent.values()), together, largest)


def _family(root: int) -> list[int]:
    """A process and all that came of it."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue  # it ended while we looked
    family = [root]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _spent(process: int) -> float:
    """Seconds of processors that it has taken so far."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: int) -> float:
    """Its share of memory: what several processes have in common is divided among them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> int:
    """Compare on the reports of the shared folder; nothing is measured where they or Ray are absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=BENCH.parent.parent / "shared", help="default: %(default)s")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--reports", type=int, default=REPORTS, help="how many (default: %(default)s)")
    parser.add_argument("--run", metavar="ENGINE", help=argparse.SUPPRESS)
    parser.add_argument("--to", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        travaux.read(*args.paths, to=args.to, workers=args.workers, engine=args.run)
        return 0
    reports = sorted((args.shared / COVERAGE).glob("*.txt"))[: args.reports]
    if not reports:
        print(f"Nothing measured: there is no {args.shared / COVERAGE}.")
        return 0
    print("\n".join(compare(reports, args.workers)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

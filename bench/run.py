"""Measure Travaux on the texts and gold of a shared folder, write docs/measurements.md, and check the floors.

Ends with status 1 where a figure sank below its floor or a floor was lowered without a reason.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from figures import MEASUREMENTS, with_section
from gate import Floors, check_corpora, check_figures, check_lowered, raise_floors, read_committed
from tables import find_pairs, render_comparison, render_page, render_table
from tasks import BENCH, TASKS, Row, Task, figures_of
from travaux.language import Language
from travaux.pipeline import STAGES
from unseen import LabelError

FLOORS = BENCH / "floors.json"


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=BENCH.parent.parent / "shared", help="default: %(default)s")
    parser.add_argument("--task", choices=[task.name for task in TASKS], help="only this one; writes no page")
    parser.add_argument("--workers", type=int, default=2, help="processes (default: %(default)s)")
    parser.add_argument("--raise-floors", action="store_true", help="lift floors to the figures where these are higher")
    args = parser.parse_args()
    shared: Path = args.shared.resolve()
    if not (shared / "eval").is_dir():
        print(f"Nothing measured: there is no {args.shared}/eval with the scorers.")
        return 0

    tasks = [task for task in TASKS if args.task in (None, task.name)]
    tables: list[tuple[Task, list[Row]]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for task in tasks:
            try:
                rows = task.measure(shared, Path(scratch), args.workers)
            except subprocess.CalledProcessError as error:
                print(
                    f"{task.name}: {' '.join(map(str, error.cmd))} ended with status {error.returncode}",
                    file=sys.stderr,
                )
                return 2
            except LabelError as error:
                print(f"{task.name}: {error}", file=sys.stderr)
                return 2
            print(f"\n{task.name}: {task.about}\n{render_table(rows)}")
            tables.append((task, rows))
    for unseen, found, development in find_pairs(tables):
        print(f"\n{unseen.beside} (development) beside {unseen.name}:\n{render_comparison(found, development)}")
    if len(tasks) == len(TASKS):
        MEASUREMENTS.parent.mkdir(exist_ok=True)
        MEASUREMENTS.write_text(with_section(render_page(tables, _versions())), encoding="utf-8")
        print(f"\nWritten to {MEASUREMENTS.relative_to(BENCH.parent)}.")
    return _check(shared, tables, lift=args.raise_floors)


def _check(shared: Path, tables: list[tuple[Task, list[Row]]], *, lift: bool) -> int:
    corpora = {task.name: task.digest(shared) for task, _ in tables}
    figures = {metric: f1 for task, rows in tables for metric, f1 in figures_of(task, rows).items()}
    floors = Floors.parse(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else Floors()
    committed = read_committed(FLOORS) or Floors()
    faults = check_lowered(committed, floors) + check_corpora(floors, corpora) + check_figures(floors, figures)
    for fault in faults:
        print(f"FLOOR {fault}")
    if faults:
        return 1
    if lift:
        FLOORS.write_text(str(raise_floors(floors, figures, corpora)), encoding="utf-8")
        print(f"Floors raised in {FLOORS.relative_to(BENCH.parent)}.")
    else:
        print(f"All {len(figures)} figures hold their floors.")
    return 0


def _versions() -> dict[str, str]:
    return {
        "travaux": f"{version('travaux')} ({STAGES})",
        "pipeline": Language.load().version,
        "Python": python_version(),
    }


if __name__ == "__main__":
    sys.exit(main())

"""How fast Travaux is, how much memory it takes and how large a record grows: in one run, as ratios.

Readings are measured on the coverage of the shared folder, or the sample where there is none; records on invented
coverage, which is made once and kept in the folder. Every part runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median

import msgspec

import peaks
from figures import MEASUREMENTS, PLACE, Figures, machine, render_table, with_section
from grown import STORIES, TODAY, Coverage, copy, forget, grow_record, read_stories, write_texts
from scale import SCALE, render_scale
from stories import retell
from timing import knows_engine
from travaux.record import MERGER

BENCH = Path(__file__).resolve().parent
SAMPLE = BENCH.parent / "sample" / "coverage"
PARTS = ("reading", "build", "sizes")
BUILDS = (("one worker", 1, "processes"), ("two workers", 2, "processes"), ("Ray", 2, "ray"))
ADDED = 5  # articles, one after the other, of which the median counts; by calls, and as many by the command
COMMAND = "command that adds one"


def main() -> int:
    """Measure all parts, or some."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=BENCH.parent.parent / "shared", help="default: %(default)s")
    parser.add_argument("--parts", default=",".join(PARTS), help="default: %(default)s")
    parser.add_argument("--words", type=int, default=60_000, help="how much is read (default: %(default)s)")
    parser.add_argument("--articles", type=int, default=200, help="how many a build is of (default: %(default)s)")
    parser.add_argument("--sizes", default="500,5000", help="of records, in articles (default: %(default)s)")
    parser.add_argument("--stories", type=int, default=STORIES, help="that are read for it (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where records are kept; a temporary one where none is named")
    parser.add_argument("--write", action="store_true", help="keep the figures, and write the pages that show them")
    args = parser.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp(prefix="travaux-speed-"))
    bench, on = Bench(folder.resolve()), machine()
    try:
        bench.measure(args)
    finally:
        if args.folder is None:
            shutil.rmtree(folder)
    print(f"\n{render_table(bench.figures)}")
    if args.write:
        some = set(PARTS) > set(args.parts.split(","))
        known = Figures.read(PLACE).values if some and PLACE.is_file() else {}
        PLACE.write_text(str(Figures(known | bench.figures.values, on)), encoding="utf-8")
        MEASUREMENTS.write_text(with_section(MEASUREMENTS.read_text(encoding="utf-8")), encoding="utf-8")
        SCALE.write_text(render_scale(Figures.read(PLACE)), encoding="utf-8")
    return 0


class Bench:
    """A run of the bench, and what it has measured so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.figures = Figures({})

    def measure(self, args: argparse.Namespace) -> None:
        """The parts that were asked for."""
        parts = args.parts.split(",")
        if "reading" in parts:
            coverage = args.shared / "coverage"
            self.read(coverage if coverage.is_dir() else SAMPLE, args.words)
        if {"build", "sizes"} & set(parts):
            stories = read_stories(self.folder, args.stories, _say)
        if "build" in parts:
            self.build(stories, args.articles)
        if "sizes" in parts:
            sizes = sorted(map(int, args.sizes.split(",")))
            for size in sizes:
                self.grow(stories, size)
            if len(sizes) > 1:
                least, most = (
                    self.figures.values[f"at {size:,} articles: {COMMAND}, s"] for size in sizes[:: len(sizes) - 1]
                )
                self._keep("add", {f"{COMMAND}: at {sizes[-1]:,} / at {sizes[0]:,} articles": most / least})

    def read(self, folder: Path, words: int) -> None:
        """A whole reading beside spaCy's pipeline."""
        self._keep("reading", self._part("reading", folder, "--words", str(words))[0])

    def build(self, stories: Coverage, size: int) -> None:
        """Where the time of a build goes, and what more workers bring."""
        texts = self.folder / f"{size}-texts"
        write_texts((each.article for each in retell(stories.stories, size)), texts)
        self._keep("build", self._part("stages", texts)[0])
        speed = {}
        for name, workers, engine in (
            ("one worker", 1, "processes"),
            ("two workers", 2, "processes"),
            ("Ray", 2, "ray"),
        ):
            if not knows_engine(engine) and engine != "processes":
                _say(f"{name}: not installed, not measured")
                continue
            figures, ran = self._part("build", texts, "--workers", str(workers), "--engine", engine)
            speed[name] = figures["words/s"]
            self._keep(f"build, {name}", figures | {"peak memory, MB": ran.peaks[0] / 1e6})
            if workers > 1:
                self._keep(f"build, {name}", {"peak memory of a worker, MB": max(ran.peaks[1:], default=0) / 1e6})
        self._keep("build", {"two workers / one": speed["two workers"] / speed["one worker"]})
        if "Ray" in speed:
            self._keep("build", {"Ray / two workers": speed["Ray"] / speed["two workers"]})

    def grow(self, stories: Coverage, size: int) -> None:
        """A record of one size: merged, added to, asked; by calls, and by the command."""
        at = f"at {size:,} articles"
        record, figures = self._merged(stories, size)
        self._keep(at, figures | {"record, bytes an article": record.stat().st_size / size})
        later = list(islice(stories.grow(size + 2 * ADDED), size, None))
        with tempfile.TemporaryDirectory(dir=self.folder) as scratch:
            own = copy(record, Path(scratch) / "own.travaux")
            added = Path(scratch) / "added.json"
            added.write_bytes(msgspec.json.encode(later[:ADDED]))
            adding, ran = self._part("adding", own, "--readings", str(added))
            self._keep(at, adding | {"adding one, peak memory, MB": ran.peak / 1e6})
            texts = write_texts((article for article, _ in later[ADDED:]), Path(scratch) / "texts")
            commanded = [_add(own, text) for text in texts]
            took = median(each[0] for each in commanded)
            peak = max(each[1].peak for each in commanded)
            self._keep(at, {f"{COMMAND}, s": took, f"{COMMAND}, peak memory, MB": peak / 1e6})
        asked, ran = self._part("queries", record)
        self._keep(at, asked | {"asking, peak memory, MB": ran.peak / 1e6})

    def _merged(self, stories: Coverage, size: int) -> tuple[Path, dict[str, float]]:
        """A merged record of so many articles, made now or found, and what its merge took."""
        put = grow_record(stories, self.folder, size, _say)
        merged = put.with_suffix(f".{MERGER}.merged")
        took = merged.with_name(f"{merged.name}.json")
        if not took.is_file():
            own = copy(put, merged.with_suffix(".part"))
            _say(f"merging {size:,} articles")
            figures, ran = self._part("merge", own)
            copy(own, merged)
            forget(own)
            figures["merge of an article among all, ms"] = 1000 * figures["merge, s"] / size
            took.write_text(json.dumps(figures | {"merge, peak memory, MB": ran.peak / 1e6}), encoding="utf-8")
        return merged, json.loads(took.read_text(encoding="utf-8"))

    def _part(self, part: str, place: Path, *options: str) -> tuple[dict[str, float], peaks.Ran]:
        _say(f"{part}: {place.name} {' '.join(options)}")
        ran = peaks.run([sys.executable, str(BENCH / "timing.py"), part, str(place), *options])
        return json.loads(ran.output.splitlines()[-1]), ran

    def _keep(self, part: str, figures: dict[str, float]) -> None:
        self.figures.values.update({f"{part}: {name}": value for name, value in figures.items()})


def _add(record: Path, text: Path) -> tuple[float, peaks.Ran]:
    """What the command that adds a file takes, in seconds, from its start to its end."""
    verb = ["add", str(record), str(text), "--today", TODAY.isoformat()]  # no day of it lies in the future
    begun = time.perf_counter()
    ran = peaks.run([sys.executable, "-m", "travaux", *verb])
    return time.perf_counter() - begun, ran


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"{' '.join(map(str, error.cmd))} ended with status {error.returncode}")

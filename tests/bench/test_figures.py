"""What the speed bench measured, and what is derived from it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import peaks
from figures import MEASUREMENTS, PLACE, Figures, render_section, shown
from scale import SCALE, render_scale

BENCH = Path(__file__).resolve().parents[2] / "bench"
PARTS = {
    "reading: whole reading, words/s": 3000.0,
    "build: words built": 100_000.0,
    "build: articles built": 200.0,
    "build: two workers / one": 1.9,
}
AT = {
    "merge of an article among all, ms": 18.0,
    "merge, peak memory, MB": 1_000.0,
    "record, bytes an article": 60_000.0,
    "put, s": 0.01,
    "merge of one, s": 0.2,
}


def figures(**changed: float) -> Figures:
    small = {f"at 500 articles: {name}": value for name, value in AT.items()}
    large = {f"at 5,000 articles: {name}": changed.get(name, value) for name, value in AT.items()}
    return Figures(PARTS | small | large, "2 cores")


def test_the_page_of_other_sizes_is_what_the_measured_figures_give() -> None:
    assert SCALE.read_text(encoding="utf-8") == render_scale(Figures.read(PLACE)), "run `make bench-speed`"


def test_the_measured_figures_stand_on_the_page_of_measurements() -> None:
    assert MEASUREMENTS.read_text(encoding="utf-8").endswith(render_section(Figures.read(PLACE)))


def test_a_million_articles_take_what_one_takes_a_million_times() -> None:
    page = render_scale(figures())
    assert "| 46.3 core-hours |" in page  # 1,000,000 x 500 words / 3000 a second
    assert "| 5 core-hours |" in page  # 1,000,000 x 18 ms
    assert "| 60 GB |" in page


def test_the_largest_record_that_was_measured_counts() -> None:
    assert "| 120 GB |" in render_scale(figures(**{"record, bytes an article": 120_000.0}))


def test_memory_grows_as_it_did_from_the_smallest_record_to_the_largest() -> None:
    page = render_scale(figures(**{"merge, peak memory, MB": 1_900.0}))  # 900 MB for 4,500 more: 0.2 each
    assert "| 201 GB |" in page
    assert "full at about 315,500" in page
    assert "no more for larger" in render_scale(figures())


def test_a_page_that_rests_on_small_records_says_so() -> None:
    few = {name.replace("5,000", "70"): value for name, value in figures().values.items()}
    assert "no forecast" in render_scale(Figures(few, "2 cores"))
    assert "no forecast" not in render_scale(figures())


def test_where_adding_grows_with_the_record_it_gives_out_first() -> None:
    growing = render_scale(figures(**{"merge of one, s": 20.0}))
    assert growing.index("**Adding one by one.**") < growing.index("**Memory")
    steady = render_scale(figures())
    assert "**Adding one by one.**" not in steady
    assert "411,429 articles a day" in steady  # 86,400 s / 0.21 s


@pytest.mark.parametrize(
    ("value", "words"), [(1234567.0, "1,234,567"), (99.96, "100"), (1.7234, "1.72"), (0.004321, "0.00432"), (0.0, "0")]
)
def test_figures_are_shown_with_the_digits_that_tell_something(value: float, words: str) -> None:
    assert shown(value) == words


def test_figures_are_kept_as_they_are(tmp_path: Path) -> None:
    kept = tmp_path / "speed.json"
    kept.write_text(str(figures()), encoding="utf-8")
    assert Figures.read(kept) == figures()
    assert figures().sizes() == [500, 5000]


def test_the_memory_of_a_command_and_of_what_it_starts_is_seen() -> None:
    child = "import time; held = bytearray(90_000_000); time.sleep(1)"
    parent = f"import subprocess, sys; print('done'); subprocess.run([sys.executable, '-c', {child!r}])"
    ran = peaks.run([sys.executable, "-c", parent])
    assert ran.output == "done\n"
    assert len(ran.peaks) == 2
    assert ran.peaks[0] < 60e6 < 90e6 < ran.peak < 200e6


def test_a_command_that_fails_is_an_error() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        peaks.run([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_small_run_measures_records_of_invented_coverage(tmp_path: Path) -> None:
    command = [sys.executable, str(BENCH / "speed.py"), "--folder", str(tmp_path), "--shared", str(tmp_path / "none")]
    small = ["--parts", "sizes", "--sizes", "12", "--stories", "7"]
    done = subprocess.run([*command, *small], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    measured = {line.rsplit(maxsplit=1)[0] for line in done.stdout.splitlines() if line}
    assert measured >= {
        "at 12 articles: merge of one, s",
        "at 12 articles: command that adds one, s",
        "at 12 articles: matrix, p95, ms",
        "at 12 articles: search, p95, ms",
        "at 12 articles: history of one party and issue, p50, ms",
        "at 12 articles: record, bytes an article",
    }

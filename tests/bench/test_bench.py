"""The scripts as they are run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from asks import ASKS, ask_of
from tables import find_pairs, render_comparison, render_page, render_table
from tasks import RECORD, TASKS, UNSEEN_RECORD, Row, figures_of

BENCH = Path(__file__).resolve().parents[2] / "bench"
ROWS = [Row("statements", 50.0, 40.04, 44.449, 4, 8, 10), Row("object_token_f1", None, None, 61.0, 4, None, None)]


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(BENCH / script), *arguments], capture_output=True, encoding="utf-8")


def test_where_nothing_is_shared_the_bench_says_so_and_ends_well(tmp_path: Path) -> None:
    done = run("run.py", "--shared", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing measured: ") and done.stdout.count("\n") == 1


def test_attributions_are_places_in_the_file_as_it_is(tmp_path: Path) -> None:
    text = "Title: A talk\r\n\r\nNorland's envoy Ann Vik said that Velmark must withdraw its boats.\r\n"
    (tmp_path / "talk.txt").write_text(text, encoding="utf-8", newline="")
    (line,) = map(json.loads, run("predict.py", "attributions", str(tmp_path)).stdout.splitlines())
    assert line["article"] == "talk"
    contents = [text[start:end] for each in line["attributions"] for start, end in each["content"]]
    assert "that Velmark must withdraw its boats" in contents


BULLETIN = """---
title: "Highlights of the fisheries talks"
date: 2021-04-22
---

# CONTACT GROUP ON QUOTAS

In the contact group, NORLAND proposed a quota on herring, while VELMARK opposed any levy on boats. ISTRALIA called for
a date. OSTREY, supported by KELDIA, requested more time. MARROW noted the report of the secretariat. Delegates then
adjourned the session, and the Chair said that a draft decision would be discussed in plenary.
"""


def test_positions_are_places_in_the_bulletin(tmp_path: Path) -> None:
    folder = tmp_path / "enb" / "7"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(BULLETIN, encoding="utf-8")
    (line,) = map(json.loads, run("predict.py", "positions", str(tmp_path)).stdout.splitlines())
    assert line["source"] == "enb/7/index.md"
    found = {
        name.title(): BULLETIN[slice(*each["object_span"])]
        for each in line["positions"]
        for name in each["holders"]
        if each["object_span"]
    }
    assert found["Norland"] == "a quota on herring"
    assert found["Velmark"] == "any levy on boats"
    listed = tmp_path / "sources.txt"
    listed.write_text("enb/7/index.md\n", encoding="utf-8")
    again = run("predict.py", "positions", str(tmp_path), "--sources", str(listed)).stdout
    assert json.loads(again) == line


def test_each_folder_is_built_as_one_record(tmp_path: Path) -> None:
    for negotiation, words in {"fish": "withdraw its boats", "gas": "close its pipeline"}.items():
        (tmp_path / negotiation).mkdir()
        for stem in ("one", "two"):
            text = f"Norland Foreign Minister Ann Vik said on Tuesday that Velmark must {words}, or talks would end.\n"
            header = "Title: A talk\nOutlet: Norland Courier\nDate: 2031-04-22\n\n" if stem == "one" else ""
            (tmp_path / negotiation / f"{stem}.txt").write_text(header + text, encoding="utf-8")
    lines = [json.loads(line) for line in run("predict.py", "record", str(tmp_path)).stdout.splitlines()]
    assert [line["article"] for line in lines] == ["fish/one", "fish/two", "gas/one", "gas/two"]
    assert "Velmark must close its pipeline" in lines[2]["statements"][0]["content"]
    listed = tmp_path / "sources.txt"
    listed.write_text("fish/two\n", encoding="utf-8")
    again = run("predict.py", "record", str(tmp_path), "--sources", str(listed)).stdout
    assert [json.loads(line) for line in again.splitlines()] == [lines[1]]


@pytest.mark.parametrize("arguments", [("attributions", "no/such/folder"), ("guesses", "."), ()])
def test_what_cannot_be_read_is_one_line_and_status_2(arguments: tuple[str, ...]) -> None:
    done = run("predict.py", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_figures_are_those_that_have_a_floor() -> None:
    assert figures_of(RECORD, [*ROWS, Row("events", 1.0, 1.0, 1.0, 1, 1, 1)]) == {
        "record: statements": 44.4,
        "record: events": 1.0,
    }


def test_a_table_has_a_line_for_each_metric_and_no_number_where_there_is_none() -> None:
    head, statements, objects = render_table(ROWS).splitlines()
    assert head.split() == ["P", "R", "F1", "correct", "found", "gold"]
    assert statements.split() == ["statements", "50.0", "40.0", "44.4", "4", "8", "10"]
    assert objects.split() == ["object_token_f1", "61.0", "4"]


def test_unseen_figures_stand_beside_those_of_development() -> None:
    unseen = [Row("statements", 30.0, 20.0, 24.0, 2, 7, 9), Row("events", 1.0, 1.0, 1.0, 1, 1, 1)]
    ((task, rows, development),) = find_pairs([(RECORD, ROWS), (UNSEEN_RECORD, unseen)])
    assert (task, rows) == (UNSEEN_RECORD, unseen)
    _, statements, events = render_comparison(rows, development).splitlines()
    assert statements.split() == ["statements", "44.4", "24.0", "30.0", "20.0", "2", "7", "9"]
    assert events.split() == ["events", "1.0", "1.0", "1.0", "1", "1", "1"]  # not measured in development
    assert list(find_pairs([(UNSEEN_RECORD, unseen)])) == []


def test_the_page_says_what_made_the_figures_and_what_each_asks() -> None:
    page = render_page([(RECORD, ROWS[:1]), (UNSEEN_RECORD, ROWS[:1])], {"travaux": "9.9", "Python": "3.11"})
    assert "Measured with travaux 9.9, Python 3.11." in page
    asks = ask_of("record", "statements")
    assert f"| statements | {asks} | 50.0 | 40.0 | 44.4 | 4 | 8 | 10 |" in page
    assert f"| statements | {asks} | 44.4 | 44.4 | 50.0 | 40.0 | 4 | 8 | 10 |" in page
    assert page.index("## Unseen beside development") < page.index("## Development, record")


def test_every_figure_that_has_a_floor_says_what_it_asks() -> None:
    assert all(ask_of(task.reads, metric) for task in TASKS for metric in task.floors)
    assert all(sentence[-1] in "?." for asks in ASKS.values() for sentence in asks.values())


def test_a_task_on_unseen_labels_names_the_task_that_it_stands_beside() -> None:
    names = {task.name for task in TASKS}
    assert {task.beside for task in TASKS if task.name.startswith("unseen ")} == {"positions", "record"} < names

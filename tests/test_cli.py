"""The command line as a user meets it."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import travaux
from travaux.cli import LISTINGS, main
from travaux.pipeline import Progress
from travaux.record import read_address

SAMPLE = Path(__file__).parent.parent / "sample" / "coverage"


def call(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "sample.travaux"
    result = call("build", *sorted(SAMPLE.iterdir())[:8], "-o", path)
    assert result.exit_code == 0
    assert "8 articles" in result.output or "7 articles" in result.output
    assert "statements" in result.output
    return path


NEEDED = {"changes": ("--since", "1990-01-01")}  # options without which a listing says what it lacks


@pytest.mark.parametrize("kind", LISTINGS)
@pytest.mark.parametrize("format_", ["table", "json", "csv"])
def test_every_listing_has_every_format(record: Path, kind: str, format_: str) -> None:
    result = call(kind, record, "--format", format_, *NEEDED.get(kind, ()))
    assert result.exit_code == 0
    assert result.output.strip()
    if format_ == "json":
        json.loads(result.output)


def test_filters_narrow_a_listing(record: Path) -> None:
    everything = json.loads(call("positions", record, "--format", "json").output)
    some = json.loads(call("positions", record, "--format", "json", "--act", "want").output)
    none = json.loads(call("positions", record, "--format", "json", "--until", "1999-01-01").output)
    assert 0 < len(some) < len(everything)
    assert none == []


FILTERS = {
    "--party": "Norland",
    "--issue": "patrol boats",
    "--act": "demand",
    "--speaker": "the",
    "--source-kind": "named",
    "--since": "2025-04-01",
    "--until": "2025-04-10",
}


@pytest.mark.parametrize("kind", LISTINGS)
def test_every_listing_takes_all_seven_filters_and_is_narrowed_by_them(record: Path, kind: str) -> None:
    needed = NEEDED.get(kind, ())
    everything = json.loads(call(kind, record, "--format", "json", *needed).output)
    for option, value in FILTERS.items():
        result = call(kind, record, "--format", "json", *needed, option, value)
        assert result.exit_code == 0, option
        assert len(json.loads(result.output)) <= len(everything)
    every = [word for pair in FILTERS.items() for word in pair]
    assert call(kind, record, *every).exit_code == 0
    assert json.loads(call(kind, record, "--format", "json", *needed, "--until", "1999-01-01").output) == []


def test_what_a_filter_goes_by_stands_in_the_help_of_each_listing() -> None:
    assert (
        "--speaker NAME             Part of a name: who takes part or tells of it." in call("events", "--help").output
    )
    assert "when its later end was taken" in " ".join(call("shifts", "--help").output.split())


def test_show_and_why_take_the_id_of_a_listing(record: Path) -> None:
    first = json.loads(call("statements", record, "--format", "json").output)[0]
    shown = call("show", record, first["id"])
    chain = call("why", record, first["id"][:10])
    assert shown.exit_code == chain.exit_code == 0
    with travaux.open_record(record) as opened:
        statement = next(each for each in opened.statements() if each.id == first["id"])
        article = next(each for each in opened.data.articles if each.id == statement.article)
    assert article.wording in chain.output
    assert article.origin in chain.output
    assert f"rule        {statement.rule}" in chain.output
    assert "stages-" in chain.output
    assert "en_core_web_sm" in chain.output


def test_the_brief_and_the_exports_are_written_where_told(record: Path, tmp_path: Path) -> None:
    assert call("brief", record, "-o", tmp_path / "brief.html").exit_code == 0
    assert call("export", record, "-o", tmp_path / "all.jsonl").exit_code == 0
    assert call("export", record, "--format", "csv", "-o", tmp_path / "tables").exit_code == 0
    assert "<!doctype html>" in (tmp_path / "brief.html").read_text().lower()
    lines = (tmp_path / "all.jsonl").read_text().splitlines()
    assert lines == call("export", record).output.splitlines()
    assert {json.loads(line)["type"] for line in lines} >= {"article", "statement", "position", "party", "issue"}
    assert (tmp_path / "tables" / "statement.csv").exists() or (tmp_path / "tables" / "statements.csv").exists()


def test_an_edited_codebook_wins_in_the_next_build(record: Path, tmp_path: Path) -> None:
    book = tmp_path / "codebook.toml"
    assert call("codebook", record, "-o", book).exit_code == 0
    book.write_text(
        'title = "Two quotas"\n[[parties]]\nname = "The Isles"\naliases = ["Norland"]\n'
        '[[issues]]\nlabel = "all about boats"\nterms = ["boats", "cutters"]\n'
    )
    path = tmp_path / "again.travaux"
    assert call("build", *sorted(SAMPLE.iterdir())[:4], "-o", path, "--codebook", book).exit_code == 0
    with travaux.open_record(path) as opened:
        assert opened.data.title == "Two quotas"
        assert [each.name for each in opened.parties()] == ["The Isles"]
        assert [each.label for each in opened.issues()] == ["all about boats"]
        assert {each.party for each in opened.positions()} <= {opened.parties()[0].id, None}
        assert any(each.party for each in opened.positions())


def test_the_codebook_that_was_written_is_one_that_can_be_read(record: Path, tmp_path: Path) -> None:
    book, path = tmp_path / "codebook.toml", tmp_path / "again.travaux"
    call("codebook", record, "-o", book)
    assert call("build", *sorted(SAMPLE.iterdir())[:8], "-o", path, "--codebook", book).exit_code == 0
    with travaux.open_record(record) as before, travaux.open_record(path) as after:
        assert [p.name for p in before.parties()] == [p.name for p in after.parties()]
        assert [i.label for i in before.issues()] == [i.label for i in after.issues()]
        assert {p.id: p.issue for p in before.positions()} == {p.id: p.issue for p in after.positions()}


WRONG = [
    (("matrix", "none.travaux"), "no such record"),
    (("add", "none.travaux", "."), "there is no such record. Make one with `travaux build FOLDER -o none.travaux`."),
    (("build", "no-such-folder", "-o", "x.travaux"), "no-such-folder"),
    (("build", ".", "-o", "missing/x.travaux"), "no record can be written"),
    (("build", ".", "-o", "x.travaux", "--codebook", "none.toml"), "none.toml"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_can_not_be_done_is_one_line_and_status_two(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(*words)
    assert result.exit_code == 2
    assert said in result.output
    assert len(result.output.strip().splitlines()) == 1


@pytest.mark.parametrize("kind", LISTINGS)
@pytest.mark.parametrize("option", [{}, *({name[2:].replace("-", "_"): value} for name, value in FILTERS.items())])
def test_a_listing_that_loads_a_part_of_the_record_is_that_of_the_whole(
    record: Path, kind: str, option: dict[str, str]
) -> None:
    days = {name: date.fromisoformat(value) for name, value in option.items() if name in ("since", "until")}
    asked = {"since": date(1990, 1, 1)} | option | days if kind == "changes" else option | days
    with travaux.open_record(record) as opened:
        part = opened.table(kind, "json", **asked)
        assert opened.data
        assert opened.table(kind, "json", **asked) == part


def test_what_changed_asks_since_when_in_one_line(record: Path) -> None:
    result = call("changes", record)
    assert result.exit_code == 2
    assert result.output == "travaux: changes since when? Name the day: --since 2031-04-01\n"


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("day", ["yesterday", "1.4.2031", "2031-02-30"])
def test_what_is_no_day_is_answered_with_how_to_write_one(record: Path, option: str, day: str) -> None:
    result = call("shifts", record, option, day)
    assert result.exit_code == 2
    assert f"'{day}' is no day: write it as 2031-04-01." in result.output


@pytest.mark.parametrize("kind", LISTINGS)
def test_the_help_of_every_listing_has_an_example(kind: str) -> None:
    assert f"Example:\n    travaux {kind} talks.travaux --" in call(kind, "--help").output


def test_an_unknown_party_is_answered_with_the_nearest(record: Path) -> None:
    result = call("positions", record, "--party", "Norlnad")
    assert result.exit_code == 2
    assert "Norland" in result.output


def test_an_id_that_nothing_has_is_said_so(record: Path) -> None:
    assert call("show", record, "zzzz").exit_code == 2


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_that_says_what_it_does(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert main.commands[command].help


# More reports than can be read before a signal comes, each with its own words.
MANY = 600
REPORT = (
    "Outlet: Norland Courier\nDate: 2031-04-22\n\nNorland Foreign Minister Ann Vo said on Tuesday that Velmark must"
    " withdraw {} boats. Velmark rejected the demand, and its envoy Jon Oda called it a sham.\n"
)


@pytest.fixture(scope="module")
def coverage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coverage")
    for number in range(MANY):
        (folder / f"{number:03}.txt").write_text(REPORT.format(number))
    return folder


def heed_interrupts() -> None:
    """As where a terminal starts it: what a shell starts in the background ignores Ctrl-C, with all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_keeps_what_was_read_ends_its_workers_and_says_how_to_go_on(
    coverage: Path, tmp_path: Path, workers: int, number: signal.Signals, status: int
) -> None:
    path = tmp_path / "talks.travaux"
    command = [sys.executable, "-m", "travaux", "build", str(coverage), "-o", str(path), "--workers", str(workers)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heed_interrupts
    )
    deadline = time.monotonic() + 120
    while readings_in(path) == 0:
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == status
    assert [line for line in said.splitlines() if line.startswith("travaux:")] == [
        "travaux: stopped. Every article that was finished is in the record; run the same command again to go on."
    ]
    assert [line for line in said.splitlines() if line and " files, " not in line and "travaux:" not in line] == []
    while is_group_alive(process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    with travaux.open_record(path) as opened:
        assert 0 < len(opened.data.articles) < MANY
        assert len(opened.statements()) >= len(opened.data.articles)


def readings_in(path: Path) -> int:
    """How many articles a build that runs has finished."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM reading").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # there is no record yet, or none that can be read


def is_group_alive(group: int) -> bool:
    """Whether a process of a session is left, a worker say."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_listing_is_cut_where_it_is_asked_for(tmp_path: Path) -> None:
    path, report = tmp_path / "talks.travaux", tmp_path / "a.txt"
    report.write_text(REPORT.format("its") + "\n\nNorland demands that Velmark open its harbours, Vo said.\n")
    assert call("build", report, "-o", path).exit_code == 0
    every = json.loads(call("statements", path, "--format", "json").output)
    assert len(every) > 1
    assert json.loads(call("statements", path, "--format", "json", "--limit", 1, "--offset", 1).output) == every[1:2]
    assert f"Rows 1 to 1 of {len(every)} rows" in " ".join(call("statements", path, "--limit", 1).output.split())
    assert call("statements", path, "--limit", 0).exit_code == 2


def test_a_build_that_waits_for_another_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("travaux.record.database.SILENCE", 0.02)
    monkeypatch.setattr("travaux.record.database.PATIENCE", 0.2)
    path, report = tmp_path / "talks.travaux", tmp_path / "a.txt"
    report.write_text(REPORT.format("its"))
    assert call("build", report, "-o", path).exit_code == 0
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        report.write_text(REPORT.format("all"))
        result = call("build", report, "-o", path, "--quiet")
    assert result.exit_code == 2
    first, last = result.output.splitlines()
    assert first == f"travaux: another build is writing to {path}; waiting for it."
    assert "another build is writing to it" in last


def test_a_day_in_the_future_is_a_problem_by_the_day_that_is_given(tmp_path: Path) -> None:
    path, report = tmp_path / "talks.travaux", tmp_path / "a.txt"
    report.write_text(REPORT.format("its"))
    assert call("build", report, "-o", path, "--today", "2031-04-21").exit_code == 0
    problem = json.loads(call("problems", path, "--format", "json").output)[0]
    assert (problem["code"], problem["origin"]) == ("future-date", "a.txt")
    assert "judged by 2031-04-21" in call("why", path, problem["id"]).output
    assert call("build", report, "-o", path, "--today", "2031-04-22").exit_code == 0
    assert json.loads(call("problems", path, "--format", "json").output) == []


def test_reports_that_are_added_leave_the_record_as_if_all_had_come_at_once(tmp_path: Path) -> None:
    whole, part, files = tmp_path / "whole.travaux", tmp_path / "part.travaux", sorted(SAMPLE.iterdir())[:5]
    assert call("build", *files, "-o", whole, "--today", "2026-06-01").exit_code == 0
    assert call("build", *files[::2], "-o", part, "--today", "2026-05-01").exit_code == 0
    added = call("add", part, *files, "--today", "2026-06-01", "--workers", 2, "--quiet")
    assert (added.exit_code, added.stderr) == (0, "")
    assert added.output.startswith(f"{part}: 5 articles, ")
    assert call("export", part).output == call("export", whole).output
    missing = call("add", part, tmp_path / "no-such-folder")
    assert (missing.exit_code, missing.output.count("\n")) == (2, 1)
    assert "no-such-folder" in missing.output


def test_where_there_is_no_record_nothing_is_made_by_adding_to_it(tmp_path: Path, schema: str) -> None:
    report = tmp_path / "a.txt"
    report.write_text(REPORT.format("its"))
    for place in (str(tmp_path / "none.travaux"), schema):
        assert call("add", place, report).exit_code == 2
        assert "travaux build FOLDER -o" in call("add", place, report).output
    assert list(tmp_path.iterdir()) == [report]


def test_an_open_record_takes_more_in_and_shows_it(tmp_path: Path) -> None:
    files = sorted(SAMPLE.iterdir())[:3]
    with travaux.build(*files[:2], today=date(2026, 6, 1)) as record:
        assert len(record.data.articles) == 2
        watched: list[Progress] = []
        record.add(*files, today=date(2026, 6, 1), watch=watched.append)
        *read, merging = watched
        assert [bool(each.words) for each in read] == [False, False, True]  # what it has is not read again
        assert (merging.merged, [each.merged for each in read]) == (0.0, [None, None, None])
        assert len(record.data.articles) == 3


def test_a_report_is_removed_and_its_older_wording_stands_again(tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.travaux", tmp_path / "part.travaux"
    wire, correction = (
        SAMPLE / f"2025-03-1{end}.txt"
        for end in ("2_strait-wire_marigold-crew", "3_strait-wire_marigold-crew-corrected")
    )
    assert call("build", correction, wire, "-o", whole, "--today", "2026-06-01").exit_code == 0
    (row,) = json.loads(call("articles", whole, "--format", "json").output)
    assert (row["origin"], row["older"]) == (correction.name, 1)
    for command in ("show", "why"):
        (line,) = re.findall(r"^  older  .*$", call(command, whole, row["id"]).output, re.MULTILINE)
        assert "2025-03-12" in line
        assert wire.name in line

    gone = call("remove", whole, correction.name)
    assert (gone.exit_code, gone.output) == (0, f"{whole}: removed {row['id']}  {correction.name}\n")
    assert call("build", wire, "-o", part, "--today", "2026-06-01").exit_code == 0
    assert call("export", whole).output == call("export", part).output

    for name in (correction.name, "no-such-report.txt"):
        refused = call("remove", whole, row["id"], name)
        assert refused.exit_code == 2
        assert f"there is no article '{name}'" in refused.output
    assert len(json.loads(call("articles", whole, "--format", "json").output)) == 1  # nothing went in part
    assert call("remove", whole, row["id"][:8]).exit_code == 0
    assert json.loads(call("articles", whole, "--format", "json").output) == []


def test_a_record_in_postgresql_goes_through_every_command_and_no_password_is_shown(
    record: Path, schema: str, tmp_path: Path
) -> None:
    shown, said = str(read_address(schema)), []

    def ask(*words: object) -> str:
        result = call(*words)
        assert result.exit_code == 0, result.output
        said.append(result.output + result.stderr)
        return result.output

    assert ask("copy", record, schema).startswith(f"{shown}: ")
    assert ask("export", schema) == ask("export", record)
    for kind in LISTINGS:
        needed = NEEDED.get(kind, ())
        assert ask(kind, schema, "--format", "json", *needed) == ask(kind, record, "--format", "json", *needed)
    assert ask("codebook", schema) == ask("codebook", record)
    page, other = tmp_path / "a.html", tmp_path / "b.html"
    ask("brief", schema, "-o", page)
    ask("brief", record, "-o", other)
    without_clock = [re.sub(r"\d\d:\d\d", "", each.read_text()) for each in (page, other)]
    assert without_clock[0] == without_clock[1]
    (first, *_) = json.loads(ask("articles", schema, "--format", "json"))
    assert ask("show", schema, first["id"]) == ask("show", record, first["id"])
    assert ask("why", schema, first["id"]) == ask("why", record, first["id"])
    assert ask("remove", schema, first["id"]).startswith(f"{shown}: removed ")
    report = tmp_path / "a.txt"
    report.write_text(REPORT.format("its"))
    assert ask("build", report, "-o", schema, "--today", "2031-06-01").splitlines()[-1].startswith(f"{shown}: ")
    assert "kept" in ask("check", schema)
    missing = call("remove", schema, "no-such-report.txt")
    assert missing.exit_code == 2
    said.append(missing.output)
    assert [text for text in said if "p%40ss" in text or "p@ss" in text] == []


def test_a_check_says_in_a_line_each_what_is_kept_and_what_is_broken(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    assert call("copy", record, path).exit_code == 0
    kept = call("check", path, "--anew")
    assert kept.exit_code == 0
    assert [line for line in kept.output.splitlines() if not line.startswith("kept ")] == []
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE article SET wording = '0000000000000000' WHERE id = (SELECT min(id) FROM article)")
        db.commit()
    broken = call("check", path)
    assert broken.exit_code == 1
    (line,) = [line for line in broken.output.splitlines() if " articles: " in line]
    assert re.match(r"BROKEN +1 of \d+  articles: ids and wordings are those of the texts$", line)
    assert "  article " in broken.output.splitlines()[broken.output.splitlines().index(line) + 1]
    found = json.loads(call("check", path, "--json").output)
    assert {each["name"]: each["broken"] for each in found}["articles"] == 1
    assert call("check", tmp_path / "none.travaux").exit_code == 2


def test_a_copy_is_made_only_where_there_is_no_record(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    copied = call("copy", record, path)
    assert re.search(
        r": \d+ articles, [\d,]+ rows in all, the same as in .* \(SHA-256 [0-9a-f]{64}\)\.$", copied.output
    )
    assert call("export", path).output == call("export", record).output
    refused = call("copy", record, path)
    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
    assert "there is a record already" in refused.output

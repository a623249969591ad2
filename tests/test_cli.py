"""The command line as a user meets it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import travaux
from travaux.cli import LISTINGS, main

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


@pytest.mark.parametrize("kind", LISTINGS)
@pytest.mark.parametrize("format_", ["table", "json", "csv"])
def test_every_listing_has_every_format(record: Path, kind: str, format_: str) -> None:
    result = call(kind, record, "--format", format_)
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


def test_a_filter_that_says_nothing_of_a_kind_is_refused_not_ignored(record: Path) -> None:
    for kind, option in (("articles", "--party"), ("problems", "--act"), ("events", "--issue")):
        result = call(kind, record, option, "Norland")
        assert result.exit_code == 2
        assert option in result.output


def test_show_and_why_take_the_id_of_a_listing(record: Path) -> None:
    first = json.loads(call("statements", record, "--format", "json").output)[0]
    shown = call("show", record, first["id"])
    chain = call("why", record, first["id"][:10])
    assert shown.exit_code == chain.exit_code == 0
    with travaux.open_record(record) as opened:
        statement = next(each for each in opened.statements() if each.id == first["id"])
        article = next(each for each in opened.data.articles if each.id == statement.article)
    assert article.wording in chain.output
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


def test_an_interrupt_keeps_what_was_read_and_says_how_to_go_on(tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    command = [sys.executable, "-m", "travaux", "build", str(SAMPLE), "-o", str(path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    while not path.exists() or path.stat().st_size == 0:
        time.sleep(0.05)
    time.sleep(0.6)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the build was done before the interrupt came")
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "run the same command again" in said
    with travaux.open_record(path) as opened:
        assert opened.data.title

"""The command that starts the desk: what it says, and how it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

import travaux
from travaux.cli import main


def serve(*words: str) -> Any:
    return CliRunner().invoke(main, ["serve", *words])


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hosts at which a desk would have been started."""
    hosts: list[str] = []
    monkeypatch.setattr("travaux.cli.serving._run", lambda app, listener, host, open_: hosts.append(host))
    return hosts


def test_a_port_that_is_taken_is_said_and_another_can_be_named(kept: Path, started: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = serve(str(kept), "--port", str(port))
        assert (said.exit_code, started) == (2, [])
        assert f"port {port} of 127.0.0.1 is taken" in said.output
        assert "--port" in said.output
    assert serve(str(kept), "--port", "0").exit_code == 0
    assert started == ["127.0.0.1"]


def test_a_record_that_is_not_there_is_said_before_anything_starts(tmp_path: Path, started: list[str]) -> None:
    said = serve(str(tmp_path / "none.travaux"), "--port", "0")
    assert (said.exit_code, started) == (2, [])
    assert "there is no such record" in said.output


def test_without_the_extra_it_says_what_to_install(
    kept: Path, started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.startswith("travaux.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fastapi", None)  # as where it is not installed
    said = serve(str(kept), "--port", "0")
    assert (said.exit_code, started) == (2, [])
    assert "pip install 'travaux[desk]'" in said.output


def test_what_is_due_is_done_first_and_said(
    kept: Path, tmp_path: Path, started: list[str], report: Callable[..., travaux.model.Article]
) -> None:
    path = tmp_path / "talks.travaux"
    shutil.copy(kept, path)
    assert serve(str(path), "--port", "0").output == ""
    with travaux.open_record(path) as record, record._store._database.writing():
        record._store._upkeep.note("")
    assert "made anew first" in serve(str(path), "--port", "0").output


def test_it_says_where_it_is_and_ctrl_c_ends_it(kept: Path) -> None:
    command = [sys.executable, "-u", "-m", "travaux", "serve", str(kept), "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(Path(travaux.__file__).parents[1])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as desk:
        assert desk.stdout
        said = desk.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address, said
        with urlopen(address.group(), timeout=20) as page:
            assert page.status == 200
        desk.send_signal(signal.SIGINT)
        _, errors = desk.communicate(timeout=20)
    assert (desk.returncode, errors) == (0, "")

"""A PostgreSQL server of the tests' own: a temporary cluster on a free port of this machine, gone when they end."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

USER, PASSWORD = "delegate", "p@ss/word:1"
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=40")


def find_programs() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest where there are several; None where none is installed."""
    found = [Path(path).resolve().parent for path in (shutil.which("initdb"),) if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return next((folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


@contextmanager
def running(programs: Path) -> Iterator[int]:
    """A server that runs as long as the block does; gives its port. It wants USER and PASSWORD."""
    folder = Path(tempfile.mkdtemp(prefix="travaux-postgresql-"))
    try:
        secret = folder / "password"
        secret.write_text(PASSWORD)
        if os.getuid() == 0:  # the server refuses to be root
            for path in (folder, secret):
                shutil.chown(path, _user(), _user() if _user() != "nobody" else "nogroup")
        data = folder / "data"
        _run(folder, [programs / "initdb", "-D", data, "-U", USER, "-A", "scram-sha-256", f"--pwfile={secret}"])
        server, port = _started(programs, folder, data)
        try:
            yield port
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(programs: Path, folder: Path, data: Path) -> tuple[subprocess.Popen[bytes], int]:
    for _ in range(3):  # somebody else may take the port in between
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        words = [programs / "postgres", "-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder]
        words += [word for setting in _QUICK for word in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen([str(word) for word in words], stdout=log, stderr=log, **_as_user(folder))
        deadline = time.monotonic() + 30
        while server.poll() is None and time.monotonic() < deadline:
            if "ready to accept connections" in (folder / "log").read_text():
                return server, port
            time.sleep(0.02)
        server.kill()
        server.wait()
    raise RuntimeError((folder / "log").read_text())


def _run(folder: Path, words: list[Any]) -> None:
    words += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    subprocess.run([str(word) for word in words], check=True, capture_output=True, **_as_user(folder))


def _as_user(folder: Path) -> dict[str, Any]:
    own = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}
    return own | ({"user": _user(), "extra_groups": []} if os.getuid() == 0 else {})


def _user() -> str:
    import pwd

    return next(name for name in ("postgres", "nobody") if name in {each.pw_name for each in pwd.getpwall()})

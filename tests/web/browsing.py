"""What stories at the desk share: a tab that notes what goes wrong in it, and a desk that runs in a thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample" / "coverage"
SHOTS = ROOT / "out" / "screens"  # artefacts: git ignores them


@dataclass
class Visit:
    """A tab. `said` is what its console said, `asked` what it asked for elsewhere; both stay empty on a sound page."""

    page: Any
    address: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        """Open a page of the desk."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        return answer

    @property
    def path(self) -> str:
        """Where it is, without the address of the desk."""
        return str(self.page.url).removeprefix(self.address)

    def shoot(self, name: str) -> None:
        """Keep a picture as an artefact."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png")


@contextmanager
def served(record: Path, **settings: Any) -> Iterator[str]:
    """The address of a desk over a record, while it runs in a thread; `settings` are those of the guard."""
    import uvicorn

    from travaux.web.app import create_app
    from travaux.web.guard import Settings

    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = create_app(str(record), Settings(port=port, **settings))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)

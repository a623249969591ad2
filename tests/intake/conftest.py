"""A short way from the words of a file to what is taken from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from travaux.intake import Limits, Source, Taken, read_article


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Taken]:
    """Write a file and read it."""

    def read(content: str | bytes, name: str = "report.txt", limits: Limits | None = None) -> Taken:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_article(Source(name, path), limits or Limits())

    return read

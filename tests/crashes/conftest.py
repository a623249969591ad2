"""What the builds of these tests are made from."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from travaux.model import Article, Reading

PAIRS = 14


@pytest.fixture(scope="session")
def readings(sample: list[tuple[Article, Reading]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readings") / "readings.json"
    corrected = [pair for pair in sample if "marigold-crew" in pair[0].origin]
    others = [pair for pair in sample if pair not in corrected]
    path.write_bytes(msgspec.json.encode([*others[: PAIRS - len(corrected)], *corrected]))
    return path

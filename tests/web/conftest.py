"""The invented record of the views behind the desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from travaux.model import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "views"))  # where the record is made by hand

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def talks() -> Record:
    from fisheries_talks import build_record

    return build_record()


@pytest.fixture(scope="session")
def kept(talks: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record in a file."""
    from kept import keep

    path = tmp_path_factory.mktemp("desk") / "talks.travaux"
    with keep(talks, str(path)) as opened, opened._store._database.writing():
        for article in talks.articles:
            opened._store._sentences.put(article)
    return path


@pytest.fixture(scope="session")
def desk(kept: Path) -> Iterator[TestClient]:
    """A browser at the desk over it."""
    from travaux.web.app import create_app
    from travaux.web.guard import Settings

    with TestClient(create_app(str(kept), Settings()), base_url=HERE, follow_redirects=False) as client:
        yield client

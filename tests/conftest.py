"""What tests share: one loaded pipeline, a short way to an article, and places for records in both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest
from cluster import PASSWORD, USER, find_programs, running

from travaux.intake import find_sources, read_article
from travaux.language import Language
from travaux.model import Article, Reading
from travaux.network import Network, load_network
from travaux.pipeline import Models, read

SAMPLE = Path(__file__).parent.parent / "sample" / "coverage"
RELEASED = Path(__file__).parent / "record" / "released"


@pytest.fixture(scope="session")
def language() -> Language:
    return Language.load()


@pytest.fixture(scope="session")
def network() -> Network:
    return load_network()


@pytest.fixture(scope="session")
def models(language: Language, network: Network) -> Models:
    return Models(language, network)


@pytest.fixture(scope="session")
def sample(models: Models) -> list[tuple[Article, Reading]]:
    """The reports of the sample with their readings."""
    taken = (read_article(source).article for source in find_sources([SAMPLE])[0])
    return [(article, read(article, models)) for article in taken if article is not None]


@pytest.fixture
def report() -> Callable[..., Article]:
    """An article of an invented outlet."""

    def make(text: str, published: date | None = date(2031, 4, 22), **fields: object) -> Article:
        return Article("report.txt", text, outlet="Norland Courier", published=published, **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def as_released() -> Callable[[int, Path, Path], Path]:
    """Makes a file as an older format had it, with what a record of today holds."""

    def make(format_: int, today: Path, path: Path) -> Path:
        db = sqlite3.connect(path, isolation_level=None)
        db.executescript((RELEASED / f"format_{format_}.sql").read_text() + "PRAGMA journal_mode = WAL;")
        db.execute("ATTACH ? AS today", [str(today)])
        for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            columns = ", ".join(row[1] for row in db.execute(f"PRAGMA table_info({table})"))
            db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM today.{table}")
        db.execute("DELETE FROM meta WHERE key NOT IN ('codebook', 'today', 'title', 'merged')")  # all that there were
        db.close()
        return path

    return make


@pytest.fixture(scope="session")
def new_schema() -> Iterator[Callable[[], str]]:
    """Gives the address of an empty schema, another one each time."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed here (Debian: apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="PostgreSQL needs psycopg: pip install 'travaux[postgresql]'")
    with running(programs) as port:
        server, numbers = f"postgresql://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{port}/postgres", count()
        yield lambda: f"{server}?schema=talks_{next(numbers)}"


@pytest.fixture
def schema(new_schema: Callable[[], str]) -> str:
    """The address of an empty schema."""
    return new_schema()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a record may lie, in either database; there is none yet."""
    return str(request.getfixturevalue("schema") if request.param == "postgresql" else tmp_path / "talks.travaux")

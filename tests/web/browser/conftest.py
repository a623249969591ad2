"""A served record of the sample, and a browser that looks at it. What it said and asked for is kept beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import SAMPLE, Visit, served

import travaux

CHROMIUM = shutil.which("chromium")

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("uvicorn", reason="the desk is not installed: pip install 'travaux[desk]'")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One browser and one record for all of these, whichever process runs them; none where there is no browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Debian's chromium is not installed: apt-get install chromium"))


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample. A test that writes takes a copy: `own`."""
    place = tmp_path_factory.mktemp("desk") / "sample.travaux"
    travaux.build(SAMPLE, to=place).close()
    return place


@pytest.fixture(scope="session")
def desk(record: Path) -> Iterator[str]:
    with served(record) as address:
        yield address


@pytest.fixture
def own(record: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the record that a test may write to, and the address of a desk over it."""
    place = tmp_path / "own.travaux"
    travaux.copy(record, place)
    with served(place) as address:
        yield place, address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any, desk: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visit]]:
    """Opens a tab in a window of its own; at the end nothing may have been said or asked for elsewhere."""
    if "own" in request.fixturenames:
        request.getfixturevalue("own")  # its desk is there until the last tab is closed
    visits: list[Visit] = []
    contexts = []

    def open_tab(path: str = "/", at: str | None = None, **options: Any) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        context.set_default_timeout(8_000)
        contexts.append(context)
        made = Visit(context.new_page(), at or desk)
        made.page.on("console", lambda message: made.said.append(message.text))
        made.page.on("pageerror", lambda error: made.said.append(str(error)))
        made.page.on("dialog", lambda dialog: (made.said.append("dialog"), dialog.dismiss()))
        made.page.on(
            "request", lambda ask: None if ask.url.startswith(f"{made.address}/") else made.asked.append(ask.url)
        )
        visits.append(made)
        made.go(path)
        return made

    yield open_tab
    for context in contexts:
        context.close()
    assert [(each.said, each.asked) for each in visits if each.said or each.asked] == []

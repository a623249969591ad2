"""What holds for each page of the desk: for those who see little, on a phone, at night, on paper, without a mouse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import Visit, served

import travaux

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
Visiting = Callable[..., Visit]

PAGES = (
    "/",
    "/timeline",
    "/changes?since=2025-03-01",
    "/package",
    "/links",
    "/sources",
    "/articles",
    "/search?words=landing+ban",
    "/issue/",
    "/party/",
    "/article/",
    "/review",
    "/review/rulings",
    "/review/accuracy",
    "/review/names",
    "/api/docs",
    "/nowhere",
)
EMPTY = ("/", "/timeline", "/changes", "/package", "/links", "/sources", "/articles", "/search", "/review")


@pytest.fixture(scope="module")
def places(record: Path) -> Callable[[str], str]:
    """The address of a page; of one that needs an id, that of the busiest."""
    with travaux.open_record(record) as opened:
        ids = {
            "/issue/": next(each.id for each in opened.issues() if each.label == "landing ban"),
            "/party/": next(each.id for each in opened.parties() if each.name == "Norland"),
            "/article/": max(opened.data.articles, key=lambda each: len(each.text)).id,
        }
    return lambda page: page + ids.get(page, "")


def named(page: str) -> str:
    return re.sub(r"\W+", "-", page.partition("?")[0]).strip("-") or "matrix"


# A dark phone and a bright desk: each page is looked at in both lights and both widths, not in all four together.
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
@pytest.mark.parametrize("page", PAGES, ids=named)
def test_nobody_is_kept_out(visit: Visiting, places: Callable[[str], str], page: str, scheme: str, width: int) -> None:
    tab = visit(places(page), color_scheme=scheme, viewport={"width": width, "height": 900})
    found = axe.Axe().run(tab.page, options={"resultTypes": ["violations"]})
    grave = [each for each in found.response["violations"] if each["impact"] in ("serious", "critical")]
    assert [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in grave] == []
    assert tab.page.evaluate("document.scrollingElement.scrollWidth") <= width
    tab.shoot(f"{named(page)}-{scheme}-{width}")
    tab.page.emulate_media(media="print")  # on paper it is white, whatever the light, and has no controls
    assert tab.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for control in ("nav.pages", "form.filters", ".find", ".theme", ".zoom .steps"):
        assert not tab.page.locator(control).first.is_visible(), control
    tab.said.clear() if page == "/nowhere" else None  # a browser says in its console that a page was not found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over a record of one report in which nothing is found."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "a.txt").write_text("Nothing.\n")
    travaux.build(folder / "a.txt", to=folder / "empty.travaux").close()
    with served(folder / "empty.travaux") as address:
        yield address


@pytest.mark.parametrize("page", EMPTY, ids=named)
def test_a_page_without_anything_to_show_says_so(visit: Visiting, empty: str, page: str) -> None:
    tab = visit(page, at=empty)
    assert tab.page.locator("main h1").count() == 1
    assert len(tab.page.locator("main").inner_text().split()) > 4
    assert tab.page.locator("main svg").count() == 0


def test_the_drawings_give_way_to_lists_on_a_phone(visit: Visiting) -> None:
    for path, drawing, words in (("/links", ".graph", "#between"), ("/timeline", ".time", ".events")):
        wide = visit(path)
        assert wide.page.locator(drawing).is_visible()
        narrow = visit(path, viewport={"width": 390, "height": 800})
        assert not narrow.page.locator(drawing).is_visible()
        assert narrow.page.locator(words).is_visible()

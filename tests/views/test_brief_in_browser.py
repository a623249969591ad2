"""The brief in a real browser: what it loads, opens, closes, and refuses to run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from travaux import pipeline
from travaux.views import brief

CHROMIUM = shutil.which("chromium")
SAMPLE = Path(__file__).parents[2] / "sample" / "coverage"

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief")
    store = pipeline.build([SAMPLE], folder / "sample.travaux")
    file = folder / "brief.html"
    file.write_text(brief(store.record()), encoding="utf-8")
    store.close()
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any, page_file: Path) -> Iterator[Any]:
    contexts = []

    def open_page(**options: Any) -> tuple[Any, list[str]]:
        context = browser.new_context(**options)
        contexts.append(context)
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append("dialog"))
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(page_file.as_uri())
        return page, said

    yield open_page
    for context in contexts:
        context.close()


def first_claim(page: Any) -> Any:
    return page.locator("main a[href^='#p-']").first


def test_the_page_loads_nothing_says_nothing_and_its_own_script_and_style_are_let_in(visit: Any) -> None:
    page, said = visit()
    assert said == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert page.locator("h1").count() == 1


def test_a_claim_opens_its_passage_with_the_words_marked_and_escape_closes_it(visit: Any) -> None:
    page, _ = visit()
    claim = first_claim(page)
    target = claim.get_attribute("href")
    claim.click()
    passage = page.locator(target)
    assert passage.is_visible()
    assert passage.locator("mark").first.inner_text().strip()
    page.keyboard.press("Escape")
    assert not passage.is_visible()


def test_passages_open_without_scripts_too(visit: Any) -> None:
    page, _ = visit(java_script_enabled=False)
    claim = first_claim(page)
    target = claim.get_attribute("href")
    claim.click()
    assert page.locator(f"{target} mark").first.is_visible()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_nothing_is_wider_than_the_page(visit: Any, width: int) -> None:
    page, _ = visit(viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_stop_of_the_keyboard_leads_past_the_head(visit: Any) -> None:
    page, _ = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground_by_day_and_by_night(visit: Any, scheme: str) -> None:
    page, _ = visit(color_scheme=scheme)
    ratio = page.evaluate(
        """() => {
            const rgb = (text) => text.match(/[0-9.]+/g).slice(0, 3).map((n) => {
                const c = n / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
            const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
            const style = getComputedStyle(document.body);
            const [a, b] = [light(rgb(style.color)), light(rgb(style.backgroundColor))];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); }"""
    )
    assert ratio >= 7


def test_a_hostile_report_runs_nothing_and_leads_nowhere(visit: Any) -> None:
    page, said = visit()
    for link in page.locator("a").all():
        href = link.get_attribute("href") or ""
        assert href.startswith(("#", "http://", "https://"))
    assert page.evaluate("Object.keys(window).filter((name) => /hack|pwn|xss|evil/i.test(name))") == []
    assert page.locator("main script, main iframe, main [onclick], main [onerror], main [onload]").count() == 0
    assert said == []

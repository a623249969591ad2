"""The brief in a real browser: what it loads, opens, closes, and refuses to run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from crowded_table import build_crowd

from travaux import pipeline
from travaux.model import Record
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


# Every text of the page with the ratio of its colour to its ground, by WCAG 2; drawings stand on the page itself.
CONTRASTS = """() => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = (colour) => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
        return [...pen.getImageData(0, 0, 1, 1).data]; };
    const light = (colour) => rgb(colour).slice(0, 3).map((n) => n / 255)
        .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (element) => { for (let at = element; at; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor; if (rgb(colour)[3] === 255) return colour; }
        return getComputedStyle(document.body).backgroundColor; };
    const found = {};
    for (const element of document.body.querySelectorAll('*')) {
        const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!says || element.closest('script, title, .sr, .skip')) continue;
        const style = getComputedStyle(element);
        const [a, b] = [light(element.closest('svg') ? style.fill : style.color), light(ground(element))];
        const name = (element.closest('[class]') || element).className.toString() + ' ' + element.tagName;
        found[name] = Math.min(found[name] || 99, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
    }
    return found; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground_by_day_and_by_night(visit: Any, scheme: str) -> None:
    page, _ = visit(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) > 20
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_has_no_controls(visit: Any, scheme: str) -> None:
    page, _ = visit(color_scheme=scheme)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for control in ("nav", ".close", ".keys"):
        assert not page.locator(control).first.is_visible()
    assert min(page.evaluate(CONTRASTS).values()) >= 4.5


def test_paper_has_the_passage_of_each_number_and_of_what_was_unfolded(visit: Any) -> None:
    page, _ = visit()
    page.emulate_media(media="print")
    for claim in page.locator("main > section a.claim[data-n]").all()[:40]:
        assert page.locator(claim.get_attribute("href")).is_visible()
    folded = [
        (fold, claim.get_attribute("href"))
        for fold in page.locator(".matrix details").all()
        for claim in fold.locator("a.claim").all()
    ]
    fold, behind = next(each for each in folded if not page.locator(each[1]).is_visible())  # cited nowhere else
    fold.evaluate("fold => { fold.open = true }")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(behind).is_visible()


def test_the_arrows_turn_to_the_next_passage_and_escape_leads_back(visit: Any) -> None:
    page, _ = visit()
    first_claim(page).click()
    opened = page.evaluate("location.hash")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("location.hash") not in (opened, "", "#closed")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("location.hash") == opened
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('href')") == opened


@pytest.mark.parametrize("width", [390, 820, 1000, 1440])
@pytest.mark.parametrize("title", ["empty", "crowded"])
def test_neither_an_empty_nor_a_crowded_record_is_wider_than_the_page(
    visit: Any, tmp_path: Path, title: str, width: int
) -> None:
    page, said = visit(viewport={"width": width, "height": 900})
    long = "and the intercomprehensibilisation of the electronic catch registers"
    shown = build_crowd(long) if title == "crowded" else Record("Cod talks")
    file = tmp_path / "other.html"
    file.write_text(brief(shown), encoding="utf-8")
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    cut = "[...document.querySelectorAll('.matrix td, .matrix th')].filter((c) => c.scrollWidth > c.clientWidth + 1)"
    assert page.evaluate(f"{cut}.length") == 0
    assert said == []


def test_a_hostile_report_runs_nothing_and_leads_nowhere(visit: Any) -> None:
    page, said = visit()
    for link in page.locator("a").all():
        href = link.get_attribute("href") or ""
        assert href.startswith(("#", "http://", "https://"))
    assert page.evaluate("Object.keys(window).filter((name) => /hack|pwn|xss|evil/i.test(name))") == []
    assert page.locator("main script, main iframe, main [onclick], main [onerror], main [onload]").count() == 0
    assert said == []

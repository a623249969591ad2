"""The review by keys, by mouse and without script, and what is missed in a report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from browsing import Visit

import travaux

Visiting = Callable[..., Visit]
Own = tuple[Path, str]


def verdicts(record: Path) -> list[str]:
    with travaux.open_record(record) as opened:
        return [str(each.ruling.verdict) for each in opened.rulings()]


def wait_for_card(page: Any, test: str) -> None:
    """Until the next card is there, and what is pressed is meant for it: a screen reader goes on from its title."""
    page.wait_for_function(
        "() => document.activeElement.id === 'card-title' && !document.querySelector('main[aria-busy=true]')"
        f" && ({test})(document.getElementById.bind(document))",
        timeout=30_000,
    )


def test_a_queue_is_gone_through_by_keys_without_a_new_page(visit: Visiting, own: Own) -> None:
    record, address = own
    tab = visit("/review", at=address)
    page = tab.page
    page.evaluate("window.same = true")
    title = page.locator("#card-title")
    first = title.inner_text()
    page.keyboard.press("j")
    wait_for_card(page, f"find => find('card-title').innerText !== {json.dumps(first)}")
    second = title.inner_text()
    page.keyboard.press("k")
    wait_for_card(page, f"find => find('card-title').innerText === {json.dumps(first)}")
    page.keyboard.press("y")
    wait_for_card(page, "find => find('told').innerText.startsWith('Confirmed:')")
    assert title.inner_text() == second
    page.keyboard.press("n")
    wait_for_card(page, "find => find('told').innerText.startsWith('Rejected:')")
    page.keyboard.press("u")
    wait_for_card(page, "find => find('told').innerText.startsWith('Undone:')")
    assert title.inner_text() == second
    assert page.evaluate("window.same"), "it is one page all the time"
    assert verdicts(record) == ["confirmed", "rejected", "undone"]
    tab.shoot("review")


def test_keys_do_nothing_while_a_field_is_written_in(visit: Visiting, own: Own) -> None:
    record, address = own
    page = visit("/review", at=address).page
    before = page.url
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name").startswith("to_")
    page.keyboard.type("yn ujk?")
    assert "yn ujk?" in page.evaluate("document.activeElement.value")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Control+y")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("y")
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.locator("#find").focus()
    page.keyboard.type("n")
    assert page.url == before
    assert verdicts(record) == []


def test_all_keys_are_shown_and_what_they_press_can_be_clicked(visit: Visiting, own: Own) -> None:
    page = visit("/review", at=own[1]).page
    page.get_by_role("button", name="Keys").click()
    told = page.locator("#keys dt").all_inner_texts()
    assert told == ["j", "k", "y", "n", "e", "m", "s", "u", "?"]
    page.get_by_role("button", name="Close").click()
    for key in ("j", "y", "n", "e", "m", "s"):
        assert page.locator(f'[data-key="{key}"]').is_visible()


def test_it_works_without_script(visit: Visiting, own: Own) -> None:
    record, address = own
    page = visit("/review", at=address, java_script_enabled=False).page
    first = page.locator("#card-title").inner_text()
    page.get_by_role("button", name="Confirm").click()
    assert page.locator("#told").inner_text().startswith("Confirmed:")
    assert page.locator("#card-title").inner_text() != first
    page.get_by_role("button", name="Undo").click()
    page.locator("summary", has_text="Correct").click()
    page.get_by_label("Why, if it is not plain").fill("The next line says so.")
    page.locator(
        "#card select[name=to_stance], #card select[name=to_manner], #card select[name=to_status]"
    ).first.select_option(index=1)
    page.get_by_role("button", name="Take it down so").click()
    assert verdicts(record)[:2] == ["confirmed", "undone"]


def test_words_are_selected_in_a_report_and_added(visit: Visiting, own: Own) -> None:
    record, address = own
    with travaux.open_record(record) as opened:
        article = max(opened.data.articles, key=lambda each: len(each.text))
    tab = visit(f"/article/{article.id}", at=address)
    page = tab.page
    words = page.evaluate(
        """() => {
            const paragraph = document.querySelectorAll("[data-start]")[2];
            const range = document.createRange();
            const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            const nodes = [];
            while (walker.nextNode()) nodes.push(walker.currentNode);
            range.setStart(nodes[0], 3);
            range.setEnd(nodes.at(-1), nodes.at(-1).length - 1);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return range.toString();
        }"""
    )
    page.wait_for_selector("#add-missed.ready")
    page.locator("#add-missed").click()
    page.wait_for_url(re.compile("/review/add"))
    assert page.locator("blockquote mark").inner_text() == words
    form = page.locator("form", has=page.locator('input[value="statement"]'))
    form.get_by_label("Speaker").fill("Joren Thale")
    form.get_by_role("button", name="Add it").click()
    page.wait_for_url(re.compile("/article/"))
    with travaux.open_record(record) as opened:
        (added,) = [each.ruling for each in opened.rulings()]
        assert words in [each.content[0].words for each in opened.statements() if each.id == added.finding]


def test_a_wrong_speaker_is_corrected_and_matrix_and_export_follow(visit: Visiting, own: Own) -> None:
    record, address = own
    with travaux.open_record(record) as opened:
        names = {each.id: each.name for each in opened.parties()}
        held = next(each for each in opened.positions() if names.get(each.party or "") == "Norland" and each.issue)
    page = visit(f"/review?at={held.id}", at=address).page
    page.keyboard.press("e")
    page.locator("#card select[name=to_party]").select_option(label="Velmark")
    page.get_by_role("button", name="Take it down so").click()
    page.wait_for_function("() => document.getElementById('told').innerText.startsWith('Corrected:')")
    with travaux.open_record(record) as opened:
        now = [each for each in opened.positions() if each.basis == held.basis and each.act == held.act]
        assert {names[each.party or ""] for each in now} == {"Velmark"}
        assert any('"corrected"' in line for line in opened.export())

"""Whole stories at the desk, as a reader lives them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from browsing import Visit

import travaux

Visiting = Callable[..., Visit]

IN_SIGHT = """element => { const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.height > 0; }"""


def test_a_shift_is_found_and_quoted(visit: Visiting) -> None:
    tab = visit()
    page = tab.page
    page.get_by_role("link", name="Changes", exact=True).click()
    page.get_by_role("link", name="three months", exact=True).click()
    page.get_by_role("link", name=re.compile("stands? that moved")).click()
    assert "kind=shift" in tab.path
    line = page.locator(".news li", has_text="port ban").first
    assert "hardened" in line.inner_text()
    words = line.locator("a.claim").inner_text()
    tab.shoot("story-shift")
    line.locator("a.claim").click()
    page.wait_for_load_state()
    assert tab.path.startswith("/article/")
    assert page.locator(":target").count() == 1
    quoted = page.locator(".text", has_text=words.rstrip("…")).first
    assert quoted.evaluate(IN_SIGHT)
    kicker = page.locator(".kicker").inner_text()  # what a quotation needs besides: the outlet and the day
    assert "Strait Wire" in kicker and "2 May 2025" in kicker
    tab.shoot("story-shift-quoted")
    again = visit(tab.path)  # the address is the citation: it leads whoever has it to the same words
    assert again.page.locator(".text", has_text=words.rstrip("…")).first.evaluate(IN_SIGHT)


def test_a_hostile_report_is_read_and_runs_nothing(visit: Visiting) -> None:
    tab = visit("/search?words=guest+book+vigil")
    page = tab.page
    page.locator("main a.claim").first.click()
    assert tab.path.startswith("/article/")
    assert "<img src=x onerror=alert(1)>" in page.locator("main").inner_text()
    assert page.locator("main img, main script, main iframe, main [onerror], main [onclick]").count() == 0
    tab.shoot("story-hostile")


def test_the_back_button_leads_back_where_one_was(visit: Visiting) -> None:
    tab = visit()
    page = tab.page
    page.get_by_label("told by").select_option("named")
    page.wait_for_url(re.compile("source_kind=named"))
    matrix = tab.path
    page.locator("table.matrix tbody th a").first.click()
    page.wait_for_url(re.compile("/issue/"))
    issue = tab.path
    page.locator("main a.claim").first.click()
    page.wait_for_url(re.compile("/article/"))
    page.go_back()
    assert tab.path == issue
    page.go_back()
    assert tab.path == matrix
    assert page.get_by_label("told by").input_value() == "named"
    page.go_forward()
    assert tab.path == issue


def test_the_desk_is_walked_with_the_keyboard_alone(visit: Visiting) -> None:
    tab = visit()
    page = tab.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    page.keyboard.type("landing ban")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main a.claim')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"  # one sees where one is
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/article/"))
    assert page.locator(".text", has_text="landing ban").first.is_visible()


def test_an_arrow_between_issues_leads_to_the_words_that_draw_it(visit: Visiting) -> None:
    tab = visit("/links")
    arrow = tab.page.locator("a.arrow.tied").first
    assert "waits for" in arrow.get_attribute("aria-label")
    arrow.focus()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url(re.compile("/article/"))
    tab.page.wait_for_load_state()
    assert tab.page.locator(":target").count() == 1


def test_a_bar_of_the_timeline_opens_its_time_and_the_crumbs_lead_out_again(visit: Visiting) -> None:
    tab = visit("/timeline?since=2025-01-01&until=2025-12-31")
    page = tab.page
    page.locator(".bars a[aria-label^='April 2025']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since=2025-04-01&until=2025-04-30"))
    days = page.locator(".events .day").all_inner_texts()
    dated = [day for day in days if "2025" in day]
    assert len(dated) > 20 and sum("April" in day for day in dated) > len(dated) * 0.9
    page.locator(".bars a").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since=2025-04-07"))
    page.get_by_role("navigation", name="Times").get_by_role("link", name="April 2025", exact=True).click()
    page.wait_for_url(re.compile("since=2025-04-01&until=2025-04-30"))


def test_what_came_since_the_last_visit_is_offered(visit: Visiting) -> None:
    tab = visit("/changes")
    offer = tab.page.locator("[data-visit]")
    assert not offer.is_visible()  # there was none
    key = tab.page.evaluate("Object.keys(localStorage).find((name) => name.startsWith('travaux-visit'))")
    tab.page.evaluate("key => { localStorage.setItem(key, '2025-04-20'); sessionStorage.clear() }", key)
    tab.go("/changes?kind=shift")
    offer.locator("a").click()
    tab.page.wait_for_url(re.compile("since=2025-04-20"))
    assert "20 April 2025" in tab.page.locator("h1").inner_text()


def test_a_page_tells_that_the_record_grew_while_it_was_read(visit: Visiting, own: tuple[Path, str]) -> None:
    place, address = own
    tab = visit("/package", at=address)
    tab.page.wait_for_selector("#growth.growth", state="attached")
    new = place.parent / "late.txt"
    new.write_text(
        "Outlet: Norland Courier\nDate: 2025-05-04\n\nNorland Prime Minister Edda Karrow said on Sunday that Velmark"
        " must withdraw its patrol boats.\n"
    )
    with travaux.open_record(place) as record:
        record.add(new)
    tab.page.evaluate(
        "htmx.trigger('#growth', 'asked'); htmx.ajax('GET', document.querySelector('#growth')"
        ".getAttribute('hx-get'), {target: '#growth', swap: 'outerHTML'})"
    )
    notice = tab.page.locator("#growth .notice")
    notice.wait_for()
    assert "1 more than this page shows" in notice.inner_text()
    notice.get_by_role("link").click()
    tab.page.wait_for_load_state()
    assert "4 May 2025" in tab.page.locator(".mast").inner_text()


def test_all_can_be_read_without_scripts(visit: Visiting) -> None:
    tab = visit("/changes", java_script_enabled=False)
    tab.page.get_by_role("link", name="a month", exact=True).click()
    assert "2 April 2025" in tab.page.locator("h1").inner_text()
    tab.page.get_by_label("from").fill("2025-04-28")
    tab.page.get_by_role("button", name="Show").click()
    assert "28 April 2025" in tab.page.locator("h1").inner_text()

"""Stories of those who check: a wrong speaker put right, two coders who disagree."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import Visit, served

import travaux
from travaux.model import Statement

Visiting = Callable[..., Visit]
PASSWORD = "nine boats at dawn"
WORDS = "she would table a paper of her own instead"  # Kestria's mediator; the report speaks of Velmark before
SHORT = "a paper of her own"


@pytest.fixture(scope="module")
def wrong(record: Path) -> Statement:
    """The statement that is put into the wrong mouth."""
    with travaux.open_record(record) as opened:
        found = next(each for each in opened.data.statements if WORDS in each.content[0].words)
    assert found.speaker == "Velmark"
    return found


def cell(page: Any, issue: str, party: str) -> str:
    """What a party says on an issue, on the matrix."""
    heads = [head.split("\n")[0] for head in page.locator("table.matrix thead th").all_inner_texts()]
    row = page.locator("table.matrix tbody tr", has=page.get_by_role("rowheader", name=re.compile(issue, re.I)))
    return str(row.locator("th, td").nth(heads.index(party)).inner_text())


def test_a_wrong_speaker_is_put_right_and_matrix_brief_and_export_follow(
    visit: Visiting, own: tuple[Path, str], wrong: Statement
) -> None:
    place, address = own
    tab = visit("/", at=address)
    page = tab.page
    assert SHORT in cell(page, "paper", "Velmark")
    tab.go(f"/review?at={wrong.id}")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "to_speaker"
    page.keyboard.press("Control+a")
    page.keyboard.type("Ruta Camberlin")
    page.get_by_label("Why, if it is not plain").fill("She is the mediator, who is named before.")
    tab.shoot("story-correct")
    page.get_by_role("button", name="Take it down so").click()
    page.locator("#told", has_text="Corrected").wait_for()
    tab.go("/")
    assert SHORT not in cell(page, "paper", "Velmark")
    said = cell(page, "paper", "Kestria")
    assert SHORT in said and "Ruta Camberlin" in said
    tab.go("/search?speaker=Ruta+Camberlin&issue=paper")
    assert SHORT in page.locator("main").inner_text()
    tab.go(f"/issue/{issue_id(place, 'paper')}?party=Kestria")
    assert "Ruta Camberlin" in page.locator("main tr, main li", has_text=SHORT).first.inner_text()
    tab.shoot("story-corrected")
    with travaux.open_record(place) as record:
        assert re.search(rf"Ruta Camberlin.{{0,400}}{SHORT}|{SHORT}.{{0,900}}Ruta Camberlin", record.brief(), re.S)
        lines = [line for line in record.export(reviewed=True) if WORDS in line and '"cue"' in line]
        as_found = [line for line in record.export() if WORDS in line and '"cue"' in line]
    assert lines and all('"speaker":"Ruta Camberlin"' in line for line in lines)
    assert as_found and all('"speaker":"Velmark"' in line for line in as_found)  # what was read is kept beside


def issue_id(place: Path, label: str) -> str:
    with travaux.open_record(place) as record:
        return next(each.id for each in record.issues() if each.label == label)


@pytest.fixture
def shared(record: Path, tmp_path: Path) -> Any:
    """A record of which two people code, and the address of a desk that asks who they are."""
    from travaux.web.guard import set_password

    place, users = tmp_path / "shared.travaux", tmp_path / "desk.users"
    travaux.copy(record, place)
    for name in ("ann", "bo"):
        set_password(users, name, PASSWORD)
    with served(place, users=users) as address:
        yield place, address


def log_in(tab: Visit, name: str) -> None:
    tab.page.get_by_label("Your name").fill(name)
    tab.page.get_by_label("Password").fill(PASSWORD)
    tab.page.get_by_role("button", name="Sign in").click()
    tab.page.wait_for_load_state()


def test_two_coders_disagree_and_the_desk_says_how_much(visit: Visiting, shared: tuple[Path, str]) -> None:
    place, address = shared
    with travaux.open_record(place) as record:
        ids = [each.id for each in record.queue(layer="position", limit=4).items]
    for name, keys in (("ann", "yyyn"), ("bo", "ynyn")):
        tab = visit("/review", at=address)
        log_in(tab, name)
        for id_, key in zip(ids, keys, strict=True):
            tab.go(f"/review?layer=position&at={id_}")
            tab.page.keyboard.press(key)
            tab.page.locator("#told", has_text="Confirmed" if key == "y" else "Rejected").wait_for()
        tab.go("/review/accuracy")
    words = tab.page.locator("main").inner_text()
    tab.shoot("story-agreement")
    with travaux.open_record(place) as record:
        (agreement,) = [each for each in record.agreement() if each.layer == "position"]
        assert {each.ruling.by for each in record.rulings()} == {"ann", "bo"}
    assert agreement.alpha is not None and 0 < agreement.alpha < 1
    assert f"{agreement.alpha:.2f}" in words
    mine = tab.page.request.get(f"{address}/review/rulings")
    assert mine.ok and "ann" in mine.text() and "bo" in mine.text()

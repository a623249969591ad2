"""A page says what was said: what a side has not done is not shown as done, and no mark of type is left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from test_overviews import page, rows, some, words

from travaux.model import ActGroup, Article, Modality, Record, Stand
from travaux.web.app import create_app
from travaux.web.desk import TEMPLATES
from travaux.web.guard import Settings

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def untaken(talks: Record) -> Stand:
    """A stand of one position, of something that the side gives."""
    return next(each for each in talks.stands if each.act.group is ActGroup.GIVE and len(each.positions) == 1)


@pytest.fixture(scope="module")
def denied(talks: Record, untaken: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The desk over a record in which that stand is what the side has not done."""
    from kept import keep

    path = tmp_path_factory.mktemp("denied") / "talks.travaux"
    negated = tuple(
        replace(each, modality=Modality.NEGATED) if each.id in untaken.positions else each for each in talks.positions
    )
    keep(replace(talks, positions=negated), str(path)).close()
    with TestClient(create_app(str(path), Settings()), base_url=HERE, follow_redirects=False) as client:
        yield client


def _chip(desk: TestClient, address: str, finding: str, row: str) -> tuple[str, str]:
    """Words and colour of what stands before the link to a finding."""
    found = page(desk, address)
    line = next(each for each in some(found, row) if each.xpath(f".//a[contains(@href, '{finding}')]"))
    (chip,) = some(line, "span.chip")
    return words(chip), chip.get("class")


@pytest.mark.parametrize("narrowed", ["", "&min_confidence=0.01"], ids=["at a glance", "with a filter"])
def test_what_a_side_has_not_done_is_news_of_just_that(denied: TestClient, untaken: Stand, narrowed: str) -> None:
    said, colour = _chip(denied, f"/changes?since=2031-01-01&kind=stand{narrowed}", untaken.id, ".news li")
    assert said.startswith("has not ")
    assert colour == "chip view"


def test_what_a_side_has_not_done_is_so_among_its_stands(denied: TestClient, talks: Record, untaken: Stand) -> None:
    party = next(each.name for each in talks.parties if each.id == untaken.party)
    said, colour = _chip(denied, f"/issue/{untaken.issue}?party={party}", untaken.id, ".stands li")
    assert said.startswith("has not ")
    assert colour == "chip view"
    titles = rows(page(denied, f"/issue/{untaken.issue}"), "rect.b-view title")
    assert any(title.startswith(said) for title in titles)


def test_another_day_of_an_event_is_told_in_words(desk: TestClient) -> None:
    lines = rows(page(desk, "/changes?since=2031-01-01&kind=event"), ".news li")
    assert any("April 2031" in line for line in lines)
    assert not any("2031-" in line for line in lines)


def test_marks_of_headings_and_bold_type_are_kept_for_their_place_and_not_seen() -> None:
    plain = TEMPLATES.env.filters["plain"]
    shown = plain("## The **second** day\nBoat #4 & no. # 5")
    hidden = "<span hidden>{}</span>".format
    assert shown == f"{hidden('## ')}The {hidden('**')}second{hidden('**')} day\nBoat #4 &amp; no. # 5"


def test_a_report_without_a_title_is_headed_by_its_first_words(
    talks: Record, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from kept import keep

    path = tmp_path_factory.mktemp("untitled") / "talks.travaux"
    articles: tuple[Article, ...] = tuple(replace(each, title=None) for each in talks.articles)
    keep(replace(talks, articles=articles), str(path)).close()
    first = articles[0]
    with TestClient(create_app(str(path), Settings()), base_url=HERE) as client:
        heading = rows(page(client, f"/article/{first.id}"), "h1")[0]
    assert heading != first.origin
    assert first.text.lstrip('“"').startswith(heading.lstrip('“"').rstrip("…")[:20])


def test_a_search_leads_to_the_page_of_what_is_called_so(desk: TestClient, talks: Record) -> None:
    party, issue = talks.parties[0], talks.issues[0]
    for path, id_, name in (("/party", party.id, party.name), ("/issue", issue.id, issue.label)):
        links = some(page(desk, f"/search?words={name.upper()}"), ".jump a")
        assert links[0].get("href") == f"{path}/{id_}"
        assert words(links[0]) == name
    assert not some(page(desk, "/search?words=zxqv"), ".jump")

"""The pages of the desk: what stands on them, where they lead, and what they say where there is nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient
from lxml import html

import travaux
from travaux.model import Position, Record
from travaux.web.app import create_app
from travaux.web.guard import Settings

HERE = "http://127.0.0.1:8765"


def tree(client: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == status, answer.text[:300]
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def main(client: TestClient, address: str) -> html.HtmlElement:
    return tree(client, address).get_element_by_id("main")


@pytest.fixture(scope="module")
def id_of(talks: Record) -> Callable[[str], str]:
    """The id of a party or an issue by its name."""
    names = {each.name: each.id for each in talks.parties} | {each.label: each.id for each in talks.issues}
    return names.__getitem__


@pytest.fixture(scope="module")
def position(talks: Record) -> Callable[[str], Position]:
    """The position with these words."""
    return lambda words: next(each for each in talks.positions if words in each.basis.words)


# -- every page


def pages(talks: Record) -> list[str]:
    return [
        *("/", "/search", "/search?words=patrol", "/search?party=Velmark", "/articles", "/api/docs"),
        *(f"/issue/{each.id}" for each in talks.issues),
        *(f"/party/{each.id}" for each in talks.parties),
        *(f"/article/{each.id}" for each in talks.articles),
    ]


def test_every_link_of_every_page_leads_somewhere(desk: TestClient, talks: Record) -> None:
    seen: dict[str, int] = {}
    for address in pages(talks):
        for link in tree(desk, address).xpath("//a/@href"):
            target = urljoin(address, link).partition("#")[0]
            if target.startswith("/") and target not in seen:
                seen[target] = desk.get(target, follow_redirects=True).status_code
    assert len(seen) > 60
    assert {target: status for target, status in seen.items() if status != 200} == {}


def test_every_page_has_one_heading_a_title_landmarks_and_no_id_twice(desk: TestClient, talks: Record) -> None:
    for address in pages(talks):
        page = tree(desk, address)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        assert len(page.xpath("//h1")) == 1, address
        assert page.xpath("//title")[0].text_content().strip(), address
        assert [len(page.xpath(f"//{name}")) for name in ("main", "header[@class='mast']", "footer")] == [1, 1, 1]
        assert page.xpath("//a[@class='skip']/@href") == ["#main"]


def test_no_page_has_script_or_style_of_its_own(desk: TestClient, talks: Record) -> None:
    for address in pages(talks):
        page = tree(desk, address)
        assert page.xpath("//script[not(@src)] | //style | //@style | //@onclick | //@onerror | //@onload") == []
        assert [src for src in page.xpath("//script/@src | //link/@href | //img/@src") if not src.startswith("/")] == []


def test_words_of_reports_are_shown_and_not_run(desk: TestClient, talks: Record) -> None:
    from fisheries_talks import HOSTILE_NAME, HOSTILE_TITLE

    hostile = next(each for each in talks.articles if each.title == HOSTILE_TITLE)
    page = tree(desk, f"/article/{hostile.id}")
    assert "<script>alert(" in page.get_element_by_id("main").text_content()
    assert page.xpath("//a[starts-with(@href, 'javascript')]") == []
    assert HOSTILE_NAME in " ".join(main(desk, "/").text_content().split())
    assert "\u202e" not in desk.get(f"/article/{hostile.id}").text


# -- matrix


def test_the_matrix_has_parties_as_columns_and_issues_as_rows(desk: TestClient) -> None:
    table = main(desk, "/").xpath("//table")[0]
    assert "Velmark" in [words(each) for each in table.xpath("./thead//a[@class='party']")]
    assert "patrol vessels" in [words(each) for each in table.xpath("./tbody//a[@class='issue']")]


def test_a_cell_leads_to_its_words_in_their_place(
    desk: TestClient, talks: Record, position: Callable[[str], Position]
) -> None:
    claim = position("Patrol vessels may stay in sight")
    (link,) = {each for each in main(desk, "/").xpath("//a/@href") if each == f"/finding/{claim.id}"}
    led = desk.get(link)
    assert (led.status_code, led.headers["location"]) == (303, f"/article/{claim.article}#f-{claim.id}")
    article = tree(desk, led.headers["location"])
    marked = article.xpath(f"//*[contains(concat(' ', @data-f, ' '), ' {claim.id} ')]")
    assert "".join(each.text_content() for each in marked) == claim.basis.words
    assert article.get_element_by_id(f"f-{claim.id}").getnext() == marked[0]


def test_the_sentence_behind_a_cell_is_there_for_the_pointer(
    desk: TestClient, position: Callable[[str], Position]
) -> None:
    claim = position("Patrol vessels may stay in sight")
    cards = [words(each) for each in main(desk, "/").xpath("//div[@class='card']/q")]
    assert claim.basis.words in cards


def test_filters_stand_behind_one_line_that_counts_them_where_there_is_little_room(desk: TestClient) -> None:
    for address, line in (("/", "Filters"), ("/?since=2031-04-01&source_kind=named", "Filters (2)")):
        page = desk.get(address).text
        assert (
            re.search(r'<details class="fold"><summary>([^<]+)</summary></details>\s*<form class="filters"', page)[1]
            == line
        )
    assert ".fold:not([open]) + .filters { display: none }" in desk.get("/static/desk.css").text


def test_filters_are_in_the_address_and_in_the_form(desk: TestClient) -> None:
    page = tree(desk, "/?since=2031-04-01&source_kind=named&min_confidence=0.5")
    assert page.xpath("//input[@name='since']/@value") == ["2031-04-01"]
    assert page.xpath("//select[@name='source_kind']/option[@selected]/@value") == ["named"]
    assert page.xpath("//select[@name='min_confidence']/option[@selected]/@value") == ["0.5"]
    shown = words(page.get_element_by_id("main"))
    assert "Patrol vessels may stay in sight" in shown
    assert "call its patrol vessels home" not in shown  # said in March


def test_what_is_taken_along_is_narrowed_like_the_page(desk: TestClient) -> None:
    links = tree(desk, "/?party=Velmark").xpath("//span[@class='take']/a/@href")
    assert links == ["/tables/matrix.csv?party=Velmark", "/tables/matrix.json?party=Velmark"]


def test_an_empty_field_of_the_form_asks_for_nothing(desk: TestClient) -> None:
    assert desk.get("/?since=&until=&source_kind=&min_confidence=").text.count("<td") == desk.get("/").text.count("<td")


def test_rows_and_columns_are_turned_over(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = TestClient(create_app(str(kept), Settings()), base_url="http://127.0.0.1:8765")  # that has kept no page
    monkeypatch.setattr("travaux.web.pages.matrix.ROWS", 2)
    monkeypatch.setattr("travaux.web.pages.matrix.COLUMNS", 2)
    seen, address, parties = [], "/", set()
    while address:
        page = main(desk, address)
        seen += [words(each) for each in page.xpath("//tbody//a[@class='issue']")]
        parties |= {words(each) for each in page.xpath("//a[@class='party']")}
        address = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert len(seen) == len(set(seen)) > 2
    assert len(parties) == 2
    (more,) = main(desk, "/").xpath("//a[@aria-label='More parties']/@href")
    others = {words(each) for each in main(desk, more).xpath("//a[@class='party']")}
    assert others
    assert not others & parties


# -- issue and party


def test_an_issue_has_its_status_with_the_words_for_it(desk: TestClient, talks: Record) -> None:
    issue = next(each for each in talks.issues if each.status_basis)
    page = main(desk, f"/issue/{issue.id}")
    assert issue.status_basis
    place = f"mark={issue.status_basis.start}-{issue.status_basis.end}"
    (link,) = [each for each in page.xpath("//p[@class='facts']//a/@href") if place in each]
    assert "".join(each.text_content() for each in tree(desk, link).xpath("//*[contains(@class, 'm-here')]")) == (
        issue.status_basis.words
    )


def test_an_issue_has_a_lane_for_each_side_with_a_bar_for_each_stand(
    desk: TestClient, talks: Record, id_of: Callable[[str], str]
) -> None:
    issue = id_of("patrol vessels")
    page = main(desk, f"/issue/{issue}")
    lanes = {words(lane.xpath(".//a")[0]): lane for lane in page.xpath("//div[contains(@class, 'lane c')]")}
    dated = [each for each in talks.stands if each.issue == issue and each.since]
    assert set(lanes) == {each.name for each in talks.parties if any(stand.party == each.id for stand in dated)}
    assert len(page.xpath("//*[local-name()='rect']")) == len(dated)
    titles = [each.text_content() for each in page.xpath("//*[local-name()='rect']/*[local-name()='title']")]
    assert any("concedes" in each and "1 April 2031" in each for each in titles)


def test_a_shift_has_both_ends_each_at_its_words(desk: TestClient, talks: Record, id_of: Callable[[str], str]) -> None:
    page = main(desk, f"/issue/{id_of('patrol vessels')}")
    (turn,) = page.xpath("//ul[contains(@class, 'turns')]/li")
    assert words(turn).startswith("softened Velmark")
    assert len(turn.xpath(".//p[@class='from' or @class='to']/a")) == 2


def test_an_issue_of_one_party_lists_all_its_stands(
    desk: TestClient, talks: Record, id_of: Callable[[str], str]
) -> None:
    issue, party = id_of("patrol vessels"), id_of("Velmark")
    page = main(desk, f"/issue/{issue}?party=Velmark")
    held = [each for each in talks.stands if (each.party, each.issue) == (party, issue)]
    assert len(page.xpath("//ol[contains(@class, 'stands')]/li")) == len(held) > 1


def test_a_party_of_an_issue_goes_by_any_of_its_names(
    desk: TestClient, talks: Record, id_of: Callable[[str], str]
) -> None:
    alias = next(each for each in next(p for p in talks.parties if p.name == "Velmark").aliases if each != "Velmark")
    address = f"/issue/{id_of('patrol vessels')}?party="
    assert words(main(desk, address + alias)) == words(main(desk, address + "Velmark"))
    assert desk.get(address + "Velm").status_code == 400


def test_a_party_has_its_people_and_who_speaks_for_it(desk: TestClient, id_of: Callable[[str], str]) -> None:
    page = main(desk, f"/party/{id_of('Velmark')}")
    voices = [words(each) for each in page.xpath("//ol[contains(@class, 'voices')]/li")]
    assert any(each.startswith("Jonas Aker") for each in voices)
    assert "patrol vessels" in [words(each) for each in page.xpath("//section//a[@class='issue']")]


# -- report


def marked(article: html.HtmlElement) -> list[tuple[str, set[str]]]:
    pieces = article.xpath("//p[@class='text']//span[@data-f]")
    return [(each.text_content(), set(each.get("data-f").split())) for each in pieces]


def test_marks_that_overlap_are_all_there(desk: TestClient, talks: Record) -> None:
    for article in talks.articles:
        pieces = marked(tree(desk, f"/article/{article.id}"))
        for held in (talks.positions, talks.events, talks.interactions, talks.outcomes):
            for each in (each for each in held if each.article == article.id):
                said = "".join(text for text, ids in pieces if each.id in ids)
                assert "".join(said.split()) == "".join(each.basis.words.replace("\u202e", "").split())


def test_the_text_of_a_report_is_whole(desk: TestClient, talks: Record) -> None:
    for article in talks.articles:
        paragraphs = tree(desk, f"/article/{article.id}").xpath("//p[@class='text']")
        shown = "".join(each.text_content() for each in paragraphs)
        assert "".join(shown.split()) == "".join(re.sub("[\u202a-\u202e]", "", article.text).split())


def test_a_report_says_which_others_carry_its_words_and_what_only_it_has(desk: TestClient, talks: Record) -> None:
    wire = next(each for each in talks.articles if each.origin == "wire-0311.txt")
    mail = next(each for each in talks.articles if each.origin == "mail-0312.txt")
    page = main(desk, f"/article/{wire.id}")
    (twin,) = [
        each for each in page.xpath("//*[@class='twins']//li") if f"/article/{mail.id}" in each.xpath(".//@href")
    ]
    assert "a copy" in words(twin)
    alone = [words(each) for each in page.xpath("//li[contains(@class, 'is-alone')]")]
    assert any("the Velmark foreign ministry" in each for each in alone)
    assert not any("a Norland official" in each for each in alone)


def test_a_place_in_a_report_is_marked_though_nothing_was_found_there(desk: TestClient, talks: Record) -> None:
    article = talks.articles[0]
    page = tree(desk, f"/article/{article.id}?mark=3-9")
    here = page.get_element_by_id("here")
    assert here.getnext().text_content() == article.text[3:9]
    for beyond in ("99999-100000", "9-3", "5-5"):
        assert desk.get(f"/article/{article.id}?mark={beyond}").status_code == 200


def test_every_finding_leads_to_a_page_that_has_it(desk: TestClient, talks: Record) -> None:
    held = (talks.statements, talks.positions, talks.events, talks.stands, talks.shifts, talks.links, talks.happenings)
    for each in (finding for found in held for finding in found):
        led = desk.get(f"/finding/{each.id}")
        assert led.status_code == 303
        address, _, fragment = led.headers["location"].partition("#")
        assert tree(desk, address).get_element_by_id(fragment) is not None


# -- search


def test_a_search_is_an_address(desk: TestClient) -> None:
    page = tree(desk, "/search?words=patrol+vessel&party=Velmark")
    assert page.get_element_by_id("words").get("value") == "patrol vessel"
    assert page.xpath("//input[@name='party']/@value") == ["Velmark"]
    hits = page.xpath("//ol[contains(@class, 'hits')]/li")
    assert hits
    assert {each.lower() for hit in hits for each in hit.xpath(".//mark/text()")} == {"patrol", "vessels"}


def test_a_hit_leads_to_its_place_in_the_report(desk: TestClient) -> None:
    (link, *_) = tree(desk, "/search?words=seabed+survey").xpath("//ol[contains(@class, 'hits')]//a/@href")
    shown = "".join(each.text_content() for each in tree(desk, link).xpath("//*[contains(@class, 'm-here')]"))
    assert shown.startswith("The seabed survey is not up for discussion")


def test_fields_alone_find_positions_and_statements(desk: TestClient) -> None:
    page = main(desk, "/search?speaker=Aker")
    assert [words(each) for each in page.xpath("//h2")] == ["5 positions", "5 statements"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/search?words=...", "There are no words to look for"),
        ("/search?words=zeppelin", "No sentence has all these words"),
        ("/search?speaker=nobody+of+this+name", "Nothing on record is of these fields"),
        ("/?since=2040-01-01", "Nothing of these parties within these filters on"),
        ("/articles?since=2040-01-01", "No report came out on these days"),
    ],
)
def test_where_nothing_is_found_it_is_said(desk: TestClient, address: str, said: str) -> None:
    assert said in words(main(desk, address))


# -- files


def test_every_table_is_what_the_command_writes(desk: TestClient, kept: Path) -> None:
    with travaux.open_record(kept) as record:
        for kind in travaux.views.KINDS:
            asked = {"since": "2031-01-01"} if kind == "changes" else {}
            csv = desk.get(f"/tables/{kind}.csv", params=asked)
            days = {name: travaux.model.When.parse(value).first for name, value in asked.items()}
            assert csv.text == record.table(kind, "csv", **days)
            assert csv.headers["content-disposition"] == f'attachment; filename="{kind}.csv"'
            assert desk.get(f"/tables/{kind}.json", params=asked).json() == json.loads(
                record.table(kind, "json", **days)
            )


# -- what goes wrong


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere", 404, "There is no such page"),
        ("/issue/0000000000000000", 404, "The record has no issue of this name"),
        ("/party/0000000000000000", 404, "The record has no party of this name"),
        ("/article/0000000000000000", 404, "The record has no report of this name"),
        ("/finding/0000000000000000", 404, "The record has no finding of this name"),
        ("/tables/secrets.csv", 404, "There is no such table"),
        ("/?party=Vel", 400, "did you mean Velmark?"),
        ("/?since=yesterday", 422, "since:"),
        ("/?since=2031-05-01&until=2031-04-01", 400, "no day lies between"),
        ("/?min_confidence=2", 422, "min_confidence:"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(desk: TestClient, address: str, status: int, said: str) -> None:
    answer = desk.get(address)
    assert answer.status_code == status
    assert said in unescape(answer.text)
    assert "Traceback" not in answer.text


def test_an_empty_record_says_how_to_fill_it(tmp_path: Path) -> None:
    from kept import keep

    keep(Record("empty"), str(tmp_path / "empty.travaux")).close()
    client = TestClient(create_app(str(tmp_path / "empty.travaux"), Settings()), base_url=HERE)
    assert "travaux add" in words(main(client, "/articles"))
    for address in ("/", "/search", "/search?words=anything", "/search?speaker=nobody"):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_record_that_is_gone_or_damaged_is_said_to_be(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "talks.travaux"
    if content is not None:
        path.write_bytes(content)
    client = TestClient(create_app(str(path), Settings()), base_url=HERE)
    for address, form in (("/", "text/html"), ("/api/record", "application/json")):
        answer = client.get(address)
        assert answer.status_code == 503
        assert answer.headers["content-type"].startswith(form)
        assert "in the terminal where the desk runs" in answer.text
        assert str(path) not in answer.text

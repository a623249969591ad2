from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from travaux.intake import Taken

Take = Callable[..., Taken]
ONE = (
    "Norland will not sign the quota, chief negotiator Ana Vik said on Tuesday after two days of talks in Port Velm,"
    " which both delegations described as useful."
)
TWO = "“We have time,” she told reporters. Velmark wants a deal before the season opens in May, its envoy said again."
BODY = f"<nav><a href='/'>Home</a></nav><article><h1>Norland holds out</h1><p>{ONE}</p><p>{TWO}</p></article>"


def test_a_page_gives_text_title_outlet_dates_and_address(take: Take) -> None:
    head = (
        "<title>Norland holds out | Norland Courier</title>"
        '<meta property="og:site_name" content="Norland Courier">'
        '<meta property="article:published_time" content="2031-04-22T08:30:00Z">'
        '<meta property="article:modified_time" content="2031-04-23T10:00:00Z">'
        '<link rel="canonical" href="https://courier.example/q">'
    )
    article = take(f"<html><head>{head}</head><body>{BODY}<footer>Copyright</footer></body></html>", "a.html").article
    assert article is not None
    assert article.text == f"{ONE}\n\n{TWO}"
    assert (article.title, article.outlet) == ("Norland holds out", "Norland Courier")
    assert (article.published, article.updated) == (date(2031, 4, 22), date(2031, 4, 23))
    assert article.address == "https://courier.example/q"


def test_linked_data_is_read(take: Take) -> None:
    data = (
        '{"@graph": [{"headline": "Quota talks", "datePublished": "2031-04-22", "publisher": {"name": "Velm Herald"}}]}'
    )
    article = take(f'<script type="application/ld+json">{data}</script>{BODY}', "a.htm").article
    assert article is not None
    assert (article.title, article.outlet, article.published) == ("Quota talks", "Velm Herald", date(2031, 4, 22))


def test_a_date_mark_counts_only_where_all_agree(take: Take) -> None:
    marks = '<time datetime="2031-04-22">x</time><time datetime="2031-04-20">y</time>'
    article = take(f"<html><body>{BODY}{marks}</body></html>", "a.html").article
    assert article is not None
    assert article.published is None


@pytest.mark.parametrize(
    "page",
    [
        "<p>Vik refused the quota.",
        "<html><body><div><p>Vik refused the quota.</div></span></p>",
        "<div>" * 3000 + "<p>Vik refused the quota.</p>",
        '<?xml version="1.0" encoding="utf-16"?><html><body><p>Vik refused the quota.</p></body></html>',
        "<script>alert('x')</script><style>p {}</style><p>Vik refused\n the quota.</p>",
    ],
)
def test_a_broken_page_still_gives_its_words(take: Take, page: str) -> None:
    article = take(page, "a.html").article
    assert article is not None
    assert article.text == "Vik refused the quota."


@pytest.mark.parametrize("page", ["", "<!-- -->", "<html></html>", "<<<>>>", "<script>alert(1)</script>"])
def test_a_page_without_words_is_empty(take: Take, page: str) -> None:
    taken = take(page, "a.html")
    assert taken.article is None
    assert [problem.code for problem in taken.problems] == ["empty"]


def test_a_page_is_read_in_the_encoding_that_it_declares(take: Take) -> None:
    page = f'<meta charset="windows-1251"><p>{ONE} Харбор</p>'
    taken = take(page.encode("cp1251"), "a.html")
    assert taken.article is not None
    assert "Харбор" in taken.article.text
    assert "not-utf-8" not in [problem.code for problem in taken.problems]


def test_an_address_that_a_browser_would_run_is_none(take: Take) -> None:
    taken = take(f'<link rel="canonical" href="javascript:alert(1)">{BODY}', "a.html")
    assert taken.article is not None
    assert taken.article.address is None
    assert "bad-address" in [problem.code for problem in taken.problems]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("<p>Published: 22 April 2031</p>", date(2031, 4, 22)),
        ("<p>By Ana Rell</p><span class='when'>April 22, 2031</span>", date(2031, 4, 22)),
        ("<p>Posted at 9:15 AM, Apr 22, 2031<br>and last updated 2031-04-23 11:42:09-05</p>", date(2031, 4, 22)),
        ("<p>Talks began in Harbour on April 22, 2031, and went on in Port Velm on 2031-04-24.</p>", None),
    ],
)
def test_the_day_is_taken_from_below_the_title_and_never_from_the_prose(
    take: Take, marks: str, expected: date | None
) -> None:
    page = f"<html><body><article><h1>Norland holds out</h1>{marks}<p>{ONE}</p><p>{TWO}</p></article></body></html>"
    article = take(page, "a.html").article
    assert article is not None
    assert article.published == expected
    assert article.text.endswith(f"{ONE}\n\n{TWO}")


def test_the_address_tells_the_day_where_nothing_else_does(take: Take) -> None:
    head = '<link rel="canonical" href="https://courier.example/2031/apr/22/quota-talks">'
    article = take(f"<html><head>{head}</head><body>{BODY}</body></html>", "a.html").article
    assert article is not None
    assert article.published == date(2031, 4, 22)


def test_a_page_laid_out_in_tables_gives_its_paragraphs(take: Take) -> None:
    menu = "<td><ul><li><a href='/a'>Harvest</a></li><li><a href='/b'>State</a></li></ul></td>"
    page = f"<html><body><table><tr>{menu}<td><div>{BODY}</div></td></tr></table></body></html>"
    article = take(page, "a.html").article
    assert article is not None
    assert article.text == f"{ONE}\n\n{TWO}"


DATELINES = [
    "HARBOUR, April 22 (NWS) — ",
    "PORT VELM (NWS) -- ",
    "HARBOUR, 22 April 2031 (Norland Wire) – ",
    "HARBOUR, Norland/PORT VELM (NWS) - ",
    "HARBOUR — ",
    "CNN — ",
]


@pytest.mark.parametrize("dateline", DATELINES)
@pytest.mark.parametrize(
    "opening",
    [
        "<p>{0}{1}</p>",
        "<p><strong>{0}</strong>{1}</p>",
        "<p><span class='dateline'>{0}</span> {1}</p>",
        "<p class='dateline'>{0}</p><p>{1}</p>",
        "<p>By Ana Rell</p><p>{0}{1}</p>",
    ],
)
def test_a_dateline_leaves_a_page_as_it_leaves_a_text(take: Take, dateline: str, opening: str) -> None:
    page = f"<article><h1>Norland holds out</h1>{opening.format(dateline, ONE)}<p>{TWO}</p></article>"
    article = take(page, "a.html").article
    assert article is not None
    assert article.text == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "hidden",
    [
        "\u202e",
        "\x07",
        "\x1b[1;31m",
        "\x1b]0;title\x07",
        "\x9b31m",
        "&#8238;",
        "&#x202E;",
        "&#7;",
        "&#27;[31m",
        "&rlm;",
        "&ZeroWidthSpace;",
        "\u00ad",
    ],
)
def test_characters_that_no_reader_sees_leave_a_page_whole_and_are_told(take: Take, hidden: str) -> None:
    taken = take(f"<article><h1>Norland holds out</h1><p>{ONE} {hidden} </p><p>{TWO}</p></article>", "a.html")
    assert taken.article is not None
    assert taken.article.text == f"{ONE}\n\n{TWO}"
    assert "control-characters" in [problem.code for problem in taken.problems]


@pytest.mark.parametrize(
    "unread", ["<script>'\u202e'</script>", "<!-- \u202e -->", "<p title='\u202e'>", "&#146;", "&#38;"]
)
def test_what_a_page_does_not_show_is_no_problem(take: Take, unread: str) -> None:
    taken = take(f"<article><h1>Norland holds out</h1>{unread}<p>{ONE}</p></article>", "a.html")
    assert "control-characters" not in [problem.code for problem in taken.problems]


def test_entities_that_a_page_makes_itself_are_no_text(take: Take) -> None:
    entities = "".join(f'<!ENTITY e{step} "{f"&e{step - 1};" * 10}">' for step in range(1, 12))
    taken = take(f"<!DOCTYPE page [{entities}]><html><body><p>Vik refused the quota.</p></body></html>", "a.html")
    assert taken.article is not None
    assert taken.article.text == "Vik refused the quota."

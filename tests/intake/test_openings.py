from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from travaux.intake import Taken

FIRST = "Norland rejected the quota on Tuesday."
DAY = date(2031, 4, 22)
Take = Callable[..., Taken]


@pytest.mark.parametrize(
    "opening",
    [
        "PORT VELM (NWS) — ",
        "PORT VELM, Norland (NWS) -- ",
        "HARBOUR, April 22 (NWS) - ",
        "HARBOUR, N.V., Apr. 22 (NWS) — ",
        "HARBOUR/PORT VELM (NWS) - ",
        "HARBOUR, 22 April 2031 (Norland Wire) – ",
        "Harbour (NWS) -- ",
        "(NWS) — ",
        "(CNN) ",
        "CNN — ",
        "CNN —\u00a0 \n\n",
        "HARBOUR — ",
        "HARBOUR, Norland/PORT VELM (NWS) - ",
        "Port Velm, Norland (CNN) ",
        "Port Velm, Norland, April 22 (NWS) — ",
        "PORT VELM, Tuesday, April 22 (NWS) — ",
        "PORT VELM, APRIL 22 (NWS) — ",
        "PORT VELM, Apr 22 (NWS): ",
        "PORT VELM (NWS, April 22) — ",
        "PORT VELM, (NWS) — ",
        "HARBOUR (NWS)—",
        "HARBOUR, April 22 (NWS) ― ",
        "HARBOUR—",
        "ÅLSUND, April 22 (NWS) — ",
        "April 22 (NWS) — ",
        "Port Velm, April 22 — ",
        "HARBOUR, April 22. /NWS/. ",
        "HARBOUR, April 22 /NWS/ -- ",
        "HARBOUR, April 22, TASS. ",
        "HARBOUR, April 22 (NWS) —\n\n",
        "By Ana Rell\n\n",
        "By ANA RELL and Jo van der Kerr, Norland Courier\n",
        "Ana Rell and Jo Kerr\n\nCNN\n\n",
        "Posted at 9:15 AM, Apr 22, 2031\nand last updated 2031-04-23 11:42:09-05\n\n",
        "Updated 3:14 p.m. ET\n\n",
        "Published Tuesday, April 22, 2031 | Updated April 23, 2031\n\n",
        "April 22, 2031\n",
        "01:12 - Source: CNN\nWhat to expect from the talks\n",
        "ANALYSIS/OPINION:\n\n",
        "3 years ago\n\n",
        'Story highlights Norland says no\n\nVelmark "waits"\n\nTalks go on in May\n\n',
        "FILE PHOTO: Ana Vik arrives in Harbour. REUTERS/Jo Kerr\n\n",
        "Ana Vik arrives in Harbour on April 21. (Jo Kerr/Reuters)\n\n",
        "Enlarge this image toggle caption Jo Kerr/NWS Jo Kerr/NWS\n\n",
        "LISTEN TO ARTICLE 5:09 SHARE THIS ARTICLE Share Tweet Post Email\n\n",
    ],
)
def test_credits_leave_the_text(take: Take, opening: str) -> None:
    taken = take(opening + FIRST)
    assert taken.article is not None
    assert taken.article.text == FIRST
    assert taken.offset == len(opening.encode().decode())


@pytest.mark.parametrize(
    "text",
    [
        "By Tuesday the talks had failed. Vik said so.",
        "By Norland's count, the talks failed.",
        "NORLAND rejected the quota — again.",
        "Norland — the largest of the five — rejected the quota.",
        "Updated rules on the quota were rejected by Norland.",
        "April 22 was the day on which Norland rejected the quota.",
        "Story highlights of the week are told here by Ana Rell, and they are all about the quota.",
        "The opinions of the ministers differ.",
        "The views expressed by Norland surprised their hosts.",
        "NATO — The oldest of the alliances — was silent on the quota.",
        "U.S. - Norland talks will be held in May.",
        "CNN reported on Tuesday that Norland rejected the quota.",
        "Velmark (the smaller state) rejected the quota.",
        "The quota (Norland says) is too low.",
        "NORLAND-VELMARK talks — the third round — were put off.",
        "On Tuesday, April 22 — a day before the vote — Norland rejected the quota.",
        "Vik (Norland) - the envoy - rejected the quota.",
    ],
)
def test_a_first_sentence_is_never_taken_for_credits(take: Take, text: str) -> None:
    taken = take(f"{text}\n\n{FIRST}")
    assert taken.article is not None
    assert taken.article.text.startswith(text)


def test_dates_and_outlet_come_from_the_opening(take: Take) -> None:
    article = take(
        "Quota talks resume\n\nBy Ana Rell, Norland Courier\nPosted at 9:15 AM, Apr 22, 2031\n"
        "and last updated 2031-04-23 11:42:09-05\n\n" + FIRST
    ).article
    assert article is not None
    assert (article.title, article.outlet) == ("Quota talks resume", "Norland Courier")
    assert (article.published, article.updated) == (DAY, date(2031, 4, 23))


def test_a_header_wins_over_the_dateline(take: Take) -> None:
    article = take(f"Outlet: Norland Courier\nDate: 2031-04-23\n\nHARBOUR, April 22, 2031 (NWS) — {FIRST}").article
    assert article is not None
    assert (article.outlet, article.published, article.text) == ("Norland Courier", date(2031, 4, 23), FIRST)


def test_a_dateline_names_outlet_and_day_where_nothing_else_does(take: Take) -> None:
    article = take(f"HARBOUR, April 22, 2031 (AFP) — {FIRST}").article
    assert article is not None
    assert (article.outlet, article.published) == ("Agence France-Presse", DAY)


def test_a_dateline_without_a_year_is_completed_from_the_update(take: Take) -> None:
    article = take(f"Updated: 2032-01-02\n\nHARBOUR, Dec. 31 (NWS) — {FIRST}").article
    assert article is not None
    assert article.published == date(2031, 12, 31)


@pytest.mark.parametrize(
    "first",
    [
        "Norland Rejects Quota",
        "“Norland rejects quota”",
        "Norland rejects fishing quota",
        "Harbour Says Talks Have 'Failed'",
        "Ministers met. Norland rejects quota",
    ],
)
def test_the_title_again_leaves_the_text(take: Take, first: str) -> None:
    article = take(f"Title: Norland rejects quota\n\n{first}\n\n{FIRST}").article
    assert article is not None
    assert (article.title, article.text) == ("Norland rejects quota", FIRST)


def test_a_short_line_above_a_dateline_is_the_title(take: Take) -> None:
    article = take(f"Norland rejects quota\n\nHARBOUR (NWS) — {FIRST}").article
    assert article is not None
    assert (article.title, article.text) == ("Norland rejects quota", FIRST)


def test_a_short_line_above_prose_stays(take: Take) -> None:
    article = take(f"Norland rejects quota\n\n{FIRST}").article
    assert article is not None
    assert (article.title, article.text) == (None, f"Norland rejects quota\n\n{FIRST}")


def test_a_first_heading_is_the_title_of_markdown(take: Take) -> None:
    article = take(f"# Norland rejects quota\n\n{FIRST}", "a.md").article
    assert article is not None
    assert (article.title, article.text) == ("Norland rejects quota", FIRST)


def test_headings_of_a_bulletin_stay_as_they_are(take: Take) -> None:
    body = "# QUOTA\n\n## CATCH LIMITS:\n\n" + "".join(f"{name} proposed a  cut.\n" for name in ("NORLAND", "HOLM"))
    article = take(f"---\ntitle: Quota\nkind: bulletin\ndate: 2031-04-22\n---\n\n{body}", "a.md").article
    assert article is not None
    assert article.text == body.rstrip()


def test_a_dateline_below_a_summary_leaves_the_text(take: Take) -> None:
    article = take(
        f"Title: Talks\n\nThe ministers met again.\n\nHARBOUR, April 22 (NWS) — {FIRST}\n\nPORT VELM — she left."
    ).article
    assert article is not None
    assert article.text == f"The ministers met again.\n\n{FIRST}\n\nPORT VELM — she left."

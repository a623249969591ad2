from __future__ import annotations

from travaux.intake.register import read_register
from travaux.model import ArticleKind

BULLETIN = (
    "NORLAND, supported by VELMARK, proposed deleting the second option. SUNDERLAND opposed this, and OSTMARK noted"
    " that the option had been agreed. The G-9/EAST, with HOLM, called for a table of quotas. KARST stressed fairness."
)
SESSION = (
    "Delegates convened in plenary to consider the draft decision. The Chair invited parties to a contact group, and"
    " the secretariat presented the agenda. Norland asked for brackets to be removed from the paragraph on quotas."
)
NEWS = (
    "Norland will not sign the quota, chief negotiator Ana Vik said on Tuesday. The FAO called the move a setback, and"
    " NATO said nothing. The parties will meet again in May, a delegate added after the session in Port Velm. " * 3
)


def test_names_in_capitals_that_report_make_a_bulletin() -> None:
    assert read_register(BULLETIN) is ArticleKind.BULLETIN


def test_the_words_of_a_session_make_a_bulletin() -> None:
    assert read_register(SESSION) is ArticleKind.BULLETIN


def test_abbreviations_in_a_report_make_no_bulletin() -> None:
    assert read_register(NEWS) is ArticleKind.NEWS


def test_a_wall_of_capitals_is_read_in_no_time() -> None:
    assert read_register("A" * 40_000 + "a") is ArticleKind.NEWS

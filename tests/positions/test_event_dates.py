"""Which time of a text is an event's own."""

from __future__ import annotations

from datetime import date

import pytest

from travaux.language import Language
from travaux.model import Article, Cast, EventStatus, EventType, Token, When
from travaux.network import Network
from travaux.positions.events.dates import Candidate, choose_date, find_candidates
from travaux.positions.scene import Scene, set_scene

TUESDAY = date(2031, 4, 22)


def look(language: Language, text: str, word: str, published: date | None = TUESDAY) -> tuple[Scene, Token]:
    article = Article("report.txt", text, outlet="Norland Courier", published=published)
    parse = language.parse(article)
    scene = set_scene(article, parse, Cast((), (), ()), ())
    return scene, next(token for token in parse.tokens if token.words == word)


def chosen(
    language: Language,
    network: Network,
    text: str,
    word: str,
    type_: EventType,
    status: EventStatus = EventStatus.HELD,
    published: date | None = TUESDAY,
) -> tuple[When | None, str | None]:
    scene, token = look(language, text, word, published)
    basis = scene.parse.sentence_span(token.sentence)
    when, words = choose_date(scene, token, basis, type_, status, network.calibration["dates"])
    return when, words.words if words else None


@pytest.mark.parametrize(
    ("text", "word", "type_", "status", "day", "words"),
    [
        ("Ann Vo met Jon Oda on April 14.", "met", EventType.MEET, EventStatus.HELD, date(2031, 4, 14), "April 14"),
        (
            "The council will vote on April 28, Jon Oda said on Monday.",
            "vote",
            EventType.VOTE,
            EventStatus.PLANNED,
            date(2031, 4, 28),
            "April 28",
        ),
    ],
)
def test_the_time_that_hangs_on_an_event_is_its_own(language, network, text, word, type_, status, day, words):
    assert chosen(language, network, text, word, type_, status) == (When.day(day), words)


def test_what_may_be_has_no_day_of_its_own(language, network):
    text = "Norland was quiet. Velmark could sign a pact."
    assert chosen(language, network, text, "sign", EventType.SIGN, EventStatus.POSSIBLE) == (None, None)


def test_a_report_without_a_date_keeps_the_words_of_the_time(language, network):
    text = "Ann Vo met Jon Oda last month in Port Vel."
    assert chosen(language, network, text, "met", EventType.MEET, published=None) == (None, "last month")


def test_none_and_the_day_and_month_of_publication_are_candidates_too(language):
    scene, token = look(language, "Ann Vo met Jon Oda.", "met")
    found = find_candidates(scene, token, token.span, EventType.MEET, EventStatus.HELD)
    assert [each.when for each in found] == [None, When.day(TUESDAY), When.month(2031, 4)]


def test_a_feature_without_a_weight_counts_nothing():
    assert Candidate(None, None, {"known": 2.0, "strange": 5.0}).weigh({"known": 0.5}) == 1.0

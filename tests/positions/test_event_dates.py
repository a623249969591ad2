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


IN_MAY = "Ann Vo and Jon Oda held a first meeting in May. "


@pytest.mark.parametrize(
    ("text", "word", "status", "expected"),
    [
        # The occasion that a sentence points back to has its time.
        (IN_MAY + "In that meeting, Norland cancelled its drills.", "cancelled", EventStatus.HELD, "2030-05"),
        (
            IN_MAY + "It was long.\n\nNorland cancelled drills at that meeting.",
            "cancelled",
            EventStatus.HELD,
            "2030-05",
        ),
        # What is to come was not told of it; nor does every meeting point back.
        (IN_MAY + "In that meeting, Norland said it would cancel its drills.", "cancel", EventStatus.PLANNED, None),
        ("They voted in May. In that meeting, Norland cancelled its drills.", "cancelled", EventStatus.HELD, None),
        (
            IN_MAY + "In that meeting, on April 9, Norland cancelled drills.",
            "cancelled",
            EventStatus.HELD,
            "2031-04-09",
        ),
    ],
)
def test_that_meeting_was_when_the_meeting_was(language, network, text, word, status, expected):
    when, words = chosen(language, network, text, word, EventType.CANCEL, status)
    assert (str(when) if words else None) == expected


def test_that_meeting_of_a_report_without_a_date_keeps_the_words(language, network):
    text = IN_MAY + "In that meeting, Norland cancelled its drills."
    found = chosen(language, network, text, "cancelled", EventType.CANCEL, published=None)
    assert found == (None, "May")


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Ann Vo told reporters: “There will be no herring for the rest of this year.”", "told", EventStatus.HELD),
        ("The chambers sat on April 14 so that a vote could follow.", "vote", EventStatus.PLANNED),
    ],
)
def test_no_event_has_a_time_that_is_quoted_apart_or_over_before_it_comes(language, text, word, status):
    scene, token = look(language, text, word)
    assert scene.times_in(scene.parse.sentence_span(token.sentence))
    found = find_candidates(scene, token, token.span, EventType.VOTE, status)
    assert all(each.words is None for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "Norland called the talks off after Velmark had left the bank on April 3.",
        "Norland called off its talks with Velmark, following a raid on the bank on April 3.",
    ],
)
def test_the_time_of_what_came_first_is_not_that_of_what_followed(language, text):
    scene, token = look(language, text, "called")
    assert scene.times_in(scene.parse.sentence_span(token.sentence))
    found = find_candidates(scene, token, token.span, EventType.CANCEL, EventStatus.HELD)
    assert all(each.words is None for each in found)


def test_none_and_the_day_and_month_of_publication_are_candidates_too(language):
    scene, token = look(language, "Ann Vo met Jon Oda.", "met")
    found = find_candidates(scene, token, token.span, EventType.MEET, EventStatus.HELD)
    assert [each.when for each in found] == [None, When.day(TUESDAY), When.month(2031, 4)]


def test_a_feature_without_a_weight_counts_nothing():
    assert Candidate(None, None, {"known": 2.0, "strange": 5.0}).weigh({"known": 0.5}) == 1.0

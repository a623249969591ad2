"""Events round a negotiation."""

from __future__ import annotations

from datetime import date

import pytest

from travaux.actors import find_cast
from travaux.model import EventStatus, EventType, When
from travaux.positions import find_events

FOUND = [
    ("Ann Vo met Jon Oda in Harbour City on April 14.", EventType.MEET, EventStatus.HELD, date(2031, 4, 14)),
    ("Ann Vo will meet Jon Oda on April 28.", EventType.MEET, EventStatus.PLANNED, date(2031, 4, 28)),
    ("Ann Vo agreed to meet Jon Oda on April 28.", EventType.MEET, EventStatus.PLANNED, date(2031, 4, 28)),
    ("Norland and Velmark signed the pact on April 14.", EventType.SIGN, EventStatus.HELD, date(2031, 4, 14)),
    ("Norland walked out of a session on April 14.", EventType.WALK_OUT, EventStatus.HELD, date(2031, 4, 14)),
    ("Norland cancelled the naval drills on April 14.", EventType.CANCEL, EventStatus.HELD, date(2031, 4, 14)),
    ("Velmark lifted the sanctions on April 14.", EventType.EASE, EventStatus.HELD, date(2031, 4, 14)),
    ("Velmark imposed tariffs on April 14.", EventType.SANCTION, EventStatus.HELD, date(2031, 4, 14)),
    ("Jon Oda travelled to Norland on April 14.", EventType.VISIT, EventStatus.HELD, date(2031, 4, 14)),
    ("Norland did not meet Velmark on April 14.", EventType.MEET, EventStatus.RULED_OUT, date(2031, 4, 14)),
    ("Velmark could sign the pact on April 28.", EventType.SIGN, EventStatus.POSSIBLE, date(2031, 4, 28)),
    ("Norland issued a statement on April 14.", EventType.ANNOUNCE, EventStatus.HELD, date(2031, 4, 14)),
    ("Norland and Velmark held talks on April 14.", EventType.TALK, EventStatus.HELD, date(2031, 4, 14)),
    ("The next round of talks will start on April 28.", EventType.TALK, EventStatus.PLANNED, date(2031, 4, 28)),
    ("Ann Vo told a news conference on April 14 little.", EventType.ANNOUNCE, EventStatus.HELD, date(2031, 4, 14)),
    ("In a speech on April 14, Ann Vo said little.", EventType.ANNOUNCE, EventStatus.HELD, date(2031, 4, 14)),
]


@pytest.mark.parametrize(("sentence", "type_", "status", "day"), FOUND)
def test_an_event_has_type_status_and_date(desk, sentence, type_, status, day):
    assert [(e.type, e.status, e.date) for e in desk.events(sentence)] == [(type_, status, When.day(day))]


def test_an_event_has_participants_and_a_place(desk):
    [event] = desk.events("Ann Vo met Jon Oda in Harbour City on April 14.")
    assert (event.participants, event.place) == (("Ann Vo", "Jon Oda"), "Harbour City")


def test_a_noun_tells_an_event_too(desk):
    [event] = desk.events("The planned summit between Norland and Velmark worries the fleet.")
    assert (event.type, event.status) == (EventType.MEET, EventStatus.PLANNED)
    assert event.participants == ("Norland", "Velmark")


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan met every condition.",
        "The levy was met with silence by the fleet.",
        "Norland threatened to attack the port.",
        "A statement is a statement.",
        "The dispute struck a chord in Norland.",
    ],
)
def test_figures_of_speech_and_threats_are_no_events(desk, sentence):
    assert desk.events(sentence) == []


def test_a_deed_told_as_done_is_an_event_though_the_network_hears_none(desk):
    [event] = desk.events("Ann Vo stunned her own admirals by scrapping the autumn drills.")
    assert (event.type, event.status) == (EventType.CANCEL, EventStatus.HELD)


@pytest.mark.parametrize(
    "sentence",
    [
        "If the autumn drills are scrapped, Norland will talk.",
        "Once the landing tariffs are lifted, the boats will leave.",
        "Ann Vo would stun them by scrapping the drills.",
    ],
)
def test_a_deed_that_is_only_supposed_or_to_come_is_not_told_as_done(desk, sentence):
    assert [event for event in desk.events(sentence) if event.status is EventStatus.HELD] == []


def test_what_somebody_says_is_an_event_only_where_it_is_published(desk):
    assert desk.events("Ann Vo warned on Monday that the boats would stay.") == []
    [event] = desk.events("Ann Vo warned Velmark in a letter on Monday that the boats would stay.")
    assert event.type is EventType.ANNOUNCE


def test_an_event_told_twice_counts_once_with_what_both_say(desk):
    [event] = desk.events("Ann Vo met Jon Oda in Harbour City.\n\nAnn Vo met Jon Oda on April 14.")
    assert (event.place, event.date) == ("Harbour City", When.day(date(2031, 4, 14)))


def test_two_meetings_on_different_days_stay_two(desk):
    assert len(desk.events("Ann Vo met Jon Oda on April 14.\n\nAnn Vo will meet Jon Oda on April 28.")) == 2


def test_what_was_the_first_counts_once_however_it_is_told(desk):
    told = "Ann Vo and Jon Oda held the first summit in Harbour City.\n\n"
    text = f"{told}Velmark was glad of the first summit on March 9, 2031."
    found = [(e.place, e.date) for e in desk.events(text) if e.type is EventType.MEET]
    assert found == [("Harbour City", When.day(date(2031, 3, 9)))]


@pytest.mark.xfail(strict=True, reason="too unsure to be kept with the network of stages-20; it was found before")
def test_a_summit_that_is_only_praised_was_held_beside_another(desk):
    told = "Norland praised the last summit in Harbour City.\n\nVelmark was glad of the first summit on March 9, 2031."
    assert len([each for each in desk.events(told) if each.type is EventType.MEET]) == 2


def test_if_a_second_is_to_come_the_last_was_the_first(desk):
    told = "Velmark attended the last summit in Harbour City.\n\nVelmark was glad of the first summit on March 9, 2031."
    ahead = "Ann Vo will meet Jon Oda for a second summit on April 28.\n\n"

    def held(text):
        return [e.date for e in desk.events(text) if e.type is EventType.MEET and e.status is EventStatus.HELD]

    assert held(ahead + told) == [When.day(date(2031, 3, 9))]
    assert len(held(told)) == 2


def test_a_month_is_no_place(language, network, report):
    article = report("Ann Vo met Jon Oda in June, and Norland was glad.", published=None)
    parse = language.parse(article)
    [event] = find_events(article, parse, find_cast(article, parse), network.read(parse))
    assert (event.place, event.date, event.dated and event.dated.words) == (None, None, "June")

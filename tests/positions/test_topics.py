"""Stated agendas."""

from __future__ import annotations


def test_a_numbered_list_is_an_agenda_of_whoever_holds_it(desk):
    text = "Ann Vo wants to advance three priorities in the talks: reopening the port; a stock count; and the beacons."
    found = desk.topics(text)
    assert [topic.label for topic in found] == ["reopening the port", "stock count", "beacons"]
    assert {topic.by for topic in found} == {"Ann Vo"}


def test_what_talks_cover_is_on_the_agenda(desk):
    found = desk.topics("The talks will cover port access, fuel prices and beacons.")
    assert [topic.label for topic in found] == ["port access", "fuel prices", "beacons"]


def test_what_is_on_the_agenda_is_on_the_agenda(desk):
    assert [topic.label for topic in desk.topics("Port access and beacons are on the agenda.")] == [
        "Port access",
        "beacons",
    ]


def test_what_is_not_on_the_agenda_is_no_topic(desk):
    assert desk.topics("Port access is not on the agenda.") == []


def test_a_colon_after_anything_else_opens_no_agenda(desk):
    assert desk.topics("Ann Vo was plain: the port, the boats, the beacons.") == []

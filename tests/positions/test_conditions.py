"""What must come true first."""

from __future__ import annotations

import pytest

from travaux.model import Act

FOUND = [
    ("We will sign if the boats leave the bank.", "if the boats leave the bank"),
    ("We will not sign unless the boats leave.", "unless the boats leave"),
    ("We will not sign until the count is public.", "until the count is public"),
    ("We will open the port in exchange for fuel.", "in exchange for fuel"),
    ("We will open the port in return for fuel.", "in return for fuel"),
    ("If Velmark withdraws, we will sign the pact.", "If Velmark withdraws"),
    ("We will not sign the pact before the boats leave.", "before the boats leave"),
    ("The boats must leave before we sign the pact.", "The boats must leave"),
    ("We will sign only after the boats have left.", "only after the boats have left"),
    ("We will open the port as soon as the boats leave.", "as soon as the boats leave"),
    ("Should the boats return, we will seize them.", "Should the boats return"),
    ("We will sign provided that the boats leave.", "provided that the boats leave"),
    ("We will sign, provided our own officer is there.", "provided our own officer is there"),
    ("We will open the port the day the boats leave.", "the day the boats leave"),
    ("We will not sign while the boats are there.", "while the boats are there"),
    ("The pact works only if the boats leave.", "only if the boats leave"),
    ("We have agreed to lift the ban once the boats are back.", "once the boats are back"),
    ("Without money for the port, we will close it.", "Without money for the port"),
    ("We are preparing to close the port, barring an agreement.", "barring an agreement"),
]


@pytest.mark.parametrize(("content", "condition"), FOUND)
def test_a_condition_is_cited_with_its_connective(desk, content, condition):
    assert [p.condition.words for p in desk.quoted(content) if p.condition] == [condition]


@pytest.mark.parametrize("terms", ["but only if the boats leave", "though only as part of a new pact"])
def test_a_yes_with_terms_behind_it_is_a_yes(desk, terms):
    found = {each.act: each.condition for each in desk.quoted(f"We would accept the quota, {terms}.")}
    assert found[Act.ACCEPT] is not None
    assert found[Act.ACCEPT].words == terms.partition(" ")[2]


def test_a_threat_without_something_is_a_threat(desk):
    (threat,) = desk.quoted("Without money for the port, we will retaliate.")
    assert threat.act is Act.THREATEN


def test_a_condition_may_stand_before_the_words_that_say_who_speaks(desk):
    (found,) = desk.said("If the boats return, Ann Vo said, “we will reject the pact.”", "“we will reject the pact.”")
    assert found.condition is not None
    assert found.condition.words == "If the boats return"


@pytest.mark.parametrize(
    "content",
    [
        "We will wait until Friday.",
        "We will catch up to five tons.",
        "We will not sign even if the boats leave.",
        "We will open the port without delay.",
        "We will open the port, while Velmark counts the boats.",
        "We will open the port the day after.",
    ],
)
def test_dates_amounts_and_concessions_are_no_conditions(desk, content):
    assert [p.condition for p in desk.quoted(content)] == [None]


@pytest.mark.parametrize(
    "content",
    [
        "The quota is dead unless the boats leave.",
        "Until the boats leave, progress is impossible.",
        "No pact is possible without inspections.",
    ],
)
def test_a_strict_connective_makes_the_condition_the_act(desk, content):
    assert [p.act for p in desk.quoted(content)] == [Act.CONDITION]


def test_a_refusal_that_waits_for_something_is_a_condition(desk):
    [position] = desk.narrated("Norland ruled out talks unless the boats leave the bank.")
    assert position.act is Act.CONDITION
    assert position.condition is not None and position.condition.words == "unless the boats leave the bank"


def test_an_offer_with_a_condition_stays_an_offer(desk):
    [position] = desk.narrated("Velmark offered a pause in exchange for fuel.")
    assert (position.act, position.condition and position.condition.words) == (Act.OFFER, "in exchange for fuel")


def test_what_one_thing_is_tied_to_is_its_condition(desk):
    [position] = desk.narrated("Velmark tied port access to a full stock count.")
    assert position.act is Act.CONDITION
    assert position.object is not None and position.object.words == "port access"
    assert position.condition is not None and position.condition.words == "a full stock count"


def test_a_condition_belongs_to_what_is_said_before_the_speaker_is_named(desk):
    found = desk.said_on_both_sides("Norland would not open the port, Ann Vo said, until the boats left the bank.")
    assert [(p.act, p.condition and p.condition.words) for p in found] == [
        (Act.CONDITION, "until the boats left the bank")
    ]


def test_what_is_wanted_before_something_is_on_condition_of_it(desk):
    [position] = desk.narrated("Norland wants the boats gone before it signs the pact.")
    assert position.condition is not None and position.condition.words == "the boats gone"


@pytest.mark.parametrize("phrase", ["as soon as possible", "as long as possible", "until further notice"])
def test_a_turn_of_phrase_is_no_condition(desk, phrase):
    assert [p.condition for p in desk.quoted(f"We will open the port {phrase}.")] == [None]


def test_what_only_comes_first_is_no_condition(desk):
    [position] = desk.narrated("Norland promised to clear the port before the harvest is landed.")
    assert position.act is Act.COMMIT
    assert position.condition is None

"""Acts of what somebody said, without a word for them."""

from __future__ import annotations

import pytest

from travaux.model import Act, Manner, Modality, SourceKind

QUOTED = [
    ("We will open the port in May.", Act.COMMIT),
    ("We are going to open the port in May.", Act.COMMIT),
    ("We will not sign this pact.", Act.RULE_OUT),
    ("We will retaliate against any raid on our boats.", Act.THREATEN),
    ("We will impose tariffs on every catch.", Act.THREATEN),
    ("Velmark must withdraw its boats from the bank.", Act.DEMAND),
    ("Velmark has to withdraw its boats.", Act.DEMAND),
    ("We need to move quickly on the stock count.", Act.DEMAND),
    ("We are going to need a full stock count.", Act.DEMAND),
    ("The commission should publish the stock count.", Act.CALL_FOR),
    ("Withdraw the boats from the bank today.", Act.DEMAND),
    ("A withdrawal from the bank is not on the table.", Act.RULE_OUT),
    ("We are in no rush to end the season.", Act.RULE_OUT),
    ("Nothing is agreed until everything is agreed.", Act.CONDITION),
    ("The quota depends on the stock count.", Act.CONDITION),
    ("I don't know whether Velmark has made its choice.", Act.DOUBT),
    ("The levy is a shameful provocation.", Act.CRITICISE),
    ("The plan is a reasonable compromise.", Act.PRAISE),
    ("The talks will succeed by summer.", Act.EXPECT),
    ("No inspector will set foot on our boats.", Act.RULE_OUT),
    ("There will be no new levy this year.", Act.RULE_OUT),
    ("The pact will not hold for long.", Act.DOUBT),
    ("An inspector may come aboard, provided our own officer is there.", Act.OFFER),
    ("No inspections, no harbours.", Act.CONDITION),
]


@pytest.mark.parametrize(("content", "act"), QUOTED)
def test_what_is_said_does_something(desk, content, act):
    found = desk.quoted(content)
    assert [(p.holder, p.act) for p in found] == [("Ann Vo", act)]
    assert found[0].voice is not None


@pytest.mark.parametrize(
    "content",
    [
        "Will Velmark withdraw its boats?",
        "We will see what happens next.",
        "What would need to happen is unknown to us.",
        "We are working hard on the text.",
        "The boats left the harbour at noon.",
        "The plan would have been a good start.",
        "Their fair share of the catch lies in the hold.",
    ],
)
def test_a_question_or_a_plain_fact_is_no_position(desk, content):
    assert desk.quoted(content) == []


def test_under_i_think_it_is_the_thought_that_counts(desk):
    [position] = desk.quoted("I think we need to move quickly on the stock count.")
    assert (position.act, position.basis.words) == (Act.DEMAND, "we need to move quickly on the stock count")


def test_an_indirect_would_of_the_speaker_is_a_commitment(desk):
    text = "Ann Vo said she would open the port in May."
    [position] = desk.said(text, "she would open the port in May", manner=Manner.INDIRECT)
    assert (position.holder, position.act, position.modality) == ("Ann Vo", Act.COMMIT, Modality.INTENDED)


def test_what_a_state_will_do_is_its_commitment_on_the_word_of_its_envoy(desk):
    text = "Norland will open the port in May, Ann Vo, the envoy of Norland, said."
    [position] = desk.said(text, "Norland will open the port in May", manner=Manner.INDIRECT)
    assert (position.holder, position.act) in (("Ann Vo", Act.COMMIT), ("Norland", Act.COMMIT))


def test_what_the_other_state_will_do_is_an_expectation(desk):
    text = "Velmark will open the port in May, Ann Vo, the envoy of Norland, said."
    [position] = desk.said(text, "Velmark will open the port in May", manner=Manner.INDIRECT)
    assert (position.holder, position.act) == ("Ann Vo", Act.EXPECT)


def test_a_second_clause_with_its_own_auxiliary_is_read_too(desk):
    assert [p.act for p in desk.quoted("We will open the port and will not sign this pact.")] == [
        Act.COMMIT,
        Act.RULE_OUT,
    ]


def test_the_object_of_a_refusal_to_discuss_is_the_thing_itself(desk):
    [position] = desk.quoted("A withdrawal from the bank is not on the table.")
    assert position.object is not None
    assert position.object.words == "A withdrawal from the bank"


@pytest.mark.parametrize("kind", [SourceKind.OUTLET, SourceKind.DOCUMENT])
def test_outlets_and_documents_hold_no_positions(desk, kind):
    text = "The boats must leave, the Norland Courier said."
    assert desk.said(text, "The boats must leave", "Norland Courier", kind=kind, manner=Manner.INDIRECT) == []


def test_a_statement_whose_speaker_is_unknown_gives_no_position_of_its_own(desk):
    text = "The boats must leave, it was said."
    assert desk.said(text, "The boats must leave", None, manner=Manner.INDIRECT) == []


def test_an_act_told_twice_counts_once_at_the_fuller_wording(desk):
    found = desk.narrated(
        "Norland rejected the fishing levy.\n\nNorland rejected the fishing levy outright in a letter."
    )
    assert [p.basis.words for p in found] == ["Norland rejected the fishing levy outright in a letter"]


def test_the_word_that_opens_the_terms_is_no_part_of_what_is_given(desk):
    (found,) = desk.quoted("An inspector may come aboard on request, provided our own officer is there.")
    assert found.basis.words == "An inspector may come aboard on request"
    assert found.condition.words == "provided our own officer is there"


def test_of_two_things_that_are_not_there_the_first_is_the_condition_of_the_second(desk):
    (found,) = desk.quoted("No inspections, no harbours.")
    assert (found.condition.words, found.object.words) == ("No inspections", "no harbours")


@pytest.mark.parametrize("content", ["No doubt, no delay.", "No peace, no peace.", "No boats, no nets, no men."])
def test_other_denials_in_a_row_are_no_condition(desk, content):
    assert [p for p in desk.quoted(content) if p.act is Act.CONDITION] == []

"""Acts that a word carries."""

from __future__ import annotations

import pytest

from travaux.model import Act, Manner, Modality, Stance

NARRATED = [
    ("Norland would like to extend the season.", "Norland", Act.CALL_FOR, "extend the season"),
    ("Norland demanded an apology for the raid.", "Norland", Act.DEMAND, "an apology for the raid"),
    ("Velmark has refused to sign the fisheries pact.", "Velmark", Act.REJECT, "sign the fisheries pact"),
    ("Norland rejected a cut in the quota.", "Norland", Act.REJECT, "a cut in the quota"),
    ("Velmark offered two patrol boats to the fleet.", "Velmark", Act.OFFER, "two patrol boats"),
    ("Velmark agreed to cancel the naval drills.", "Velmark", Act.ACCEPT, "cancel the naval drills"),
    ("Norland ruled out a ban on trawling.", "Norland", Act.RULE_OUT, "a ban on trawling"),
    ("Norland threatened to seize the trawlers.", "Norland", Act.THREATEN, "seize the trawlers"),
    ("Velmark denied boarding the trawler.", "Velmark", Act.DENY, "boarding the trawler"),
    ("Velmark is willing to open the port.", "Velmark", Act.OFFER, "open the port"),
    ("Velmark was committed to a peaceful fishery.", "Velmark", Act.COMMIT, "a peaceful fishery"),
    ("Norland is opposed to the new levy.", "Norland", Act.OPPOSE, "the new levy"),
    ("Norland called for a pause in fishing.", "Norland", Act.CALL_FOR, "a pause in fishing"),
    ("Velmark proposed a joint commission.", "Velmark", Act.PROPOSE, "a joint commission"),
    ("Norland praised the mediators.", "Norland", Act.PRAISE, "the mediators"),
    ("Norland hopes for a deal before summer.", "Norland", Act.EXPECT, "a deal"),
    ("Norland is skeptical of the stock count.", "Norland", Act.DOUBT, "the stock count"),
    ("Velmark backed away from its claim.", "Velmark", Act.CONCEDE, "its claim"),
    ("A quota proposed by Velmark divided the fleet.", "Velmark", Act.PROPOSE, "A quota"),
    ("Norland's demand for an apology stands.", "Norland", Act.DEMAND, "an apology"),
    ("Norland called the quota a sham.", "Norland", Act.CRITICISE, "the quota"),
    ("Norland called the quota “a dinner for whales”.", "Norland", Act.CRITICISE, "the quota"),
    ("Norland described the count as fruitful.", "Norland", Act.PRAISE, "the count"),
    ("Velmark expects Norland to lift the levy.", "Velmark", Act.CALL_FOR, "Norland to lift the levy"),
    ("Norland warned of a collapse in the stock.", "Norland", Act.DOUBT, "a collapse"),
    ("Norland warned of war on the bank.", "Norland", Act.THREATEN, "war"),
    ("Norland raised concerns that Velmark could offer too much.", "Norland", Act.DOUBT, "Velmark could offer"),
    ("Norland has low expectations for the round.", "Norland", Act.DOUBT, "the round"),
    ("Norland issued a demand that Velmark leave the bank.", "Norland", Act.DEMAND, "Velmark leave the bank"),
    ("Norland argued for a pause in fishing.", "Norland", Act.CALL_FOR, "a pause in fishing"),
    ("Velmark has no objection to the fund.", "Velmark", Act.ACCEPT, "the fund"),
]


@pytest.mark.parametrize(("sentence", "holder", "act", "object_"), NARRATED)
def test_a_word_carries_an_act_of_its_subject(desk, sentence, holder, act, object_):
    found = desk.narrated(sentence)
    assert [(p.holder, p.act, p.voice) for p in found] == [(holder, act, None)]
    assert found[0].object is not None
    assert found[0].object.words.startswith(object_)


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Velmark does not accept the quota.", Act.REJECT),
        ("Norland does not want a vote on the pact.", Act.RULE_OUT),
        ("Velmark is not willing to open the port.", Act.REJECT),
        ("Velmark will not drop its claim to the bank.", Act.REJECT),
        ("Norland does not expect a deal this year.", Act.DOUBT),
        ("Norland did not rule out a vote on the pact.", Act.OFFER),
        ("Norland declined to rule out a vote on the pact.", Act.OFFER),
        ("Norland did not rule out an attack on the port.", Act.THREATEN),
    ],
)
def test_a_negation_turns_an_act(desk, sentence, act):
    assert [p.act for p in desk.narrated(sentence)] == [act]


def test_a_commitment_that_is_missing_is_on_record_as_missing(desk):
    [position] = desk.narrated("Velmark has not committed to a date of any sort.")
    assert (position.act, position.modality) == (Act.COMMIT, Modality.NEGATED)


def test_weighing_a_retreat_is_a_concession_that_is_only_possible(desk):
    [position] = desk.narrated("Velmark is weighing backing off its claim to the bank.")
    assert (position.act, position.modality) == (Act.CONCEDE, Modality.POSSIBLE)
    assert position.basis.words.startswith("Velmark is weighing")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Vo declined to comment on the pact.",
        "If Norland rejects the pact, the fleet will stay in port.",
        "Nobody knows whether Velmark will accept the quota.",
        "The new law requires beacons on every boat.",
        "Velmark insisted on Sunday.",
        "Velmark has not decided what to offer.",
        "Norland is expected to win the vote.",
        "Norland agreed that the count is high.",
    ],
)
def test_what_is_only_supposed_or_says_nothing_is_no_position(desk, sentence):
    assert desk.narrated(sentence) == []


def test_what_one_side_is_asked_to_do_is_no_act_of_its_own(desk):
    assert [(p.holder, p.act) for p in desk.narrated("Norland urged Velmark to drop its claim to the bank.")] == [
        ("Norland", Act.CALL_FOR)
    ]


def test_several_acts_in_one_sentence_give_several_positions(desk):
    found = desk.narrated("Norland rejected the levy and demanded an apology, accusing Velmark of piracy.")
    assert [p.act for p in found] == [Act.REJECT, Act.DEMAND, Act.CRITICISE]
    assert {p.holder for p in found} == {"Norland"}


def test_joint_parties_hold_a_position_each(desk):
    found = desk.narrated("Norland and Velmark met. Both sides agreed to a pause in fishing.")
    assert [(p.holder, p.act) for p in found] == [("Norland", Act.ACCEPT), ("Velmark", Act.ACCEPT)]


def test_each_side_is_either_of_the_two_that_the_article_is_about(desk):
    text = "Velmark sent a team. Norland sent two.\n\nThe fog was thick.\n\nEach side rejected the levy."
    found = desk.narrated(text)
    assert sorted((p.holder, p.act) for p in found) == [("Norland", Act.REJECT), ("Velmark", Act.REJECT)]


def test_what_somebody_is_said_to_call_a_thing_in_passing_is_no_criticism(desk):
    assert desk.narrated("The boats crossed what Velmark called a “quiet line” at dawn.") == []


def test_a_role_without_a_name_holds_a_position_by_its_description(desk):
    [position] = desk.narrated("Two senior negotiators rejected the levy.")
    assert position.holder == "Two senior negotiators"


def test_the_premier_is_whoever_the_article_calls_premier(desk):
    found = desk.narrated("Jon Oda arrived late. The premier rejected the levy.")
    assert [(p.holder, p.act) for p in found] == [("Jon Oda", Act.REJECT)]


def test_the_speaker_called_the_premier_is_the_premier(desk):
    text = "Jon Oda arrived late. “We will not sign this pact,” the premier said."
    premier = desk.take(text)[2]
    assert premier.affiliations[0].role == "premier"
    [position] = desk.said(text, "“We will not sign this pact,”", "the premier")
    assert position.holder == "Jon Oda"


@pytest.mark.parametrize("sentence", ["Critics rejected the levy.", "The list demanded an apology."])
def test_nobody_in_particular_holds_no_position(desk, sentence):
    assert desk.narrated(sentence) == []


def test_a_cue_that_is_an_act_speaks_for_the_speaker_and_rests_on_the_statement(desk):
    text = "The envoy demanded that Velmark open the port by May."
    content = "Velmark open the port by May"
    [position] = desk.said(text, content, "Ann Vo", cue="demanded", manner=Manner.INDIRECT)
    assert (position.holder, position.act, position.stance) == ("Ann Vo", Act.DEMAND, Stance.FOR)
    assert position.voice is not None
    assert position.basis.words == "The envoy demanded that Velmark open the port by May"


def test_a_position_that_a_speaker_ascribes_belongs_to_the_other_side(desk):
    text = "Ann Vo said that Velmark wants a longer season."
    [position] = desk.said(text, "Velmark wants a longer season", manner=Manner.INDIRECT)
    assert (position.holder, position.act) == ("Velmark", Act.DEMAND)
    assert position.voice is not None


def test_a_guess_at_what_others_may_give_is_no_act_of_theirs(desk):
    text = "Ann Vo said that Velmark could offer too much."
    assert all(p.holder != "Velmark" for p in desk.said(text, "Velmark could offer too much", manner=Manner.INDIRECT))


def test_every_citation_stands_in_the_text(desk):
    text = "Norland rejected the levy “out of hand”. Velmark offered a pause in exchange for fuel."
    for position in desk.narrated(text):
        for part in (position.basis, position.object, position.condition):
            assert part is None or text[part.start : part.end] == part.words


def test_who_likes_a_thing_asks_for_none(desk):
    assert desk.narrated("Norland likes to extend the season.") == []

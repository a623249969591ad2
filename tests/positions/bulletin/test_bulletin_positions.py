"""Who holds what, by which act, toward what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.model import Article, ArticleKind, Parse, Span
from travaux.positions.bulletin import Bulletin, read_bulletin

Read = Callable[[str], Bulletin]


def held(bulletin: Bulletin) -> list[tuple[str | None, str, str, str | None]]:
    return [(p.holder, p.act.value, p.stance.value, p.object and p.object.words) for p in bulletin.positions]


@pytest.mark.parametrize(
    ("sentence", "act", "stance", "object_"),
    [
        ("NORLAND called for a pause.", "call_for", "for", "a pause"),
        ("NORLAND stressed the need for a pause.", "call_for", "for", "a pause"),
        ("NORLAND highlighted the importance of a pause.", "call_for", "for", "a pause"),
        ("NORLAND said there is an urgent need for a pause.", "call_for", "for", "a pause"),
        ("NORLAND said the boats should leave.", "call_for", "for", "the boats should leave"),
        ("NORLAND said more ports are needed.", "call_for", "for", "more ports"),
        ("NORLAND insisted on a date.", "demand", "for", "a date"),
        ("NORLAND stressed that the boats must leave.", "demand", "for", "the boats must leave"),
        ("NORLAND proposed deleting the paragraph.", "propose", "for", "deleting the paragraph"),
        ("NORLAND noted the possibility of a pause.", "propose", "for", "a pause"),
        ("NORLAND put forward a new text on ports.", "propose", "for", "a new text on ports"),
        ("NORLAND asked whether the ports were open.", "request", "for", "whether the ports were open"),
        ("NORLAND favored the second option.", "support", "for", "the second option"),
        ("NORLAND highlighted transparency.", "support", "for", "transparency"),
        ("NORLAND expressed its strong support for the fund.", "support", "for", "the fund"),
        ("NORLAND said ports are a priority.", "support", "for", "ports"),
        ("NORLAND expressed willingness to host the talks.", "offer", "for", "host the talks"),
        ("NORLAND stated its commitment to cut the fleet.", "commit", "for", "cut the fleet"),
        ("NORLAND agreed to the amendment.", "accept", "for", "the amendment"),
        ("NORLAND could support the amendment.", "accept", "for", "the amendment"),
        ("NORLAND opposed the levy.", "reject", "against", "the levy"),
        ("NORLAND did not support the levy.", "reject", "against", "the levy"),
        ("NORLAND placed the paragraph in brackets.", "reject", "against", "the paragraph"),
        ("NORLAND said the fleets should not be merged.", "reject", "against", "merged"),
        ("NORLAND stressed that the fleets not be merged.", "reject", "against", "merged"),
        ("NORLAND indicated that the fund be used for ports.", "call_for", "for", "the fund be used for ports"),
        ("NORLAND said the levy should not be included.", "reject", "against", "the levy"),
        ("NORLAND said there is no need for a levy.", "reject", "against", "a levy"),
        ("NORLAND said the levy was outside the mandate of the group.", "reject", "against", "the levy"),
        ("NORLAND said it could not accept the levy.", "rule_out", "against", "the levy"),
        ("NORLAND questioned the figures.", "doubt", "against", "the figures"),
        ("NORLAND expressed deep concern about the figures.", "doubt", "against", "the figures"),
        ("NORLAND raised concerns over food security.", "doubt", "for", "food security"),
        ("NORLAND said it was premature to set a date.", "doubt", "against", "set a date"),
        ("NORLAND said the levy would undermine small ports.", "doubt", "against", "the levy"),
        ("NORLAND said it was unfortunate that the talks failed.", "criticise", "against", "the talks failed"),
        ("NORLAND lamented the delay.", "criticise", "against", "the delay"),
        ("NORLAND welcomed the report.", "praise", "for", "the report"),
        ("NORLAND said the draft was a good basis for talks.", "praise", "for", "the draft"),
        ("NORLAND hoped for a result.", "expect", "for", "a result"),
        ("NORLAND said that stocks had fallen.", "report", "neutral", "stocks had fallen"),
        ("NORLAND urged all captains not to leave.", "reject", "against", "leave"),
        ("NORLAND said neither the fleet nor the port was fit.", "reject", "against", "the fleet nor the port was fit"),
        ("NORLAND noted serious problems in the ports.", "doubt", "against", "serious problems in the ports"),
        ("NORLAND said the levy was not consistent with the treaty.", "doubt", "against", "the levy"),
        ("NORLAND said there was a role for small ports.", "support", "for", "small ports"),
        ("NORLAND noted the merits of the levy.", "support", "for", "the levy"),
        ("NORLAND said the best way to help is a pause.", "support", "for", "a pause"),
        ("NORLAND recognized the report as pivotal.", "support", "for", "the report"),
        ("NORLAND noted its acceptance of the levy.", "accept", "for", "the levy"),
        ("NORLAND said it would host the talks.", "commit", "for", "host the talks"),
        ("NORLAND presented alternative text on ports.", "propose", "for", "ports"),
        ("NORLAND stressed measures to avoid duplication.", "support", "for", "measures to avoid duplication"),
        ("NORLAND said it would lose its ports.", "report", "neutral", "it would lose its ports"),
        ("NORLAND highlighted the high cost of the fleet.", "report", "neutral", "the high cost of the fleet"),
        # What is done because somebody wants it.
        ("The meeting was closed at the request of NORLAND.", "request", "for", "The meeting was closed"),
        ("Following a proposal by NORLAND, delegates met in May.", "propose", "for", "delegates met in May"),
        # What somebody's text says is proposed.
        ("The NORLAND draft proposal includes a levy.", "propose", "for", "a levy"),
        ("The proposal by NORLAND stated that the levy should stay.", "propose", "for", "the levy should stay"),
        ("NORLAND's text calls for a pause.", "call_for", "for", "a pause"),
    ],
)
def test_the_verb_and_what_follows_decide_the_act(
    read: Read, sentence: str, act: str, stance: str, object_: str
) -> None:
    assert held(read(sentence)) == [("Norland", act, stance, object_)]


def test_a_dependence_is_a_condition(read: Read) -> None:
    (position,) = read("NORLAND said a pause depends on new funding.").positions
    assert (position.act.value, position.stance.value) == ("condition", "neutral")
    assert position.object is not None
    assert position.object.words == "a pause"
    assert position.condition is not None
    assert position.condition.words == "new funding"


def test_an_if_is_a_condition_and_no_part_of_the_object(read: Read) -> None:
    (position,) = read("NORLAND supported the levy if the islands pay nothing.").positions
    assert position.object is not None
    assert position.condition is not None
    assert (position.object.words, position.condition.words) == ("the levy", "if the islands pay nothing")


def test_a_question_is_no_condition(read: Read) -> None:
    (position,) = read("NORLAND called for a study to determine if the ports can open.").positions
    assert position.condition is None


@pytest.mark.parametrize(
    ("sentence", "holders"),
    [
        ("NORLAND, VELMARK, the EU and others called for a pause.", ["Norland", "Velmark", "European Union"]),
        ("NORLAND, with VELMARK, proposed a pause.", ["Norland", "Velmark"]),
        ("With VELMARK and SAMOA, NORLAND favored a pause.", ["Norland", "Velmark", "Samoa"]),
        ("Several delegates, including NORLAND and VELMARK, proposed a pause.", ["Norland", "Velmark"]),
        ("Norland, for the G-77/CHINA, called for a pause.", []),
        ("Ghana, for the G-77/CHINA, called for a pause.", ["G-77/China"]),
        ("Ghana, on behalf of the G-77 and China, called for a pause.", ["G-77/China"]),
        ("Senegal, for the AFRICAN GROUP, and Samoa, for AOSIS, called for a pause.",
         ["African Group", "Alliance of Small Island States"]),
        ("NORLAND, also speaking for Samoa and Fiji, called for a pause.", ["Norland", "Samoa", "Fiji"]),
        ("JAPAN, speaking for Samoa and Fiji, called for a pause.", ["Japan", "Samoa", "Fiji"]),
        ("The AFRICAN GROUP, with SAMOA and THE GAMBIA, called for a pause.", ["African Group", "Samoa", "The Gambia"]),
        ("JAPAN, CANADA and other Annex I Parties called for a pause.", ["Japan", "Canada"]),
        ("NORLAND: Amb. Ann Vo, Minister of Ports, called for a pause.", []),
        ("JAPAN: Amb. Ann Vo, Minister of Ports, called for a pause.", ["Japan"]),
        ("The Chair called for a pause.", []),
        ("The Secretariat stressed the need for a pause.", []),
        ("Co-Chair Ann Vo, of JAPAN, called for a pause.", []),
        ("A text proposed by JAPAN called for a pause.", []),
        ("Many developing countries called for a pause.", []),
        ("The paper by NORLAND, VELMARK and SAMOA called for a pause.", ["Norland", "Velmark", "Samoa"]),
        ("NORLAND, VELMARK and Co-Chair Ann Vo called for a pause.", ["Norland", "Velmark"]),
        ("Asked by VELMARK, SAMOA and the EU called for a pause.", ["Samoa", "European Union"]),
    ],
)  # fmt: skip
def test_the_holders_are_those_whose_view_it_is(read: Read, sentence: str, holders: list[str]) -> None:
    found = [row[0] for row in held(read(sentence)) if row[1] == "call_for" or row[1] in {"propose", "support"}]
    assert found == holders


def test_those_who_back_and_resist_share_the_object(read: Read) -> None:
    text = "NORLAND, supported by VELMARK and opposed by the EU and others, proposed a pause."
    assert held(read(text)) == [
        ("Norland", "propose", "for", "a pause"),
        ("Velmark", "support", "for", "a pause"),
        ("European Union", "reject", "against", "a pause"),
    ]


def test_who_backs_a_caution_is_against_what_it_warns_of(read: Read) -> None:
    text = "NORLAND, supported by VELMARK, opposed by SAMOA, cautioned against a pause."
    assert [(holder, act, stance) for holder, act, stance, _ in held(read(text))] == [
        ("Norland", "doubt", "against"),
        ("Velmark", "support", "against"),
        ("Samoa", "reject", "for"),
    ]


def test_each_verb_is_a_position_of_its_own(read: Read) -> None:
    text = "NORLAND supported the fund, opposed the levy and suggested a pause, calling for new talks."
    assert [(act, words) for _, act, _, words in held(read(text))] == [
        ("support", "the fund"),
        ("reject", "the levy"),
        ("propose", "a pause"),
        ("call_for", "new talks"),
    ]


def test_a_list_under_one_verb_is_one_position(read: Read) -> None:
    text = "NORLAND called for: a pause; new talks; and more ports."
    assert held(read(text)) == [("Norland", "call_for", "for", "a pause; new talks; and more ports")]


def test_a_further_that_is_a_position_of_its_own(read: Read) -> None:
    text = "NORLAND stressed that stocks had fallen, and that the boats should leave."
    assert [(act, words) for _, act, _, words in held(read(text))] == [
        ("report", "stocks had fallen"),
        ("call_for", "the boats should leave"),
    ]


def test_with_somebody_noting_is_a_position_of_that_party_alone(read: Read) -> None:
    text = "NORLAND called for a pause, with VELMARK opposing a levy."
    assert held(read(text)) == [
        ("Norland", "call_for", "for", "a pause"),
        ("Velmark", "reject", "against", "a levy"),
    ]


def test_reasons_are_no_positions(read: Read) -> None:
    assert held(read("NORLAND supported the fund, noting that stocks had fallen.")) == [
        ("Norland", "support", "for", "the fund")
    ]


def test_a_pronoun_follows_the_last_party_and_keeps_its_group(read: Read) -> None:
    text = "Ghana, for the G-77/CHINA, supported by NORLAND, proposed a pause. She supported new talks."
    assert held(read(text))[-1] == ("G-77/China", "support", "for", "new talks")


@pytest.mark.parametrize(
    "opening",
    ["Ghana spoke for the AFRICAN GROUP.", "GHANA, for the AFRICAN GROUP, conveyed its thanks."],
)
def test_a_pronoun_follows_whoever_spoke_last_whatever_was_said(read: Read, opening: str) -> None:
    assert held(read(f"{opening} On ports, he called for a pause.")) == [
        ("African Group", "call_for", "for", "a pause")
    ]


def test_a_speaker_goes_on_in_sentences_that_name_nobody(read: Read) -> None:
    text = "NORLAND proposed a pause. The boats should leave. The group will meet again. The Chair closed the meeting."
    assert [row[:2] for row in held(read(text))] == [("Norland", "propose"), ("Norland", "call_for")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The report concludes that emissions must fall.",
        "It remains unclear whether the levy should be adopted.",
        "Submissions should be sent by March.",
        "One delegate cautioned that the text should not be reopened.",
    ],
)
def test_what_somebody_else_tells_is_not_the_last_speakers(read: Read, sentence: str) -> None:
    assert [row[:2] for row in held(read(f"NORLAND proposed a pause. {sentence}"))] == [("Norland", "propose")]


def test_what_a_call_is_set_against_is_refused(read: Read) -> None:
    assert held(read("NORLAND said the ports should pay, not the fleet.")) == [
        ("Norland", "call_for", "for", "the ports should pay"),
        ("Norland", "reject", "against", "the fleet"),
    ]
    assert len(held(read("NORLAND supported aid to ports not yet open."))) == 1
    backed = held(read("NORLAND proposed a levy, not a ban. JAPAN supported this proposal."))
    assert backed[-1] == ("Japan", "support", "for", "a levy")


def test_observers_have_views_of_their_own_and_organs_have_none(read: Read) -> None:
    text = "The WORLD METEOROLOGICAL ORGANIZATION (WMO) called for a pause. CAN opposed the levy. SBSTA urged a pause."
    assert [row[0] for row in held(read(text))] == ["World Meteorological Organization", "Climate Action Network"]


def test_a_pronoun_after_the_chair_is_nobody(read: Read) -> None:
    assert held(read("NORLAND proposed a pause. The Chair noted the time. He supported new talks.")) == [
        ("Norland", "propose", "for", "a pause")
    ]


def test_what_delegates_agreed_is_not_the_party_s(read: Read) -> None:
    assert held(read("NORLAND proposed, and delegates agreed to, a pause.")) == [
        ("Norland", "propose", "for", "a pause")
    ]


def test_a_bare_objection_is_to_what_was_said_before(read: Read) -> None:
    text = "NORLAND said the levy should stay, but VELMARK disagreed."
    assert held(read(text)) == [
        ("Norland", "call_for", "for", "the levy should stay"),
        ("Velmark", "reject", "against", "the levy should stay"),
    ]


def test_this_proposal_is_the_one_before(read: Read) -> None:
    text = "NORLAND proposed a yearly levy. VELMARK opposed this proposal."
    assert held(read(text))[-1] == ("Velmark", "reject", "against", "a yearly levy")


def test_the_proposal_of_the_chair_is_not_that_of_the_party_before(read: Read) -> None:
    text = "NORLAND proposed a yearly levy. The Chair suggested a pause. VELMARK opposed this proposal."
    assert held(read(text))[-1] == ("Velmark", "reject", "against", "this proposal")
    assert read(text).interactions == ()


def test_a_relation_may_stand_before_a_pronoun(read: Read) -> None:
    bulletin = read("NORLAND called for a pause. Opposed by VELMARK, he proposed a levy.")
    assert held(bulletin)[1:] == [
        ("Norland", "propose", "for", "a levy"),
        ("Velmark", "reject", "against", "a levy"),
    ]


def test_a_proposal_inside_another_clause_is_its_author_s(read: Read) -> None:
    text = "VELMARK bracketed a NORLAND proposal to close the ports."
    assert ("Norland", "propose", "for", "close the ports") in held(read(text))


def test_changes_proposed_by_a_party_are_its_proposals(read: Read) -> None:
    text = "Delegates agreed to changes proposed by NORLAND on the levy, and by VELMARK on the ports."
    assert held(read(text)) == [
        ("Norland", "propose", "for", "the levy"),
        ("Velmark", "propose", "for", "the ports"),
    ]


def test_a_participle_before_the_subject_counts(read: Read) -> None:
    assert held(read("Opposing the levy, NORLAND called for new talks.")) == [
        ("Norland", "reject", "against", "the levy"),
        ("Norland", "call_for", "for", "new talks"),
    ]


def test_double_spaces_and_brackets_stay_in_what_is_cited(read: Read) -> None:
    text = "NORLAND  called for  a pause in  the second period  (2040). VELMARK agreed."
    position = read(text).positions[0]
    assert position.object is not None
    assert position.object.words == "a pause in  the second period  (2040)"
    assert text[position.basis.start : position.basis.end] == position.basis.words


def test_a_sentence_may_end_inside_a_quotation(read: Read) -> None:
    text = "NORLAND bracketed the word 'all.' VELMARK proposed a pause."
    assert [holder for holder, *_ in held(read(text))] == ["Norland", "Velmark"]


def test_headings_hold_no_positions(read: Read) -> None:
    assert held(read("# NORLAND PROPOSED A PAUSE\n\nNothing happened.")) == []


def test_a_bulletin_can_be_read_without_a_parse() -> None:
    text = "NORLAND proposed a pause."
    article = Article("bulletin.md", text, kind=ArticleKind.BULLETIN)
    bulletin = read_bulletin(article, Parse(text, (), (), (Span(0, len(text)),), ()))
    assert held(bulletin) == [("Norland", "propose", "for", "a pause")]


def test_two_wishes_of_one_speaker_are_two_positions(read: Read) -> None:
    found = held(read("NORLAND said the levy should stay, and small ports should pay less."))
    assert found == [
        ("Norland", "call_for", "for", "the levy should stay"),
        ("Norland", "call_for", "for", "small ports should pay less"),
    ]


def test_what_follows_from_a_wish_is_no_other_one(read: Read) -> None:
    assert len(held(read("NORLAND said the levy should stay, and noted that it fell."))) == 2
    assert len(held(read("NORLAND noted that the levy fell, and the ports should pay less."))) == 1

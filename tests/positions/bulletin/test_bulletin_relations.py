"""Who backs, resists, joins and speaks for whom; what the meeting did; what is on its agenda."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.positions.bulletin import Bulletin

Read = Callable[[str], Bulletin]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Ghana, for the G-77/CHINA, called for a pause.", [("Ghana", "on_behalf_of", "G-77/China")]),
        ("NORLAND, supported by VELMARK, proposed a pause.", [("Velmark", "support", "Norland")]),
        ("NORLAND proposed a pause, opposed by VELMARK.", [("Velmark", "oppose", "Norland")]),
        ("NORLAND proposed a levy. This was opposed by SAMOA.", [("Samoa", "oppose", "Norland")]),
        (
            "NORLAND's proposal was supported by VELMARK, and opposed by SAMOA and others.",
            [("Velmark", "support", "Norland"), ("Samoa", "oppose", "Norland")],
        ),
        ("The draft text was supported by VELMARK.", []),
        ("NORLAND, with support from VELMARK, proposed a pause.", [("Velmark", "support", "Norland")]),
        (
            "NORLAND, with VELMARK, opposed by SAMOA, proposed a pause.",
            [("Norland", "with", "Velmark"), ("Samoa", "oppose", "Norland")],
        ),
        (
            "NORLAND and VELMARK, supported by SAMOA, proposed a pause.",
            [("Samoa", "support", "Norland"), ("Samoa", "support", "Velmark")],
        ),
        ("NORLAND and VELMARK called for a pause.", []),
        ("NORLAND called for a pause, with VELMARK opposing a levy.", []),
        ("NORLAND rejected the VELMARK position.", [("Norland", "oppose", "Velmark")]),
        ("JAPAN accepted the Canadian amendment.", [("Japan", "support", "Canada")]),
        ("NORLAND supported VELMARK's concern about the levy.", [("Norland", "support", "Velmark")]),
        ("NORLAND proposed a levy. VELMARK opposed this proposal.", [("Velmark", "oppose", "Norland")]),
        ("NORLAND said the levy should stay, but VELMARK disagreed.", [("Velmark", "oppose", "Norland")]),
        ("NORLAND, supported by VELMARK, proposed a pause and opposed a levy.", [("Velmark", "support", "Norland")]),
        ("NORLAND proposed a pause. The EU noted that this may harm ports.", []),
        # Who speaks for a group, and who only stands beside.
        (
            "Ghana, for the G-77/CHINA and AOSIS, called for a pause.",
            [("Ghana", "on_behalf_of", "G-77/China"), ("Ghana", "on_behalf_of", "Alliance of Small Island States")],
        ),
        (
            "Ghana, for the G-77/CHINA, NORLAND and VELMARK called for a pause.",
            [("Ghana", "on_behalf_of", "G-77/China")],
        ),
        (
            "Ghana, for the G-77/CHINA, NORLAND and VELMARK, called for a pause.",
            [("Ghana", "on_behalf_of", name) for name in ("G-77/China", "Norland", "Velmark")],
        ),
        (
            "NORLAND, supported by VELMARK and Samoa, for AOSIS, called for a pause.",
            [
                ("Samoa", "on_behalf_of", "Alliance of Small Island States"),
                ("Velmark", "support", "Norland"),
                ("Alliance of Small Island States", "support", "Norland"),
            ],
        ),
        (
            "With Ghana, for the G-77/CHINA, and SAMOA, NORLAND called for a pause.",
            [
                ("Ghana", "on_behalf_of", "G-77/China"),
                ("Norland", "with", "G-77/China"),
                ("Norland", "with", "Samoa"),
            ],
        ),
        (
            "With VELMARK and opposed by SAMOA, NORLAND called for a pause.",
            [("Norland", "with", "Velmark"), ("Samoa", "oppose", "Norland")],
        ),
        (
            "NORLAND called for a pause, opposed by Ghana, for the G-77/CHINA, and VELMARK.",
            [
                ("Ghana", "on_behalf_of", "G-77/China"),
                ("G-77/China", "oppose", "Norland"),
                ("Velmark", "oppose", "Norland"),
            ],
        ),
    ],
)
def test_relations_are_those_that_the_sentence_names(
    read: Read, text: str, relations: list[tuple[str, str, str]]
) -> None:
    assert [(i.source, i.kind.value, i.target) for i in read(text).interactions] == relations


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Delegates agreed to delete the paragraph.", "agreed"),
        ("The text was accepted as amended by NORLAND.", "agreed"),
        ("NORLAND proposed, and delegates agreed to, a pause.", "agreed"),
        ("Parties adopted the conclusions.", "adopted"),
        ("The draft conclusions were adopted with minor changes.", "adopted"),
        ("The item was held in abeyance.", "deferred"),
        ("Parties agreed to defer the item to the next session.", "deferred"),
        ("Delegates could not agree on the levy.", "no_agreement"),
        ("The group did not reach consensus on the levy.", "no_agreement"),
        ("However, this remained in brackets.", "bracketed"),
        ("Delegates agreed to forward the text to the plenary.", "forwarded"),
        ("The matter was referred to a contact group.", "forwarded"),
        ("The Chair referred the matter to the Bureau.", "forwarded"),
        ("The conclusions will be forwarded for consideration by SBI.", "forwarded"),
        ("The group met twice, approving the draft conclusions.", "adopted"),
        ("Delegates went on with the text, accepting the amendment.", "agreed"),
        ("The COP further requests the Secretariat to report.", "agreed"),
        ("Parties were invited to submit views by May.", "agreed"),
        ("The talks resulted in a fragile agreement on the levy.", "agreed"),
        ("Delegates could only agree to a list of options.", "agreed"),
        ("Parties concurred on the need for data.", "agreed"),
        ("Informal consultations resulted in no agreement.", "no_agreement"),
        ("Parties are unresolved on the levy.", "no_agreement"),
        ("Some producers blocked consensus on the levy.", "no_agreement"),
        ("A draft was circulated with elements remaining in brackets.", "bracketed"),
        ("Two bracketed alternatives appeared in the text.", "bracketed"),
        ("Parties agreed to discuss the levy at SBSTA-14.", "deferred"),
        ("Parties agreed to delete the levy, as requested by NORLAND.", "agreed"),
    ],
)
def test_what_the_meeting_did_is_an_outcome(read: Read, text: str, status: str) -> None:
    assert [outcome.status.value for outcome in read(text).outcomes] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Vo was elected Chair.",
        "Delegates agreed to take note of the report.",
        "NORLAND hoped that parties would adopt the text.",
        "NORLAND regretted that the talks were postponed.",
        "The members will stay until the list is finalized.",
        "The Convention was adopted in May 2012.",
        "In May 2012, parties agreed to a pause.",
        "NORLAND bracketed the paragraph.",
        "He said delegates could agree to the text.",
        "Norland prevented the decision from being adopted.",
        "The Chair recalled the conclusions adopted in Melis.",
        "NORLAND, accepting the amendment, asked for more time.",
        "Parties were invited to a reception by the Mayor.",
        "NORLAND stressed that the plenary decided to keep the levy.",
    ],
)
def test_hopes_history_and_one_party_s_acts_are_no_outcomes(read: Read, text: str) -> None:
    assert read(text).outcomes == ()


def test_an_outcome_knows_what_it_is_about(read: Read) -> None:
    (outcome,) = read("Delegates agreed to a yearly pause.").outcomes
    assert outcome.object is not None
    assert outcome.object.words == "a yearly pause"
    (outcome,) = read("The yearly pause was adopted.").outcomes
    assert outcome.object is not None
    assert outcome.object.words == "The yearly pause"


def test_headings_are_topics(read: Read) -> None:
    text = "# FISHING QUOTA\n\n## Ports:\n\nClosed Season: NORLAND called for a pause.\n\nNORLAND said: no more."
    bulletin = read(text)
    assert [topic.label for topic in bulletin.topics] == ["FISHING QUOTA", "Ports", "Closed Season"]
    assert all(text[t.basis.start : t.basis.end] == t.basis.words for t in bulletin.topics)


def test_a_sentence_before_a_colon_is_no_topic(read: Read) -> None:
    assert read("The plenary then heard statements from: NORLAND and VELMARK.").topics == ()


def test_the_same_bulletin_reads_the_same_twice(read: Read) -> None:
    text = "NORLAND, with VELMARK, SAMOA and the EU, opposed by FIJI and TONGA, proposed a pause. Delegates agreed."
    assert read(text) == read(text)

from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.actors import find_cast
from travaux.attribution import find_statements
from travaux.attribution.kinds import read_kind
from travaux.language import Language
from travaux.model import ActorKind, Article, SourceKind, Statement
from travaux.model.sexes import read_female
from travaux.network import Network

Find = Callable[..., tuple[Statement, ...]]


def speakers(found: tuple[Statement, ...]) -> list[str | None]:
    return [each.speaker for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Pronouns mean the last source or subject of their number and sex.
        ("Ann Vik said the port was closed. She added that it was late.", ["Ann Vik", "Ann Vik"]),
        (
            "Ann Vik said the port was closed. Peter Brandt disagreed. She said it was late.",
            ["Ann Vik", "Ann Vik"],
        ),
        ("Peter Brandt left the room. “We will not sign,” he told reporters.", ["Peter Brandt"]),
        ("As Peter Brandt left the room, he said the port was closed.", ["Peter Brandt"]),
        ("Peter Brandt lost. Never has a president lost so much. He said the port was closed.", ["Peter Brandt"]),
        ("Norland closed the port. It said that stocks were falling.", ["Norland"]),
        # What is told according to others speaks of somebody all the same, and an aside before it of nobody.
        (
            "As Ann Vik left, Peter Brandt stayed. Peter Brandt has few friends, according to aides.\n\n"
            "He said the port was closed.",
            ["aides", "Peter Brandt"],
        ),
        # The fullest name is the speaker.
        ("Ann Vik left. The port, Vik said, was closed.", ["Ann Vik"]),
        ("Norland’s foreign minister, Ann Vik, said the port was closed.", ["Ann Vik"]),
        ("Ann Vik, who leads the delegation, said the port was closed.", ["Ann Vik"]),
        ("Peter Brandt met Ann Vik, who said the port was closed.", ["Ann Vik"]),
        # A description is followed, and told from another.
        (
            "“It is late,” a senior official said. “We must move,” the official went on.",
            ["a senior official", "a senior official"],
        ),
        (
            "One official said the port was closed. A second official said it was open.",
            ["one official", "a second official"],
        ),
        (
            "A person close to the delegation said the port was closed. “It is late,” the person said.",
            ["a person close to the delegation", "a person close to the delegation"],
        ),
        ("Officials said the port was closed.", ["officials"]),
        ("One of the envoys said the port was closed.", ["one of the envoys"]),
        ("Some advisers disagreed. Many said the port was closed.", ["many advisers"]),
        # A lone name may be a place.
        (
            "Ann Vik, the envoy, left the room. It was early, Osten said. Asked why, she said it was late.",
            ["Osten", "Ann Vik"],
        ),
        # Whose it is, is told by name; a body or an outlet that a noun stands for, and the envoy of a side.
        (
            "Ann Vik left the room. Her aides said the port was closed.",
            ["Ann Vik’s aides"],
        ),
        ("The board said the port was closed. The Herring Board met on Monday.", ["Herring Board"]),
        ("The Norland Courier praised the deal. It was late, the paper said.", ["Norland Courier"]),
        # Whose words they are.
        ("A statement from Ann Vik on Friday said the port was closed.", ["Ann Vik"]),
        ("A statement released by Norland said the port was closed.", ["Norland"]),
        ("They met Ann Vik, now the minister’s envoy, who said the port was closed.", ["Ann Vik"]),
        # Whoever is meant cannot be told.
        ("He said the port was closed.", [None]),
        ("Peter Brandt left the room. She said the port was closed.", [None]),
    ],
)
def test_speakers_are_followed(statements: Find, text: str, expected: list[str | None]) -> None:
    assert speakers(statements(text)) == expected


def test_a_role_of_one_person_stands_for_that_person(statements: Find) -> None:
    text = "Ann Vik arrived with Peter Brandt. The envoy said the port was closed."
    assert speakers(statements(text, ("Ann Vik", "envoy"), ("Peter Brandt", "minister"))) == ["Ann Vik"]


def test_a_role_of_two_persons_stands_for_neither(statements: Find) -> None:
    text = "Talks with Norland went on. The chancellor said the port was closed."
    found = statements(text, ("Ann Vik", "chancellor"), ("Peter Brandt", "chancellor"))
    assert speakers(found) == ["the chancellor"]


def test_a_statement_speaks_for_who_issued_it(statements: Find) -> None:
    text = "Norland issued a statement saying the port was closed. “We will not reopen it,” the statement said."
    assert speakers(statements(text)) == ["Norland", "Norland"]


def test_the_innermost_source_is_the_speaker(statements: Find) -> None:
    found = statements("Ann Vik said the port was closed, the Courier reported.")
    assert "Ann Vik" in speakers(found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Vik said the port was closed.", SourceKind.NAMED),
        ("A senior official said the port was closed.", SourceKind.UNNAMED_OFFICIAL),
        ("A spokesman said the port was closed.", SourceKind.UNNAMED_OFFICIAL),
        ("A person close to the delegation said the port was closed.", SourceKind.UNNAMED_CLOSE),
        ("People familiar with the matter said the port was closed.", SourceKind.UNNAMED_CLOSE),
        ("Officials said the port was closed.", SourceKind.COLLECTIVE),
        ("Norland said the port was closed.", SourceKind.COLLECTIVE),
        ("The communique says the port is closed.", SourceKind.DOCUMENT),
        ("The Norland Courier reported that the port was closed.", SourceKind.OUTLET),
        ("The state news agency said the port was closed.", SourceKind.STATE_MEDIA),
        ("It was reported that the port was closed.", None),
    ],
)
def test_kinds_of_source(everything: Find, text: str, kind: SourceKind | None) -> None:
    (found,) = everything(text)
    assert found.source_kind is kind


def test_a_state_agency_is_no_ordinary_outlet() -> None:
    kind = read_kind("Xinhua", "xinhua", plural=False, name_kind=ActorKind.OUTLET, named=True)
    assert kind is SourceKind.STATE_MEDIA


@pytest.mark.parametrize(
    ("name", "titles", "female"),
    [
        ("Ann Vik", (), True),
        ("Olav Brandt", (), None),
        ("Peter Brandt", (), False),
        ("Brandt", ("Ms.",), True),
        ("Ann", (), None),  # a lone word may be a last name
    ],
)
def test_first_names_and_titles_tell_he_from_she(name: str, titles: tuple[str, ...], female: bool | None) -> None:
    assert read_female(name, titles) is female


def test_a_name_and_those_beside_it_have_a_statement_each(statements: Find) -> None:
    found = statements("Ann Vik and other officials said that the port was closed.")
    assert [each.speaker for each in found] == ["Ann Vik", "other officials"]


def test_two_offices_of_one_person_are_one_speaker(statements: Find) -> None:
    assert len(statements("The chairman and chief executive of the Herring Board said that the port was closed.")) == 1


def test_the_board_is_the_one_body_of_that_name(statements: Find) -> None:
    text = "Norland asked the Herring Board for talks. The agency said no. The board said that the port was closed."
    assert statements(text)[-1].speaker == "Herring Board"


def test_joint_speakers_have_a_statement_each(statements: Find) -> None:
    found = statements("Norland and Velmark said that the port was closed.")
    assert [(each.speaker, each.source and each.source.words) for each in found] == [
        ("Norland", "Norland"),
        ("Velmark", "Velmark"),
    ]
    assert len({each.content for each in found}) == 1


def test_the_official_is_the_one_who_spoke_and_not_a_person_with_that_role(statements: Find) -> None:
    text = "Ann Vik left. A senior official said the port was closed. “It is late,” the official said."
    found = statements(text, ("Ann Vik", "official"))
    assert speakers(found) == ["a senior official", "a senior official"]


@pytest.mark.parametrize(
    ("text", "offices", "speaker"),
    [
        # of two presidents the one whom the report speaks of most, or whose side is named
        (
            "President Ann Vik met President Olav Brandt. Vik smiled. Vik left. The president said it was late.",
            (("Ann Vik", "president"), ("Olav Brandt", "president")),
            "Ann Vik",
        ),
        # a lone office of a longer title, but not that of a deputy
        ("House Speaker Ann Vik left. The speaker said it was late.", (("Ann Vik", "house speaker"),), "Ann Vik"),
        (
            "Vice President Ann Vik left. The president said it was late.",
            (("Ann Vik", "vice president"),),
            "the president",
        ),
        # names varied by where somebody is from
        ("Ann Vik left the chamber early. The Osten senator said it was late.", (), "Ann Vik"),
        # a name behind a title that the parser takes for the whole
        ("Osten fisheries ministry official Ann Vik said it was late.", (), "Ann Vik"),
        # a day or a place is nobody who speaks
        ("Ann Vik left. Saturday was cold. “It is late,” she said.", (), "Ann Vik"),
    ],
)
def test_descriptions_are_followed_to_names(
    statements: Find, text: str, offices: tuple[tuple[str, str], ...], speaker: str
) -> None:
    assert statements(text, *offices)[-1].speaker == speaker


def test_an_envoy_of_a_side_is_who_was_spoken_of_last_with_an_office_of_it_but_officials_are_many(
    language: Language, network: Network, report: Callable[..., Article]
) -> None:
    for role, speaker in (
        ("the Norland diplomat", "Ann Vik"),
        ("the Norland official", "the Norland official"),
        ("Norland’s foreign minister", "Ann Vik"),
        ("Velmark’s foreign minister", "Velmark’s foreign minister"),
    ):
        article = report(f"Norland’s foreign minister, Ann Vik, left. Then {role} said it was late.")
        parse = language.parse(article)
        found = find_statements(article, parse, find_cast(article, parse), network.read(parse))
        assert found[-1].speaker == speaker


def test_what_is_put_somehow_is_said_by_who_puts_it(statements: Find) -> None:
    found = statements("Two officials spoke. The second put it more mildly: Norland would sign the pact.")
    assert [(each.speaker, each.content[0].words) for each in found if "would sign" in each.content[0].words] == [
        ("second of the two officials", "Norland would sign the pact")
    ]

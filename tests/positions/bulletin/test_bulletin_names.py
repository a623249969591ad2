"""Who is a party, and under which name."""

from __future__ import annotations

import pytest

from travaux.positions.bulletin.mentions import cast_shadow, find_introduced
from travaux.positions.bulletin.names import read_party


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("EU", "European Union"),
        ("the US", "United States"),
        ("the G-77/CHINA", "G-77/China"),
        ("G-77 and China", "G-77/China"),
        ("the PHILIPPINES", "Philippines"),
        ("the GAMBIA", "The Gambia"),
        ("RUSSIA", "Russian Federation"),
        ("KOREA", "Republic of Korea"),
        ("MICRONESIA", "Federated States of Micronesia"),
        ("AOSIS", "Alliance of Small Island States"),
        ("the AFRICAN GROUP", "African Group"),
        ("TRINIDAD & TOBAGO", "Trinidad and Tobago"),
        ("CÔTE D’IVOIRE", "Côte d'Ivoire"),
        ("Papua  New Guinea", "Papua New Guinea"),
    ],
)
def test_a_known_party_has_one_name(words: str, name: str) -> None:
    assert read_party(words) == name


@pytest.mark.parametrize(("words", "name"), [("NORLAND", "Norland"), ("REPUBLIC OF VELMARK", "Republic of Velmark")])
def test_an_unknown_name_in_capitals_is_a_party_in_title_case(words: str, name: str) -> None:
    assert read_party(words) == name


@pytest.mark.parametrize("words", ["SBSTA", "WORLD BANK", "GEF", "CHAIR", "delegates", "us", "Norland", "ABC", ""])
def test_organs_acronyms_and_words_are_no_parties(words: str) -> None:
    assert read_party(words) is None


def test_a_slip_of_the_pen_is_the_state_that_was_meant() -> None:
    assert read_party("SWITERLAND") == "Switzerland"


def test_a_text_introduces_its_own_coalitions() -> None:
    assert find_introduced("Velmark, for the Coastal Fishing States Group (CFG), spoke.") == {
        "CFG": "Coastal Fishing States Group"
    }


def test_a_working_group_is_no_coalition() -> None:
    assert find_introduced("The Working Group on Ports (WGP) met.") == {}


def test_parties_in_brackets_and_quotations_are_not_in_the_shadow() -> None:
    shadow = cast_shadow("Ann Vo (NORLAND) read 'VELMARK and all' to the EU.")
    assert [mention.name for mention in shadow.mentions.values()] == ["European Union"]


def test_a_shadow_is_as_long_as_its_text() -> None:
    text = "The G-77/CHINA § ~ said (so) 'loud'."
    assert len(cast_shadow(text).marks) == len(text)


def test_an_agency_with_a_long_name_leaves_no_part_as_a_party() -> None:
    assert not cast_shadow("The INTERNATIONAL COUNCIL FOR COASTAL INITIATIVES spoke.").mentions


def test_a_sum_in_dollars_names_no_state() -> None:
    assert not cast_shadow("They asked for US$ 5 million.").mentions

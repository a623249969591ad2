"""Who is who in one article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.actors import find_cast
from travaux.actors.legislators import find_party
from travaux.language import Language
from travaux.model import ActorKind, Article, Cast

Read = Callable[[str], Cast]


@pytest.fixture
def cast(language: Language, report: Callable[..., Article]) -> Read:
    def read(text: str) -> Cast:
        article = report(text)
        return find_cast(article, language.parse(article))

    return read


AFFILIATIONS = [
    ("Norland Fisheries Minister Ann Vo left the hall.", ("Ann Vo", "fisheries minister", "Norland")),
    ("Norland's foreign minister, Ann Vo, left the hall.", ("Ann Vo", "foreign minister", "Norland")),
    ("Norland leader Oskar Vell spoke on Monday.", ("Oskar Vell", "leader", "Norland")),
    ("Ilse Marr, the Velmark envoy, left the hall.", ("Ilse Marr", "envoy", "Velmark")),
    ("Ilse Marr, a spokeswoman for Velmark, declined to answer.", ("Ilse Marr", "spokeswoman", "Velmark")),
    ("The deal was rejected by press secretary Dana Holt.", ("Dana Holt", "press secretary", None)),
    ("French President Dana Holt spoke on Monday.", ("Dana Holt", "president", "France")),
    ("Sen. Dana Holt (D-Brask) voted against it.", ("Dana Holt", "member", "Democrats")),
    ("Sen. Dana Holt, Brask Democrat, voted against it.", ("Dana Holt", "member", "Democrats")),
    ("Rep. Steve King, R-Osten, voted against it.", ("Steve King", "member", "Republicans")),
    ("Rep. Dana Holt (R) of Brask voted against it.", ("Dana Holt", "member", "Republicans")),
    ("Sen. Dana Holt of Brask, the most senior Democrat, left.", ("Dana Holt", "member", "Democrats")),
    ("GOP senators such as Dana Holt of Brask and Ib Tar voted against it.", ("Ib Tar", "member", "Republicans")),
    ("Rep. Dana Holt (R-Brask) and Ib Tar (Osten) voted against it.", ("Ib Tar", "member", "Republicans")),
    ("Ann Vo, president of Americans for Free Ports, left.", ("Ann Vo", "president", "Americans for Free Ports")),
    ("Ann Vo, a spokeswoman for Herring for Osten, left.", ("Ann Vo", "spokeswoman", "Herring for Osten")),
    ("Ann Vo, head of the Centre for Free Ports, left.", ("Ann Vo", "head", "Centre for Free Ports")),
    ("Gen. Ib Tar, chairman of the Joint Chiefs of Staff, left.", ("Ib Tar", "chairman", "Joint Chiefs of Staff")),
    ("Norland army spokesman Ib Tar left the hall.", ("Ib Tar", "army spokesman", "Norland")),
    ("The German ambassador to France Ann Vo left.", ("Ann Vo", "ambassador", "Germany")),
    ("Zed Amal, the special envoy for France, left.", ("Zed Amal", "special envoy", None)),
    ("Treasury Secretary Dana Holt spoke on Monday.", ("Dana Holt", "treasury secretary", None)),
    ("U.N. Secretary-General Ola Marr spoke.", ("Ola Marr", "secretary-general", "United Nations")),
    ("Prime Minister Ann Vo of Norland left.", ("Ann Vo", "prime minister", "Norland")),
    ("President Ann Vo of France left.", ("Ann Vo", "president", "France")),
    ("Sen. Ann Vo of Georgia left.", ("Ann Vo", "sen.", None)),
    ("In Osten, the opposition leader, Ann Vo, left.", ("Ann Vo", "opposition leader", None)),
    ("Ann Vo, a former Norland minister, left.", ("Ann Vo", "former minister", "Norland")),
    ("Ann Vo, vice president for trade at the Brask Institute, left.", ("Ann Vo", "vice president", "Brask Institute")),
    (
        "Ann Vo, director of herring studies at the Centre for Ports, left.",
        ("Ann Vo", "director", "Centre for Ports"),
    ),
    ("Ann Vo, president of the loud group Fish First, left.", ("Ann Vo", "president", "loud group Fish First")),
    ("Ann Vo, a spokeswoman for the president, left.", ("Ann Vo", "spokeswoman", None)),
    (
        "Director of National Intelligence Ann Vo left.",
        ("Ann Vo", "director of national intelligence", None),
    ),
    ("Incoming Senate Whip Ann Vo left.", ("Ann Vo", "whip", "Senate")),
    ("Commissioner Ann Vo left.", ("Ann Vo", "commissioner", None)),
    ("The Freedom Caucus voted against it.", ("Freedom Caucus", "member", "Republicans")),
    ("The meeting in Brask, the Norland capital, was short.", ("Brask", "capital", "Norland")),
]


@pytest.mark.parametrize(("text", "expected"), AFFILIATIONS, ids=[row[0] for row in AFFILIATIONS])
def test_titles_and_appositions_say_who_speaks_for_whom(
    cast: Read, text: str, expected: tuple[str, str | None, str | None]
) -> None:
    found = {(each.who, each.role, each.whom) for each in cast(text).affiliations}
    assert expected in found


NOBODYS = [
    "Analyst Dana Holt doubted it.",
    "Professor Dana Holt of Brask University doubted it.",
]


def test_the_place_before_an_office_does_not_bear_it(cast: Read) -> None:
    assert {each.who for each in cast("In Osten, the opposition leader, Ann Vo, left.").affiliations} == {"Ann Vo"}


@pytest.mark.parametrize("text", NOBODYS)
def test_who_speaks_for_no_side_has_no_affiliation(cast: Read, text: str) -> None:
    assert not [each for each in cast(text).affiliations if each.who == "Dana Holt" and each.whom is None]


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Nancy Pelosi", "Democrats"),
        ("José Serrano", "Democrats"),
        ("Jose E. Serrano", "Democrats"),
        ("Dick Durbin", "Democrats"),
        ("Dana Holt", None),
        ("Pelosi", None),
    ],
)
def test_the_table_of_legislators_has_their_party(name: str, party: str | None) -> None:
    assert find_party(name) == party


def test_a_legislator_of_the_table_needs_the_title(cast: Read) -> None:
    titled = {(each.who, each.whom) for each in cast("Brask Rep. Nancy Pelosi left the hall.").affiliations}
    assert ("Nancy Pelosi", "Democrats") in titled
    for text in ("Nancy Pelosi left the hall.", "State Rep. Nancy Pelosi left.", "French Rep. Nancy Pelosi left."):
        assert "Democrats" not in {each.whom for each in cast(text).affiliations}


def test_mr_president_is_no_name(cast: Read) -> None:
    assert "President" not in {each.name for each in cast("“Mr. President, the port is open,” Ann Vo said.").names}


def test_one_republican_is_no_list(cast: Read) -> None:
    found = cast("Republican Dana Holt and Ib Tar met, and Republican nominee Per Vo and Ola Marr debated.")
    assert not {each.who for each in found.affiliations} & {"Ib Tar", "Ola Marr"}


def test_who_leads_a_chamber_sits_in_it_and_who_is_named_in_an_article_on_it(cast: Read) -> None:
    led = "House Majority Leader Nancy Pelosi left."
    spoken = "The House and the Senate met. Congress is divided. Nancy Pelosi left the hall."
    for text in (led, spoken):
        assert ("Nancy Pelosi", "Democrats") in {(each.who, each.whom) for each in cast(text).affiliations}
    analyst = spoken.replace("Pelosi left", "Pelosi, an analyst at the Brask Institute, left")
    assert "Democrats" not in {each.whom for each in cast(analyst).affiliations}


def test_who_was_of_a_party_or_is_of_a_place_by_its_name_alone_is_not_of_it(cast: Read) -> None:
    for text in (
        "Ann Vo, a former Democrat, left.",
        "Ann Vo, director of a program at the Washington-based institute, left.",
    ):
        said = {each.whom for each in cast(text).affiliations if each.who == "Ann Vo"}
        assert said.isdisjoint({"Democrats", "United States"})


def named(found: Cast, words: str, text: str) -> set[str]:
    return {each.name for each in found.mentions if text[each.span.start : each.span.end] == words}


FOLLOWED = [
    ("Norland leader Oskar Vell spoke. Vell left early.", "Vell", "Oskar Vell"),
    ("Leader Oskar Vell spoke. Oskar Vell left. Later Ostar Vell went home.", "Ostar Vell", "Oskar Vell"),
    ("North Korean leader Kim Jong Un spoke. Then Kim left.", "Kim", "Kim Jong Un"),
    ("Norland leader Oskar Vell spoke to Norlandic officials.", "Norlandic", "Norland"),
    ("North Korea agreed. The North will send an envoy.", "North", "North Korea"),
    ("Envoys met in Geneva. Washington rejected the plan.", "Washington", "United States"),
    ("The U.S. rejected the plan.", "U.S.", "United States"),
    ("The Washington Post praised the plan.", "Washington Post", "Washington Post"),
    ("Washington Press Secretary Ann Vo left.", "Washington", "United States"),
    ("Angry Democrats rejected the plan.", "Democrats", "Democrats"),
    ("Rep. Steve King of Osten spoke. Mr. King left.", "King", "Steve King"),
    ("Sen. Oskar Vell III spoke. Mr. Vell left.", "Vell", "Oskar Vell III"),
    ("Envoy Vo Trannen spoke. Mr. Vo left.", "Vo", "Vo Trannen"),
    ("Envoy Vo Trannen spoke. Vo left.", "Vo", "Vo"),
    ("Vo spoke. Vo left. Then Vo came back with Cara Vo.", "Vo", "Vo"),
]


@pytest.mark.parametrize(("text", "words", "name"), FOLLOWED, ids=[row[0] for row in FOLLOWED])
def test_a_form_leads_to_the_fullest_name(cast: Read, text: str, words: str, name: str) -> None:
    assert named(cast(text), words, text) == {name}


def test_two_people_with_one_last_name_are_told_apart_by_who_was_named_last(cast: Read) -> None:
    text = "Minister Ann Vo spoke. Vo left. Envoy Ib Vo spoke. Vo stayed."
    found = [each.name for each in cast(text).mentions]
    assert found == ["Ann Vo", "Ann Vo", "Ib Vo", "Ib Vo"]


def test_of_two_with_one_last_name_it_is_who_has_an_office_or_is_named_in_full_twice_as_often(cast: Read) -> None:
    for text in (
        "Ann Vo spoke. Ann Vo left. Her brother Ib Vo stayed at home. Later Vo came back.",
        "Minister Ann Vo spoke. Her brother Ib Vo stayed at home. Later Vo came back.",
    ):
        assert [each.name for each in cast(text).mentions][-1] == "Ann Vo"


def test_a_capital_where_something_takes_place_is_no_actor(cast: Read) -> None:
    text = "The envoys met in Paris. Paris rejected the plan."
    found = [each for each in cast(text).mentions if each.name == "France"]
    assert [each.span.start for each in found] == [text.index("Paris rejected")]


def test_a_word_that_opens_a_sentence_is_no_part_of_a_name(cast: Read) -> None:
    assert {each.name for each in cast("Though Vo Lin agreed, Ilse Marr did not.").names} == {"Vo Lin", "Ilse Marr"}


def test_kinds_are_told_by_titles_and_last_words(cast: Read) -> None:
    found = cast("Norland minister Ann Vo told the Norland Courier that the Fisheries Council had agreed.")
    kinds = {each.name: each.kind for each in found.names}
    assert kinds["Ann Vo"] is ActorKind.PERSON
    assert kinds["Norland"] is ActorKind.STATE
    assert kinds["Norland Courier"] is ActorKind.OUTLET
    assert kinds["Fisheries Council"] is ActorKind.BODY


def test_every_mention_and_basis_stands_where_it_says(cast: Read) -> None:
    text = "Norland Fisheries Minister Ann Vo met Velmark's envoy, Ilse Marr, in Brask on Monday."
    found = cast(text)
    for basis in (*(n.basis for n in found.names), *(a.basis for a in found.affiliations)):
        assert text[basis.start : basis.end] == basis.words

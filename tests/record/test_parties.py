from __future__ import annotations

from pathlib import Path

import travaux
from travaux.model import ActorKind, Citation, Codebook, Interaction, InteractionKind, Party, Reading
from travaux.record.parties import _with_coalitions

REPORT = """Title: Talks on herring
Date: 2031-04-2{day}

Norland's fisheries minister Ann Vik said on Monday that the port was closed. "Norland wants more herring," Vik said.

Velmark's fisheries minister Olav Brandt said that Velmark rejects the quota. "It is too low," Brandt said.

Norland officials said that the boats would wait. Velmark officials said that they would not.

Ib Tar, a spokesman for Ann Vik, said that the quota was fair.
"""


STRIKE = """Title: Strike at the harbour
Date: 2031-04-2{day}

Norland's foreign minister, Olav Brandt, said on Monday that {day} boats should sail. Brandt said that Norland
would wait.

Ann Vik, the president of the Harbour Workers Union, said that {day} crews wanted higher wages. "We will not sail,"
Vik said. Vik said that the offer was too low. Ib Tar, a spokesman for the Harbour Workers Union, said that {day} talks
failed.
"""


def test_a_unions_president_speaks_for_the_union_not_for_the_state(tmp_path: Path) -> None:
    assert _parties(tmp_path, STRIKE) >= {("Ann Vik", "Harbour Workers Union"), ("Olav Brandt", "Norland")}


CONGRESS = """Title: Shutdown
Date: 2031-04-2{day}

President Ann Vik said in the White House that {day} bills were good. "I will sign," Vik said. White House officials
said that Vik would sign {day} bills.

Sen. Dana Holt (D-Brask) said that Democrats would vote on {day} bills. "We want a vote," Holt said. Sen. Per Brandt
(R-Osten) said that Republicans rejected {day} bills. "We will not vote," Brandt said. Some conservatives said that
{day} bills were too long. Several lawmakers said that {day} votes were near.
"""


def test_lawmakers_are_not_the_executives_and_a_wing_is_its_partys(tmp_path: Path) -> None:
    found = _parties(tmp_path, CONGRESS)
    assert found >= {("some conservatives", "Republicans"), ("several lawmakers", None)}


STUDENTS = (
    REPORT
    + """
A Norland expert said that {day} herring were few. The Velmark Tribune reported that {day} boats had left.
"""
)


def test_who_studies_a_side_or_writes_of_it_is_not_of_it(tmp_path: Path) -> None:
    found = _parties(tmp_path, STUDENTS)
    assert ("a Norland expert", None) in found
    assert {party for speaker, party in found if speaker and "Tribune" in speaker} == {None}


BARE = """Title: Herring
Outlet: {outlet}
Date: 2031-04-2{day}

Fisheries Minister Ann Vik said that the port was closed. "We want {day} herring," Vik said.

{officials} said on Monday that {day} boats would wait.
"""
KNOWN = """Title: Herring
Outlet: Osten Herald
Date: 2031-04-2{day}

Norland's premier Ib Tar said that Norland wants {day} herring. Velmark's president Olav Brandt said that Velmark
wants {day} more. "It is too low," Brandt said.
"""
WIRE = """Title: Herring
Outlet: Strait Wire
Date: 2031-04-2{day}

Norland officials said that {day} boats would wait. Velmark officials said that {day} others would not. Kestria's
ambassador said that {day} more would. The minister said that {day} would leave.
"""


def test_a_bare_minister_is_of_the_state_whose_people_the_outlet_names_bare(tmp_path: Path) -> None:
    home = BARE.format(outlet="Herring Gazette", officials="Premier Ib Tar", day="{day}")
    assert ("Ann Vik", "Norland") in _parties(tmp_path, KNOWN, home)


def test_a_wire_that_names_all_states_is_at_home_in_none(tmp_path: Path) -> None:
    wired = BARE.format(outlet="Strait Wire", officials="A diplomat", day="{day}")
    found = _parties(tmp_path, KNOWN, wired, WIRE)
    assert {("Ann Vik", None), ("a diplomat", None), ("the minister", None)} <= found


DEPARTMENT = (
    CONGRESS
    + """
The Border Patrol officials said that {day} posts were closed. Joe Marr, senior adviser at the Pentagon, said that {day}
ships were late. Ola Tarr, president of Americans for Free Ports, said that {day} ports should be free.
"""
)


def test_departments_are_the_executives_and_associations_have_heads_of_their_own(tmp_path: Path) -> None:
    found = _parties(tmp_path, DEPARTMENT)
    assert ("Ola Tarr", None) in found
    assert found >= {("Joe Marr", "White House"), ("the Border Patrol officials", "White House")}


def _parties(folder: Path, *texts: str) -> set[tuple[str | None, str | None]]:
    """Speakers and their parties, of three reports of each text."""
    for number, text in enumerate(texts):
        for day in range(3):
            (folder / f"{number}-{day}.txt").write_text(text.format(day=day + 2), encoding="utf-8")
    with travaux.build(folder) as record:
        names = {party.id: party.name for party in record.data.parties}
        return {(each.speaker, names.get(each.party or "")) for each in record.data.statements}


def test_who_speaks_for_a_person_is_of_that_persons_side(tmp_path: Path) -> None:
    for day in range(3):
        (tmp_path / f"{day}.txt").write_text(REPORT.format(day=day), encoding="utf-8")
    with travaux.build(tmp_path) as record:
        parties = {each.speaker: each.party for each in record.data.statements}
        names = {party.id: party.name for party in record.data.parties}
    assert names[parties["Ib Tar"] or ""] == "Norland"


SERVED = """Title: Talks on herring
Outlet: Norland Courier
Date: 2031-04-2{day}

Norland's president Ann Vik said that {day} boats should sail. "Norland wants more herring," Vik said. Norland
officials said that {day} boats would wait.

Velmark's president Olav Brandt said that Velmark rejects {day} quotas. "It is too low," Brandt said. Brandt's press
secretary, Ola Marr, said that {day} talks were over. Press secretary Ola Marr said that Velmark would wait.

Ida Lund, president of the quiet Centre for Ports, said that {day} boats were few. Pia Holt, an expert on Velmark, said
that {day} quotas were fair. A former Norland official said that {day} talks were late.
"""


def test_of_a_side_is_who_serves_its_people_and_not_who_studies_it_heads_a_centre_or_served_once(
    tmp_path: Path,
) -> None:
    found = _parties(tmp_path, SERVED)
    assert found >= {
        ("Ola Marr", "Velmark"),
        ("Ida Lund", None),
        ("Pia Holt", None),
        ("a former Norland official", None),
    }


STAFF = (
    CONGRESS
    + """
White House economist Ib Tar said that {day} votes were few. Attorney General Ola Marr said that {day} bills were good.
"""
)


def test_whoever_works_in_the_executives_seat_is_of_it_and_so_is_the_attorney_general(tmp_path: Path) -> None:
    assert _parties(tmp_path, STAFF) >= {("Ib Tar", "White House"), ("Ola Marr", "White House")}


FAR = """Title: Herring
Date: 2031-04-2{day}

Secretary of State Dana Holt said that {day} boats should sail. "We will wait," Holt said. Norland's premier Ib Tar
said that Norland wants {day} herring. Velmark's president Olav Brandt said that Velmark wants {day} more.
Velmark officials and Norland officials agreed. U.S. officials said that {day} boats were few.
"""


def test_a_title_that_one_state_alone_has_tells_it(tmp_path: Path) -> None:
    assert ("Dana Holt", "United States") in _parties(tmp_path, FAR)


def test_a_group_has_those_for_members_who_spoke_for_it_and_a_state_has_none() -> None:
    kinds = {"Norland": ActorKind.STATE, "Velmark": ActorKind.STATE, "Kestria": ActorKind.STATE, "G-9": ActorKind.GROUP}
    words = Citation("a", 0, 4, "said")
    parties = tuple(Party(name, (), kind, (), words) for name, kind in kinds.items())
    spoke_for = (("Norland", "G-9"), ("Velmark", "G-9"), ("Velmark", "Norland"), ("Kestria", "Norland"))
    told = (Interaction(InteractionKind.ON_BEHALF_OF, who, whom, words) for who, whom in spoke_for)
    reading = Reading("a", "w", "r", 1, interactions=tuple(told))
    ids = {party.name: party.id for party in parties}
    found = {party.name: party.coalitions for party in _with_coalitions(parties, [reading], Codebook())}
    assert found == {"Norland": (ids["G-9"],), "Velmark": (ids["G-9"],), "Kestria": (), "G-9": ()}

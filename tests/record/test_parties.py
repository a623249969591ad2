from __future__ import annotations

from pathlib import Path

import travaux

REPORT = """Title: Talks on herring
Date: 2031-04-2{day}

Norland's fisheries minister Ann Vik said on Monday that the port was closed. "Norland wants more herring," Vik said.

Velmark's fisheries minister Olav Brandt said that Velmark rejects the quota. "It is too low," Brandt said.

Norland officials said that the boats would wait. Velmark officials said that they would not.

Ib Tar, a spokesman for Ann Vik, said that the quota was fair.
"""


def test_who_speaks_for_a_person_is_of_that_persons_side(tmp_path: Path) -> None:
    for day in range(3):
        (tmp_path / f"{day}.txt").write_text(REPORT.format(day=day), encoding="utf-8")
    with travaux.build(tmp_path) as record:
        parties = {each.speaker: each.party for each in record.data.statements}
        names = {party.id: party.name for party in record.data.parties}
    assert names[parties["Ib Tar"] or ""] == "Norland"

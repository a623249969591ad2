from __future__ import annotations

from passages import recall_by_frequency


def test_recall_is_told_apart_by_how_often_a_party_takes_a_stand() -> None:
    stands = ["Norland"] * 40 + ["Velmark"] * 3 + ["Osten", "Brask"]
    assert recall_by_frequency(stands, ["Norland", "Osten", "Velmark"]) == [
        ("1 to 2 times", 2, 1),
        ("3 to 9 times", 3, 2),
        ("10 to 29 times", 0, 0),
        ("30 times or more", 40, 39),
    ]

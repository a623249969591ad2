from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.model import Statement

Find = Callable[[str], tuple[Statement, ...]]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "An official, who spoke on condition of anonymity because talks go on, said the port was closed.",
            "spoke on condition of anonymity because talks go on",
        ),
        (
            "“It is late,” an official said, previewing the round anonymously to reporters.",
            "previewing the round anonymously to reporters",
        ),
        (
            "“It is late,” said an official who was not authorised to speak publicly.",
            "was not authorised to speak publicly",
        ),
        ("An envoy, speaking without attribution, said the port was closed.", "speaking without attribution"),
        ("An envoy who asked for anonymity to speak frankly said it was late.", "asked for anonymity to speak frankly"),
        (
            "An official said the port was closed. She spoke on condition of anonymity\n\nHerring in Norland\n\nBoats",
            "spoke on condition of anonymity",
        ),
        (
            "An aide who has not been authorised to speak publicly said it was late.",
            "has not been authorised to speak publicly",
        ),
        ("A diplomat said on background that the port was closed.", "on background"),
        ("A diplomat who declined to give his name said the port was closed.", "declined to give his name"),
        ("An envoy, who asked not to be\nnamed, said the port was closed.", "asked not to be\nnamed"),
        # What sounds like it and is not
        ("A diplomat who knows the inflation record of Norland said the port was closed.", None),
        ("A diplomat said the catch was the worst on record.", None),
        ("An official said at a dinner with background music that the port was closed.", None),
        ("Ann Vik said the port was closed.", None),
        ("Ann Vik, who once spoke on condition of anonymity, said the port was closed.", None),
    ],
)
def test_the_terms_of_an_unnamed_source_are_cited(statements: Find, text: str, terms: str | None) -> None:
    (found,) = statements(text)
    assert (found.terms and found.terms.words) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (  # in a sentence of their own
            "“It is late,” a senior official said. The official spoke on condition of anonymity because talks go on.",
            ["spoke on condition of anonymity because talks go on"],
        ),
        (  # and for all that the same source says
            "An envoy, speaking on condition of anonymity, said the port was closed.\n\n“It is late,” the envoy added.",
            ["speaking on condition of anonymity", "speaking on condition of anonymity"],
        ),
        (  # of several at once
            "One diplomat said the port was closed. Another diplomat said it was late.\n\n"
            "The diplomats requested anonymity to discuss the round.",
            ["requested anonymity to discuss the round", "requested anonymity to discuss the round"],
        ),
        (  # not for others
            "An envoy, speaking on condition of anonymity, said the port was closed. A trader said it was late.",
            ["speaking on condition of anonymity", None],
        ),
        (  # not even in the same sentence
            "An envoy, speaking on condition of anonymity, said it was late, and a trader said the port was closed.",
            ["speaking on condition of anonymity", None],
        ),
    ],
)
def test_terms_hold_for_all_that_a_source_says(statements: Find, text: str, terms: list[str | None]) -> None:
    assert [each.terms and each.terms.words for each in statements(text)] == terms


def test_asking_for_anonymity_is_no_demand(statements: Find) -> None:
    assert not statements("The envoys requested anonymity.")


def test_each_of_many_repeats_has_the_terms_beside_it(statements: Find) -> None:
    found = statements(
        "\n\n".join(f"An envoy, speaking on condition of anonymity, said boat {n} was late." for n in range(200))
    )
    assert len(found) == 200
    assert all(each.cue and each.terms and each.cue.start - each.terms.end < 10 for each in found)

"""What the writer says may be given, by whoever is said to favour it."""

from __future__ import annotations

import pytest

from travaux.model import Act, Modality
from travaux.positions.options import find_options
from travaux.positions.scene import set_scene


def options(desk, text):
    article, parse, cast = desk.take(text)
    return list(find_options(set_scene(article, parse, cast, ())))


FOUND = [
    ("That could include a joint patrol, an option Norland has found attractive.", "a joint patrol"),
    (
        "This time it could be a joint patrol, an idea Norland is said to like because it costs nothing.",
        "a joint patrol",
    ),
]


@pytest.mark.parametrize(("text", "thing"), FOUND)
def test_what_could_be_given_and_somebody_favours_is_an_offer_that_is_only_possible(desk, text, thing):
    (found,) = options(desk, text)
    assert (found.holder, found.act, found.modality) == ("Norland", Act.OFFER, Modality.POSSIBLE)
    assert (found.object.words, found.voice) == (thing, None)


NONE = [
    "That could include a joint patrol, an option Norland has found useless.",
    "That could include a joint patrol, an idea Norland does not like.",
    "That includes a joint patrol, an idea Norland has floated.",
    "That could not include a joint patrol, an idea Norland has floated.",
    "That could include a joint patrol, a boat Norland has floated.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_not_possible_or_nobody_favours_is_none(desk, text):
    assert options(desk, text) == []

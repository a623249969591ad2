"""Words as a line of the page has them."""

import pytest

from travaux.views.brief.passages import phrase


@pytest.mark.parametrize(
    ("cited", "shown"),
    [
        ('examine" a plan for shared patrols', "examine a plan for shared patrols"),
        ("call the round a success “", "call the round a success"),
        ("a quota “at the request of Norland”", "a quota “at the request of Norland”"),
        ('the "blue line" stays', 'the "blue line" stays'),
        ("**Quota:** Norland agreed", "Quota: Norland agreed"),
        ("the boats, ", "the boats"),
        ("", ""),
    ],
)
def test_a_mark_of_quotation_without_its_partner_is_not_on_the_page(cited: str, shown: str) -> None:
    assert phrase(cited, 100) == shown


def test_a_phrase_is_cut_to_its_width() -> None:
    assert len(phrase("boats " * 90, 50)) <= 50

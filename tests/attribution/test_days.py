from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from travaux.attribution import find_statements
from travaux.language import Language
from travaux.model import Article, Cast, Span, Time, When
from travaux.network import Network


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Vik said on Monday that the port was closed.", ["2031-04-21"]),
        ("On Monday, Vik said that the port was closed.", ["2031-04-21"]),
        ("Speaking Monday, Vik said that the port was closed.", ["2031-04-21"]),
        ("“It is late,” Vik told reporters on Monday.", ["2031-04-21"]),
        ("Norland accused Velmark on Monday of delay.", ["2031-04-21"]),
        # The time is a part of what was said, or of another clause.
        ("Vik said that the port was closed on Monday.", [None]),
        ("Vik, who arrived on Monday, said that the port was closed.", [None]),
        ("The envoys met on Monday, though officials said that the port was closed.", [None]),
        ("Vik said that the port was closed.", [None]),
        # Whoever goes on to speak does so on the same day; another speaker may not.
        ("“It is late,” Vik said on Monday.\n\n“Very late,” Vik added.", ["2031-04-21", "2031-04-21"]),
        ("“It is late,” Vik said on Monday.\n\n“Very late,” Brandt added.", ["2031-04-21", None]),
        ("“It is late,” Vik said on Monday.\n\nVik has said that the port is closed.", ["2031-04-21", None]),
    ],
)
def test_the_day_of_an_utterance_is_the_one_its_clause_gives(
    language: Language, network: Network, report: Callable[..., Article], text: str, days: list[str | None]
) -> None:
    article = report(text)
    at = text.find("Monday")
    monday = (Time(Span(at, at + 6), When.day(date(2031, 4, 21))),) if at >= 0 else ()
    parse = replace(language.parse(article), times=monday)
    found = find_statements(article, parse, Cast((), (), ()), network.read(parse))
    assert [each.said_on and str(each.said_on) for each in found] == days


def test_a_time_after_publication_is_none_of_utterance(
    language: Language, network: Network, report: Callable[..., Article]
) -> None:
    text = "Vik said next month that the port was closed."
    article = report(text)
    month = Time(Span(9, 19), When.month(2031, 5))
    parse = replace(language.parse(article), times=(month,))
    (found,) = find_statements(article, parse, Cast((), (), ()), network.read(parse))
    assert found.said_on is None

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
        # Without a "that" the parser gives the time to what was said.
        ("Vik said on Monday he believed that the port was closed.", ["2031-04-21"]),
        ("Vik said late Monday the port would be closed.", ["2031-04-21"]),
        # The participle tells when its subject spoke.
        ("Vik, speaking Monday in Port Vel, said the port was closed.", ["2031-04-21"]),
        ("A poll released Monday found that half of the islands want a port.", ["2031-04-21"]),
        ("The boat seized on Monday shows that the port was open, Vik said.", [None, None]),
        # The clause tells of the same time.
        ("Vik met the envoys Monday in the palace, where she said that the port was closed.", ["2031-04-21"]),
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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Earlier this year, Vik warned that the port would be closed.", "2031"),  # a year that is not over
        ("We will never sign this paper! — Ann Vik (@annvik) March 9, 2031", "2031-03-09"),
    ],
)
def test_other_times_of_utterance(
    language: Language, network: Network, report: Callable[..., Article], text: str, day: str
) -> None:
    article = report(text)
    parse = language.parse(article)
    (found,) = find_statements(article, parse, Cast((), (), ()), network.read(parse))
    assert str(found.said_on) == day


def test_a_report_without_a_date_keeps_the_words_that_give_the_day(
    language: Language, network: Network, report: Callable[..., Article]
) -> None:
    article = report("“It is late,” Vik said on Monday.\n\n“Very late,” Vik added.", published=None)
    parse = language.parse(article)
    found = find_statements(article, parse, Cast((), (), ()), network.read(parse))
    assert [(each.said_on, each.dated and each.dated.words) for each in found] == [(None, "Monday")] * 2


def test_a_time_after_publication_is_none_of_utterance(
    language: Language, network: Network, report: Callable[..., Article]
) -> None:
    text = "Vik said next month that the port was closed."
    article = report(text)
    month = Time(Span(9, 19), When.month(2031, 5))
    parse = replace(language.parse(article), times=(month,))
    (found,) = find_statements(article, parse, Cast((), (), ()), network.read(parse))
    assert found.said_on is None

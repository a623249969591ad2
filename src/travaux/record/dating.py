"""Findings of a report without a date get their days from about when it came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from travaux.model import Citation, Estimate, Event, Position, Reading, Statement, Told, When
from travaux.times import resolve

_Finding = TypeVar("_Finding", Statement, Position, Event)


class Calendar:
    """What the words of time mean in reports of which it is known about when they came out."""

    def __init__(self, estimates: Iterable[Estimate], readings: Iterable[Reading]) -> None:
        about = {each.article: each.published for each in estimates}
        self._about: Mapping[str, When] = about
        self._told: dict[str, tuple[Told, ...]] = {
            reading.article: reading.told for reading in readings if reading.article in about
        }

    def date(self, findings: Iterable[_Finding]) -> Iterator[_Finding]:
        """All findings, with the days of those whose words of time had none."""
        for each in findings:
            day = self._day(each.dated) if each.dated is not None and each.article in self._told else None
            yield _with_day(each, day) if day is not None else each

    def _day(self, dated: Citation) -> When | None:
        """None where several words of time stand there, or none."""
        words = [each for each in self._told[dated.article] if each.span.overlaps(dated.span)]
        return resolve(words[0], self._about[dated.article]) if len(words) == 1 else None


def _with_day(finding: _Finding, day: When) -> _Finding:
    match finding:
        case Statement(said_on=None):
            return replace(finding, said_on=day)
        case Position(as_of=None):
            return replace(finding, as_of=day)
        case Event(date=None):
            return replace(finding, date=day)
    return finding

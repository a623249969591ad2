"""Findings of a report without a date get their days from about when it came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from travaux.model import Estimate, Event, Position, Reading, Statement, Told, When
from travaux.times import resolve

_Finding = TypeVar("_Finding", Statement, Position, Event)


class Calendar:
    """What the words of time mean in reports of which it is known about when they came out."""

    def __init__(self, estimates: Iterable[Estimate], readings: Iterable[Reading]) -> None:
        self._estimates = {each.article: each for each in estimates}
        self._told: dict[str, tuple[Told, ...]] = {
            reading.article: reading.told for reading in readings if reading.article in self._estimates
        }

    def date(self, findings: Iterable[_Finding]) -> Iterator[_Finding]:
        """All findings, with the days of those whose words of time had none."""
        for each in findings:
            day = self._day(each)
            yield _with_day(each, day) if day is not None else each

    def signed(self, findings: Iterable[Statement | Position | Event]) -> tuple[Estimate, ...]:
        """The estimates with the ids of the findings, as they were before, whose days rest on them."""
        resting: dict[str, list[str]] = defaultdict(list)
        for each in findings:
            if self._day(each) is not None:
                resting[each.article].append(each.id)
        held = self._estimates.values()
        return tuple(replace(each, findings=tuple(sorted(resting[each.article]))) for each in held)

    def _day(self, finding: Statement | Position | Event) -> When | None:
        """None where a finding has its day, where several words of time stand there, or none."""
        dated = finding.dated if _day_of(finding) is None else None
        if dated is None or finding.article not in self._told:
            return None
        words = [each for each in self._told[finding.article] if each.span.overlaps(dated.span)]
        return resolve(words[0], self._estimates[finding.article].published) if len(words) == 1 else None


def _day_of(finding: Statement | Position | Event) -> When | None:
    match finding:
        case Statement(said_on=day) | Position(as_of=day) | Event(date=day):
            return day


def _with_day(finding: _Finding, day: When) -> _Finding:
    match finding:
        case Statement():
            return replace(finding, said_on=day)
        case Position():
            return replace(finding, as_of=day)
        case Event():
            return replace(finding, date=day)

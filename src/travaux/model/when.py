"""Time as a text gives it: a day, a week, a month, a year, or any other run of days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class When:
    """The days from `first` to `last`, both included; the width is the granularity that the text gave."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a time that ends before it begins: {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date) -> When:
        return cls(day, day)

    @classmethod
    def week(cls, day: date) -> When:
        """The week, Monday to Sunday, that holds a day."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6))

    @classmethod
    def month(cls, year: int, month: int) -> When:
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> When:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, words: str) -> When:
        """The inverse of `str`: "2031", "2031-03", "2031-03-09" or "2031-03-03/2031-03-09"."""
        if "/" in words:
            first, last = words.split("/")
            return cls(date.fromisoformat(first), date.fromisoformat(last))
        parts = [int(part) for part in words.split("-")]
        if len(parts) == 1:
            return cls.year(parts[0])
        return cls.month(*parts) if len(parts) == 2 else cls.day(date(*parts))

    def meets(self, other: When, within: timedelta = timedelta(0)) -> bool:
        """Whether two times have a day in common, or lie no further apart than is allowed."""
        return self.first - other.last <= within and other.first - self.last <= within

    @property
    def granularity(self) -> str:
        """`day`, `week`, `month`, `year`, or `range` for any other run of days."""
        if self.first == self.last:
            return "day"
        if self == When.week(self.first):
            return "week"
        if self == When.month(self.first.year, self.first.month):
            return "month"
        return "year" if self == When.year(self.first.year) else "range"

    def __str__(self) -> str:
        match self.granularity:
            case "day":
                return self.first.isoformat()
            case "month":
                return self.first.strftime("%Y-%m")
            case "year":
                return self.first.strftime("%Y")
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

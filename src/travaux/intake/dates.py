"""Days of publication, as headers, pages and lines under a title give them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    "jan": 1, "january": 1, "feb": 2, "february": 2, "mar": 3, "march": 3, "apr": 4, "april": 4, "may": 5,
    "jun": 6, "june": 6, "jul": 7, "july": 7, "aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9,
    "oct": 10, "october": 10, "nov": 11, "november": 11, "dec": 12, "december": 12,
}  # fmt: skip
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # noqa: E501
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>[12]\d{3})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",  # 2031-04-22T08:30:00+02:00
        r"(?<!\d)(?P<year>[12]\d{3})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)",  # 2031/04/22
        r"(?<!\d)(?P<year>[12]\d{3})\.(?P<month>\d{1,2})\.(?P<day>\d{1,2})(?!\d)",  # 2031.04.22
        r"^(?P<year>[12]\d{3})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",  # 20310422
        rf"\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}",  # Tuesday, April 22, 2031
        rf"(?<!\d){_DAY}\s+(?:of\s+)?{_MONTH}\s*,?\s+{_YEAR}",  # 22 April 2031
        rf"(?<!\d){_DAY}-{_MONTH}-{_YEAR}",  # 22-Apr-2031
        r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>[12]\d{3})(?!\d)",  # 22.04.2031
    )
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/([12]\d{3})(?!\d)")
_NO_YEAR = (
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?!\d)", re.IGNORECASE),  # HARBOUR, April 22 (NWS)
    re.compile(rf"(?<!\d){_DAY}\s+{_MONTH}", re.IGNORECASE),  # HARBOUR, 22 April (NWS)
)
# https://courier.example/news/2031/apr/22/quota
_IN_ADDRESS = re.compile(r"/(?P<year>20\d\d)/(?P<month>\d{1,2}|[a-z]{3,9})/(?P<day>\d{1,2})(?=[/-]|$)", re.IGNORECASE)
# What else stands in a line that only tells when: words, and times such as 11:42:09-05 and 9:15.
_MOMENT = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|" + _MONTH.replace("?P<month>", "?:") + r"|\d{1,4}(?:st|nd|rd|th)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}t[\d:.]+(?:z|[+-][\d:]+)?"
    r"|\d{1,2}(?:[:.]\d{2}){0,2}\s?(?:[ap]\.?m\.?)?(?:z|[+-]\d{2}(?::?\d{2})?)?|[ap]\.?m\.?"
    r"|[ecmp][sd]?t|gmt|utc|bst|cest|cet|ist|jst|at|on|of|eastern|local|standard|daylight|time|noon|midnight",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,|·•()–—]+")


def read_date(words: str) -> date | None:
    """The one day that the words give; None where there is none, or where 3/4/2031 may be April or March."""
    for form in _FORMS:
        match = form.search(words)
        if match is not None:
            month = match["month"].lower()
            return _day(int(match["year"]), MONTHS.get(month) or _number(month), int(match["day"]))
    slashed = _SLASHED.search(words)
    if slashed is None:
        return None
    first, second, year = (int(part) for part in slashed.groups())
    if first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or first == second else None


def read_date_near(words: str, known: date) -> date | None:
    """A day without its year, in the year that puts it nearest to a day known from elsewhere."""
    for form in _NO_YEAR:
        match = form.search(words)
        if match is not None:
            years = (known.year - 1, known.year, known.year + 1)
            days = [_day(year, MONTHS[match["month"].lower()], int(match["day"])) for year in years]
            return min((day for day in days if day), key=lambda day: abs(day - known), default=None)
    return None


def read_address_date(address: str) -> date | None:
    """The day in a web address whose path is built of year, month and day."""
    match = _IN_ADDRESS.search(address)
    if match is None:
        return None
    month = match["month"].lower()
    return _day(int(match["year"]), MONTHS.get(month) or _number(month), int(match["day"]))


def is_moment(words: str) -> bool:
    """Whether the words say when and nothing else: "9:15 AM, Apr 22, 2031"."""
    tokens = [token for token in _BETWEEN.split(words.strip()) if token]
    return any(map(str.isdigit, words)) and all(_MOMENT.fullmatch(token) for token in tokens)


def _number(month: str) -> int:
    return int(month) if month.isdigit() else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

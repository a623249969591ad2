"""Lines that tell when a report was published or changed: "Posted at 9:15 AM, Apr 22, 2031"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from travaux.intake.dates import is_moment, read_date

_LONGEST = 160

_VERB = r"(?:posted|published|updated|modified|created|issued|released|filed)"
_MARK = re.compile(rf"(?:^|(?<=[\s|·•,;(]))(?P<verb>{_VERB})(?:\s+(?:at|on))?\s*:?\s*", re.IGNORECASE)
_START = re.compile(rf"\(?(?:and\s+)?(?:first\s+|originally\s+|last\s+)?{_VERB}", re.IGNORECASE)
_FILLER = re.compile(r"\b(?:and|first|originally|last|was|article|story|this|min(?:ute)?s?|read)\b", re.IGNORECASE)
_CHANGES = {"updated", "modified"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """The days that a line gives; `worded` where it says what they are days of."""

    published: date | None = None
    updated: date | None = None
    worded: bool = False


def read_stamp(line: str) -> Stamp | None:
    """What a line of nothing but times says; None for any other line.

    "Posted at 9:15 AM, Apr 22, 2031", "Published April 22, 2031 | Updated April 23, 2031", "22 April 2031".
    """
    if len(line) > _LONGEST:
        return None
    if is_moment(line):
        return Stamp(read_date(line))
    marks = list(_MARK.finditer(line))
    if not marks or not _START.match(line) or not is_moment(_FILLER.sub(" ", _MARK.sub(" ", line))):
        return None
    days: dict[bool, date | None] = {}
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(line)], strict=True):
        days.setdefault(mark["verb"].lower() in _CHANGES, read_date(line[mark.end() : end]))
    return Stamp(days.get(False), days.get(True), worded=True)

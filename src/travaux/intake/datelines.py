"""Datelines: where, when and for which agency a report was written, before its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from travaux.intake.dates import read_date, read_date_near
from travaux.intake.lines import find_lines
from travaux.intake.outlets import OUTLETS, outlet_name
from travaux.model import Span

_LONGEST = 160

_LARGE = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĪİĶĽŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ]"
_MARK = r"(?:[—–―−]|--|-)"
_DASH = rf"(?:\s*{_MARK}\s+|\s*[—–―](?=[\"“‘\w(\[])|\s*{_MARK}$)"
_BEGINS = rf"(?=[\"“‘(\[\d$€£]|{_LARGE}|$)"  # "Vik (Norland) - the envoy -" goes on in small letters, and is a sentence
_CAPITALS = rf"{_LARGE}[{_LARGE[1:-1]}’'.]{{2,}}(?:[ /-](?:{_LARGE}[{_LARGE[1:-1]}’'.]+|d[eiu]|al|of))*"
_NAME = rf"{_LARGE}[\w.’'-]+(?: (?:{_LARGE}[\w.’'-]+|d[eiu]|al|of)){{0,3}}"
_REGION = rf"(?:, ?(?!\d)(?:{_LARGE}[\w.’' ]{{1,25}}))?"
_WHEN = (  # , Tuesday, April 22, 2031
    r"(?:,? ?(?:\d{1,2} )?(?:[A-Z][a-z]{2,8}\.?)(?:,? [A-Z][a-z]{2,8}\.?)?(?: \d{1,2})?(?:,? \d{4})?"
    r"|,? [A-Z]{3,9} \d{1,2})?"
)
_DAY = (  # April 22; it cannot be taken for a region
    r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2})?(?:,? \d{4})?"
)
_AGENCY = rf"(?:\((?P<agency>{_LARGE}[\w./’ -]{{1,40}}|dpa)(?:, {_DAY})?\))"
_SLASHED = rf"/(?P<agency>{_LARGE}[\w’ -]{{1,30}})/"
_BODIES = r"(?:NATO|ASEAN|OPEC|BRICS|AUKUS|MERCOSUR|UNESCO|UNICEF)\b"  # NATO — Norland's oldest ally — was silent.
_PLACES = rf"{_CAPITALS}{_REGION}(?:/{_CAPITALS}{_REGION})?"

# With the agency in brackets and the place in capitals: no sentence begins so.
_SURE = tuple(
    re.compile(form)
    for form in (
        # PORT VELM, Norland/HARBOUR, April 22 (NWS) —
        rf"{_PLACES}{_WHEN},?(?:\s*{_MARK})? ?{_AGENCY}(?:{_DASH}|:\s+)",
        rf"{_PLACES}{_WHEN}[.,]? {_SLASHED}(?:\.\s+|{_DASH})",  # HARBOUR, April 22. /NWS/.
    )
)
_WITH_AGENCY = (
    *_SURE,
    # Port Velm, Norland, April 22 (NWS) --
    re.compile(rf"(?:{_NAME}{_REGION}{_WHEN}|{_DAY})?,?\s?{_AGENCY}{_DASH}{_BEGINS}"),
)
_FORMS = (
    *_WITH_AGENCY,
    # HARBOUR, April 22 —
    re.compile(
        rf"(?={_LARGE}{{4}}|{_LARGE}{{2,}}[ /-]{_LARGE})(?!{_BODIES}){_PLACES}{_WHEN}"
        rf"(?:\s*{_MARK}\s+(?=[\"“‘\d]|{_LARGE})|\s*[—–―](?=[\"“‘]|{_LARGE}[a-z])|\s*{_MARK}$)"
    ),
    re.compile(rf"{_NAME}{_REGION}, {_DAY}{_DASH}{_BEGINS}"),  # Port Velm, April 22 —
)
_BARE_AGENCY = re.compile(rf"(?:{_NAME}{_REGION} )?(?:{_AGENCY}|\[(?P<boxed>[A-Z]{{2,8}})\]):?\s+(?=[\"“‘]|{_LARGE})")
_DASHED_AGENCY = re.compile(r"(?P<agency>[^—–]{2,30}?)\s*(?:—|–|--)\s+")
_TASS = re.compile(rf"{_LARGE}[\w’ -]{{2,30}}, {_DAY}[.,] (?P<agency>[\w’ -]{{2,30}})\.\s+(?=[\"“‘]|{_LARGE})")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words of a dateline, the dash after it included, and the outlet that it names."""

    words: str
    outlet: str | None = None

    def read_day(self, near: date | None) -> date | None:
        """The day that it gives; without a year, the one nearest to a day known from elsewhere."""
        day = read_date(self.words)
        return day if day is not None or near is None else read_date_near(self.words, near)


def read_dateline(line: str) -> Dateline | None:
    """The dateline that a line begins with, or that it is."""
    head = line[:_LONGEST]
    match = next((found for form in _FORMS if (found := form.match(head))), None) or _read_known_agency(head)
    if match is None:
        return None
    groups = match.groupdict()
    agency = groups.get("agency") or groups.get("boxed")
    return Dateline(match.group(), outlet_name(agency) if agency else None)


def opens_with_agency(line: str) -> bool:
    """Whether a line begins with a dateline that names an agency."""
    return any(form.match(line[:_LONGEST]) for form in _WITH_AGENCY)


def find_datelines(text: str, body: Span) -> Iterator[Span]:
    """Datelines below a summary, or of each report where several stand together: the unmistakable ones alone."""
    for line in find_lines(text, body):
        head = text[line.start : min(line.end, line.start + _LONGEST)]
        match = next((found for form in _SURE if (found := form.match(head))), None)
        if match is not None:
            yield Span(line.start, line.start + match.end())


def _read_known_agency(head: str) -> re.Match[str] | None:
    """Without a dash in brackets, or without brackets, only where the outlet is known.

    "(NBN) When ministers met", "NBN — When ministers met", "HARBOUR, April 22. NBN. When ministers met".
    """
    for form in (_BARE_AGENCY, _DASHED_AGENCY, _TASS):
        match = form.match(head)
        if match is not None and (match["agency"] or match.groupdict().get("boxed")) in OUTLETS:
            return match
    return None

"""States, their capitals and demonyms, and the bodies that everybody knows belong to one."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import countryinfo

# Forms that the library lacks. Facts, each as in "Washington rejected the quota".
_FURTHER_FORMS: dict[str, tuple[str, ...]] = {
    "United States": ("U.S.", "America", "Americans", "Washington"),
    "United Kingdom": ("U.K.", "Britain", "Britons"),
    "North Korea": ("DPRK", "D.P.R.K."),
    "South Korea": ("ROK",),
    "Democratic Republic of the Congo": ("DRC",),
    "Netherlands": ("Holland", "The Hague"),
    "United Arab Emirates": ("UAE", "Emirati", "Emiratis"),
    "Czech Republic": ("Czechia", "Czechs"),
    "Turkey": ("Türkiye", "Turks"),
    "Denmark": ("Danish", "Danes"),
    "Finland": ("Finnish", "Finns"),
    "Sweden": ("Swedish", "Swedes"),
    "Poland": ("Polish", "Poles"),
    "Spain": ("Spanish", "Spaniards"),
    "Israel": ("Israelis", "Tel Aviv"),
    "Myanmar": ("Burma", "Burmese"),
    "Ivory Coast": ("Côte d'Ivoire", "Cote d'Ivoire"),
    "Vatican City": ("Vatican", "Holy See"),
    "Palestine": ("Palestinian Authority", "Palestinians"),
    "European Union": ("EU", "E.U.", "Brussels", "European Commission"),
    "United Nations": ("UN", "U.N."),
    "NATO": ("North Atlantic Treaty Organization",),
    "Arab League": (),
    "African Union": (),
}
# Of these, what is no state itself.
UNIONS = frozenset({"European Union", "United Nations", "NATO", "Arab League", "African Union"})

# Seats and offices that stand for their state: "The Kremlin rejected the quota."
BODIES: dict[str, str] = {
    "White House": "United States",
    "Oval Office": "United States",
    "West Wing": "United States",
    "State Department": "United States",
    "Department of State": "United States",
    "Treasury Department": "United States",
    "Justice Department": "United States",
    "Department of Homeland Security": "United States",
    "Defense Department": "United States",
    "Department of Defense": "United States",
    "Labor Department": "United States",
    "Department of Labor": "United States",
    "Commerce Department": "United States",
    "Department of Commerce": "United States",
    "Energy Department": "United States",
    "Interior Department": "United States",
    "Transportation Department": "United States",
    "Agriculture Department": "United States",
    "FBI": "United States",
    "Internal Revenue Service": "United States",
    "Homeland Security Department": "United States",
    "Homeland Security": "United States",
    "Immigration and Customs Enforcement": "United States",
    "Customs and Border Protection": "United States",
    "Border Patrol": "United States",
    "ICE": "United States",
    "Office of Management and Budget": "United States",
    "Office of Personnel Management": "United States",
    "National Economic Council": "United States",
    "Council of Economic Advisers": "United States",
    "Defense Intelligence Agency": "United States",
    "Central Intelligence Agency": "United States",
    "CIA": "United States",
    "Department of the Treasury": "United States",
    "Health and Human Services": "United States",
    "Federal Emergency Management Agency": "United States",
    "FEMA": "United States",
    "Environmental Protection Agency": "United States",
    "National Security Council": "United States",
    "Pentagon": "United States",
    "Joint Chiefs": "United States",
    "Joint Chiefs of Staff": "United States",
    "Capitol Hill": "United States",
    "Congress": "United States",
    "Senate": "United States",
    "House of Representatives": "United States",
    "House": "United States",
    "Supreme Court": "United States",
    "Democratic Party": "United States",
    "Republican Party": "United States",
    "Democrats": "United States",
    "Republicans": "United States",
    "Kremlin": "Russia",
    "Duma": "Russia",
    "Downing Street": "United Kingdom",
    "Whitehall": "United Kingdom",
    "Foreign Office": "United Kingdom",
    "Élysée": "France",
    "Elysee": "France",
    "Quai d'Orsay": "France",
    "Bundestag": "Germany",
    "Blue House": "South Korea",
    "Knesset": "Israel",
    "Israel Defense Forces": "Israel",
    "Israeli Defense Forces": "Israel",
    "IDF": "Israel",
    "Rada": "Ukraine",
    "Zhongnanhai": "China",
    "Revolutionary Guards": "Iran",
    "KCNA": "North Korea",
    "Korean Central News Agency": "North Korea",
    "Korea Central News Agency": "North Korea",
    "Rodong Sinmun": "North Korea",
    "Xinhua": "China",
    "Global Times": "China",
    "IRNA": "Iran",
    "SANA": "Syria",
}

# Parties in a parliament and their adjectives: "Senate Republicans rejected the quota."
FACTIONS: dict[str, str] = {
    "Democrat": "Democrats",
    "Democratic": "Democrats",
    "Democratic Party": "Democrats",
    "House Democrats": "Democrats",
    "Senate Democrats": "Democrats",
    "Republican": "Republicans",
    "GOP": "Republicans",
    "Republican Party": "Republicans",
    "House Republicans": "Republicans",
    "Senate Republicans": "Republicans",
}

# Wings of such a party with a name of their own: they speak for themselves, and are on its side.
WINGS: dict[str, str] = {
    "Freedom Caucus": "Republicans",
    "House Freedom Caucus": "Republicans",
    "Republican Study Committee": "Republicans",
    "Tea Party": "Republicans",
    "Tuesday Group": "Republicans",
    "Progressive Caucus": "Democrats",
    "Congressional Progressive Caucus": "Democrats",
    "Congressional Black Caucus": "Democrats",
    "Congressional Hispanic Caucus": "Democrats",
    "Blue Dogs": "Democrats",
}

_NOT_STATES = {"City of Victoria", "Jersey", "Georgia Islands"}
_DEPENDENT = re.compile(r"\b(?:Islands?|Territory|Territories|Samoa|Guam|Puerto Rico|Hong Kong|Macau|Minor)\b")


class State(NamedTuple):
    """A state that a form names, and how: `name`, `capital` (a seat that may be a mere place), `demonym`."""

    name: str
    how: str


@cache
def known_states() -> dict[str, State]:
    """Every form of every state, case-folded, to its state.

    Where states share a form ("Congolese"), the one with more people has it.
    """
    forms: dict[str, tuple[int, State]] = {}

    def add(form: str | None, name: str, how: str, people: int) -> None:
        if form and len(form) > 1:
            key = form.casefold()
            if key not in forms or forms[key][0] < people:
                forms[key] = (people, State(name, how))

    for country in countryinfo.all_countries():
        info = country.info()
        name = info.get("name")
        if not name or "," in name:
            continue
        people = info.get("population") or 0
        if _DEPENDENT.search(name):
            people = min(people, 1)
        add(name, name, "name", people + 10**10)
        for form in info.get("altSpellings", ()):
            if form.isascii() and len(form) > 3 and "," not in form and form not in _NOT_STATES:
                add(form, name, "name", people)
        capitals = info.get("capital") or ()
        for capital in [capitals] if isinstance(capitals, str) else capitals:
            if capital not in _NOT_STATES:
                add(capital.removesuffix(" D.C."), name, "capital", people)
        demonym = info.get("demonym")
        if demonym:
            add(demonym, name, "demonym", people)
            if demonym[-1] in "ni":
                add(demonym + "s", name, "demonym", people)
    for acronym, name in (("US", "United States"), ("USA", "United States"), ("UK", "United Kingdom")):
        add(acronym, name, "name", 10**10)
    for name, further in _FURTHER_FORMS.items():
        add(name, name, "name", 10**10)
        for form in further:
            seat = form in {"Washington", "Tel Aviv", "The Hague", "Brussels"}
            add(form, name, "capital" if seat else "name", 10**10)
    return {form: state for form, (_, state) in forms.items()}

"""Canonical names of states and negotiating groups, from CLDR and a table of groups."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache

from babel import Locale

# Territories of CLDR that take no seat of their own in a negotiation, or are no territory at all.
_NO_STATE = frozenset(
    "AC AI AQ AS AW AX BL BM BQ BV CC CP CQ CW CX DG EA EU EZ FK FO GF GG GI GL GP GS GU HK HM IC IM IO JE KY MF MO MP"
    " MQ MS NC NF PF PM PN PR QO RE SH SJ SX TA TC TF TK UM UN VG VI WF XA XB YT ZZ".split()
)

# Where the English short name used between states differs from CLDR's.
_SHORT_NAMES = {
    "AG": "Antigua and Barbuda",
    "BA": "Bosnia and Herzegovina",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Côte d'Ivoire",
    "CZ": "Czech Republic",
    "FM": "Federated States of Micronesia",
    "GM": "The Gambia",
    "KN": "Saint Kitts and Nevis",
    "KP": "Democratic People's Republic of Korea",
    "KR": "Republic of Korea",
    "LC": "Saint Lucia",
    "MM": "Myanmar",
    "PS": "Palestine",
    "RU": "Russian Federation",
    "ST": "São Tomé and Príncipe",
    "TR": "Turkey",
    "TT": "Trinidad and Tobago",
    "VA": "Holy See",
    "VC": "Saint Vincent and the Grenadines",
}

# Other forms of a state's name: long forms, former names, acronyms.
_STATE_FORMS = {
    "Bolivia": ("Plurinational State of Bolivia",),
    "Brunei": ("Brunei Darussalam",),
    "Cape Verde": ("Cabo Verde",),
    "Czech Republic": ("Czechia",),
    "Côte d'Ivoire": ("Ivory Coast", "Cote d'Ivoire", "Cote D Ivoire"),
    "Democratic People's Republic of Korea": ("DPRK", "North Korea"),
    "Democratic Republic of the Congo": ("Democratic Republic of Congo", "DRC", "D R Congo", "DR Congo", "Zaire"),
    "Eswatini": ("Swaziland",),
    "Federated States of Micronesia": ("Micronesia", "FSM"),
    "Guinea-Bissau": ("Guinea Bissau",),
    "Holy See": ("Vatican", "Vatican City"),
    "Iran": ("Islamic Republic of Iran",),
    "Laos": ("Lao People's Democratic Republic", "Lao PDR"),
    "Libya": ("Libyan Arab Jamahiriya",),
    "Moldova": ("Republic of Moldova",),
    "Myanmar": ("Burma",),
    "North Macedonia": ("Macedonia", "Former Yugoslav Republic of Macedonia", "FYROM"),
    "Palestine": ("Palestinian Territories", "State of Palestine", "Palestinian Authority"),
    "Republic of Korea": ("Korea", "South Korea", "ROK"),
    "Republic of the Congo": ("Congo", "Republic of Congo"),
    "Russian Federation": ("Russia",),
    "Saint Lucia": ("St Lucia",),
    "Syria": ("Syrian Arab Republic",),
    "Tanzania": ("United Republic of Tanzania",),
    "The Gambia": ("Gambia",),
    "Timor-Leste": ("East Timor", "Timor Leste"),
    "Turkey": ("Türkiye",),
    "United Arab Emirates": ("UAE",),
    "United Kingdom": ("UK", "U K", "Great Britain", "Britain"),
    "United States": ("US", "USA", "U S", "U S A", "United States of America"),
    "Venezuela": ("Bolivarian Republic of Venezuela",),
    "Vietnam": ("Viet Nam", "Socialist Republic of Vietnam"),
}

# Former states that sat at tables of their time.
_FORMER_STATES = ("Yugoslavia", "Serbia and Montenegro", "Czechoslovakia", "USSR")

# Coalitions that negotiate as one: canonical name and what texts call them.
_GROUPS = {
    "G-77/China": ("G 77 China", "G77 China", "G77China", "G 77 and China", "G77 and China", "G 77", "G77",
                   "Group of 77", "Group of 77 and China", "Group of 77 China", "G 77 with China"),
    "European Union": ("EU", "EC", "European Community", "European Communities", "European Commission"),
    "Alliance of Small Island States": (
        "AOSIS", "Association of Small Island States", "Alliance of Small Island Developing States"),
    "Least Developed Countries": ("LDCs", "LDC", "LDC Group"),
    "Like-Minded Developing Countries": ("LMDCs", "LMDC", "Like Minded Group", "Like Minded Group of Countries"),
    "Environmental Integrity Group": ("EIG", "Integrity Group"),
    "African Group": ("Africa Group", "African States", "Group of African States"),
    "Arab Group": ("Arab States", "League of Arab States", "Arab League", "Group of Arab States"),
    "Umbrella Group": ("Umbrella",),
    "Bolivarian Alliance for the Peoples of Our America": (
        "ALBA", "ALBA TCP", "Bolivarian Alliance for the Peoples of Our America Peoples Trade Treaty"),
    "Central American Integration System": ("SICA",),
    "Caribbean Community": ("CARICOM",),
    "Independent Association of Latin America and the Caribbean": (
        "AILAC", "Independent Alliance of Latin America and the Caribbean",
        "Association of Independent Latin American and Caribbean States"),
    "Coalition for Rainforest Nations": ("CfRN", "Rainforest Coalition", "Coalition of Rainforest Nations"),
    "BASIC": ("BASIC Countries", "BASIC Group"),
    "JUSSCANNZ": ("JUSSCANZ", "JUSCANZ"),
    "GRULAC": ("Latin American and Caribbean Group", "Group of Latin America and the Caribbean",
               "Latin American and Caribbean States"),
    "CACAM": ("CACAM Group", "Central Asia Caucasus Albania and Moldova"),
    "CG-11": ("CG 11", "Central Group 11", "Central Group Eleven", "Central Group"),
    "Pacific Small Island Developing States": ("PSIDS", "Pacific SIDS"),
    "Small Island Developing States": ("SIDS",),
    "Association of Southeast Asian Nations": ("ASEAN",),
    "Pacific Islands Forum": ("PIF",),
    "Central American countries": ("Central American Group", "Central American States"),
    "Congo Basin countries": ("Congo Basin Countries Group",),
    "Asian Group": ("Asia Group", "Asian States", "Asia Pacific Group"),
    "Mountainous Landlocked Developing Countries": ("Mountain Landlocked Developing Countries",),
    "Eastern European Group": ("Eastern European States",),
    "Western European and Others Group": ("WEOG",),
    "Valdivia Group": (),
    "Visegrad Group": (),
    "Southern African Development Community": ("SADC",),
    "Economic Community of West African States": ("ECOWAS",),
    "Organization of the Petroleum Exporting Countries": ("OPEC",),
}  # fmt: skip

# Observers: they are no parties to the talks, but have views of their own.
_OBSERVERS = {
    "Climate Action Network": ("CAN",),
    "Food and Agriculture Organization": ("FAO",),
    "Greenpeace": (),
    "ICLEI": ("ICLEI Local Governments for Sustainability",),
    "International Air Transport Association": ("IATA",),
    "International Atomic Energy Agency": ("IAEA",),
    "International Chamber of Commerce": ("ICC",),
    "International Civil Aviation Organization": ("ICAO",),
    "International Energy Agency": ("IEA",),
    "International Labour Organization": ("ILO",),
    "International Maritime Organization": ("IMO",),
    "International Strategy for Disaster Reduction": ("ISDR", "UN ISDR", "UNISDR"),
    "International Trade Union Confederation": ("ITUC", "ICFTU"),
    "International Union for Conservation of Nature": ("IUCN", "World Conservation Union"),
    "Organisation for Economic Co-operation and Development": (
        "OECD", "Organization for Economic Cooperation and Development",
        "Organization of Economic Cooperation and Development"),
    "United Nations Conference on Trade and Development": ("UNCTAD",),
    "United Nations Educational, Scientific and Cultural Organization": ("UNESCO",),
    "United Nations Environment Programme": ("UNEP", "UN Environment Programme"),
    "United Nations Development Programme": ("UNDP", "UN Development Programme"),
    "United Nations Industrial Development Organization": ("UNIDO",),
    "United Nations Institute for Training and Research": ("UNITAR",),
    "World Business Council for Sustainable Development": ("WBCSD",),
    "World Health Organization": ("WHO",),
    "World Meteorological Organization": ("WMO",),
    "World Trade Organization": ("WTO",),
    "World Wide Fund for Nature": ("WWF", "World Wildlife Fund"),
}  # fmt: skip

# Acronyms that are words, articles or common nouns when not written in capitals throughout.
_CAPITALS_ONLY = frozenset(
    "us eu ec uk usa uae alba basic sica pif umbrella rok drc fsm ldc ldcs can who imo ilo iea icc fao".split()
)

# Adjectives before a noun: "the Canadian amendment".
_ADJECTIVES = {
    "American": "United States", "Argentine": "Argentina", "Argentinian": "Argentina", "Australian": "Australia",
    "Austrian": "Austria", "Bangladeshi": "Bangladesh", "Belgian": "Belgium", "Bolivian": "Bolivia",
    "Brazilian": "Brazil", "British": "United Kingdom", "Canadian": "Canada", "Chilean": "Chile",
    "Chinese": "China", "Colombian": "Colombia", "Cuban": "Cuba", "Danish": "Denmark", "Dutch": "Netherlands",
    "Egyptian": "Egypt", "Ethiopian": "Ethiopia", "Finnish": "Finland", "French": "France", "German": "Germany",
    "Ghanaian": "Ghana", "Greek": "Greece", "Hungarian": "Hungary", "Icelandic": "Iceland", "Indian": "India",
    "Indonesian": "Indonesia", "Iranian": "Iran", "Irish": "Ireland", "Israeli": "Israel", "Italian": "Italy",
    "Japanese": "Japan", "Kenyan": "Kenya", "Korean": "Republic of Korea", "Kuwaiti": "Kuwait",
    "Malaysian": "Malaysia", "Mexican": "Mexico", "Moroccan": "Morocco", "Nigerian": "Nigeria",
    "Norwegian": "Norway", "Pakistani": "Pakistan", "Peruvian": "Peru", "Philippine": "Philippines",
    "Polish": "Poland", "Portuguese": "Portugal", "Romanian": "Romania", "Russian": "Russian Federation",
    "Samoan": "Samoa", "Saudi": "Saudi Arabia", "Senegalese": "Senegal", "Slovenian": "Slovenia",
    "South African": "South Africa", "Spanish": "Spain", "Swedish": "Sweden", "Swiss": "Switzerland",
    "Tanzanian": "Tanzania", "Thai": "Thailand", "Turkish": "Turkey", "Ugandan": "Uganda",
    "Ukrainian": "Ukraine", "Venezuelan": "Venezuela", "Zambian": "Zambia", "Zimbabwean": "Zimbabwe",
}  # fmt: skip

# Bodies that speak in bulletins and are no party: organs of the meeting, agencies, observers.
BODIES = frozenset(
    "IPCC UNFCCC FCCC SBSTA SBI COP CMP MOP AGBM AG13 INC GEF CDM JI LULUCF REDD"
    " NGO NGOS ENGO ENGOS BINGO BINGOS RINGO RINGOS TUNGO YOUNGO TAR AWG LCA KP EGTT LEG CGE SCCF UNCCD"
    " CCD CBD CSD CITES CIEL WRI UNSIDS RIOCC SPREP"
    " GCOS UNAIDS INTERPOL HABITAT START ENDA WFEO MEF CCS MRV COW SPM TSU UN NATO CDF ESKOM IDS RSPB CCCCC YOUTH"
    " GENDER INDUSTRY BUSINESS LOMBARDY MILIEUDEFENSIE INTERNATIONAL CHAIR SECRETARIAT PLENARY PARTIES"
    " DELEGATES SUMMARY REPORT ARTICLE ANNEX NOTE DRAFT TEXT WGI WGII WGIII ADP SED TEC GCF CTCN WIM SCF".split()
)
_BODY_WORDS = re.compile(
    r"\b(?:NETWORK|BANK|ORGANI[SZ]ATIONS?|COUNCILS?|CHAMBER|ASSOCIATION|FUND|INSTITUTE|NATIONS"
    r"|COMMISSION|FORUM|AUTHOR"
    r"|FOUNDATION|CENT(?:ER|RE)|AGENCY|FEDERATION OF|CONFEDERATION|COMMITTEE|CONVENTION"
    r"|UNIVERSITY|BUSINESS|CLUB|FRIENDS"
    r"|UNIONS?|WORLD|INTERNATIONAL|CLIMATE|DEFEN[CS]E|STRATEGY|CHURCHES|GOVERNMENTS|PEOPLES|YOUTH|INITIATIVE|CHAIR"
    r"|ON|SECRETARIAT|MECHANISM|PROTOCOL|MEETING|SESSION|STATEMENTS?|ENERGY|COALITION OF"
    r"|BOD(?:Y|IES)|ITEMS?|REVIEW|GUIDANCE|ISSUES?|MATTERS|BUILDING|TRANSFER|COMMUNICATIONS?"
    r"|MEASURES|POLICIES|CONCLUSIONS|STEPS)\b"
)

_NO_NAME = frozenset("AND OR THE FOR OF ON TO IN WITH BY".split())
_SLIP = 0.85  # likeness from which a name in capitals counts as a misspelt known one; invented names stay below .8

_APART = re.compile(r"[^\w]+")


def fold(words: str) -> str:
    """A key that forgets case, accents, "the" in front and every mark between words."""
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    key = _APART.sub(" ", plain.replace("&", " and ")).strip()
    return key.removeprefix("the ")


@cache
def known_parties() -> dict[str, str]:
    """Folded forms of all names in the tables, to the canonical name."""
    forms: dict[str, str] = {}
    for code, territory in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_STATE:
            name = _SHORT_NAMES.get(code, str(territory).replace("’", "'"))
            forms.update({fold(name): name, fold(str(territory)): name})
    for table in (_STATE_FORMS, _GROUPS, _OBSERVERS):
        for name, others in table.items():
            forms.update({fold(form): name for form in (name, *others)})
    forms.update({fold(name): name for name in _FORMER_STATES})
    forms.update({form.replace(" and ", " "): name for form, name in forms.items() if " and " in form})  # "A & B"
    return forms


@cache
def known_names() -> frozenset[str]:
    """The canonical names of the tables."""
    return frozenset(known_parties().values())


@cache
def _states() -> frozenset[str]:
    return known_names() - _GROUPS.keys() - _OBSERVERS.keys()


def is_group(name: str) -> bool:
    """Whether a canonical name is no state's: those who speak for a group do not speak for themselves."""
    return name not in _states()


def read_party(words: str) -> str | None:
    """The canonical name of a state or group, or None: "the PHILIPPINES" is "Philippines", "AOSIS" its full name.

    A name in capitals that no table holds is a party too, in title case: "NORLAND" is "Norland".
    """
    key = fold(words)
    known = known_parties().get(key)
    if known is not None:
        if key in _CAPITALS_ONLY and not any(c.isupper() for c in words.strip().removeprefix("the ")[1:]):
            return None
        return known
    return read_unknown(re.sub(r"^[Tt]he\s+", "", words.strip()))


@cache
def read_unknown(words: str) -> str | None:
    """A name in capitals that no table holds, in title case; None for bodies and short acronyms.

    One that is a slip of a known state's name is that state: "SWITERLAND" is "Switzerland".
    """
    parts = words.split()
    if not parts or not any(len(part) >= 4 for part in parts) or is_body(words):
        return None
    if any(c.islower() or c.isdigit() for c in words) or parts[0] in _NO_NAME:
        return None
    if len(parts) == 1 and not _sounds(words):
        return None
    slips = get_close_matches(fold(words), known_parties(), n=2, cutoff=_SLIP)
    if len({known_parties()[slip] for slip in slips}) == 1:
        return known_parties()[slips[0]]
    small = {"OF", "THE", "AND", "FOR"}
    return " ".join(part.lower() if i and part in small else part.title() for i, part in enumerate(parts))


def is_body(words: str) -> bool:
    """Whether capitals name an organ, an agency or an observer: "WORLD BANK", "SBSTA"."""
    return bool(_BODY_WORDS.search(words)) or any(part in BODIES for part in re.split(r"[\s/-]+", words))


def _sounds(word: str) -> bool:
    """Whether a word in capitals can be spoken as a name: five letters at least, with vowels between consonants."""
    return len(word) >= 5 and len(re.findall(r"[AEIOUY]+", word)) >= 2


def read_adjective(words: str) -> str | None:
    """The state that an adjective stands for: "Canadian" is "Canada"."""
    return _ADJECTIVES.get(words)


def adjectives() -> tuple[str, ...]:
    """All adjectives of the table, longest first."""
    return tuple(sorted(_ADJECTIVES, key=len, reverse=True))

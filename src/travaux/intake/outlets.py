"""Names of outlets as credits and datelines write them."""

from __future__ import annotations

import re

# What a dateline or a video's credit writes in short, and the outlet's name.
OUTLETS = {
    "AP": "Associated Press", "The Associated Press": "Associated Press", "Associated Press": "Associated Press",
    "Reuters": "Reuters", "Thomson Reuters": "Reuters", "REUTERS": "Reuters",
    "AFP": "Agence France-Presse", "UPI": "United Press International", "dpa": "dpa", "DPA": "dpa", "EFE": "EFE",
    "ANSA": "ANSA", "PTI": "Press Trust of India", "ANI": "ANI", "IANS": "IANS", "APP": "Associated Press of Pakistan",
    "CNN": "CNN", "CNN Business": "CNN", "BBC": "BBC", "NPR": "NPR", "CBS": "CBS News", "CBS News": "CBS News",
    "ABC": "ABC News", "NBC": "NBC News", "NBC News": "NBC News", "Fox News": "Fox News", "DW": "Deutsche Welle",
    "VOA": "Voice of America", "RFE/RL": "RFE/RL", "Xinhua": "Xinhua", "TASS": "TASS", "RIA Novosti": "RIA Novosti",
    "KCNA": "KCNA", "Yonhap": "Yonhap", "Kyodo": "Kyodo", "SANA": "SANA", "IRNA": "IRNA", "WAFA": "WAFA",
    "Anadolu": "Anadolu Agency", "AA": "Anadolu Agency", "Bloomberg": "Bloomberg", "Politico": "Politico",
    "POLITICO": "Politico", "USA TODAY": "USA TODAY", "Al Jazeera": "Al Jazeera", "MEE": "Middle East Eye",
    "Bernama": "Bernama", "Antara": "Antara", "Interfax": "Interfax", "ITAR-TASS": "TASS",
}  # fmt: skip
_OUTLET_WORD = re.compile(  # By Ana Rell, Norland Courier
    r"\b(?:Press|News|Times|Post|Courier|Herald|Tribune|Journal|Gazette|Agency|Service|Wire|Telegraph|Guardian|Observer"
    r"|Today|Standard|Mail|Chronicle|Monitor|Examiner|Sentinel|Star|Sun|Globe|Dispatch|Bulletin|Review|Radio|Television"
    r"|TV|Broadcasting|Network|Media|Magazine|Daily|Weekly|Mirror|Independent|Record|Inquirer|Register|Bureau)\b"
)
_LONGEST = 100
_SIDE_NAME = re.compile(r"\s*\([^)]*\)\s*$")  # Norland Courier (Web News)


def is_outlet(words: str) -> bool:
    """Whether the words name an outlet that is known, or are built as outlets' names are."""
    return words in OUTLETS or (len(words) <= 60 and _OUTLET_WORD.search(words) is not None)


def outlet_name(words: str) -> str:
    """The full name where a short one is known."""
    return OUTLETS.get(words, words)


def same_outlet(words: str, outlet: str | None) -> bool:
    """Whether a line repeats the outlet that is known already, case and additions in brackets aside."""
    if outlet is None or len(words) > _LONGEST:
        return False
    line = _key(words)
    return line != "" and line in {_key(outlet), _key(_SIDE_NAME.sub("", outlet))}


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold().removeprefix("the "))

"""Which party a legislator of the United States sits for, where no article says it: "Sen. Ann Vo".

The table is made by training/legislators.py out of public-domain data as of July 2015; who came later is not in it.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from travaux.model.spelling import is_short_for

TABLE = Path(__file__).with_name("legislators.tsv")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def find_party(name: str) -> str | None:
    """The party of the legislator of that name, by the first name or its short form; None where two have both."""
    words = [word for word in _fold(name).replace(",", " ").split() if word not in _SUFFIXES]
    if len(words) < 2:
        return None
    for length in (2, 1):
        namesakes = _table().get(" ".join(words[-length:])) if len(words) > length else None
        if namesakes:
            parties = {
                party
                for party, firsts in namesakes
                if words[0] in firsts or any(is_short_for(words[0], first) for first in firsts)
            }
            return parties.pop() if len(parties) == 1 else None
    return None


@cache
def _table() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Last name -> party and first names."""
    table: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        last, party, firsts = line.split("\t")
        table.setdefault(_fold(last), []).append((party, frozenset(_fold(firsts).split())))
    return table


def _fold(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()

"""Whether a pronoun can be somebody's, by title, role or first name."""

from __future__ import annotations

from collections.abc import Iterable

_MALE_WORDS = frozenset(
    "mr. mr sir lord king prince father spokesman chairman congressman businessman husband son brother man boy".split()
)
_FEMALE_WORDS = frozenset(
    "mrs. mrs ms. ms miss lady dame queen princess spokeswoman chairwoman congresswoman businesswoman wife daughter "
    "sister mother woman girl".split()
)
# Common first names that are given to one sex far more often than to the other.
_FEMALE_NAMES = frozenset(
    "alice amanda amy ana andrea angela ann anna anne annie barbara beth betty carmen carol caroline catherine "
    "charlotte christina christine claire cynthia deborah diana diane donna dorothy elena elizabeth ellen emily emma "
    "eva fatima frances grace hannah heather helen irene isabel jane janet jennifer jessica jill joan judith julia "
    "julie karen kate katherine kathleen laura lauren linda lisa lucy margaret maria marie martha mary michelle monica "
    "nancy natalia nicole olga olivia pamela patricia rachel rebecca rosa ruth samantha sandra sarah sharon sofia "
    "sophie stephanie susan svetlana tatiana teresa theresa valerie vanessa victoria virginia wendy".split()
)
_MALE_NAMES = frozenset(
    "aaron abdul adam ahmed alan albert alexander ali andrew anthony antonio arthur ben benjamin bernard bill boris "
    "brian bruce carl carlos charles chris christopher daniel david dennis dmitry donald douglas edward emmanuel eric "
    "ernest fernando francis frank fred gary george gerald giovanni greg hans harold harry hassan henry howard hugo "
    "igor ivan jack jacob james jason jean jeffrey jim joe john jonathan jorge jose joseph joshua juan justin karl "
    "keith kenneth kevin larry lawrence leonard louis luis mahmoud marco mario mark martin matthew michael "
    "miguel mohammad mohammed muhammad nicholas nick oliver omar oscar patrick paul pedro peter philip pierre ralph "
    "richard robert roger ronald russell samuel scott sean sergei simon stephen steve steven stuart thomas tim timothy "
    "todd tom tony victor vladimir walter william yusuf".split()
)


def read_female(name: str, titles: Iterable[str] = ()) -> bool | None:
    """By the titles before a name ("Ms."), else by a first name that a last name follows; None where neither tells."""
    words = {title.lower() for title in titles}
    if words & _FEMALE_WORDS:
        return True
    if words & _MALE_WORDS:
        return False
    parts = name.lower().split()
    if parts and parts[0] in _FEMALE_WORDS:
        return True
    if parts and parts[0] in _MALE_WORDS:
        return False
    if len(parts) < 2 or (parts[0] in _FEMALE_NAMES and parts[0] in _MALE_NAMES):
        return None
    if parts[0] in _FEMALE_NAMES:
        return True
    return False if parts[0] in _MALE_NAMES else None

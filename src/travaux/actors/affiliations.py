"""Who belongs to, leads or speaks for whom, from titles and appositions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from travaux.actors.names import Unit
from travaux.actors.titles import STATE_OFFICES


class Bond(NamedTuple):
    """Units of one sentence that say it: who, in what role, for whom. `whom` is empty where only a title is given."""

    who: tuple[Unit, ...]
    role: tuple[Unit, ...]
    whom: tuple[Unit, ...]


# Over the kinds of a sentence's units, one letter a unit. The first pattern that matches at a place wins.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # Ann Vo (D-Brask); Ann Vo, R-Norland
        r"(?P<who>N)[C(](?P<whom>d)",
        # Ann Vo, a Democrat; Ann Vo of Brask, Norland Republican; Ann Vo, the top Democrat on the panel
        r"(?P<who>N)(?:O[NS])?CA?[MxNSB]{0,3}?(?P<whom>f)(?=[COxvw@)&]|$)",
        # Norland's ambassador to Velmark Ann Vo; Norlandic envoy to the Council, Ib Tar
        r"(?P<whom>[SBNf])P?(?P<role>M*T+)OA?[SBN]C?(?P<who>N)(?!P?T)",
        # Norlandic leader Ann Vo; Norland's fisheries minister Ann Vo; House Speaker Ann Vo
        r"(?P<whom>[SBNf])(?:P)?(?P<role>[MS]*T+M*T*)(?P<who>N)(?!P?T)",
        # the Norland capital, Brask
        r"(?P<whom>[SN])P?(?P<role>k)C?(?P<who>N|S)",
        # Brask, the Norland capital
        r"(?P<who>N|S)CA?(?P<whom>[SN])P?(?P<role>k)",
        # Brask, the capital of Norland
        r"(?P<who>N|S)CA?(?P<role>k)OA?(?P<whom>[SN])",
        # Ann Vo, the Norlandic envoy to Velmark; Ann Vo, Norland's former fisheries minister
        r"(?P<who>N)CA?(?P<before>M*)B?(?P<whom>[SBNf])P?(?P<role>M*T+)",
        # Ann Vo, a trade adviser at the Brask Institute
        r"(?P<who>N)CA?(?P<role>M*T+)[OAxMTSN&]*@A?(?P<whom>[SBN])",
        # Norland's fisheries minister, Ann Vo
        r"(?P<whom>[SBNf])P(?P<role>M*T+)C(?P<who>N)(?!P?T)",
        # In Brask, the opposition leader, Ann Vo, spoke.
        r"(?P<place>xN)CA?(?P<role>M*T+)C?(?P<who>N)(?!P?T)",
        # Prime Minister Ann Vo of Norland
        r"(?P<head>M*T+)(?P<who>N)O(?P<whom>[SN])(?!P)",
        # Ann Vo, a spokeswoman for Norland
        r"(?P<who>N)CA?(?P<role>M*T+)(?:OA?M*(?P<whom>[SBNf]))?",
        # President of Norland, Ann Vo; a spokesman for the Norland ministry, Ib Tar
        r"(?P<role>M*T+)OA?(?P<whom>[SBNf])C?(?P<who>N)",
        # press secretary Ann Vo; special envoy Ann Vo
        r"(?P<role>M*T+)(?P<who>N)(?!P?T)",
        # Norland officials; a US negotiator
        r"(?P<whom>[SBNf])P?(?P<role>M*T)",
    )
)


# Of a party, all that are listed: Republicans Ann Vo of Brask, Ib Tar and Bo Lem; Ann Vo (D-Brask) and Ib Tar (Osten)
_PLACE = r"(?:O[NS]|\([NS]\))?"
_LISTS = (
    re.compile(rf"(?P<whom>[Bf])(?P<head>T?)(?:xx)?(?P<list>N{_PLACE}(?:[C&]{{1,2}}N{_PLACE})+)"),
    re.compile(r"N[C(](?P<whom>d)\)?(?P<list>(?:[C&]{1,2}N\([NS]\))+)"),
)
_PARTISAN = frozenset({"Democrats", "Republicans"})
_MANY = frozenset({"senators", "representatives", "lawmakers", "congressmen", "leaders", "sens.", "reps."})


def find_bonds(units: list[Unit]) -> Iterator[Bond]:
    """Affiliations in one sentence; nobody has two offices in it."""
    kinds = "".join("x" if _is_hyphened(units, at) else _kind(unit) for at, unit in enumerate(units))
    kinds = re.sub(r"(?<=\()N(?=\))", lambda n: "d" if units[n.start()].name in ("D", "R") else "N", kinds)
    taken: set[int] = set()
    yield from _find_listed(units, kinds)
    for pattern in _PATTERNS:
        for found in pattern.finditer(kinds):
            parts = {
                name: tuple(units[slice(*found.span(name))]) if found.group(name) else () for name in pattern.groupindex
            }
            if not _is_placed(parts.get("place", ())) or not _heads_state(parts.get("head", ()), parts.get("whom", ())):
                continue
            who = parts.get("who", ())
            role = parts.get("role", ()) or parts.get("head", ())
            places = {unit.first for unit in (*who, *role)}
            if role and places & taken:
                continue
            if role:
                taken |= places
            whom = () if role and _is_sent(units, role, parts.get("whom", ())) else parts.get("whom", ())
            if not role and who and whom and _was(units, who[0], whom[0]):
                continue
            if role and who and not parts.get("whom") and who[0].first < role[0].first:
                whom = _served(units, role[-1])
            yield Bond(who, parts.get("before", ()) + role, whom)


def _is_hyphened(units: list[Unit], at: int) -> bool:
    """ "the Brask-based institute" is not of Brask for that."""
    if units[at].kind not in "SNB" or at + 2 >= len(units):
        return False
    return units[at + 1].name == "-" and units[at + 2].name[0].islower()


def _was(units: list[Unit], who: Unit, whom: Unit) -> bool:
    """Ann Vo, a former Democrat."""
    return any(unit.name.lower() in _PAST for unit in units if who.last < unit.first < whom.first)


def _served(units: list[Unit], office: Unit) -> tuple[Unit, ...]:
    """What an office is of, where it is nobody known: "a director of research at the liberal Herring Centre".

    Empty where none is named, and for offices that are what they are of: "the secretary of fisheries".
    """
    at = units.index(office) + 1
    if at >= len(units) or not (units[at].kind == "O" or units[at].name.lower() in _AT):
        return ()
    if office.name.lower() in STATE_OFFICES or office.name.lower() in _WHATEVER:
        return ()
    last = at
    while last + 1 < len(units) and not _ends(units, last + 1):
        last += 1
        at = last if units[last].name.lower() in _AT and last + 1 < len(units) else at
    words = units[at + 1 : last + 1][:_LONGEST]
    if words and words[0].kind == "A":
        words = words[1:]
    own = any(unit.kind == "T" or unit.name.lower() in _OWN for unit in words[:2])
    if not words or own:
        return ()
    return (Unit("x", words[0].first, words[-1].last, " ".join(unit.name for unit in words)),)


def _ends(units: list[Unit], at: int) -> bool:
    """A comma, a verb or a new clause; not the "based" of "Brask-based"."""
    hyphened = units[at].kind == "v" and units[at - 1].name == "-"
    return (units[at].kind in "Cv()" and not hyphened) or units[at].name in _ENDS


def _is_placed(place: tuple[Unit, ...]) -> bool:
    """Where a report has a place before an office, it is said to be the place: "In Brask, the leader, Ann Vo"."""
    return not place or place[0].name.lower() in _PLACING


def _heads_state(head: tuple[Unit, ...], whom: tuple[Unit, ...]) -> bool:
    """A title before a name and "of" is that of a state where states alone have it: not "Senator Ann Vo of Georgia"."""
    if not head:
        return True
    office = head[-1].name.lower()
    return office in STATE_OFFICES or (office in _HEADS and whom[0].kind == "S")


def _find_listed(units: list[Unit], kinds: str) -> Iterator[Bond]:
    """The members of a party that one sentence lists."""
    for pattern in _LISTS:
        for found in pattern.finditer(kinds):
            whom = units[found.start("whom")]
            head = units[found.start("head")] if found.groupdict().get("head") else whom
            many = head.name.lower() in _MANY or (head is whom and whom.how.endswith("s"))
            if whom.kind == "B" and (whom.name not in _PARTISAN or not many):
                continue
            for at in range(*found.span("list")):
                if kinds[at] == "N" and kinds[at - 1] not in "O(":
                    yield Bond((units[at],), (), (whom,))


def _is_sent(units: list[Unit], role: tuple[Unit, ...], whom: tuple[Unit, ...]) -> bool:
    """An ambassador to Norland, or an envoy for Norland, is not of Norland; an adviser to Norland is."""
    between = units[units.index(role[-1]) + 1 : units.index(whom[0])] if whom and whom[0].first > role[-1].last else []
    sent = role[-1].name.lower() in _SENT or (role[0].name.lower() == "special" and role[-1].name == "representative")
    return sent and any(unit.name.lower() in ("to", "on", "for") for unit in between)


_PLACING = frozenset({"in", "at", "from"})
_PAST = frozenset({"former", "ex", "onetime", "then"})
_AT = frozenset({"at", "with"})
_ENDS = frozenset({".", ";", ":", "who", "that", "which", "–", "—", "--", "”", '"', "“"})
_WHATEVER = frozenset({"secretary", "whip", "congressman", "congresswoman", "lawmaker", "senator", "official"})
_OWN = frozenset("state staff government country nation republic administration kingdom military army".split())
_LONGEST = 10  # units in what an office is of
_HEADS = frozenset({"president", "chancellor", "leader", "prince"})
_SENT = frozenset({"ambassador", "envoy"})
_MARKS = {"at": "@", "who": "w", "that": "w", "which": "w"}
_PARTY_LETTER = re.compile(r"[DRI]-[A-Z]")


def _kind(unit: Unit) -> str:
    if unit.name == "capital":
        return "k"
    if unit.kind == "B" and unit.how in ("Democrat", "Republican"):
        return "f"
    if unit.kind == "N" and _PARTY_LETTER.match(unit.name):
        return "d"
    if unit.kind == "x" and unit.name.lower() in _MARKS:
        return _MARKS[unit.name.lower()]
    return unit.kind if len(unit.kind) == 1 else "x"

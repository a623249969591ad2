"""Who is named by articles that had no part in deciding who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from travaux.model import Actor, ActorKind, Citation, Reading
from travaux.record.parties import Sides


class Newcomer(NamedTuple):
    """Somebody as one article knows him. `party` is an id; `speaks` whether the article has words or stands of his."""

    name: str
    kind: ActorKind | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    party: str | None
    basis: Citation
    speaks: bool


def parties_of(reading: Reading, sides: Sides) -> dict[str, str]:
    """Who has no place in the frame -> the party that the article most often says he belongs to."""
    votes: dict[str, Counter[str]] = {}
    for each in reading.affiliations:
        who, whom = sides.names.of(each.who), sides.names.of(each.whom or "")
        if who not in sides.party_of and who not in sides.names.counts and whom in sides.party_of:
            votes.setdefault(who, Counter())[sides.party_of[whom]] += 1
    return {who: min(said, key=lambda party: (-said[party], party)) for who, said in votes.items()}


def find_newcomers(reading: Reading, sides: Sides) -> list[Newcomer]:
    """All whom an article names and the frame does not know, by name."""
    names = sides.names
    roles: dict[str, list[str]] = {}
    for each in reading.affiliations:
        if each.role:
            roles.setdefault(names.of(each.who), []).append(each.role)
    speaking = {names.of(who) for s in reading.statements if (who := s.speaker)}
    speaking |= {names.of(who) for p in reading.positions if (who := p.holder)}
    found: dict[str, Newcomer] = {}
    for name in sorted(reading.names, key=lambda each: (each.name, each.basis)):
        whole = names.of(name.name)
        if whole not in names.counts and whole not in sides.party_of and whole not in found:
            party = sides.find(name.name, reading.article)
            own = tuple(roles.get(whole, ()))
            id_ = party.id if party else None
            found[whole] = Newcomer(whole, name.kind, name.aliases, own, id_, name.basis, whole in speaking)
    return list(found.values())


def as_actor(said: Sequence[Newcomer]) -> Actor | None:
    """What several articles say of one newcomer; None for a name that merely occurs."""
    kinds = Counter(each.kind for each in said if each.kind is not None)
    kind = min(kinds, key=lambda each: (-kinds[each], each), default=None)
    if kind not in (ActorKind.PERSON, ActorKind.BODY, ActorKind.GROUP, ActorKind.OUTLET):
        return None
    roles = Counter(role for each in said for role in each.roles)
    role = min(roles, key=lambda each: (-roles[each], each), default=None)
    parties = Counter(each.party for each in said if each.party)
    party = min(parties, key=lambda each: (-parties[each], each), default=None)
    if not any(each.speaks for each in said) and not (kind is ActorKind.PERSON and (role or party)):
        return None
    aliases = tuple(sorted({said[0].name, *(alias for each in said for alias in each.aliases)}))
    return Actor(said[0].name, kind, aliases, role, party, min(each.basis for each in said))


def actors_of(readings: Iterable[Reading], sides: Sides) -> list[Actor]:
    """Everybody whom these articles name and the frame does not know."""
    said: dict[str, list[Newcomer]] = {}
    for reading in readings if sides.names.partial else ():
        for each in find_newcomers(reading, sides):
            said.setdefault(each.name, []).append(each)
    return [actor for _, each in sorted(said.items()) if (actor := as_actor(each)) is not None]

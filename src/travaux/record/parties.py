"""The sides of a negotiation, and who speaks for them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from travaux.model import (
    Actor,
    ActorKind,
    Affiliation,
    Citation,
    Codebook,
    InteractionKind,
    Party,
    Reading,
)
from travaux.record.names import Names

# Heads of descriptions that speak for the side whose affairs an article takes for granted: "the official went on".
_OFFICIAL = re.compile(
    r"\b(?:officials?|administrations?|governments?|advis[eo]rs?|aides?|negotiators?|spokes(?:man|woman|person|people)"
    r"|diplomats?|envoys?|ministr(?:y|ies)|ministers?|delegat(?:ion|ions|es?)|military|army|cabinet|presidents?"
    r"|secretar(?:y|ies)|lawmakers?|senators?|congressm[ae]n)\b",
    re.IGNORECASE,
)
# Offices of the executive: in a negotiation inside one state, their bearers are a side of their own.
_EXECUTIVE = re.compile(
    r"\b(?:president|vice president|press secretary|secretary|budget director|chief of staff|administration"
    r"|white house|spokes(?:man|woman|person)|advis[eo]r|counsel(?:or)?)\b",
    re.IGNORECASE,
)
_EXECUTIVE_BODIES = ("White House", "West Wing", "Oval Office")
_LEGISLATURE = frozenset({"House", "Senate", "House of Representatives", "Congress", "Capitol Hill"})

FEWEST_FINDINGS = 3  # fewer, and an actor is no party
SMALLEST_SHARE = {True: 0.005, False: 0.02}  # of all findings that any actor holds: states, other bodies
FACTION_SHARE = 0.1  # a faction with less is no side of its own
FOREIGN_SHARE = 0.15  # with less held by other states, the sides are looked for inside the one


@dataclass(frozen=True)
class Sides:
    """The parties of a record, and how a holder or a speaker in an article leads to one."""

    parties: tuple[Party, ...]
    actors: tuple[Actor, ...]
    names: Names
    party_of: dict[str, str]  # an actor's name -> a party's name
    homes: dict[str, str]  # article -> the party whose officials it calls just "officials"

    def find(self, who: str | None, article: str) -> Party | None:
        """The party of a speaker or holder, None where nothing or more than one thing says so."""
        name = self._resolve(who, article) if who else None
        return self._by_name.get(name) if name else None

    def named(self, who: str | None) -> str | None:
        """The record's name of an actor; None for a description that names nobody ("delegates")."""
        name = self.names.of(who) if who else None
        return name if name in self.names.counts or name in self.party_of else None

    @cached_property
    def _by_name(self) -> dict[str, Party]:
        return {party.name: party for party in self.parties}

    def _resolve(self, who: str, article: str) -> str | None:
        name = self.names.of(who)
        if name in self.party_of:
            return self.party_of[name]
        inside = [self.party_of.get(actor) for actor in self.names.inside(who)]
        if inside:
            return inside[0]
        return self.homes.get(article) if _OFFICIAL.search(who) else None


def find_sides(readings: Sequence[Reading], names: Names, codebook: Codebook, bulletins: frozenset[str]) -> Sides:
    """Parties, actors and allegiances from the affiliations in all readings; a codebook's parties are the only ones.

    `bulletins` are the ids of articles in which every party speaks under its own name.
    """
    bonds = _join_affiliations(readings, names)
    states = _states(names, bonds)
    homes = _homes((each for each in readings if each.article not in bulletins), names, states)
    belongs = _allegiances(bonds, names, states, homes, readings)
    if codebook.parties:
        party_of, parties = _coded(codebook, names, belongs)
    else:
        party_of, parties = _inferred(readings, names, belongs, states, bulletins)
    parties = _with_coalitions(parties, readings, codebook)
    heard = frozenset(_held(readings, names))
    actors = tuple(_actors(names, bonds, party_of, {party.name: party for party in parties}, codebook, heard))
    return Sides(parties, actors, names, party_of, _party_homes(homes, party_of))


# -- who belongs to whom

_Bonds = dict[str, list[tuple[str | None, str | None, str, Citation]]]  # who -> (role, whom, article, basis)


def _join_affiliations(readings: Iterable[Reading], names: Names) -> _Bonds:
    bonds: _Bonds = defaultdict(list)
    for reading in readings:
        for each in reading.affiliations:
            whom = names.of(each.whom) if each.whom else None
            bonds[names.of(each.who)].append((each.role, whom, reading.article, each.basis))
    return bonds


def _states(names: Names, bonds: _Bonds) -> dict[str, str]:
    """Known seats and bodies -> the state that they stand for; states stand for themselves."""
    stands = {name: name for name, kind in names.kinds.items() if kind is ActorKind.STATE}
    for who, said in bonds.items():
        for role, whom, _, _ in said:
            if role in (None, "capital") and whom is not None:
                stands[who] = whom
    return stands


def _homes(readings: Iterable[Reading], names: Names, states: dict[str, str]) -> dict[str, str]:
    """Each article's own state: the one whose officials, seats and people it names most often by office."""
    homes = {}
    overall: Counter[str] = Counter()
    by_article: dict[str, Counter[str]] = {}
    for reading in readings:
        votes: Counter[str] = Counter()
        for each in reading.affiliations:
            whom = names.of(each.whom) if each.whom else None
            if whom is not None and _is_office_holder(each):
                votes[states.get(whom, whom)] += 1
        by_article[reading.article] = votes
        overall.update(votes)
    for article, votes in by_article.items():
        ranked = sorted(votes, key=lambda name: (-votes[name], -overall[name], name))
        if ranked:
            homes[article] = ranked[0]
    return homes


def _is_office_holder(each: Affiliation) -> bool:
    """ "US officials", "White House": the way an article speaks of a side without naming a person."""
    return each.role is None or bool(_OFFICIAL.search(each.who))


def _allegiances(
    bonds: _Bonds, names: Names, states: dict[str, str], homes: dict[str, str], readings: Sequence[Reading]
) -> dict[str, Counter[str]]:
    """Each actor -> votes for what it speaks for: bodies, factions and states, as the articles say."""
    titled: dict[str, Counter[str]] = defaultdict(Counter)
    for who, said in bonds.items():
        for role, whom, article, _ in said:
            if whom is not None and whom != who:
                titled[who][whom] += 2
                if states.get(whom, whom) != whom:
                    titled[who][states[whom]] += 1
            if role is not None and article in homes and not _is_side(whom, names, states):
                titled[who][homes[article]] += 3  # "the treasury secretary": of the article's own state
    return titled


def _is_side(whom: str | None, names: Names, states: dict[str, str]) -> bool:
    """Whether an actor leads to a state or a faction, and is not just some office of one."""
    return whom in states or names.kinds.get(whom or "") is ActorKind.GROUP


# -- which of them are sides


def _inferred(
    readings: Sequence[Reading],
    names: Names,
    belongs: dict[str, Counter[str]],
    states: dict[str, str],
    bulletins: frozenset[str],
) -> tuple[dict[str, str], tuple[Party, ...]]:
    held = _held(readings, names)
    state_of = {name: _top(votes, states) for name, votes in belongs.items()} | states
    shares: Counter[str] = Counter()
    for who, count in held.items():
        shares[state_of.get(who) or who] += count
    total = sum(shares.values())
    top = min(shares, key=lambda name: (-shares[name], name), default=None)
    foreign = max(
        (n for name, n in shares.items() if name != top and names.kinds.get(name) is ActorKind.STATE), default=0
    )
    factions = _faction_shares(held, belongs, names)
    sizeable = [name for name, count in factions.items() if total and count / total >= FACTION_SHARE]
    if top is not None and len(sizeable) >= 2 and foreign / total < FOREIGN_SHARE:
        party_of = _inside(top, sizeable, belongs, names, state_of)
    else:
        party_of = {who: state for who, state in state_of.items() if state}
    sizes: Counter[str] = Counter()
    for who, count in held.items():
        sizes[party_of.get(who, who)] += count
    in_bulletins = {names.of(p.holder) for r in readings if r.article in bulletins for p in r.positions if p.holder}
    kept = {
        name
        for name, count in sizes.items()
        if (
            count >= FEWEST_FINDINGS
            and count / total >= _least_share(name, names)
            and _may_be_party(name, names, party_of)
        )
        or name in in_bulletins
    }
    party_of = {who: party for who, party in party_of.items() if party in kept} | {name: name for name in kept}
    return party_of, _parties(kept, names, party_of)


def _held(readings: Sequence[Reading], names: Names) -> Counter[str]:
    """How many statements and positions each actor holds, by the record's name."""
    held: Counter[str] = Counter()
    for reading in readings:
        for who in (*(s.speaker for s in reading.statements), *(p.holder for p in reading.positions)):
            if who is None:
                continue
            name = names.of(who)
            if name in names.counts:
                held[name] += 1
            else:
                held.update(names.inside(who)[:1])
    return held


def _top(votes: Counter[str], states: dict[str, str]) -> str | None:
    """The state with most votes; None where two have as many."""
    totals: Counter[str] = Counter()
    for name, count in votes.items():
        totals[states.get(name, name)] += count
    ranked = totals.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _faction_shares(held: Counter[str], belongs: dict[str, Counter[str]], names: Names) -> Counter[str]:
    shares: Counter[str] = Counter()
    for who, count in held.items():
        faction = who if names.kinds.get(who) is ActorKind.GROUP else _faction(belongs.get(who), names)
        if faction:
            shares[faction] += count
    return shares


def _faction(votes: Counter[str] | None, names: Names) -> str | None:
    ranked = [(n, name) for name, n in (votes or {}).items() if names.kinds.get(name) is ActorKind.GROUP]
    return max(ranked)[1] if ranked else None


def _inside(
    state: str, factions: list[str], belongs: dict[str, Counter[str]], names: Names, state_of: dict[str, str | None]
) -> dict[str, str]:
    """Sides of a negotiation inside one state: its factions, and its executive by the name of its seat."""
    seat = next((body for body in _EXECUTIVE_BODIES if body in names.counts), f"{state} government")
    party_of: dict[str, str] = {name: name for name in factions}
    for body in _EXECUTIVE_BODIES:
        party_of[body] = seat
    for who, votes in belongs.items():
        if who in party_of or who in _LEGISLATURE or state_of.get(who) not in (state, None):
            if state_of.get(who) not in (state, None):
                party_of[who] = str(state_of[who])
            continue
        faction = _faction(votes, names)
        if faction in factions and not votes[seat] > votes[faction]:
            party_of[who] = faction
        elif not any(votes[body] for body in _LEGISLATURE):
            party_of[who] = seat
    return party_of


def _least_share(name: str, names: Names) -> float:
    return SMALLEST_SHARE[names.kinds.get(name) is ActorKind.STATE]


def _may_be_party(name: str, names: Names, party_of: dict[str, str]) -> bool:
    """States, groups and bodies may; a person is no party, nor is an outlet."""
    return name in party_of.values() or names.kinds.get(name) in (ActorKind.STATE, ActorKind.GROUP, ActorKind.BODY)


def _parties(kept: Iterable[str], names: Names, party_of: dict[str, str]) -> tuple[Party, ...]:
    aliases: dict[str, set[str]] = {name: {name, *names.aliases.get(name, ())} for name in kept}
    for who, party in party_of.items():
        if party in aliases and names.kinds.get(who) is not ActorKind.PERSON and who in names.counts:
            aliases[party].update(names.aliases[who])
    parties = (
        Party(name, tuple(sorted(forms)), _side_kind(names.kinds.get(name)), (), names.basis.get(name))
        for name, forms in aliases.items()
    )
    return tuple(sorted(parties, key=lambda party: party.id))


def _side_kind(kind: ActorKind | None) -> ActorKind | None:
    """A side that looks like a person is a group whose name has no word that tells: "Least Developed Countries"."""
    return ActorKind.GROUP if kind is ActorKind.PERSON else kind


# -- what the user says


def _coded(
    codebook: Codebook, names: Names, belongs: dict[str, Counter[str]]
) -> tuple[dict[str, str], tuple[Party, ...]]:
    party_of: dict[str, str] = {}
    parties = []
    forms_of: dict[str, str] = {}
    for coded in codebook.parties:
        forms = {coded.name, *coded.aliases}
        for person in coded.people:
            for form in (person.name, *person.aliases):
                forms_of[form.casefold()] = coded.name
        for form in forms:
            forms_of[form.casefold()] = coded.name
        parties.append(Party(coded.name, tuple(sorted(forms)), coded.kind, (), names.basis.get(coded.name)))
    for name, aliases in names.aliases.items():
        matched = {forms_of[form.casefold()] for form in (name, *aliases) if form.casefold() in forms_of}
        own = forms_of.get(name.casefold())
        if own or len(matched) == 1:
            party_of[name] = own or matched.pop()
    for who, votes in belongs.items():
        if who not in party_of:
            known = Counter({party_of[whom]: n for whom, n in votes.items() if whom in party_of})
            if known:
                party_of[who] = min(known, key=lambda party: (-known[party], party))
    for form, party in forms_of.items():
        party_of.setdefault(form, party)
    for coded in codebook.parties:
        party_of[coded.name] = coded.name
        party_of |= dict.fromkeys(coded.aliases, coded.name)
    return party_of, tuple(sorted(parties, key=lambda party: party.id))


def _with_coalitions(parties: tuple[Party, ...], readings: Iterable[Reading], codebook: Codebook) -> tuple[Party, ...]:
    """Memberships: as the codebook says, else of whoever spoke on behalf of a group."""
    ids = {party.name: party.id for party in parties}
    member_of: dict[str, set[str]] = defaultdict(set)
    spoke_for: dict[str, set[str]] = defaultdict(set)
    if codebook.coalitions:
        for coalition in codebook.coalitions:
            for member in coalition.members:
                if coalition.name in ids:
                    member_of[member].add(ids[coalition.name])
    else:
        for reading in readings:
            for each in reading.interactions:
                if each.kind is InteractionKind.ON_BEHALF_OF and each.target in ids and each.source != each.target:
                    spoke_for[each.target].add(each.source)
        for group, speakers in spoke_for.items():
            if len(speakers) > 1:  # one alone may have spoken for a friend once
                for speaker in speakers:
                    member_of[speaker].add(ids[group])
    return tuple(
        Party(party.name, party.aliases, party.kind, tuple(sorted(member_of[party.name])), party.basis)
        for party in parties
    )


def _actors(
    names: Names,
    bonds: _Bonds,
    party_of: dict[str, str],
    parties: dict[str, Party],
    codebook: Codebook,
    heard: frozenset[str],
) -> Iterable[Actor]:
    """People and bodies that speak, hold an office, or belong to a party; a name that merely occurs is none."""
    coded_roles = {person.name: person.role for coded in codebook.parties for person in coded.people}
    actors = []
    for name, kind in names.kinds.items():
        if kind not in (ActorKind.PERSON, ActorKind.BODY, ActorKind.GROUP, ActorKind.OUTLET) or name in parties:
            continue
        roles = Counter(role for role, _, _, _ in bonds.get(name, ()) if role)
        role = coded_roles.get(name) or min(roles, key=lambda each: (-roles[each], each), default=None)
        party = parties.get(party_of.get(name, ""))
        if party is not None or (kind is ActorKind.PERSON and (role or name in heard)):
            actors.append(Actor(name, kind, names.aliases[name], role, party.id if party else None, names.basis[name]))
    return sorted(actors, key=lambda actor: actor.id)


def _party_homes(homes: dict[str, str], party_of: dict[str, str]) -> dict[str, str]:
    """An article's home as a party; in a negotiation inside one state, its officials are the executive's."""
    seats = [party_of[body] for body in _EXECUTIVE_BODIES if body in party_of]
    return {article: party_of.get(home) or seats[0] for article, home in homes.items() if home in party_of or seats}

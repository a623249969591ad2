"""The sides of a negotiation, and who speaks for them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from travaux.model import Actor, ActorKind, Codebook, InteractionKind, Party, Reading
from travaux.model.vocabulary import LEGISLATURE
from travaux.record.allegiances import NO_GROUNDS, OFFICIAL, Allegiances, Grounds, find_allegiances
from travaux.record.names import Names

# The executive's seats, where a negotiation is inside one state.
_EXECUTIVE_BODIES = ("White House", "West Wing", "Oval Office")

# Inside one state, lawmakers are not the executive's; a leaning is a faction's: "some conservatives".
_LEGISLATORS = re.compile(
    r"\b(?:lawmakers?|legislators?|senators?|congress\w+|bipartisan|both parties)\b", re.IGNORECASE
)
# Who studies a side is not of it: "a Norland expert", "an analyst in Brask".
_STUDENT = re.compile(r"\b(?:experts?|analysts?|watchers?|scholars?|historians?|economists?|polls?)\b", re.IGNORECASE)
# Whose officials are not the state's.
_OTHERS = re.compile(
    r"\b(?:city|town|county|local|municipal|schools?|district|university|hospital|company|airline|industry|bank|union"
    r"|party|campaign)\b"
)
_FORMER = re.compile(r"(?:\w+ ){0,2}former\b", re.IGNORECASE)  # nor is "a former Norland official"
_LEANINGS = {
    "conservative": "Republicans",
    "conservatives": "Republicans",
    "progressive": "Democrats",
    "progressives": "Democrats",
    "liberal": "Democrats",
    "liberals": "Democrats",
}

FEWEST_FINDINGS = 3  # fewer, and an actor is no party
SMALLEST_SHARE = {True: 0.005, False: 0.02}  # of all findings that any actor holds: states, other bodies
FACTION_SHARE = 0.05  # a faction with less is no side of its own
INSIDE_SHARE = 0.2  # with so much held by factions of one state,
FOREIGN_SHARE = 0.15  # and less than this by all other states, the sides are those inside the one


@dataclass(frozen=True)
class Sides:
    """The parties of a record, and how a holder or a speaker in an article leads to one."""

    parties: tuple[Party, ...]
    actors: tuple[Actor, ...]
    names: Names
    party_of: dict[str, str]  # an actor's name -> a party's name
    homes: dict[str, str]  # article -> the party whose officials it calls just "officials"
    inside: str | None  # the state inside which the sides are, if they are sides of one
    grounds: Grounds = NO_GROUNDS  # what tells the home of an article that had no part in this
    newcomers: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # article -> who is named there alone -> party

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

    @cached_property
    def _outlet_words(self) -> set[str]:
        """What names of outlets end with: the Washington Post is not of Washington."""
        return {name.split()[-1] for name, kind in self.names.kinds.items() if kind is ActorKind.OUTLET}

    def _resolve(self, who: str, article: str) -> str | None:
        name = self.names.of(who)
        if name in self.party_of:
            return self.party_of[name]
        told = self.newcomers.get(article, {})
        if name in told:
            return told[name]
        if _STUDENT.search(who) or _FORMER.match(who) or who.split()[-1] in self._outlet_words:
            return None
        actors = self.names.inside(who)
        inside = [self.party_of[actor] for actor in actors if actor in self.party_of]
        if inside:
            return inside[0]
        # "a senior official in Brask" is of Brask, wherever that is; "the President" is of the article's own state.
        names = [word for word in who.split()[1:] if word[0].isupper() and not OFFICIAL.search(word)]
        of_somewhere = bool(names or actors)
        own = bool(actors) and all(actor == self.inside for actor in actors)
        if self.inside:
            wings = {_LEANINGS[word] for word in who.lower().split() if word in _LEANINGS}
            sides = [self.party_of[wing] for wing in wings if wing in self.party_of]
            if sides or _LEGISLATORS.search(who):
                return sides[0] if len(sides) == 1 else None
        official = OFFICIAL.search(who) is not None and _OTHERS.search(who) is None
        return self.homes.get(article) if official and (own or not of_somewhere) else None


def find_sides(readings: Sequence[Reading], names: Names, codebook: Codebook, outlets: dict[str, str | None]) -> Sides:
    """Parties, actors and allegiances from the affiliations in all readings; a codebook's parties are the only ones.

    `outlets` has the outlet of each article of news; in the others, bulletins, every party speaks under its own name.
    """
    bound = find_allegiances(readings, names, outlets)
    if codebook.parties:
        state, (party_of, parties) = None, _coded(codebook, names, bound)
    else:
        state, party_of, parties = _inferred(readings, names, bound, outlets)
    parties = _with_coalitions(parties, readings, codebook)
    actors = tuple(_actors(names, bound, party_of, {party.name: party for party in parties}, codebook))
    homes = {article: party for article, home in bound.homes.items() if (party := party_home(home, party_of))}
    return Sides(parties, actors, names, party_of, homes, state, bound.grounds)


# -- which actors are sides


def _inferred(
    readings: Sequence[Reading], names: Names, bound: Allegiances, outlets: dict[str, str | None]
) -> tuple[str | None, dict[str, str], tuple[Party, ...]]:
    """The state inside which the sides are, if they are; actor -> party; the parties."""
    state_of = {who: bound.state_of(who) for who in (*bound.votes, *bound.stands)}
    inside, factions = _negotiation_inside(bound, names, state_of)
    if inside is None:
        party_of = {who: state for who, state in state_of.items() if state}
    else:
        party_of = _inside(inside, factions, bound, names, state_of)
    party_of |= _staff(bound, names, party_of)
    bulletins = (reading for reading in readings if reading.article not in outlets)
    kept = _sizeable(bound, names, party_of) - ({inside, *LEGISLATURE} if inside else set())
    kept |= {names.of(position.holder) for each in bulletins for position in each.positions if position.holder}
    party_of = {who: party for who, party in party_of.items() if party in kept} | {name: name for name in kept}
    return inside, party_of, _parties(kept, names, party_of)


def _negotiation_inside(
    bound: Allegiances, names: Names, state_of: dict[str, str | None]
) -> tuple[str | None, list[str]]:
    """The one state that holds nearly everything, with its factions, where these are sides of their own."""
    shares: Counter[str] = Counter()
    for who, count in bound.held.items():
        shares[state_of.get(who) or who] += count
    total = sum(shares.values())
    top = min(shares, key=lambda name: (-shares[name], name), default=None)
    foreign = sum(count for name, count in shares.items() if name != top and bound.stands.get(name) == name)
    by_faction = _faction_shares(bound, names)
    factions = [name for name, count in by_faction.items() if count >= FACTION_SHARE * total]
    has_sides = len(factions) > 1 and sum(by_faction.values()) >= INSIDE_SHARE * total
    return (top, factions) if has_sides and foreign < FOREIGN_SHARE * total else (None, [])


def _sizeable(bound: Allegiances, names: Names, party_of: dict[str, str]) -> set[str]:
    """Who holds enough of all findings, with those who speak for it, to be a party."""
    sizes: Counter[str] = Counter()
    for who, count in bound.held.items():
        sizes[party_of.get(who, who)] += count
    least = {state: share * sum(sizes.values()) for state, share in SMALLEST_SHARE.items()}
    return {
        name
        for name, count in sizes.items()
        if count >= max(FEWEST_FINDINGS, least[names.kinds.get(name) is ActorKind.STATE or name in bound.abroad])
        and _may_be_party(name, names, party_of)
    }


def _faction_shares(bound: Allegiances, names: Names) -> Counter[str]:
    shares: Counter[str] = Counter()
    for who, count in bound.held.items():
        faction = who if names.kinds.get(who) is ActorKind.GROUP else _faction(who, bound, names)
        if faction:
            shares[faction] += count
    return shares


def _faction(who: str, bound: Allegiances, names: Names) -> str | None:
    """The faction that an actor is said to belong to, unless the executive's offices are given more often."""
    votes = bound.votes.get(who, Counter())
    ranked = [(count, name) for name, count in votes.items() if names.kinds.get(name) is ActorKind.GROUP]
    count, name = max(ranked, default=(0, None))
    return name if count > bound.executive[who] else None


def _inside(
    state: str, factions: list[str], bound: Allegiances, names: Names, state_of: dict[str, str | None]
) -> dict[str, str]:
    """Sides of a negotiation inside one state: its factions, and its executive by the name of its seat."""
    seat = next((body for body in _EXECUTIVE_BODIES if body in names.counts), f"{state} government")
    party_of = {name: name for name in factions} | dict.fromkeys(_EXECUTIVE_BODIES, seat)
    for who, of in state_of.items():
        if who in party_of or who in LEGISLATURE or who == state:
            continue
        faction = _faction(who, bound, names)
        if faction in factions:
            party_of[who] = faction
        elif of not in (state, None):
            party_of[who] = of
        elif bound.executive[who] or (bound.stands.get(who) == state and names.kinds.get(who) is ActorKind.BODY):
            party_of[who] = seat
    return party_of


def _staff(bound: Allegiances, names: Names, party_of: dict[str, str]) -> dict[str, str]:
    """Who speaks for a person is of that person's party: "a spokesman for Ann Vik", "Vik's aide Ib Tar"."""
    found = {}
    for who, said in bound.bonds.items():
        heads = Counter(
            party_of[whom]
            for role, whom, _, _ in said
            if role and OFFICIAL.search(role) and whom in party_of and names.kinds.get(whom) is ActorKind.PERSON
        )
        if who not in party_of and len(heads) == 1:
            found[who] = next(iter(heads))
    return found


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


def _coded(codebook: Codebook, names: Names, bound: Allegiances) -> tuple[dict[str, str], tuple[Party, ...]]:
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
    for who, votes in bound.votes.items():
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
    """Memberships: as the codebook says, else of whoever spoke on behalf of a group; a state has no members."""
    ids = {party.name: party.id for party in parties}
    groups = {party.name for party in parties if party.kind is not ActorKind.STATE}
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
                if each.kind is InteractionKind.ON_BEHALF_OF and each.target in groups and each.source != each.target:
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
    names: Names, bound: Allegiances, party_of: dict[str, str], parties: dict[str, Party], codebook: Codebook
) -> Iterable[Actor]:
    """People and bodies that speak, hold an office, or belong to a party; a name that merely occurs is none."""
    coded_roles = {person.name: person.role for coded in codebook.parties for person in coded.people}
    actors = []
    for name, kind in names.kinds.items():
        if kind not in (ActorKind.PERSON, ActorKind.BODY, ActorKind.GROUP, ActorKind.OUTLET) or name in parties:
            continue
        role = coded_roles.get(name) or bound.role_of(name)
        party = parties.get(party_of.get(name, ""))
        if bound.held[name] or (kind is ActorKind.PERSON and (role or party)):
            actors.append(Actor(name, kind, names.aliases[name], role, party.id if party else None, names.basis[name]))
    return sorted(actors, key=lambda actor: actor.id)


def party_home(home: str, party_of: Mapping[str, str]) -> str | None:
    """An article's home as a party; in a negotiation inside one state, its officials are the executive's."""
    seat = next((party_of[body] for body in _EXECUTIVE_BODIES if body in party_of), None)
    return party_of.get(home) or seat

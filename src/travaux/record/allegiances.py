"""Who belongs to whom, from what all articles say of offices and affiliations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from travaux.model import ActorKind, Affiliation, Citation, Reading
from travaux.model.vocabulary import LEGISLATURE
from travaux.record.names import Names

# Heads of descriptions that speak for the side whose affairs an article takes for granted: "the official went on".
OFFICIAL = re.compile(
    r"\b(?:officials?|administrations?|governments?|advis[eo]rs?|aides?|negotiators?|spokes(?:man|woman|person|people)"
    r"|diplomats?|envoys?|ministr(?:y|ies)|ministers?|delegat(?:ion|ions|es?)|military|army|cabinet|presidents?"
    r"|secretar(?:y|ies)|lawmakers?|senators?|congressm[ae]n)\b",
    re.IGNORECASE,
)
# Offices of the executive: in a negotiation inside one state, their bearers are a side of their own.
_HEAD = re.compile(r"\b(?:president|secretary|budget director|chief of staff|attorney general)\b", re.IGNORECASE)
_STAFF = re.compile(
    r"\b(?:spokes(?:man|woman|person)|advis[eo]r|aide|counsel(?:or)?|(?:trade|special) representative)\b", re.IGNORECASE
)
# Offices that only a state has, or a union of states: who has them is an actor abroad as states are.
_DIPLOMAT = re.compile(r"\b(?:ambassador|envoy|secretary-general|foreign minister)\b", re.IGNORECASE)
_MINISTER = re.compile(r"\b(?:secretary of|minister)\b", re.IGNORECASE)
# What else than a state has presidents: "school board president".
_OF_BODY = re.compile(
    r"\b(?:board|union|company|council|university|committee|club|association|bank|firm|college|group|institute)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:former|ex|then|late)\b", re.IGNORECASE)
# Who studies a state is not of it: "an expert on Norland".
_STUDENT = re.compile(
    r"\b(?:expert|analyst|specialist|scholar|historian|professor|author|correspondent|reporter|anchor|host)\b"
)
_COURT = re.compile(r"\bcourt\b", re.IGNORECASE)
_TITLES = {"secretary of state": "United States", "gov.": "United States"}  # that one state alone has or writes so

AGREED = 0.7  # of the articles that give somebody a bare title, the share that must have one home
INDEPENDENT = 0.02  # of all findings: a body that holds so much, and has officials, stands for itself

_Office = tuple[str | None, str | None, str]  # role, whom, article
_Bonds = dict[str, list[tuple[str | None, str | None, str, Citation]]]  # who -> (role, whom, article, basis)


@dataclass(frozen=True)
class Grounds:
    """What tells the home of an article that comes later.

    `stands` as in Allegiances; `known` maps who has an office of one state alone to it; `votes` counts how often each
    state was named by office; `homes` has the state of each outlet with two reports at least, None for one of none.
    """

    stands: dict[str, str]
    known: dict[str, str]
    votes: dict[str, int]
    homes: dict[str, str | None]

    def home_of(self, reading: Reading, outlet: str | None, names: Names) -> str | None:
        """The state whose officials an article calls just "officials": its outlet's, or that which it names most."""
        if outlet in self.homes:
            return self.homes[outlet]
        own = _offices(reading, names, self.stands, self.known)
        own.update(self.stands[name] for name in names.inside(outlet or "") if name in self.stands)
        return min(own, key=lambda name: (-own[name], -self.votes.get(name, 0), name), default=None)


NO_GROUNDS = Grounds({}, {}, {}, {})


@dataclass(frozen=True)
class Allegiances:
    """What the articles say together of who belongs to whom.

    `stands` maps states to themselves, and seats and bodies to the state that they stand for; `votes` an actor to
    what it was said to belong to; `executive` counts how often it was given an office of its state's executive;
    `abroad` are bodies that have diplomats, as states have;
    `homes` maps an article to the state whose officials it calls just "officials"; `held` counts findings.
    """

    bonds: _Bonds
    stands: dict[str, str]
    votes: dict[str, Counter[str]]
    executive: Counter[str]
    abroad: frozenset[str]
    homes: dict[str, str]
    held: Counter[str]
    grounds: Grounds

    def state_of(self, who: str) -> str | None:
        """The state, or body that stands for itself, with most votes; of two with as many the one named outright."""
        if who in self.stands:
            return self.stands[who]
        totals: Counter[str] = Counter()
        direct: Counter[str] = Counter()  # a mayor of Brask, and of a party in Norland, is of Brask
        for whom, count in self.votes.get(who, Counter()).items():
            totals[self.stands.get(whom, whom)] += count
            direct[whom] += count
        ranked = sorted(((count, direct[name], name) for name, count in totals.items()), reverse=True)
        return None if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]) else ranked[0][2]

    def role_of(self, who: str) -> str | None:
        """The office that is given most often."""
        roles = Counter(role for role, _, _, _ in self.bonds.get(who, ()) if role)
        return min(roles, key=lambda role: (-roles[role], role), default=None)


def find_allegiances(readings: Sequence[Reading], names: Names, outlets: dict[str, str | None]) -> Allegiances:
    """Join the affiliations of all readings.

    `outlets` has the outlet of each article of news; in a bulletin every party is named, and no state is its home.
    """
    held = _held(readings, names)
    bonds = _join(readings, names)
    abroad = _abroad(names, bonds)
    stands = {name: name for name in abroad} | _stands(names, bonds, held)
    known = _known(bonds, stands)
    homes, grounds = _homes([each for each in readings if each.article in outlets], names, stands, outlets, known)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    executive: Counter[str] = Counter()
    for who, said in bonds.items():
        present = [(role, whom, article) for role, whom, article, _ in said if not (role and _PAST.search(role))]
        present = _serving(who, present, names, stands)
        sides = [whom for _, whom, _ in present if whom and whom != who and _is_side(whom, names, stands)]
        # Where nobody else is named, the office is one of the article's own state: "the treasury secretary".
        own = [article for role, whom, article in present if role and _is_own(role, whom, names, stands)]
        at_home = [homes[article] for article in own if article in homes]
        votes[who].update(sides or _titled(present) or _agreed(at_home))
        if names.kinds.get(who) is ActorKind.PERSON:
            executive[who] = sum(_is_executive(role, whom, names, stands) for role, whom, _ in present)
    return Allegiances(bonds, stands, dict(votes), executive, abroad, homes, held, grounds)


def _serving(who: str, said: list[_Office], names: Names, stands: dict[str, str]) -> list[_Office]:
    """What of it tells for whom somebody speaks: not what he studies, nor bare titles if they are of somebody else.

    So are those of who serves a person, or heads a body: "Marr's press secretary", "the school board president".
    """
    serves = any(
        role
        and (
            (whom != who and names.kinds.get(whom or "") is ActorKind.PERSON and OFFICIAL.search(role))
            or (whom is None and _OF_BODY.search(role))
        )
        for role, whom, _ in said
    )
    return [
        (role, whom, article)
        for role, whom, article in said
        if not (role and whom in stands and _STUDENT.search(role))
        if not (serves and role and whom is None)
    ]


def _titled(said: list[_Office]) -> list[str]:
    """The state that a title is of by itself: "Secretary of State Ann Vo", "Brask Gov. Ann Vo"."""
    return [state for role, _, _ in said if (state := _TITLES.get(role or ""))]


def _is_own(role: str, whom: str | None, names: Names, stands: dict[str, str]) -> bool:
    """Whether an office is one of the article's own state; the president of some institute bears none."""
    if whom is None:
        return not _OF_BODY.search(role)
    return bool(_HEAD.search(role)) and whom in stands


def _agreed(homes: list[str]) -> list[str]:
    """The homes, if nearly all are one: a paper also calls the other side's leader just "the prime minister"."""
    most = max(map(homes.count, homes), default=0)
    return homes if most >= AGREED * len(homes) else []


def _is_side(whom: str, names: Names, stands: dict[str, str]) -> bool:
    return whom in stands or names.kinds.get(whom) is ActorKind.GROUP


def _is_executive(role: str | None, whom: str | None, names: Names, stands: dict[str, str]) -> bool:
    """A secretary of whatever, or a spokesman of nobody else: "press secretary Ann Vo", "White House aide Ib Tar"."""
    if role is None or names.kinds.get(whom or "") is ActorKind.GROUP:
        return False
    if whom in LEGISLATURE or (whom is not None and whom not in stands):
        return False
    if whom is not None and stands[whom] != whom and not _COURT.search(whom):
        return True  # "White House economist"
    return bool(_HEAD.search(role) or _STAFF.search(role))


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


def _join(readings: Iterable[Reading], names: Names) -> _Bonds:
    bonds: _Bonds = defaultdict(list)
    for reading in readings:
        for each in reading.affiliations:
            whom = names.of(each.whom) if each.whom else None
            bonds[names.of(each.who)].append((each.role, whom, reading.article, each.basis))
    return dict(bonds)


def _stands(names: Names, bonds: _Bonds, held: Counter[str]) -> dict[str, str]:
    stands = {name: name for name, kind in names.kinds.items() if kind is ActorKind.STATE}
    for who, said in bonds.items():
        for role, whom, _, _ in said:
            if role in (None, "capital") and whom is not None:
                stands[who] = whom
    officials: dict[str, set[str]] = defaultdict(set)
    cities = set()
    for who, said in bonds.items():
        for role, whom, _, _ in said:
            if whom and role and whom != who and not _PAST.search(role):
                officials[whom].add(who)
                cities |= {whom} if role == "mayor" else set()
    least = INDEPENDENT * sum(held.values())
    of_state = {who for who, said in bonds.items() if _serves_state(said, names, stands)}
    for name, people in officials.items():
        own, of_others = (sum(held[who] for who in part) for part in (people - of_state, people & of_state))
        stands_alone = own >= of_others and held[name] + own >= least
        has_officials = len(people) > 1 or name in cities
        if name not in stands and name in names.counts and has_officials and stands_alone and _may_stand(name, names):
            stands[name] = name
    return stands


def _abroad(names: Names, bonds: _Bonds) -> frozenset[str]:
    """Bodies with two diplomats at least; one may be a slip of the pen or of the reader."""
    diplomats: dict[str, set[str]] = defaultdict(set)
    for who, said in bonds.items():
        for role, whom, _, _ in said:
            seat = any(role is None for role, *_ in bonds.get(whom or "", ()))  # of a state: "State Department"
            if not role or not whom or seat or names.kinds.get(whom) is not ActorKind.BODY:
                continue
            if _DIPLOMAT.search(role) and not _PAST.search(role):
                diplomats[whom].add(who)
    return frozenset(name for name, people in diplomats.items() if len(people) > 1)


def _serves_state(
    said: Sequence[tuple[str | None, str | None, str, Citation]], names: Names, stands: dict[str, str]
) -> bool:
    """Somebody with an office of a state: a director of some service who is its secretary of state as well."""
    present = [
        (role, whom)
        for role, whom, _, _ in said
        if role and not _PAST.search(role) and not _OF_BODY.search(role)
        if names.kinds.get(whom or "") is not ActorKind.GROUP
    ]
    return any(whom in stands or (whom is None and _MINISTER.search(role)) for role, whom in present)


def _may_stand(name: str, names: Names) -> bool:
    return names.kinds.get(name) not in (ActorKind.PERSON, ActorKind.OUTLET)


def _known(bonds: _Bonds, stands: dict[str, str]) -> dict[str, str]:
    """Who is told to have an office of one state and of no other: "Norland's prime minister Ann Vo"."""
    told: dict[str, set[str]] = defaultdict(set)
    for who, said in bonds.items():
        told[who] |= {stands[whom] for role, whom, _, _ in said if role and whom in stands and not _PAST.search(role)}
    return {who: next(iter(states)) for who, states in told.items() if len(states) == 1}


def _homes(
    readings: Sequence[Reading],
    names: Names,
    stands: dict[str, str],
    outlets: dict[str, str | None],
    known: dict[str, str],
) -> tuple[dict[str, str], Grounds]:
    """Each article's own state: the one whose officials, seats and people its outlet names most often by office.

    People who have bare titles there count too: "Prime Minister Ann Vo", and not "of Norland". An outlet that names no
    state in most cases has none of its own, as a wire has none; a report that is alone of its outlet, or of an unknown
    one, has the state that it names most often itself.
    """
    overall: Counter[str] = Counter()
    by_article: dict[str, Counter[str]] = {}
    by_outlet: dict[str, Counter[str]] = defaultdict(Counter)
    reports: Counter[str] = Counter()
    for reading in readings:
        votes = _offices(reading, names, stands, known)
        by_article[reading.article] = votes
        overall.update(votes)
        outlet = outlets.get(reading.article)
        if outlet is not None:
            by_outlet[outlet].update(votes)
            reports[outlet] += bool(votes)
    for outlet, votes in by_outlet.items():
        votes.update(stands[name] for name in names.inside(outlet) if name in stands)

    def first(votes: Counter[str]) -> str | None:
        return min(votes, key=lambda name: (-votes[name], -overall[name], name), default=None)

    of_outlet: dict[str, str | None] = {}
    for outlet, votes in by_outlet.items():
        if reports[outlet] > 1:
            home = first(votes)
            of_outlet[outlet] = home if home is not None and votes[home] > votes.total() / 2 else None
    homes = {}
    for article, own in by_article.items():
        outlet = outlets.get(article)
        home = of_outlet[outlet] if outlet in of_outlet else first(by_outlet[outlet] if outlet else own)
        if home is not None:
            homes[article] = home
    return homes, Grounds(stands, known, dict(overall), of_outlet)


def _offices(reading: Reading, names: Names, stands: dict[str, str], known: dict[str, str]) -> Counter[str]:
    """How often an article names each state by an office, a seat, or somebody who has one there."""
    votes: Counter[str] = Counter()
    for each in reading.affiliations:
        whom = names.of(each.whom) if each.whom else None
        if whom is not None and _is_office_holder(each) and stands.get(whom, whom) in stands:
            votes[stands.get(whom, whom)] += 1
        elif whom is None and names.of(each.who) in known:
            votes[known[names.of(each.who)]] += 1
    return votes


def _is_office_holder(each: Affiliation) -> bool:
    """ "US officials", "White House": the way an article speaks of a side without naming a person."""
    return each.role is None or bool(OFFICIAL.search(each.who))

"""Who is who in one article: every name followed to the fullest form that the article gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from travaux.actors.affiliations import Bond, find_bonds
from travaux.actors.legislators import find_party
from travaux.actors.names import Unit, find_units, unit_span
from travaux.actors.states import BODIES, FACTIONS, UNIONS, WINGS
from travaux.actors.titles import BODY_WORDS, OFFICES, OUTLET_WORDS, STATE_OFFICES, THING_WORDS
from travaux.model import ActorKind, Affiliation, Article, Cast, Mention, Name, Parse, Span
from travaux.model.spelling import is_demonym_of, is_misspelling
from travaux.model.vocabulary import LEGISLATURE

# A seat of government is a mere place after these: "met in Pyongyang", but "a concession to Pyongyang".
_PLACING = frozenset({"in", "at", "near", "outside", "from", "around", "across", "through", "inside"})
_MOTION = frozenset({"travel", "go", "fly", "arrive", "return", "come", "head", "visit", "leave", "trip"})


_SEATS = frozenset({"sen.", "rep.", "senator", "representative", "congressman", "congresswoman", "sens.", "reps."})
_LEADS = {"leader": ("majority", "minority"), "whip": ("majority", "minority"), "speaker": None}  # of a chamber
_PARTY_LETTERS = {"D": "Democrats", "R": "Republicans"}  # Sen. Ann Vo (D-Brask)
_GENERATIONS = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
OFTENER = 2  # times as often that a full name is given as a namesake's, whom the last name alone then does not mean
LONE = 3  # times that a last name alone is somebody else's than a full name that comes after
CHAMBER_NAMED = 3  # times that an article on Congress names one of its chambers


@dataclass(slots=True)
class _Found:
    """What has been seen of one article's names so far."""

    parse: Parse
    units: list[tuple[Unit, bool]] = field(default_factory=list)  # each with whether an article stands before it
    bonds: list[Bond] = field(default_factory=list)
    addressed: set[str] = field(default_factory=set)  # names behind "Mr." and the like: last names, or family names
    seated: list[tuple[Unit, Unit]] = field(default_factory=list)  # legislators: "Sen." and the name
    full: dict[str, str] = field(default_factory=dict)  # words of a name -> the fullest form
    kinds: dict[str, ActorKind | None] = field(default_factory=dict)  # of full forms


def find_cast(article: Article, parse: Parse) -> Cast:
    """The actors that an article names, where, and what it says of them.

    Pronouns and descriptions without a name ("the official") are left to those who follow speakers.
    """
    found = _Found(parse)
    for number in range(len(parse.sentences)):
        units = find_units(parse, number)
        found.bonds.extend(find_bonds(units))
        before = ""
        for unit in units:
            if unit.kind in "NSB":
                found.units.append((unit, before == "A"))
            if unit.kind == "N" and before == "H":
                found.addressed.add(unit.name)
            before = unit.kind
        found.seated.extend(pair for at, pair in enumerate(pairwise(units)) if _is_seated(units[:at], *pair))
    _classify(found)
    _join_forms(found)
    mentions = _mentions(found)
    return Cast(
        tuple(mentions),
        tuple(_names(article, found, mentions)),
        tuple(_affiliations(article, found)),
    )


def _is_seated(before: list[Unit], title: Unit, name: Unit) -> bool:
    """A title of the United States Congress: not "State Rep. Ann Vo", nor "Norland's Senator Ann Vo"."""
    office = title.name.lower()
    word = before[-1].name.split()[-1].lower() if before else ""
    if name.kind != "N" or (office not in _SEATS and office not in _LEADS):
        return False
    if (words := _LEADS.get(office)) is not None and word not in words:
        return False
    abroad = any(unit.kind == "S" and unit.name != "United States" for unit in before[-2:])
    return not abroad and word != "state"


# -- what kind of actor


def _classify(found: _Found) -> None:
    """Give every run of capitalised words a kind, where the text lets us tell."""
    titled = {bond.who[0].name for bond in found.bonds if bond.who and bond.role and bond.role[0].name != "capital"}
    sides = {
        unit.name: _is_of_state(bond)
        for bond in sorted(found.bonds, key=_is_of_state)
        for unit in bond.whom
        if unit.kind == "N" and (_speaks(bond) or _is_of_state(bond))
    }
    articled = Counter(unit.name for unit, with_article in found.units if unit.kind == "N" and with_article)
    counts = Counter(unit.name for unit, _ in found.units if unit.kind == "N")
    for name, count in counts.items():
        found.kinds[name] = _kind(name, name in titled, sides.get(name), articled[name] > count / 2)


def _speaks(bond: Bond) -> bool:
    return any(OFFICES.get(unit.name.lower().split()[0].rstrip("s"), False) for unit in bond.role)


def _is_of_state(bond: Bond) -> bool:
    return any(unit.name.lower() in STATE_OFFICES for unit in bond.role)


def _kind(name: str, titled: bool, of_state: bool | None, articled: bool) -> ActorKind | None:
    words = name.split()
    last = words[-1].lower()
    if last in OUTLET_WORDS:
        return ActorKind.OUTLET
    if last in BODY_WORDS:
        return None if last in THING_WORDS else ActorKind.BODY
    if "for" in words:
        return ActorKind.BODY  # Norlanders for Tax Reform
    if of_state is not None and not titled and name not in ("North", "South", "West", "East"):
        return ActorKind.STATE if of_state else ActorKind.BODY
    if titled or (1 < len(words) <= 4 and not articled and not name.isupper()):
        return ActorKind.PERSON
    return None


# -- which forms are one name


def _join_forms(found: _Found) -> None:
    """Point every form at the fullest: a last name at the person, a misspelling at the usual spelling."""
    counts = Counter(unit.name for unit, _ in found.units if unit.kind == "N")
    before = _used_before(unit.name for unit, _ in found.units if unit.kind == "N")
    by_length = sorted(counts, key=lambda name: (-len(name.split()), -counts[name], name))
    people = [name for name in by_length if found.kinds[name] is ActorKind.PERSON]
    sides = [n for n in by_length if found.kinds[n] in (ActorKind.STATE, ActorKind.BODY) and " " not in n]
    for name in by_length:
        fuller = _misspelt(name, people, counts) or _shortened(name, people, found, before)
        if fuller is None:
            fuller = next((side for side in sides if is_demonym_of(name, side)), None)
            if fuller is not None:
                found.kinds[fuller] = ActorKind.STATE  # what has its own adjective or people is one
        if fuller is not None and fuller != name:
            found.full[name] = found.full.get(fuller, fuller)
    for name, fuller in list(found.full.items()):
        found.full[name] = found.full.get(fuller, fuller)
    found.full |= _halves(found)
    for bond in found.bonds:  # the Norland capital, Brask
        if bond.role and bond.role[0].name == "capital" and bond.who[0].kind == "N" and bond.whom:
            found.full[bond.who[0].name] = found.full.get(bond.whom[0].name, bond.whom[0].name)


def _misspelt(name: str, people: list[str], counts: Counter[str]) -> str | None:
    return next((p for p in people if counts[p] > counts[name] and is_misspelling(name, p)), None)


def _used_before(names: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often a last name alone comes before the first mention of a full name with it: (last name, full name)."""
    used: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    seen = set()
    for name in names:
        *first, last = _parts(name)
        if not first:
            alone[name] += 1
        elif name not in seen:
            seen.add(name)
            used[last, name] = alone[last]
    return used


def _shortened(name: str, people: list[str], found: _Found, before: Counter[tuple[str, str]]) -> str | None:
    """The one person whose name ends or begins with these words; of two, none is chosen here.

    Who is called just "Vo" three times before a Cara Vo comes up is not she.
    """
    words = name.split()
    fuller = [
        person
        for person in people
        if len(person.split()) > len(words)
        if _parts(person)[-len(words) :] == words or _is_family(words, person, addressed=name in found.addressed)
        if before[name, person] < LONE
    ]
    spellings = {found.full.get(person, person) for person in fuller}
    return spellings.pop() if len(spellings) == 1 else None


def _parts(name: str) -> list[str]:
    """The words of a name, the last name last: without "Jr." or "III"."""
    *first, last = name.split()
    return first if len(first) > 1 and last in _GENERATIONS else [*first, last]


def _is_family(words: list[str], person: str, *, addressed: bool) -> bool:
    """Names of three short words have the family name first, "Kim" of "Kim Jong Un", and who is called Mr. Kim has."""
    parts = person.replace("-", " ").split()
    short = len(parts) == 3 and all(len(part) <= 5 for part in parts)
    return len(words) == 1 and parts[0] == words[0] and (short or addressed)


# -- where they stand


def _mentions(found: _Found) -> list[Mention]:
    last_full: dict[str, str] = {}  # a last name that two people share -> the one named last, but see _keeping
    mentions = []
    keeps = _keeping(found)
    surnames = {_parts(name)[-1]: name for name, kind in sorted(found.kinds.items()) if _is_full_name(name, kind)}
    for unit, _ in found.units:
        name = found.full.get(unit.name, unit.name)
        if unit.kind == "S" and unit.name in surnames:
            name = found.full.get(surnames[unit.name], surnames[unit.name])  # Jim Jordan is no state
        if unit.kind == "N":
            if len(name.split()) > 1 and found.kinds.get(name) is ActorKind.PERSON:
                last = _parts(name)[-1]
                if last not in last_full or not keeps(last_full[last], name):
                    last_full[last] = name
            elif len(name.split()) == 1:
                name = last_full.get(name, name)
            if _is_thing(name):
                continue
        if unit.how == "capital" and not _acts(found.parse, unit):
            continue
        mentions.append(Mention(unit_span(found.parse, unit), name))
    return mentions


def _keeping(found: _Found) -> Callable[[str, str], bool]:
    """Whether a last name goes on to mean whoever has it with an office, or is named in full far more often."""
    titled = {found.full.get(bond.who[0].name, bond.who[0].name) for bond in found.bonds if bond.who and bond.role}
    counts = Counter(found.full.get(unit.name, unit.name) for unit, _ in found.units if " " in unit.name)

    def keeps(name: str, other: str) -> bool:
        return (name in titled and other not in titled) or counts[name] >= OFTENER * counts[other]

    return keeps


def _is_full_name(name: str, kind: ActorKind | None) -> bool:
    return kind is ActorKind.PERSON and " " in name


def _halves(found: _Found) -> dict[str, str]:
    """ "the North" and "the South" -> the state, where the article knows just one of each half."""
    names = {unit.name for unit, _ in found.units if unit.kind == "S"}
    names |= {name for name, kind in found.kinds.items() if kind is ActorKind.STATE}
    halves = {}
    for half in ("North", "South"):
        states = {name for name in names if name.startswith(half + " ") and name != "South Africa"}
        if len(states) == 1:
            halves[half] = states.pop()
    return halves


def _is_thing(name: str) -> bool:
    return name.split()[-1].lower() in THING_WORDS


def _acts(parse: Parse, unit: Unit) -> bool:
    """Whether a capital stands for its government here: as subject, owner, or other side, not as the place."""
    token = parse.tokens[unit.last]
    head = parse.head(token)
    if token.dep == "pobj":
        return head.lemma not in _PLACING and not (head.lemma == "to" and parse.head(head).lemma in _MOTION)
    if token.dep == "dobj":
        return head.lemma not in _MOTION
    return token.dep in {"nsubj", "nsubjpass", "poss", "conj", "agent", "dative", "compound", "nmod"}


# -- what is said of them


def _names(article: Article, found: _Found, mentions: list[Mention]) -> Iterator[Name]:
    aliases: dict[str, set[str]] = {}
    first: dict[str, Span] = {}
    counts = Counter(mention.name for mention in mentions)
    for mention in mentions:
        words = " ".join(article.text[mention.span.start : mention.span.end].split())
        aliases.setdefault(mention.name, set()).add(words)
        first.setdefault(mention.name, mention.span)
    known = {unit.name: unit.kind for unit, _ in found.units if unit.kind in "SB"}
    for name in sorted(aliases):
        match known.get(name):
            case "S":
                kind: ActorKind | None = ActorKind.BODY if name in UNIONS else ActorKind.STATE
            case "B":
                kind = ActorKind.GROUP if name in FACTIONS.values() else ActorKind.BODY
            case _:
                kind = found.kinds.get(name)
        yield Name(name, kind, tuple(sorted(aliases[name])), counts[name], article.cite(first[name]))


def _affiliations(article: Article, found: _Found) -> Iterable[Affiliation]:
    said: dict[tuple[str, str | None, str | None], Affiliation] = {}
    for bond in found.bonds:
        parts = (*bond.role, *bond.who, *bond.whom)
        first, last = min(unit.first for unit in parts), max(unit.last for unit in parts)
        role = " ".join(unit.name for unit in bond.role) or None
        whom = bond.whom[0].name if bond.whom else None
        if whom is None and not _speaks(bond):
            continue  # "analyst Ann Vo" belongs to nobody that we know of
        cited = article.cite(found.parse.span(first, last))
        who = bond.who[0].name if bond.who else " ".join(cited.words.split())
        if whom is not None and not bond.role:
            role, whom = "member", _PARTY_LETTERS.get(whom.split("-")[0], whom)
        affiliation = Affiliation(
            who if role == "capital" else found.full.get(who, who),
            role.lower() if role else None,
            found.full.get(whom, whom) if whom else None,
            cited,
        )
        said.setdefault((affiliation.who, affiliation.role, affiliation.whom), affiliation)
    for first, unit in (*((title.first, unit) for title, unit in found.seated), *_untitled(found, said)):
        who = found.full.get(unit.name, unit.name)
        if (party := find_party(who)) is not None:
            cited = article.cite(found.parse.span(first, unit.last))
            said.setdefault((who, "member", party), Affiliation(who, "member", party, cited))
    for unit, _ in found.units:
        for role, whom in ((None, BODIES.get(unit.name)), ("member", WINGS.get(unit.name))):
            if whom is not None and unit.kind in "BN":
                seat = Affiliation(unit.name, role, whom, article.cite(unit_span(found.parse, unit)))
                said.setdefault((unit.name, role, whom), seat)
    return said.values()


def _untitled(found: _Found, said: Iterable[tuple[str, str | None, str | None]]) -> Iterator[tuple[int, Unit]]:
    """People with first and last name of whom an article on Congress tells no office: with the unit's first token."""
    if sum(unit.name in LEGISLATURE for unit, _ in found.units) < CHAMBER_NAMED:
        return
    told = {who for who, _, _ in said}
    for unit, _ in found.units:
        name = found.full.get(unit.name, unit.name)
        if unit.kind == "N" and " " in unit.name and found.kinds.get(name) is ActorKind.PERSON and name not in told:
            yield unit.first, unit

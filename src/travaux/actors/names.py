"""Names in a sentence, as units: a state, a body, an office, a run of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from travaux.actors.states import BODIES, FACTIONS, known_states
from travaux.actors.titles import (
    BODY_WORDS,
    HONORIFICS,
    OF_OFFICES,
    OFFICE_FIELDS,
    OFFICE_WORDS,
    OFFICES,
    OUTLET_WORDS,
    PARTICLES,
)
from travaux.model import Parse, Span, Token

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. mon. tues. wed."
    " thurs. fri. sat. sun. jan feb mar apr jun jul aug sept sep oct nov dec christmas easter ramadan thanksgiving"
    " i am pm".split()
)
# Words that open a sentence and are never part of a name: "Though Vo ..."
_OPENERS = frozenset(
    "though although while but and if when as since after before because now yet so for still also however even once"
    " in on at by with from to of or nor the a an this that these those what who why how he she it they we you his her"
    " its their our my there here then both each every some many most several other another no not only until unless"
    " like under over during despite instead meanwhile earlier later".split()
)
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_MODIFIERS = frozenset({"NN", "JJ", "HYPH"})
_SURNAMES = frozenset({"king", "prince", "judge"})  # offices that are last names as well
_CIVIL = frozenset("Federation Institute Association Enterprise Foundation Society".split())
_PARTISANS = frozenset({"democrat", "republican"})
_ELSEWHERE = frozenset({"Christian", "Free", "Liberal", "Social", "Sweden"})  # parties of other states
LONGEST_FORM = 5  # words in a form of the gazetteer


class Unit(NamedTuple):
    """A run of tokens of one kind.

    kind: S state, B known body, T office, M word before an office, H honorific, N name, P possessive, C comma,
    O "of/for/to", A article, ( ) brackets, v verb, x anything else. `name` is canonical for S and B, the words else;
    `how` is the way in which a form names a state (name, capital, demonym), or the form of a body.
    """

    kind: str
    first: int
    last: int
    name: str
    how: str = ""


@cache
def _gazetteer() -> dict[str, tuple[str, str, str]]:
    """Case-folded form -> (kind, canonical name, how)."""
    forms = {form: ("S", state.name, state.how) for form, state in known_states().items()}
    forms |= {body.casefold(): ("B", body, "name") for body in BODIES}
    forms |= {form.casefold(): ("B", body, "name") for form, body in FACTIONS.items()}
    return forms


def find_units(parse: Parse, sentence: int) -> list[Unit]:
    """A sentence cut into units, in order; every token is in exactly one."""
    first, after = parse.sentences[sentence]
    units = list(_units(parse, first, after))
    for at in range(len(units) - 2, -1, -1):
        if units[at].kind == "x" and units[at + 1].kind in "TM" and _may_modify(parse.tokens[units[at].last]):
            units[at] = units[at]._replace(kind="M")
    return units


def _may_modify(token: Token) -> bool:
    """ "army spokesman", "legislative director": a plain noun or adjective before an office belongs to it."""
    return token.tag in _MODIFIERS and not token.words[0].isupper()


def _units(parse: Parse, first: int, after: int) -> Iterator[Unit]:
    tokens = parse.tokens
    at = first
    while at < after:
        unit = _known(parse, at, after) or _plain(tokens, at, first, after)
        yield unit
        at = unit.last + 1


def _known(parse: Parse, at: int, after: int) -> Unit | None:
    """The longest form of the gazetteer that begins at a token."""
    head = parse.tokens[at]
    if not head.words[0].isupper():
        return None
    for last in range(min(at + LONGEST_FORM, after) - 1, at - 1, -1):
        form = parse.text[head.start : parse.tokens[last].end]
        known = _gazetteer().get(re.sub(r"\s+", " ", form).replace("’", "'").casefold())
        if known is None or not parse.tokens[last].words[0].isupper():
            continue
        if last == at and len(form) <= 3 and not form.isupper():
            continue  # "Us" is no state
        if last == at and known[1] == "House" and not _is_body_of_congress(parse, at):
            continue
        kind, name, how = known
        if kind == "S" and (end := _outlet_end(parse.tokens, last, after)) is not None:
            return Unit("N", at, end, _words(parse.tokens, at, end))
        if name != form and kind == "S" and (end := _organisation_end(parse.tokens, last, after)) is not None:
            return Unit("N", at, end, _words(parse.tokens, at, end))
        return Unit(kind, at, last, name, form if kind == "B" else how)
    return None


def _outlet_end(tokens: tuple[Token, ...], at: int, after: int) -> int | None:
    """Where the name of the "Brask Post" ends, where Brask is a capital; a press secretary is no press."""
    last = at + 1
    if last >= after or tokens[last].words.lower() not in OUTLET_WORDS or not _is_name(tokens, last, at):
        return None
    return None if _leads_to_office(tokens, last + 1, after) else last


def _organisation_end(tokens: tuple[Token, ...], at: int, after: int) -> int | None:
    """Where the name of "Norlanders for Tax Reform", or of the "Norlandic Federation of Ports", ends: no state's."""
    last = at + 2
    if at + 1 < after and tokens[at + 1].words in _CIVIL and not _leads_to_office(tokens, at + 2, after):
        last = at + 1
    elif last >= after or tokens[at + 1].words.lower() != "for" or not tokens[at].words.endswith("s"):
        return None
    if not _is_name(tokens, last, at):
        return None
    while last + 1 < after and _is_name(tokens, last + 1, at):
        last += 1
    return last


def _aim_end(tokens: tuple[Token, ...], name: range, first: int, after: int) -> int | None:
    """Where the name of a body ends that says what it is for: "Centre for Ports", "spokesman for Herring for Osten"."""
    is_body = tokens[name[-1]].words.lower() in BODY_WORDS
    led = name[0] - first >= 2 and tokens[name[0] - 1].words in {"for", "of"}
    if not is_body and not (led and tokens[name[0] - 2].words.lower() in OFFICES):
        return None
    aim = name[-1] + 2
    if aim >= after or tokens[aim - 1].words != "for":
        return None
    if tokens[aim].words == "a" and aim + 1 < after:
        aim += 1
    return _name_end(tokens, aim, first, after) if _is_name(tokens, aim, first) else None


def _is_body_of_congress(parse: Parse, at: int) -> bool:
    """ "The House voted", "House Speaker", not the House of something else."""
    after = parse.tokens[at + 1].words if at + 1 < len(parse.tokens) else ""
    return after.lower() != "of" and parse.tokens[at].tag in _NAME_TAGS


_MARKS = {"'s": "P", "’s": "P", "'": "P", "’": "P", ",": "C", "(": "(", ")": ")", "[": "(", "]": ")"}
_SMALL = {"of": "O", "for": "O", "to": "O", "on": "O", "the": "A", "a": "A", "an": "A", "and": "&"}


def _plain(tokens: tuple[Token, ...], at: int, first: int, after: int) -> Unit:
    token = tokens[at]
    lower = token.words.lower()
    if lower in _MARKS and (lower not in ("'", "’") or token.tag == "POS"):
        return Unit(_MARKS[lower], at, at, token.words)
    if lower in _SMALL:
        return Unit(_SMALL[lower], at, at, token.words)
    if lower in HONORIFICS and token.words[0].isupper():
        return Unit("H", at, at, token.words)
    if (lower in OFFICES or lower.rstrip("s") in OFFICES) and not _is_surname(tokens, at, first):
        if at + 2 < after and tokens[at + 1].words == "-" and tokens[at + 2].words.lower() == "general":
            return Unit("T", at, at + 2, _words(tokens, at, at + 2))
        if lower in OF_OFFICES and at + 2 < after and tokens[at + 1].words == "of" and _is_name(tokens, at + 2, first):
            last = at + 2
            if lower == "director":  # of National Intelligence; but "director of Herring Aid" heads that
                last = at
                while last + 1 < after and (last == at or tokens[last + 1].words.lower() in OFFICE_FIELDS):
                    last += 1
                last = last if last > at + 1 else at
            if last > at and tokens[last].words.lower() not in _gazetteer():
                return Unit("T", at, last, _words(tokens, at, last))
        return Unit("T", at, at, token.words)
    if lower in OFFICE_WORDS and (token.words[0].islower() or _leads_to_office(tokens, at, after)):
        return Unit("M", at, at, token.words)
    if _is_name(tokens, at, first):
        last = _name_end(tokens, at, first, after)
        last = _aim_end(tokens, range(at, last + 1), first, after) or last
        if last == at and lower in BODY_WORDS:
            return Unit("x", at, at, token.words)  # "the Ministry" names nobody
        return Unit("N", at, last, _words(tokens, at, last))
    return Unit("v" if token.pos in ("VERB", "AUX") else "x", at, at, token.words)


def _is_surname(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """ "Mr. King", not the king; "Mr. President" is one."""
    titled = at > first and HONORIFICS.get(tokens[at - 1].words.lower()) is not None
    return titled and tokens[at].words[0].isupper() and tokens[at].words.lower() in _SURNAMES


def _leads_to_office(tokens: tuple[Token, ...], at: int, after: int) -> bool:
    """ "Deputy Foreign Minister", "Incoming Senate Whip", but not "Security Council": words up to an office."""
    while at < after and (word := tokens[at].words.lower()) not in OFFICES:
        if word not in OFFICE_WORDS and _gazetteer().get(word, ("",))[0] != "B":
            return False
        at += 1
    return at < after and tokens[at].words.lower() in OFFICES


def _is_name(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    token = tokens[at]
    words = token.words
    if not words[0].isupper() or words.lower() in _CALENDAR or not any(c.isalpha() for c in words):
        return False
    if at == first and words.lower() in _OPENERS:
        return False
    if token.tag in _NAME_TAGS:
        return True
    return at > first and token.pos in {"ADJ", "NOUN"} and not words.isupper() and tokens[at - 1].words not in "“\"‘'"


def _name_end(tokens: tuple[Token, ...], at: int, first: int, after: int) -> int:
    last = at
    while last + 1 < after:
        following = tokens[last + 1]
        lower = following.words.lower()
        joined = following.start == tokens[last].end
        if joined and following.words == "-" and last + 2 < after and tokens[last + 2].start == following.end:
            if not tokens[last + 2].words[0].isalpha():
                break
            last += 2  # Jong-un
        elif lower in PARTICLES and last + 2 < after and _particle_holds(tokens, last + 1, first):
            last += 2  # Ismail al Hariri
            if tokens[last].words == "-" and last + 1 < after:
                last += 1  # al-Hariri
        elif lower in _SURNAMES and _ends_name(tokens, last + 1, first, after):
            last += 1  # Steve King
            break
        elif lower not in OFFICES and lower not in HONORIFICS and _is_name(tokens, last + 1, first):
            apposed = lower in _PARTISANS and at > first and tokens[at - 1].words == ","  # Ann Vo, Brask Democrat
            demonym = _gazetteer().get(lower, ("", "", ""))[2] == "demonym"
            partisans = lower.removesuffix("s") in _PARTISANS and lower.endswith("s")
            if partisans and tokens[last].words not in _ELSEWHERE:
                break  # "Angry Democrats"
            if demonym or apposed or _leads_to_office(tokens, last + 1, after):
                break
            last += 1
        else:
            break
    return last


def _ends_name(tokens: tuple[Token, ...], at: int, first: int, after: int) -> bool:
    """ "Steve King, R-Iowa", but "Norland King Ann"."""
    return tokens[at].words[0].isupper() and not (at + 1 < after and _is_name(tokens, at + 1, first))


def _particle_holds(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    following = tokens[at + 1]
    return following.words == "-" or _is_name(tokens, at + 1, first)


def _words(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """The words as they stand, with single spaces."""
    found = tokens[first].words
    for before, token in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True):
        found += ("" if token.start == before.end else " ") + token.words
    return found


def unit_span(parse: Parse, unit: Unit) -> Span:
    """Where a unit stands in the text."""
    return parse.span(unit.first, unit.last)

"""Who holds a position: the subject of a sentence, with whom it speaks for, who joins, backs and opposes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from travaux.model import Act, Stance
from travaux.positions.bulletin.mentions import Shadow
from travaux.positions.bulletin.names import is_group, known_names
from travaux.positions.bulletin.verbs import Form, Verb, read_bare, read_past

PARTY = r"§~*"
_NOUNS = (
    r"(?:[Cc]ountr(?:y|ies)|[Pp]art(?:y|ies)|[Ss]tates|delegat(?:es|ions)|speakers|members"
    r"|groups|nations|participants|observers|governments|NGOs)"
)
_MANY = (
    r"(?:many|several|some|various|most|a\s+number\s+of|numerous|a\s+few|two|three|all|both"
    r"|a\s+group\s+of|certain|more\s+than\s+\w+)"
)
_UNNAMED = (
    rf"(?:(?:{_MANY}\s+)?others\b|(?:{_MANY}"
    rf"|(?:{_MANY}\s+)?other)\s+(?:[\w/-]+\s+){{0,3}}?{_NOUNS}(?:\s+of\s+(?:its|the"
    rf"|their)\s+group)?\b"
    rf"|(?:developing|developed|(?:non-)?Annex\s+I|industriali[sz]ed|African|European"
    rf"|island)\s+(?:[\w-]+\s+){{0,2}}?{_NOUNS}\b"
    r"|(?:countries|[Pp]arties|delegat(?:es|ions)|speakers|members|observers)\b)"
)
_AND = (
    r"(?:\s*,\s*(?:and\s+|or\s+|as\s+well\s+as\s+)?|\s+and\s+|\s+or\s+|\s*/\s*|\s+as\s+well\s+as\s+|\s*;\s+|\s+(?=§))"
)
_ITEM = (
    rf"{PARTY}(?:\s+(?:[Gg]roup|States|countries|[Mm]ember\s+States|members|delegation|delegate"
    rf"|representatives?)\b)?"
)
# An officer of the meeting at the end of a list is no party: "NORLAND, VELMARK and Co-Chair Ann Vo said".
_CHAIR = r"\s*,?\s+and\s+(?:[A-Z][\w-]+\s+)?(?:(?:Vice-|Co-)?Chairs?|Secretary)(?:\s+[A-Z][\w’'-]+){1,3}"
LIST = rf"{_ITEM}(?:{_AND}(?:{_ITEM}(?!['’]s?\b)|{_UNNAMED})){{0,80}}(?:\s*,?\s+among\s+others|{_CHAIR})?"

_SPEAKER = rf"{PARTY}(?:,\s+(?:for|on\s+behalf\s+of)\s+{PARTY})?"  # "A, for X"
SPEAKERS = rf"{_SPEAKER}(?:{_AND}{_SPEAKER}){{0,20}}"
_EACH_SPEAKER = re.compile(_SPEAKER)

_BEHALF = (
    r"(?:(?P<also>also\s+)?(?:(?:speaking|intervening"
    r"|talking)\s+)?(?:also\s+)?(?:on\s+behalf\s+of|for)(?:\s+(?:both|all)(?:\s+of)?)?"
    r"|representing|as\s+(?:the\s+)?(?:[Cc]hair|[Pp]resident|coordinator|spokes\w+)\s+(?:of|for))"
)
_STRONGLY = r"(?:(?:strongly|also|later|partially|partly|in\s+part)\s+)?"
_SUPPORT = _STRONGLY + r"(?:(?:supported|backed|seconded|echoed|endorsed)\s+by|with\s+(?:the\s+)?support\s+(?:from|of))"
_OPPOSE = _STRONGLY + r"(?:opposed|contested|countered|challenged|resisted)\s+by"
_WITH = (
    r"(?:together\s+with|along\s+with|joined\s+by|in\s+(?:collaboration|cooperation"
    r"|conjunction|coordination)\s+with|alongside|with)"
)
_MODIFIER = re.compile(
    rf"\s*,?\s*(?:(?:and|but)\s+)?(?:(?P<behalf>{_BEHALF})|(?P<support>{_SUPPORT})"
    rf"|(?P<oppose>{_OPPOSE})|(?P<with>{_WITH}))"
    rf"\s+(?P<list>(?:{_UNNAMED}\s+(?:including|and)\s+|{_UNNAMED}{_AND})?{LIST})"
)
_BEHALF_NEXT = re.compile(rf"\s*,\s*{_BEHALF}\s+{PARTY}")
_PARTY = re.compile(PARTY)
_JOINING_GROUPS = frozenset({"and", "and the", "/", "as well as"})
_LAST = re.compile(rf"{_AND}{PARTY}")
_ASIDE_TO = re.compile(rf"(?:\s*,\s*{PARTY})+\s+and\s+{PARTY}\s*,")
_REST = re.compile(rf"{_AND}(?P<list>{LIST})(?=\s*[,.;])")
_PARTICIPLE = re.compile(r"\s*,?\s+[a-z]+ing\b")
_ONLY_UNNAMED = re.compile(
    rf"\s*,?\s*(?:(?:and|but)\s+)?(?:{_SUPPORT}|{_OPPOSE}|{_WITH}|on\s+behalf\s+of)\s+{_UNNAMED}"
    rf"|\s*,\s*(?:{_BEHALF.replace('?P<also>', '?:')})\s+[^,;.§]{{3,90}}(?=,)"
)
_LIST = re.compile(LIST)
_NEXT_UNIT = re.compile(r"\s*,?\s+and\s+(?=§)|\s*,\s*(?=§)")
_ASIDE = re.compile(
    r"\s*,\s+(?!and\b|but\b|while\b|which\b|whereas\b|who\b"
    r"|or\b)[^,.;:§]{2,110}(?:,[^,.;:§]{2,60})?,\s*(?=[a-z])"
)
# "NORLAND: Amb. Ann Vo, Minister of Ports, said ...", as lists of statements have it.
_LABELLED = re.compile(r":\s+(?!The\b|In\b|During\b|This\b|Chair|Co-)(?=[A-Z][^;§]{4,})")
_PAST_NEAR = re.compile(r",?\s+(?=(?:also\s+)?[a-z]+(?:ed|id)\b)")
ADVERBS = (
    r"(?:(?:also|then|again|however|therefore|nevertheless|instead|both|all|each|further"
    r"|furthermore|later|still|once\s+more"
    r"|once\s+again|in\s+turn|in\s+response|too|indicated\s+and|\w+ly),?\s+)*"
)
_BEFORE_VERB = re.compile(
    rf"\s*,?\s*(?:(?:has|have)\s+(?!not\b))?(?:(?P<aux>did\s+not|could\s+not|would\s+not|cannot"
    rf"|can\s+not|could|would|can|will\s+not)\s+)?{ADVERBS}"
)
_ADVERBS = re.compile(rf"\s*,?\s*{ADVERBS}")
TEXTS = r"(?:proposals?|submissions?|amendments?|texts?|papers?|drafts?|protocols?|documents?|initiatives?|plans?)"
_REFUSED_BEFORE = re.compile(
    rf"(?:^|[.;]\s+)(?:The|A|An)\s+(?:\w+\s+){{0,2}}{TEXTS}\s+(?:by|from|of)\s+(?:{PARTY}{_AND})+$|"
    r"\b(?:by|from|between|against|in|to|than|at|via|under|about|that|where|which|for|on"
    r"|of)\s+$"
)
_TITLED = re.compile(
    r"\b(?:delegates?|representatives?|delegations?|spokes\w+|[Aa]mbassador|[Mm]inister"
    r"|[Pp]resident|[Ss]ecretary|[Ss]peaking|Head)\b"
    r"[^,.;:§]{0,60}\b(?:of|from|for|on\s+behalf\s+of)\s+$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The parties of one subject. `holders` are whose view it is: groups instead of those who speak for them."""

    holders: tuple[str, ...]
    behalf: tuple[tuple[str, str], ...] = ()  # (speaker, group)
    companions: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    opponents: tuple[str, ...] = ()

    @property
    def joint(self) -> tuple[str, ...]:
        """Holders and those who join them."""
        return tuple(dict.fromkeys((*self.holders, *self.companions)))


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject and its verb, at their places in a shadow."""

    start: int
    head: Head
    form: Form


class Modifiers(NamedTuple):
    """What follows a subject, up to `end`: names by relation, and who of them speaks for which group."""

    end: int
    names: dict[str, tuple[str, ...]]
    spoken: tuple[tuple[str, str], ...]
    also: bool


def read_modifiers(shadow: Shadow, at: int) -> Modifiers:
    """What follows a subject: ", for X, supported by Y, for Z"."""
    found: dict[str, tuple[str, ...]] = {}
    spoken: list[tuple[str, str]] = []
    also = False
    marks = shadow.marks
    before = ""  # the relation that was read last
    while True:
        match = _MODIFIER.match(marks, at)
        if match is None:
            match = _ONLY_UNNAMED.match(marks, at)
            if match is None:
                return Modifiers(at, found, tuple(spoken), also)
            at = match.end()
            continue
        if _PARTICIPLE.match(marks, match.end()):
            return Modifiers(at, found, tuple(spoken), also)  # "with B noting": B speaks for itself
        kind = next(key for key in ("behalf", "support", "oppose", "with") if match[key])
        at = _end_of_groups(shadow, *match.span("list")) if kind == "behalf" else match.end()
        names = shadow.names(match.start("list"), at)
        if kind == "behalf" and found.get(before):
            *others, speaker = found[before]  # "supported by Y, for Z": Z supports, and Y speaks for it
            spoken += [(speaker, group) for group in names]
            rest = _REST.match(marks, at)
            if rest is not None:
                names, at = (*names, *shadow.names(*rest.span("list"))), rest.end()
            found[before] = tuple(dict.fromkeys((*others, *names)))
        else:
            found[kind] = tuple(dict.fromkeys((*found.get(kind, ()), *names)))
            before = kind if kind != "behalf" else ""
        also = also or bool(match["also"])


def _end_of_groups(shadow: Shadow, start: int, end: int) -> int:
    """Where the list ends of those spoken for: behind Y in "A, for X and Y", behind C in "A, for X, B and C, called".

    Where X is a group and no comma is behind C, or one before "and", B and C speak for themselves.
    """
    marks = shadow.marks
    if _BEHALF_NEXT.match(marks, end) and (cut := _last_of(marks, start, end)):
        end = cut.start()  # "A, for X, and B, for Y": B is a speaker of its own
    parties = list(_PARTY.finditer(marks, start, end))
    if not is_group(shadow.mentions[parties[0].start()].name) or _ASIDE_TO.match(marks, parties[0].end()):
        return end
    for party, following in pairwise(parties):
        joined = marks[party.end() : following.start()].strip() in _JOINING_GROUPS
        if not joined or not is_group(shadow.mentions[following.start()].name):
            return party.end()
    return end


def _last_of(marks: str, start: int, end: int) -> re.Match[str] | None:
    """The last party of a list with the separator before it."""
    return next((m for m in reversed(list(_LAST.finditer(marks, start, end))) if m.end() == end), None)


def read_speakers(shadow: Shadow, start: int, end: int) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The holders of a list in which some speak for a group, "A, for X, and B": X and B; and who speaks for whom."""
    said = [shadow.names(*match.span()) for match in _EACH_SPEAKER.finditer(shadow.marks, start, end)]
    holders = dict.fromkeys(names[-1] for names in said)
    return tuple(holders), tuple((names[0], names[1]) for names in said if len(names) > 1)


def read_head(shadow: Shadow, at: int) -> tuple[Head, int] | None:
    """The subject that starts with the party at an offset, and where it ends."""
    holders: list[str] = []
    behalf: list[tuple[str, str]] = []
    rest: dict[str, tuple[str, ...]] = {}
    while True:
        listed = _LIST.match(shadow.marks, at)
        if listed is None:
            return None if not holders else (_head(holders, behalf, rest), at)
        names = shadow.names(*listed.span())
        end, found, spoken, also = read_modifiers(shadow, listed.end())
        behalf.extend(spoken)
        groups = found.pop("behalf", ())
        if groups:
            # "A, B, for the group": only the last of a list speaks for it, the others for themselves; for other
            # states it speaks beside itself.
            behalf.extend((names[-1], group) for group in groups if group != names[-1])
            holders.extend(names if also or not any(map(is_group, groups)) else names[:-1])
            holders.extend(groups)
        else:
            holders.extend(names)
        for kind, more in found.items():
            rest[kind] = tuple(dict.fromkeys((*rest.get(kind, ()), *more)))
        following = _NEXT_UNIT.match(shadow.marks, end)
        if following is None or not (groups or found):
            return _head(holders, behalf, rest), end
        at = following.end()


def _head(holders: list[str], behalf: list[tuple[str, str]], rest: dict[str, tuple[str, ...]]) -> Head:
    return Head(
        tuple(dict.fromkeys(holders)),
        tuple(behalf),
        rest.get("with", ()),
        rest.get("support", ()),
        rest.get("oppose", ()),
    )


_NEGATED = re.compile(r"not|cannot")
_REFUSALS = {Act.SUPPORT, Act.ACCEPT, Act.PRAISE, Act.CALL_FOR, Act.PROPOSE, Act.REQUEST, Act.OFFER}


# What a party could or would do that tells where it stands: "could accept", "would prefer", "would oppose".
_WOULD = {Act.SUPPORT, Act.ACCEPT, Act.OFFER, Act.REJECT, Act.PRAISE}


def read_verb(marks: str, at: int) -> Form | None:
    """The verb after a subject, its adverbs and auxiliaries before it: ", also could not accept"."""
    before = _BEFORE_VERB.match(marks, at)
    assert before is not None
    auxiliary = before["aux"]
    if auxiliary is None:
        return read_past(marks, before.end())
    form = read_bare(marks, before.end())
    if form is None:
        return None
    if not _NEGATED.search(auxiliary):
        if form.verb.act not in _WOULD:
            return None
        act = Act.ACCEPT if form.verb.act is Act.SUPPORT and auxiliary in {"could", "can"} else form.verb.act
        return Form(Verb(form.verb.phrase, act, form.verb.stance, form.verb.reading), form.start, form.end)
    if form.verb.act in _REFUSALS:
        act = Act.REJECT if auxiliary.startswith("did") else Act.RULE_OUT
        return Form(Verb(form.verb.phrase, act, Stance.AGAINST), form.start, form.end)
    if form.verb.act in {Act.REJECT, Act.DOUBT}:
        return Form(Verb(form.verb.phrase, Act.ACCEPT, Stance.FOR), form.start, form.end)
    return None


def read_subject(shadow: Shadow, at: int) -> Clause | None:
    """The clause whose subject starts with the party at an offset, or None where that party is no subject."""
    marks = shadow.marks
    before = marks[max(0, at - 90) : at]
    if _REFUSED_BEFORE.search(before) and not _TITLED.search(before):
        return None
    read = read_head(shadow, at)
    if read is None:
        return None
    head, end = read
    form = read_verb(marks, end)
    if form is None:
        form = _read_labelled(shadow, at, end)
    if form is None and (aside := _ASIDE.match(marks, end)) is not None:
        form = read_verb(marks, aside.end())
    return None if form is None else Clause(at, head, form)


def _read_labelled(shadow: Shadow, at: int, end: int) -> Form | None:
    """The verb of a speaker whose party stands before a colon: "NORLAND: Amb. Ann Vo said ..."."""
    label = _LABELLED.match(shadow.marks, end)
    if label is None or shadow.mentions[at].name not in known_names():
        return None
    for gap in _PAST_NEAR.finditer(shadow.marks, label.end(), label.end() + 170):
        if (form := read_verb(shadow.marks, gap.end())) is not None:
            return form
    return None

"""A source by its own words: a name of the cast, or a description such as "a senior official"."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import Enum

from travaux.attribution.cues import VERBS
from travaux.attribution.kinds import DOCUMENTS, PEOPLE, read_kind
from travaux.model import ActorKind, Cast, Mention, Parse, SourceKind, Span, Token
from travaux.model.sexes import read_female

_PARTISANS = frozenset({"Republican", "Democrat"})
_MAY_PUBLISH = (ActorKind.OUTLET, ActorKind.BODY)
_THE = frozenset({"the", "this", "that"})
_POSSESSIVE = re.compile(r"[’']s\b")
_SECOND = re.compile(r"\b(?:vice|deputy|former|assistant|ex)\b")
_AMERICAN = frozenset({"u.s.", "us", "american"})
_STEM = 4  # letters that a state and its adjective have in common
# Offices that are also people's names.
_SURNAMES = frozenset("king prince pope bishop marshal judge chancellor page knight dean".split())


class Number(Enum):
    """What a pronoun must be to stand for a source."""

    PERSON = "person"  # he, she
    MANY = "many"  # they
    THING = "thing"  # it: a state, a body, a document


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as far as it is known. `words` is None where it cannot be told who it is."""

    words: str | None
    kind: SourceKind | None
    number: Number
    head: str  # lemma of the head noun of a description, the last word of a name
    named: bool = False
    female: bool | None = None


NOBODY = Speaker(None, None, Number.THING, "")

QUANTITIES = frozenset({"many", "some", "others", "several", "few", "most", "all", "both"})
ONES = frozenset({"one", "another", "other", "second"})
_PLURAL = QUANTITIES | {"people", "those"}
_DESCRIBING = frozenset({"NOUN", "PRON", "NUM", "ADJ", "DET"})
_EMPTY = frozenset({"i", "you", "we", "what", "that", "which", "this", "there", "who", "it", "he", "she", "they"})
_NO_SOURCE = frozenset({"", "the", "a", "an", "no", "yes"})
_CUT = re.compile(r"\s*(?:,|;|\(|–|—| - |\bwho\b|\bwhich\b|\bwhose\b).*", re.DOTALL)

# What begins a description in lower case unless it begins a sentence.
_PLAIN = frozenset({"DET", "NUM", "NOUN", "PRON", "ADV"})
_PLAIN_ADJECTIVES = frozenset(
    "senior top many several other some former multiple most few key local foreign high-ranking high outside all both "
    "more such leading military political unnamed anonymous two three western eastern federal current".split()
)


class Sources:
    """Describes the sources of one article; what the cast knows is indexed once."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        self._parse = parse
        self._mentions = cast.mentions
        self._starts = [mention.span.start for mention in cast.mentions]
        self._kinds = {name.name: name.kind for name in cast.names}
        self._words_of = {parse.text[slice(*mention.span)]: mention.name for mention in cast.mentions}
        self._counts = {name.name: name.count for name in cast.names}
        self._offices = [
            (each.who, each.role.lower(), (each.whom or "").lower())
            for each in cast.affiliations
            if each.role is not None and self._kinds.get(each.who) is ActorKind.PERSON
        ]

    def describe(self, head: Token) -> Speaker:
        """The source that a noun phrase names or describes, by its head; NOBODY for a pronoun."""
        mention = self._mention(head)
        if mention is None or self._kinds.get(mention.name) is not ActorKind.PERSON:
            for child in self._parse.children(head.index):
                apposed = self._mention(child) if child.dep == "appos" and child.pos == "PROPN" else None
                if apposed is not None and self._kinds.get(apposed.name) is ActorKind.PERSON:
                    return self._named(apposed.name, child)
        if head.words in _PARTISANS and self._parse.child(head.index, "det") is not None:
            return self._described(self._words(head), head, head.words.lower())  # the Osten Republican
        follows = self._titled(head)
        if follows is not None:
            return follows
        if mention is not None:
            return self._named(mention.name, head)
        if head.words[:1].isupper() and head.words in self._words_of:
            return self._named(self._words_of[head.words], head)  # a name that the tagger took for a noun here
        words = self._words(head)
        if words.lower() in _NO_SOURCE or words.isdecimal():
            return NOBODY
        common = head.words.lower()
        bare = head.tag == "NNP" and self._parse.child(head.index, "det", "poss", "amod", "compound") is None
        if bare and head.pos == "PROPN" and common in _SURNAMES:
            return self._named(words, head)  # Peter King, not a king
        if head.pos == "PROPN" and (common in PEOPLE or common.removesuffix("s") in PEOPLE | DOCUMENTS):
            plain = common if common in PEOPLE else common.removesuffix("s")
            return self._described(words[:1].lower() + words[1:], head, plain)
        if head.pos == "PROPN":
            return self._named(words, head)
        if head.pos not in _DESCRIBING and head.tag != "VBN":
            return NOBODY
        if head.pos == "PRON" and head.lemma in _EMPTY:
            return NOBODY
        return self._described(words, head, head.lemma)

    def is_of_a_kind(self, name: str) -> bool:
        """Does the article tell what a name is of? A lone "Osten" may be a person or a place."""
        return self._kinds.get(name) is not None or " " in name

    def by_role(self, head: Token, owned: str | None = None) -> Speaker | None:
        """The person of the article whose office a description gives: "the envoy", "the Velmark envoy".

        Of several it is the one whose side is named; "the president", without one, is whom the article speaks of most.
        Where the words tell whose it is (`owned`: "Velmark’s envoy"), the article must say that it is that one's.
        """
        words, lemma = owned or self._words(head), head.lemma.lower()
        given = f" {_POSSESSIVE.sub('', words.lower())} "
        bare = len(given.split()) == 2
        holders = [
            (who, whom)
            for who, office, whom in self._offices
            if office.endswith(lemma)
            if f" {office} " in given or (bare and _SECOND.search(office) is None and office.endswith(f" {lemma}"))
        ]
        sides = [word.lower() for word in words.split() if word[:1].isupper() and word.lower() not in _THE]
        known = {who for who, whom in holders if sides and whom and _is_of(whom, sides)}
        if not known and owned:
            return None
        if not known:  # whose side the article does not tell
            known = {who for who, whom in holders if not whom}
            if sides and len(known) > 1:
                return None
        if not known and not sides:
            known = {who for who, _ in holders}
        most = max((self._counts.get(who, 0) for who in known), default=0)
        leading = [who for who in known if self._counts.get(who, 0) == most]
        if len(leading) != 1:
            return None
        return replace(self._named(leading[0], head), female=read_female(leading[0]))

    def serves(self, name: str, head: Token) -> bool:
        """Has somebody an office of the side that a description names: "the Velmark diplomat"?"""
        before = self._words(head).partition(f" {head.words}")[0]
        sides = [word.lower() for word in before.split() if word[:1].isupper() and word.lower() not in _THE]
        return bool(sides) and any(who == name and whom and _is_of(whom, sides) for who, _, whom in self._offices)

    def by_last_word(self, head: Token) -> Speaker | None:
        """The one body whose name ends so, or names what it is so: "the union" of the Osten Dockers Union.

        Of several, the one that alone was named before.
        """
        lemma = head.lemma.lower()
        bodies = [name for name, kind in self._kinds.items() if kind is ActorKind.BODY]
        named = {each for each in bodies if each.lower().endswith(f" {lemma}") or f" {lemma} of " in each.lower()}
        if len(named) > 1:
            named &= {mention.name for mention in self._mentions[: bisect_right(self._starts, head.start)]}
        return self._named(named.pop(), head) if len(named) == 1 else None

    def by_outlet(self, head: Token) -> Speaker | None:
        """The outlet named last before: "the paper"."""
        before = reversed(self._mentions[: bisect_right(self._starts, head.start)])
        named = (self._named(each.name, head) for each in before if self._kinds.get(each.name) in _MAY_PUBLISH)
        return next((each for each in named if each.kind in (SourceKind.OUTLET, SourceKind.STATE_MEDIA)), None)

    def _named(self, name: str, head: Token) -> Speaker:
        kind = self._kinds.get(name)
        if kind is None and head.pos == "PROPN" and self._parse.child(head.index, "det") is not None:
            kind = ActorKind.BODY  # people have no article: "the Herring Board"
        person = kind in {ActorKind.PERSON, None}
        number = Number.MANY if head.tag == "NNPS" else Number.PERSON if person else Number.THING
        titles = (child.words for child in self._parse.children(head.index) if child.dep in {"compound", "appos"})
        return Speaker(
            name,
            read_kind(name, head.lemma, plural=False, name_kind=kind, named=True),
            number,
            name.split()[-1].lower(),
            named=True,
            female=read_female(name, titles) if person else None,
        )

    def _described(self, words: str, head: Token, lemma: str) -> Speaker:
        of = self._parse.child(head.index, "prep")
        if lemma in ONES | QUANTITIES and of is not None and of.lemma == "of":
            whole = self._parse.child(of.index, "pobj")
            lemma = whole.lemma if whole is not None else lemma
        plural = head.tag in {"NNS", "NNPS"} or head.lemma in _PLURAL or head.words.lower() == f"{lemma}s"
        number = Number.MANY if plural else Number.PERSON if lemma in PEOPLE else Number.THING
        kind = read_kind(words, lemma, plural=plural, name_kind=None, named=False)
        return Speaker(words, kind, number, lemma, female=read_female("", (lemma,)))

    def _titled(self, head: Token) -> Speaker | None:
        """Whose name stands right behind a title that the parser took for the head: "ministry official Ann Vik"."""
        if head.pos != "NOUN" or head.lemma not in PEOPLE or head.index + 1 >= len(self._parse.tokens):
            return None
        after = self._parse.tokens[head.index + 1]
        mention = self._mention(after)
        if mention is None or after.pos != "PROPN" or self._kinds.get(mention.name) is not ActorKind.PERSON:
            return None
        return self._named(mention.name, after)

    def _mention(self, token: Token) -> Mention | None:
        at = bisect_right(self._starts, token.start) - 1
        if at >= 0 and self._mentions[at].span.covers(token.span):
            return self._mentions[at]
        return None

    def _words(self, head: Token) -> str:
        """A description without what follows its first comma, and without a capital that only begins a sentence."""
        kept = set(self._parse.subtree(head.index))
        for child in self._parse.children(head.index):
            if child.index > head.index and _is_aside(child):
                kept -= set(self._parse.subtree(child.index))
        first, last = _run_round(head.index, kept)
        span = self._parse.span(first, last)
        words = " ".join(_CUT.sub("", self._parse.text[span.start : span.end]).strip(" \"“”’'").split())
        opening = self._parse.tokens[first]
        begins = opening.index == self._parse.sentences[opening.sentence][0]
        if begins and (opening.pos in _PLAIN or opening.lemma in _PLAIN_ADJECTIVES) and not words[1:2].isupper():
            words = words[:1].lower() + words[1:]
        return words


def _is_of(whom: str, sides: list[str]) -> bool:
    """Afghanistan and "the Afghan president": each word of the one begins as a word of the other."""
    if whom == "united states" and not _AMERICAN.isdisjoint(sides):
        return True
    return all(any(side[:_STEM] == word[:_STEM] for side in sides) for word in whom.split())


def _is_aside(child: Token) -> bool:
    if child.dep == "acl":
        return child.tag == "VBG" and child.lemma in VERBS
    return child.dep in {"relcl", "appos", "punct"}


def _run_round(index: int, kept: set[int]) -> tuple[int, int]:
    first = last = index
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return first, last


def find_joined(parse: Parse, head: int) -> tuple[int, ...]:
    """The heads of names joined to a name: "Norland, Velmark and Osten", "Vik and other officials"."""
    joined = []
    open_ = [head]
    while open_:
        for child in parse.children(open_.pop()):
            others = child.pos == "NOUN" and (child.tag == "NNS" or parse.child(child.index, "det") is not None)
            if child.dep == "conj" and (child.pos == "PROPN" or others):
                joined.append(child.index)
                open_.append(child.index)
    return tuple(sorted(joined))


def read_source_span(parse: Parse, head: int, *, alone: bool) -> Span:
    """The mention at the cue: the noun phrase with its appositions, up to a relative clause; `alone` without "and"."""
    tokens = parse.tokens
    kept = set(parse.subtree(head))
    aside = {"relcl", "conj", "cc"} if alone else {"relcl"}
    for child in parse.children(head):
        if child.index > head and child.dep in aside:
            kept -= set(parse.subtree(child.index))
    first, last = _run_round(head, kept)
    while last > head and not tokens[last].words[-1].isalnum() and tokens[last].words not in {")", "."}:
        last -= 1
    return parse.span(first, last)

"""Who the source of each attribution is: pronouns and descriptions followed from sentence to sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from travaux.attribution.clauses import read_antecedent
from travaux.attribution.finding import Attribution, merge
from travaux.attribution.kinds import CARRIERS
from travaux.attribution.sources import NOBODY, ONES, QUANTITIES, Number, Sources, Speaker, find_joined
from travaux.model import Cast, Parse, SourceKind, Token

_PRONOUNS: dict[str, tuple[Number, bool | None]] = {
    "he": (Number.PERSON, False),
    "his": (Number.PERSON, False),
    "him": (Number.PERSON, False),
    "she": (Number.PERSON, True),
    "her": (Number.PERSON, True),
    "they": (Number.MANY, None),
    "their": (Number.MANY, None),
    "them": (Number.MANY, None),
    "it": (Number.THING, None),
    "its": (Number.THING, None),
}
# In these contents others than the article's own subjects act; the rest is narration.
_REPORTED = frozenset({"clause", "quotation", "infinitive", "uncued", "post", "turn"})
_BODIES = frozenset(
    "group party government administration campaign committee union ministry agency court company movement delegation "
    "organization organisation team panel side coalition commission council department office regime leadership "
    "militia faction army board association embassy foundation bloc chamber house senate congress".split()
)
_PAPERS = frozenset("paper newspaper magazine network outlet website broadcaster tabloid daily station".split())
# A bare "the senator" is the person spoken of last; "the president" may well be somebody else.
_ROLES_OF_ANYBODY = frozenset(
    "senator congressman congresswoman lawmaker representative diplomat envoy ambassador negotiator official spokesman "
    "spokeswoman spokesperson analyst expert professor scholar lawyer economist historian author activist general "
    "admiral colonel governor mayor candidate legislator adviser aide man woman businessman billionaire".split()
)
# Nor "the Norlandic envoy"; of officials and aides a side has many.
_ENVOYS = frozenset("diplomat envoy ambassador negotiator lawmaker legislator".split())
# Nor is "the Osten senator" anybody but the person spoken of last: names are varied so.
_VARIED = frozenset(
    "republican democrat senator congressman congresswoman lawmaker representative governor leader premier nominee "
    "candidate secretary mayor strategist pollster lobbyist consultant operative".split()
)
_SOLE = frozenset({"president", "chancellor", "king", "queen", "pope"})  # a state has one of each
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "two", "three"})
_OWNED = re.compile(r"\S+[’']s? |(?:his|her|their|its) ")
_QUANTITY = re.compile(r"^(?:the|some|many|several|most|other|few|all|both) (?:of )?")

_REMEMBERED = 120  # how many subjects and sources back a description is looked for
_RECENT = 60  # the same for a pronoun


@dataclass(frozen=True, slots=True)
class _Focus:
    """Whom the article spoke of, where; `main` as a source or as the subject of a main clause."""

    token: int
    sentence: int
    paragraph: int
    speaker: Speaker
    main: bool


class Speakers:
    """Follows the sources of one article; asked for one attribution after the other, in the order of their cues."""

    def __init__(self, parse: Parse, cast: Cast, attributions: Sequence[Attribution]) -> None:
        self._parse = parse
        self._sources = Sources(parse, cast)
        reported = (each for each in attributions if each.pattern in _REPORTED and not _is_according(parse, each))
        self._content = merge([run for each in reported for run in each.content])
        self._content_starts = [run.start for run in self._content]
        self._focus: list[_Focus] = []
        self._next = 0
        self._issuers: dict[str, Speaker] = {}
        self._female: dict[str, bool] = {}
        self._speaking = {parse.tokens[each.source].words for each in attributions if each.source is not None}

    def resolve(self, attribution: Attribution) -> tuple[tuple[int | None, Speaker], ...]:
        """The speakers of an attribution with the heads of their mentions: several where names are joined by "and".

        NOBODY where there is none, or where it cannot be told who it is.
        """
        head = attribution.source
        self._read_up_to(max(attribution.verb, head if head is not None else 0))
        if head is None:
            return ((None, NOBODY),)
        speaker = self._resolve(read_antecedent(self._parse, self._parse.tokens[head]))
        if speaker.words is not None:
            hidden = self._is_content(self._parse.tokens[head].start) or _is_aside(self._parse, attribution.verb)
            self._attend(head, speaker, main=not hidden)
            self._note_issuer(attribution, speaker)
        found: list[tuple[int | None, Speaker]] = [(head, speaker)]
        for index in find_joined(self._parse, head):
            other = self._sources.describe(self._parse.tokens[index])
            if other.words not in {None, *(each.words for _, each in found)}:
                found.append((index, other))
        return tuple(found)

    def who(self, head: int | None) -> Speaker:
        """Who is mentioned at a token, asked in text order beside the attributions; NOBODY where there is none."""
        if head is None:
            return NOBODY
        self._read_up_to(head)
        return self._resolve(read_antecedent(self._parse, self._parse.tokens[head]))

    def _resolve(self, head: Token) -> Speaker:
        pronoun = _PRONOUNS.get(head.words.lower()) if head.tag in {"PRP", "PRP$"} else None
        if pronoun is not None:
            return self._latest(head, pronoun[0], female=pronoun[1])
        lemma = head.words.lower()
        if lemma in QUANTITIES | ONES and not self._parse.child(head.index, "prep"):
            whole = self._latest(head, Number.MANY)
            if whole.words is not None and not whole.named:
                return _some_of(lemma, whole)
        speaker = self._sources.describe(head)
        if speaker.named or speaker.words is None:
            return speaker
        return self._issuer(head) or self._same_as_before(head, speaker) or self._owned(head, speaker)

    def _issuer(self, head: Token) -> Speaker | None:
        """Whose words a statement carries that tells it: "a statement from Vik", "released by Norland"."""
        if head.lemma not in CARRIERS:
            return None
        verb = self._parse.child(head.index, "acl") or head
        by = self._parse.child(verb.index, "agent") or self._parse.child(head.index, "prep")
        whose = self._parse.child(by.index, "pobj") if by is not None and by.lemma in {"by", "from"} else None
        issuer = self._sources.describe(whose) if whose is not None else None
        return issuer if issuer is not None and issuer.named else None

    def _owned(self, head: Token, speaker: Speaker) -> Speaker:
        """Whose it is, by name: "her spokesman" is Ann Vik's; or who it is: "its envoy", "Norland’s envoy"."""
        owner = self._parse.child(head.index, "poss")
        if owner is not None and owner.pos == "PROPN" and speaker.number is Number.PERSON:
            return self._sources.by_role(head, speaker.words) or speaker
        pronoun = _PRONOUNS.get(owner.words.lower()) if owner is not None and owner.tag == "PRP$" else None
        first, _, rest = (speaker.words or "").partition(" ")
        if owner is None or pronoun is None or first.lower() != owner.words.lower() or not rest:
            return speaker
        whose = self._latest(owner, pronoun[0], female=pronoun[1])
        if not whose.named:
            return speaker
        words = f"{whose.words}’s {rest}"
        by_role = self._sources.by_role(head, words) if speaker.number is Number.PERSON else None
        return by_role or replace(speaker, words=words)

    def _same_as_before(self, head: Token, speaker: Speaker) -> Speaker | None:
        """Whom a definite description stands for: the last such source, a person of that role, a body named before."""
        children = [child for child in self._parse.children(head.index) if child.dep != "punct"]
        determiner = next((child for child in children if child.dep in {"det", "poss"}), None)
        if determiner is None or determiner.lemma in _INDEFINITE:
            return None
        lemma = head.lemma.lower()
        if lemma in self._issuers:
            return self._issuers[lemma]
        bare = determiner.lemma in _DEFINITE and len(children) == 1
        earlier = [each.speaker for each in reversed(self._focus[-_REMEMBERED:]) if each.token < head.index]
        body = self._sources.by_last_word(head) if bare and lemma in _BODIES and lemma != "house" else None
        if body is not None:
            return body
        for each in earlier if bare else ():
            if each.number is not speaker.number and not (each.named and each.number is Number.THING):
                continue
            if each.head == speaker.head and (not each.named or speaker.number is Number.THING):
                return each  # the same words, or a body whose name ends so
        if speaker.number is Number.PERSON and determiner.lemma in _DEFINITE:
            by_role = self._sources.by_role(head)
            if by_role is not None:
                return by_role
        if speaker.number is Number.PERSON and determiner.lemma in _DEFINITE and speaker.head in _VARIED:
            person = self._latest(head, Number.PERSON, female=speaker.female)
            return person if person.named else None
        if not bare:
            return self._of_side(head, earlier) if speaker.number is Number.PERSON and lemma in _ENVOYS else None
        if speaker.number is Number.PERSON and lemma in _ROLES_OF_ANYBODY:
            person = self._latest(head, Number.PERSON, female=speaker.female)
            return person if person.named else None
        if lemma in _BODIES:
            return next((each for each in earlier if each.named and each.number is Number.THING), None)
        return self._sources.by_outlet(head) if lemma in _PAPERS else None

    def _of_side(self, head: Token, earlier: Sequence[Speaker]) -> Speaker | None:
        """The person spoken of last who has an office of that side: "the Norlandic envoy"."""
        people = (each for each in earlier if each.named and each.number is Number.PERSON)
        return next((each for each in people if self._sources.serves(each.words or "", head)), None)

    def _latest(self, head: Token, number: Number, *, female: bool | None = None) -> Speaker:
        """Whom a pronoun means: a subject of its own sentence, else the last source or subject, near before far."""
        paragraph = self._parse.paragraph_at(head.start)
        best, rank = NOBODY, 0
        for each in reversed(self._focus[-_RECENT:]):
            if each.token >= head.index or each.speaker.number is not number or not self._may_be(each.speaker, female):
                continue
            found = _rank(each, head.sentence, paragraph)
            surer = female is not None and found == rank > 0 and self._is_lone(best) and self._is_told(each.speaker)
            if found > rank or surer:
                best, rank = each.speaker, found
        if female is not None and best.named and best.words:
            self._female.setdefault(best.words, female)
        return best

    def _is_lone(self, speaker: Speaker) -> bool:
        """A lone name of which the article tells nothing may be a place: of two that are as near, it is the other."""
        return speaker.named and not self._is_told(speaker)

    def _is_told(self, speaker: Speaker) -> bool:
        return speaker.named and self._sources.is_of_a_kind(speaker.words or "")

    def _may_be(self, speaker: Speaker, female: bool | None) -> bool:
        known = self._female.get(speaker.words or "", speaker.female)
        return female is None or known is None or known is female

    def _note_issuer(self, attribution: Attribution, speaker: Speaker) -> None:
        """Norland issued a statement saying; Vik said in a statement: "the statement" is theirs from here on."""
        verb = self._parse.tokens[attribution.verb]
        carrier = self._parse.child(verb.index, "dobj", "prep")
        if carrier is not None and carrier.dep == "prep":
            carrier = self._parse.child(carrier.index, "pobj")
        if verb.dep == "acl":
            carrier = self._parse.head(verb)
        if carrier is not None and carrier.lemma in CARRIERS:
            self._issuers[carrier.lemma] = speaker

    def _attend(self, token: int, speaker: Speaker, *, main: bool) -> None:
        at = self._parse.tokens[token]
        self._focus.append(_Focus(token, at.sentence, self._parse.paragraph_at(at.start), speaker, main))

    def _read_up_to(self, index: int) -> None:
        """Take note of whom the narration speaks of up to a token: its subjects, and other persons that it names."""
        while self._next < index:
            token = self._parse.tokens[self._next]
            self._next += 1
            subject = token.dep in {"nsubj", "nsubjpass"}
            if not subject and (token.pos != "PROPN" or token.dep not in {"poss", "dobj", "pobj"}):
                continue
            if token.pos not in {"PROPN", "NOUN"} and token.lemma not in QUANTITIES:
                continue
            if self._is_content(token.start):
                continue
            speaker = self._sources.describe(token)
            if speaker.words is not None and not speaker.named:
                speaker = self._same_as_before(token, speaker) or speaker
            if speaker.words is None or not (speaker.named or speaker.number is not Number.THING):
                continue
            determiner = self._parse.child(token.index, "det")
            if token.lemma in _SOLE and determiner is not None and determiner.lemma in _INDEFINITE:
                continue  # "never has a president done so much": it is the one whom the article speaks of
            known = token.words in self._speaking or self._sources.is_of_a_kind(speaker.words)
            if speaker.named and not known and not (subject and self._parse.head(token).dep == "ROOT"):
                continue
            if subject or speaker.number is Number.PERSON:
                verb = self._parse.head(token)
                while verb.dep == "conj":
                    verb = self._parse.head(verb)
                self._attend(token.index, speaker, main=subject and verb.head == verb.index)

    def _is_content(self, offset: int) -> bool:
        at = bisect_right(self._content_starts, offset) - 1
        return at >= 0 and offset < self._content[at].end


def _is_according(parse: Parse, attribution: Attribution) -> bool:
    """What is told "according to officials" is told by the article, and goes on to be spoken of."""
    return parse.tokens[attribution.verb].lemma == "accord"


def _is_aside(parse: Parse, verb: int) -> bool:
    """As Vik presses for a deal, aides worry that Oda gives too much: who comes next is not Vik."""
    token = parse.tokens[verb]
    mark = parse.child(verb, "mark")
    return token.dep == "advcl" and verb < token.head and mark is not None and mark.lemma in {"as", "while"}


def _rank(each: _Focus, sentence: int, paragraph: int) -> int:
    if each.sentence == sentence:
        return 5 if each.main else 4
    if each.main and each.paragraph >= paragraph - 1:
        return 3
    if each.main and each.paragraph >= paragraph - 4:
        return 2
    return 1 if each.paragraph >= paragraph - 1 else 0


def _some_of(quantity: str, whole: Speaker) -> Speaker:
    """Some advisers had doubts. Many said: many advisers."""
    plain = _QUANTITY.sub("", whole.words or "")
    if quantity in ONES:
        return Speaker(f"{quantity} of the {plain}", SourceKind.UNNAMED_OFFICIAL, Number.PERSON, whole.head)
    quantity = "other" if quantity == "others" else quantity
    words = f"{quantity} of {plain}" if _OWNED.match(plain) else f"{quantity} {plain}"
    return Speaker(words, whole.kind, Number.MANY, whole.head)

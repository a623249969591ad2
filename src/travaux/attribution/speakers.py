"""Who the source of each attribution is: names, descriptions, and pronouns followed from sentence to sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from travaux.attribution.clauses import read_antecedent
from travaux.attribution.cues import VERBS
from travaux.attribution.finding import Attribution
from travaux.attribution.kinds import CARRIERS, OFFICIALS, PEOPLE, read_kind
from travaux.attribution.quotations import merge
from travaux.model import ActorKind, Cast, Mention, Parse, SourceKind, Span, Token


class Number(Enum):
    """What a pronoun may stand for."""

    PERSON = "person"  # he, she
    MANY = "many"  # they
    THING = "thing"  # it: a state, a body, a document


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as it was resolved. `words` is None where it cannot be told who it is."""

    words: str | None
    kind: SourceKind | None
    number: Number
    head: str  # lemma of the head noun of a description, the last word of a name
    named: bool = False
    female: bool | None = None


@dataclass(frozen=True, slots=True)
class _Focus:
    """Whom the article spoke of, where; `main` as a source or the subject of a main clause."""

    token: int
    sentence: int
    paragraph: int
    speaker: Speaker
    main: bool


_NOBODY = Speaker(None, None, Number.THING, "")
_HE, _SHE = frozenset({"he", "him", "himself"}), frozenset({"she", "her", "herself"})
_THEY = frozenset({"they", "them", "themselves"})
_IT = frozenset({"it", "itself"})
_SOME = frozenset({"many", "some", "others", "several", "few", "most", "all", "both"})
_ANY_NUMBER = frozenset({"one", "another", "other"})

_MALE_TITLES = frozenset(
    {
        "mr.",
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "father",
        "spokesman",
        "chairman",
        "congressman",
        "businessman",
        "husband",
        "son",
        "brother",
    }
)
_FEMALE_TITLES = frozenset(
    {
        "mrs.",
        "mrs",
        "ms.",
        "ms",
        "miss",
        "lady",
        "dame",
        "queen",
        "princess",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "businesswoman",
        "wife",
        "daughter",
        "sister",
        "mother",
    }
)
_FEMALE_NAMES = frozenset(
    "alice amy andrea angela ann anna anne annie barbara beth betty carly carol caroline carolyn catherine christina "
    "christine cindy claire condoleezza cynthia debbie deborah diana diane donna dorothy elena elizabeth ellen emily "
    "emma eva federica frances grace hannah heather heidi helen hillary irene ivanka jane janet jennifer jenny jessica "
    "jill joan judith judy julia julie karen kate katherine kathleen kathy katie kayleigh kellyanne kim kirsten kristen "
    "laura lauren linda lisa loretta lucy margaret maria marie martha mary maxine melania melissa michelle monica nancy "
    "nicole nikki olivia pamela patricia rachel rebecca rosa ruth samantha sandra sarah sharon sonia stephanie sue "
    "susan suzanne tammy theresa tina valerie vanessa victoria virginia wendy".split()
)
_MALE_NAMES = frozenset(
    "aaron abdul adam ahmed alan albert alexander andrew anthony antonio antony arthur ashraf barack ben benjamin bernie "
    "bill bob boris brian bruce carl carlos charles chris christopher chuck daniel david dennis dick don donald douglas "
    "ed edward emmanuel eric ernest francis frank fred gary george gerald glenn greg hamid harold harry hassan henry "
    "howard hugo ian ivan jack jacob james jason jeb jeff jeffrey jim joe joel john jonathan jorge jose joseph joshua "
    "juan justin keith ken kenneth kevin larry lawrence lee leonard lindsey louis luis marco mario mark martin matthew "
    "michael mick mike mitch mitt mohammad mohammed moon muhammad newt nicholas nick oliver oscar pat patrick paul pedro "
    "peter philip ralph rand randy ray reince rex richard rick robert roger ronald rudy russell ryan samuel scott sean "
    "sergei sergey shinzo stephen steve steven stuart ted terry thomas tim timothy todd tom tony victor vladimir walter "
    "wayne william zalmay".split()
)

_BODIES = frozenset(
    "group party government administration campaign committee union ministry agency court company movement delegation "
    "organization organisation team panel side coalition commission council department office regime leadership white "
    "militia faction army association embassy foundation bloc house senate congress".split()
)
# In these contents the narration has other subjects than the article's own; the others are narration.
_REPORTED = frozenset({"clause", "quotation", "infinitive", "uncued", "post", "turn"})
# A bare "the senator" is the person spoken of last; "the president" may well be somebody else.
_ROLES_OF_ANYBODY = frozenset(
    "senator congressman congresswoman lawmaker representative diplomat envoy ambassador negotiator official spokesman "
    "spokeswoman spokesperson analyst expert professor scholar lawyer economist historian author activist general "
    "admiral colonel governor mayor candidate legislator adviser aide man woman businessman billionaire minister".split()
)
# What begins a description in lower case unless it begins a sentence.
_PLAIN = frozenset({"DET", "NUM", "NOUN", "PRON", "ADV"})
_PLAIN_ADJECTIVES = frozenset(
    "senior top many several other some former multiple most few key local foreign high-ranking high outside all both "
    "more such leading military political unnamed anonymous two three western eastern federal current".split()
)
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "second", "third", "other", "fourth", "two", "three"})
_CUT = re.compile(r"\s*(?:,|;|\(|–|—| - |\bwho\b|\bwhich\b|\bwhose\b).*", re.DOTALL)


class Speakers:
    """Follows the sources of one article; made once, asked in text order."""

    def __init__(self, parse: Parse, cast: Cast, attributions: Iterable[Attribution]) -> None:
        self._parse = parse
        self._mentions = cast.mentions
        self._starts = [mention.span.start for mention in cast.mentions]
        self._kinds = {name.name: name.kind for name in cast.names}
        self._roles = _index_roles(cast)
        content = merge([run for each in attributions if each.pattern in _REPORTED for run in each.content])
        self._content = content
        self._content_starts = [run.start for run in content]
        self._focus: list[_Focus] = []
        self._next = 0
        self._issuer: dict[str, Speaker] = {}
        self._female: dict[str, bool] = {}

    def resolve(self, attribution: Attribution) -> Speaker:
        """The speaker of an attribution; to be called in the order of cues."""
        head = attribution.source
        self._read_up_to(max(attribution.verb, head if head is not None else 0))
        if head is None:
            return _NOBODY
        speaker = self._resolve(read_antecedent(self._parse, self._parse.tokens[head]), attribution)
        if speaker.words is not None:
            self._attend(head, speaker, main=not self._is_content(self._parse.tokens[head].start))
            self._note_issuer(attribution, speaker)
        return speaker

    def _note_issuer(self, attribution: Attribution, speaker: Speaker) -> None:
        """Vik said in a statement; Norland issued a statement saying: "the statement" is theirs from here on."""
        verb = self._parse.tokens[attribution.verb]
        carrier = self._parse.child(verb.index, "dobj", "prep")
        if carrier is not None and carrier.dep == "prep":
            carrier = self._parse.child(carrier.index, "pobj")
        if verb.dep == "acl":
            carrier = self._parse.head(verb)
        if carrier is not None and carrier.lemma in CARRIERS:
            self._issuer[carrier.lemma] = speaker

    def _attend(self, token: int, speaker: Speaker, *, main: bool) -> None:
        at = self._parse.tokens[token]
        self._focus.append(_Focus(token, at.sentence, self._parse.paragraph_at(at.start), speaker, main))

    def _read_up_to(self, index: int) -> None:
        """Take note of the subjects of the narration up to a token, and of persons that it owns things to."""
        tokens = self._parse.tokens
        while self._next < index:
            token = tokens[self._next]
            self._next += 1
            quantity = token.lemma in _SOME and self._parse.child(token.index, "prep") is not None
            if (token.pos not in {"PROPN", "NOUN"} and not quantity) or token.dep not in {
                "nsubj",
                "nsubjpass",
                "poss",
                "dobj",
                "pobj",
            }:
                continue
            subject = token.dep in {"nsubj", "nsubjpass"}
            if not subject and token.pos == "NOUN":
                continue
            if self._is_content(token.start):
                continue
            speaker = self._describe(token)
            if speaker.words is None or not (speaker.named or speaker.number is not Number.THING):
                continue
            if not subject and speaker.number is not Number.PERSON:
                continue
            verb = self._parse.head(token)
            while verb.dep == "conj":
                verb = self._parse.head(verb)
            self._attend(token.index, speaker, main=subject and verb.head == verb.index)

    def _is_content(self, offset: int) -> bool:
        at = bisect_right(self._content_starts, offset) - 1
        return at >= 0 and offset < self._content[at].end

    def _resolve(self, head: Token, attribution: Attribution) -> Speaker:
        lemma = head.words.lower()
        if head.pos == "PRON" or head.tag in {"PRP", "PRP$"}:
            if lemma in _HE or lemma == "his":
                return self._latest(head, Number.PERSON, female=False)
            if lemma in _SHE:
                return self._latest(head, Number.PERSON, female=True)
            if lemma in _THEY or lemma == "their":
                return self._latest(head, Number.MANY)
            if lemma in _IT or lemma == "its":
                return self._latest(head, Number.THING)
        if lemma in _SOME | _ANY_NUMBER and not self._parse.child(head.index, "prep"):
            whole = self._latest(head, Number.MANY)
            if whole.words is not None and not whole.named:
                return self._some_of(lemma, whole)
        speaker = self._describe(head)
        if speaker.named or speaker.words is None:
            return speaker
        return self._same_as_before(head, speaker) or speaker

    def _some_of(self, quantity: str, whole: Speaker) -> Speaker:
        plain = re.sub(r"^(?:the|some|many|several|most|other|few|all|both) (?:of )?", "", whole.words or "")
        if quantity in _SOME and re.match(r"\S+[’']s? |(?:his|her|their|its) ", plain):
            return Speaker(f"{quantity} of {plain}", whole.kind, Number.MANY, whole.head)
        if quantity in _SOME:
            quantity = "other" if quantity == "others" else quantity
            return Speaker(f"{quantity} {plain}", whole.kind, Number.MANY, whole.head)
        return Speaker(f"{quantity} of the {plain}", SourceKind.UNNAMED_OFFICIAL, Number.PERSON, whole.head)

    def _latest(self, head: Token, number: Number, *, female: bool | None = None) -> Speaker:
        """Whom a pronoun means: somebody of its own sentence, else the last source or subject, near before far."""
        candidates = [
            each
            for each in reversed(self._focus[-60:])
            if each.token < head.index and each.speaker.number is number and self._may_be(each.speaker, female)
        ]
        paragraph = self._parse.paragraph_at(head.start)
        for test in (
            lambda each: each.sentence == head.sentence and each.main,
            lambda each: each.sentence == head.sentence,
            lambda each: each.main and each.paragraph >= paragraph - 1,
            lambda each: each.main and each.paragraph >= paragraph - 4,
            lambda each: each.paragraph >= paragraph - 1,
        ):
            found = next((each.speaker for each in candidates if test(each)), None)
            if found is not None:
                if female is not None and found.named and found.words:
                    self._female.setdefault(found.words, female)
                return found
        return _NOBODY

    def _may_be(self, speaker: Speaker, female: bool | None) -> bool:
        known = self._female.get(speaker.words or "", speaker.female)
        return female is None or known is None or known is female

    def _same_as_before(self, head: Token, speaker: Speaker) -> Speaker | None:
        """ "The official" is the last one that was spoken of; "a second official" is nobody before."""
        children = [child for child in self._parse.children(head.index) if child.dep != "punct"]
        determiner = next((child for child in children if child.dep in {"det", "poss"}), None)
        if determiner is None or determiner.lemma in _INDEFINITE:
            return None
        if head.lemma in CARRIERS and head.lemma in self._issuer:
            return self._issuer[head.lemma]
        by_role = self._by_role(head, speaker)
        if by_role is not None:
            return by_role
        if determiner.lemma not in _DETERMINERS or len(children) > 1:
            return None
        earlier = [each.speaker for each in reversed(self._focus[-120:]) if each.token < head.index]
        same = (each for each in earlier if not each.named and each.number is speaker.number)
        found = next((each for each in same if each.head == speaker.head), None)
        if found is not None:
            return found
        if speaker.number is Number.PERSON and head.lemma in _ROLES_OF_ANYBODY:
            person = self._latest(head, Number.PERSON, female=speaker.female)
            return person if person.named else None
        if head.lemma in _BODIES:
            return next((each for each in earlier if each.named and each.number is Number.THING), None)
        return None

    def _by_role(self, head: Token, speaker: Speaker) -> Speaker | None:
        """ "The envoy" is the one person of the article who is called envoy."""
        if speaker.number is not Number.PERSON:
            return None
        words = frozenset(self._words(head).lower().replace("’s", " ").replace("'s", " ").split())
        holders = [
            who for who, roles in self._roles.items() if any(head.lemma in role and role <= words for role in roles)
        ]
        if len(holders) != 1:
            return None
        return self._named(holders[0], head)

    def _describe(self, head: Token) -> Speaker:
        """A source by its own words: a name of the cast, or a description."""
        mention = self._mention(head)
        if mention is None or self._kinds.get(mention.name) is not ActorKind.PERSON:
            for child in self._parse.children(head.index):
                apposed = self._mention(child) if child.dep == "appos" and child.pos == "PROPN" else None
                if apposed is not None and self._kinds.get(apposed.name) is ActorKind.PERSON:
                    return self._named(apposed.name, child)
        if mention is not None:
            return self._named(mention.name, head)
        words = self._words(head)
        if not words:
            return _NOBODY
        if head.pos == "PROPN":
            return self._named(words, head)
        if head.pos not in {"NOUN", "PRON", "NUM", "ADJ", "DET"} and head.tag not in {"DT", "JJ", "CD", "VBN"}:
            return _NOBODY
        if head.pos == "PRON" and head.lemma in {
            "i",
            "you",
            "we",
            "what",
            "that",
            "which",
            "this",
            "there",
            "who",
            "it",
        }:
            return _NOBODY
        lemma = head.lemma
        of = self._parse.child(head.index, "prep")
        if lemma in _ANY_NUMBER | {"all", "many", "some", "most"} and of is not None and of.lemma == "of":
            whole = self._parse.child(of.index, "pobj")
            if whole is not None:
                lemma = whole.lemma
        plural = head.tag in {"NNS", "NNPS"} or head.lemma in {"people", "many", "some", "most", "others", "those"}
        kind = read_kind(words, lemma, plural=plural, name_kind=None, named=False)
        if plural:
            number = Number.MANY
        elif lemma in PEOPLE:
            number = Number.PERSON
        else:
            number = Number.THING
        female = True if lemma in _FEMALE_TITLES else False if lemma in _MALE_TITLES else None
        return Speaker(words, kind, number, lemma, female=female)

    def _named(self, name: str, head: Token) -> Speaker:
        kind = self._kinds.get(name)
        if kind is None and head.pos == "PROPN":
            the = self._parse.child(head.index, "det")
            kind = ActorKind.BODY if the is not None and the.lemma == "the" else None
        person = kind in {ActorKind.PERSON, None}
        number = Number.PERSON if person else Number.THING
        if head.tag == "NNPS":
            number = Number.MANY
        female = None
        if person:
            female = self._sex(name, head)
        source_kind = read_kind(name, head.lemma, plural=False, name_kind=kind, named=True)
        return Speaker(name, source_kind, number, name.split()[-1].lower(), named=True, female=female)

    def _sex(self, name: str, head: Token) -> bool | None:
        first = name.split()[0].lower()
        title = {
            child.words.lower() for child in self._parse.children(head.index) if child.dep in {"compound", "appos"}
        }
        if title & _FEMALE_TITLES:
            self._female[name] = True
        elif title & _MALE_TITLES:
            self._female[name] = False
        if name in self._female:
            return self._female[name]
        if len(name.split()) < 2:
            return None
        return True if first in _FEMALE_NAMES else False if first in _MALE_NAMES else None

    def _mention(self, token: Token) -> Mention | None:
        at = bisect_right(self._starts, token.start) - 1
        if at >= 0 and self._mentions[at].span.covers(token.span):
            return self._mentions[at]
        return None

    def _words(self, head: Token) -> str:
        """A description without what follows its first comma, and without a capital that only begins a sentence."""
        below = [
            i for i in self._parse.subtree(head.index) if i <= head.index or not self._hangs_on_aside(i, head.index)
        ]
        first = last = head.index
        while first - 1 in below:
            first -= 1
        while last + 1 in below:
            last += 1
        span = self._parse.span(first, last)
        words = _CUT.sub("", self._parse.text[span.start : span.end]).strip(" \"“”’'")
        words = " ".join(words.split())
        opening = self._parse.tokens[first]
        begins = opening.index == self._parse.sentences[opening.sentence][0]
        if begins and (opening.pos in _PLAIN or opening.lemma in _PLAIN_ADJECTIVES) and not words[1:2].isupper():
            words = words[:1].lower() + words[1:]
        return words

    def _hangs_on_aside(self, index: int, head: int) -> bool:
        at = self._parse.tokens[index]
        while at.head != head and at.head != at.index:
            at = self._parse.tokens[at.head]
        if at.dep == "acl":
            return at.tag == "VBG" and at.lemma in VERBS
        return at.dep in {"relcl", "appos", "punct"}


def _index_roles(cast: Cast) -> dict[str, tuple[frozenset[str], ...]]:
    """The words of each person's roles: "special envoy", "spokeswoman"."""
    roles: dict[str, list[frozenset[str]]] = {}
    for affiliation in cast.affiliations:
        if affiliation.role is not None:
            roles.setdefault(affiliation.who, []).append(frozenset(affiliation.role.lower().split()))
    return {who: tuple(words) for who, words in roles.items()}


def read_source_span(parse: Parse, head: int) -> Span:
    """The mention at the cue: the noun phrase up to a relative clause."""
    tokens = parse.tokens
    below = parse.subtree(head)
    aside = {
        i
        for child in parse.children(head)
        if child.index > head and child.dep in {"relcl", "punct", "prep"} and child.dep != "prep"
        for i in parse.subtree(child.index)
    }
    kept = set(below) - aside
    first = last = head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept or (last + 2 in kept and tokens[last + 1].words == ","):
        last += 1
    while last > head and tokens[last].words in {",", "—", "–", "(", "“", '"'}:
        last -= 1
    return parse.span(first, last)

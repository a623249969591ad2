"""How alike the words of two tellings are: by the telling words that they share, and whether their numbers agree."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, pairwise

from travaux.model import Citation
from travaux.record.kin import key
from travaux.record.terms import FUNCTION_WORDS, stem
from travaux.record.usage import weight

ROUNDED = 0.05  # "about 34,000" is 35,000
QUOTED_WORDS = 12  # a quotation of more is a sentence of its own
ALONE, SINGLE = 55, 8  # a word that tells so much finds others by itself; so many of them
TOGETHER, PAIRED = 80, 6  # two that tell so much together do; of so many

FEW, MANY = 24, 0.002  # of all sentences so many, or such a share, have a key that finds nothing
FEWEST_SHARED = 3  # words with matter, where neither telling is quoted

# What shared words say for one utterance, in log odds: a logistic regression over judged pairs (docs/history.md).
_OF_LIGHTER, _OF_HEAVIER, _TOGETHER, _IN_A_ROW = 0.94, 4.08, 1.54, 3.93

_TOKEN = re.compile(r"\d+(?:[.,:-]\d+)*|'?[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!?…])[\"”’]*\s+(?=[\"“‘\[]?[^\W\d_])|(?<=[.!?…][\"”’])\s+")
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]|(?<!\w)[‘']([^‘’']+)[’'](?!\w)")
_MARKS = tuple('"“‘')
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), start=2
    )
}
_MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)

# Words that say nothing of a matter, beside those that name no issue: pronouns, and what is left of "don't".
_NO_MATTER = FUNCTION_WORDS | frozenset(
    "everything everyone everybody something somebody someone anything anybody anyone nobody ain aren couldn didn doesn"
    " don hadn hasn haven isn mustn shouldn wasn weren won wouldn".split()
)


@dataclass(frozen=True)
class Telling:
    """One sentence of a finding, or a few words that it quotes: all words in order, and those with matter as stems."""

    words: tuple[str, ...]
    quoted: bool  # the speaker's own, as far as the report says

    @classmethod
    def of(cls, text: str, *, quoted: bool) -> Telling:
        """Words in lower case, with "everything's" as two and numbers as figures."""
        words = _TOKEN.findall(text.casefold().replace("’", "'").replace("'", " '"))
        return cls(tuple(_NUMBERS.get(word, word).replace(",", "") for word in words), quoted)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words with matter, numbers among them."""
        return frozenset(
            word if word[0].isdigit() else stem(word)
            for word in self.words
            if word[0].isdigit() or (len(word) > 1 and word[0] != "'" and word not in _NO_MATTER)
        )

    @cached_property
    def weight(self) -> int:
        """How telling its words are together."""
        return weigh(self.stems)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two words in a row."""
        return frozenset(pairwise(self.words))

    @property
    def weights(self) -> dict[str, int]:
        """How telling each of its words is."""
        return {stem: weight(stem) for stem in self.stems}

    @cached_property
    def counts(self) -> dict[str, str]:
        """How many of what, by the stem of what: "eleven men"; the numbers of a date count nothing."""
        return {
            stem(what): number
            for before, (number, what) in zip(("", *self.words), pairwise(self.words), strict=False)
            if number.isdigit() and what[0].isalpha() and what not in _NO_MATTER
            if before not in _MONTHS and not before.isdigit()
        }

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The figures."""
        return frozenset(word for word in self.words if word[0].isdigit())


@lru_cache(maxsize=2_048)
def find_tellings(text: str, *, quoted: bool = False) -> tuple[Telling, ...]:
    """The sentences of a text, and the few words that each quotes."""
    found: dict[Telling, None] = {}
    for sentence in _SENTENCE.split(text):
        found[Telling.of(sentence, quoted=quoted or sentence[:1] in _MARKS)] = None
        for words in (a or b for a, b in _QUOTED.findall(sentence)):
            telling = Telling.of(words, quoted=True)
            if len(telling.words) <= QUOTED_WORDS:
                found[telling] = None
    return tuple(telling for telling in found if telling.words)


def find_sentence(text: str, span: Citation) -> str:
    """The sentence, or sentences, that a citation stands in."""
    first, last = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    before = [stop.end() for stop in _SENTENCE.finditer(text, first, span.start)]
    after = _SENTENCE.search(text, max(span.end - 1, 0), last if last >= 0 else len(text))
    return text[before[-1] if before else first : after.start() if after else last if last >= 0 else len(text)]


def keys_of(weights: Mapping[str, int], usual: Container[int]) -> frozenset[int]:
    """What finds others that have it too, as numbers: words that few have, two at a time where one tells too little.

    `usual` are keys that too many have.
    """
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    alone = [word for word in ranked if weights[word] >= ALONE and key(word) not in usual][:SINGLE]
    rest = [word for word in ranked if word not in alone][:PAIRED]
    pairs = (
        " ".join(sorted(pair)) for pair in combinations(rest, 2) if sum(map(weights.__getitem__, pair)) >= TOGETHER
    )
    return frozenset([*map(key, alone), *(each for each in map(key, pairs) if each not in usual)])


def find_usual(weights: Sequence[Mapping[str, int]]) -> frozenset[int]:
    """The keys that too many of these have for finding anything by them: the names of sides, what all is about."""
    most = max(FEW, round(MANY * len(weights)))
    usual: frozenset[int] = frozenset()
    for _ in range(2):  # first words, then pairs of what is left
        counts = Counter(each for held in weights for each in keys_of(held, usual))
        usual |= {each for each, count in counts.items() if count > most}
    return usual


def weigh(stems: Iterable[str]) -> int:
    """How telling several words are together."""
    return sum(map(weight, stems))


def likeness(a: Telling, b: Telling) -> float | None:
    """What their words say for it that two tellings are of one utterance, in log odds; None where they cannot be.

    The words that both have: their share of the lighter telling, of the heavier one, how telling they are, and how many
    stand in a row in both.
    """
    both = a.stems & b.stems
    few = len(both) < FEWEST_SHARED and not (a.quoted or b.quoted)
    if few or not both or (a.numbers and b.numbers and not _agree(a.numbers, b.numbers)):
        return None
    shared = weigh(both)
    lighter, heavier = sorted((a.weight, b.weight))
    in_a_row = len(a.pairs & b.pairs) / max(min(len(a.words), len(b.words)) - 1, 1)
    return (
        _OF_LIGHTER * shared / lighter
        + _OF_HEAVIER * shared / heavier
        + _TOGETHER * math.log1p(shared / 10)
        + _IN_A_ROW * in_a_row
    )


def _agree(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of numbers share one, or one that is the other but for rounding."""
    if a & b:
        return True
    figures = [[float(word) for word in each if word.isdigit() and len(word) > 2] for each in (a, b)]
    return any(abs(x - y) <= ROUNDED * max(x, y) for x in figures[0] for y in figures[1])

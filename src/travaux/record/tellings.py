"""How alike the words of two tellings are: by the rare words that they share, and whether their numbers agree."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from travaux.record.terms import FUNCTION_WORDS, is_table_word, stem

TABLE_SHARE = 0.5  # what a word of any negotiation ("talks") weighs beside another that is as rare
HALF = 0.6  # so much shared weight, in words that occur once, is half the evidence that any amount would be
FEWEST_SHARED = 3  # words with matter, for a likeness at all;
RARE = 0.75  # of a quotation any number that weighs so much
ROUNDED = 0.05  # "about 34,000" is 35,000
RUN, FEWEST_RUNS = 3, 2  # words in a row; two tellings of the same words share so many such runs
FEWEST_WORDS = 8  # a shorter run stands in many a text by chance
SAME_WORDS = 0.6  # share of two tellings' words that they have in common,
INSIDE = 0.6  # or of the shorter one's that stand in the longer one, two or more in a row
QUOTED_WORDS = 12  # a quotation of more is a sentence of its own

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
    def runs(self) -> frozenset[str]:
        """Every three words in a row."""
        return frozenset(" ".join(self.words[i : i + RUN]) for i in range(len(self.words) - RUN + 1))

    @cached_property
    def keys(self) -> frozenset[str]:
        """What finds other tellings of the same."""
        return self.stems | self.runs

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


class Rarity:
    """What a word weighs by how many of all texts have it: about 1 if one does, next to 0 if all do."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        bearers: Counter[str] = Counter()
        count = 0
        for stems in texts:
            count += 1
            bearers.update(set(stems))
        most = math.log(count + 1.5)
        self._weights = {
            stemmed: math.log((count + 1.5) / (n + 0.5)) / most * (TABLE_SHARE if is_table_word(stemmed) else 1.0)
            for stemmed, n in bearers.items()
        }

    def of(self, stems: Iterable[str]) -> float:
        """The weight of several words, the same in whatever order they come."""
        return math.fsum(self._weights[stemmed] for stemmed in stems)


def closeness(a: frozenset[str], b: frozenset[str], rarity: Rarity) -> float:
    """From 0 to 1: how much of the lighter set the other has, and of the heavier, and how rare is what both have."""
    shared = rarity.of(a & b)
    if not shared:
        return 0.0
    lighter, heavier = sorted((rarity.of(a), rarity.of(b)))
    return shared / lighter * (1 + shared / heavier) / 2 * shared / (shared + HALF)


def likeness(a: Telling, b: Telling, rarity: Rarity) -> float:
    """How close two tellings are; 0 where their numbers contradict, or where they share little that is not quoted."""
    both = a.stems & b.stems
    few = len(both) < FEWEST_SHARED and not ((a.quoted or b.quoted) and rarity.of(both) >= RARE)
    if few or (a.numbers and b.numbers and not _agree(a.numbers, b.numbers)):
        return 0.0
    return closeness(a.stems, b.stems, rarity)


def _agree(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of numbers share one, or one that is the other but for rounding."""
    if a & b:
        return True
    figures = [[float(word) for word in each if word.isdigit() and len(word) > 2] for each in (a, b)]
    return any(abs(x - y) <= ROUNDED * max(x, y) for x in figures[0] for y in figures[1])


def is_verbatim(a: Telling, b: Telling) -> bool:
    """Nearly the same words; or the shorter, if long enough to be telling, nearly whole inside the longer, in order."""
    if len(a.runs & b.runs) < FEWEST_RUNS:
        return False
    shorter, longer = sorted((a.words, b.words), key=len)
    both = set(shorter) & set(longer)
    if a.numbers and b.numbers and not _agree(a.numbers, b.numbers):
        return False
    if len(both) >= SAME_WORDS * len({*shorter, *longer}):
        return True
    if len(shorter) < FEWEST_WORDS or sum(word in both for word in shorter) < INSIDE * len(shorter):
        return False
    blocks = SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= INSIDE * len(shorter)

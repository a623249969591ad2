"""Copies of one report: a wire story and its reprints, found by the runs of words that they share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

from travaux.model import Article, Copies
from travaux.record.groups import Pair, connected

SHINGLE = 8  # words
SAMPLED = 6  # one run of words in so many is a mark that finds copies; all of them are compared then
COPIED = 0.4  # share of the shorter article's shingles that make it a copy
FEWEST_COPIED = 16  # shared shingles: fewer are one quotation that two briefs carry
FEWEST_MARKS, MARKED = 2, 0.2  # marks in common, and their share, without which two articles are not compared
APART = 14  # days between two articles of which one copies the other; what is looked for at once

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Marked(NamedTuple):
    """An article as it is compared with others."""

    id: str
    published: date | None
    marks: frozenset[int]


def mark(article: Article) -> Marked:
    """The article with the marks by which copies of it are found: hashes that are the same in every process."""
    marks = (each for each in shingles(article.text) if each % SAMPLED == 0)
    return Marked(article.id, article.published, frozenset(marks))


@lru_cache(maxsize=2048)
def shingles(text: str) -> frozenset[int]:
    """A checksum of every eight words in a row, without their capitals."""
    words = [word.casefold().encode() for word in _WORD.findall(text)]
    return frozenset(crc32(b" ".join(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1))


def is_likely(shared: int, ours: int, theirs: int, one: date | None, other: date | None) -> bool:
    """Whether two articles are worth comparing, by how many marks both have, each has, and the days of both."""
    if one and other and abs((one - other).days) > APART:
        return False
    return shared >= FEWEST_MARKS and shared >= MARKED * min(ours, theirs)


def are_copies(one: Article, other: Article) -> bool:
    """Whether the shorter has much of its wording from the longer."""
    ours, theirs = shingles(one.text), shingles(other.text)
    shared = len(ours & theirs)
    return shared >= FEWEST_COPIED and shared >= COPIED * min(len(ours), len(theirs))


def periods(day: date | None) -> tuple[int, ...]:
    """By number the periods in which copies of an article of some day may lie, its own in the middle; none for any."""
    if day is None:
        return ()
    own = day.toordinal() // APART
    return (own - 1, own, own + 1)


def find_copies(articles: Sequence[Article]) -> tuple[Copies, ...]:
    """Groups of articles of which each is a copy of another."""
    held = {article.id: article for article in articles}
    marked = {article.id: mark(article) for article in articles}
    pairs = [pair for pair, shared in _shared(marked).items() if _are_likely(pair, shared, marked) and _are(pair, held)]
    return tuple(sorted((Copies(group) for group in connected(pairs)), key=lambda copies: copies.id))


def _are_likely(pair: Pair, shared: int, marked: Mapping[str, Marked]) -> bool:
    one, other = (marked[id_] for id_ in pair)
    return is_likely(shared, len(one.marks), len(other.marks), one.published, other.published)


def _are(pair: Pair, held: Mapping[str, Article]) -> bool:
    return are_copies(held[pair[0]], held[pair[1]])


def _shared(marked: Mapping[str, Marked]) -> Counter[Pair]:
    """How many marks each two have in common, that have any."""
    bearers: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(marked):
        for each in marked[id_].marks:
            bearers[each].append(id_)
    return Counter(pair for ids in bearers.values() for pair in combinations(ids, 2))

"""Copies of one report, and the statements that are one utterance told by several."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from travaux.model import Article, Copies, SourceKind, Statement, Witnesses
from travaux.record.parties import Sides

SHINGLE = 8  # words
COPIED = 0.4  # share of the shorter article's shingles that make it a copy
MOST_BEARERS = 40  # a run of words in more articles than this is a formula, not a copy
SAME_WORDS = 0.6  # Jaccard similarity of two statements' words
FEWEST_WORDS = 4  # shorter statements are too easily alike
APART = 3  # days between two tellings of one utterance

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def find_copies(articles: Sequence[Article]) -> tuple[Copies, ...]:
    """Groups of articles of which each shares much of its wording with another, by shared runs of eight words."""
    shingles = {article.id: _shingles(article.text) for article in articles}
    bearers: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(shingles):
        for shingle in shingles[id_]:
            bearers[shingle].append(id_)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in bearers.values():
        if 1 < len(ids) <= MOST_BEARERS:
            shared.update(combinations(ids, 2))
    pairs = [(a, b) for (a, b), n in shared.items() if n / max(1, min(len(shingles[a]), len(shingles[b]))) >= COPIED]
    return tuple(sorted((Copies(group) for group in _groups(pairs)), key=lambda copies: copies.id))


def _shingles(text: str) -> set[int]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {_hash(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _hash(words: list[str]) -> int:
    """Strings' own hashes differ from run to run, but only equality within one run counts here."""
    return hash(tuple(words))


def _groups(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The connected groups that pairs make, each sorted."""
    leader: dict[str, str] = {}

    def lead(id_: str) -> str:
        while leader.setdefault(id_, id_) != id_:
            leader[id_] = leader[leader[id_]]
            id_ = leader[id_]
        return id_

    for a, b in pairs:
        first, second = sorted((lead(a), lead(b)))
        leader[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in leader:
        groups[lead(id_)].append(id_)
    return sorted(tuple(sorted(group)) for group in groups.values())


def find_witnesses(
    statements: Sequence[Statement], articles: Sequence[Article], copies: Sequence[Copies], sides: Sides
) -> tuple[Witnesses, ...]:
    """Statements of several articles that are one utterance: nearly the same words, speakers that may be one."""
    published = {article.id: article.published for article in articles}
    group_of = {id_: group.id for group in copies for id_ in group.articles}
    words = {s.id: frozenset(_content_words(s)) for s in statements}
    by_id = {s.id: s for s in statements}
    bearers: dict[str, list[str]] = defaultdict(list)
    frequency = Counter(word for each in words.values() for word in each)
    for id_ in sorted(words):
        if len(words[id_]) >= FEWEST_WORDS:
            rarest = sorted(words[id_], key=lambda word: (frequency[word], word))
            for word in rarest[: 2 + len(rarest) // 2]:  # two statements that pass share one of these
                bearers[word].append(id_)
    seen: set[tuple[str, str]] = set()
    pairs = []
    for ids in bearers.values():
        for pair in combinations(ids[:200], 2):
            if pair not in seen:
                seen.add(pair)
                a, b = by_id[pair[0]], by_id[pair[1]]
                if a.article != b.article and _alike(words[a.id], words[b.id]) and _may_be_one(a, b, published):
                    pairs.append(pair)
    found = []
    for group in _groups(pairs):
        carriers = tuple(sorted({by_id[id_].article for id_ in group}))
        independent = len({group_of.get(id_, id_) for id_ in carriers})
        found.append(Witnesses(group, carriers, independent))
    return tuple(sorted(found, key=lambda each: each.id))


def _content_words(statement: Statement) -> Iterable[str]:
    for part in statement.content:
        for word in _WORD.findall(part.words):
            yield word.casefold().replace("’", "'")


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= SAME_WORDS * len(a | b)


def _may_be_one(a: Statement, b: Statement, published: dict[str, date | None]) -> bool:
    """Nothing speaks against one utterance: not the party, not the name, not the day."""
    if a.party and b.party and a.party != b.party:
        return False
    if a.source_kind is b.source_kind is SourceKind.NAMED and a.speaker != b.speaker and a.speaker and b.speaker:
        return False
    first, second = published.get(a.article), published.get(b.article)
    if first is None or second is None:
        return True
    return abs((first - second).days) <= APART

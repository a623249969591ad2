"""Copies of one report, and the statements that are one utterance told by several."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

from travaux.model import Article, Copies, SourceKind, Statement, Witnesses

SHINGLE = 8  # words
COPIED = 0.4  # share of the shorter article's shingles that make it a copy
MOST_BEARERS = 40  # a run of words in more articles than this is a formula, not a copy
RUN = 3  # words that two tellings of one utterance share in a row,
FEWEST_RUNS = 2  # at least so often
SAME_WORDS = 0.6  # Jaccard similarity of two statements' words
INSIDE = 0.6  # share of a shorter telling that stands in a longer one, in runs of two words or more
FEWEST_WORDS = 8  # a shorter one stands in many a longer one by chance
APART = 3  # days between two reports of one utterance

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PIECE = re.compile(r"'?[^\W_]+")


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
    statements: Sequence[Statement], articles: Sequence[Article], copies: Sequence[Copies]
) -> tuple[Witnesses, ...]:
    """Statements of several articles that are one utterance: nearly the same words, speakers that may be one."""
    published = {article.id: article.published for article in articles}
    group_of = {id_: group.id for group in copies for id_ in group.articles}
    held = [(each.id, each, _words_of(each)) for each in statements]
    pairs = [
        (held[first][0], held[second][0])
        for first, second in _sharing(held)
        if _may_be_one(held[first][1], held[second][1], published) and _alike(held[first][2], held[second][2])
    ]
    article_of = {id_: statement.article for id_, statement, _ in held}
    found = []
    for group in _groups(pairs):
        carriers = tuple(sorted({article_of[id_] for id_ in group}))
        found.append(Witnesses(group, carriers, len({group_of.get(id_, id_) for id_ in carriers})))
    return tuple(sorted(found, key=lambda each: each.id))


def _words_of(statement: Statement) -> list[str]:
    """Words in lower case, with "everything's" as two."""
    words = " ".join(part.words for part in statement.content).casefold().replace("’", "'").replace("'", " '")
    return _PIECE.findall(words)


def _sharing(held: Sequence[tuple[str, Statement, list[str]]]) -> Iterator[tuple[int, int]]:
    """Pairs of statements of different articles, by number, that share two runs of three words."""
    bearers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (_, _, words) in enumerate(held):
        for run in {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}:
            bearers[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in bearers.values():
        if 1 < len(numbers) <= MOST_BEARERS:
            shared.update(combinations(numbers, 2))
    for (first, second), runs in sorted(shared.items()):
        if runs >= FEWEST_RUNS and held[first][1].article != held[second][1].article:
            yield first, second


def _alike(a: list[str], b: list[str]) -> bool:
    """Nearly the same words; or the shorter, if long enough to be telling, nearly whole inside the longer, in order."""
    if len(set(a) & set(b)) >= SAME_WORDS * len(set(a) | set(b)):
        return True
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < FEWEST_WORDS:
        return False
    blocks = SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= INSIDE * len(shorter)


def _may_be_one(a: Statement, b: Statement, published: dict[str, date | None]) -> bool:
    """Nothing speaks against one utterance: not the party, not the name, not the day."""
    if a.party and b.party and a.party != b.party:
        return False
    if a.source_kind is b.source_kind is SourceKind.NAMED and a.speaker != b.speaker and a.speaker and b.speaker:
        return False
    if a.said_on and b.said_on and (a.said_on.last < b.said_on.first or b.said_on.last < a.said_on.first):
        return False
    first, second = published.get(a.article), published.get(b.article)
    return first is None or second is None or abs((first - second).days) <= APART

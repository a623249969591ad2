"""The sentences of a record as somebody searches them: by their words, the shortest that has all of them first.

Words are cut and brought to one form here, and both databases keep no more than letters a to z and digits of them: so
they find the same sentences, and what a user types is never read as a query.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, select, text

from travaux.model import Article
from travaux.record.rows import Query, Rows
from travaux.record.schema import ARTICLE, META, SENTENCE
from travaux.record.terms import stem

# Bumped whenever the same text gives other sentences or words: then they are made anew.
INDEXER = "sentences-1"

# Where a period ends nothing: Mr. Oda, J. Vo, the U.S. envoy.
_SHORT = "".join(rf"(?<!\b{title})" for title in "[A-Z] Mr Mrs Ms Dr St Sen Rep Gov Gen Col Capt Prof Rev Hon".split())
_END = re.compile(rf"""(?:{_SHORT}\.|[!?…])["'”’)\]]*\s+|\s*\n\s*\n\s*""")
_WORD = re.compile(r"[^\W_]+")
_OWN = re.compile(r"['’]s\b")
_LONGEST = 1000  # characters of a sentence; what is longer is cut at a space
_LONGEST_WORD = 60
_MOST_WORDS = 127
_MATCHING = text("SELECT rowid FROM sentence_words WHERE sentence_words MATCH :asked AND rowid > :after")


class Sentence(NamedTuple):
    """A place in an article, with its words in one form. `number` is first its length in words, and never another."""

    number: int
    article: str
    start: int
    stop: int
    words: str


class Place(NamedTuple):
    """Where a sentence stands that was found; `number` is that of the sentence."""

    number: int
    article: str
    start: int
    stop: int


class Sentences:
    """The sentences of the articles that stand in an open record."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, article: Article) -> None:
        """In place of those that the article had."""
        self.delete(article.id)
        self._rows.put(SENTENCE, (each._asdict() for each in sentences_of(article)))
        self._tell("INSERT INTO sentence_words (rowid, words)", "number, words", article.id)

    def delete(self, article: str) -> None:
        """Forget those of an article."""
        self._tell("INSERT INTO sentence_words (sentence_words, rowid, words)", "'delete', number, words", article)
        self._rows.run(delete(SENTENCE).where(SENTENCE.c.article == article))

    @property
    def are_complete(self) -> bool:
        """Whether they are of all articles, and as they are cut today."""
        return bool(self._rows.value(select(META.c.value).where(META.c.key == "indexed")) == INDEXER)

    def make(self) -> None:
        """Make all of them anew."""
        if self._rows.dialect == "sqlite":
            self._rows.run(text("INSERT INTO sentence_words (sentence_words) VALUES ('delete-all')"))
        self._rows.clear(SENTENCE)
        for (body,) in self._rows.each(select(ARTICLE.c.body)):
            article = msgspec.json.decode(body, type=Article)
            self._rows.put(SENTENCE, (each._asdict() for each in sentences_of(article)))
        if self._rows.dialect == "sqlite":
            self._rows.run(text("INSERT INTO sentence_words (sentence_words) VALUES ('rebuild')"))
        self._rows.put(META, [{"key": "indexed", "value": INDEXER}])

    def find(self, words: str, most: int, after: int = -1) -> Sequence[Place]:
        """The shortest sentences that have all these words in any order and form; those after a number, to go on."""
        asked = words_of(words)
        return [Place(*row) for row in self._rows.all(self._matching(asked, most, after))] if asked else []

    def is_found(self, sought: Sentence) -> bool:
        """Whether a sentence comes up when it is asked for by all its words."""
        found = self._rows.one(self._matching(sought.words.split(), 1, sought.number - 1))
        return found is not None and found.number == sought.number

    def _matching(self, asked: Sequence[str], most: int, after: int) -> Query:
        places = select(SENTENCE.c.number, SENTENCE.c.article, SENTENCE.c.start, SENTENCE.c.stop)
        if self._rows.dialect == "sqlite":
            quoted = " ".join(f'"{word}"' for word in asked)
            some = text(f"{_MATCHING.text} ORDER BY rowid LIMIT :most").bindparams(asked=quoted, after=after, most=most)
            return places.where(SENTENCE.c.number.in_(some.columns(SENTENCE.c.number))).order_by(SENTENCE.c.number)
        query = text("sentence.words @@ CAST(:asked AS tsquery)").bindparams(
            asked=" & ".join(f"'{word}'" for word in asked)
        )
        return places.where(query, SENTENCE.c.number > after).order_by(SENTENCE.c.number).limit(most)

    def _tell(self, insert: str, columns: str, article: str) -> None:
        """SQLite's index of words is a table of its own, which must hear of every change; PostgreSQL's is not."""
        if self._rows.dialect == "sqlite":
            change = text(f"{insert} SELECT {columns} FROM sentence WHERE article = :article")
            self._rows.run(change.bindparams(article=article))


def sentences_of(article: Article) -> Iterator[Sentence]:
    """Where its sentences stand, by a rule that needs no parser; a heading is one too."""
    id_ = article.id
    for start, stop in _cut(article.text):
        words = words_of(article.text[start:stop])
        if words:
            hashed = hashlib.sha256(f"{id_} {start}".encode()).digest()
            number = min(len(words), _MOST_WORDS) << 56 | int.from_bytes(hashed[:7], "big")
            yield Sentence(number, id_, start, stop, " ".join(words))


def words_of(words: str) -> list[str]:
    """Words in one form, each once, in order: no accents, no endings, nothing but a to z and digits."""
    folded = unicodedata.normalize("NFKD", _OWN.sub("", words)).casefold()
    plain = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return list(dict.fromkeys(map(_form, _WORD.findall(plain))))


@lru_cache(maxsize=200_000)
def _form(word: str) -> str:
    """The stem; a word in other letters as the digits of its bytes, behind an x."""
    return (stem(word) if word.isascii() else f"x{word.encode('utf-8', 'surrogatepass').hex()}")[:_LONGEST_WORD]


def _cut(whole: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*(found.end() for found in _END.finditer(whole)), len(whole)]:
        yield from _pieces(whole, start, end)
        start = end


def _pieces(whole: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = end
        if end - start > _LONGEST:
            space = whole.rfind(" ", start + 1, start + _LONGEST)
            stop = space if space > 0 else start + _LONGEST
        piece = whole[start:stop]
        first, last = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if first < last:
            yield first, last
        start = stop

"""An article as grammar: tokens, sentences, paragraphs, quotations and dates. Knows no parser."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from travaux.model.text import Span
from travaux.model.when import When


class Token(NamedTuple):
    """One word; `head` is the index of its head token (its own for a root), `sentence` that of its sentence."""

    index: int  # type: ignore[assignment] # over tuple.index, which nobody needs here
    start: int
    end: int
    words: str
    lemma: str  # lower case
    pos: str  # universal part of speech: VERB, AUX, NOUN, PROPN, PRON, ...
    tag: str  # Penn Treebank tag: VBD, NNP, ...
    dep: str  # ClearNLP label, as spaCy's English models give it: nsubj, ccomp, ...
    head: int
    sentence: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Told:
    """Words of time that count from a day of publication which is not known, as they were understood but for that day.

    `rule` names what reads them, `parts` are the words that it reads ("weekday", "Thursday"); `tense` is that of their
    clause, `direct` whether they belong to its verb.
    """

    span: Span
    rule: str
    parts: tuple[tuple[str, str], ...]
    tense: str
    direct: bool


# Words of time of a report without a date are weighed as if it had come out on this day, a Wednesday in mid-month: so
# it is told what lies ahead and what is near. No finding ever has a day that is counted from it.
REFERENCE = date(2003, 6, 18)


class Time(NamedTuple):
    """A date in the text and what it means, given the day of publication.

    Where that is not known, what counts from it has `told`, and its `when` is counted from REFERENCE.
    """

    span: Span
    when: When
    told: Told | None = None

    def came_out(self, published: date | None) -> date | None:
        """The day to compare `when` with: that of publication, or the one that it is counted from."""
        return REFERENCE if self.told is not None else published


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens are in text order and hold no white space. Every sentence lies inside one paragraph.

    `sentences` are (first token, token after the last); `paragraphs` and `quotations` are character spans, a
    quotation with its marks; an unclosed quotation ends with its paragraph. `dayless` are words of time whose days are
    not known: "last month" in a report without a date. `relative` are those of them that a day of publication would
    make days of, in text order; `all_times` are these and those that are known.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[Span, ...]
    quotations: tuple[Span, ...]
    times: tuple[Time, ...] = ()
    dayless: tuple[Span, ...] = ()
    relative: tuple[Time, ...] = ()
    all_times: tuple[Time, ...] = field(init=False, repr=False, compare=False)
    _children: list[list[int]] = field(init=False, repr=False, compare=False)
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        object.__setattr__(self, "_children", children)
        times = sorted((*self.times, *self.relative), key=lambda time: time.span)
        object.__setattr__(self, "all_times", tuple(times))
        object.__setattr__(self, "_starts", [token.start for token in self.tokens])

    def children(self, index: int) -> Iterator[Token]:
        """The tokens that hang on a token, in text order."""
        return (self.tokens[child] for child in self._children[index])

    def child(self, index: int, *deps: str) -> Token | None:
        """The first token that hangs on a token by one of these labels."""
        for child in self._children[index]:  # asked for every token of a text, many times: no generator
            if self.tokens[child].dep in deps:
                return self.tokens[child]
        return None

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def subtree(self, index: int) -> list[int]:
        """Indexes of a token and all below it, sorted."""
        found, open_ = [], [index]
        while open_:
            at = open_.pop()
            found.append(at)
            open_.extend(self._children[at])
        return sorted(found)

    def span(self, first: int, last: int) -> Span:
        """From the start of one token to the end of another."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def subtree_span(self, index: int) -> Span:
        below = self.subtree(index)
        return self.span(below[0], below[-1])

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Tokens that lie wholly inside a span."""
        first = bisect_right(self._starts, span.start - 1)
        last = bisect_right(self._starts, span.end - 1)
        if first < last and self.tokens[last - 1].end > span.end:
            last -= 1
        return self.tokens[first:last]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a character."""
        at = bisect_right(self._starts, offset) - 1
        return self.tokens[at] if at >= 0 and offset < self.tokens[at].end else None

    def sentence(self, number: int) -> tuple[Token, ...]:
        first, after = self.sentences[number]
        return self.tokens[first:after]

    def sentence_span(self, number: int) -> Span:
        first, after = self.sentences[number]
        return self.span(first, after - 1)

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that holds a character (or follows nearest before it)."""
        return max(0, bisect_right(self.paragraphs, (offset, len(self.text) + 1)) - 1)

    def quotation_at(self, offset: int) -> Span | None:
        """The quotation, marks and all, that holds a character."""
        at = bisect_right(self.quotations, offset, key=lambda span: span.start) - 1
        return self.quotations[at] if at >= 0 and offset < self.quotations[at].end else None

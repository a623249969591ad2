"""What is spoken of: the noun phrases inside positions and statements, in the pieces that can name an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from travaux.model import Cast, Parse, Span, Term, Token

_PREPOSITIONS = frozenset({"of", "on", "for", "in", "from", "to", "against", "over"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})


def find_terms(parse: Parse, cast: Cast, spans: Iterable[Span]) -> tuple[Term, ...]:
    """Terms whose head stands in one of the spans, in text order; names of actors are no terms."""
    actors = {token.index for mention in cast.mentions for token in parse.tokens_in(mention.span)}
    heads: dict[int, Token] = {}
    for span in spans:
        for token in parse.tokens_in(span):
            if token.pos == "NOUN" and token.index not in actors and token.words.replace("-", "").isalpha():
                heads[token.index] = token
    return tuple(term for index in sorted(heads) for term in _terms(parse, heads[index], actors))


def _terms(parse: Parse, head: Token, actors: set[int]) -> Iterator[Term]:
    """The head alone, with each word that modifies it, and with what it is of."""
    word = head.words.lower()
    yield Term(word, None, word, head.span)
    for child in parse.children(head.index):
        if child.index in actors:
            continue
        if child.dep in _MODIFIERS and child.pos in {"NOUN", "ADJ"} and child.index < head.index:
            modifier = child.words.lower()
            yield Term(word, modifier, f"{modifier} {word}", Span(child.start, head.end))
        elif child.dep == "prep" and child.lemma in _PREPOSITIONS:
            for matter in parse.children(child.index):
                if matter.dep == "pobj" and matter.pos == "NOUN" and matter.index not in actors:
                    modifier = matter.words.lower()
                    yield Term(word, modifier, f"{word} {child.lemma} {modifier}", Span(head.start, matter.end))

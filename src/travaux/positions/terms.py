"""What is spoken of: the noun phrases inside positions and statements, in the pieces that can name an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from travaux.model import Cast, Parse, Span, Term, Token

_PREPOSITIONS = frozenset({"of", "on", "for", "in", "from", "to", "against", "over"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})


# Adjectives that tell the kind of a thing ("military exercises") end so; those that value or measure it do not.
_CLASSIFYING = ("al", "ar", "ic", "ary", "ese", "ean", "ian")
_CLASSIFYING_WORDS = frozenset("human joint civil foreign free undocumented common urban rural mutual".split())
_MEASURING_WORDS = frozenset(
    "final special general total real initial normal critical crucial typical partial formal actual usual equal"
    " historic dramatic realistic optimistic enthusiastic basic specific public necessary ordinary extraordinary"
    " similar particular regular clear popular substantial essential potential additional original global local"
    " principal central several unusual personal individual fundamental tragic drastic primary".split()
)


def _classifies(adjective: Token) -> bool:
    word = adjective.words.lower()
    if adjective.pos != "ADJ" or adjective.tag != "JJ" or word in _MEASURING_WORDS:
        return False
    return word in _CLASSIFYING_WORDS or word.endswith(_CLASSIFYING)


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
        if child.dep in _MODIFIERS and child.index < head.index and (child.pos == "NOUN" or _classifies(child)):
            modifier = child.words.lower()
            yield Term(word, modifier, f"{modifier} {word}", Span(child.start, head.end))
        elif child.dep == "prep" and child.lemma in _PREPOSITIONS:
            for matter in parse.children(child.index):
                if matter.dep == "pobj" and matter.pos == "NOUN" and matter.index not in actors:
                    modifier = matter.words.lower()
                    yield Term(word, modifier, f"{word} {child.lemma} {modifier}", Span(head.start, matter.end))

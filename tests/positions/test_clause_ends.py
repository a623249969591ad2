from __future__ import annotations

from collections.abc import Callable

from travaux.language import Language
from travaux.model import Article
from travaux.positions.clauses import noun_before


def test_a_noun_behind_the_word_that_it_should_stand_before_is_taken_alone(
    language: Language, report: Callable[..., Article]
) -> None:
    parse = language.parse(report("The boats left the port of Velm."))
    of, velm = (next(token.index for token in parse.tokens if token.words == word) for word in ("of", "Velm"))
    assert noun_before(parse, velm, of) == parse.tokens[velm].span

"""Who is who in one article."""

from __future__ import annotations

from travaux.model import Article, Cast, Parse


def find_cast(article: Article, parse: Parse) -> Cast:
    """The actors that an article names, where, and what it says of them."""
    return Cast((), (), ())

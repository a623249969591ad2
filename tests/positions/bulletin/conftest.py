"""A short way from a sentence to what a bulletin says in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.language import Language
from travaux.model import Article, ArticleKind
from travaux.positions.bulletin import Bulletin, read_bulletin


@pytest.fixture
def read(language: Language) -> Callable[[str], Bulletin]:
    """Read a text as a bulletin."""

    def reading(text: str) -> Bulletin:
        article = Article("bulletin.md", text, kind=ArticleKind.BULLETIN)
        return read_bulletin(article, language.parse(article))

    return reading

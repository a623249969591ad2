"""What tests share: one loaded pipeline, and a short way to an article."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from travaux.language import Language
from travaux.model import Article
from travaux.network import Network, load_network
from travaux.pipeline import Models


@pytest.fixture(scope="session")
def language() -> Language:
    return Language.load()


@pytest.fixture(scope="session")
def network() -> Network:
    return load_network()


@pytest.fixture(scope="session")
def models(language: Language, network: Network) -> Models:
    return Models(language, network)


@pytest.fixture
def report() -> Callable[..., Article]:
    """An article of an invented outlet."""

    def make(text: str, published: date | None = date(2031, 4, 22), **fields: object) -> Article:
        return Article("report.txt", text, outlet="Norland Courier", published=published, **fields)  # type: ignore[arg-type]

    return make

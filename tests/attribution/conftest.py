"""A short way from a text to its statements, with a cast made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from travaux.attribution import find_statements
from travaux.language import Language
from travaux.model import ActorKind, Affiliation, Article, Cast, Citation, Mention, Name, Span, Statement
from travaux.network import Network
from travaux.views import SURE

# Full name, kind, and what else an article may call it.
CAST: Mapping[str, tuple[ActorKind, tuple[str, ...]]] = {
    "Ann Vik": (ActorKind.PERSON, ("Vik",)),
    "Peter Brandt": (ActorKind.PERSON, ("Brandt",)),
    "Jonas Kell": (ActorKind.PERSON, ("Kell",)),
    "Norland": (ActorKind.STATE, ()),
    "Velmark": (ActorKind.STATE, ()),
    "Norland Courier": (ActorKind.OUTLET, ("the Courier", "Courier")),
    "Herring Board": (ActorKind.BODY, ()),
}


def cast_of(article: Article, *affiliations: tuple[str, str]) -> Cast:
    mentions: dict[int, Mention] = {}
    names = []
    for name, (kind, others) in CAST.items():
        forms = [form for form in (name, *others) if form in article.text]
        for form in sorted(forms, key=len, reverse=True):
            at = article.text.find(form)
            while at >= 0:
                taken = any(m.span.overlaps(Span(at, at + len(form))) for m in mentions.values())
                if not taken:
                    mentions[at] = Mention(Span(at, at + len(form)), name)
                at = article.text.find(form, at + 1)
        if forms:
            start = article.text.find(forms[0])
            names.append(Name(name, kind, tuple(forms), 1, article.cite(Span(start, start + len(forms[0])))))
    basis = Citation(article.id, 0, 1, article.text[0])
    return Cast(
        tuple(mentions[at] for at in sorted(mentions)),
        tuple(names),
        tuple(Affiliation(who, role, None, basis) for who, role in affiliations),
    )


@pytest.fixture
def everything(
    language: Language, network: Network, report: Callable[..., Article]
) -> Callable[..., tuple[Statement, ...]]:
    """All that is found, however sure."""

    def find(text: str, *affiliations: tuple[str, str]) -> tuple[Statement, ...]:
        article = report(text)
        parse = language.parse(article)
        return find_statements(article, parse, cast_of(article, *affiliations), network.read(parse))

    return find


@pytest.fixture
def statements(everything: Callable[..., tuple[Statement, ...]]) -> Callable[..., tuple[Statement, ...]]:
    """What a reader is shown who asks for no confidence."""

    def find(text: str, *affiliations: tuple[str, str]) -> tuple[Statement, ...]:
        return tuple(each for each in everything(text, *affiliations) if each.confidence >= SURE)

    return find

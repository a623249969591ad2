"""A short way from an invented sentence to its positions and events: names and speakers are given by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from travaux.language import Language
from travaux.model import (
    ActorKind,
    Affiliation,
    Article,
    Cast,
    Event,
    Manner,
    Mention,
    Move,
    Name,
    Parse,
    Position,
    SourceKind,
    Span,
    Statement,
    Topic,
)
from travaux.network import Network, Seen, SeenWindow
from travaux.positions import find_events, find_moves, find_positions, find_topics
from travaux.positions.finding import find_ruled, join_positions
from travaux.positions.heard import Heard, hear
from travaux.positions.scene import set_scene

ROSTER = {
    "Norland": ActorKind.STATE,
    "Velmark": ActorKind.STATE,
    "Ann Vo": ActorKind.PERSON,
    "Jon Oda": ActorKind.PERSON,
    "Norland Courier": ActorKind.OUTLET,
}
ROLES = {"Ann Vo": ("envoy", "Norland"), "Jon Oda": ("premier", "Velmark")}


def find_roster(article: Article) -> Cast:
    """The invented actors, wherever the text names them."""
    longest_first = sorted(ROSTER, key=len, reverse=True)
    mentions = tuple(
        Mention(Span(*match.span()), match.group()) for match in re.finditer("|".join(longest_first), article.text)
    )
    named = dict.fromkeys(mention.name for mention in mentions)
    basis = article.cite(Span(0, 1))
    names = tuple(Name(name, ROSTER[name], (name,), sum(m.name == name for m in mentions), basis) for name in named)
    bonds = tuple(Affiliation(who, role, whom, basis) for who, (role, whom) in ROLES.items() if who in named)
    return Cast(mentions, names, bonds)


def make_statement(
    article: Article,
    content: str,
    speaker: str | None,
    *,
    cue: str | None = None,
    kind: SourceKind = SourceKind.NAMED,
    manner: Manner = Manner.DIRECT,
) -> Statement:
    start = article.text.index(content)
    cued = article.text.index(cue) if cue is not None else 0
    return Statement(
        source=None,
        cue=article.cite(Span(cued, cued + len(cue))) if cue is not None else None,
        content=(article.cite(Span(start, start + len(content))),),
        manner=manner,
        speaker=speaker,
        source_kind=kind,
    )


ACTS = ("demand", "reject", "criticise", "call_for")
WEIGHTS = {"heard": 1.0, "ruled": 0.0, "constant": 0.0}  # as sure as the network


def make_seen(parse: Parse, heard: dict[str, tuple[str, float]], objects: dict[str, list[str]] | None = None) -> Seen:
    """At these words these acts with these chances; with the words of their objects."""
    words = [token.words for token in parse.tokens]
    acts = np.full((len(words), len(ACTS) + 1), -9.0, np.float32)
    acts[:, -1] = 9.0
    parts = np.full((2, len(words), len(words)), -9.0, np.float32)
    for word, (act, chance) in heard.items():
        acts[words.index(word)] = -9.0
        acts[words.index(word), [ACTS.index(act), -1]] = np.log([chance, 1 - chance])
        for other in (objects or {}).get(word, ()):
            parts[1, words.index(word), words.index(other)] = 9.0
    nothing = np.zeros((len(words), 7), np.float32)
    links = np.zeros((2, len(words), len(words)), np.float32)
    kept = {at: parts[:, at] for at in range(len(words))}
    window = SeenWindow(0, nothing, links, nothing[:, 0], acts, kept, nothing, nothing)
    return Seen((window,), ACTS, (), (), {"positions": WEIGHTS})


class Desk:
    """Reads one invented report at a time."""

    def __init__(self, language: Language, network: Network) -> None:
        self._language = language
        self._network = network

    def take(self, text: str) -> tuple[Article, Parse, Cast]:
        article = Article("report.txt", text, outlet="Norland Courier", published=date(2031, 4, 22))
        return article, self._language.parse(article), find_roster(article)

    def narrated(self, text: str) -> list[Position]:
        """Positions in the reporter's voice."""
        article, parse, cast = self.take(text)
        return self._ruled(article, parse, cast)

    def said(self, text: str, content: str, speaker: str | None = "Ann Vo", **fields: object) -> list[Position]:
        """Positions of a report with one statement in it."""
        article, parse, cast = self.take(text)
        statement = make_statement(article, content, speaker, **fields)  # type: ignore[arg-type]
        return self._ruled(article, parse, cast, statement)

    def said_on_both_sides(self, text: str) -> list[Position]:
        """Positions of one statement with "Ann Vo said" in its midst."""
        article, parse, cast = self.take(text)
        before, after = text.rstrip(".").split(", Ann Vo said, ")
        statement = make_statement(article, before, "Ann Vo", manner=Manner.INDIRECT)
        start = text.index(after)
        content = (*statement.content, article.cite(Span(start, start + len(after))))
        return self._ruled(article, parse, cast, replace(statement, content=content))

    def _ruled(self, article: Article, parse: Parse, cast: Cast, *statements: Statement) -> list[Position]:
        scene = set_scene(article, parse, cast, statements)
        return list(join_positions([each.position for each in find_ruled(scene)]))

    def quoted(self, content: str, speaker: str = "Ann Vo") -> list[Position]:
        """Positions of a direct quotation."""
        words = content if content.endswith("?") else content.rstrip(".") + ","
        return self.said(f"“{words}” {speaker} said on Monday.", words, speaker)

    def heard(
        self, text: str, heard: dict[str, tuple[str, float]], content: str | None = None, **objects: list[str]
    ) -> list[Position]:
        """Positions with a network that hears acts at some words, and their objects; Ann Vo says the content."""
        article, parse, cast = self.take(text)
        statements = (make_statement(article, content, "Ann Vo"),) if content else ()
        return list(find_positions(article, parse, cast, statements, make_seen(parse, heard, objects)))

    def objects(self, text: str, word: str, objects: list[str]) -> str | None:
        """The object of a position that hangs on a word, by the words that the network gives it."""
        _, parse, _ = self.take(text)
        index = next(token.index for token in parse.tokens if token.words == word)
        span = hear(parse, make_seen(parse, {word: ("reject", 0.7)}, {word: objects}), 0.15).object_span(parse, index)
        return parse.text[span.start : span.end] if span is not None else None

    def clause(self, text: str, word: str, clause: list[str], within: str | None = None) -> str | None:
        """The evidence of a position that hangs on a word, by the words that the network gives it."""
        _, parse, _ = self.take(text)
        words = [token.words for token in parse.tokens]
        tokens = {words.index(word): np.array([words.index(each) for each in clause])}
        bounds = Span(text.index(within), text.index(within) + len(within)) if within else None
        span = Heard((), np.zeros((len(words), 1), np.float32), tokens, {}).clause_span(
            parse, words.index(word), bounds
        )
        return parse.text[span.start : span.end] if span is not None else None

    def moves(self, text: str, *said: tuple[str, str]) -> list[Move]:
        """Moves of a report in which some words are said, each directly by somebody."""
        article, parse, cast = self.take(text)
        statements = [make_statement(article, content, speaker) for content, speaker in said]
        scene = set_scene(article, parse, cast, statements)
        positions = join_positions([each.position for each in find_ruled(scene)])
        return list(find_moves(article, parse, cast, statements, positions))

    def events(self, text: str) -> list[Event]:
        article, parse, cast = self.take(text)
        return list(find_events(article, parse, cast, self._network.read(parse)))

    def topics(self, text: str) -> list[Topic]:
        return list(find_topics(*self.take(text)))


@pytest.fixture(scope="session")
def desk(language: Language, network: Network) -> Desk:
    return Desk(language, network)


@pytest.fixture
def acts() -> Callable[[list[Position]], list[tuple[str | None, str]]]:
    return lambda positions: [(position.holder, str(position.act)) for position in positions]

"""Who tells of a position: its day, the utterance that it is told in, how many reports there are of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from travaux.model import Article, Copies, Position, When, Witnesses
from travaux.record.groups import Pair
from travaux.record.origins import Origins


class Tellers:
    """Look-ups over the articles that tell of positions, and over what is known to be told by several of them."""

    def __init__(self, articles: Iterable[Article], witnesses: Iterable[Witnesses], copies: Iterable[Copies]) -> None:
        self._articles, self._groups, self._reprints = articles, witnesses, copies

    def witnesses_of(self, statement: str) -> Witnesses | None:
        """The utterance that a statement is a report of, None where no other statement is known to report it."""
        return self._witnesses.get(statement)

    def carriers(self, statement: str | None) -> tuple[int, int]:
        """How many reports carry an utterance, and how many of them are no copies of one another."""
        found = self.witnesses_of(statement) if statement else None
        return (len(found.articles), found.independent) if found else (1, 1)

    def reports_of(self, positions: Iterable[Position]) -> tuple[int, int]:
        """How many reports carry any of these positions or their words, and how many of them are independent."""
        articles = self.carriers_of(positions)
        return len(articles), self._origins.count(articles)

    def carriers_of(self, positions: Iterable[Position]) -> set[str]:
        """The articles that tell of these positions, or of the utterances that they are told in."""
        held = list(positions)
        groups = [self.witnesses_of(each.voice) for each in held if each.voice]
        return {each.article for each in held} | {id_ for group in groups if group for id_ in group.articles}

    def ties_of(self, articles: Iterable[str]) -> set[Pair]:
        """What tells which of them are independent: see `Origins.ties`."""
        return self._origins.ties(articles)

    def independent(self, articles: Iterable[str]) -> int:
        """How many of these articles are independent of one another."""
        return self._origins.count(set(articles))

    def when(self, position: Position) -> When | None:
        """The time of a position: its own where the report gives one, else the day of publication."""
        published = None if position.as_of else self._published.get(position.article)
        return When.day(published) if published else position.as_of

    def day(self, position: Position) -> date | None:
        """The last day on which a position can have been taken: a vague time does not reach past publication."""
        when, published = self.when(position), self._published.get(position.article)
        if when is None:
            return None
        return min(when.last, published) if published and when.first <= published else when.last

    def newest(self, positions: Iterable[Position]) -> list[Position]:
        """Positions newest first, those of unknown date last, ties by id."""

        def order(position: Position) -> tuple[int, int, str]:
            day, published = self.day(position), self._published.get(position.article)
            return (-day.toordinal() if day else 0, -published.toordinal() if published else 0, position.id)

        return sorted(positions, key=order)

    @cached_property
    def _witnesses(self) -> dict[str, Witnesses]:
        return {statement: group for group in self._groups for statement in group.statements}

    @cached_property
    def _published(self) -> dict[str, date | None]:
        return {article.id: article.published for article in self._articles}

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self._articles, self._reprints, (), ())

"""Sentences that were found by their words, each with who says it and where it belongs in the record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from travaux.model import Article, Citation, Event, Position, Record, Statement, When
from travaux.views.filter import Filter, keeping
from travaux.views.index import Index
from travaux.views.listing import Listing
from travaux.views.rows import Line, issue_label, outlet_name, party_name, text_of

COLUMNS = ("id", "date", "speaker", "party", "issue", "act", "outlet", "words")

_TOKEN = re.compile(r"\w+")

_Told: TypeAlias = Position | Statement | Event


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence of an article, and what was found in it: positions first, then statements and events, by place."""

    article: Article
    start: int
    stop: int
    told: tuple[_Told, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Some sentences of those looked at; `next` is the number after which others follow, None where none do.

    `part` is as much of the record as tells of them.
    """

    hits: tuple[Hit, ...]
    next: int | None
    looked: int
    part: Record


def find_hits(record: Record, places: Iterable[tuple[str, int, int]], filter: Filter) -> list[Hit]:  # noqa: A002
    """Of these places (article, start, stop) those that a filter keeps, in their order.

    A sentence is kept where something told in it is; where nothing is, by the day of its report alone.
    """
    index = Index(record)
    keeps = keeping(index, filter)
    asked = replace(filter, min_confidence=None)
    of_days = replace(asked, since=None, until=None) == Filter()
    came_out = keeping(index, asked)
    places = list(places)
    wanted = {id_ for id_, _, _ in places}
    found: dict[str, list[_Told]] = {}
    findings: tuple[_Told, ...] = (*record.positions, *record.statements, *record.events)
    for finding in findings:
        if finding.article in wanted:
            found.setdefault(finding.article, []).append(finding)
    hits = []
    for id_, start, stop in places:
        over = [each for each in found.get(id_, ()) if any(_over(part, start, stop) for part in _parts(each))]
        told = [each for each in over if keeps(each)]  # of the few that are in the sentence
        article = index.articles.get(id_)
        if article and (told or (of_days and came_out(article))):
            hits.append(Hit(article, start, stop, tuple(sorted(told, key=_order))))
    return hits


def part_behind(record: Record, hits: Iterable[Hit]) -> Record:
    """As much of a record as tells of these hits: the articles that they are in, and what was found there."""
    of = {hit.article.id for hit in hits}
    return replace(
        record,
        articles=tuple(each for each in record.articles if each.id in of),
        positions=tuple(each for each in record.positions if each.article in of),
        statements=tuple(each for each in record.statements if each.article in of),
        events=tuple(each for each in record.events if each.article in of),
    )


def both(record: Record, other: Record) -> Record:
    """Two such parts of one record as one."""
    fields = ("articles", "positions", "statements", "events")
    held: dict[str, Any] = {
        name: tuple(dict.fromkeys((*getattr(record, name), *getattr(other, name)))) for name in fields
    }
    return replace(record, **held)


def search_listing(record: Record, hits: Sequence[Hit], *, more: bool = False) -> Listing:
    """One row for each sentence; `id` is that of a position, a statement or an event in it, else of its article."""
    index = Index(record)
    details = [
        {
            "article": hit.article.id,
            "start": hit.start,
            "end": hit.stop,
            "findings": [each.id for each in hit.told],
        }
        for hit in hits
    ]
    footer = "There are more: --limit shows them, other words or a filter find fewer." if more else ""
    return Listing(COLUMNS, tuple(_row(index, hit) for hit in hits), tuple(details), footer, ("words",))


def is_askable(words: str) -> bool:
    """Whether there is anything in words to look for: letters or digits."""
    return any(is_sought for _, is_sought in lit(words, words))


def lit(sentence: str, words: str) -> tuple[tuple[str, bool], ...]:
    """A sentence cut round the words that were looked for, in any of their forms; each piece with whether it is one."""
    from travaux.record.sentences import words_of  # with the database: slow to load, and only a search needs it

    sought = frozenset(words_of(words))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for token in _TOKEN.finditer(sentence):
        if not sought.isdisjoint(words_of(token.group())):
            pieces += [(sentence[at : token.start()], False), (token.group(), True)]
            at = token.end()
    return tuple(piece for piece in (*pieces, (sentence[at:], False)) if piece[0])


def _row(index: Index, hit: Hit) -> Line:
    positions = [each for each in hit.told if isinstance(each, Position)]
    statements = [each for each in hit.told if isinstance(each, Statement)]
    voices = [voice for each in positions if (voice := index.voice_of(each))]
    first = hit.told[0] if hit.told else hit.article
    return (
        first.id,
        text_of(_time(index, first)),
        _joined(each.speaker for each in (*voices, *statements)),
        _joined(party_name(index, id_) for id_ in [each.party for each in positions] + [s.party for s in statements]),
        _joined(issue_label(index, each.issue) for each in positions),
        _joined(each.act for each in positions),
        outlet_name(hit.article),
        " ".join(hit.article.text[hit.start : hit.stop].split()),
    )


def _time(index: Index, told: _Told | Article) -> When | None:
    match told:
        case Position():
            return index.when(told)
        case Statement():
            return index.when_said(told)
        case Event():
            day = index.published(told.article)
            return told.date or (When.day(day) if day else None)
        case Article():
            return When.day(told.published) if told.published else None


def _joined(values: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(value for value in values if value)) or None


def _parts(told: _Told) -> tuple[Citation, ...]:
    return told.content if isinstance(told, Statement) else (told.basis,)


def _order(told: _Told) -> tuple[int, int, str]:
    kinds = (Position, Statement, Event)
    return kinds.index(type(told)), _parts(told)[0].start, told.id


def _over(words: Citation, start: int, stop: int) -> bool:
    return words.start < stop and start < words.end

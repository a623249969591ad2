"""Where everything stands that was found in an article: what tells, in one look, which of it some words concern."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import select

from travaux.model import MERGED, Event, Position, Statement
from travaux.record.rows import Rows
from travaux.record.schema import FINDING, NOTE

KIND = "mentions"  # of note
_STEPS = 2  # from a sentence: what is told in it; what is told of that, or with it; and what is told with these
_TYPES = {type_.name: type_ for type_ in MERGED if type_.noun in (Event, Position, Statement)}

Span = tuple[int, int]


class Mention(NamedTuple):
    """A finding of an article: its type and id, where it stands; of a position its statement, party and issue."""

    type: str
    id: str
    spans: tuple[Span, ...]
    voice: str | None = None
    party: str | None = None
    issue: str | None = None


Mentions = tuple[Mention, ...]
_DECODER = msgspec.json.Decoder(Mentions)


def mentions_of(
    statements: Iterable[Statement], positions: Iterable[Position], events: Iterable[Event]
) -> dict[str, Mentions]:
    """What is kept of articles, by what was found in them."""
    found: dict[str, list[Mention]] = {}
    for said in statements:
        spans = tuple((part.start, part.end) for part in said.content)
        found.setdefault(said.article, []).append(Mention("statement", said.id, spans))
    for held in positions:
        spans = ((held.basis.start, held.basis.end),)
        mention = Mention("position", held.id, spans, held.voice, held.party, held.issue)
        found.setdefault(held.article, []).append(mention)
    for event in events:
        found.setdefault(event.article, []).append(Mention("event", event.id, ((event.basis.start, event.basis.end),)))
    return {article: tuple(sorted(mentions, key=lambda each: each[:3])) for article, mentions in found.items()}


def told_in(mentions: Sequence[Mention], spans: Collection[Span]) -> set[str]:
    """The ids of what stands in these words, and of what tells who, what and when of that."""
    wanted = {each.id for each in mentions if _touches(each, spans)}
    for _ in range(_STEPS):
        known = [each for each in mentions if each.id in wanted]
        around = {span for each in known for span in each.spans}
        voices = {each.voice for each in known if each.voice} | wanted
        wanted |= {each.id for each in mentions if each.id in voices or each.voice in wanted or _touches(each, around)}
    return wanted


def _touches(mention: Mention, spans: Collection[Span]) -> bool:
    return any(start < stop and first < end for start, end in mention.spans for first, stop in spans)


class Mentioned:
    """The statements, positions and events that some words of an open record concern."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def find(self, places: Mapping[str, Collection[Span]], whole: Collection[str]) -> dict[str, Any]:
        """By field of `Record`, what stands at some places of articles, and what that hangs together with.

        All that stands in an article where it is among `whole`, or nothing is kept of it, as in a small record.
        """
        notes = self._rows.with_keys(
            select(NOTE.c.article, NOTE.c.body).where(NOTE.c.kind == KIND), NOTE.c.article, sorted(places)
        )
        kept = {article: _DECODER.decode(body) for article, body in notes if article not in whole}
        ids: dict[str, list[str]] = {name: [] for name in _TYPES}
        for article, mentions in kept.items():
            wanted = told_in(mentions, places[article])
            for mention in mentions:
                if mention.id in wanted:
                    ids[mention.type].append(mention.id)
        rest = sorted(places.keys() - kept.keys())
        found: dict[str, Any] = {}
        for name, type_ in _TYPES.items():
            decode = msgspec.json.Decoder(type_.noun).decode
            of_type = select(FINDING.c.id, FINDING.c.body).where(FINDING.c.type == name)
            rows = [*self._rows.with_keys(of_type, FINDING.c.article, rest)]
            rows += self._rows.with_keys(of_type, FINDING.c.id, sorted(ids[name]))
            found[type_.field] = tuple(decode(body) for _, body in sorted(map(tuple, rows)))
        return found

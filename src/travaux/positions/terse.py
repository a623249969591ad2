"""Conditions in so few words that they have no verb: "No inspections, no harbours"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.model import Act, Position, Span, Statement
from travaux.positions.acts import STANCES
from travaux.positions.scene import Scene, speaker_of

# One sentence of two nouns: "No inspections, no harbours."
_TERSE = re.compile(
    r"(?:^|(?<=[.!?;:—] ))[“\"‘]?(?P<met>no (?!doubt\b|matter\b|offen[cs]e\b)[\w-]+(?: [\w-]+){0,3}), "
    r"(?P<given>no (?!nothing\b|matter\b|doubt\b)[\w-]+(?: [\w-]+){0,3})(?=[.!”\",]*$|[.!;] )",
    re.IGNORECASE,
)


def find_terse(scene: Scene, statement: Statement) -> Iterator[tuple[int, Position]]:
    """ "No inspections, no harbours": without the one there is none of the other."""
    speaker = speaker_of(scene, statement)
    for part in statement.content if speaker is not None else ():
        for match in _TERSE.finditer(part.words):
            first, second = (Span(part.start + match.start(n), part.start + match.end(n)) for n in ("met", "given"))
            noun = scene.parse.token_at(first.start + len("no "))
            inside = scene.parse.tokens_in(Span(first.start, second.end))
            same = match["met"].lower() == match["given"].lower()
            if noun is None or same or any(token.pos in ("VERB", "AUX") for token in inside):
                continue
            position = Position(
                holder=speaker,
                act=Act.CONDITION,
                stance=STANCES[Act.CONDITION],
                object=scene.article.cite(second),
                condition=scene.article.cite(first),
                basis=scene.article.cite(Span(first.start, second.end)),
                as_of=scene.when(noun.index, statement),
                voice=statement.id,
                rule="no one without the other",
            )
            yield noun.index, position

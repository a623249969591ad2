"""What is made to depend on what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from travaux.model import Link, Position
from travaux.record.issues import Agenda


def find_links(positions: Iterable[Position], agenda: Agenda) -> Iterator[Link]:
    """One link for each position that names a condition; `on` is the issue that the condition speaks of."""
    for position in positions:
        if position.condition is not None:
            on = agenda.match(position.condition.words)
            yield Link(
                position.id,
                position.party,
                position.issue,
                on if on != position.issue else None,
                position.condition,
                position.basis,
                position.as_of,
            )

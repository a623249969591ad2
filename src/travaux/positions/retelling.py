"""An act that is told twice counts once: in the lead and again below, at the telling that says most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from travaux.model import Act, Position

# An article that tells more than this of one kind is a list; its items are not compared with one another.
MOST = 300
_SHARED = 0.8  # of the content words of the shorter telling


def merge_positions(positions: Sequence[Position]) -> tuple[Position, ...]:
    """Positions in text order, an act told twice by one holder once, at the fuller wording."""
    kept: dict[tuple[str | None, Act], list[Position]] = defaultdict(list)
    for position in sorted(positions, key=lambda p: (-len(p.basis.words), p.basis.start, -p.confidence)):
        others = kept[position.holder, position.act]
        if len(others) > MOST or not any(_same_act(position, other) for other in others):
            others.append(position)
    found = [position for others in kept.values() for position in others]
    return tuple(sorted(found, key=lambda p: (p.basis.start, p.basis.end, p.act, p.holder or "")))


def _same_act(position: Position, other: Position) -> bool:
    if position.basis.span.overlaps(other.basis.span):
        return True
    mine, theirs = _content_words(position), _content_words(other)
    return len(mine) > 2 and len(mine & theirs) >= _SHARED * len(mine)


def _content_words(position: Position) -> set[str]:
    return {word for word in position.basis.words.lower().split() if len(word) > 3}

"""Stands that moved, as one article tells it: in words of change, or by two stands that words of time put in order."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.model import Article, Cast, Move, Parse, Position, Statement
from travaux.positions.moves.changes import find_changes
from travaux.positions.moves.contrasts import find_contrasts
from travaux.positions.moves.departures import find_departures
from travaux.positions.moves.holdings import find_holdings
from travaux.positions.scene import set_scene


def find_moves(
    article: Article, parse: Parse, cast: Cast, statements: Sequence[Statement], positions: Sequence[Position]
) -> tuple[Move, ...]:
    """Moves in text order; of several of one holder whose ends overlap the one that tells most."""
    scene = set_scene(article, parse, cast, statements)
    stands = find_holdings(scene, positions)
    kept: list[Move] = []
    found = (*find_changes(scene, stands), *find_departures(scene, stands), *find_contrasts(scene, stands))
    for move in sorted(found, key=_rank):
        if not any(_is_retold(move, other) for other in kept):
            kept.append(move)
    return tuple(sorted(kept, key=lambda move: (move.later.start, move.earlier.start, move.holder or "")))


def _rank(move: Move) -> tuple[bool, bool, int, int, str]:
    """Two ends tell more than one, and told is surer than seen."""
    return (move.earlier == move.later, move.told is None, move.later.start, move.earlier.start, move.holder or "")


def _is_retold(move: Move, other: Move) -> bool:
    """One holder and an end in common, the earlier one where it stands by itself."""
    left = move.earlier != move.later and move.earlier.span.overlaps(other.earlier.span)
    return move.holder == other.holder and (left or move.later.span.overlaps(other.later.span))

"""Stands that moved, as one report tells it."""

from travaux.positions.moves.finding import find_moves

__all__ = ["find_moves"]

"""Statements and Parse -> positions, moves, events, topics and terms; a bulletin -> all of them at once."""

from travaux.positions.bulletin import read_bulletin
from travaux.positions.events import find_events
from travaux.positions.finding import find_positions
from travaux.positions.moves import find_moves
from travaux.positions.terms import find_terms
from travaux.positions.topics import find_topics

__all__ = ["find_events", "find_moves", "find_positions", "find_terms", "find_topics", "read_bulletin"]

"""Statements and Parse -> positions, events and topics."""

from travaux.positions.events import find_events
from travaux.positions.finding import find_positions
from travaux.positions.topics import find_topics

__all__ = ["find_events", "find_positions", "find_topics"]

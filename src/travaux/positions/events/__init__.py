"""Events round a negotiation: what the network and rules take for one, read from the words that tell it."""

from travaux.positions.events.finding import find_events

__all__ = ["find_events"]

"""Travaux reads the coverage of a negotiation and keeps its record, every cell cited."""

__version__ = "0.1.0"

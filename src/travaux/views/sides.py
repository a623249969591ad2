"""The sides of a negotiation, those that say most first, and the colours by which pages tell them apart."""

from __future__ import annotations

from travaux.model import Party, Record
from travaux.views.index import Index
from travaux.views.matrix import ranked_parties

COLOURS = 8


def find_sides(record: Record) -> tuple[Party, ...]:
    """The parties with a colour, those with the most positions first. Glances do as well as positions."""
    index = Index(record)
    return tuple(party for party in ranked_parties(index) if index.by_party[party.id])[:COLOURS]


def colours_of(sides: tuple[Party, ...]) -> dict[str, int]:
    """The number of the colour of each side, by its id."""
    return {party.id: number for number, party in enumerate(sides)}

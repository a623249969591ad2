"""How telling a word is: by how few sentences have it, of news and of bulletins that were counted once."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from pathlib import Path

COUNTED = Path(__file__).with_name("usage.bin")  # made by training/usage.py: one byte for each slot, no words
SLOTS = 1 << 18
MOST = 110  # what a word weighs that was never counted: one sentence in 60,000
_YEAR = ("19", "20")
_FIGURES = {1: 45, 2: 60}  # what a figure of so many digits weighs; more tell more
_LONG_FIGURE, _YEAR_WEIGHT = 90, 50


@lru_cache(maxsize=200_000)
def weight(stemmed: str) -> int:
    """Minus the logarithm of the share of sentences that have a stem, in tenths; the same whatever a record holds."""
    if stemmed[0].isdigit():
        digits = [each for each in stemmed if each.isdigit()]
        if stemmed.isdigit() and len(stemmed) == 4 and stemmed.startswith(_YEAR):
            return _YEAR_WEIGHT
        return _FIGURES.get(len(digits), _LONG_FIGURE)
    return _counted()[slot(stemmed)] or MOST


def slot(stemmed: str) -> int:
    """Where a stem is counted, by a checksum that no run and no machine changes."""
    return zlib.crc32(stemmed.encode()) % SLOTS


@cache
def _counted() -> bytes:
    return zlib.decompress(COUNTED.read_bytes())

"""Count how many sentences have a word: usage.py SHARED, the shared folder. Writes record/usage.bin, numbers alone.

News are the reports of all negotiations but those that have gold, and PolNeAR's train split; bulletins those of `enb`.
A word counts by its share where it is more usual. What is told in the same words twice counts once.
"""

from __future__ import annotations

import math
import sys
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from travaux.record.tellings import find_tellings
from travaux.record.usage import COUNTED, MOST, SLOTS, slot

FEWEST = 3  # sentences; what is rarer weighs as if it were unknown


def count(paths: Iterable[Path]) -> tuple[Counter[int], int]:
    """How many of the sentences of some texts have a stem of each slot, and how many there are."""
    sentences = {
        telling.stems
        for path in paths
        for paragraph in path.read_text(encoding="utf-8", errors="replace").split("\n")
        for telling in find_tellings(paragraph)
        if not telling.quoted and telling.stems
    }
    bearers = Counter(slot(stem) for stems in sentences for stem in stems if not stem[0].isdigit())
    return bearers, len(sentences)


def weigh(counts: Iterable[tuple[Counter[int], int]]) -> bytes:
    """The weight of every slot in one byte, 0 for one that is too rare to be weighed."""
    shares = [0.0] * SLOTS
    for bearers, sentences in counts:
        for at, n in bearers.items():
            if n >= FEWEST:
                shares[at] = max(shares[at], n / sentences)
    return bytes(min(MOST, max(1, round(-10 * math.log(share)))) if share else 0 for share in shares)


def main() -> None:
    """Count, write, and say how many slots have a weight."""
    (shared,) = map(Path, sys.argv[1:])
    gold = {folder.name for folder in (shared / "gold/news").iterdir()}
    news = [path for path in sorted((shared / "coverage").glob("*/*.txt")) if path.parent.name not in gold]
    news += sorted((shared / "polnear/train/text").rglob("*.txt"))
    counts = [count(news), count(sorted((shared / "enb").glob("*/index.md")))]
    table = weigh(counts)
    COUNTED.write_bytes(zlib.compress(table, 9))
    print(f"{[n for _, n in counts]} sentences of news and of bulletins, {SLOTS - table.count(0)} slots with a weight")


if __name__ == "__main__":
    main()

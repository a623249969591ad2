"""Expressions of time and what they mean there: how many are read as a careful reader reads them.

expressions.py PREDICTIONS --json prints how many rows of each table are right, of what `predict.py dates` wrote.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from travaux.language import Language
from travaux.model import Article, Span, When

NO_VALUE = "-"  # a careful reader takes the words for no date, or for none that can be told


@dataclass(frozen=True, slots=True)
class Expression:
    """Words in a sentence, its day of publication, and what the words mean: the `str` of a When, None for no date."""

    sentence: str
    published: date
    words: str
    value: str | None


def read_table(path: Path) -> Iterator[Expression]:
    """The rows of a table, with each value in the one form that a When is written in."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            value = None if line["value"] == NO_VALUE else str(When.parse(line["value"]))
            yield Expression(line["sentence"], date.fromisoformat(line["published"]), line["expression"], value)


def read_value(language: Language, row: Expression) -> str | None:
    """What is read where the words stand; what is read there in parts is joined by "; "."""
    start = row.sentence.index(row.words)
    place = Span(start, start + len(row.words))
    times = language.parse(Article("row.txt", row.sentence, published=row.published)).times
    return "; ".join(str(time.when) for time in times if time.span.overlaps(place)) or None


def count_right(lines: Iterable[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Of each table the rows and how many of them are right."""
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line in lines:
        rows[line["table"]] += 1
        right[line["table"]] += line["read"] == line["value"]
    return {table: {"right": right[table], "rows": rows[table]} for table in sorted(rows)}


def main() -> int:
    """Count what is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--json", action="store_true", help="without it, the rows that are wrong")
    args = parser.parse_args()
    lines = [json.loads(line) for line in args.predictions.read_text(encoding="utf-8").splitlines()]
    if args.json:
        print(json.dumps(count_right(lines)))
        return 0
    for line in lines:
        if line["read"] != line["value"]:
            print(f"{line['table']}: {line['sentence']}\n  {line['words']}: {line['value']}, read as {line['read']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

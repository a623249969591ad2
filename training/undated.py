"""How well reports without a date are dated: undated.py --shared FOLDER NEGOTIATION...

Takes the date from one report in six of each negotiation, three times others, and merges: how many of them get an
estimate of when they came out, and on how many of these it holds the day. The tables of `record/estimates.py` were
fitted on afghan-taliban, border-wall-2018, fiscal-cliff-2012, gaza-truce-2014, singapore-2018 and syria-2013-2016.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from travaux.intake import find_sources, read_article
from travaux.model import Article, Estimate, Reading
from travaux.pipeline import Models, read
from travaux.record import merge

ONE_IN, TIMES = 6, 3
NEAR = timedelta(days=1)


class Twice(NamedTuple):
    """A report with its reading, and its reading without the date."""

    article: Article
    dated: Reading
    undated: Reading


def read_twice(folder: Path, models: Models) -> Iterator[Twice]:
    """The reports of a folder that carry a date."""
    for source in find_sources([folder])[0]:
        article = read_article(source).article
        if article is not None and article.published is not None:
            yield Twice(article, read(article, models), read(replace(article, published=None), models))


def count_right(reports: list[Twice], hidden: set[int]) -> Counter[str]:
    """Of the reports whose date is hidden: how many are estimated, and on how many of these that holds the day."""
    articles = [
        replace(each.article, published=None) if n in hidden else each.article for n, each in enumerate(reports)
    ]
    readings = [each.undated if n in hidden else each.dated for n, each in enumerate(reports)]
    about = {each.article: each for each in merge(articles, readings, [], None).estimates}
    found: Counter[str] = Counter(hidden=len(hidden))
    for n in sorted(hidden):
        article = reports[n].article
        if article.id in about:
            found.update(_judge(article, about[article.id]))
    return found


def _judge(article: Article, about: Estimate) -> Iterator[str]:
    day, run = article.published, about.published
    if day is None:
        return
    width = (run.last - run.first).days + 1
    for kind in ("estimated", *(["of three days at most"] if width <= 3 else [])):
        yield kind
        if run.first <= day <= run.last:
            yield f"{kind}, right"
        if run.first - NEAR <= day <= run.last + NEAR:
            yield f"{kind}, right within a day"


def main() -> None:
    """Read, hide, merge, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("negotiations", nargs="+", help="folders of coverage/")
    args = parser.parse_args()
    models, found = Models.load(), Counter[str]()
    for name in args.negotiations:
        reports = list(read_twice(args.shared / "coverage" / name, models))
        for seed in range(TIMES):
            chosen = random.Random(seed).sample(range(len(reports)), max(1, len(reports) // ONE_IN))
            found += count_right(reports, set(chosen))
    for kind in sorted(found):
        print(f"{kind:40} {found[kind]:5}")


if __name__ == "__main__":
    main()

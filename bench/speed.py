"""How fast a whole reading is beside spaCy's own full pipeline, on the same text, one article after the other."""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from pathlib import Path

from travaux.intake import find_sources, read_article
from travaux.language.pipeline import PIPELINES
from travaux.model import Article
from travaux.pipeline import Models, read

BENCH = Path(__file__).resolve().parent
SAMPLE = BENCH.parent / "sample" / "coverage"
WORDS = 60_000  # enough for a steady figure, and done within a minute


def main() -> int:
    """Measure on the coverage of the shared folder, or on the sample where there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=BENCH.parent.parent / "shared", help="default: %(default)s")
    parser.add_argument("--words", type=int, default=WORDS, help="how much to read (default: %(default)s)")
    args = parser.parse_args()
    coverage = args.shared / "coverage"
    folder = coverage if coverage.is_dir() else SAMPLE
    if not folder.is_dir():
        print(f"Nothing measured: there is neither {coverage} nor {SAMPLE}.")
        return 0

    articles = _articles(folder, args.words)
    models = Models.load()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        nlp = next(spacy.load(name) for name in PIPELINES if spacy.util.is_package(name))
    read(articles[0], models)
    nlp(articles[0].text)
    ours = theirs = 0.0
    words = 0
    for article in articles:
        begun = time.perf_counter()
        words += read(article, models).words
        middle = time.perf_counter()
        nlp(article.text)
        ours, theirs = ours + middle - begun, theirs + time.perf_counter() - middle
    print(f"{len(articles)} articles of {folder.name}, {words:,} words, one process")
    print(f"Travaux, a whole reading    {words / ours:8,.0f} words/s")
    print(f"spaCy, the full pipeline    {words / theirs:8,.0f} words/s")
    print(f"ratio                       {theirs / ours:8.2f}")
    return 0


def _articles(folder: Path, words: int) -> list[Article]:
    """Articles from all over the folder, the same ones every time, with so many words together."""
    sources, _ = find_sources([folder])
    found = []
    for source in sources[:: max(1, len(sources) // 200)]:
        taken = read_article(source)
        if taken.article is not None and words > 0:
            found.append(taken.article)
            words -= len(taken.article.text.split())
    return found


if __name__ == "__main__":
    sys.exit(main())

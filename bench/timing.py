"""The parts of `make bench-speed`, each run in a process of its own: prints what it measured as JSON.

python bench/timing.py reading|stages|build FOLDER
python bench/timing.py merge|adding|queries RECORD
"""

from __future__ import annotations

import argparse
import inspect
import json
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

import travaux
from travaux.gathering import Progress
from travaux.intake import find_sources, read_article
from travaux.language.pipeline import PIPELINES
from travaux.model import Article, Reading
from travaux.pipeline import Models, read
from travaux.record import Store, Wanted

Figures = dict[str, float]
WARM = 16  # articles after which all workers are at work
QUERIES = 40  # of each kind, as far as there is time
PATIENCE = 60.0  # seconds for one kind of query, and for adding


def measure_reading(folder: Path, words: int) -> Figures:
    """Words in a second of one core, of a whole reading and of spaCy's full pipeline, article by article in turn."""
    articles = _articles(folder, words)
    models = Models.load()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        nlp = next(spacy.load(name) for name in PIPELINES if spacy.util.is_package(name))
    read(articles[0], models)
    nlp(articles[0].text)
    ours = theirs = 0.0
    done = 0
    for article in articles:
        begun = time.process_time()
        done += read(article, models).words
        middle = time.process_time()
        nlp(article.text)
        ours, theirs = ours + middle - begun, theirs + time.process_time() - middle
    return {
        "articles read": len(articles),
        "words read": done,
        "whole reading, words/s": done / ours,
        "spaCy's full pipeline, words/s": done / theirs,
        "whole reading / spaCy's full pipeline": theirs / ours,
    }


def _articles(folder: Path, words: int) -> list[Article]:
    """Articles from all over a folder, the same ones every time, with so many words together."""
    sources, _ = find_sources([folder])
    found = []
    for source in sources[:: max(1, len(sources) // 200)]:
        taken = read_article(source)
        if taken.article is not None and words > 0:
            found.append(taken.article)
            words -= len(taken.article.text.split())
    return found


def measure_stages(texts: Path) -> Figures:
    """Where the time of a build in one process goes: taking in, reading, writing, merging."""
    clock = _Clock()
    models = clock.time("start", Models.load)
    words = 0
    with tempfile.TemporaryDirectory() as scratch:
        store = Store.create(Path(scratch) / "built.travaux")
        sources, _ = find_sources([texts])
        for source in sources:
            article = clock.time("intake", read_article, source).article
            if article is not None:
                reading = clock.time("reading", read, article, models)
                clock.time("write", store.put_reading, article, reading)
                words += reading.words
        clock.time("merge", store.merge)
        store.close()
    taken = clock.taken
    whole = sum(taken.values()) - taken["start"]
    return {
        "articles built": len(sources),
        "words built": words,
        "build, s": whole,
        **{f"{stage}, share of a build": taken[stage] / whole for stage in ("intake", "reading", "write", "merge")},
        "all but reading, share of a build": 1 - taken["reading"] / whole,
    }


class _Clock:
    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def time(self, stage: str, work: Callable[..., Any], *of: Any) -> Any:
        begun = time.perf_counter()
        result = work(*of)
        self.taken[stage] = self.taken.get(stage, 0.0) + time.perf_counter() - begun
        return result


def measure_build(texts: Path, workers: int, engine: str = "processes") -> Figures:
    """Words in a second of a build, from when all its workers are at work to the last reading; and the whole of it."""
    steps: list[Progress] = []
    chosen: dict[str, Any] = {} if engine == "processes" else {"engine": engine}
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        built = travaux.build(texts, to=Path(scratch) / "built.travaux", workers=workers, watch=steps.append, **chosen)
        built.close()
    steps = [step for step in steps if step.merged is None]
    warm = next((step for step in steps if step.read >= WARM), steps[0])
    last = steps[-1]
    return {
        "words/s": (last.words - warm.words) / max(last.seconds - warm.seconds, 1e-9),
        "start, s": warm.seconds,
        "whole, s": time.perf_counter() - begun,
    }


def knows_engine(engine: str) -> bool:
    """Whether this Travaux can read with it, and what it needs is installed."""
    from importlib.util import find_spec

    return "engine" in inspect.signature(travaux.build).parameters and find_spec(engine) is not None


def measure_merge(record: Path) -> Figures:
    """A merge of all that a record holds."""
    store = Store.create(record)
    begun = time.perf_counter()
    store.merge()
    taken = time.perf_counter() - begun
    store.close()
    return {"merge, s": taken}


def measure_adding(record: Path, articles: Sequence[tuple[Article, Reading]]) -> Figures:
    """One article after the other put into a merged record, and merged; without the reading of it."""
    puts: list[float] = []
    merges: list[float] = []
    for article, reading in articles:
        if sum(merges) > PATIENCE:
            break
        store = Store.create(record)
        begun = time.perf_counter()
        store.put_reading(article, reading)
        middle = time.perf_counter()
        store.merge()
        puts.append(middle - begun)
        merges.append(time.perf_counter() - middle)
        store.close()
    return {"put, s": statistics.median(puts), "merge of one, s": statistics.median(merges), "added": len(puts)}


def measure_queries(record: Path) -> Figures:
    """How long a question takes that is asked of a record opened for it: the matrix, one history, a search."""
    store = Store.open(record)
    held = store.part(Wanted(frozenset({"stands", "parties", "issues"})))
    said = [article.title or "" for article, _ in zip(store.articles(), range(QUERIES), strict=False)]
    store.close()
    parties = {each.id: each.name for each in held.parties}
    issues = {each.id: each.label for each in held.issues}
    pairs = sorted({(parties[each.party], issues[each.issue]) for each in held.stands if each.issue in issues})
    step = max(1, len(pairs) // QUERIES)
    figures = _times("matrix", [_ask_matrix] * QUERIES, record)
    histories = [partial(_ask_history, party=party, issue=issue) for party, issue in pairs[::step][:QUERIES]]
    figures |= _times("history of one party and issue", histories, record)
    searches = [partial(_ask_search, words=" ".join(each.split()[-2:])) for each in said]
    return figures | _times("search", searches, record)


def _ask_matrix(opened: Any) -> Any:
    return opened.table("matrix", "json")


def _ask_history(opened: Any, party: str, issue: str) -> Any:
    return opened.table("history", "json", party=party, issue=issue)


def _ask_search(opened: Any, words: str) -> Any:
    return opened.search(words, "json")


def _times(kind: str, questions: Iterable[Callable[[Any], Any]], record: Path) -> Figures:
    taken: list[float] = []
    begun = time.perf_counter()
    for ask in questions:
        asked = time.perf_counter()
        with travaux.open_record(record) as opened:
            ask(opened)
        taken.append(time.perf_counter() - asked)
        if time.perf_counter() - begun > PATIENCE:
            break
    taken.sort()
    return {
        f"{kind}, p50, ms": 1000 * statistics.median(taken),
        f"{kind}, p95, ms": 1000 * taken[max(0, -(-len(taken) * 95 // 100) - 1)],
        f"{kind}, times asked": len(taken),
    }


def main() -> int:
    """Measure one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["reading", "stages", "build", "merge", "adding", "queries"])
    parser.add_argument("place", type=Path, help="a folder of texts, or a record")
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--engine", default="processes")
    parser.add_argument("--readings", type=Path, help="what is added, as JSON: pairs of article and reading")
    args = parser.parse_args()
    match args.part:
        case "reading":
            figures = measure_reading(args.place, args.words)
        case "stages":
            figures = measure_stages(args.place)
        case "build":
            figures = measure_build(args.place, args.workers, args.engine)
        case "merge":
            figures = measure_merge(args.place)
        case "adding":
            pairs = msgspec.json.decode(args.readings.read_bytes(), type=list[tuple[Article, Reading]])
            figures = measure_adding(args.place, pairs)
        case _:
            figures = measure_queries(args.place)
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())

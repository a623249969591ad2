"""Read texts with Travaux and write what the scorers read, one JSON object a line, to standard output.

predict.py attributions TEXT_DIR
predict.py positions CORPUS_ROOT [--sources FILE]
predict.py record TEXTS_ROOT [--sources FILE]
predict.py history TEXTS_ROOT
predict.py dates TABLES
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

import travaux
from expressions import read_table, read_value
from lines import Line, attribution_line, history_line, position_line, record_lines
from travaux.engines import WorkerDied, run
from travaux.intake import Source, read_article
from travaux.language import Language
from travaux.model import Article, Citation, Reading, Span
from travaux.pipeline import Models, read


def predict_attributions(folder: Path, *, workers: int = 1) -> Iterator[Line]:
    """One line for each .txt file of a folder, taken as it is, so that spans are places in the file."""
    articles = (Article(path.stem, _raw(path)) for path in sorted(folder.glob("*.txt")))
    for article, reading in _readings(articles, workers):
        yield attribution_line(article.origin, article.text, reading.statements)


def predict_positions(corpus: Path, sources: list[str], *, workers: int = 1) -> Iterator[Line]:
    """One line for each bulletin, named by its path below the corpus."""
    files: dict[str, tuple[str, int | None]] = {}

    def articles() -> Iterator[Article]:
        for source in sources:
            taken = read_article(Source(source, corpus / source))
            if taken.article is None:
                print(*(f"{source}: {problem.message}" for problem in taken.problems), sep="\n", file=sys.stderr)
                continue
            files[source] = _raw(corpus / source), taken.offset
            yield taken.article

    for article, reading in _readings(articles(), workers):
        yield position_line(article.origin, reading, partial(_place, *files[article.origin]))


def _place(raw: str, offset: int | None, citation: Citation) -> Span | None:
    """Where a citation's words stand in the file; None where that cannot be told."""
    at = citation.start + offset if offset is not None else raw.find(citation.words)
    if at < 0 or raw[at : at + len(citation.words)] != citation.words:
        return None
    if offset is None and raw.find(citation.words, at + 1) >= 0:
        return None
    return Span(at, at + len(citation.words))


def predict_record(
    texts: Path, sources: list[str] | None = None, *, workers: int = 1, min_confidence: float | None = None
) -> Iterator[Line]:
    """One line for each report, or for those of `sources`; all reports of a folder are built as one record."""
    for folder in sorted(path for path in texts.iterdir() if path.is_dir()):
        with travaux.build(folder, workers=workers) as record:
            names = {article.id: f"{folder.name}/{Path(article.origin).stem}" for article in record.data.articles}
            wanted = {id_: name for id_, name in names.items() if sources is None or name in sources}
            yield from record_lines(record.data, wanted, min_confidence)


def predict_history(texts: Path, *, workers: int = 1) -> Iterator[Line]:
    """One line for each negotiation, a folder of reports that is built as one record."""
    for folder in sorted(path for path in texts.iterdir() if path.is_dir()):
        with travaux.build(folder, workers=workers) as record:
            yield history_line(folder.name, record.data)


def predict_dates(tables: Path) -> Iterator[Line]:
    """One line for each row of each table of expressions of time, with what it means and what it is read as."""
    language = Language.load()
    for path in sorted(tables.glob("*.tsv")):
        for row in read_table(path):
            place = {"table": path.stem, "sentence": row.sentence, "words": row.words}
            yield {**place, "value": row.value, "read": read_value(language, row)}


def find_bulletins(corpus: Path) -> list[str]:
    """All bulletins of a corpus, by their paths below it."""
    return [path.relative_to(corpus).as_posix() for path in sorted(corpus.glob("enb/*/index.md"))]


def _raw(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _readings(articles: Iterator[Article], workers: int) -> Iterator[tuple[Article, Reading]]:
    """Readings by the names of their articles, whatever the order in which they were done."""
    for article, reading in sorted(run(_read, articles, workers=workers), key=lambda pair: pair[0].origin):
        if isinstance(reading, WorkerDied):
            print(f"{article.origin}: its reader died", file=sys.stderr)
        else:
            yield article, reading


@lru_cache(maxsize=1)
def _models() -> Models:
    return Models.load()


def _read(article: Article) -> Reading:
    return read(article, _models())


def main() -> int:
    """Run one of the predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("attributions", "positions", "record", "history", "dates"))
    parser.add_argument("root", type=Path, help="TEXT_DIR, CORPUS_ROOT, TEXTS_ROOT or TABLES")
    parser.add_argument(
        "--sources",
        type=Path,
        help="a file that lists what to write, one a line: bulletins by their paths below CORPUS_ROOT, reports as"
        " FOLDER/STEM",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes (default: %(default)s)")
    parser.add_argument("--min-confidence", type=float, help="of a record (default: as a reader is shown it)")
    args = parser.parse_args()
    if not args.root.is_dir():
        parser.error(f"there is no folder {args.root}")
    listed = args.sources.read_text(encoding="utf-8").split() if args.sources else None
    match args.task:
        case "attributions":
            lines = predict_attributions(args.root, workers=args.workers)
        case "positions":
            bulletins = find_bulletins(args.root) if listed is None else listed
            lines = predict_positions(args.root, bulletins, workers=args.workers)
        case "history":
            lines = predict_history(args.root, workers=args.workers)
        case "dates":
            lines = predict_dates(args.root)
        case _:
            lines = predict_record(args.root, listed, workers=args.workers, min_confidence=args.min_confidence)
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())

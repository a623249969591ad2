"""The pipeline on one page: Article -> Reading -> Record. The only caller of all stages."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from travaux.actors import find_cast
from travaux.attribution import find_statements
from travaux.engines import WorkerDied, run
from travaux.intake import Source, find_sources, read_article
from travaux.language import Language, unread_paragraphs
from travaux.model import Article, ArticleKind, Codebook, Move, Problem, Reading, Span
from travaux.network import Network, load_network
from travaux.positions import find_events, find_moves, find_positions, find_terms, find_topics, read_bulletin
from travaux.record import Store

# Bumped whenever a stage reads the same article otherwise; with the language's version it names the reader.
STAGES = "stages-15"


@dataclass(frozen=True, slots=True)
class Models:
    """What is loaded once in a process and read with ever after."""

    language: Language
    network: Network

    @classmethod
    def load(cls, pipeline: str | None = None) -> Models:
        """The installed models, or another spaCy pipeline by its name. Raises LanguageError, WeightsError."""
        return cls(Language.load(pipeline), load_network())

    @property
    def reader(self) -> str:
        """The name that a reading carries: which stages and which models made it."""
        return f"{STAGES}+{self.language.version}+{self.network.version}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come: files done of all, how many of them were read now, words read, seconds since the start.

    What stood in the record already is done, but not read. `waiting` while another build holds the record.
    """

    total: int
    done: int = 0
    read: int = 0
    words: int = 0
    seconds: float = 0.0
    waiting: bool = False

    @property
    def words_per_second(self) -> float:
        """Words read so far over the time that it took."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """As long as the rest takes if all of it must be read, at the pace so far; None before the first is read."""
        return self.seconds / self.read * (self.total - self.done) if self.read else None


def read(article: Article, models: Models) -> Reading:
    """All that one article yields by itself; a pure function of the article and the models."""
    parse = models.language.parse(article)
    cast = find_cast(article, parse)
    seen = models.network.read(parse)
    statements = find_statements(article, parse, cast, seen)
    topics = find_topics(article, parse, cast)
    moves: tuple[Move, ...] = ()
    if article.kind is ArticleKind.BULLETIN:
        bulletin = read_bulletin(article, parse)
        positions, interactions, outcomes = bulletin.positions, bulletin.interactions, bulletin.outcomes
        topics = (*topics, *bulletin.topics)
    else:
        positions, interactions, outcomes = find_positions(article, parse, cast, statements, seen), (), ()
        moves = find_moves(article, parse, cast, statements, positions)
    spoken_of = (
        *(position.basis.span for position in positions),
        *(part.span for statement in statements for part in statement.content),
        *(topic.basis.span for topic in topics),
    )
    return Reading(
        article=article.id,
        wording=article.wording,
        reader=models.reader,
        words=sum(token.words[0].isalnum() for token in parse.tokens),
        statements=statements,
        positions=positions,
        events=find_events(article, parse, cast, seen),
        moves=moves,
        interactions=interactions,
        outcomes=outcomes,
        topics=topics,
        terms=find_terms(parse, cast, spoken_of),
        names=cast.names,
        affiliations=cast.affiliations,
        problems=tuple(_unread(article, span) for span in unread_paragraphs(parse)),
    )


def _unread(article: Article, span: Span) -> Problem:
    return Problem(
        "not-prose",
        f"A paragraph of {span.end - span.start:,} characters was left unread: it, or a word of it, is too long.",
        article.origin,
        article.cite(Span(span.start, min(span.end, span.start + 80))),
    )


def build(
    paths: Sequence[str | Path],
    record: str | Path,
    *,
    codebook: Codebook | None = None,
    workers: int = 1,
    pipeline: str | None = None,
    today: date | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> Store:
    """Read files and folders into a record, new or grown, and merge it; returns it open.

    What was read before with the same words and the same reader is not read again; of a corrected article the older
    wording is read too, so that its history is the same whichever came first. A codebook stays with the record
    until another is given. `pipeline` names another spaCy pipeline; `today` is the day by which a date of publication
    lies in the future, the clock's where none is given; `watch` is called after every file, and while another build
    holds the record. Raises IntakeError, LanguageError, WeightsError,
    StoreError.
    """
    sources, problems = find_sources(paths)
    reader = _models(pipeline).reader
    pace = _Pace(len(sources), watch)
    store = Store.create(Path(record), pace.wait)
    try:
        store.put_problems(problems)
        store.put_today(today or date.today())
        if codebook is not None:
            store.put_codebook(codebook)
        unread = _take_in(store, sources, reader, pace)
        with closing(run(partial(_read, pipeline), unread, workers=min(workers, len(sources)))) as readings:
            for article, reading in readings:
                _keep(store, article, reading)
                pace.advance(0 if isinstance(reading, WorkerDied) else reading.words, read=1)
        store.merge()
    except BaseException:
        store.close()
        raise
    return store


def _take_in(store: Store, sources: Sequence[Source], reader: str, pace: _Pace) -> Iterator[Article]:
    """The articles that must be read; the problems of all, and what stands in the record already, are done with."""
    for source in sources:
        taken = read_article(source)
        store.forget_problems(source.origin)
        store.put_problems(taken.problems)
        article = store.settle(taken.article) if taken.article is not None else None
        if article is not None and not store.has_reading(article, reader):
            yield article
        else:
            pace.advance()


def _keep(store: Store, article: Article, reading: Reading | WorkerDied) -> None:
    if isinstance(reading, WorkerDied):
        store.put_problems([_died(article)])
    else:
        store.put_reading(article, reading)


class _Pace:
    """Counts what is done, and tells whoever watches."""

    def __init__(self, total: int, watch: Callable[[Progress], None]) -> None:
        self._progress = Progress(total)
        self._watch = watch
        self._started = time.monotonic()

    def advance(self, words: int = 0, *, read: int = 0) -> None:
        so_far = self._progress
        self._progress = replace(
            so_far,
            done=so_far.done + 1,
            read=so_far.read + read,
            words=so_far.words + words,
            seconds=time.monotonic() - self._started,
        )
        self._watch(self._progress)

    def wait(self) -> None:
        self._watch(replace(self._progress, waiting=True))


@lru_cache(maxsize=2)
def _models(pipeline: str | None) -> Models:
    """Models are loaded once in a process."""
    return Models.load(pipeline)


def _read(pipeline: str | None, article: Article) -> Reading:
    """One article's reading; a stage that fails on it costs this article, not the build, and is reported."""
    models = _models(pipeline)
    try:
        return read(article, models)
    except Exception as error:
        reader = f"{models.reader}+failed"  # another reader's name, so that the next build tries again
        return Reading(article.id, article.wording, reader, 0, problems=(_failed(article, error),))


def _failed(article: Article, error: Exception) -> Problem:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}, line {last.lineno}"
    return Problem(
        "reader-failed",
        f"This article could not be read: {type(error).__name__} in {where} ({error}). This is a fault of Travaux;"
        " please report it.",
        article.origin,
    )


def _died(article: Article) -> Problem:
    return Problem(
        "reader-died",
        "The process that read this article ended before it was done, killed or out of memory. Build again to retry,"
        " with fewer workers if memory is short.",
        article.origin,
    )

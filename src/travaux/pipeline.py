"""The pipeline on one page: Article -> Reading -> Record. The only caller of all stages."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from travaux.actors import find_cast
from travaux.attribution import find_statements
from travaux.engines import ShardWriter, key_of
from travaux.gathering import Engine, Keeper, Pace, Progress, gather
from travaux.intake import RemoteFile, Source, Taken, find_sources
from travaux.language import Language, unread_paragraphs
from travaux.model import Article, ArticleKind, Codebook, Move, Problem, Reading, Span
from travaux.network import Network, load_network
from travaux.positions import find_events, find_moves, find_positions, find_terms, find_topics, read_bulletin
from travaux.record import Store

# Bumped whenever a stage reads the same article otherwise; with the language's version it names the reader.
STAGES = "stages-21"


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
        told=tuple(time.told for time in parse.relative if time.told is not None),
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
    engine: Engine | None = None,
    pipeline: str | None = None,
    today: date | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> Store:
    """Read files, folders, URLs and shards into a record, new or grown, and merge it; returns it open.

    What was read before with the same words and the same reader is not read again; of a corrected article the older
    wording is read too, so that its history is the same whichever came first. A codebook stays with the record
    until another is given. `engine` is where readings are run, processes of this machine where none is given: then
    `workers` of them. `pipeline` names another spaCy pipeline; `today` is the day by which a date of publication
    lies in the future, the clock's where none is given; `watch` is called after every file, while another build holds
    the record, and while all is merged.
    Raises IntakeError, LanguageError, WeightsError, StoreError, EngineError, ShardError.
    """
    intake = _Intake.of(paths, engine or Engine(workers=workers), pipeline, watch)
    store = Store.create(record, intake.pace.wait)
    try:
        intake.fill(store, today, codebook)
    except BaseException:
        store.close()
        raise
    return store


def add(
    paths: Sequence[str | Path],
    store: Store,
    *,
    engine: Engine | None = None,
    pipeline: str | None = None,
    today: date | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> None:
    """Read more into an open record, and merge what that concerns; like `build` in all else."""
    intake = _Intake.of(paths, engine or Engine(), pipeline, watch)
    store.wait_by(intake.pace.wait)
    intake.fill(store, today)


def read_to_shards(
    paths: Sequence[str | Path],
    to: str | Path,
    *,
    engine: Engine | None = None,
    pipeline: str | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> Shards:
    """Read files, folders and URLs, and write the readings as shards to a folder or a URL, for a build to take in.

    What lies there already with the same words and the same reader is not read again. What is read when this is
    stopped is written. Raises IntakeError, LanguageError, WeightsError, EngineError, ShardError.
    """
    intake = _Intake.of(paths, engine or Engine(), pipeline, watch)
    writer = ShardWriter(to, intake.reader, [source.origin for source in intake.sources])
    for problem in intake.problems:
        writer.miss(problem.origin or "", problem)
    try:
        intake.gather(writer)
    except BaseException:
        writer.flush()
        raise
    return Shards(writer.written, writer.held_before, writer.finish())


@dataclass(frozen=True, slots=True)
class Shards:
    """What came of a run: articles whose readings were written now, that lay there before, files that gave none."""

    written: int
    held: int
    unread: int


@dataclass(frozen=True, slots=True)
class _Intake:
    """What is to be read and by what, looked up before anything is made that would be left behind."""

    sources: Sequence[Source | RemoteFile]
    problems: Sequence[Problem]
    pipeline: str | None
    reader: str
    engine: Engine
    pace: Pace

    @classmethod
    def of(
        cls, paths: Sequence[str | Path], engine: Engine, pipeline: str | None, watch: Callable[[Progress], None]
    ) -> _Intake:
        engine.check()
        sources, problems = find_sources(paths)
        return cls(sources, problems, pipeline, _models(pipeline).reader, engine, Pace(len(sources), watch))

    def gather(self, keeper: Keeper) -> None:
        gather(self.sources, keeper, partial(_read, self.pipeline), self.reader, self.engine, self.pace)

    def fill(self, store: Store, today: date | None, codebook: Codebook | None = None) -> None:
        store.expect(len(self.sources))
        store.put_problems(self.problems)
        store.put_today(today or date.today())
        if codebook is not None:
            store.put_codebook(codebook)
        self.gather(_IntoRecord(store, self.reader))
        store.merge(self.pace.merge)
        store.expect(None)


class _IntoRecord:
    """Keeps what is gathered in a record."""

    def __init__(self, store: Store, reader: str) -> None:
        self._store = store
        self._reader = reader
        self._taken: set[str] = set()

    def take(self, origin: str, taken: Taken) -> Article | None:
        if origin not in self._taken:  # shards may have one file twice, as it was at two times
            self._taken.add(origin)
            self._store.forget_problems(origin)
        self._store.put_problems(taken.problems)
        article = self._store.settle(taken.article) if taken.article is not None else None
        return article if article is not None and not self._store.has_reading(article, self._reader) else None

    def keep(self, article: Article, reading: Reading) -> None:
        self._store.put_reading(article, reading)

    def miss(self, origin: str, problem: Problem) -> None:
        self._store.put_problems([problem])

    def held(self) -> frozenset[str]:
        standing = (each for each in self._store.articles() if self._store.has_reading(each, self._reader))
        older = (article for article, reading in self._store.older() if reading.reader == self._reader)
        return frozenset(map(key_of, (*standing, *older)))


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

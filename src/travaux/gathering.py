"""From files to readings, by either engine: what is taken in, read, and handed to whoever keeps it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import Protocol

from travaux.engines import EngineError, WorkerDied, find_ray, key_of, read_shard, run, run_on_ray
from travaux.intake import SHARD, AnySource, Fetched, Limits, RemoteFile, Source, Taken, read_article
from travaux.model import Article, Problem, Reading

FETCHERS, AHEAD = 8, 32  # threads that fetch files behind URLs, and how many files are fetched ahead


class EngineKind(StrEnum):
    """Where readings are run."""

    PROCESSES = "processes"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class Engine:
    """Where readings are run, by how many workers; `address` is that of a Ray cluster that runs already."""

    kind: EngineKind = EngineKind.PROCESSES
    workers: int = 1
    address: str | None = None

    def check(self) -> None:
        """Before anything is made that would be left behind. Raises EngineError where it cannot run."""
        if self.kind is EngineKind.RAY:
            find_ray(self.address)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come: files done of all, how many of them were read now, words read, seconds since the start.

    What stood in the record already is done, but not read. `waiting` while another build holds the record. `merged` is
    the share of the merge that is done, which comes last; None before it.
    """

    total: int
    done: int = 0
    read: int = 0
    words: int = 0
    seconds: float = 0.0
    waiting: bool = False
    merged: float | None = None

    @property
    def words_per_second(self) -> float:
        """Words read so far over the time that it took."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """As long as the rest takes if all of it must be read, at the pace so far; None before the first is read."""
        return self.seconds / self.read * (self.total - self.done) if self.read else None


class Pace:
    """Counts what is done, and tells whoever watches."""

    def __init__(self, total: int, watch: Callable[[Progress], None]) -> None:
        self._progress = Progress(total)
        self._watch = watch
        self._started = time.monotonic()

    def advance(self, words: int = 0, *, read: int = 0) -> None:
        """One more file is done."""
        so_far = self._progress
        self._progress = replace(
            so_far,
            done=so_far.done + 1,
            read=so_far.read + read,
            words=so_far.words + words,
            seconds=time.monotonic() - self._started,
        )
        self._watch(self._progress)

    def expect(self, more: int) -> None:
        """A file turned out to hold so many articles more than one."""
        self._progress = replace(self._progress, total=self._progress.total + more)

    def merge(self, share: float) -> None:
        """So much of the merge is done."""
        self._watch(replace(self._progress, seconds=time.monotonic() - self._started, merged=share))

    def wait(self) -> None:
        """Another build holds the record."""
        self._watch(replace(self._progress, waiting=True))


class Keeper(Protocol):
    """Who keeps what was read: a record, or a folder of shards."""

    def take(self, origin: str, taken: Taken) -> Article | None:
        """Keep what is wrong with a file; gives its article where that must be read."""

    def keep(self, article: Article, reading: Reading) -> None:
        """Keep an article with its reading."""

    def miss(self, origin: str, problem: Problem) -> None:
        """Keep why an article was not read."""

    def held(self) -> frozenset[str]:
        """Keys of the articles that need not be read again (`key_of`)."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a worker that takes in and reads has to tell of a file; no reading where none was needed."""

    taken: Taken
    reading: Reading | None = None


def gather(
    sources: Sequence[Source | RemoteFile],
    keeper: Keeper,
    read: Callable[[Article], Reading],
    reader: str,
    engine: Engine,
    pace: Pace,
) -> None:
    """Take in files, read what must be read, hand it to the keeper. Raises EngineError.

    `read` can be pickled, and makes readings of `reader`'s name; readings of that name in shards are taken as they are.
    """
    if engine.kind is EngineKind.RAY:
        _gather_on_ray(sources, keeper, read, reader, engine, pace)
        return
    unread = _take_in(sources, keeper, reader, pace)
    workers = engine.workers if any(map(_is_shard, sources)) else min(engine.workers, len(sources))
    with closing(unread), closing(run(read, unread, workers=workers)) as readings:
        for article, reading in readings:
            _hand_over(keeper, article, reading, pace)


def _hand_over(keeper: Keeper, article: Article, reading: Reading | WorkerDied, pace: Pace) -> None:
    if isinstance(reading, WorkerDied):
        keeper.miss(article.origin, _died(article.origin))
        pace.advance(read=1)
    else:
        keeper.keep(article, reading)
        pace.advance(reading.words, read=1)


def _take_in(
    sources: Sequence[Source | RemoteFile], keeper: Keeper, reader: str, pace: Pace
) -> Generator[Article, None, None]:
    """The articles that must be read; the problems of all, and what is held already, are done with."""
    for source in filter(_is_shard, sources):
        yield from _take_in_shard(source, keeper, reader, pace)
    with closing(_taken([source for source in sources if not _is_shard(source)])) as all_taken:
        for source, taken in all_taken:
            article = keeper.take(source.origin, taken)
            if article is not None:
                yield article
            else:
                pace.advance()


def _take_in_shard(source: Source | RemoteFile, keeper: Keeper, reader: str, pace: Pace) -> Iterator[Article]:
    """Readings by this very reader are kept as they are; the articles of others are read again."""
    pace.expect(-1)
    faults: list[Problem] = []
    for row in read_shard(source):
        if isinstance(row, Problem):
            faults.append(row)
            continue
        pace.expect(1)
        article = keeper.take(row.origin, Taken(row.article, row.problems))
        if article is None:
            pace.advance()
        elif row.reading is not None and row.reading.reader == reader and article == row.article:
            keeper.keep(article, row.reading)
            pace.advance()
        else:
            yield article
    keeper.take(source.origin, Taken(None, tuple(faults)))


def _taken(
    sources: Sequence[Source | RemoteFile],
) -> Generator[tuple[Source | RemoteFile, Taken], None, None]:
    """Files taken in, in order; those behind URLs are fetched ahead, for each has a way to come."""
    if not any(isinstance(source, RemoteFile) for source in sources):
        for source in sources:
            yield source, read_article(source)
        return
    remaining = iter(sources)
    coming: deque[tuple[Source | RemoteFile, Future[Taken]]] = deque()
    pool = ThreadPoolExecutor(FETCHERS, thread_name_prefix="fetch")
    try:
        while True:
            for source in islice(remaining, AHEAD - len(coming)):
                coming.append((source, pool.submit(read_article, source)))
            if not coming:
                return
            first, future = coming.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _gather_on_ray(
    sources: Sequence[Source | RemoteFile],
    keeper: Keeper,
    read: Callable[[Article], Reading],
    reader: str,
    engine: Engine,
    pace: Pace,
) -> None:
    """Files are taken in by the workers too: fetching and cleaning for hundreds of them is too much for one process."""
    shards = [source for source in sources if _is_shard(source)]
    files = [_send(source, engine) for source in sources if not _is_shard(source)]
    items: list[AnySource | Article] = [*_take_in(shards, keeper, reader, pace), *files]
    while items:
        left: list[AnySource | Article] = []
        work = partial(_take_and_read, read, reader, keeper.held())
        with closing(run_on_ray(work, items, workers=engine.workers, address=engine.address)) as results:
            for item, told in results:
                left += _settle(keeper, item, told, pace)
        items = left


def _send(source: Source | RemoteFile, engine: Engine) -> AnySource:
    """A file of this machine goes along to another as its bytes; what lies behind a URL is fetched from there."""
    if engine.address is None or isinstance(source, RemoteFile):
        return source
    return Fetched(source.origin, source.name, source.fetch(Limits()))


def _settle(keeper: Keeper, item: AnySource | Article, told: _Told | WorkerDied, pace: Pace) -> list[Article]:
    """Keep what a worker told; gives what must still be read: the same article as it is kept under another origin."""
    if isinstance(told, WorkerDied):
        if not isinstance(item, Article):
            keeper.take(item.origin, Taken(None))  # what was wrong with it before may have been mended
        keeper.miss(item.origin, _died(item.origin))
        pace.advance(read=1)
        return []
    read = told.taken.article
    unread = keeper.take(item.origin, told.taken) if not isinstance(item, Article) else item
    if unread is None:
        pace.advance()
        return []
    if told.reading is None or unread != read:
        return [unread]
    _hand_over(keeper, unread, told.reading, pace)
    return []


def _take_and_read(
    read: Callable[[Article], Reading], reader: str, held: frozenset[str], item: AnySource | Article
) -> _Told:
    """In a worker: a file taken in, and read unless it is held; or an article that must be read."""
    taken = Taken(item) if isinstance(item, Article) else replace(read_article(item), pieces=())
    if taken.article is None or (key_of(taken.article) in held and not isinstance(item, Article)):
        return _Told(taken)
    reading = read(taken.article)
    if not reading.reader.startswith(reader):
        raise EngineError(
            f"A node of the cluster reads as {reading.reader}, this machine as {reader}. Install the same version of"
            " Travaux and of its models on every node."
        )
    return _Told(taken, reading)


def _is_shard(source: Source | RemoteFile) -> bool:
    return source.name.lower().endswith(SHARD)


def _died(origin: str) -> Problem:
    return Problem(
        "reader-died",
        "The process that read this article ended before it was done, killed or out of memory. Build again to retry,"
        " with fewer workers if memory is short.",
        origin,
    )

"""What a record keeps: articles, readings, problems, the codebook, and what a merge makes of them."""

from __future__ import annotations

import gc
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
from sqlalchemy import func, select

from travaux.model import (
    MERGED,
    TYPES,
    Article,
    Codebook,
    Heading,
    Problem,
    Provenance,
    Reading,
    Record,
    Ruling,
    Shift,
    When,
)
from travaux.record.database import STAMP, Database
from travaux.record.doubtful import Doubtful
from travaux.record.errors import BusyError, StoreError
from travaux.record.mentions import Mentioned, Span
from travaux.record.older import Older
from travaux.record.parts import Named, Newest, Parts, Reports
from travaux.record.rows import Query
from travaux.record.ruled import Rulings
from travaux.record.schema import ARTICLE, FINDING, HEADING, META, OLDER, PENDING, PROBLEM, READING, RULING, VERSION
from travaux.record.sentences import Place, Sentences, words_of
from travaux.record.shelf import time_of
from travaux.record.upkeep import Upkeep
from travaux.record.versions import MERGER, MOST, encode, newness, version_of
from travaux.record.wanted import Wanted

_Noun = TypeVar("_Noun")
_LONGEST_NUMBER = 10  # digits
_NAMING = tuple(type_ for type_ in MERGED if type_.name in ("actor", "issue", "party"))
_TOLD = tuple(type_ for type_ in MERGED if type_.name in ("event", "position", "statement"))


_META = {key: select(META.c.value).where(META.c.key == key).scalar_subquery() for key in ("merged", STAMP)}
_STAMP = select(
    _META["merged"].label("merged"),
    _META[STAMP].label("stamp"),
    select(func.max(RULING.c.number)).scalar_subquery().label("ruling"),
    select(PENDING.c.article).limit(1).scalar_subquery().label("pending"),
)


def _decode(body: bytes | str, noun: type[_Noun]) -> _Noun:
    return msgspec.json.decode(body, type=noun)


def _pack(reading: Reading) -> bytes:
    """Readings are many times the text that they are of, repeat themselves, and are looked at only by a merge."""
    return zlib.compress(encode(reading), level=3)


def _unpack(body: bytes) -> Reading:
    return _decode(zlib.decompress(body), Reading)


class Stamp(NamedTuple):
    """By which it is told whether a record is as it was: a mark that changes with its findings, and the last ruling."""

    findings: str
    ruling: int


class State(NamedTuple):
    """How far a record has come: its reports, those not told of yet, and whether its findings are older than these.

    `files` is of how many the build is that is at work, or was cut short; None where none is.
    """

    reports: int
    waiting: int
    is_due: bool
    files: int | None


class Store:
    """An open record. Every `put_` is one transaction; `record` merges what has been put where that is due."""

    def __init__(self, database: Database, most: int = MOST) -> None:
        self.address = database.address
        self._database = database
        self._rows = database.rows
        self._older = Older(database)
        self._upkeep = Upkeep(database, self._older, most)
        self._sentences = Sentences(self._rows)
        self._rulings = Rulings(self._rows)
        self.is_behind = False  # whether what was seen last was as another build found it that is writing now

    @classmethod
    def create(cls, place: str | Path, waiting: Callable[[], None] = lambda: None, most: int = MOST) -> Store:
        """Open a record to write to, made where there is none. Raises StoreError.

        `place` is a path, or postgresql://user@host/database?schema=name. `waiting` is called every two seconds for
        which another build holds the record; `most` articles decide who is who and what is on the table.
        """
        made = cls(Database.create(place, waiting), most)
        made._index()
        return made

    @classmethod
    def open(cls, place: str | Path) -> Store:
        """Open a record that exists. Raises StoreError."""
        return cls(Database.open(place))

    def wait_by(self, waiting: Callable[[], None]) -> None:
        """Before much is put into an open record: others that write are waited for from here on, as by `create`.

        A record of an older format is brought forward. Raises StoreError.
        """
        self._database.waiting = waiting
        self._database.migrate()
        self._index()

    def close(self) -> None:
        """Close the connection to the record; it stays whole without it."""
        self._database.close()

    # -- what was taken in and read

    def settle(self, article: Article) -> Article:
        """An article as it is kept: of two that differ only in where their files lay, always the same."""
        with self._database.reading():
            held = self._article(article.id)
            if held is None or version_of(held) != version_of(article):
                held = self._older.find(article)
        return max(article, held, key=newness) if held else article

    def has_reading(self, article: Article, reader: str) -> bool:
        """Whether the record holds this very version of an article, read by this very reader."""
        body = encode(article)
        standing = select(ARTICLE.c.id).join(READING).where(ARTICLE.c.id == article.id)
        older = select(OLDER.c.article).where(OLDER.c.article == article.id)
        either = (
            standing.where(ARTICLE.c.body == body, READING.c.reader == reader),
            older.where(OLDER.c.body == body, OLDER.c.reader == reader),
        )
        with self._database.reading() as rows:
            return any(rows.one(query) is not None for query in either)

    def put_reading(self, article: Article, reading: Reading) -> None:
        """Keep an article with its reading. Of several versions the newest stands, the others are kept as older."""
        with self._database.writing(article.id):
            if self.settle(article) != article:
                return
            standing = self._article(article.id)
            if standing is not None and version_of(standing) != version_of(article):
                if newness(standing) > newness(article):
                    self._older.put(article, reading.reader, _pack(reading))
                    self._upkeep.note()
                    return
                self._older.put(standing, *self._reading_of(standing.id))
            self._put(article, reading.reader, _pack(reading))

    def older(self) -> Iterator[tuple[Article, Reading]]:
        """Versions that gave way to a newer one, with their readings, by article and version."""
        return ((article, _unpack(reading)) for article, _, reading in self._older.rows())

    def find(self, name: str) -> tuple[Article, ...]:
        """The versions of one article: those that came from a file, or all of an id or the start of one.

        Raises StoreError where the name fits no article, or several.
        """
        headings = (*self._headings(), *self._older.articles())
        by_origin = any(each.origin == name for each in headings)
        found = [each for each in headings if (each.origin == name if by_origin else each.id.startswith(name))]
        ids = sorted({each.id for each in found if name})
        if not ids:
            raise StoreError(
                f"{self.address}: there is no article {name!r}. `travaux articles {self.address}` lists them."
            )
        if len(ids) > 1:
            some = ", ".join(ids[:4]) + ", …" * (len(ids) > 4)
            raise StoreError(f"{self.address}: {name!r} fits {len(ids)} articles: {some}. Name one by its id.")
        standing = self._article(ids[0])
        held = (*([standing] if standing else []), *(each for each in self._older.articles() if each.id == ids[0]))
        versions = sorted(held, key=newness, reverse=True)
        return tuple(each for each in versions if not by_origin or each.origin == name)

    def remove(self, versions: Iterable[Article]) -> None:
        """Forget versions of articles, with their readings and what was wrong with their files.

        Of the versions of an article that are left the newest stands. A file that was removed is not remembered:
        nothing keeps it from being taken in again.
        """
        removed = tuple(versions)
        self._database.migrate()
        with self._database.writing() as rows:
            for each in removed:
                standing = self._article(each.id)
                if standing is None or version_of(standing) != version_of(each):
                    self._older.delete(each)
                    self._upkeep.note()
                    continue
                rows.delete(ARTICLE.c.id, [each.id])
                self._sentences.delete(each.id)
                self._upkeep.note(each.id)
                heir = self._older.take_newest(each.id)
                if heir is not None:
                    self._put(*heir)
            left = {each.origin for each in (*self._headings(), *self._older.articles())}
            rows.delete(PROBLEM.c.origin, sorted({each.origin for each in removed} - left))
            self._upkeep.note()

    def _put(self, article: Article, reader: str, reading: bytes) -> None:
        if self._article(article.id) is None:
            self._upkeep.note_new(article.id)
        else:
            self._upkeep.note(article.id)
        published = article.published.isoformat() if article.published else None
        kept = {"id": article.id, "wording": article.wording, "body": encode(article)}
        details = {"published": published, "outlet": article.outlet, "kind": article.kind.value}
        self._rows.put(ARTICLE, [kept | details])
        self._rows.put(HEADING, [{"article": article.id, "body": encode(Heading.of(article))}])
        self._sentences.put(article)
        self._rows.put(
            READING, [{"article": article.id, "wording": article.wording, "reader": reader, "body": reading}]
        )

    def _reading_of(self, id_: str) -> tuple[str, bytes]:
        (held,) = self._rows.all(select(READING.c.reader, READING.c.body).where(READING.c.article == id_))
        return held.reader, held.body

    def _article(self, id_: str) -> Article | None:
        body = self._rows.value(select(ARTICLE.c.body).where(ARTICLE.c.id == id_))
        return _decode(body, Article) if body is not None else None

    def put_problems(self, problems: Iterable[Problem]) -> None:
        """Keep what was found wrong, with a file or with two versions of an article."""
        wrong = [{"id": each.id, "origin": each.origin, "body": encode(each)} for each in problems]
        if wrong:
            with self._database.writing("problem") as rows:
                rows.put(PROBLEM, wrong)
                self._upkeep.note()

    def forget_problems(self, origin: str) -> None:
        """Before a file is taken in again: what was wrong with it may have been mended."""
        with self._database.reading() as rows:
            held = rows.one(select(PROBLEM.c.id).where(PROBLEM.c.origin == origin))
        if held is not None:
            with self._database.writing("problem") as rows:
                rows.delete(PROBLEM.c.origin, [origin])
                self._upkeep.note()

    def put_codebook(self, codebook: Codebook | None) -> None:
        """Keep the user's codebook; None takes it away, and everything is inferred again."""
        with self._database.writing("codebook"):
            self._upkeep.put_meta(codebook=encode(codebook).decode())
            self._upkeep.note()

    def codebook(self) -> Codebook | None:
        """The user's codebook, if any."""
        with self._database.reading():
            return self._upkeep.codebook

    def put_today(self, today: date) -> None:
        """Keep the day by which it is judged what lies in the future; like a codebook it stays until another is put."""
        if self.today() != today:
            with self._database.writing("today"):
                self._upkeep.put_meta(today=today.isoformat())
                self._upkeep.note()

    def expect(self, files: int | None) -> None:
        """Keep how many files a build is of, for whoever looks on; None when it is done."""
        with self._database.writing("expected"):
            self._upkeep.put_meta(expected=str(files or ""))

    def today(self) -> date | None:
        """The day by which the last build judged what lies in the future."""
        with self._database.reading():
            return self._upkeep.today

    def articles(self) -> Iterator[Article]:
        """All articles, by id."""
        return self._decoded(select(ARTICLE.c.body).order_by(ARTICLE.c.id), Article)

    def readings(self) -> Iterator[Reading]:
        """All readings, by article."""
        with self._database.reading() as rows:
            for (body,) in rows.each(select(READING.c.body).order_by(READING.c.article)):
                yield _unpack(body)

    def _headings(self) -> Iterator[Article]:
        """All articles without their texts; a record of an older format has none by themselves."""
        if self._database.format < VERSION:
            return self.articles()
        return self._decoded(select(HEADING.c.body), Heading)

    # -- what they say together

    def merge(self, watch: Callable[[float], None] = lambda share: None) -> None:
        """Make the findings anew that articles, readings, problems or a codebook concern which changed since.

        `watch` is told how much of it is done, from 0 to 1; of a small record only that it begins.
        """
        with self._database.reading():
            due = self._upkeep.is_due()
        if due:
            self._upkeep.bring_up(watch)

    def record(self) -> Record:
        """The whole record in memory, merged if that is due. Raises StoreError where it is damaged."""
        return self._brought_up(self._record)

    @property
    def is_large(self) -> bool:
        """Whether it is grown, of more articles than decide who is who, and tells weeks: see `growth`."""
        return bool(self._upkeep.meta("grown"))

    def numbers(self, least: Mapping[str, float]) -> dict[str, int]:
        """How many there are in each field of `Record` that holds findings, of those as sure as is asked for."""
        numbers: dict[str, int] = {}

        def count() -> Record:
            numbers["articles"] = self._size()
            for type_ in MERGED:
                of_type = select(func.count()).where(FINDING.c.type == type_.name)
                asked = least.get(type_.field)
                sure = of_type if asked is None else of_type.where(FINDING.c.confidence >= asked)
                numbers[type_.field] = int(self._rows.value(sure))
            return Record("")

        whole = self._brought_up(count)
        return numbers or {
            type_.field: sum(getattr(each, "confidence", 1.0) >= least.get(type_.field, 0.0) for each in held)
            for type_ in TYPES
            for held in (getattr(whole, type_.field),)
        }

    def _size(self) -> int:
        return int(self._rows.value(select(func.count()).select_from(ARTICLE)))

    def part(self, wanted: Wanted) -> Record:
        """As much of the record as is wanted, likewise; all of it where a merge is due that cannot be written."""
        return self._brought_up(lambda: self._part(wanted))

    def days_of(self, field: str) -> Counter[When | None]:
        """How many happenings, shifts or stands are of each time, None for those of none."""
        found: list[Counter[When | None]] = []

        def count() -> Record:
            found.append(Parts(self._rows).days_of(field))
            return Record("")

        whole = self._brought_up(count)
        days = {article.id: article.published for article in whole.articles}
        return found[0] if found else Counter(_time_of(each, days) for each in getattr(whole, field))

    def reach(self, wanted: Wanted, most: int) -> date | None:
        """The day from which on no more of any `dated` field have begun than `most`; None where there are no more.

        None, too, where a merge is due that cannot be written.
        """
        found: list[date | None] = []

        def look() -> Record:
            found.append(Parts(self._rows).reach(wanted, most))
            return Record("")

        self._brought_up(look)
        return found[0] if found else None

    def newest_reports(self, since: date | None, until: date | None, most: int, fields: Iterable[str]) -> Newest:
        """Reports of these days, the newest first, until `most` findings of some fields were found in them."""
        with self._database.reading() as rows:
            return Parts(rows).newest_reports(since, until, most, fields)

    def reports(self, ids: Iterable[str], fields: Iterable[str]) -> Record:
        """Reports without their texts, what was found in each of some fields, and the groups that these are in.

        Like the next, it holds the whole record where a merge is due that cannot be written.
        """
        return self._brought_up(
            lambda: replace(Parts(self._rows).reports(ids, fields, self._title()), today=self.today())
        )

    def chosen(self, **ids: Iterable[str]) -> Record:
        """Findings by id, by the field of `Record` that holds them, and the headings of their articles."""
        return self._brought_up(lambda: Parts(self._rows).chosen(ids, self._title()))

    def around(self, ids: Iterable[str]) -> Record:
        """Likewise what is made of some findings, with all members of it: utterances, happenings, links."""
        return self._brought_up(lambda: Parts(self._rows).around(ids, self._title()))

    def state(self) -> State:
        """How many reports the record holds, and how many of them its findings do not tell of yet; nothing is merged.

        An older format does not say how many are waiting.
        """
        with self._database.reading() as rows:
            old = self._database.format < VERSION
            waiting = select(func.count()).where(PENDING.c.article != "")
            files = self._upkeep.meta("expected") or ""
            expected = int(files) if files.isdecimal() and len(files) < _LONGEST_NUMBER else None
            return State(self._size(), 0 if old else int(rows.value(waiting)), self._upkeep.is_due(), expected)

    def stamp(self) -> Stamp | None:
        """What the record is now; None where nothing tells: a merge is due, or an older Travaux wrote it last."""
        with self._database.sound():
            held = self._rows.one(_STAMP) if self._database.format == VERSION else None
        if held is None or not held.stamp or held.merged != MERGER or held.pending is not None:
            return None
        return Stamp(held.stamp, -1 if held.ruling is None else held.ruling)

    def touch(self) -> None:
        """Have it taken for changed, by all that remember what they read. Raises StoreError."""
        self._database.migrate()
        with self._database.writing():
            pass

    def kept(self, find: Callable[[], _Noun], *key: Hashable) -> _Noun:
        """What is made of findings: `Remembering` has it from before, by its key."""
        return find()

    def _title(self) -> str:
        return self._upkeep.meta("title") or self.address.name

    def named(self, start: str) -> Named | None:
        """The findings whose ids begin so; None where they can only be told from the whole record."""
        found: list[Named] = []

        def find() -> Record:
            found.append(Parts(self._rows).named(start))
            return Record("")

        self._brought_up(find)
        return found[0] if found else None

    def finding(self, id_: str, type_: str) -> Record:
        """One finding with all that it is made of and rests on, and the texts of the articles behind it."""
        with self._database.reading() as rows:
            return replace(Parts(rows).finding(id_, type_), today=self.today())

    def article(self, id_: str) -> Record:
        """An article with its text, all that was found in it, and the headings of those that tell of the same."""
        return self._brought_up(lambda: replace(Parts(self._rows).article(id_), today=self.today()))

    def by_day(self, since: date | None, until: date | None, most: int, first: int) -> Reports:
        """Some articles without their texts, the newest first."""
        with self._database.reading() as rows:
            return Parts(rows).by_day(since, until, most, first)

    def _brought_up(self, find: Callable[[], Record]) -> Record:
        """What is found in the record, after a merge if that is due; the whole of it where that cannot be written."""
        busy = self._is_busy()
        with self._database.reading(), _uncollected():
            return self._complete(self._upkeep.merged()) if self._must_merge(busy) else find()

    def _is_busy(self) -> bool:
        """Make a merge that is due, unless another build is writing: then it may be about it, and is not waited for."""
        with self._database.reading():
            due = self._upkeep.is_due() and self._database.format == VERSION
        try:
            if due:
                with self._database.in_a_hurry():
                    self._upkeep.bring_up()
        except BusyError:
            return True
        except StoreError:  # it cannot be written
            pass
        return False

    def _must_merge(self, busy: bool) -> bool:
        """Whether a merge is made in memory: one is due, and what was found before does not do."""
        due = self._upkeep.is_due()
        self.is_behind = due and busy and self._upkeep.stands
        return due and not self.is_behind

    def _part(self, wanted: Wanted) -> Record:
        part = Parts(self._rows).part(wanted, self._upkeep.meta("title") or self.address.name)
        older = tuple(self._older.articles()) if "older" in wanted.whole else ()
        return replace(part, today=self.today(), older=older)

    # -- what people said of it

    def rulings(self) -> tuple[Ruling, ...]:
        """All rulings, in the order in which they were given."""
        with self._database.reading():
            return self._rulings.all()

    def rulings_after(self, number: int) -> tuple[Ruling, ...]:
        """Those that were given after one."""
        with self._database.reading():
            return self._rulings.after(number)

    def append(self, ruling: Ruling) -> Ruling:
        """Keep a ruling, which gets the next number; what is there already is never changed. Raises StoreError."""
        self._database.migrate()
        with self._database.writing("ruling"):
            return self._rulings.append(ruling)

    def touched(self, rulings: Sequence[Ruling]) -> tuple[Record, dict[str, str]]:
        """The findings that rulings are on and what hangs on them, merged if that is due; and the wordings cited."""
        touched = self._brought_up(lambda: self._rulings.touched(rulings))
        with self._database.reading():
            return touched, self._rulings.wordings(rulings)

    def doubtful(self, layer: str, most: int, **within: str | None) -> tuple[Record, int]:
        """The findings of a layer that are neither sure nor unlikely, at most so many, with what they rest on.

        `within` are an article, a party or an issue, by id. The number is that of all findings of the layer.
        """
        number = 0

        def find() -> Record:
            nonlocal number
            found, number = Doubtful(self._rows).find(layer, most, within)
            return found

        return self._brought_up(find), number

    def texts(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Articles with their texts, by id."""
        with self._database.reading():
            return self._rulings.texts(ids)

    def search(self, words: str, most: int, after: int = -1) -> Sequence[Place]:
        """Sentences that have all these words, the shortest first; `after` the number of one, those that follow it.

        Raises StoreError where the record was never searched, and can't be written to.
        """
        if not words_of(words):
            raise StoreError("there are no words to look for: letters or digits are needed.")
        self._database.migrate()
        self._index()
        with self._database.reading():
            return self._sentences.find(words, most, after)

    def _index(self) -> None:
        """What was taken in before there was this index, or another, is put in it once."""
        with self._database.reading():
            complete = self._sentences.are_complete
        if not complete:
            with self._database.writing():
                self._sentences.make()

    def about(
        self, places: Iterable[tuple[str, int, int]], names: Record | None = None, whole: Collection[str] = ()
    ) -> Record:
        """A part of the record, merged if that is due: some articles, what stands there at some places, and all names.

        A place is an article with start and end; of articles in `whole` all is held. `names` are those that this gave
        before.
        """
        wanted: dict[str, set[Span]] = {}
        for article, start, stop in places:
            wanted.setdefault(article, set()).add((start, stop))
        busy = self._is_busy()
        with self._database.reading() as rows:
            if self._must_merge(busy):
                return _part_of(self._upkeep.merged(), wanted.keys())
            held = names or self._names()
            known = tuple(sorted(self._rulings.texts(wanted), key=lambda article: article.id))
            return replace(held, articles=known, **Mentioned(rows).find(wanted, whole))

    def _names(self) -> Record:
        held: dict[str, Any] = {each.field: tuple(self._decoded(_findings(each.name), each.noun)) for each in _NAMING}
        return Record(title=self._upkeep.meta("title") or self.address.name, **held)

    def _complete(self, merged: Record) -> Record:
        """A merged record with what a merge has no part in: rulings, what made each reading, the day of the build."""
        made = select(READING.c.article, READING.c.wording, READING.c.reader).order_by(READING.c.article)
        return replace(
            merged,
            today=self.today(),
            older=tuple(self._older.articles()),
            rulings=self._rulings.all(),
            provenance=tuple(Provenance(*row) for row in self._rows.all(made)),
        )

    def _record(self) -> Record:
        held: dict[str, Any] = {
            type_.field: tuple(self._decoded(_findings(type_.name), type_.noun)) for type_ in MERGED
        }
        title = self._upkeep.meta("title") or self.address.name
        return self._complete(Record(title=title, articles=tuple(self.articles()), **held))

    def _decoded(self, bodies: Query, noun: type[_Noun]) -> Iterator[_Noun]:
        """The nouns that a query gives the bodies of."""
        decode = msgspec.json.Decoder(noun).decode
        with self._database.reading() as rows:
            for (body,) in rows.each(bodies):
                yield decode(body)


def _time_of(noun: Any, days: Mapping[str, date | None]) -> When | None:
    return time_of(noun, days.get(noun.later.article) if isinstance(noun, Shift) else None)


def _findings(type_: str) -> Query:
    """The bodies of the findings of a type, by id."""
    return select(FINDING.c.body).where(FINDING.c.type == type_).order_by(FINDING.c.id)


def _part_of(record: Record, articles: Collection[str]) -> Record:
    told: dict[str, Any] = {
        each.field: tuple(finding for finding in getattr(record, each.field) if finding.article in articles)
        for each in _TOLD
    }
    return replace(record, articles=tuple(each for each in record.articles if each.id in articles), **told)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles: nouns make none, and it would go through all that is decoded again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

"""A record that is open, as it is read: all of it, any part, and what tells whether it is as it was."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

import msgspec
from sqlalchemy import func, select

from travaux.model import (
    MERGED,
    TYPES,
    Article,
    Codebook,
    Heading,
    Provenance,
    Reading,
    Record,
    Ruling,
    Shift,
    When,
)
from travaux.record.chapters import Chapter
from travaux.record.database import STAMP, Database
from travaux.record.doubtful import Doubtful
from travaux.record.errors import BusyError, StoreError
from travaux.record.history import read_chapters
from travaux.record.mentions import Mentioned, Span
from travaux.record.older import Older
from travaux.record.parts import Newest, Parts
from travaux.record.rows import Query
from travaux.record.ruled import Rulings
from travaux.record.schema import ARTICLE, FINDING, HEADING, META, PENDING, READING, RULING, VERSION
from travaux.record.sentences import Place, Sentences, words_of
from travaux.record.shelf import Shelf, time_of
from travaux.record.singles import Named, Reports, Singles
from travaux.record.upkeep import Upkeep
from travaux.record.versions import MERGER, MOST, newness, unpack
from travaux.record.wanted import Wanted

_Noun = TypeVar("_Noun")
_Found = TypeVar("_Found")
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


class Opened:
    """A record that is open, as it is read; what is due is merged before."""

    def __init__(self, database: Database, most: int = MOST) -> None:
        self.address = database.address
        self._database = database
        self._rows = database.rows
        self._older = Older(database)
        self._upkeep = Upkeep(database, self._older, most)
        self._parts = Parts(self._rows)
        self._singles = Singles(self._rows)
        self._sentences = Sentences(self._rows)
        self._rulings = Rulings(self._rows)
        self.is_behind = False  # whether what was seen last was as another build found it that is writing now

    @classmethod
    def open(cls, place: str | Path) -> Self:
        """Open a record that exists. Raises StoreError."""
        return cls(Database.open(place))

    def close(self) -> None:
        """Close the connection to the record; it stays whole without it."""
        self._database.close()

    # -- what was taken in

    def codebook(self) -> Codebook | None:
        """The user's codebook, if any."""
        with self._database.reading():
            return self._upkeep.codebook

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
                yield unpack(body)

    def older(self) -> Iterator[tuple[Article, Reading]]:
        """Versions that gave way to a newer one, with their readings, by article and version."""
        return ((article, unpack(reading)) for article, _, reading in self._older.rows())

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

    def _headings(self) -> Iterator[Article]:
        """All articles without their texts; a record of an older format has none by themselves."""
        if self._database.format < VERSION:
            return self.articles()
        return self._decoded(select(HEADING.c.body), Heading)

    def _article(self, id_: str) -> Article | None:
        body = self._rows.value(select(ARTICLE.c.body).where(ARTICLE.c.id == id_))
        return _decode(body, Article) if body is not None else None

    # -- what they say together

    def record(self) -> Record:
        """The whole record in memory, merged if that is due. Raises StoreError where it is damaged."""
        return self._brought_up(self._record, _same)

    @property
    def is_large(self) -> bool:
        """Whether it is grown, of more articles than decide who is who, and tells weeks: see `growth`."""
        return bool(self._upkeep.meta("grown"))

    def numbers(self, least: Mapping[str, float]) -> dict[str, int]:
        """How many there are in each field of `Record` that holds findings, of those as sure as is asked for."""

        def count() -> dict[str, int]:
            numbers = {"articles": self._size()}
            for type_ in MERGED:
                of_type = select(func.count()).where(FINDING.c.type == type_.name)
                asked = least.get(type_.field)
                sure = of_type if asked is None else of_type.where(FINDING.c.confidence >= asked)
                numbers[type_.field] = int(self._rows.value(sure))
            return numbers

        def count_all(whole: Record) -> dict[str, int]:
            return {
                type_.field: sum(getattr(each, "confidence", 1.0) >= least.get(type_.field, 0.0) for each in held)
                for type_ in TYPES
                for held in (getattr(whole, type_.field),)
            }

        return self._brought_up(count, count_all)

    def _size(self) -> int:
        return int(self._rows.value(select(func.count()).select_from(ARTICLE)))

    def part(self, wanted: Wanted) -> Record:
        """As much of the record as is wanted, likewise; all of it where a merge is due that cannot be written."""
        return self._brought_up(lambda: self._part(wanted), _same)

    def once(self, wanted: Wanted) -> Record:
        """The same, of what is looked into once, so that nobody keeps it."""
        return Opened.part(self, wanted)

    def days_of(self, field: str) -> Counter[When | None]:
        """How many happenings, shifts or stands are of each time, None for those of none."""

        def count_all(whole: Record) -> Counter[When | None]:
            days = {article.id: article.published for article in whole.articles}
            return Counter(_time_of(each, days) for each in getattr(whole, field))

        return self._brought_up(lambda: self._parts.days_of(field), count_all)

    def reach(self, wanted: Wanted, most: int) -> date | None:
        """The day from which on no more of any `dated` field have begun than `most`; None where there are no more.

        None, too, where a merge is due that cannot be written.
        """
        return self._brought_up(lambda: self._parts.reach(wanted, most), _none)

    def newest_reports(self, since: date | None, until: date | None, most: int, fields: Iterable[str]) -> Newest:
        """Reports of these days, the newest first, until `most` findings of some fields were found in them."""
        with self._database.reading():
            return self._parts.newest_reports(since, until, most, fields)

    def reports(self, ids: Iterable[str], fields: Iterable[str]) -> Record:
        """Reports without their texts, what was found in each of some fields, and the groups that these are in.

        Like the next, it holds the whole record where a merge is due that cannot be written.
        """
        return self._brought_up(
            lambda: replace(self._parts.reports(ids, fields, self._title()), today=self.today()), _same
        )

    def chosen(self, **ids: Iterable[str]) -> Record:
        """Findings by id, by the field of `Record` that holds them, and the headings of their articles."""
        return self._brought_up(lambda: self._parts.chosen(ids, self._title()), _same)

    def around(self, ids: Iterable[str]) -> Record:
        """Likewise what is made of some findings, with all members of it: utterances, happenings, links."""
        return self._brought_up(lambda: self._parts.around(ids, self._title()), _same)

    def chapters(self, party: str, issue: str, *, told: bool) -> dict[str, Chapter] | None:
        """What a record that tells weeks keeps of a party on an issue, by week; what is `told` where it is wanted.

        None, like the next, where a merge is due that cannot be written.
        """
        return self._brought_up(lambda: read_chapters(Shelf(self._rows), party, issue, told=told), _none)

    def cells_in(self, articles: Iterable[str]) -> Collection[tuple[str | None, str | None, str, str]] | None:
        """The parties and issues of which some articles tell, with the week and the id of each, in such a record."""
        return self._brought_up(lambda: self._parts.cells_in(articles), _none)

    def named(self, start: str) -> Named | None:
        """The findings whose ids begin so; None where they can only be told from the whole record."""
        return self._brought_up(lambda: self._singles.named(start), _none)

    def finding(self, id_: str, type_: str) -> Record:
        """One finding with all that it is made of and rests on, and the texts of the articles behind it."""
        with self._database.reading():
            return replace(self._singles.finding(id_, type_), today=self.today())

    def article(self, id_: str) -> Record:
        """An article with its text, all that was found in it, and the headings of those that tell of the same."""
        return self._brought_up(lambda: replace(self._singles.article(id_), today=self.today()), _same)

    def by_day(self, since: date | None, until: date | None, most: int, first: int) -> Reports:
        """Some articles without their texts, the newest first."""
        with self._database.reading():
            return self._singles.by_day(since, until, most, first)

    def texts(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Articles with their texts, by id."""
        with self._database.reading():
            return self._rulings.texts(ids)

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

    # -- what people said of it

    def rulings(self) -> tuple[Ruling, ...]:
        """All rulings, in the order in which they were given."""
        with self._database.reading():
            return self._rulings.all()

    def rulings_after(self, number: int) -> tuple[Ruling, ...]:
        """Those that were given after one."""
        with self._database.reading():
            return self._rulings.after(number)

    def touched(self, rulings: Sequence[Ruling]) -> tuple[Record, dict[str, str]]:
        """The findings that rulings are on and what hangs on them, merged if that is due; and the wordings cited."""
        touched = self._brought_up(lambda: self._rulings.touched(rulings), _same)
        with self._database.reading():
            return touched, self._rulings.wordings(rulings)

    def doubtful(self, layer: str, most: int, **within: str | None) -> tuple[Record, int]:
        """The findings of a layer that are neither sure nor unlikely, at most so many, with what they rest on.

        `within` are an article, a party or an issue, by id. The number is that of all findings of the layer.
        """
        return self._brought_up(lambda: Doubtful(self._rows).find(layer, most, within), lambda whole: (whole, 0))

    # -- as it is now

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

    def kept(self, find: Callable[[], _Noun], *key: Hashable) -> _Noun:
        """What is made of findings: `Remembering` has it from before, by its key."""
        return find()

    def _brought_up(self, find: Callable[[], _Found], of_whole: Callable[[Record], _Found]) -> _Found:
        """What is found in the record, after a merge if that is due; what the whole tells where none can be written."""
        busy = self._is_busy()
        with self._database.reading(), _uncollected():
            return of_whole(self._complete(self._upkeep.merged())) if self._must_merge(busy) else find()

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
        part = self._parts.part(wanted, self._upkeep.meta("title") or self.address.name)
        older = tuple(self._older.articles()) if "older" in wanted.whole else ()
        return replace(part, today=self.today(), older=older)

    def _title(self) -> str:
        return self._upkeep.meta("title") or self.address.name

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


def _same(whole: Record) -> Record:
    return whole


def _none(whole: Record) -> None:
    return None


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

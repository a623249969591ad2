"""How the findings of a record keep up with its articles: a merge of all of a small one, growth of a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, or_, select

from travaux.model import MERGED, Article, Codebook, Problem, Reading, Record
from travaux.model.text import digest
from travaux.record.database import STAMP, Database
from travaux.record.errors import DamageError
from travaux.record.glances import find_glances
from travaux.record.mentions import KIND as MENTIONS
from travaux.record.mentions import mentions_of
from travaux.record.older import Older
from travaux.record.placing import once
from travaux.record.schema import (
    ARTICLE,
    DERIVED,
    FINDING,
    HEADING,
    META,
    OLDER,
    PENDING,
    PROBLEM,
    READING,
    VERSION,
)
from travaux.record.shelf import Shelf, article_of, as_row
from travaux.record.versions import MERGER, MOST, encode, gave_way, unpack
from travaux.record.wanted import Wanted

if TYPE_CHECKING:
    from travaux.record.frame import Frame

_NEW = "new"


class Upkeep:
    """What is due in an open record, and doing it. `most` articles decide who is who, see `frame`."""

    def __init__(self, database: Database, older: Older, most: int = MOST) -> None:
        self._database = database
        self._rows = database.rows
        self._older = older
        self.most = most
        self._known: tuple[str, Record] | None = None  # what was merged in memory, and of which state of the record

    # -- what is due

    def is_due(self) -> bool:
        """Whether something came, changed or went since the findings were made; an older format does not say."""
        if self._database.format < VERSION:
            return True
        return self.meta("merged") != MERGER or self._rows.one(select(PENDING.c.article)) is not None

    def note(self, *changed: str) -> None:
        """Remember inside a transaction that articles came, changed or went; or something else, where none is named."""
        self._rows.put(PENDING, ({"article": id_, "change": None} for id_ in changed or ("",)))

    def note_new(self, id_: str) -> None:
        """Remember inside a transaction that an article came which was not there when the findings were made."""
        if self._rows.value(select(PENDING.c.article).where(PENDING.c.article == id_)) is None:
            self._rows.put(PENDING, [{"article": id_, "change": _NEW}])

    @property
    def stands(self) -> bool:
        """Whether the findings, though others may be due, are those of articles that all stand as they were."""
        changed = or_(PENDING.c.change.is_(None), PENDING.c.change != _NEW)
        gone = select(PENDING.c.article).where(PENDING.c.article != "", changed)
        return self.meta("merged") == MERGER and self._rows.one(gone) is None

    def meta(self, key: str) -> str | None:
        """What is noted of the record as a whole."""
        held: str | None = self._rows.value(select(META.c.value).where(META.c.key == key))
        return held

    def put_meta(self, **values: str) -> None:
        """Note something of the record as a whole, inside a transaction."""
        self._rows.put(META, ({"key": key, "value": value} for key, value in values.items()))

    @property
    def codebook(self) -> Codebook | None:
        """The user's codebook, if any."""
        held = self.meta("codebook")
        return msgspec.json.decode(held, type=Codebook | None) if held is not None else None

    @property
    def today(self) -> date | None:
        """The day by which the last build judged what lies in the future."""
        held = self.meta("today")
        try:
            return date.fromisoformat(held) if held else None
        except ValueError as error:
            raise DamageError(str(error)[:80]) from None

    # -- doing it

    def merged(self) -> Record:
        """The record as all articles make it, in memory, once for each state that the record is in."""
        stamp = self.meta(STAMP)
        if stamp is None or self._known is None or self._known[0] != stamp:
            self._known = stamp or "", self._merged()
        return self._known[1]

    def _merged(self) -> Record:
        """One merge, or a large record grown aside."""
        if self._size() > self.most:
            return self._grown_aside()
        articles = tuple(self._decoded(select(ARTICLE.c.body), Article))
        from travaux.record.merging import merge  # who only looks at a record need not wait for it to load

        problems = self._wrong({article.id: article for article in articles})
        return merge(articles, self._readings(), problems, self.codebook, self.today)

    def _grown_aside(self) -> Record:
        """What growing gives, from the first article on, in a record of its own."""
        from travaux.record.parts import Parts

        aside = Database.create(":memory:")
        try:
            with aside.writing() as rows:
                for table in (ARTICLE, HEADING, READING, OLDER, PROBLEM):
                    rows.put(table, (row._asdict() for row in self._rows.each(select(table))))
                held = ((key, self.meta(key)) for key in ("codebook", "today"))
                rows.put(META, ({"key": key, "value": value} for key, value in held if value is not None))
            grown = Upkeep(aside, Older(aside), self.most)
            grown.note()
            grown.bring_up()
            with aside.reading() as rows:
                whole = frozenset(each.field for each in MERGED)
                found = Parts(rows).part(Wanted(whole=whole), grown.meta("title") or "")
                return replace(
                    found, articles=tuple(grown._decoded(select(ARTICLE.c.body).order_by(ARTICLE.c.id), Article))
                )
        finally:
            aside.close()

    def _size(self) -> int:
        return int(self._rows.value(select(func.count()).select_from(ARTICLE)) or 0)

    def bring_up(self, watch: Callable[[float], None] = lambda share: None) -> None:
        """Do what is due, in one transaction: whoever reads meanwhile sees the findings as they were.

        Nothing is taken in meanwhile: what was noted before must not be forgotten with what was done. `watch` is told
        when it begins, and then how much of it is done, from 0 to 1.
        """
        self._database.migrate()
        with self._database.writing() as rows:
            watch(0.0)
            pending = [id_ for (id_,) in rows.all(select(PENDING.c.article))]
            loose = self._loose_state()
            if self.meta("merged") == MERGER and self.meta("loose") == loose and not any(pending):
                pass  # what was noted came out as it was
            elif self._size() <= self.most:
                self._put(self.merged())
                self.put_meta(grown="")
            else:
                self._grow({id_ for id_ in pending if id_}, watch)
            self.put_meta(merged=MERGER, loose=loose)
            rows.delete(PENDING.c.article, pending)

    def _put(self, record: Record) -> None:
        for table in DERIVED:
            self._rows.clear(table)
        days = {article.id: article.published for article in record.articles}
        for type_ in MERGED:
            told_in = ((noun, article_of(type_.name, noun)) for noun in getattr(record, type_.field))
            self._rows.put(FINDING, (as_row(type_.name, noun, days.get(id_ or "")) for noun, id_ in told_in))
        shelf = Shelf(self._rows)
        shelf.put_members("witnesses", "statements", record.witnesses)
        shelf.put_members("copies", "articles", record.copies)
        shelf.put_members("happening", "events", record.happenings)
        mentions = mentions_of(record.statements, record.positions, record.events)
        shelf.put_notes(MENTIONS, {id_: [("", held)] for id_, held in mentions.items()})
        glances = list(find_glances(record))
        shelf.put_glances(glances)
        for each in glances:
            shelf.swap_held((each.party, each.issue), (), each.stands)
        self.put_meta(title=record.title)

    def _grow(self, changed: set[str], watch: Callable[[float], None]) -> None:
        from travaux.record.growth import Growth  # only who writes to a large record waits for it to load
        from travaux.record.merging import future_date

        shelf = Shelf(self._rows)
        frame, anew = self._frame(shelf)
        if anew:
            self._database.expect_much()
            shelf.clear()
            changed = {id_ for (id_,) in self._rows.all(select(ARTICLE.c.id))}
            shelf.swap("party", (), frame.sides.parties)
            shelf.swap("actor", (), frame.sides.actors)
            shelf.swap("issue", (), frame.agenda.issues)
            self.put_meta(title=frame.title)
        Growth(shelf, frame, watch).run(changed)
        standing = shelf.articles(older.id for older in self._older.articles())
        ahead = map(future_date, self._ahead())
        problems = [*self._wrong(standing), *ahead, *shelf.notes("problem", None, Problem)]
        shelf.swap("problem", shelf.all("problem"), once(problems))

    def _frame(self, shelf: Shelf) -> tuple[Frame, bool]:
        """The frame, and whether it is another than that by which the findings were made."""
        from travaux.record.frame import Frame, find_frame

        deciding = self._deciding()
        by_reader = select(READING.c.article, READING.c.wording, READING.c.reader)
        readers = sorted(map(tuple, self._rows.with_keys(by_reader, READING.c.article, deciding)))
        codebook = self.codebook or Codebook()
        key = digest("frame", MERGER, encode(codebook).decode(), *("".join(reader) for reader in readers))
        held = self.meta("frame") if self.meta("deciding") == key and self.meta("merged") == MERGER else None
        if held is not None and self.meta("grown"):
            return msgspec.json.decode(held, type=Frame), False
        frame, _ = find_frame(
            tuple(shelf.articles(deciding).values()), shelf.readings(deciding), codebook, partial=True
        )
        body = encode(frame).decode()
        grown = digest("grown", MERGER, body)
        anew = self.meta("grown") != grown
        self.put_meta(frame=body, deciding=key, grown=grown)
        return frame, anew

    def _deciding(self) -> list[str]:
        """The ids of the articles that decide the frame of a large record."""
        from travaux.record.frame import settled_before

        day, first = ARTICLE.c.published, select(ARTICLE.c.id).order_by(ARTICLE.c.id).limit(self.most)
        counts = self._rows.all(select(day, func.count()).where(day.is_not(None)).group_by(day))
        monday = settled_before({date.fromisoformat(day): number for day, number in counts}, self.most)
        if monday is not None:
            first = first.where(or_(day.is_(None), day < monday.isoformat()))
        return [id_ for (id_,) in self._rows.all(first)]

    # -- what it is made of

    def _readings(self) -> Iterator[Reading]:
        for (body,) in self._rows.each(select(READING.c.body).order_by(READING.c.article)):
            yield unpack(body)

    def _decoded(self, bodies: Any, noun: type[Any]) -> Iterator[Any]:
        decode = msgspec.json.Decoder(noun).decode
        return (decode(body) for (body,) in self._rows.each(bodies))

    def _wrong(self, standing: dict[str, Article]) -> list[Problem]:
        """What is wrong with files, and with versions of these articles: what no reading tells."""
        replaced = (gave_way(older, standing[older.id]) for older in self._older.articles())
        return [*self._decoded(select(PROBLEM.c.body), Problem), *replaced]

    def _ahead(self) -> Iterable[Article]:
        if self.today is None:
            return ()
        later = select(ARTICLE.c.body).where(ARTICLE.c.published > self.today.isoformat()).order_by(ARTICLE.c.id)
        return list(self._decoded(later, Article))

    def _loose_state(self) -> str:
        """A digest of all that a merge depends on beside articles and readings."""
        problems = (id_ for (id_,) in self._rows.all(select(PROBLEM.c.id).order_by(PROBLEM.c.id)))
        older = (encode(article).decode() for article in self._older.articles())
        ahead = (article.id for article in self._ahead())
        return digest("loose", self.meta("codebook") or "", *problems, "older", *older, "ahead", *ahead)

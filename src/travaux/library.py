"""The library as a user holds it: build or open a record, and look at it.

>>> import tempfile, pathlib, travaux
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> _ = (folder / "a.txt").write_text(
...     "Outlet: Norland Courier\\nDate: 2031-04-22\\n\\n"
...     "Norland Foreign Minister Ann Vo said on Tuesday that Velmark must withdraw its patrol boats.\\n")
>>> record = travaux.build(folder)
>>> [(each.speaker, each.content[0].words) for each in record.statements()]
[('Ann Vo', 'Velmark must withdraw its patrol boats')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from travaux import views
from travaux.model import Article, Event, Glance, Issue, Party, Position, Problem, Record, Span, Statement
from travaux.record import Copied, Newest, Promise, Reports, State, Store, Wanted

if TYPE_CHECKING:
    from travaux.gathering import Progress
    from travaux.pipeline import Shards

_MOST_TOLD = 12_000  # findings that a page looks through at most
_MOST_LOOSE = 1_000  # positions on no issue that are looked at for the page of a party
_MOST_TOLD = 5_000  # findings in the articles that a page of a search with a filter goes through
_MOST_LOOKED_AT = 20_000  # sentences that a search with a filter goes through at most


_POSITIONS = frozenset(("positions",))


def _is_loose(glance: Glance, party: str) -> bool:
    return glance.party == party and glance.issue is None


class OpenRecord:
    """A record, and what can be seen of it. Close it, or use it in a `with` statement."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> OpenRecord:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the record lies: a path, or the address of a database, without its password."""
        return str(self._store.address)

    @property
    def is_behind(self) -> bool:
        """Whether what was seen last is the record as it was before what another build is writing to it."""
        return self._store.is_behind

    def close(self) -> None:
        """Close the file behind the record."""
        self._store.close()

    def add(
        self,
        *paths: str | Path,
        workers: int = 1,
        engine: str = "processes",
        address: str | None = None,
        today: date | None = None,
        watch: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        """Read more files, folders, URLs and shards into the record; all as `build` does it, raising the same."""
        from travaux.gathering import Engine, EngineKind
        from travaux.pipeline import add as add_to  # as slow to load as for `build`

        where = Engine(EngineKind(engine), workers, address)
        self.__dict__.pop("data", None)
        add_to(paths, self._store, engine=where, today=today, watch=watch)

    def remove(self, *names: str) -> tuple[Article, ...]:
        """Take reports out of the record, by id, start of an id or origin, and merge what is left; gives what went.

        Raises StoreError, before anything is removed, where a name fits no article or several.
        """
        found = dict.fromkeys(version for name in names for version in self._store.find(name))
        self._store.remove(found)
        self._store.merge()
        self.__dict__.pop("data", None)
        return tuple(found)

    @cached_property
    def data(self) -> Record:
        """The whole record as immutable nouns."""
        return self._store.record()

    def select(self, **filters: Any) -> Record:
        """The record narrowed by any field of `views.Filter`: party, issue, since, min_confidence, ..."""
        return views.select(self.data, views.Filter(**filters))

    def statements(self, **filters: Any) -> tuple[Statement, ...]:
        """Statements, by id; the filters here and below are those of `select`."""
        return self._narrowed("statements", filters).statements

    def positions(self, **filters: Any) -> tuple[Position, ...]:
        """Positions, by id."""
        return self._narrowed("positions", filters).positions

    def events(self, **filters: Any) -> tuple[Event, ...]:
        """Events, by id."""
        return self._narrowed("events", filters).events

    def issues(self, **filters: Any) -> tuple[Issue, ...]:
        """Issues, by id."""
        return self._narrowed("issues", filters).issues

    def parties(self, **filters: Any) -> tuple[Party, ...]:
        """Parties, by id."""
        return self._narrowed("parties", filters).parties

    def problems(self, **filters: Any) -> tuple[Problem, ...]:
        """What could not be read or resolved."""
        return self._narrowed("problems", filters).problems

    def _narrowed(self, field: str, filters: dict[str, Any]) -> Record:
        asked = views.Filter(**filters)
        return views.select(self._data_for(field, asked), asked, field)

    def matrix(self, **filters: Any) -> views.Matrix:
        """Who stands where on what: issues by parties, the newest position first; narrowed, only what holds one.

        Of a record of more than 500 articles each cell has its newest few entries and counts the older ones, unless
        a party and an issue are named, or anything else.
        """
        asked = views.Filter(**filters)
        one_cell = asked.party is not None and asked.issue is not None
        wanted = views.wanted if self._store.is_large and not one_cell else views.wanted_in_full
        return views.matrix(self._data_for("matrix", asked, wanted), asked)

    def board(
        self, *, first_row: int = 0, rows: int = 12, first_column: int = 0, columns: int = 5, **filters: Any
    ) -> views.Board:
        """A part of the matrix, as much as a screen has room for, without a look at the rest."""
        size = {"first_row": first_row, "rows": rows, "first_column": first_column, "columns": columns}
        return views.find_board(
            self._store.part(Wanted(glances=True)), self._store.part, views.Filter(**filters), **size
        )

    def dossier(
        self,
        *,
        of_party: str | None = None,
        of_issue: str | None = None,
        first: int = 0,
        most: int = 10,
        **filters: Any,
    ) -> views.Dossier | None:
        """All of an issue or a party, by id; of one cell where both are named; None where there is none of this id."""
        glances = self._store.part(Wanted(glances=True))
        issue = next((each for each in glances.issues if each.id == of_issue), None)
        party = next((each for each in glances.parties if each.id == of_party), None)
        if (issue is None) != (of_issue is None) or (party is None) != (of_party is None):
            return None
        asked, read = views.Filter(**filters), self._store.part
        return views.find_dossier(glances, read, asked, party=party, issue=issue, first=first, most=most)

    def people(self, party: str, **filters: Any) -> views.People:
        """Who speaks for a party, by its id, and how often each is quoted."""
        wanted = Wanted(frozenset(("actors",)), frozenset(("statements",)), frozenset(("articles",)), party=party)
        asked = views.Filter(**filters)
        return views.find_people(views.narrowed(self._store.part(wanted), asked, "statements"), party)

    def loose(self, party: str, *, most: int = 8, **filters: Any) -> tuple[tuple[views.Entry, ...], int]:
        """The newest positions of a party, by its id, that are on no issue, and how many there are in all.

        Where they are very many, none are looked up.
        """
        number = next((each.positions for each in self.glances().glances or () if _is_loose(each, party)), 0)
        if number > _MOST_LOOSE:
            return (), number
        wanted = Wanted(
            placed=_POSITIONS, behind=frozenset(("statements", "witnesses", "copies", "articles")), party=party
        )
        index = views.narrowed(self._store.part(wanted), views.Filter(**filters), "positions")
        found = [each for each in index.newest(index.record.positions) if each.issue is None and each.party == party]
        return tuple(views.entry(index, each) for each in found[:most]), len(found)

    def listing(self, kind: str, *, limit: int | None = None, offset: int = 0, **filters: Any) -> views.Listing:
        """A listing as rows: `kind` as the command is called; at most `limit` rows after the first `offset`."""
        asked = views.Filter(**filters)
        return views.some_of(views.listing(self._data_for(kind, asked), kind, asked), limit, offset)

    def article(self, id: str, mark: Span | None = None) -> views.Sheet | None:  # noqa: A002
        """An article with all that was found in it, and what others tell of the same; None where there is none.

        `mark` is a place in it that is marked, too.
        """
        return views.find_sheet(self._store.article(id), id, mark)

    def reports(
        self, *, most: int = 50, first: int = 0, since: date | None = None, until: date | None = None
    ) -> Reports:
        """Some reports without their texts, the newest first, with how many findings rest on each."""
        return self._store.by_day(since, until, most, first)

    def finding(self, id: str) -> Record | None:  # noqa: A002
        """A part of the record: a finding with all that it is made of and rests on; None where there is none."""
        named = self._store.named(id)
        if named is None:
            return self.data  # a merge is due that cannot be written
        return self._store.finding(*named.first[0]) if named.number == 1 and named.first[0][0] == id else None

    def place(self, id: str) -> views.Place | None:  # noqa: A002
        """Where a finding is seen, None where there is none of this id, or none that rests on words."""
        part = self.finding(id)
        return views.find_place(part, id) if part else None

    def table(
        self,
        kind: str,
        format: str = "table",  # noqa: A002 - as the command's option
        width: int = 100,
        *,
        limit: int | None = None,
        offset: int = 0,
        **filters: Any,
    ) -> str:
        """A listing as text: `kind` as the command is called, `format` table, json or csv, `width` in columns.

        At most `limit` rows after the first `offset`; a table has `views.ROWS` of them where no limit is given.
        """
        most = views.ROWS if limit is None and format == "table" else limit
        return views.render(self.listing(kind, limit=most, offset=offset, **filters), format, width)

    def search(
        self,
        words: str,
        format: str = "table",  # noqa: A002 - as the command's option
        width: int = 100,
        *,
        limit: int = 50,
        **filters: Any,
    ) -> str:
        """Sentences that have all these words in any form, as text; the shortest first, `limit` of them at most."""
        found = self._hits(words, views.Filter(**filters), limit, -1, None)
        return views.render(views.search_listing(found.part, found.hits, more=found.next is not None), format, width)

    def hits(self, words: str, *, limit: int = 20, after: int = -1, **filters: Any) -> views.Hits:
        """The same as rows, without going through much more than is shown: there may be none yet, and `next`."""
        return self._hits(words, views.Filter(**filters), limit, after, _MOST_TOLD)

    def look(self, *, most: int = 50, first: int = 0, **filters: Any) -> views.Looked | None:
        """Positions and statements by fields alone; None where too much would have to be gone through for that."""
        asked = views.Filter(**filters)
        names = self._store.part(Wanted())
        place = views.wanted_in_full("matrix", asked, names)
        if not place.is_narrow and self._store.numbers({})["statements"] > _MOST_LOOKED_AT:
            return None
        of_party = {"statements"} if asked.issue is None else set[str]()
        wanted = replace(place, placed=place.placed | of_party, behind=place.behind - of_party)
        return views.look(views.narrowed(self._store.part(wanted), asked, "positions", "statements"), most, first)

    def _hits(self, words: str, asked: views.Filter, limit: int, after: int, most: int | None) -> views.Hits:
        """So many sentences at most, the shortest first, among those with `most` findings in their articles."""
        names = part = self._store.about(())
        views.select(names, asked, "articles")  # names that are not known are said, found or not
        hits: list[tuple[int, views.Hit]] = []
        looked = told = 0
        last: int | None = after
        while len(hits) <= limit and looked < _MOST_LOOKED_AT and (most is None or told < most):
            places = self._store.search(words, max(limit + 1, looked), last if last is not None else -1)
            if not places:
                last = None
                break
            last, looked = places[-1].number, looked + len(places)
            held = self._store.about((place.article for place in places), names)
            told += len(held.positions) + len(held.statements) + len(held.events)
            numbers = {place[1:]: place.number for place in places}
            found = views.find_hits(held, (place[1:] for place in places), asked)
            hits += [(numbers[hit.article.id, hit.start, hit.stop], hit) for hit in found]
            part = views.both(part, views.part_behind(held, found))
        shown = tuple(hit for _, hit in hits[:limit])
        following = hits[limit - 1][0] if len(hits) > limit else last if most is not None else None
        return views.Hits(shown, following, looked, part)

    def names(self) -> Record:
        """What the record is called, its parties and issues, its first and last report by date, and nothing else."""
        return self._store.part(Wanted())

    def part(self, *fields: str) -> Record:
        """All that these fields of a `Record` hold, with the names of parties and issues, and nothing else."""
        return self._store.part(Wanted(frozenset(fields)))

    def glances(self, *fields: str, stands: bool = False) -> Record:
        """Parties, issues, and what each has said on each at a glance, with its stands or without; as well as `part`."""
        return self._store.part(Wanted(frozenset(fields), glances=True, stands=stands))

    def looked_into(self, kind: str, **filters: Any) -> Record:
        """As much of the record as a listing looks into."""
        return self._data_for(kind, views.Filter(**filters))

    def chosen(self, **ids: Iterable[str]) -> Record:
        """Findings by id, by the field of `Record` that holds them, and the headings of their articles."""
        return self._store.chosen(**ids)

    def newest_reports(
        self, *fields: str, since: date | None = None, until: date | None = None
    ) -> tuple[Record, Newest]:
        """What the newest reports of these days hold, as many as can be looked through at once; and how far they reach.

        `fields` are what is looked through: positions, statements, events.
        """
        newest = self._store.newest_reports(since, until, _MOST_TOLD, fields)
        return self._store.reports(newest.reports, fields), newest

    def state(self) -> State:
        """How far the record has come, without a merge of what came last."""
        return self._store.state()

    def numbers(self) -> dict[str, int]:
        """How many findings the listings show, by field of `Record`, without a look at them."""
        return self._store.numbers({"statements": views.SURE})

    def _data_for(
        self, kind: str, asked: views.Filter, wanted: Callable[[str, views.Filter, Record], Wanted] = views.wanted
    ) -> Record:
        """The whole record where it is in memory, else as much of it as a listing looks into."""
        if "data" in self.__dict__:
            return self.data
        return self._store.part(wanted(kind, asked, self._store.part(Wanted())))

    def show(self, id: str) -> str:  # noqa: A002 - ids are what these are called
        """The passage behind a finding, in its context, marked."""
        return views.show(self._data_behind(id), id)

    def why(self, id: str) -> str:  # noqa: A002
        """The chain behind a finding: article with its hash and origin, stage, rule, models, ruling."""
        return views.why(self._data_behind(id), id)

    def _data_behind(self, id_: str) -> Record:
        """The whole record where it is in memory, else one finding with all that it rests on."""
        named = None if "data" in self.__dict__ else self._store.named(id_.strip().lower())
        if named is None:
            return self.data
        if named.number != 1:
            raise views.not_found(id_, named.first, named.number)
        return self._store.finding(*named.first[0])

    def brief(self, *, built: datetime | None = None, min_confidence: float | None = None) -> str:
        """The one-page brief as HTML."""
        return views.brief(self.data, built=built, min_confidence=min_confidence)

    def export(self, *, min_confidence: float = 0.0) -> Iterator[str]:
        """The record as canonical lines of JSON, all of it unless a confidence is asked for."""
        return views.export_jsonl(self.select(min_confidence=min_confidence))

    def export_csv(self, folder: str | Path, *, min_confidence: float = 0.0) -> list[Path]:
        """One tidy table per type, written to a folder; returns the files."""
        return views.export_csv(self.select(min_confidence=min_confidence), Path(folder))

    def codebook(self) -> str:
        """The codebook that was inferred or given, as TOML to edit."""
        return views.codebook(self.data)


def build(
    *paths: str | Path,
    to: str | Path = ":memory:",
    codebook: str | Path | None = None,
    workers: int = 1,
    engine: str = "processes",
    address: str | None = None,
    today: date | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> OpenRecord:
    """Read files, folders, URLs and shards into a record: a file, a PostgreSQL database, or memory where none is named.

    `engine` is where `workers` read: processes of this machine, or "ray", a cluster, that at `address` or one of its
    own. `today` is the day by which a date of publication lies in the future, the clock's where none is given.
    Raises IntakeError, LanguageError, WeightsError, StoreError, EngineError, ShardError, each with what to do.
    """
    from travaux.gathering import Engine, EngineKind
    from travaux.intake import read_codebook
    from travaux.pipeline import build as build_store  # parsers and models load slowly, and only a build needs them

    coded = read_codebook(Path(codebook)) if codebook is not None else None
    where = Engine(EngineKind(engine), workers, address)
    return OpenRecord(build_store(paths, to, codebook=coded, engine=where, today=today, watch=watch))


def read(
    *paths: str | Path,
    to: str | Path,
    workers: int = 1,
    engine: str = "processes",
    address: str | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> Shards:
    """Read files, folders and URLs, and write what was found as shards, to a folder or a URL, for `build` to take in.

    Raises IntakeError, LanguageError, WeightsError, EngineError, ShardError, each with what to do.
    """
    from travaux.gathering import Engine, EngineKind
    from travaux.pipeline import read_to_shards

    return read_to_shards(paths, to, engine=Engine(EngineKind(engine), workers, address), watch=watch)


def open_record(path: str | Path) -> OpenRecord:
    """Open a record that was built before. Raises StoreError."""
    return OpenRecord(Store.open(path))


def copy(place: str | Path, to: str | Path) -> Copied:
    """Copy a record to where there is none, and compare both, row by row. Raises StoreError."""
    from travaux.record.copying import copy as copy_record

    return copy_record(place, to)


def check(place: str | Path, *, anew: bool = False) -> list[Promise]:
    """What a record promises, and what breaks it; `anew` merges all readings once more and compares."""
    from travaux.record.checking import check as check_record

    return check_record(place, anew=anew)

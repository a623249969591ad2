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

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from travaux import review, views
from travaux.model import (
    Accuracy,
    Agreement,
    Article,
    Event,
    Issue,
    Party,
    Position,
    Problem,
    Queue,
    Record,
    Ruled,
    Ruling,
    Statement,
)
from travaux.record import Copied, Memory, Promise, Remembering, State, Store, StoreError, Wanted
from travaux.screens import Screens

if TYPE_CHECKING:
    from travaux.gathering import Progress
    from travaux.pipeline import Shards


class OpenRecord(Screens):
    """A record, and what can be seen of it. Close it, or use it in a `with` statement."""

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
        self._forget()
        add_to(paths, self._store, engine=where, today=today, watch=watch)

    def remove(self, *names: str) -> tuple[Article, ...]:
        """Take reports out of the record, by id, start of an id or origin, and merge what is left; gives what went.

        Raises StoreError, before anything is removed, where a name fits no article or several.
        """
        found = dict.fromkeys(version for name in names for version in self._store.find(name))
        self._store.remove(found)
        self._store.merge()
        self._forget()
        return tuple(found)

    @cached_property
    def data(self) -> Record:
        """The whole record as immutable nouns, as it was found; rulings stand beside."""
        return self._store.record()

    @cached_property
    def reviewed(self) -> Record:
        """The whole record with rulings laid over it; where there are none, `data` itself."""
        return self._reviewed.whole(self.data)

    def renew(self) -> None:
        """From now on what is seen is not older than this; for a record that was opened with a memory."""
        self._forget()
        if isinstance(self._store, Remembering):
            self._store.look()

    @property
    def seen(self) -> tuple[str, int] | None:
        """By which it is told whether anything that is read of it changed; None where nothing tells.

        Rulings that leave what they are on as it is are told by the review alone.
        """
        now = self._store.now if isinstance(self._store, Remembering) else None
        return (now.findings, self._reviewed.last_change) if now else None

    def tell_apart(self) -> None:
        """Have a record that an older Travaux wrote last tell whether it has changed, where it can be written to."""
        with suppress(StoreError):
            if self._store.stamp() is None:
                self._store.touch()

    def _forget(self) -> None:
        """What was read is no more what lies there."""
        for held in ("data", "reviewed"):
            self.__dict__.pop(held, None)

    def select(self, **filters: Any) -> Record:
        """The record, as reviewed, narrowed by any field of `views.Filter`: party, issue, since, min_confidence, ..."""
        return views.select(self.reviewed, views.Filter(**filters))

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

    def listing(self, kind: str, *, limit: int | None = None, offset: int = 0, **filters: Any) -> views.Listing:
        """A listing as rows: `kind` as the command is called; at most `limit` rows after the first `offset`."""
        asked = views.Filter(**filters)
        return views.some_of(views.listing(self._data_for(kind, asked), kind, asked), limit, offset)

    def finding(self, id: str) -> tuple[Record, str] | None:  # noqa: A002
        """A part of the record, and the id of a finding in it now: it holds all that this is made of and rests on.

        What was corrected is found by the id that it had, too; None where there is none.
        """
        try:
            part, now, _ = self._reviewed.finding(id)
        except views.ViewError:
            return None
        return part, now

    def card(self, id: str) -> views.Card | None:  # noqa: A002
        """A finding of a report as a card to rule on; None where there is none of this id."""
        try:
            record, now, _ = self._reviewed.finding(id)
        except views.ViewError:
            return None
        return views.find_card(record, now)

    def place(self, id: str, *, party: str | None = None, issue: str | None = None) -> views.Place | None:  # noqa: A002
        """Where a finding is seen, or what it became; None where there is none of this id, or none that rests on words.

        `party` and `issue` are ids of what it is of: where nothing of it is left, that is the place.
        """
        try:
            seen = self._reviewed.seen(id, (party, issue))
        except views.ViewError:
            of, on = self._reviewed.now((party, issue))
            return views.find_cell(self.names(), of, on)
        place = views.find_place(seen.part, seen.id)
        return views.place_of_old(seen.part, seen.id, place) if seen.is_gone else place

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
            return self.reviewed
        return self._reviewed.part(kind, asked, wanted)

    def show(self, id: str) -> str:  # noqa: A002 - ids are what these are called
        """The passage behind a finding, in its context, marked."""
        record, now, _ = self._reviewed.finding(id)
        return views.show(record, now)

    def why(self, id: str) -> str:  # noqa: A002
        """The chain behind a finding: article with its hash and origin, stage, rule, models, rulings."""
        return views.why(*self._reviewed.finding(id))

    def brief(self, *, built: datetime | None = None, min_confidence: float | None = None) -> str:
        """The one-page brief as HTML, of the record as reviewed."""
        return views.brief(self.reviewed, built=built, min_confidence=min_confidence)

    def export(self, *, min_confidence: float = 0.0, reviewed: bool = False) -> Iterator[str]:
        """The record as canonical lines of JSON, all of it unless a confidence is asked for.

        What was found by machine, and the rulings on it as lines of their own; or `reviewed`, as the rulings left it.
        """
        return views.export_jsonl(self._exported(min_confidence, reviewed))

    def export_csv(self, folder: str | Path, *, min_confidence: float = 0.0, reviewed: bool = False) -> list[Path]:
        """One tidy table per type, written to a folder, of the same; returns the files."""
        return views.export_csv(self._exported(min_confidence, reviewed), Path(folder))

    def _exported(self, min_confidence: float, reviewed: bool) -> Record:
        return views.select(self.reviewed if reviewed else self.data, views.Filter(min_confidence=min_confidence))

    def codebook(self) -> str:
        """The codebook that was inferred or given, as TOML to edit."""
        return views.codebook(self.reviewed)

    # -- review

    def rule(
        self,
        finding: str,
        verdict: str,
        *,
        by: str,
        reason: str | None = None,
        correction: Mapping[str, str | None] | None = None,
        others: Sequence[str] = (),
        seen: str | None = None,
        at: datetime | None = None,
    ) -> Ruling:
        """Say what a finding is: confirmed, rejected, corrected, merged, split, renamed; appended under a number.

        `finding` is an id or the start of one. `correction` has fields with what they should be, "" or None for not
        known; words of the article may be given as their place, "120-153". `others` are the ids that are merged into
        it, or the terms, names or statements that are split off; the label of an issue that is renamed or split off is
        the correction `label`. `seen` is `Queued.seen`: where the finding is no more what was seen, that is said. `at`
        is now if left out. Raises ReviewError, ViewError where no finding is named so, StoreError.
        """
        self._forget()
        return self._reviewed.rule(
            finding, verdict, by=by, reason=reason, correction=correction, others=others, seen=seen, at=at
        )

    def add_finding(
        self,
        layer: str,
        article: str,
        fields: Mapping[str, str | None],
        *,
        by: str,
        reason: str | None = None,
        at: datetime | None = None,
    ) -> Ruling:
        """Add a statement or a position that was missed in an article: its fields as in a correction, as a ruling.

        A statement needs `content`, a position `basis` and `act`. Raises ReviewError, ViewError, StoreError.
        """
        self._forget()
        return self._reviewed.add(layer, article, fields, by=by, reason=reason, at=at)

    def undo(self, ruling: int | str, *, by: str, reason: str | None = None, at: datetime | None = None) -> Ruling:
        """Take back an earlier ruling of the same author, by its number or id; a ruling itself. Raises ReviewError."""
        self._forget()
        return self._reviewed.undo(ruling, by=by, reason=reason, at=at)

    def rulings(
        self, *, finding: str | None = None, by: str | None = None, layer: str | None = None, state: str | None = None
    ) -> tuple[Ruled, ...]:
        """Rulings in the order in which they were given, with what became of them: stands, overruled, stale, undone."""
        over = self._reviewed.overlay()
        found = self._reviewed.ruled(over)
        id_ = self._reviewed.named(finding, over)[0] if finding is not None else None
        return tuple(
            each
            for each in found
            if (id_ is None or each.ruling.finding == id_)
            and (by is None or each.ruling.by == by)
            and (layer is None or each.ruling.layer == layer)
            and (state is None or each.state == state)
        )

    def queue(
        self,
        *,
        layer: str | None = None,
        party: str | None = None,
        issue: str | None = None,
        article: str | None = None,
        by: str | None = None,
        ruled: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> Queue:
        """What waits for a ruling, the findings first on which most hangs and which are most in doubt; a page of it.

        Positions, statements and events; or one `layer`. `by` leaves out what this author ruled on, else what anyone
        did; `ruled` turns that round: what has rulings, to look at again.
        """
        layers = (layer,) if layer is not None else review.LAYERS
        within = {"party": party, "issue": issue, "article": article}
        return self._reviewed.queue(layers, by, limit, offset, ruled, within)

    def agreement(self) -> tuple[Agreement, ...]:
        """How far those agree who ruled on the same findings, by layer."""
        over = self._reviewed.overlay()
        return review.agreements(over.ledger) if over else ()

    def accuracy(self) -> tuple[Accuracy, ...]:
        """Of what was checked, how much was right as it was found: by layer, and by band of confidence."""
        over = self._reviewed.overlay()
        return review.accuracies(over.ledger) if over else ()

    def labels(self) -> Iterator[str]:
        """Rulings as lines of JSON to train on: places in articles and what stands there, without the text."""
        over = self._reviewed.overlay()
        if over is not None:
            ruled = {each.ruling.id: each for each in self._reviewed.ruled(over)}
            held = (*over.ledger.ends.values(), *over.ledger.found.values())
            wordings = self._reviewed.wordings({each.article for each in held if hasattr(each, "article")})
            yield from map(views.json_line, review.labels(over.ledger, ruled, wordings))


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


def open_record(path: str | Path, memory: Memory | None = None) -> OpenRecord:
    """Open a record that was built before. Raises StoreError.

    With a `memory`, which all that open it have in common, what was read before is not read again as long as nothing
    changed; then `renew` tells from when on.
    """
    return OpenRecord(Store.open(path) if memory is None else Remembering.open_with(path, memory))


def copy(place: str | Path, to: str | Path) -> Copied:
    """Copy a record to where there is none, and compare both, row by row. Raises StoreError."""
    from travaux.record.copying import copy as copy_record

    return copy_record(place, to)


def check(place: str | Path, *, anew: bool = False) -> list[Promise]:
    """What a record promises, and what breaks it; `anew` merges all readings once more and compares."""
    from travaux.record.checking import check as check_record

    return check_record(place, anew=anew)

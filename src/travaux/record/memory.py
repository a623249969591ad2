"""What was read of a record lately, for who reads it again and again: it holds as long as the record is as it was."""

# ruff: noqa: D102 - methods are as `Store` describes them

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from travaux.model import Record, Ruling, When
from travaux.record.database import Database
from travaux.record.opened import Stamp
from travaux.record.parts import Newest
from travaux.record.sentences import Place
from travaux.record.singles import Named, Reports
from travaux.record.store import Store
from travaux.record.wanted import Wanted

_Found = TypeVar("_Found")
_SEVERAL = 2  # fields of a record
_MOST = 150_000  # nouns that are kept, about 250 MB: the events and shifts of 50,000 reports are 112,000


class Memory:
    """Parts of one record by what was asked and when; those that were not asked for longest go first. For all threads.

    What is found while the record changes may be newer than what it is kept under, and never older.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._weight = 0
        self._rulings: tuple[Ruling, ...] = ()
        self._lock = threading.Lock()

    def keep(self, key: Hashable, find: Callable[[], _Found]) -> _Found:
        """What is kept under a key, else what is found now."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                kept: _Found = self._held[key][0]
                return kept
        found = find()
        weight = _weight(found)
        with self._lock:
            if key not in self._held and weight <= self._most:
                self._held[key] = found, weight
                self._weight += weight
            while self._weight > self._most:
                self._weight -= self._held.popitem(last=False)[1][1]
        return found

    def rulings(self, last: int, read: Callable[[int], tuple[Ruling, ...]]) -> tuple[Ruling, ...]:
        """All rulings up to the `last`, by number; `read` gives those after one: what was said is never changed."""
        with self._lock:
            known = self._rulings
        if last > _last(known):
            known += read(_last(known))
            with self._lock:
                self._rulings = max(known, self._rulings, key=len)
        return tuple(each for each in known if each.number <= last) if _last(known) > last else known


class Remembering(Store):
    """An open record that has what was read before, by others too, as long as nothing changed. `look` at it first.

    Where it cannot be told whether anything changed, what was read holds until the next look.
    """

    def __init__(self, database: Database, memory: Memory) -> None:
        super().__init__(database)
        self._common = memory
        self.look()

    @classmethod
    def open_with(cls, place: str | Path, memory: Memory) -> Remembering:
        """Open a record that exists. Raises StoreError."""
        return cls(Database.open(place), memory)

    def look(self) -> None:
        """From now on what is read is not older than this."""
        self._now = self.stamp()
        self._memory = self._common if self._now else Memory()
        self.is_behind = False

    @property
    def now(self) -> Stamp | None:
        """What told that the record is as it was, at the last look."""
        return self._now

    def kept(self, find: Callable[[], _Found], *key: Hashable) -> _Found:
        """What depends on the findings, and of rulings on no more than the key names."""
        return self._memory.keep((self._now and self._now.findings, *key), find)

    def rulings(self) -> tuple[Ruling, ...]:
        if self._now is None:
            return self.kept(super().rulings, "rulings")
        return self._memory.rulings(self._now.ruling, self.rulings_after)

    def append(self, ruling: Ruling) -> Ruling:
        kept = super().append(ruling)
        self.look()
        return kept

    # -- as `Store` has them

    def part(self, wanted: Wanted) -> Record:
        return self._by_field(wanted) or self.kept(lambda: Store.part(self, wanted), "part", wanted)

    def _by_field(self, wanted: Wanted) -> Record | None:
        """A part of whole fields, each of which is kept once for all that ask for it; None of one that is narrowed.

        None, too, where the record changed since the last look: what is kept and what is read would not fit together.
        """
        fields = wanted.whole | wanted.placed | wanted.behind
        if wanted.is_narrow or len(fields) < _SEVERAL or self._now is None:
            return None
        none = frozenset[str]()
        with self._database.reading():
            if (now := self.stamp()) is None or now.findings != self._now.findings:
                return None
            held: dict[str, Any] = {
                field: getattr(self.part(Wanted(frozenset((field,)))), field) for field in sorted(fields)
            }
            return replace(self.part(replace(wanted, whole=none, placed=none, behind=none)), **held)

    def numbers(self, least: Mapping[str, float]) -> dict[str, int]:
        return dict(self.kept(lambda: Store.numbers(self, least), "numbers", *sorted(least.items())))

    def days_of(self, field: str) -> Counter[When | None]:
        return self.kept(lambda: Store.days_of(self, field), "days", field)

    def reach(self, wanted: Wanted, most: int) -> date | None:
        return self.kept(lambda: Store.reach(self, wanted, most), "reach", wanted, most)

    def newest_reports(self, since: date | None, until: date | None, most: int, fields: Iterable[str]) -> Newest:
        asked = tuple(fields)
        return self.kept(
            lambda: Store.newest_reports(self, since, until, most, asked), "newest", since, until, most, asked
        )

    def reports(self, ids: Iterable[str], fields: Iterable[str]) -> Record:
        wanted, asked = tuple(ids), tuple(fields)
        return self.kept(lambda: Store.reports(self, wanted, asked), "reports", wanted, asked)

    def chosen(self, **ids: Iterable[str]) -> Record:
        wanted = {field: tuple(asked) for field, asked in ids.items()}
        return self.kept(lambda: Store.chosen(self, **wanted), "chosen", *sorted(wanted.items()))

    def named(self, start: str) -> Named | None:
        return self.kept(lambda: Store.named(self, start), "named", start)

    def article(self, id_: str) -> Record:
        return self.kept(lambda: Store.article(self, id_), "article", id_)

    def by_day(self, since: date | None, until: date | None, most: int, first: int) -> Reports:
        return self.kept(lambda: Store.by_day(self, since, until, most, first), "by day", since, until, most, first)

    def doubtful(self, layer: str, most: int, **within: str | None) -> tuple[Record, int]:
        asked = sorted(within.items())
        return self.kept(lambda: Store.doubtful(self, layer, most, **within), "doubtful", layer, most, *asked)

    def search(self, words: str, most: int, after: int = -1) -> Sequence[Place]:
        return self.kept(lambda: Store.search(self, words, most, after), "search", words, most, after)

    def about(
        self, places: Iterable[tuple[str, int, int]], names: Record | None = None, whole: Collection[str] = ()
    ) -> Record:
        wanted = tuple(places)
        all_of = frozenset(whole).intersection(article for article, _, _ in wanted)
        return self.kept(lambda: Store.about(self, wanted, names, all_of), "about", wanted, names is None, all_of)


def _last(rulings: tuple[Ruling, ...]) -> int:
    return rulings[-1].number if rulings else -1


def _weight(found: Any) -> int:
    """How many nouns it holds, about."""
    if isinstance(found, Record):
        held = (getattr(found, field.name) for field in fields(found))
        return 1 + sum(len(each) for each in held if isinstance(each, tuple))
    return 1 + (len(found) if isinstance(found, tuple | dict | list | frozenset) else 0)

"""A record as people left it: the one place where rulings are laid over what is read of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from travaux import review, views
from travaux.model import (
    TYPES,
    Glance,
    Progress,
    Queue,
    Queued,
    Record,
    Ruled,
    Ruling,
    Stand,
    State,
    Verdict,
    When,
)
from travaux.record import NO_DAYS, Store, Wanted
from travaux.remade import Remade

_LAYERS = {type_.name: type_ for type_ in TYPES if type_.name not in ("article", "problem", "ruling")}
_AT_ONCE = 100  # by which the queue is read on as rulings come
_WHOLE_ID = 16  # digits
_MOST_WAITING = 500  # of each layer, those most in doubt, that are weighed for the queue


class Known(NamedTuple):
    """A finding that a person names: its id as it was found, its layer, and what it is now; None where rejected."""

    id: str
    layer: str
    found: Any
    now: Any


class Seen(NamedTuple):
    """A finding of a part of the record, by its id there; where it is gone, as it was found."""

    part: Record
    id: str
    ruled: tuple[Ruled, ...] = ()
    is_gone: bool = False


class Reviewed:
    """What is read of a record, with the rulings over it. Where there are none, what is read is given as it is."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._remade = Remade(store)

    def overlay(self) -> review.Overlay | None:
        """What rulings come to; None where there are none. What they touch is read."""
        return self._of(self._store.rulings(), "overlay")

    def changes(self) -> review.Overlay | None:
        """The same of those rulings alone that show in what is read: what is confirmed stays as it is."""
        return self._of(_changing(self._store.rulings()), "changes")

    @property
    def last_change(self) -> int:
        """The number of the last ruling that shows in what is read, -1 where there is none."""
        return max((each.number for each in _changing(self._store.rulings())), default=-1)

    def _of(self, rulings: tuple[Ruling, ...], name: str) -> review.Overlay | None:
        last = rulings[-1].number if rulings else None
        return self._store.kept(lambda: self._overlay(rulings, None), name, last) if rulings else None

    def _overlay(self, rulings: tuple[Ruling, ...], whole: Record | None) -> review.Overlay | None:
        if not rulings:
            return None
        touched, wordings = self._store.touched(rulings)
        return review.overlay(whole or touched, rulings, wordings, is_large=self._store.is_large)

    def whole(self, record: Record) -> Record:
        """The whole record as it was left."""
        over = self._overlay(self._store.rulings(), record)
        return review.lay(record, over) if over else record

    def part(self, kind: str, asked: views.Filter, wanted: Callable[[str, views.Filter, Record], Wanted]) -> Record:
        """As much of the record as a listing looks into, as it was left."""
        return self.read(wanted(kind, asked, self.read(Wanted())))

    def read(self, wanted: Wanted) -> Record:
        """A part of the record, as it was left."""
        over = self.changes()
        if over is None:
            return self._store.part(wanted)
        if len(wanted.whole | wanted.placed | wanted.behind) > 1 and not (wanted.is_narrow or wanted.glances):
            return self._laid(wanted, over)  # which is soon done, and as large as the record
        return self._store.kept(lambda: self._laid(wanted, over), "laid", wanted, over.ledger.rulings[-1].number)

    def _laid(self, wanted: Wanted, over: review.Overlay) -> Record:
        looked_into = _widened(wanted, over)
        part = self._store.part(looked_into)
        glances = self._glances(part, over, looked_into) if part.glances is not None else ()
        laid = review.lay(part, over, glances)
        return replace(laid, stands=self._stands(laid, over, wanted)) if "stands" in wanted.dated else laid

    def _stands(self, laid: Record, over: review.Overlay, wanted: Wanted) -> tuple[Stand, ...]:
        """The stands of a part that has no positions, with those that rulings make anew."""
        cells = self._cells(self._store.part(Wanted(glances=True)), over)
        found = {each.id: each for each in laid.stands if (each.party, each.issue) not in cells}
        for party, issue in cells:
            if party is None or issue is None or wanted.party not in (None, party):
                continue
            if wanted.issues is None or issue in wanted.issues:
                found |= {each.id: each for each in self._remade.stands(party, issue, over, wanted.days)}
        return tuple(found[id_] for id_ in sorted(found))

    def days_of(self, field: str) -> Counter[When | None]:
        """How many there are of each time, None for those of none: happenings as they were left, others as found."""
        over, found = self.changes(), self._store.days_of(field)
        if over is None or field != "happenings":
            return found
        return self._store.kept(lambda: self._recounted(found, over), "recounted", over.ledger.rulings[-1].number)

    def reach(self, wanted: Wanted, most: int) -> date | None:
        """The day from which on no more of any dated field have begun than `most`, by the names of now."""
        over = self.changes()
        return self._store.reach(_widened(wanted, over) if over else wanted, most)

    def _recounted(self, found: Counter[When | None], over: review.Overlay) -> Counter[When | None]:
        wanted = Wanted(dated=frozenset(("happenings",)), days=NO_DAYS, also=frozenset(over.ledger.ends))
        was = self._store.part(wanted)
        gone, come = (Counter(each.date for each in held.happenings) for held in (was, review.lay(was, over)))
        return found - gone + come

    def article(self, id_: str) -> Record:
        """An article with all that was found in it, as it was left."""
        over, part = self.changes(), self._store.article(id_)
        return review.lay(part, over) if over else part

    def about(self, places: Iterable[tuple[str, int, int]], names: Record | None = None) -> Record:
        """Some articles and what stands at places in each, as it was left; `names` the store gave before."""
        over = self.changes()
        ruled_on = {each for each in over.articles if each} if over else set[str]()
        part = self._store.about(places, names, ruled_on)
        return _within(review.lay(part, over), part) if over else part

    def reports(self, ids: Iterable[str], fields: Iterable[str]) -> Record:
        """Some reports without their texts and what was found in each of some fields, as it was left."""
        over, part = self.changes(), self._store.reports(ids, fields)
        if over is None:
            return part
        laid = _within(review.lay(part, over), part)
        asked = set(fields)
        statements = laid.statements if "statements" in asked else ()
        return replace(laid, statements=statements, positions=laid.positions if "positions" in asked else ())

    def chosen(self, ids: Mapping[str, Iterable[str]]) -> Record:
        """Findings by their ids, those as they were found or as they are now, as they were left."""
        over = self.changes()
        if over is None:
            return self._store.chosen(**ids)
        found = {new: old for old, new in over.ids.items()}
        part = self._store.chosen(**{field: [found.get(id_, id_) for id_ in asked] for field, asked in ids.items()})
        return _within(review.lay(part, over), part)

    def _glances(self, part: Record, over: review.Overlay, wanted: Wanted) -> Iterable[Glance]:
        """The cells that rulings touch, made anew of their positions."""
        there = {(each.party, each.issue): each for each in part.glances or ()}
        for party, issue in self._cells(part, over):
            if wanted.party not in (None, party) or (wanted.issues is not None and issue not in wanted.issues):
                continue
            if party is None or issue is None:  # which are only counted
                count = sum(each.positions for cell, each in there.items() if over.now(cell) == (party, issue))
                count += over.gained((party, issue))
                if count > 0:
                    yield Glance(party, issue, count)
                continue
            glance = self._remade.glance(party, issue, over, stands=wanted.stands)
            if glance is not None:
                yield glance

    def _cells(self, part: Record, over: review.Overlay) -> list[tuple[str | None, str | None]]:
        """The cells that rulings touch, by the party and the issue of now."""
        there = {(each.party, each.issue) for each in part.glances or ()}
        cells = {cell for cell in there if over.touches(cell)} | over.cells
        now = {over.now(cell) for cell in cells}
        now |= {(party, new) for party, issue in cells for old, new, _ in over.groups.splits if issue == old}
        return sorted(now, key=lambda cell: (cell[0] or "", cell[1] or ""))

    # -- one finding

    def _behind(self, id_: str, layer: str) -> Record:
        """A finding with all that it rests on; the whole record where that is in memory alone."""
        return self._store.record() if self._store.named(id_) is None else self._store.finding(id_, layer)

    def named(self, start: str, over: review.Overlay | None) -> tuple[str, str]:
        """The id and the layer of the one finding whose id begins so, as it was found or as it is now."""
        asked = start.strip().lower()
        ids = {new: old for old, new in over.ids.items()} if over else {}
        ids |= {id_: id_ for id_ in over.all_made()} if over else {}
        known = [old for new, old in ids.items() if asked and new.startswith(asked)]
        named = self._store.named(asked)
        if named is not None and named.number == 1:
            return named.first[0]
        if len(set(known)) == 1 and (named is None or named.number == 0):
            layer = over.layer_of(known[0]) if over and over.made(known[0]) is not None else None
            if layer:
                return known[0], layer
            return self.named(known[0], None)
        if named is None:
            return self._in(self._store.record(), asked)
        raise views.not_found(start, named.first, named.number)

    def _in(self, whole: Record, start: str) -> tuple[str, str]:
        """The same in a record that is whole in memory."""
        found = [
            (each.id, type_.name)
            for type_ in TYPES
            if type_.name != "ruling"
            for each in getattr(whole, type_.field)
            if start and each.id.startswith(start)
        ]
        exact = [each for each in found if each[0] == start]
        if len(exact or found) != 1:
            raise views.not_found(start, sorted(found)[:4], len(found))
        return (exact or found)[0]

    def finding(self, start: str) -> tuple[Record, str, tuple[Ruled, ...]]:
        """What is needed to show a finding, its id now, and what people said of it; a rejected one is as found."""
        seen = self.seen(start)
        return seen.part, seen.id, seen.ruled

    def seen(self, start: str, cell: tuple[str | None, str | None] = (None, None)) -> Seen:
        """The same, with whether it is there no more. A group that had another id is what it became.

        `cell` is the party and the issue that a stand is of. Raises ViewError where there is none of this id.
        """
        over = self.overlay()
        try:
            id_, layer = self.named(start, over)
        except views.ViewError:
            changes = self.changes()
            became = self._remade.find(start, changes, cell) if changes and len(start) == _WHOLE_ID else None
            if became is None:
                raise
            return Seen(became.part, became.id, is_gone=became.is_gone)
        if over is None:
            return Seen(self._behind(id_, layer), id_)
        ruled = tuple(each for each in self.ruled(over) if each.ruling.finding == id_)
        made = over.made(id_)
        if made is not None:
            names = review.lay(self._store.part(Wanted()), over)
            cited = getattr(made, "article", None) or (made.basis.article if made.basis else None)
            own: dict[str, Any] = {} if layer in ("issue", "actor") else {_LAYERS[layer].field: (made,)}
            return Seen(replace(names, articles=self._store.texts(filter(None, [cited])), **own), made.id, ruled)
        record = self._behind(id_, layer)
        laid = review.lay(record, over)
        now = over.ids.get(id_, id_)
        if layer not in _LAYERS or now in {each.id for each in getattr(laid, _LAYERS[layer].field)}:
            return Seen(laid, now, ruled)
        heir = self._remade.heir_of(id_, record, laid, over)
        return Seen(laid, heir, ruled) if heir else Seen(record, id_, ruled, is_gone=True)

    def now(self, cell: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
        """A party and an issue by the ids that they have now."""
        over = self.changes()
        return over.now(cell) if over else cell

    def known(self, start: str) -> tuple[Known, Record, review.Overlay | None]:
        """A finding to be ruled on, and names of parties, issues and actors with the text of its article."""
        over = self.overlay()
        id_, layer = self.named(start, over)
        if layer not in _LAYERS:
            raise review.ReviewError(f"{id_} is an {layer}: findings are ruled on, what was published is not.")
        found = over.made(id_) if over else None
        if found is None:
            own = self._behind(id_, layer)
            found = next(each for each in getattr(own, _LAYERS[layer].field) if each.id == id_)
        now = over.ledger.ends.get(id_, found) if over else found
        article = getattr(found, "article", None)
        return Known(id_, layer, found, now), self.names(over, article), over

    def names(self, over: review.Overlay | None, *articles: str | None) -> Record:
        """Parties, issues and actors by the names that they go by now, and articles with their texts."""
        names = self._store.part(Wanted(frozenset(("actors",))))
        names = review.lay(names, over) if over else names
        return replace(
            names, articles=self._store.texts(each for each in articles if each), statements=(), positions=()
        )

    # -- what people say

    def rule(
        self,
        finding: str,
        verdict: str,
        *,
        by: str,
        reason: str | None,
        correction: Mapping[str, str | None] | None,
        others: Sequence[str],
        seen: str | None,
        at: datetime | None,
    ) -> Ruling:
        """Append a ruling on a finding as it is now, or as it was `seen`. Raises ReviewError, ViewError, StoreError."""
        known, names, over = self.known(finding)
        versions = {review.claim(known.found): known.found}
        versions |= over.ledger.versions.get(known.id, {}) if over else {}
        as_seen = versions.get(seen) if seen is not None else known.now if known.now is not None else known.found
        if as_seen is None:
            raise review.ReviewError(f"{known.id} is not any more what was seen: look at it again.")
        named = [self.named(each, over)[0] for each in others] if str(verdict).startswith("merge") else list(others)
        if known.layer == "witnesses" and str(verdict) == "split":
            named = [self.named(each, over)[0] for each in others]
        if known.id in named:
            raise review.ReviewError("a finding cannot be merged with itself.")
        ruling = review.ruling_on(
            names, known.layer, as_seen, verdict, by=by, reason=reason, correction=correction, others=named, at=at
        )
        ruling = replace(ruling, finding=known.id)
        self._check_grouping(ruling, over)
        return self._append(ruling)

    def _check_grouping(self, ruling: Ruling, over: review.Overlay | None) -> None:
        """A merge, a split or a new name that would come to nothing is not kept. Raises ReviewError."""
        if ruling.verdict not in review.GROUPING:
            return
        before = over.ledger.rulings if over else ()
        last = replace(ruling, number=max((each.number for each in before), default=0) + 1)
        touched, wordings = self._store.touched((*before, last))
        if review.overlay(touched, (*before, last), wordings).ledger.states[last.id] is State.STALE:
            raise review.ReviewError(review.WHY_NOT[ruling.verdict])

    def add(
        self,
        layer: str,
        article: str,
        fields: Mapping[str, str | None],
        *,
        by: str,
        reason: str | None,
        at: datetime | None,
    ) -> Ruling:
        """Append a finding that was missed."""
        over = self.overlay()
        id_, type_ = self.named(article, over)
        if type_ != "article":
            raise review.ReviewError(f"{id_} is a {type_}: name the article in which something was missed.")
        names = self.names(over, id_)
        ruling = review.addition(names, layer, names.articles[0], fields, by=by, reason=reason, at=at)
        found = self._store.named(ruling.finding)
        if found is not None and found.number:
            raise review.ReviewError(f"{ruling.finding} was found already: confirm or correct it.")
        return self._append(ruling)

    def undo(self, which: int | str, *, by: str, reason: str | None, at: datetime | None) -> Ruling:
        """Append the taking back of an earlier ruling."""
        return self._append(review.undoing(self._store.rulings(), which, by=by, reason=reason, at=at))

    def _append(self, ruling: Ruling) -> Ruling:
        return self._store.append(ruling)

    def ruled(self, over: review.Overlay | None) -> tuple[Ruled, ...]:
        """All rulings with what became of them."""
        if over is None:
            return ()
        ledger = over.ledger
        names = {**over.names, **ledger.found, **ledger.added}
        return tuple(
            Ruled(
                each,
                ledger.states[each.id],
                views.words_of_finding(names[each.finding]) if each.finding in names else None,
                ledger.states[each.id] is not State.UNDONE and ledger.is_disputed(each.finding),
            )
            for each in ledger.rulings
        )

    def queue(
        self,
        layers: Sequence[str],
        by: str | None,
        limit: int,
        offset: int,
        ruled: bool,
        within: Mapping[str, str | None],
    ) -> Queue:
        """A page of what waits. Raises ReviewError for a layer that there is not, ViewError for unknown names."""
        for layer in layers:
            if layer not in _LAYERS:
                raise review.ReviewError(f"no layer {layer[:40]!r}: there is {', '.join(_LAYERS)}.")
        over = self.overlay()
        asked = dict(within)
        party, issue = asked.get("party"), asked.get("issue")
        if party or issue:
            names = self._store.part(Wanted())
            index = views.Index(review.lay(names, over) if over else names)
            asked["party"] = views.find_party(index, party).id if party else None
            asked["issue"] = views.find_issue(index, issue).id if issue else None
        said = over.ledger.said if over else {}
        layer_of = over.ledger.layers if over else {}
        items: list[Queued] = []
        progress: list[Progress] = []
        for layer in layers:
            done = sum(1 for id_ in said if layer_of[id_] == layer and (by is None or by in said[id_]))
            most = max(_MOST_WAITING, offset + limit) + -(-done // _AT_ONCE) * _AT_ONCE
            record, number = self._store.doubtful(layer, most, **asked)
            if len(getattr(record, _LAYERS[layer].field)) > number:
                number = len(getattr(record, _LAYERS[layer].field))
            items += review.waiting(record, layer, over, by, ruled=ruled)
            progress.append(Progress(layer, number, done))
        items.sort(key=lambda each: (-each.weight, each.id))
        page = tuple(review.as_seen(each, over) for each in items[offset : offset + limit])
        return Queue(page, len(items) > offset + limit, tuple(progress))

    def wordings(self, ids: Iterable[str]) -> dict[str, str]:
        """The wordings of articles, by id."""
        return {each.id: each.wording for each in self._store.texts(ids)}


def _changing(rulings: tuple[Ruling, ...]) -> tuple[Ruling, ...]:
    """Rulings on findings of which anything else was said than that they are right."""
    changed = {each.finding for each in rulings if each.verdict is not Verdict.CONFIRMED}
    return tuple(each for each in rulings if each.finding in changed)


def _within(laid: Record, part: Record) -> Record:
    """Without what was added in articles that a part does not hold."""
    held = {each.id for each in part.articles}
    return replace(
        laid,
        statements=tuple(each for each in laid.statements if each.article in held),
        positions=tuple(each for each in laid.positions if each.article in held),
    )


def _widened(wanted: Wanted, over: review.Overlay) -> Wanted:
    """With what rulings put where it is looked for."""
    if not wanted.is_narrow:
        return wanted
    issues = over.sources(wanted.issues) if wanted.issues is not None else None
    if issues == frozenset() and None in over.groups.issues.values():
        issues = None  # what was on an issue that is none is on no issue now
    moved = frozenset(id_ for id_, (_, now) in over.moved.items() if now is not None)
    moved |= frozenset(over.ledger.ends if wanted.dated else ())
    beside = frozenset(each.article for each in over.ledger.added.values())
    return replace(wanted, issues=issues, also=moved, beside=beside)

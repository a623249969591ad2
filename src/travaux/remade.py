"""What rulings make anew: the cell of a party and an issue, kept by the rulings that concern it; and former groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from travaux import review
from travaux.model import Glance, Record, Ruling, Stand
from travaux.record import Chapter, Days, Store, Wanted, join_chapters, outline_of, week_of

_Cell = tuple[str | None, str | None]
# A ruling on one of these changes what is made of it; one on anything else, such as a name, may change all.
_OF_THEIR_OWN = frozenset("statement position event interaction outcome link shift witnesses happening stand".split())
_SAID = frozenset(("position", "statement", "witnesses"))  # of which cells are made
_MADE = {  # fields of what is made of others, with their members
    "stands": "positions",
    "witnesses": "statements",
    "happenings": "events",
    "links": "position",
    "shifts": "positions",
    "knots": "links",
}
_NEWEST = 40  # rulings: what an older one made anew is looked for only where its place is told
_FORMER = {"stands": 12}  # rulings on a place that are taken back there to find what had an id; all of the newest else


class Made(NamedTuple):
    """What the positions of a cell make."""

    stands: tuple[Stand, ...]
    glance: Glance | None


class Became(NamedTuple):
    """What a group that had another id became: a finding of `part`; where it is gone, of the part as it was then."""

    part: Record
    id: str
    is_gone: bool = False


class Touched(NamedTuple):
    """The weeks of a cell that rulings concern, the numbers of these, and what they put there or took away."""

    weeks: frozenset[str] = frozenset()
    rulings: frozenset[int] = frozenset()
    moves: frozenset[review.Move] = frozenset()


_NONE = Touched()


class Concerns:
    """Rulings by what they are on."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self._by: dict[str, list[Ruling]] = {}
        self._all: list[Ruling] = []
        for each in rulings:
            if each.layer not in _OF_THEIR_OWN:
                self._all.append(each)
            for id_ in {each.finding, *each.others}:
                self._by.setdefault(id_, []).append(each)

    def of(self, ids: Collection[str]) -> tuple[Ruling, ...]:
        """Those that may change what is made of these findings, in their order."""
        few = ids & self._by.keys() if isinstance(ids, set | frozenset) else self._by.keys() & set(ids)
        found = {each.number: each for id_ in few for each in self._by[id_]}
        found |= {each.number: each for each in self._all}
        return tuple(found[number] for number in sorted(found))


class Remade:
    """Reads cells that rulings touch, and finds what was made of findings before a ruling."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def glance(self, party: str, issue: str, over: review.Overlay, *, stands: bool) -> Glance | None:
        """A party on an issue as rulings left it, with its stands where these are wanted; None where nothing is left.

        Made anew only where another ruling concerns it.
        """
        told = self._touched((party, issue), over)

        def find() -> Glance | None:
            chapters = self._chapters(party, issue, told, over, told_too=stands) if told is not None else None
            if chapters is None:
                return self._cell(party, issue, over).glance
            if not chapters:
                return None
            return join_chapters(party, issue, chapters)[1] if stands else outline_of(party, issue, chapters)

        key = (party, issue, stands, told, over.speakers()) if told is not None else None
        return self._store.kept(find, "glance", *key) if key else find()

    def stands(self, party: str, issue: str, over: review.Overlay, days: Days | None) -> tuple[Stand, ...]:
        """Likewise its stands that were taken in these days."""
        told = self._touched((party, issue), over)

        def find() -> tuple[Stand, ...]:
            chapters = self._chapters(party, issue, told, over, told_too=True) if told is not None else None
            all_ = (
                self._cell(party, issue, over).stands if chapters is None else join_chapters(party, issue, chapters)[0]
            )
            return tuple(each for each in all_ if days is None or (each.since and days.has(each.since)))

        key = (party, issue, days, told, over.speakers()) if told is not None else None
        return self._store.kept(find, "stands", *key) if key else find()

    # -- a cell of a large record, of which little is read, and no more kept than was asked for

    def _touched(self, cell: _Cell, over: review.Overlay) -> Touched | None:
        """The weeks of a cell that rulings concern; None where it is to be made of all its positions."""
        if not (over.is_large and over.is_as_found(cell)):
            return None
        weeks = self._store.kept(lambda: _find_weeks(self._store, over), "touched", over.ledger.rulings[-1].number)
        return None if weeks is None else weeks.get(cell, _NONE)

    def _chapters(
        self, party: str, issue: str, touched: Touched, over: review.Overlay, *, told_too: bool
    ) -> dict[str, Chapter] | None:
        """The chapters of a cell, those of these weeks written anew; what they tell only where it is wanted.

        None where the record can't tell them, since a merge came due.
        """
        chapters = self._store.chapters(party, issue, told=told_too)
        if chapters is None:
            return None
        kept = {week: over.renamed(each) for week, each in chapters.items() if week not in touched.weeks}
        laid = review.lay(self._store.once(replace(_wanted(party, issue, over), weeks=touched.weeks)), over)
        published = {each.id: each.published for each in laid.articles}
        own = (each for each in laid.positions if (each.party, each.issue) == (party, issue))
        positions = [each for each in own if week_of(published.get(each.article)) in touched.weeks]
        return {**kept, **review.Cells(laid, is_large=True).chapters(issue, positions)}

    # -- any other cell

    def _cell(self, party: str, issue: str, over: review.Overlay) -> Made:
        """What all positions of a cell make."""
        wanted = _wanted(party, issue, over)
        ids = self._store.kept(lambda: _ids_of(self._store.part(wanted)), "ids", wanted)
        numbers = tuple(each.number for each in self._concerns(over).of(ids | _put_in((party, issue), over)))
        return self._store.kept(lambda: self._make(wanted, party, issue, over), "cell", wanted, numbers)

    def _make(self, wanted: Wanted, party: str, issue: str, over: review.Overlay) -> Made:
        laid = review.lay(self._store.part(wanted), over)
        positions = [each for each in laid.positions if (each.party, each.issue) == (party, issue)]
        if not positions:
            return Made((), None)
        stands, glance = review.Cells(laid, is_large=over.is_large).at(party, issue, positions)
        return Made(tuple(stands), glance)

    def _concerns(self, over: review.Overlay) -> Concerns:
        rulings = over.ledger.rulings
        return self._store.kept(lambda: Concerns(rulings), "concerns", len(rulings), rulings[-1].number)

    # -- what had an id before

    def find(self, id_: str, over: review.Overlay, cell: _Cell) -> Became | None:
        """What the group became that has this id, or had it before a ruling; None where there was none.

        Of a stand the `cell` tells where it was; without it the cells of the newest rulings are looked through.
        """
        return self._store.kept(
            lambda: self._find(id_, over, cell), "became", id_, cell, over.ledger.rulings[-1].number
        )

    def heir(self, part: Record, field: str, members: Collection[str], over: review.Overlay) -> str | None:
        """The id of the group, or of the finding, of a part as it is now that has most of some members."""
        now = {over.ids.get(each, each) for each in members}
        shares = [(len(now & set(_members(each, field))), each.id) for each in getattr(part, field)]
        most, id_ = max(shares, default=(0, ""))
        if most:
            return str(id_)
        left = (each.id for own in ("positions", "statements", "events") for each in getattr(part, own))
        return next((each for each in left if each in now), None) if field != "stands" else None

    def heir_of(self, id_: str, found: Record, laid: Record, over: review.Overlay) -> str | None:
        """The same of a group that was found and is not there any more."""
        was = _group(found, id_, _MADE)
        return self.heir(laid, *was, over) if was else None

    def _find(self, id_: str, over: review.Overlay, cell: _Cell) -> Became | None:
        touched, wordings = self._store.touched(over.ledger.rulings)
        for part, rulings, fields in self._places(over, cell):
            most = min(_FORMER.get(each, _NEWEST) for each in fields)
            laid = review.lay(part, over)
            if _group(laid, id_, fields):
                return Became(laid, id_)
            for left in range(len(rulings) - 1, max(len(rulings) - 1 - most, -1), -1):
                before = review.overlay(touched, rulings[:left], wordings, is_large=over.is_large)
                former = review.lay(part, before)
                if was := _group(former, id_, fields):
                    found = {new: old for old, new in before.ids.items()}
                    heir = self.heir(laid, was[0], [found.get(each, each) for each in was[1]], over)
                    return Became(laid, heir) if heir else Became(former, id_, is_gone=True)
        return None

    def _places(
        self, over: review.Overlay, cell: _Cell
    ) -> Iterator[tuple[Record, tuple[Ruling, ...], Collection[str]]]:
        """Where to look for what: parts as they were found, with the rulings that concern each, and fields."""
        concerns = self._concerns(over)
        newest = over.ledger.rulings[-_NEWEST:]
        ruled = {id_ for each in newest for id_ in (each.finding, *each.others)}
        around = self._store.around(ruled)
        own = around, concerns.of(_ids_of(around)), _MADE.keys() - {"stands"}
        cells = {over.now(cell): None}
        if None in cell:
            yield own
            moved = (over.moved[id_] for id_ in sorted(_ids_of(around)) if id_ in over.moved)
            cells = {over.now((each.party, each.issue)): None for pair in moved for each in pair if each is not None}
        for party, issue in cells:
            if party is not None and issue is not None:
                wanted = replace(_wanted(party, issue, over), placed=frozenset(("positions", "stands")))
                part = self._store.part(wanted)
                yield part, concerns.of(_ids_of(part) | _put_in((party, issue), over)), ("stands",)
        if None not in cell:
            yield own


def _find_weeks(store: Store, over: review.Overlay) -> dict[_Cell, Touched] | None:
    """The weeks of each cell whose reports tell what is ruled on, or what is put there or taken from there."""
    numbers: defaultdict[str, set[int]] = defaultdict(set)  # finding -> rulings on it
    tellers: defaultdict[str, set[int]] = defaultdict(set)  # article that tells what others tell too -> rulings on that
    for ruling in over.ledger.rulings:
        if ruling.layer in _SAID:
            for id_ in (ruling.finding, *ruling.others):
                numbers[id_].add(ruling.number)
                for article in over.told_in.get(id_, ()):
                    tellers[article].add(ruling.number)
    cells = store.cells_in(tellers)
    if cells is None:
        return None
    moves = tuple(over.moves())
    reports = store.reports(sorted({each.article for each in moves}), ()).articles
    weeks = {each.id: week_of(each.published) for each in reports}
    told = [((party, issue), week, tellers[article], frozenset[review.Move]()) for party, issue, week, article in cells]
    for each in moves:
        if each.article in weeks:
            by = tellers[each.article].union(*(numbers[id_] for id_ in each.findings & numbers.keys()))
            told.append(((each.party, each.issue), weeks[each.article], by, frozenset((each,))))
    found: defaultdict[_Cell, Touched] = defaultdict(Touched)
    for cell, week, rulings, move in told:
        was = found[cell]
        found[cell] = Touched(was.weeks | {week}, was.rulings | rulings, was.moves | move)
    return dict(found)


def _wanted(party: str, issue: str, over: review.Overlay) -> Wanted:
    """All of a cell, with what rulings put there."""
    came = {id_ for id_, (_, now) in over.moved.items() if now is not None and (now.party, now.issue) == (party, issue)}
    beside = (over.ledger.ends.get(id_) for id_ in sorted(_put_in((party, issue), over) & over.ledger.added.keys()))
    return Wanted(
        placed=frozenset(("positions",)),
        behind=frozenset(("statements", "witnesses", "copies", "articles")),
        party=party,
        issues=over.sources(frozenset((issue,))),
        also=frozenset(came),
        beside=frozenset(each.article for each in beside if each is not None),
    )


def _put_in(cell: _Cell, over: review.Overlay) -> frozenset[str]:
    """What rulings put, or left, in a cell: positions by the ids that they had then, and their voices."""
    ledger = over.ledger
    found: set[str] = set()
    for id_, end in ledger.ends.items():
        if ledger.layers[id_] == "position":
            known = [each for each in (ledger.added.get(id_), end) if each is not None]
            if any(over.now((each.party, each.issue)) == cell for each in known):
                found.update((id_, *(each.voice for each in known if each.voice)))
    return frozenset(found)


def _ids_of(part: Record) -> frozenset[str]:
    """Of all that may be ruled on in a part, the members of its groups among them."""
    held = (each for field in ("positions", "statements", "events", *_MADE) for each in getattr(part, field))
    return frozenset(id_ for each in held for id_ in (each.id, *_members_of(each)))


def _members_of(finding: Any) -> Iterator[str]:
    if hasattr(finding, "statements"):
        yield from finding.statements
    elif hasattr(finding, "events"):
        yield from finding.events


def _members(group: Any, field: str) -> tuple[str, ...]:
    held = getattr(group, _MADE[field])
    return (held,) if isinstance(held, str) else held


def _group(part: Record, id_: str, fields: Iterable[str]) -> tuple[str, tuple[str, ...]] | None:
    """The field and the members of the group of a part that has an id."""
    held = ((field, each) for field in fields for each in getattr(part, field))
    return next(((field, _members(each, field)) for field, each in held if each.id == id_), None)

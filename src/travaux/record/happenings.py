"""Events of several reports that are one: joined by kind, people, day, place and words; and what became of it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from operator import attrgetter
from typing import TypeVar

from travaux.model import ActorKind, Article, Event, EventStatus, EventType, Happening, When
from travaux.record.groups import UNLIKE, Pair, find_groups
from travaux.record.kin import find_ties
from travaux.record.names import Names
from travaux.record.origins import Origins
from travaux.record.parties import Sides
from travaux.record.tellings import Telling, find_sentence, keys_of, weigh
from travaux.record.usage import weight

PERIOD = 28  # days within which others that may be one are looked for at once
NEXT = timedelta(days=1)  # by which the days of two reports may differ: what is printed the day after
DISPUTED = timedelta(days=7)  # by which two reports of one event may differ about its day
BEFORE, AFTER = timedelta(days=14), timedelta(days=60)  # how far from a report that gives no day an event may lie
CALLED_OFF = timedelta(days=14)  # how far apart, and twice that, reports of a plan and of its end may lie
HALF = 60  # so much shared weight is half the evidence that any amount would be
NAMED = 30  # what a party, a person or a place in common tells, beside words
FINDING = 45  # what it tells where others are looked for: two of them will do
NARROW, VAGUE = 7, 35  # days: of a time that is one event's; of one that is anybody's

DOUBT = 1.0  # how much the pairs of two groups may speak against one

# What speaks for one event, in log odds, as a logistic regression over judged pairs says (docs/history.md): how close
# their marks are; what share of the heavier sentence's words the other has, and how telling these are; one day or week,
# one type, and reports of one day or the next.
_CLOSE, _OF_SENTENCE, _IN_SENTENCE, _ONE_DAY, _REPORTED_TOGETHER = 2.17, 2.1, 0.34, 1.67, 1.84
_ONE_TYPE, _ANY = 2.3, -6.43  # by hand less for the type than was fitted (2.61, -6.73): few pairs differed in it
_IN_COMMON = 0.2  # how close the marks must be at least
_ENDED = 0.45  # how close a report of an end must be to what was planned, from 0 to 1

# Types by which reports tell the same: they met, they talked, one went to see the other.
_FAMILIES = {
    type_: family
    for family in (
        (EventType.MEET, EventType.TALK, EventType.VISIT),
        (EventType.AGREE, EventType.SIGN),
        (EventType.CANCEL, EventType.POSTPONE, EventType.WALK_OUT),
    )
    for type_ in family
}
_OFF = frozenset({EventStatus.CALLED_OFF, EventStatus.RULED_OUT})
_ON = frozenset({EventStatus.HELD, EventStatus.ONGOING})
_OPEN = frozenset({EventStatus.PLANNED, EventStatus.POSSIBLE})

_T = TypeVar("_T", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Told:
    """An event as it is compared with others. `parties` has each party or name that took part, with its people."""

    id: str
    event: Event
    published: date | None
    parties: dict[str, frozenset[str]]
    telling: Telling
    sentence: Telling
    usual: frozenset[int]

    @property
    def family(self) -> tuple[EventType, ...]:
        """The types by which others may tell it."""
        return _FAMILIES.get(self.event.type, (self.event.type,))

    @cached_property
    def marks(self) -> frozenset[str]:
        """What tells the event from others: its words, who took part, and where."""
        people = {f"@{name}" for names in self.parties.values() for name in names}
        place = {f"@{self.event.place.casefold()}"} if self.event.place else set()
        return self.telling.stems | {f"@{party}" for party in self.parties} | people | place

    @property
    def article(self) -> str:
        """In which it is told."""
        return self.event.article

    @cached_property
    def keys(self) -> frozenset[int]:
        """What finds others that may be one: telling words and names, of one family of types."""
        return keys_of(self.weights, self.usual)

    @cached_property
    def weights(self) -> dict[str, int]:
        """How telling each of its marks is, where others of its family are looked for."""
        return {f"{self.family[0]} {mark}": tells for mark, tells in weights_of(self.marks).items()}

    @property
    def weeks(self) -> Sequence[int]:
        """The periods in which others are looked for, none for any."""
        if self.days is None:
            return ()
        first, last = self.days.first - DISPUTED, self.days.last + DISPUTED
        return range(first.toordinal() // PERIOD, last.toordinal() // PERIOD + 1)

    @cached_property
    def weight(self) -> int:
        """How telling all marks are together."""
        return _weigh(self.marks)

    @cached_property
    def days(self) -> When | None:
        """The days within which it was or will be, by the report's word or else by its day; None for any."""
        if self.has_day:
            return self.event.date
        if self.published is None:
            return None
        first = self.published - (timedelta() if self.event.status in _OPEN else BEFORE)
        return When(first, self.published + (timedelta() if self.event.status in _ON else AFTER))

    @property
    def has_day(self) -> bool:
        """Whether its time is one event's, and not anybody's."""
        return self.event.date is not None and _width(self.event.date) < VAGUE


def weights_of(marks: Iterable[str]) -> dict[str, int]:
    """What each mark tells where others are looked for."""
    return {mark: FINDING if mark[0] == "@" else weight(mark) for mark in marks}


def _weigh(marks: Iterable[str]) -> int:
    return sum(NAMED if mark[0] == "@" else weight(mark) for mark in marks)


def _closeness(a: Told, b: Told) -> float:
    """From 0 to 1: how much of the lighter one's marks the other has, and of the heavier, and how telling they are."""
    shared = _weigh(a.marks & b.marks)
    if not shared:
        return 0.0
    lighter, heavier = sorted((a.weight, b.weight))
    return shared / lighter * (1 + shared / heavier) / 2 * shared / (shared + HALF)


def _width(when: When) -> int:
    return (when.last - when.first).days


def find_happenings(
    events: Sequence[Event],
    articles: Sequence[Article],
    origins: Origins,
    sides: Sides,
    usual: frozenset[int] = frozenset(),
) -> tuple[Happening, ...]:
    """Every event in exactly one happening, with all others that tell the same. `independent` as `Origins.count`.

    One that was planned is held or called off as the latest report says: see `_status`.
    """
    told = {each.id: each for each in find_told(events, articles, sides, usual)}
    groups = find_groups(told, find_ties(told.values(), score), score, may_be_one, DOUBT)
    single = set(told).difference(*groups)
    endings = {each.id: each for each in find_endings(told.values())}
    ended = find_ties(endings.values(), ends)
    found = (
        as_happening([told[id_] for id_ in group], ended_by(group, ended, told), sides.names, origins)
        for group in [*groups, *((id_,) for id_ in single)]
    )
    return tuple(sorted(found, key=attrgetter("id")))


def find_told(
    events: Iterable[Event], articles: Iterable[Article], sides: Sides, usual: frozenset[int]
) -> Iterator[Told]:
    """Events as they are compared."""
    held = {article.id: article for article in articles}
    for each in events:
        article = held.get(each.article)
        sentence = find_sentence(article.text, each.basis) if article else ""
        yield as_told(each, article.published if article else None, parties_of(each, sides), sentence, usual)


def as_told(
    event: Event,
    published: date | None,
    parties: dict[str, frozenset[str]],
    sentence: str,
    usual: frozenset[int],
) -> Told:
    """An event as it is compared with others."""
    own, around = (Telling.of(words, quoted=False) for words in (event.basis.words, sentence or event.basis.words))
    return Told(event.id, event, published, parties, own, around, usual)


def parties_of(event: Event, sides: Sides) -> dict[str, frozenset[str]]:
    """Each party that took part, by id, with its people; who is of no party stands for himself."""
    found: dict[str, set[str]] = defaultdict(set)
    for who in event.participants:
        name, party = sides.named(who), sides.find(who, event.article)
        if name or party:  # not "the two leaders"
            people = found[party.id if party else name or who]
            if name and sides.names.kinds.get(name) is ActorKind.PERSON:
                people.add(name)
    return {party: frozenset(people) for party, people in found.items()}


# -- how alike they are


def score(a: Told, b: Told) -> float:
    """What speaks for it that two events are one, in log odds."""
    close = _closeness(a, b)
    if close < _IN_COMMON or not may_be_one(a, b):
        return UNLIKE
    shared = weigh(a.sentence.stems & b.sentence.stems)
    said = _ANY + _CLOSE * close + _IN_SENTENCE * math.log1p(shared / 10)
    if shared:
        said += _OF_SENTENCE * shared / max(a.sentence.weight, b.sentence.weight)
    one, other = a.event.date, b.event.date
    if one and other and one.meets(other, _slack(a, b)) and max(_width(one), _width(other)) <= NARROW:
        said += _ONE_DAY
    if a.event.type is b.event.type:
        said += _ONE_TYPE
    if not (a.published and b.published) or abs(a.published - b.published) <= NEXT:
        said += _REPORTED_TOGETHER
    return said


def may_be_one(a: Told, b: Told) -> bool:
    """Nothing speaks against one event: not the kind, not who took part, no more than a few days."""
    if a.family != b.family or not _may_be_same_people(a, b):
        return False
    if a.published and b.published and not (a.has_day or b.has_day) and abs(a.published - b.published) > BEFORE:
        return False
    if any(x.event.date and y.days and not x.event.date.meets(y.days, DISPUTED) for x, y in ((a, b), (b, a))):
        return False
    if a.days is None or b.days is None or a.days.meets(b.days, _slack(a, b)):
        return True
    apart = max(a.days.first - b.days.last, b.days.first - a.days.last)
    return a.event.article != b.event.article and a.has_day and b.has_day and apart <= DISPUTED


def _slack(a: Told, b: Told) -> timedelta:
    """By how much the days of two tellings may differ that are as good as one; one report tells its days apart."""
    return NEXT if a.article != b.article else timedelta()


def _may_be_same_people(a: Told, b: Told) -> bool:
    """A party in common, unless one report names nobody; and of each party in common nobody else's name."""
    common = a.parties.keys() & b.parties.keys()
    if a.parties and b.parties and not common:
        return False
    return all(_may_be_same(a.parties[party], b.parties[party]) for party in common)


def _may_be_same(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """One word of a name in common will do: Ann Vik, Mrs. A. Vik."""
    ours, theirs = ({word for name in names for word in name.split()} for names in (ours, theirs))
    return not ours or not theirs or bool(ours & theirs)


# -- what a happening says


def as_happening(group: Sequence[Told], ending: Sequence[Told], names: Names, origins: Origins) -> Happening:
    """One event as those say together who tell of it; `ending` are reports that it was called off."""
    group = sorted(group, key=attrgetter("id"))
    carriers = tuple(sorted({each.event.article for each in group}))
    return Happening(
        tuple(each.id for each in group),
        carriers,
        origins.count(carriers),
        _most(group, lambda each: each.event.type) or group[0].event.type,
        _status(group, ending),
        _participants(group, names),
        _most(group, lambda each: each.event.place),
        _date(group),
        tuple(field for field, differs in _DIFFERING.items() if any(differs(a, b) for a, b in combinations(group, 2))),
    )


def _most(group: Sequence[Told], read: Callable[[Told], _T | None]) -> _T | None:
    """What most reports say; of several said as often the one that was said last."""
    said: dict[_T, list[date]] = defaultdict(list)
    for each in group:
        value = read(each)
        if value is not None:
            said[value].append(each.published or date.min)
    return max(said, key=lambda value: (len(said[value]), max(said[value]), str(value)), default=None)


def _date(group: Sequence[Told]) -> When | None:
    """The day that most reports give or leave room for, the narrowest of those."""
    dates = [each.event.date for each in group if each.event.date]

    def weight(when: When) -> tuple[int, int, date, date]:
        last = max(each.published or date.min for each in group if each.event.date == when)
        return sum(when.meets(other) for other in dates), -_width(when), last, when.first

    return max(dates, key=weight, default=None)


def _participants(group: Sequence[Told], names: Names) -> tuple[str, ...]:
    """Who took part by half of the reports that say who did, the most often named first."""
    named = [{names.of(who) for who in each.event.participants} for each in group if each.event.participants]
    counts = Counter(who for each in named for who in each)
    return tuple(sorted((who for who in counts if 2 * counts[who] >= len(named)), key=lambda who: (-counts[who], who)))


def _status(group: Sequence[Told], ending: Iterable[Told]) -> EventStatus:
    """As the latest report says, most of those of one day; one without a day of its own overrides none.

    What was held stays held, whatever is planned next. `ending` are reports that it was called off.
    """
    said = [(each.published, each.event.status) for each in group]
    said += [(each.published, EventStatus.CALLED_OFF) for each in ending]
    days = sorted({published for published, _ in said if published})
    stands: EventStatus | None = None
    for day in [*days, None]:
        votes = Counter(status for published, status in said if published == day)
        status = max(votes, key=lambda each: (votes[each], each in _ON, each in _OFF, each), default=None)
        if status is not None and stands not in _ON and (stands is None or day is not None):
            stands = status
    return stands or group[0].event.status


# -- what was planned, and reports that it was called off


@dataclass(frozen=True, eq=False)
class Ending:
    """An event that was planned, or one that is the end of one, as they are compared with each other."""

    told: Told

    @property
    def id(self) -> str:
        """Of the event."""
        return self.told.id

    @property
    def article(self) -> str:
        """In which it is told."""
        return self.told.article

    @cached_property
    def keys(self) -> frozenset[int]:
        """What finds the other, whatever their types."""
        return keys_of(weights_of(self.told.marks), self.told.usual)

    @property
    def weeks(self) -> Sequence[int]:
        """The periods in which the other is looked for."""
        assert self.told.published is not None
        first, last = self.told.published - CALLED_OFF, self.told.published + CALLED_OFF
        return range(first.toordinal() // PERIOD, last.toordinal() // PERIOD + 1)


def find_endings(told: Iterable[Told]) -> Iterator[Ending]:
    """What is planned in a report with a date, and what was called off."""
    return (Ending(each) for each in told if each.published and (each.event.status in _OPEN or _is_end(each)))


def _is_end(told: Told) -> bool:
    return told.event.type is EventType.CANCEL and told.event.status in _ON


def ends(a: Ending, b: Ending) -> float:
    """Whether one is a report that what the other planned is off: of the same people, in the same words, before it."""
    plan, end = (b.told, a.told) if _is_end(a.told) else (a.told, b.told)
    return float(
        _is_end(end)
        and plan.event.status in _OPEN
        and end.family != plan.family
        and (plan.event.date is None or bool(end.published and end.published <= plan.event.date.last))
        and bool(plan.parties.keys() & end.parties.keys())
        and _may_be_same_people(plan, end)
        and _closeness(plan, end) >= _ENDED
    )


def ended_by(group: Sequence[str], ended: Iterable[Pair], told: Mapping[str, Told]) -> list[Told]:
    """The reports that what some of these events planned was called off."""
    planned = {id_ for id_ in group if told[id_].event.status in _OPEN}
    found = {other for a, b in ended for one, other in ((a, b), (b, a)) if one in planned and _is_end(told[other])}
    return [told[id_] for id_ in sorted(found)]


def _dates_differ(a: Told, b: Told) -> bool:
    return a.event.date is not None and b.event.date is not None and not a.event.date.meets(b.event.date)


def _places_differ(a: Told, b: Told) -> bool:
    """Two places without a name in common: Hesk is no other place than the island of Hesk."""
    ours, theirs = (_names(each.event.place or "") for each in (a, b))
    return bool(ours and theirs) and not ours & theirs


def _names(place: str) -> set[str]:
    """The words of a place that are names; all of them where none is."""
    words = set(place.split())
    return {word for word in words if word[0].isupper()} or words


def _numbers_differ(a: Told, b: Told) -> bool:
    """Nine men, eleven men."""
    ours, theirs = a.telling.counts, b.telling.counts
    return any(ours[what] != theirs[what] for what in ours.keys() & theirs.keys())


def _statuses_differ(a: Told, b: Told) -> bool:
    statuses = {a.event.status, b.event.status}
    return bool(statuses & _ON and statuses & _OFF)


_DIFFERING: dict[str, Callable[[Told, Told], bool]] = {
    "date": _dates_differ,
    "place": _places_differ,
    "number": _numbers_differ,
    "status": _statuses_differ,
}

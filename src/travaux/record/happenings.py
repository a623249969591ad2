"""Events of several reports that are one: joined by kind, people, day, place and words; and what became of it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from operator import attrgetter
from typing import Any, TypeVar

from travaux.model import ActorKind, Article, Copies, Event, EventStatus, EventType, Happening, Statement, When
from travaux.record.groups import UNLIKE, Pair, agreeing
from travaux.record.origins import Origins
from travaux.record.parties import Sides
from travaux.record.tellings import Telling, find_sentence, weigh

MOST_BEARERS = 48  # what more events of a week than this have in common finds no others
DISPUTED = timedelta(days=7)  # by which two reports of one event may differ about its day
BEFORE, AFTER = timedelta(days=14), timedelta(days=60)  # how far from a report that gives no day an event may lie
HALF = 60  # so much shared weight is half the evidence that any amount would be
NAMED = 30  # what a party, a person or a place in common tells, beside words
NARROW, VAGUE = 7, 35  # days: of a time that is one event's; of one that is anybody's

# What speaks for one event, in log odds, as a logistic regression over judged pairs says (docs/history.md): the words
# that both have, in the event's own words and in those of its sentence, by their share of the heavier one and by how
# telling they are; their days, type, status, and reports of one day or the next.
_OF_HEAVIER, _TOGETHER, _OF_SENTENCE, _IN_SENTENCE = 0.77, 0.49, 1.38, 0.68
_ONE_DAY, _ONE_WEEK, _ONE_TYPE, _ONE_STATUS, _REPORTED_TOGETHER, _ANY = 2.6, 1.47, 1.6, 0.57, 1.54, -7.23
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
class _Told:
    """An event as it is compared with others. `parties` has each party or name that took part, with its people."""

    id: str
    event: Event
    published: date | None
    parties: dict[str, frozenset[str]]
    telling: Telling
    sentence: Telling

    @property
    def family(self) -> tuple[EventType, ...]:
        return _FAMILIES.get(self.event.type, (self.event.type,))

    @cached_property
    def marks(self) -> frozenset[str]:
        """What tells the event from others: its words, who took part, and where."""
        people = {f"@{name}" for names in self.parties.values() for name in names}
        place = {f"@{self.event.place.casefold()}"} if self.event.place else set()
        return self.telling.stems | {f"@{party}" for party in self.parties} | people | place

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
        return self.event.date is not None and _width(self.event.date) < VAGUE


def _weigh(marks: Iterable[str]) -> int:
    names, words = [], []
    for mark in marks:
        (names if mark[0] == "@" else words).append(mark)
    return weigh(words) + NAMED * len(names)


def _closeness(a: _Told, b: _Told) -> float:
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
    copies: Sequence[Copies],
    statements: Sequence[Statement],
    sides: Sides,
) -> tuple[Happening, ...]:
    """Every event in exactly one happening, with all others that tell the same. `independent` as `Origins.count`.

    One that was planned is held or called off as the latest report says: see `_status`.
    """
    published = {article.id: article.published for article in articles}
    texts = {article.id: article.text for article in articles}
    told = {
        each.id: _Told(
            each.id,
            each,
            published.get(each.article),
            _parties(each, sides),
            Telling.of(each.basis.words, quoted=False),
            Telling.of(find_sentence(texts.get(each.article, ""), each.basis) or each.basis.words, quoted=False),
        )
        for each in events
    }
    alike: dict[Pair, float] = {}
    for a, b in _candidates(list(told.values())):
        score = _score(a, b)
        if score > UNLIKE:
            alike[min(a.id, b.id), max(a.id, b.id)] = score
    groups = agreeing(alike, lambda a, b: _may_be_one(told[a], told[b]))
    single = set(told).difference(*groups)
    joined = [[told[id_] for id_ in group] for group in [*groups, *((id_,) for id_ in single)]]
    ends = [each for each in told.values() if each.event.type is EventType.CANCEL and each.event.status in _ON]
    origins = Origins(articles, copies, statements)
    found = (_happening(group, _ending(group, ends), sides, origins) for group in joined)
    return tuple(sorted(found, key=attrgetter("id")))


def _parties(event: Event, sides: Sides) -> dict[str, frozenset[str]]:
    """Each party that took part, by id, with its people; who is of no party stands for himself."""
    found: dict[str, set[str]] = defaultdict(set)
    for who in event.participants:
        name, party = sides.named(who), sides.find(who, event.article)
        if name or party:  # not "the two leaders"
            people = found[party.id if party else name or who]
            if name and sides.names.kinds.get(name) is ActorKind.PERSON:
                people.add(name)
    return {party: frozenset(people) for party, people in found.items()}


# -- pairs that may be one


def _candidates(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Events of one family and week that have something in common that few others have."""
    weeks: dict[tuple[Any, ...], list[_Told]] = defaultdict(list)
    undated = [each for each in told if each.days is None]
    for each in told:
        for week in _weeks(each.days) if each.days else ():
            weeks[each.family, week].append(each)
    seen: set[Pair] = set()
    families = {each.family for each in told}
    for bucket in [
        *([*each, *(one for one in undated if one.family == family)] for (family, _), each in weeks.items()),
        *([one for one in undated if one.family == family] for family in families),
    ]:
        bearers: dict[str, list[_Told]] = defaultdict(list)
        for each in bucket:
            for mark in each.marks:
                bearers[mark].append(each)
        for few in bearers.values():
            for a, b in combinations(few, 2) if len(few) <= MOST_BEARERS else ():
                if (a.id, b.id) not in seen and (b.id, a.id) not in seen:
                    seen.add((a.id, b.id))
                    yield a, b


def _weeks(days: When) -> range:
    return range((days.first - DISPUTED).toordinal() // 7, (days.last + DISPUTED).toordinal() // 7 + 1)


def _score(a: _Told, b: _Told) -> float:
    """What speaks for it that two events are one, in log odds."""
    if not _may_be_one(a, b):
        return UNLIKE
    score = _ANY + _alike(a.telling, b.telling, _OF_HEAVIER, _TOGETHER)
    score += _alike(a.sentence, b.sentence, _OF_SENTENCE, _IN_SENTENCE)
    one, other = a.event.date, b.event.date
    if one and other and one.meets(other):
        width = max(_width(one), _width(other))
        score += _ONE_DAY if not width else _ONE_WEEK if width <= NARROW else 0.0
    if a.event.type is b.event.type:
        score += _ONE_TYPE
    if a.event.status is b.event.status:
        score += _ONE_STATUS
    if not (a.published and b.published) or abs(a.published - b.published) <= timedelta(days=1):
        score += _REPORTED_TOGETHER
    return score


def _alike(a: Telling, b: Telling, share: float, amount: float) -> float:
    shared = weigh(a.stems & b.stems)
    return shared and share * shared / max(a.weight, b.weight) + amount * math.log1p(shared / 10)


def _may_be_one(a: _Told, b: _Told) -> bool:
    """Nothing speaks against one event: not the kind, not who took part, no more than a few days."""
    if a.family != b.family or not _may_be_same_people(a, b):
        return False
    if a.published and b.published and not (a.has_day or b.has_day) and abs(a.published - b.published) > BEFORE:
        return False
    if a.days is None or b.days is None or a.days.meets(b.days):
        return True
    apart = max(a.days.first - b.days.last, b.days.first - a.days.last)
    return a.event.article != b.event.article and a.has_day and b.has_day and apart <= DISPUTED


def _may_be_same_people(a: _Told, b: _Told) -> bool:
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


def _happening(group: Sequence[_Told], ending: Iterable[_Told], sides: Sides, origins: Origins) -> Happening:
    group = sorted(group, key=attrgetter("id"))
    carriers = tuple(sorted({each.event.article for each in group}))
    return Happening(
        tuple(each.id for each in group),
        carriers,
        origins.count(carriers),
        _most(group, lambda each: each.event.type) or group[0].event.type,
        _status(group, ending),
        _participants(group, sides),
        _most(group, lambda each: each.event.place),
        _date(group),
        tuple(field for field, differs in _DIFFERING.items() if any(differs(a, b) for a, b in combinations(group, 2))),
    )


def _most(group: Sequence[_Told], read: Callable[[_Told], _T | None]) -> _T | None:
    """What most reports say; of several said as often the one that was said last."""
    said: dict[_T, list[date]] = defaultdict(list)
    for each in group:
        value = read(each)
        if value is not None:
            said[value].append(each.published or date.min)
    return max(said, key=lambda value: (len(said[value]), max(said[value]), str(value)), default=None)


def _date(group: Sequence[_Told]) -> When | None:
    """The day that most reports give or leave room for, the narrowest of those."""
    dates = [each.event.date for each in group if each.event.date]

    def weight(when: When) -> tuple[int, int, date, date]:
        last = max(each.published or date.min for each in group if each.event.date == when)
        return sum(when.meets(other) for other in dates), -_width(when), last, when.first

    return max(dates, key=weight, default=None)


def _participants(group: Sequence[_Told], sides: Sides) -> tuple[str, ...]:
    """Who took part by half of the reports that say who did, the most often named first."""
    named = [{sides.names.of(who) for who in each.event.participants} for each in group if each.event.participants]
    counts = Counter(who for names in named for who in names)
    return tuple(sorted((who for who in counts if 2 * counts[who] >= len(named)), key=lambda who: (-counts[who], who)))


def _status(group: Sequence[_Told], ending: Iterable[_Told]) -> EventStatus:
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


def _ending(group: Sequence[_Told], ends: Iterable[_Told]) -> list[_Told]:
    """Reports that what was planned was cancelled: of the same people, in the same words, no later than it."""
    planned = [each for each in group if each.event.status in _OPEN and each.published]
    return [
        end
        for end in (ends if planned else ())
        if end.published
        and any(
            end.family != plan.family
            and (plan.event.date is None or end.published <= plan.event.date.last)
            and plan.parties.keys() & end.parties.keys()
            and _may_be_same_people(plan, end)
            and _closeness(plan, end) >= _ENDED
            for plan in planned
        )
    ]


def _dates_differ(a: _Told, b: _Told) -> bool:
    return a.event.date is not None and b.event.date is not None and not a.event.date.meets(b.event.date)


def _places_differ(a: _Told, b: _Told) -> bool:
    """Two places without a name in common: Hesk is no other place than the island of Hesk."""
    ours, theirs = (_names(each.event.place or "") for each in (a, b))
    return bool(ours and theirs) and not ours & theirs


def _names(place: str) -> set[str]:
    """The words of a place that are names; all of them where none is."""
    words = set(place.split())
    return {word for word in words if word[0].isupper()} or words


def _numbers_differ(a: _Told, b: _Told) -> bool:
    """Nine men, eleven men."""
    ours, theirs = a.telling.counts, b.telling.counts
    return any(ours[what] != theirs[what] for what in ours.keys() & theirs.keys())


def _statuses_differ(a: _Told, b: _Told) -> bool:
    statuses = {a.event.status, b.event.status}
    return bool(statuses & _ON and statuses & _OFF)


_DIFFERING: dict[str, Callable[[_Told, _Told], bool]] = {
    "date": _dates_differ,
    "place": _places_differ,
    "number": _numbers_differ,
    "status": _statuses_differ,
}

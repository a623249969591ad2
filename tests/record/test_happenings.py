"""Which events are one happening, what became of it, and where reports disagree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.model import ActorKind, Article, Copies, Event, EventStatus, EventType, Happening, Party, Span, When
from travaux.record.happenings import find_happenings
from travaux.record.names import Names
from travaux.record.origins import Origins, find_outlets
from travaux.record.parties import Sides

MEET, TALK, VISIT, SIGN, CANCEL = (EventType[name] for name in ("MEET", "TALK", "VISIT", "SIGN", "CANCEL"))
HELD, PLANNED, CALLED_OFF = EventStatus.HELD, EventStatus.PLANNED, EventStatus.CALLED_OFF
APRIL = [date(2031, 4, day) for day in range(1, 31)]

PEOPLE = {"Oskar Vell": "Velmark", "Ilse Marr": "Norland", "Petra Hask": "Norland"}
SIDES = Sides(
    tuple(Party(name, (name,), ActorKind.STATE, (), None) for name in ("Norland", "Velmark", "Kestria")),
    (),
    Names(
        {name: name for name in (*PEOPLE, "Norland", "Velmark", "Kestria")},
        {**dict.fromkeys(PEOPLE, ActorKind.PERSON), "Norland": ActorKind.STATE},
        {},
        dict.fromkeys((*PEOPLE, "Norland", "Velmark", "Kestria"), 3),
        {},
    ),
    {**PEOPLE, "Norland": "Norland", "Velmark": "Velmark", "Kestria": "Kestria"},
    {},
    None,
)


class Coverage:
    """Reports of one event each, beside others that make the words of any negotiation common."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.events: list[Event] = []
        for number, words in enumerate(OTHERS):
            self.tell(words, EventType.VOTE, published=date(2031, 1, 1 + number), participants=("Kestria",))

    def tell(
        self,
        words: str,
        type_: EventType = MEET,
        status: EventStatus = HELD,
        *,
        participants: tuple[str, ...] = ("Norland", "Velmark"),
        place: str | None = None,
        day: date | None = None,
        published: date | None = APRIL[21],
        article: Article | None = None,
    ) -> Event:
        if article is None:
            name = f"report-{len(self.articles)}.txt"
            article = Article(name, words, outlet=name, published=published)
            self.articles.append(article)
        when = When.day(day) if day else None
        at = article.text.index(words)
        event = Event(type_, status, participants, place, when, article.cite(Span(at, at + len(words))))
        self.events.append(event)
        return event

    def happenings(self, copies: Sequence[Copies] = ()) -> tuple[Happening, ...]:
        origins = Origins(self.articles, copies, (), find_outlets(self.articles, ()))
        return find_happenings(self.events, self.articles, origins, SIDES)

    def told(self) -> list[Happening]:
        """Without those of the other matters."""
        return [each for each in self.happenings() if each.type is not EventType.VOTE]


OTHERS = (
    "the upper chamber voted on the herring season",
    "the skippers voted for a strike fund",
    "a vote on the lighthouse levy",
    "the island council voted down the ferry subsidy",
    "the union voted in Hallam",
)

SAME = {
    "a meeting and talks": (
        ("the envoys met in Hesk on Tuesday", MEET, {"day": APRIL[21], "place": "Hesk"}),
        ("Tuesday's talks in Hesk", TALK, {"day": APRIL[21], "place": "Hesk"}),
    ),
    "a person stands for the party": (
        (
            "Oskar Vell saw the Norlandic side in Hesk",
            MEET,
            {"participants": ("Oskar Vell", "Norland"), "day": APRIL[21]},
        ),
        ("Velmark and Norland met in Hesk", MEET, {"day": APRIL[21]}),
    ),
    "who took part is not said": (
        ("the third round of fisheries talks in Hesk", TALK, {"participants": (), "day": APRIL[21]}),
        ("Norland and Velmark opened the third round of fisheries talks", TALK, {"day": APRIL[21]}),
    ),
    "the day is not said": (
        ("the signing of the Melis memorandum on the restocking fund", SIGN, {"day": APRIL[20]}),
        ("Velmark signed the Melis memorandum on the restocking fund", SIGN, {}),
    ),
    "a week and a day": (
        ("six days of fisheries talks in Hesk", TALK, {"day": APRIL[20]}),
        ("the fisheries talks in Hesk", TALK, {"day": APRIL[20], "published": APRIL[23]}),
    ),
}


@pytest.mark.parametrize("tellings", list(SAME.values()), ids=list(SAME))
def test_one_event_told_twice_is_one_happening(tellings: tuple) -> None:  # type: ignore[type-arg]
    coverage = Coverage()
    told = {coverage.tell(words, type_, **fields).id for words, type_, fields in tellings}
    (found,) = coverage.told()
    assert (set(found.events), len(found.articles), found.independent) == (told, 2, 2)


APART = {
    "of other people": ({"participants": ("Oskar Vell", "Ilse Marr")}, {"participants": ("Oskar Vell", "Petra Hask")}),
    "of other parties": ({"participants": ("Kestria",)}, {"participants": ("Norland", "Velmark")}),
    "of another week": ({"day": APRIL[2]}, {"day": APRIL[20]}),
    "of another kind": ({"type_": SIGN}, {"type_": MEET}),
    "two rounds that may be held some day": (
        {"status": EventStatus.POSSIBLE, "published": APRIL[0]},
        {"status": EventStatus.POSSIBLE, "published": APRIL[24]},
    ),
    "of another season": ({"published": date(2031, 1, 9)}, {"published": APRIL[20]}),
}


@pytest.mark.parametrize("told", list(APART.values()), ids=list(APART))
def test_look_alikes_are_two_happenings(told: tuple) -> None:  # type: ignore[type-arg]
    coverage = Coverage()
    for fields in told:
        coverage.tell("the fisheries round in Hesk", **fields)
    assert [len(each.events) for each in coverage.told()] == [1, 1]


def test_two_days_in_one_report_are_two_happenings() -> None:
    coverage = Coverage()
    article = Article(
        "own.txt", "fisheries talks in Hesk on Monday; fisheries talks in Hesk on Tuesday", published=APRIL[22]
    )
    coverage.articles.append(article)
    coverage.tell("fisheries talks in Hesk on Monday", TALK, day=APRIL[20], article=article)
    coverage.tell("fisheries talks in Hesk on Tuesday", TALK, day=APRIL[21], article=article)
    assert len(coverage.told()) == 2


def test_where_reports_disagree_both_versions_stay() -> None:
    coverage = Coverage()
    words = "the third round of fisheries talks"
    one = coverage.tell(
        words + ", nine skippers on the benches", TALK, PLANNED, day=APRIL[21], place="Hesk", published=APRIL[13]
    )
    other = coverage.tell(
        words + ", eleven skippers on the benches", TALK, PLANNED, day=APRIL[22], place="Melis", published=APRIL[13]
    )
    (found,) = coverage.told()
    assert set(found.events) == {one.id, other.id}
    assert found.differing == ("date", "place", "number")


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        ("Hesk", "the island of Hesk", ()),
        ("Hesk Air Base", "Joint Base Hesk", ()),
        ("Hesk", None, ()),
        ("Hesk", "Melis", ("place",)),
        ("the harbour of Hesk", "the harbour of Melis", ("place",)),
    ],
)
def test_places_with_a_name_in_common_are_no_contradiction(
    one: str, other: str | None, differing: tuple[str, ...]
) -> None:
    coverage = Coverage()
    for place in (one, other):
        coverage.tell("the third round of fisheries talks", TALK, day=APRIL[21], place=place)
    (found,) = coverage.told()
    assert found.differing == differing


def test_the_numbers_of_a_date_count_nothing() -> None:
    coverage = Coverage()
    for words in ("the April 21 fisheries talks in Hesk", "the April 21, 2031, fisheries talks in Hesk"):
        coverage.tell(words, TALK, day=APRIL[20])
    (found,) = coverage.told()
    assert found.differing == ()


STATUSES = {
    "held by a later report": (((PLANNED, APRIL[10]), (HELD, APRIL[22])), HELD),
    "in whatever order they are read": (((HELD, APRIL[22]), (PLANNED, APRIL[10])), HELD),
    "called off": (((PLANNED, APRIL[10]), (CALLED_OFF, APRIL[12])), CALLED_OFF),
    "called off and on again": (((PLANNED, APRIL[8]), (CALLED_OFF, APRIL[10]), (PLANNED, APRIL[12])), PLANNED),
    "what was held stays held": (((HELD, APRIL[21]), (PLANNED, APRIL[24])), HELD),
    "a report of no day overrides none": (((PLANNED, APRIL[10]), (CALLED_OFF, None)), PLANNED),
}


@pytest.mark.parametrize(("said", "status"), list(STATUSES.values()), ids=list(STATUSES))
def test_the_latest_report_says_what_became_of_it(said: tuple, status: EventStatus) -> None:  # type: ignore[type-arg]
    coverage = Coverage()
    for each, published in said:
        coverage.tell("the third round of fisheries talks in Hesk", TALK, each, day=APRIL[21], published=published)
    (found,) = coverage.told()
    assert (len(found.events), found.status) == (len(said), status)


def test_a_later_report_that_it_was_cancelled_calls_a_planned_meeting_off() -> None:
    coverage = Coverage()
    coverage.tell("the summit on the mackerel quota in Hesk", MEET, PLANNED, day=APRIL[29], published=APRIL[10])
    cancelled = "Velmark cancelled the summit on the mackerel quota in Hesk"
    coverage.tell(cancelled, CANCEL, HELD, day=APRIL[14], published=APRIL[15])
    statuses = {each.type: each.status for each in coverage.told()}
    assert statuses == {MEET: CALLED_OFF, CANCEL: HELD}


ELSEWHERE = {
    "of others": ("the summit on the mackerel quota in Hesk", ("Kestria",), APRIL[15]),
    "of another matter": ("Velmark cancelled its order of six cutters", ("Norland", "Velmark"), APRIL[15]),
    "before it was planned": ("the summit on the mackerel quota in Hesk", ("Norland", "Velmark"), APRIL[8]),
    "after its day": ("the summit on the mackerel quota in Hesk", ("Norland", "Velmark"), date(2031, 5, 9)),
}


@pytest.mark.parametrize("ended", ELSEWHERE.values(), ids=list(ELSEWHERE))
def test_what_was_cancelled_elsewhere_calls_nothing_off(ended: tuple[str, tuple[str, ...], date]) -> None:
    words, participants, published = ended
    coverage = Coverage()
    coverage.tell("the summit on the mackerel quota in Hesk", MEET, PLANNED, day=APRIL[29], published=APRIL[10])
    coverage.tell(words, CANCEL, HELD, participants=participants, published=published)
    assert [each.status for each in coverage.told() if each.type is MEET] == [PLANNED]


def test_copies_are_no_independent_reports() -> None:
    coverage = Coverage()
    for _ in range(3):
        coverage.tell("the third round of fisheries talks in Hesk", TALK, day=APRIL[21])
    copies = Copies(tuple(sorted(article.id for article in coverage.articles[-2:])))
    found = next(each for each in coverage.happenings([copies]) if each.type is TALK)
    assert (len(found.articles), found.independent) == (3, 2)


_events = st.tuples(
    st.sampled_from(["the fisheries talks in Hesk", "talks", "the summit on the mackerel quota", "a fisheries round"]),
    st.sampled_from([MEET, TALK, VISIT, SIGN, CANCEL]),
    st.sampled_from(list(EventStatus)),
    st.sampled_from(
        [(), ("Norland",), ("Norland", "Velmark"), ("Ilse Marr", "Oskar Vell"), ("Petra Hask",), ("Kestria",)]
    ),
    st.sampled_from([None, "Hesk", "Melis"]),
    st.sampled_from([None, APRIL[1], APRIL[2], APRIL[20]]),
    st.sampled_from([None, APRIL[3], APRIL[21]]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_events, max_size=9), st.randoms(use_true_random=False))
def test_every_event_is_in_one_happening_whatever_the_order(rows: list, random) -> None:  # type: ignore[type-arg, no-untyped-def]
    coverage = Coverage()
    for words, type_, status, participants, place, day, published in rows:
        coverage.tell(words, type_, status, participants=participants, place=place, day=day, published=published)
    found = coverage.happenings()
    assert sorted(id_ for each in found for id_ in each.events) == sorted(each.id for each in coverage.events)

    coverage.events += coverage.events[:3]
    random.shuffle(coverage.events)
    random.shuffle(coverage.articles)
    assert coverage.happenings() == found

    told = {each.id: each for each in coverage.events}
    for each in found:
        days = [told[id_].date for id_ in each.events if told[id_].date]
        assert not days or (max(day.first for day in days if day) - min(day.last for day in days if day)).days <= 3


def test_the_day_of_one_report_is_the_next_of_another() -> None:
    coverage = Coverage()
    told = (
        ("Norland called off the secret herring summit in Hesk", APRIL[21], APRIL[22]),
        ("Norland cancelled its talks with Velmark on the herring", APRIL[20], APRIL[20]),
    )
    for words, day, published in told:
        coverage.tell(words, CANCEL, day=day, published=published)
    assert [len(each.events) for each in coverage.told()] == [2]


def test_a_report_without_a_day_tells_what_another_dates_a_day_later() -> None:
    coverage = Coverage()
    coverage.tell("Norland scrapped the secret herring summit with Velmark", CANCEL, published=APRIL[20])
    coverage.tell("Norland scrapped the secret herring summit", CANCEL, day=APRIL[21], published=APRIL[22])
    assert [len(each.events) for each in coverage.told()] == [2]

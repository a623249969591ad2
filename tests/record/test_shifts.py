"""When two positions are a shift, and when they are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from travaux.model import Act, Article, Direction, Modality, Position, Span, Stance, When
from travaux.record import Agenda
from travaux.record.shifts import find_shifts, find_shifts_of_terms

SOONER, LATER = date(2031, 3, 9), date(2031, 4, 22)


def stand(act: Act, object_: str, day: date | None, holder: str = "Ilse Marr", **fields: object) -> Position:
    article = Article(f"{act}-{object_}-{day}", f"{holder} {act} {object_}.")
    at = article.text.index(object_)
    against = act in (Act.REJECT, Act.RULE_OUT)
    return Position(
        holder,
        act,
        Stance.AGAINST if against else Stance.FOR,
        article.cite(Span(at, at + len(object_))),
        None,
        article.cite(Span(0, len(article.text))),
        as_of=When.day(day) if day else None,
        party="velmark",
        issue="boats",
        **fields,  # type: ignore[arg-type]
    )


BOATS = "the withdrawal of the patrol boats"

SHIFTS = [
    (stand(Act.DEMAND, BOATS, SOONER), stand(Act.CONCEDE, BOATS, LATER), Direction.SOFTENED),
    (stand(Act.REJECT, BOATS, SOONER), stand(Act.ACCEPT, BOATS, LATER), Direction.SOFTENED),
    (stand(Act.OFFER, BOATS, SOONER), stand(Act.DEMAND, BOATS, LATER), Direction.HARDENED),
    (stand(Act.ACCEPT, BOATS, SOONER), stand(Act.REJECT, BOATS, LATER), Direction.REVERSED),
]


@pytest.mark.parametrize(("earlier", "later", "direction"), SHIFTS)
def test_a_stand_that_moved_is_a_shift_whichever_was_read_first(
    earlier: Position, later: Position, direction: Direction
) -> None:
    for order in ((earlier, later), (later, earlier)):
        (found,) = find_shifts(order, {})
        assert (found.positions, found.direction) == ((earlier.id, later.id), direction)


NO_SHIFTS = [
    (stand(Act.DEMAND, BOATS, SOONER), stand(Act.CONCEDE, BOATS, SOONER)),  # on one day
    (stand(Act.DEMAND, BOATS, None), stand(Act.CONCEDE, BOATS, LATER)),  # nobody knows when
    (stand(Act.DEMAND, BOATS, SOONER), stand(Act.CONCEDE, "a fishing season", LATER)),  # of two things
    (stand(Act.DEMAND, BOATS, SOONER), stand(Act.CONCEDE, BOATS, LATER, "Oskar Vell")),  # of two people
    (stand(Act.DEMAND, BOATS, SOONER), stand(Act.DEMAND, BOATS, LATER)),  # said again
    (stand(Act.DEMAND, BOATS, SOONER), stand(Act.CONCEDE, BOATS, LATER, modality=Modality.POSSIBLE)),  # not made
    (stand(Act.DEMAND, BOATS, SOONER), stand(Act.CONCEDE, BOATS, LATER, confidence=0.7)),  # not sure
]


@pytest.mark.parametrize(("one", "other"), NO_SHIFTS)
def test_two_stands_that_may_both_hold_are_none(one: Position, other: Position) -> None:
    assert list(find_shifts([one, other], {})) == []


def on_terms(make: Callable[..., Position], act: Act, sentence: str, condition: str, day: date) -> Position:
    return make(f"{sentence} {condition}", act, condition=condition, day=day, confidence=0.5)


TURNED = [
    (
        (Act.CONDITION, "We would not discuss the boats", "while our men are held"),
        (Act.OFFER, "The boats may stay", "provided that they are unarmed"),
        Direction.SOFTENED,
    ),
    (
        (Act.CONDITION, "We would withdraw the boats", "once raids have fallen"),
        (Act.CONDITION, "We won't withdraw the boats", "unless raids have fallen by half"),
        Direction.HARDENED,
    ),
]


@pytest.mark.parametrize(("before", "after", "direction"), TURNED)
def test_what_was_refused_and_is_given_on_terms_has_moved_and_the_other_way(
    position: Callable[..., Position],
    agenda: Agenda,
    before: tuple[Act, str, str],
    after: tuple[Act, str, str],
    direction: Direction,
) -> None:
    earlier, later = on_terms(position, *before, SOONER), on_terms(position, *after, LATER)
    for order in ((earlier, later), (later, earlier)):
        (found,) = find_shifts_of_terms(order, (), {}, agenda)
        assert (found.positions, found.direction) == ((earlier.id, later.id), direction)


NOT_TURNED = [
    # what is given is another thing; the terms are others; it is a guess
    (
        (Act.CONDITION, "We would not sign", "while the boats stay"),
        (Act.OFFER, "The boats may stay", "provided we talk"),
    ),
    (
        (Act.OFFER, "We would keep the boats", "if you ask"),
        (Act.CONDITION, "We won't keep the boats", "unless raids fall"),
    ),
    ((Act.CONDITION, "We would not discuss the boats", "until May"), (Act.EXPECT, "The boats will go", "if raids end")),
]


@pytest.mark.parametrize(("before", "after"), NOT_TURNED)
def test_other_terms_are_no_shift(
    position: Callable[..., Position], agenda: Agenda, before: tuple[Act, str, str], after: tuple[Act, str, str]
) -> None:
    held = on_terms(position, *before, SOONER), on_terms(position, *after, LATER)
    assert list(find_shifts_of_terms(held, (), {}, agenda)) == []

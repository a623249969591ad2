"""What a report tells of a stand that moved, as a shift of a party on an issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from travaux.model import (
    Act,
    ActorKind,
    Article,
    Citation,
    Codebook,
    CodedIssue,
    CodedParty,
    Direction,
    Manner,
    Move,
    Party,
    Position,
    Reading,
    Shift,
    Span,
    Stance,
    Statement,
    When,
)
from travaux.record.merging import merge
from travaux.record.names import Names
from travaux.record.parties import Sides
from travaux.record.shifts import of_one_voice

CODEBOOK = Codebook(
    parties=(
        CodedParty("Norland"),
        CodedParty("Velmark"),
    ),
    issues=(CodedIssue("mackerel quota", ("mackerel",)), CodedIssue("census")),
)
NOW = Article(
    "now.txt",
    "In March Norland wanted a census. It is imperative. Now they call it a goal. Norland raised its mackerel offer.",
    published=date(2031, 4, 22),
)
BEFORE = Article("before.txt", "Norland tabled a mackerel offer.", published=date(2031, 4, 1))


def words(article: Article, cited: str) -> Citation:
    at = article.text.index(cited)
    return article.cite(Span(at, at + len(cited)))


def move(holder: str, earlier: str, later: str, told: str | None = None) -> Move:
    return Move(
        holder,
        Direction.SOFTENED,
        words(NOW, earlier),
        words(NOW, later),
        words(NOW, told) if told else None,
    )


def stand(article: Article, holder: str, act: Act, basis: str, dated: str | None = None) -> Position:
    position = Position(holder, act, Stance.FOR, None, None, words(article, basis))
    return replace(position, dated=words(article, dated)) if dated else position


def shifts(moves: list[Move], *positions: Position) -> tuple[Shift, ...]:
    readings = [
        Reading(
            article.id,
            article.wording,
            "test",
            9,
            positions=tuple(each for each in positions if each.article == article.id),
            moves=tuple(moves) if article is NOW else (),
        )
        for article in (NOW, BEFORE)
    ]
    return merge([NOW, BEFORE], readings, [], CODEBOOK).shifts


GOAL = move("Norland", "It is imperative", "they call it a goal")
OFFER = move(
    "Norland", "Norland raised its mackerel offer", "Norland raised its mackerel offer", "raised its mackerel offer"
)


def test_a_move_is_a_shift_of_its_holders_party_with_both_ends() -> None:
    wanted = stand(NOW, "Norland", Act.DEMAND, "It is imperative", "In March")
    (shift,) = shifts([GOAL], wanted)
    assert (shift.earlier.words, shift.later.words) == ("It is imperative", "they call it a goal")
    assert shift.positions == (wanted.id,)
    assert shift.later_on == When.day(date(2031, 4, 22))
    assert shift.earlier_on is None
    assert shift.told is None


@pytest.mark.parametrize(
    ("day", "earlier_on"), [(date(2031, 4, 21), date(2031, 4, 21)), (date(2031, 4, 22), None), (date(2031, 5, 1), None)]
)
def test_an_earlier_end_lies_before_the_later_one_or_its_day_is_not_known(day: date, earlier_on: date | None) -> None:
    wanted = replace(stand(NOW, "Norland", Act.DEMAND, "It is imperative", "In March"), as_of=When.day(day))
    (shift,) = shifts([GOAL], wanted)
    assert shift.earlier_on == (When.day(earlier_on) if earlier_on else None)


def test_a_stand_in_its_own_words_is_on_the_issue_of_its_summary() -> None:
    summary = stand(NOW, "Norland", Act.DEMAND, "Norland wanted a census", "In March")
    quoted = stand(NOW, "Norland", Act.DEMAND, "It is imperative", "In March")
    (with_summary,) = shifts([GOAL], summary, quoted)
    (without,) = shifts([GOAL], quoted)
    assert (with_summary.issue is not None, without.issue) == (True, None)


def test_ends_of_two_parties_are_no_shift() -> None:
    assert shifts([GOAL], stand(NOW, "Velmark", Act.DEMAND, "It is imperative")) == ()


def test_a_move_of_nobody_known_is_no_shift() -> None:
    assert shifts([replace(GOAL, holder="Ib Tar")]) == ()


def test_an_offer_that_was_raised_has_its_earlier_end_in_an_older_report() -> None:
    tabled = stand(BEFORE, "Norland", Act.OFFER, "Norland tabled a mackerel offer")
    (shift,) = shifts([OFFER], tabled)
    assert (shift.earlier.words, shift.earlier_on) == (
        "Norland tabled a mackerel offer",
        When.day(date(2031, 4, 1)),
    )
    assert shift.told is not None


def test_without_one_the_clause_that_tells_it_is_both_ends() -> None:
    for other in ((), (stand(BEFORE, "Norland", Act.DEMAND, "Norland tabled a mackerel offer"),)):
        (shift,) = shifts([OFFER], *other)
        assert shift.earlier == shift.later


def test_what_a_lead_sums_up_is_the_shift_that_is_told_below() -> None:
    (shift,) = shifts([OFFER, GOAL])
    assert shift.earlier != shift.later


def test_what_another_side_says_and_what_a_group_holds_is_no_voice_of_its_own() -> None:
    own = stand(NOW, "Norland", Act.DEMAND, "It is imperative")
    group = stand(NOW, "Fishers", Act.DEMAND, "It is imperative")
    said = Statement(None, None, (words(NOW, "It is imperative"),), Manner.DIRECT, "Jon Oda", None, party="velmark")
    held = [replace(each, party="norland") for each in (own, group, replace(own, voice=said.id))]
    fishers = Party("Fishers", (), ActorKind.GROUP, (), None)
    sides = Sides((fishers,), (), Names({}, {}, {}, {}, {}), {}, {}, None)
    assert list(of_one_voice(held, [said], sides)) == [held[0]]

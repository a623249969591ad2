"""What a party holds, since when, and how often it said so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.model import Act, Article, Copies, Modality, Position, Span, Stance, Stand, When, Witnesses
from travaux.record import Agenda, agenda_of
from travaux.record.stands import Piece, find_stands, join_pieces

MARCH, APRIL, MAY = date(2031, 3, 9), date(2031, 4, 22), date(2031, 5, 5)
NONE = agenda_of(())
Make = Callable[..., Position]


def stands(positions: Sequence[Position], agenda: Agenda = NONE, **fields: object) -> list[Stand]:
    published = fields.pop("published", {})
    return list(find_stands(positions, published, agenda, **fields))  # type: ignore[arg-type]


def test_what_is_said_again_is_one_stand_from_the_first_day_to_the_last(position: Make, agenda: Agenda) -> None:
    first = position(
        "Velmark wants the withdrawal of the patrol boats", about="the withdrawal of the patrol boats", day=MARCH
    )
    again = position(
        "Norland must withdraw its boats at once", about="withdraw its boats", day=MAY, holder="Oskar Vell"
    )
    (stand,) = stands([again, first], agenda)
    assert stand.positions == (first.id, again.id)
    assert stand.holders == ("Ilse Marr", "Oskar Vell")
    assert (stand.since, stand.last) == (When.day(MARCH), When.day(MAY))


APART = [
    {"about": "the crews of the patrol boats"},  # another thing
    {"about": "the withdrawal of the patrol boats", "act": Act.CALL_FOR},  # another act
    {"about": "the withdrawal of the patrol boats", "stance": Stance.AGAINST},
    {"about": "the withdrawal of the patrol boats", "party": "norland"},
    {"about": "the withdrawal of the patrol boats", "issue": "mackerel quota"},
    {"about": "the withdrawal of the patrol boats", "modality": Modality.NEGATED},  # not held at all
]


@pytest.mark.parametrize("other", APART)
def test_another_act_matter_party_or_issue_is_another_stand(
    position: Make, agenda: Agenda, other: dict[str, object]
) -> None:
    words = "the withdrawal of the patrol boats"
    one = position(f"Velmark insists on {words}", about=words, day=MARCH)
    two = position(f"Velmark speaks of {other['about']}", **{"day": MAY} | other)
    assert len(stands([one, two], agenda)) == 2


def test_a_stand_ends_where_the_contrary_was_held_in_between(position: Make) -> None:
    words = "a hot line between the harbour masters"
    held = [
        position(f"Velmark asks for {words}", Act.REQUEST, words, day=MARCH),
        position(f"Velmark wants no longer {words}", Act.REJECT, words, stance=Stance.AGAINST, day=APRIL),
        position(f"Velmark asks again for {words}", Act.REQUEST, words, day=MAY),
    ]
    assert [(s.act, s.since, s.last) for s in sorted(stands(held), key=lambda s: str(s.since))] == [
        (Act.REQUEST, When.day(MARCH), When.day(MARCH)),
        (Act.REJECT, When.day(APRIL), When.day(APRIL)),
        (Act.REQUEST, When.day(MAY), When.day(MAY)),
    ]


def test_a_contrary_view_ends_no_stand(position: Make) -> None:
    words = "a hot line between the harbour masters"
    held = [
        position(f"Velmark asks for {words}", Act.REQUEST, words, day=MARCH),
        position(f"Velmark fears that {words} fails", Act.DOUBT, words, stance=Stance.AGAINST, day=APRIL),
        position(f"Velmark asks again for {words}", Act.REQUEST, words, day=MAY),
    ]
    assert (When.day(MARCH), When.day(MAY)) in {(s.since, s.last) for s in stands(held)}


def test_a_reprint_or_another_report_of_one_utterance_repeats_nothing(position: Make) -> None:
    words = "the release of the crew"
    reports = [Article(name, f"Velmark demands {words}", address=name) for name in ("wire", "reprint", "weekly")]
    published = dict(zip((each.id for each in reports), (MARCH, APRIL, MAY), strict=True))
    held = [
        position(f"Velmark demands {words}", about=words, article=each, voice=f"told in {each.origin}")
        for each in reports
    ]
    (told,) = stands(held, published=published)
    assert (told.since, told.last) == (When.day(MARCH), When.day(MAY))
    copies = Copies(tuple(sorted(each.id for each in reports[:2])))
    witnesses = Witnesses(("told in weekly", "told in wire"), tuple(sorted((reports[0].id, reports[2].id))), 2)
    (once,) = stands(held, published=published, copies=[copies], witnesses=[witnesses])
    assert (once.since, once.last) == (When.day(MARCH), When.day(MARCH))
    assert set(once.positions) == {each.id for each in held}


def test_a_stand_of_no_known_day_has_none(position: Make) -> None:
    (stand,) = stands([position("Velmark demands the boat", about="the boat")])
    assert (stand.since, stand.last) == (None, None)


def test_without_a_party_or_an_issue_there_is_no_stand(position: Make) -> None:
    assert stands([position("They demand the boat", party=None), position("They demand a boat", issue=None)]) == []


WORDS = ("the withdrawal", "a full withdrawal", "the crew", "the release of the crew", "a hot line", "boats")
POSITIONS = st.lists(
    st.builds(
        lambda at, words, act, stance, day, party: Position(
            "Ilse Marr",
            act,
            stance,
            (article := Article(f"report {at}", f"{at}: {words}")).cite(Span(len(f"{at}: "), len(article.text))),
            None,
            article.cite(Span(0, len(article.text))),
            as_of=When.day(MARCH + timedelta(days=day)) if day else None,
            party=party,
            issue="boats",
        ),
        st.integers(0, 30),
        st.sampled_from(WORDS),
        st.sampled_from((Act.DEMAND, Act.REJECT, Act.EXPECT)),
        st.sampled_from((Stance.FOR, Stance.AGAINST)),
        st.integers(0, 9),
        st.sampled_from(("velmark", "norland")),
    ),
    max_size=14,
    unique_by=lambda position: position.id,
)


@given(POSITIONS, st.randoms(use_true_random=False))
def test_order_and_repeats_leave_no_trace_and_each_position_is_in_one_stand(
    held: list[Position], random: object
) -> None:
    shuffled = [*held, *held[:5]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    once = stands(held)
    assert stands(shuffled) == once
    assert sorted(id_ for stand in once for id_ in stand.positions) == sorted(each.id for each in held)
    assert len({stand.id for stand in once}) == len(once)


DAYS = st.one_of(st.none(), st.builds(lambda day: When.day(MARCH + timedelta(days=day)), st.integers(0, 9)))
PIECES = st.lists(
    st.builds(
        lambda act, stance, is_held, is_cut, days: Piece(act, stance, is_held, is_cut, (), (), *days),
        st.sampled_from((Act.DEMAND, Act.REJECT, Act.EXPECT)),
        st.sampled_from((Stance.FOR, Stance.AGAINST)),
        st.booleans(),
        st.booleans(),
        st.tuples(DAYS, DAYS).map(lambda days: tuple(sorted(days)) if None not in days else (None, None)),
    ),
    max_size=10,
)


def lies_between(piece: Piece, before: Piece, after: Piece) -> bool:
    """All of it."""
    if not (piece.since and piece.last and before.last and after.since):
        return False
    return before.last.last < piece.since.first and piece.last.last < after.since.first


@given(PIECES)
def test_pieces_are_one_stand_unless_one_is_cut_or_a_contrary_one_lies_between(pieces: list[Piece]) -> None:
    runs = list(join_pieces(pieces))
    assert sorted(number for run in runs for number in run) == list(range(len(pieces)))
    first_of_runs = {run[0] for run in runs}
    for number, piece in enumerate(pieces):
        before = next((each for each in reversed(range(number)) if pieces[each][:3] == piece[:3]), None)
        contrary = [
            each
            for each in pieces
            if piece.is_held and each.is_held and each.stance is not piece.stance and each.act is not Act.EXPECT
        ]
        is_first = before is None or piece.is_cut or any(lies_between(c, pieces[before], piece) for c in contrary)
        assert (number in first_of_runs) == is_first

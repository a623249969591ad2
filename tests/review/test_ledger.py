"""Rulings on one finding, one after the other: which stand, and what the finding is after them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from travaux.model import Act, Article, Change, Citation, Modality, Position, Ruling, Span, Stance, State, Verdict
from travaux.review import ReviewError, accuracies, agreements, claim
from travaux.review.agreement import _alpha
from travaux.review.fields import corrected, made
from travaux.review.ledger import Ledger, settle

TEXT = "Norland would not accept a cut in the quota."
ARTICLE = Article("a.txt", TEXT)
BASIS = ARTICLE.cite(Span(0, len(TEXT) - 1))
HELD = Position("Norland", Act.REJECT, Stance.AGAINST, None, None, BASIS, confidence=0.6)
WORDINGS = {ARTICLE.id: ARTICLE.wording}


class Coders:
    """Gives rulings numbers and ids."""

    def __init__(self) -> None:
        self.rulings: list[Ruling] = []

    def say(self, by: str, verdict: Verdict, seen: Position | None = None, *changes: Change, **more: object) -> Ruling:
        number = len(self.rulings) + 1
        at = datetime(2031, 5, 1, 9, number, tzinfo=UTC)
        ruling = Ruling(HELD.id, claim(seen or HELD), verdict, changes, by, None, at, "position", number=number, **more)  # type: ignore[arg-type]
        self.rulings.append(ruling)
        return ruling

    def undo(self, ruling: Ruling) -> Ruling:
        return self.say(ruling.by, Verdict.UNDONE, undoes=ruling.id)

    def settled(self, found: Position | None = HELD) -> Ledger:
        return settle(self.rulings, {found.id: found} if found else {}, WORDINGS)

    def states(self, found: Position | None = HELD) -> list[str]:
        ledger = self.settled(found)
        return [ledger.states[each.id].value for each in self.rulings]


@pytest.fixture
def coders() -> Coders:
    return Coders()


def test_the_last_ruling_counts_whoever_gave_it(coders: Coders) -> None:
    coders.say("Ann", Verdict.REJECTED)
    coders.say("Bo", Verdict.CONFIRMED)
    assert coders.states() == ["overruled", "stands"]
    assert coders.settled().ends[HELD.id] == HELD
    assert coders.settled().is_disputed(HELD.id)


def test_an_author_who_comes_round_ends_the_dispute(coders: Coders) -> None:
    coders.say("Ann", Verdict.REJECTED)
    coders.say("Bo", Verdict.CONFIRMED)
    coders.say("Ann", Verdict.CONFIRMED)
    assert coders.states() == ["overruled", "stands", "stands"]
    assert not coders.settled().is_disputed(HELD.id)


def test_corrections_of_different_fields_lie_on_top_of_one_another(coders: Coders) -> None:
    coders.say("Ann", Verdict.CORRECTED, None, Change("act", "oppose"))
    once = replace(HELD, act=Act.OPPOSE)
    coders.say("Bo", Verdict.CORRECTED, once, Change("modality", "possible"))
    assert coders.states() == ["stands", "stands"]
    assert coders.settled().ends[HELD.id] == replace(once, modality=Modality.POSSIBLE)


def test_who_confirms_a_corrected_finding_confirms_the_correction(coders: Coders) -> None:
    first = coders.say("Ann", Verdict.CORRECTED, None, Change("act", "oppose"))
    coders.say("Bo", Verdict.CONFIRMED, replace(HELD, act=Act.OPPOSE))
    assert coders.states() == ["stands", "stands"]
    assert not coders.settled().is_disputed(HELD.id)
    coders.undo(first)
    assert coders.states() == ["undone", "stale", "undone"]


def test_an_undone_undoing_is_none(coders: Coders) -> None:
    first = coders.say("Ann", Verdict.REJECTED)
    second = coders.undo(first)
    coders.undo(second)
    assert coders.states() == ["stands", "undone", "undone"]


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        (replace(HELD, confidence=0.9, rule="verb: accept"), "stands"),  # the same claim, found in another way
        (replace(HELD, basis=Citation(ARTICLE.id, 7, 7 + len(BASIS.words), BASIS.words)), "stands"),  # further down
        (replace(HELD, modality=Modality.NEGATED), "stale"),
        (replace(HELD, issue="another"), "stale"),
        (None, "stale"),
    ],
)
def test_a_ruling_whose_finding_changed_is_stale(coders: Coders, changed: Position | None, state: str) -> None:
    coders.say("Ann", Verdict.REJECTED)
    assert coders.states(changed) == [state]
    if state == "stale":
        assert HELD.id not in coders.settled(changed).ends


def test_words_that_are_cited_hold_for_the_wording_in_which_they_stood(coders: Coders) -> None:
    change = Change("object", None, (ARTICLE.cite(Span(25, 30)),))
    coders.say("Ann", Verdict.CORRECTED, None, change, wording=ARTICLE.wording)
    coders.say("Bo", Verdict.CORRECTED, None, change, wording="another")
    assert coders.states() == ["stands", "stale"]


def test_a_field_of_a_later_version_makes_no_guess(coders: Coders) -> None:
    coders.say("Ann", Verdict.CORRECTED, None, Change("tone", "grim"))
    coders.say("Ann", Verdict.CORRECTED, None, Change("act", "shrug"))
    assert coders.states() == ["stale", "stale"]


def test_what_was_missed_is_there_until_it_is_rejected(coders: Coders) -> None:
    changes = (Change("basis", None, (BASIS,)), Change("act", "reject"), Change("stance", "against"))
    added = made("position", changes)
    first = coders.say("Ann", Verdict.ADDED, None, *changes, wording=ARTICLE.wording)
    coders.rulings[0] = first = replace(first, finding=added.id, seen="")
    ledger = settle([first], {}, WORDINGS)
    assert ledger.ends[added.id] == added
    assert accuracies(ledger) == ()  # the machine did not find it, so it was not wrong in it either
    no = replace(first, verdict=Verdict.REJECTED, seen=claim(added), by="Bo", number=2, correction=())
    assert settle([first, no], {}, WORDINGS).ends[added.id] is None
    assert settle([first], {}, {}).states[first.id] is State.STALE


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ((Change("act", "shrug"),), "act can't be 'shrug'"),
        ((Change("act", None),), "act must be told"),
        ((Change("as_of", "soon"),), "is no day"),
        ((Change("speaker", "Vo"),), "in the statement"),
        ((Change("colour", "red"),), "no field 'colour'"),
    ],
)
def test_what_no_field_takes_is_said(changes: tuple[Change, ...], says: str) -> None:
    with pytest.raises(ReviewError, match=says):
        corrected("position", HELD, changes)


def test_alpha_is_that_of_krippendorffs_own_example() -> None:
    # Four observers, twelve units: "Computing Krippendorff's Alpha-Reliability" (2011), nominal.
    observers = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]
    units = zip(*(each.split() for each in observers), strict=True)
    called = [[call for call in unit if call != "."] for unit in units]
    assert _alpha([unit for unit in called if len(unit) > 1]) == pytest.approx(0.743, abs=5e-4)


def test_agreement_and_accuracy_are_what_they_are_by_hand() -> None:
    # Two coders on four findings: both confirm, both confirm, both reject, and one of each. Of nominal alpha: 0.533.
    held = [replace(HELD, holder=f"Party {number}", confidence=0.2 * number + 0.1) for number in range(4)]
    said = [("confirmed", "confirmed"), ("confirmed", "confirmed"), ("rejected", "rejected"), ("confirmed", "rejected")]
    rulings = []
    for each, pair in zip(held, said, strict=True):
        for by, verdict in zip(("Ann", "Bo"), pair, strict=True):
            number = len(rulings) + 1
            at = datetime(2031, 5, 1, 9, number, tzinfo=UTC)
            rulings.append(Ruling(each.id, claim(each), Verdict(verdict), (), by, None, at, "position", number=number))
    ledger = settle(rulings, {each.id: each for each in held}, {})
    (agreed,) = agreements(ledger)
    assert (agreed.layer, agreed.coders, agreed.findings, agreed.same) == ("position", 2, 4, 3)
    assert agreed.alpha == pytest.approx(1 - 7 * 2 / (2 * 5 * 3), abs=1e-9)
    whole, *bands = accuracies(ledger)
    assert (whole.band, whole.checked, whole.right) == (None, 4, 2)
    assert [(each.band, each.checked, each.right) for each in bands] == [
        ("0.00-0.25", 1, 1),
        ("0.25-0.50", 1, 1),
        ("0.50-0.75", 2, 0),
    ]

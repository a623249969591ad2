"""What a sentence says of how an issue stands."""

from __future__ import annotations

from datetime import date

import pytest

from travaux.model import (
    Act,
    ActorKind,
    Article,
    ArticleKind,
    Citation,
    Codebook,
    CodedIssue,
    CodedParty,
    CodedPerson,
    Event,
    EventStatus,
    EventType,
    Issue,
    IssueStatus,
    Manner,
    Outcome,
    OutcomeStatus,
    Position,
    Reading,
    SourceKind,
    Span,
    Stance,
    Statement,
    When,
)
from travaux.record import merge
from travaux.record.status import _CONTESTED, _OFF

CONTESTED = [
    "A common definition of “traditional waters” does not exist",
    "the two sides have yet to settle on one meaning for the term",
    "there is no agreed meaning of the term",
    "Norland and Velmark mean very different things by it",
    "they disagree about what the words cover",
]
SETTLED = [
    "a common definition was agreed in March",
    "both sides share one understanding of the term",
    "the definition stands in the annex",
    "they do not differ over what it means",
]
OFF = [
    "withdrawal is off the table",
    "the matter is not the subject of these talks",
    "the boats are no part of these talks",
    "the boats were no matter for these talks",
    "withdrawal was not a matter for the summit",
    "the question has not come up",
    "a ban is not currently under consideration",
    "the quota is non-negotiable",
]
ON = [
    "withdrawal is on the table",
    "the boats came up again",
    "the matter is the subject of the next round",
    "it is a matter for the summit",
]


@pytest.mark.parametrize("words", CONTESTED)
def test_a_term_without_common_meaning_is_contested(words: str) -> None:
    assert _CONTESTED.search(words)


@pytest.mark.parametrize("words", SETTLED)
def test_a_term_with_a_common_meaning_is_not(words: str) -> None:
    assert not _CONTESTED.search(words)


@pytest.mark.parametrize("words", OFF)
def test_what_is_kept_out_of_the_talks_is_off_the_table(words: str) -> None:
    assert _OFF.search(words)


@pytest.mark.parametrize("words", ON)
def test_what_is_in_them_is_not(words: str) -> None:
    assert not _OFF.search(words)


# -- on whose word, and since when

BOOK = Codebook(
    parties=(
        CodedParty("Norland", kind=ActorKind.STATE, people=(CodedPerson("Ann Vo"),)),
        CodedParty("Velmark", kind=ActorKind.STATE, people=(CodedPerson("Ilse Marr"),)),
    ),
    issues=(CodedIssue("patrol boats", ("boats",)), CodedIssue("mackerel quota", ("quota",)), CodedIssue("fund")),
)
MARCH, APRIL, AUGUST = date(2031, 3, 9), date(2031, 4, 22), date(2031, 8, 5)


class Told:
    """One report of an invented outlet, and what was read in it."""

    def __init__(self, text: str, published: date | None = MARCH, kind: ArticleKind = ArticleKind.NEWS) -> None:
        self.article = Article(text, text, outlet="Strait Courier", published=published, kind=kind)
        self.held: dict[str, tuple[object, ...]] = {}

    def words(self, words: str) -> Citation:
        at = self.article.text.index(words)
        return self.article.cite(Span(at, at + len(words)))

    def says(self, words: str, speaker: str | None, said_on: date | None = None) -> Told:
        on = When.day(said_on) if said_on else None
        content = (self.words(words),)
        said = Statement(None, None, content, Manner.INDIRECT, speaker, SourceKind.NAMED, said_on=on)
        self.held["statements"] = (*self.held.get("statements", ()), said)
        return self

    def holds(self, words: str, act: Act, holder: str, condition: str | None = None) -> Told:
        about, given = self.words(words), self.words(condition) if condition else None
        held = Position(holder, act, Stance.FOR, about, given, about)
        self.held["positions"] = (*self.held.get("positions", ()), held)
        return self

    def does(self, words: str, type_: EventType, *participants: str, status: EventStatus = EventStatus.HELD) -> Told:
        self.held["events"] = (Event(type_, status, participants, None, None, self.words(words)),)
        return self

    def meets(self, words: str, status: OutcomeStatus) -> Told:
        self.held["outcomes"] = (Outcome(status, None, self.words(words)),)
        return self

    @property
    def reading(self) -> Reading:
        return Reading(self.article.id, self.article.wording, "by hand", 0, **self.held)  # type: ignore[arg-type]


def issue(label: str, *reports: Told) -> Issue:
    record = merge([each.article for each in reports], [each.reading for each in reports], [], BOOK)
    assert record == merge([each.article for each in reports[::-1]], [each.reading for each in reports[::-1]], [], BOOK)
    return next(each for each in record.issues if each.label == label)


OFF_TABLE = "the boats are no part of these talks"


def test_what_is_off_the_table_is_so_on_the_speakers_word_and_day() -> None:
    found = issue("patrol boats", Told(f"Ann Vo said that {OFF_TABLE}.", APRIL).says(OFF_TABLE, "Ann Vo", MARCH))
    assert (found.status, found.status_by, found.status_on) == (IssueStatus.OFF_THE_TABLE, "Ann Vo", When.day(MARCH))


def test_a_statement_without_a_day_has_that_of_its_report_and_none_without() -> None:
    found = issue("patrol boats", Told(f"Ann Vo said that {OFF_TABLE}.", APRIL).says(OFF_TABLE, "Ann Vo"))
    assert found.status_on == When.day(APRIL)
    found = issue("patrol boats", Told(f"Ann Vo said that {OFF_TABLE}.", None).says(OFF_TABLE, "Ann Vo"))
    assert (found.status, found.status_on) == (IssueStatus.OFF_THE_TABLE, None)


def test_a_relative_clause_speaks_of_what_it_hangs_on() -> None:
    said = "which Norland said were no part of these talks"
    report = Told(f"There was no word of the fund. Nor of the boats, {said}.", APRIL).says(said, "Norland")
    assert issue("patrol boats", report).status is IssueStatus.OFF_THE_TABLE
    assert issue("fund", report).status is IssueStatus.OPEN


def test_an_outcome_is_on_the_word_of_who_reports_it() -> None:
    text = "Delegates adopted the text on the fund."
    found = issue("fund", Told(text, kind=ArticleKind.BULLETIN).meets(text, OutcomeStatus.ADOPTED))
    assert (found.status, found.status_by) == (IssueStatus.AGREED, "Strait Courier")


def test_brackets_are_those_of_the_matter_that_their_paragraph_opens_with() -> None:
    text = "**Fund:** Velmark left.\n\n**Quota:** Norland wanted more. All options remain in brackets."
    report = Told(text, kind=ArticleKind.BULLETIN).meets("All options remain in brackets", OutcomeStatus.BRACKETED)
    assert issue("mackerel quota", report).status is IssueStatus.BRACKETED
    assert issue("fund", report).status is IssueStatus.OPEN


def test_brackets_outlast_the_arguing_but_not_the_season() -> None:
    text = "The quota remains in brackets."
    bracketed = Told(text).meets(text, OutcomeStatus.BRACKETED)
    wanted = "a larger quota"
    assert (
        issue(
            "mackerel quota",
            bracketed,
            Told("Velmark wants a larger quota.", APRIL).holds(wanted, Act.DEMAND, "Velmark"),
        ).status
        is IssueStatus.BRACKETED
    )
    assert (
        issue(
            "mackerel quota",
            bracketed,
            Told("Velmark wants a larger quota.", AUGUST).holds(wanted, Act.DEMAND, "Velmark"),
        ).status
        is IssueStatus.OPEN
    )


def test_what_both_sides_accept_or_sign_is_agreed() -> None:
    text = "Norland and Velmark agreed on a quota of 40 percent"
    found = issue("mackerel quota", Told(text).does(text, EventType.AGREE, "Norland", "Velmark"))
    assert (found.status, found.status_by, found.status_on) == (IssueStatus.AGREED, "Strait Courier", When.day(MARCH))
    joint = (
        Told("Both accepted the quota")
        .holds("the quota", Act.ACCEPT, "Norland")
        .holds("the quota", Act.ACCEPT, "Velmark")
    )
    assert issue("mackerel quota", joint).status is IssueStatus.AGREED
    assert (
        issue(
            "mackerel quota", Told("The two sides took the quota").holds("the quota", Act.ACCEPT, "The two sides")
        ).status
        is IssueStatus.AGREED
    )


def test_an_agreement_that_somebody_tells_of_is_on_his_word() -> None:
    words = "the two sides agreed on the fund"
    report = (
        Told(f"Ilse Marr said that {words}.").says(words, "Ilse Marr").does(words, EventType.AGREE, "the two sides")
    )
    assert issue("fund", report).status_by == "Ilse Marr"


NOT_AGREED = [
    Told("Norland and Velmark agreed to discuss the quota").does(
        "agreed to discuss the quota", EventType.AGREE, "Norland", "Velmark"
    ),
    Told("Norland and Velmark freed the crews of the quota boats").does(
        "Norland and Velmark freed the crews of the quota boats", EventType.AGREE, "Norland", "Velmark"
    ),
    Told("Norland agreed to the quota").does("Norland agreed to the quota", EventType.AGREE, "Norland", "Ann Vo"),
    Told("Both will sign the quota").does(
        "Both will sign the quota", EventType.SIGN, "Norland", "Velmark", status=EventStatus.PLANNED
    ),
    Told("Velmark took the quota").holds("the quota", Act.ACCEPT, "Velmark"),
    Told("The two sides took the quota if it is fair").holds("the quota", Act.ACCEPT, "The two sides", "if it is fair"),
]


@pytest.mark.parametrize("report", NOT_AGREED, ids=lambda report: report.article.text)
def test_one_side_a_plan_a_condition_or_a_talk_settles_nothing(report: Told) -> None:
    assert issue("mackerel quota", report).status is IssueStatus.OPEN


def test_what_was_agreed_is_open_again_once_somebody_wants_more() -> None:
    text = "Norland and Velmark agreed on a quota of 40 percent"
    agreed = Told(text).does(text, EventType.AGREE, "Norland", "Velmark")
    later = Told("Velmark wants a larger quota.", APRIL).holds("a larger quota", Act.DEMAND, "Velmark")
    assert issue("mackerel quota", agreed, later).status is IssueStatus.OPEN
    assert issue("mackerel quota", agreed).status is IssueStatus.AGREED


def test_an_issue_that_nothing_was_said_of_is_open_on_nobodys_word() -> None:
    found = issue("fund", Told("The talks go on."))
    assert (found.status, found.status_by, found.status_on) == (IssueStatus.OPEN, None, None)


def test_what_a_side_wanted_and_welcomes_as_done_is_settled() -> None:
    wanted = Told("Velmark demanded the patrol boats.", MARCH).holds("the patrol boats", Act.DEMAND, "Velmark")
    words = "the return of the patrol boats"
    welcomed = Told(f"Velmark welcomed {words}.", APRIL).holds(words, Act.PRAISE, "Velmark")
    found = issue("patrol boats", wanted, welcomed)
    assert (found.status, found.status_by, found.status_on) == (IssueStatus.AGREED, "Velmark", When.day(APRIL))
    assert issue("patrol boats", welcomed).status is IssueStatus.OPEN  # nobody had wanted it

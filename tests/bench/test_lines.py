"""Nouns as the lines that scorers read."""

from __future__ import annotations

from datetime import date

import pytest

from lines import attribution_line, calendar_words, find_runs, open_clause, position_line, record_lines, unquoted
from travaux.model import (
    Act,
    Article,
    Citation,
    Event,
    EventStatus,
    EventType,
    Interaction,
    InteractionKind,
    Manner,
    Outcome,
    OutcomeStatus,
    Party,
    Position,
    Reading,
    Record,
    Span,
    Stance,
    Statement,
    When,
)

TEXT = (
    "“We will not sign,” Vik said. Orsa said that Velmark rejected the quota if it must."
    " Norland and Velmark met on Monday."
)
REPORT = Article("report.txt", TEXT, published=date(2031, 4, 22))


def cite(words: str) -> Citation:
    start = TEXT.index(words)
    return REPORT.cite(Span(start, start + len(words)))


def statement(content: str, speaker: str, party: str | None = None, cue: str = "said") -> Statement:
    return Statement(cite(speaker), cite(cue), (cite(content),), Manner.DIRECT, speaker, None, party=party)


def position(holder: str | None, act: Act = Act.OPPOSE, party: str | None = None) -> Position:
    return Position(
        holder, act, Stance.AGAINST, cite("the quota"), cite("if it must"), cite("rejected the quota"), party=party
    )


def words_at(spans: list[list[int]]) -> list[str]:
    return [TEXT[start:end] for start, end in spans]


def test_an_attribution_is_spans_of_the_file() -> None:
    line = attribution_line("report", TEXT, [statement("“We will not sign,”", "Vik")])
    (found,) = line["attributions"]
    assert line["article"] == "report"
    assert {role: words_at(spans) for role, spans in found.items()} == {
        "source": ["Vik"],
        "cue": ["said"],
        "content": ["“We will not sign,”"],
    }


def test_a_statement_without_source_has_an_empty_role_and_without_cue_is_no_attribution() -> None:
    nobody = Statement(None, cite("said"), (cite("We will not sign"),), Manner.DIRECT, None, None)
    (found,) = attribution_line("report", TEXT, [nobody])["attributions"]
    assert found["source"] == []
    uncued = Statement(None, None, (cite("We will not sign"),), Manner.DIRECT, None, None)
    assert attribution_line("report", TEXT, [uncued])["attributions"] == []


def test_joint_speakers_are_one_attribution_with_both_sources() -> None:
    both = [statement("“We will not sign,”", who) for who in ("Vik", "Orsa")]
    (found,) = attribution_line("report", TEXT, both)["attributions"]
    assert words_at(found["source"]) == ["Vik", "Orsa"]


@pytest.mark.parametrize(
    ("text", "parts", "kept"),
    [
        ("“If it rains,” Vik said, “we will not sail at all.”", ("If it rains", "we will not sail at all"), [1]),
        ("“We sign,” Vik said. “The port will open again.”", ("We sign", "The port will open again"), [0, 1]),
        ("“It rains. Who sails?” Vik said.", ("It rains", "Who sails"), [0, 1]),
    ],
)
def test_of_a_sentence_that_its_attribution_cuts_the_main_run_counts(
    text: str, parts: tuple[str, ...], kept: list[int]
) -> None:
    article = Article("a", text)
    content = [article.cite(Span(text.index(part), text.index(part) + len(part))) for part in parts]
    assert find_runs(text, content) == [content[number] for number in kept]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Vik said that Norland won.", "Norland won", "that Norland won"),
        ("Vik said that, in the end, Norland won.", "in the end", "that, in the end"),
        ("Vik asked whether Norland won.", "Norland won", "whether Norland won"),
        ("Vik asked if\nNorland won.", "Norland won", "if\nNorland won"),
        ("Vik said Norland won.", "Norland won", "Norland won"),
        ("Vik wore a wig; Norland won.", "Norland won", "Norland won"),
        ("Norland won.", "Norland won", "Norland won"),
        ("That motif Norland won.", "Norland won", "Norland won"),
    ],
)
def test_a_content_begins_with_the_word_that_opens_its_clause(text: str, content: str, expected: str) -> None:
    start = text.index(content)
    assert text[slice(*open_clause(text, Span(start, start + len(content))))] == expected


def test_what_two_hold_in_the_same_words_is_one_entry() -> None:
    reading = Reading("a", "w", "r", 9, positions=(position("Velmark"), position("Norland"), position("Velmark")))
    line = position_line("enb/x/index.md", reading, lambda citation: citation.span)
    (entry,) = line["positions"]
    assert entry["holders"] == ["Velmark", "Norland"]
    assert (entry["act"], entry["stance"]) == ("reject", "against")
    assert words_at([entry["evidence_span"], entry["object_span"], entry["condition_span"]]) == [
        "rejected the quota",
        "the quota",
        "if it must",
    ]


def test_another_act_in_the_same_words_is_another_entry() -> None:
    reading = Reading("a", "w", "r", 9, positions=(position("Velmark"), position("Velmark", Act.THREATEN)))
    line = position_line("enb/x/index.md", reading, lambda citation: citation.span)
    assert [entry["act"] for entry in line["positions"]] == ["reject", "threaten"]


def test_what_has_no_place_in_the_file_is_left_out() -> None:
    reading = Reading(
        *("a", "w", "r", 9),
        positions=(position("Velmark"),),
        interactions=(Interaction(InteractionKind.WITH, "Norland", "Velmark", cite("Norland and Velmark")),),
        outcomes=(Outcome(OutcomeStatus.AGREED, None, cite("met on Monday")),),
    )
    lost = position_line("enb/x/index.md", reading, lambda citation: None)
    assert (lost["positions"], lost["interactions"], lost["outcomes"]) == ([], [], [])
    found = position_line("enb/x/index.md", reading, lambda citation: citation.span)
    assert [(each["from"], each["to"], each["type"]) for each in found["interactions"]] == [
        ("Norland", "Velmark", "with")
    ]
    assert [each["status"] for each in found["outcomes"]] == ["agreed"]


def test_a_record_is_a_line_for_each_article_with_parties_by_name() -> None:
    velmark = Party("Velmark", ("Velmark",), None, (), None)
    event = Event(
        EventType.MEET,
        EventStatus.HELD,
        ("Norland", "Velmark"),
        None,
        When.day(date(2031, 4, 21)),
        cite("Norland and Velmark met on Monday"),
    )
    record = Record(
        "talks",
        articles=(REPORT,),
        statements=(statement("“We will not sign,”", "Vik", velmark.id),),
        positions=(position("Velmark", party=velmark.id), position(None), position("Vik", Act.REPORT, velmark.id)),
        events=(event,),
        parties=(velmark,),
    )
    assert record_lines(record, {REPORT.id: "talks/report"}) == [
        {
            "article": "talks/report",
            "statements": [{"speaker": "Vik", "party": "Velmark", "content": "We will not sign,"}],
            "positions": [
                {"party": "Velmark", "act": "reject", "evidence": "rejected the quota", "condition": "if it must"}
            ],
            "events": [{"type": "meet", "date": "2031-04-21", "evidence": "Norland and Velmark met on Monday"}],
        }
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“We will not sign,”", "We will not sign,"),
        ('"We will not sign"', "We will not sign"),
        ("“We will not sign, and", "We will not sign, and"),
        ("Norland would “never” sign", "Norland would “never” sign"),
        ("Norland would sign “never”", "Norland would sign “never”"),
        ("“”", ""),
        ("", ""),
    ],
)
def test_the_outer_marks_of_a_direct_quotation_come_off(words: str, expected: str) -> None:
    assert unquoted(words) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When.day(date(2031, 4, 21)), "2031-04-21"),
        (When.month(2031, 4), "2031-04"),
        (When.year(2031), "2031"),
        (When.week(date(2031, 4, 22)), "2031-04"),
        (When.week(date(2031, 4, 29)), "2031-04"),  # it ends in May
        (When(date(2031, 3, 1), date(2031, 5, 31)), "2031"),
        (When(date(2031, 12, 1), date(2032, 2, 29)), None),
    ],
)
def test_a_run_of_days_becomes_the_month_or_year_that_holds_it(when: When, expected: str | None) -> None:
    assert calendar_words(when) == expected

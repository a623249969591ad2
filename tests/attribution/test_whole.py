"""What rules make of contents that were heard in part: no network is asked, each attribution is made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.attribution.finding import Attribution
from travaux.attribution.rules import find_ruled, go_on
from travaux.attribution.statements import find_attributions
from travaux.attribution.whole import add_subject, reach
from travaux.language import Language
from travaux.model import Article, Parse, Span
from travaux.network import Seen


@pytest.fixture
def parse(language: Language, report: Callable[..., Article]) -> Callable[[str], Parse]:
    return lambda text: language.parse(report(text))


def spot(parse: Parse, words: str) -> Span:
    at = parse.text.index(words)
    return Span(at, at + len(words))


def heard(parse: Parse, source: str, cue: str, *content: str) -> Attribution:
    """An attribution as the network would find it."""
    said, name = spot(parse, cue), spot(parse, source)
    verb, head = parse.tokens_in(said)[-1], parse.tokens_in(name)[-1]
    runs = tuple(spot(parse, words) for words in content)
    return Attribution(said, verb.index, head.index, runs, 0.9, "clause", mention=name, learned=True)


def words(parse: Parse, attribution: Attribution) -> list[str]:
    return [parse.text[run.start : run.end] for run in attribution.content]


def test_a_quotation_is_its_speakers_to_its_end(parse: Callable[[str], Parse]) -> None:
    text = parse("Ann Vik added, “The ferries were never safe. We told them so in May. They did not listen.”")
    (found,) = go_on(text, [heard(text, "Ann Vik", "added", "“The ferries were never safe.")])
    assert words(text, found) == ["“The ferries were never safe. We told them so in May. They did not listen.”"]


def test_a_quotation_of_two_speakers_stays_as_it_was_heard(parse: Callable[[str], Parse]) -> None:
    text = parse("Ann Vik said, “The ferries were safe, Peter Brandt told us, and the quota was fair to all.”")
    one = heard(text, "Ann Vik", "said", "“The ferries were safe")
    other = heard(text, "Peter Brandt", "told us", "and the quota was fair to all.”")
    assert [words(text, each) for each in go_on(text, [one, other])] == [words(text, one), words(text, other)]


def test_a_quotation_that_opens_a_sentence_goes_on_with_the_one_before(parse: Callable[[str], Parse]) -> None:
    text = parse("“The port is closed,” said Ann Vik, who leads the board. “We shall open it when the boats leave.”")
    (found,) = go_on(text, [heard(text, "Ann Vik", "said", "“The port is closed,”")])
    assert words(text, found) == ["“The port is closed,”", "“We shall open it when the boats leave.”"]


def test_a_quotation_goes_on_with_no_attribution_of_another_paragraph(parse: Callable[[str], Parse]) -> None:
    text = parse("“The port is closed,” said Ann Vik.\n\nIt rained. “We shall open it when the boats leave.”")
    (found,) = go_on(text, [heard(text, "Ann Vik", "said", "“The port is closed,”")])
    assert words(text, found) == ["“The port is closed,”"]


def test_a_cue_between_commas_parts_no_subject_from_its_verb(parse: Callable[[str], Parse]) -> None:
    text = parse("The old harbour, Ann Vik said, would open in June.")
    (found,) = add_subject(text, [heard(text, "Ann Vik", "said", "would open in June")])
    assert words(text, found) == ["The old harbour", "would open in June"]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("As the bell rang, Ann Vik said, the boats would leave in June.", "the boats would leave in June"),
        ("The board, which Ann Vik said would meet, is ill.", "would meet"),
    ],
)
def test_what_is_no_subject_stays_where_it_is(parse: Callable[[str], Parse], sentence: str, content: str) -> None:
    text = parse(sentence)
    (found,) = add_subject(text, [heard(text, "Ann Vik", "said", content)])
    assert words(text, found) == [content]


@pytest.mark.parametrize(
    ("stops", "whole"),
    [
        ("to support the fishing", "to support the fishing boats"),
        ("to support the", "to support the fishing boats"),
        ("to sit with", "to sit with the boats of Velmark"),
        ("to close the port", "to close the port"),
    ],
)
def test_a_run_ends_with_a_whole_noun(parse: Callable[[str], Parse], stops: str, whole: str) -> None:
    behind = whole if whole != stops else f"{whole} by June"
    text = parse(f"Norland promised {behind}.")
    tokens = text.tokens_in(spot(text, stops))
    run = reach(text, range(tokens[0].index, tokens[-1].index + 1))
    assert text.text[text.tokens[run[0]].start : text.tokens[run[-1]].end] == whole


def test_a_turn_goes_on_until_the_next_one(parse: Callable[[str], Parse]) -> None:
    text = parse(
        "VIK: We will not sign.\n\nThe paper is unfair to the crews.\n\nBRANDT: Why not?\n\n(APPLAUSE)\n\n"
        "VIK: You know why."
    )
    turns = [words(text, each) for each in find_ruled(text) if each.pattern == "turn"]
    assert turns == [["We will not sign.", "The paper is unfair to the crews."], ["Why not?"], ["You know why."]]


def test_a_turn_between_marks_goes_on_in_paragraphs_with_a_mark(parse: Callable[[str], Parse]) -> None:
    text = parse(
        "They met on air.\n\n“VIK: We will not sign.\n\n“The paper is unfair to the crews.\n\n“BRANDT: Why not?”\n\n"
        "The hall was full.\n\nIt was late.\n\nIt rained.\n\n“VIK: You know why.”\n\nThey went home."
    )
    turns = [words(text, each) for each in find_ruled(text) if each.pattern == "turn"]
    assert turns == [["We will not sign.", "“The paper is unfair to the crews."], ["Why not?”"], ["You know why.”"]]


def test_what_the_reporter_adds_behind_a_dash_is_no_part_of_the_words(parse: Callable[[str], Parse]) -> None:
    text = parse("Ann Vik said the boats would leave the port — though she gave no figures.")
    assert ["the boats would leave the port"] in [words(text, each) for each in find_ruled(text)]


def test_what_stands_between_two_dashes_cuts_no_words(parse: Callable[[str], Parse]) -> None:
    text = parse("Ann Vik said the boats would leave the port — though not at once — and go home.")
    assert any("go home" in "".join(words(text, each)) for each in find_ruled(text))


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Ann Vik said the boats would leave.", True),
        ("They met a pilot who said the boats would leave.", True),
        ("Brandt refused to sign the deal Vik had said she made in Osten.", False),
        ("Ann Vik hopes that the boats will leave.", False),
        ("Ann Vik: “The boats will leave the port.”", True),
    ],
)
def test_what_is_said_plainly_needs_no_network(parse: Callable[[str], Parse], sentence: str, plain: bool) -> None:
    text = parse(sentence)
    deaf = Seen((), (), (), (), {"statements": {}})
    assert bool(find_attributions(text, deaf)) is plain


def test_a_turn_ends_where_the_tale_goes_on(parse: Callable[[str], Parse]) -> None:
    text = parse(
        "They met.\n\n“VIK: We will not sign.\n\nThe hall was full.\n\n“It was loud.\n\n“BRANDT: Why not?”\n\n"
        "It rained.\n\n“VIK: You know why.”"
    )
    turns = [words(text, each) for each in find_ruled(text) if each.pattern == "turn"]
    assert turns[0] == ["We will not sign."]


def test_labels_in_capitals_are_no_speakers(parse: Callable[[str], Parse]) -> None:
    text = parse("WINNER: Norland.\n\nLOSER: Velmark.\n\nRELATED STORY: What the boats cost.\n\nLOSER: The port.")
    assert not [each for each in find_ruled(text) if each.pattern == "turn"]

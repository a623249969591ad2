"""The wall round spaCy."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.language import Language, LanguageError, pipeline
from travaux.model import Article, Parse

TEXT = "Vo met\nMarr in Brask.  They talked.\n\nThe boats left. “We stay,” Vo said.\n"


def test_tokens_stand_where_they_say_and_hold_no_white_space(language: Language) -> None:
    parse = language.parse(Article("a.txt", TEXT))
    assert all(TEXT[t.start : t.end] == t.words and not t.words.isspace() for t in parse.tokens)
    assert [t.index for t in parse.tokens] == list(range(len(parse.tokens)))
    assert all(parse.tokens[t.head].sentence == t.sentence for t in parse.tokens)


def test_no_sentence_crosses_a_paragraph(language: Language) -> None:
    parse = language.parse(Article("a.txt", TEXT))
    for number in range(len(parse.sentences)):
        span = parse.sentence_span(number)
        assert parse.paragraph_at(span.start) == parse.paragraph_at(span.end - 1)


def test_a_long_article_is_parsed_in_pieces_as_each_would_be_alone(language: Language) -> None:
    paragraph = "Norland rejected the quota. Velmark will not withdraw its boats.\n\n"
    text = paragraph * (2 * pipeline.PIECE // len(paragraph))
    parse = language.parse(Article("a.txt", text))
    alone = language.parse(Article("a.txt", paragraph))
    assert len(parse.tokens) == len(alone.tokens) * text.count("Norland")
    assert parse.tokens[-1].end == len(text.rstrip())


def test_a_paragraph_that_is_no_prose_is_left_out_and_reported_while_the_rest_is_read(language: Language) -> None:
    text = "Vo left.\n\n" + "x" * (pipeline.LONGEST_PARAGRAPH + 1) + "\n\nMarr stayed."
    parse = language.parse(Article("a.txt", text))
    assert [t.words for t in parse.tokens] == ["Vo", "left", ".", "Marr", "stayed", "."]
    assert [span.start for span in pipeline.unread_paragraphs(parse)] == [10]


def test_a_run_without_a_space_is_no_prose_and_costs_no_time(language: Language) -> None:
    text = "Vo left.\n\n" + "“" * 20_000 + "Marr stayed.\n\nThe boats left."
    parse = language.parse(Article("a.txt", text))
    assert [t.words for t in parse.tokens] == ["Vo", "left", ".", "The", "boats", "left", "."]
    assert len(list(pipeline.unread_paragraphs(parse))) == 1


def test_an_empty_text_has_an_empty_parse(language: Language) -> None:
    assert language.parse(Article("a.txt", " \n ")) == Parse(" \n ", (), (), (), ())


def test_a_pipeline_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(LanguageError, match=r"no_such_pipeline.*pip install"):
        Language.load("no_such_pipeline")


def test_a_copy_whose_weights_are_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    name = next(iter(pipeline.COPY_SHA256))
    monkeypatch.setitem(pipeline.COPY_SHA256, name, "0" * 64)
    with pytest.raises(LanguageError, match="not those of"):
        Language.load(name)


def test_the_wall_needs_no_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Language.load()
    assert list(tmp_path.iterdir()) == []

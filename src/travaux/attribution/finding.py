"""An attribution on its way to being a Statement: token indexes and spans, before anybody is named."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.model import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (the head token of the source), by which words, what; `prior` is how often the pattern is right."""

    cue: Span | None
    verb: int  # the token that the cue stands on; orders attributions and finds its sentence
    source: int | None
    content: tuple[Span, ...]
    prior: float
    pattern: str  # "quotation", "clause", "infinitive", "object", "naming", "noun", "according", ...

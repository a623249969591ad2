"""A position as one line of a page: what is done, in whose words, on whose word, when, how widely carried."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.model import SourceKind
from travaux.views.brief.passages import phrase
from travaux.views.brief.stand import condition_words, position_words
from travaux.views.matrix import Entry
from travaux.views.shown import clipped, shown
from travaux.views.wording import SOURCE_KINDS, act_group, act_words, carried, condition_lead, told_time

_LONGEST = 600

# How a line goes on after the name of a speaker; a name alone spoke on the record.
ON_WHOSE_WORD = {**SOURCE_KINDS, SourceKind.NAMED: "", SourceKind.COLLECTIVE: "collectively", None: "source not told"}


@dataclass(frozen=True, slots=True)
class Said:
    """`words` are those that it is about, `sentence` those that it rests on; `lead` stands before a `condition`."""

    id: str
    article: str
    group: str
    act: str
    words: str
    lead: str
    condition: str
    sentence: str
    speaker: str
    kind: str
    day: str
    carried: str
    independent: int
    copies: int
    confidence: float


def say(entry: Entry, width: int = 150) -> Said:
    """An entry of the matrix as a line."""
    position = entry.position
    words = position_words(position, width)
    condition = condition_words(position, words, width)
    speaker = entry.speaker or (position.holder if entry.source_kind else None)
    told = position.as_of is None and position.dated
    return Said(
        position.id,
        position.article,
        act_group(position.act, position.modality),
        act_words(position.act, position.modality),
        words,
        condition_lead(condition) if condition else "",
        condition,
        clipped(shown(position.basis.words), _LONGEST),
        clipped(speaker or "", 70),
        ON_WHOSE_WORD[entry.source_kind] if position.voice else "in the report’s own words",
        told_time(None if told else entry.date, position.dated),
        carried(entry.reports, entry.independent),
        min(entry.independent, 6),
        min(max(0, entry.reports - entry.independent), 6),
        position.confidence,
    )


def phrase_of(words: str, width: int = 150) -> str:
    """Words of a report as a line has them."""
    return phrase(words, width)

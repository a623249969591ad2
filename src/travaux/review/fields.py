"""Which fields of which findings a person may correct, what they take, and findings made of such fields alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from travaux.model import (
    TYPES,
    Act,
    ActorKind,
    Change,
    Citation,
    Direction,
    EventStatus,
    EventType,
    InteractionKind,
    IssueStatus,
    Manner,
    Modality,
    OutcomeStatus,
    Position,
    SourceKind,
    Stance,
    Statement,
    When,
    digest,
)
from travaux.review.errors import ReviewError


class Takes(StrEnum):
    """What a field takes that is no word of a vocabulary."""

    TEXT = "text"
    NAMES = "names, with a semicolon between"
    PARTY = "the name of a party"
    ISSUE = "the label of an issue"
    TIME = "a day, month or year, as 2031-04-01"
    WORDS = "words of the article, or their place in it, as 120-153"
    RUNS = "words of the article, a semicolon between runs; or their places"
    STATEMENT = "the id of a statement"


@dataclass(frozen=True, slots=True)
class Field:
    """What a field takes, and whether it may be unknown."""

    takes: Takes | type[StrEnum]
    optional: bool = False

    @property
    def says(self) -> str:
        """What may be given."""
        return str(self.takes) if isinstance(self.takes, Takes) else ", ".join(self.takes)


_TEXT, _PARTY = Field(Takes.TEXT, True), Field(Takes.PARTY, True)
FIELDS: dict[str, dict[str, Field]] = {
    "statement": {
        "speaker": _TEXT,
        "party": _PARTY,
        "source_kind": Field(SourceKind, True),
        "manner": Field(Manner),
        "content": Field(Takes.RUNS),
        "source": Field(Takes.WORDS, True),
        "cue": Field(Takes.WORDS, True),
        "said_on": Field(Takes.TIME, True),
    },
    "position": {
        "holder": _TEXT,
        "party": _PARTY,
        "issue": Field(Takes.ISSUE, True),
        "act": Field(Act),
        "stance": Field(Stance),
        "modality": Field(Modality),
        "object": Field(Takes.WORDS, True),
        "condition": Field(Takes.WORDS, True),
        "basis": Field(Takes.WORDS),
        "as_of": Field(Takes.TIME, True),
        "voice": Field(Takes.STATEMENT, True),
    },
    "event": {
        "type": Field(EventType),
        "status": Field(EventStatus),
        "participants": Field(Takes.NAMES),
        "place": _TEXT,
        "date": Field(Takes.TIME, True),
        "basis": Field(Takes.WORDS),
    },
    "interaction": {"kind": Field(InteractionKind)},
    "outcome": {"status": Field(OutcomeStatus), "object": Field(Takes.WORDS, True)},
    "shift": {"direction": Field(Direction)},
    "actor": {"role": _TEXT, "kind": Field(ActorKind, True), "speaks_for": _PARTY},
    "party": {"kind": Field(ActorKind, True)},
    "issue": {"parent": Field(Takes.ISSUE, True), "status": Field(IssueStatus)},
}
ADDED = {"statement": ("content",), "position": ("basis", "act")}  # what can be missed, and what must be told of it
NOUNS: dict[str, Any] = {type_.name: type_.noun for type_ in TYPES}
_STARTING: dict[str, dict[str, Any]] = {
    "statement": {"source": None, "cue": None, "manner": Manner.INDIRECT, "speaker": None, "source_kind": None},
    "position": {"holder": None, "stance": Stance.FOR, "object": None, "condition": None},
}
BY_HAND = "added by hand"


def field_of(layer: str, name: str) -> Field:
    """A field that may be corrected. Raises ReviewError with those that there are."""
    known = FIELDS.get(layer, {})
    if name not in known:
        if layer == "position" and name == "speaker":
            raise ReviewError("a speaker is corrected in the statement that the position rests on; `why` gives its id.")
        there = f"there is {', '.join(known)}" if known else "it can be confirmed or rejected"
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"{there}."
        raise ReviewError(f"no field {name[:60]!r} of a {layer} can be corrected: {hint}")
    return known[name]


def corrected(layer: str, finding: Any, changes: tuple[Change, ...]) -> Any:
    """A finding with its fields as they should be. Raises ReviewError for what no field takes."""
    return replace(finding, **{each.field: _typed(layer, each) for each in changes})


def made(layer: str, changes: tuple[Change, ...]) -> Statement | Position:
    """The finding that was missed, of its fields. Raises ReviewError."""
    told = {each.field: _typed(layer, each) for each in changes}
    missing = [name for name in ADDED.get(layer, ()) if not told.get(name)]
    if layer not in ADDED or missing:
        needed = f"needs {' and '.join(missing)}" if missing else "cannot be added; a statement or a position can"
        raise ReviewError(f"a {layer} {needed}.")
    found: Statement | Position = NOUNS[layer](**_STARTING[layer] | told, rule=BY_HAND)
    return found


def cited_by(changes: tuple[Change, ...]) -> list[Citation]:
    """The words that changes cite."""
    return [cited for each in changes for cited in each.cited]


def _typed(layer: str, change: Change) -> Any:
    field = field_of(layer, change.field)
    value = change.value
    match field.takes:
        case Takes.RUNS:
            return change.cited
        case Takes.WORDS:
            return change.cited[0] if change.cited else None
        case Takes.NAMES:
            return tuple(name.strip() for name in (value or "").split(";") if name.strip())
    if value is None:
        if not field.optional:
            raise ReviewError(f"{change.field} must be told: {field.says}.")
        return None
    match field.takes:
        case Takes.PARTY:
            return digest("party", value)
        case Takes.ISSUE:
            return digest("issue", value)
        case Takes.TIME:
            return _time(value)
        case Takes.TEXT | Takes.STATEMENT:
            return value
    return _word(field, change.field, value)


def _time(value: str) -> When:
    try:
        return When.parse(value)
    except (ValueError, TypeError):
        raise ReviewError(f"{value[:40]!r} is no day, month or year: write it as 2031-04-01.") from None


def _word(field: Field, name: str, value: str) -> StrEnum:
    plain = value.strip().casefold().replace(" ", "_").replace("-", "_")
    words = field.takes
    assert isinstance(words, type)
    found = next((each for each in words if each == plain), None)
    if found is None:
        raise ReviewError(f"{name} can't be {value[:60]!r}: there is {field.says}.")
    return found

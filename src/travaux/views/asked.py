"""Names that somebody asks for: what they stand for in a record, or the nearest that there is."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import NoReturn, TypeVar

from travaux.model import Act, ActGroup, EventType, Issue, Party, SourceKind
from travaux.views.errors import ViewError
from travaux.views.index import Index
from travaux.views.shown import clipped

_Word = TypeVar("_Word", bound=StrEnum)


def find_party(index: Index, name: str) -> Party:
    """The party of this name or alias; `ViewError` with the nearest names where there is none."""
    names = {name: party.name for party in index.record.parties for name in (party.name, *party.aliases)}
    return index.party_named(name) or _unknown("party", name, names)


def find_issue(index: Index, name: str) -> Issue:
    """The issue of this label or term; `ViewError` with the nearest names where there is none."""
    names = {name: issue.label for issue in index.record.issues for name in (issue.label, *issue.terms)}
    return index.issue_named(name) or _unknown("issue", name, names)


def find_acts(name: str) -> frozenset[Act | EventType]:
    """One act by its name, the acts of a group, or a type of event."""
    group = _match(ActGroup, name)
    if group is not None:
        return frozenset(act for act in Act if act.group is group)
    found = _match(Act, name) or _match(EventType, name)
    return frozenset({found or _unknown("act", name, {each: each for each in (*Act, *ActGroup, *EventType)})})


def find_source_kind(name: str) -> SourceKind:
    """A kind of source by its name."""
    return _match(SourceKind, name) or _unknown("kind of source", name, {each: each for each in SourceKind})


def _match(words: type[_Word], name: str) -> _Word | None:
    plain = name.strip().casefold().replace(" ", "_").replace("-", "_")
    return next((each for each in words if each == plain), None)


def _unknown(what: str, name: str, names: Mapping[str, str]) -> NoReturn:
    """`names` are those that there are, each with that which is offered for it."""
    folded = {each.casefold(): each for each in reversed(list(names))}
    close = [folded[each] for each in get_close_matches(name.casefold(), list(folded), n=9, cutoff=0.5)]
    near = list(dict.fromkeys(names[each] for each in close))[:3]
    offer = near or list(dict.fromkeys(names.values()))[:8]
    known = ", ".join(clipped(each, 60) for each in offer)
    hint = f"did you mean {known}?" if near else f"there is {known}" if offer else "the record has none"
    raise ViewError(f"no {what} named {clipped(name, 60)!r}: {hint}")

"""A codebook in TOML: its tables, checked key by key, as the model's Codebook."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from travaux.intake.characters import clean_field
from travaux.intake.faults import IntakeError
from travaux.model import ActorKind, Codebook, CodedCoalition, CodedIssue, CodedParty, CodedPerson

T = TypeVar("T")

_BOOK = ("title", "parties", "coalitions", "issues")
_PARTY = ("name", "aliases", "kind", "people")
_PERSON = ("name", "aliases", "role")
_COALITION = ("name", "aliases", "members")
_ISSUE = ("label", "terms", "parent")


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file and its place there, which every fault is told with."""

    file: str
    place: str
    values: Mapping[str, Any]

    def fault(self, message: str) -> IntakeError:
        return IntakeError(f"{self.file}: {self.place + ': ' if self.place else ''}{message}")

    def check_keys(self, known: tuple[str, ...]) -> None:
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
                advice = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
                raise self.fault(f"unknown key {key!r}; {advice}")

    def word(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.fault(f"{key} must be text in quotation marks, not {_what(value)}.")
        return clean_field(value)

    def needed(self, key: str) -> str:
        word = self.word(key)
        if word is None:
            raise self.fault(f"{key} is missing; every table here needs one.")
        return word

    def words(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.fault(f'{key} must be a list of texts, such as {key} = ["one", "two"].')
        return tuple(dict.fromkeys(word for each in value if (word := clean_field(each))))

    def tables(self, key: str, known: tuple[str, ...], read: Callable[[_Table], T]) -> tuple[T, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            path = f"{self.place.split(' ')[0].split('[')[0]}.{key}" if self.place else key
            raise self.fault(f"{key} must be a list of tables; begin each with [[{path}]].")
        found = []
        for number, each in enumerate(value, 1):
            label = each.get("name") or each.get("label")
            shown = f" ({clean_field(label)})" if isinstance(label, str) and clean_field(label) else ""
            inner = f"{self.place} " if self.place else ""
            table = _Table(self.file, f"{inner}{key}[{number}]{shown}", each)
            table.check_keys(known)
            found.append(read(table))
        return tuple(found)


def read_codebook(path: str | Path) -> Codebook:
    """The codebook at a path. Raises IntakeError with the line or the field of the first fault, and what to do."""
    path = Path(path)
    name = clean_field(path.name) or "codebook"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise IntakeError(f"{name}: byte {error.start} is not UTF-8; save the codebook as UTF-8.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise IntakeError(f"The codebook {name} could not be read: {reason}.") from error
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = re.sub(r"\s+", " ", str(error)) or "it is nested too deeply"
        raise IntakeError(f"{name}: this is not TOML: {reason}.") from error
    book = _Table(name, "", values)
    book.check_keys(_BOOK)
    codebook = Codebook(
        title=book.word("title"),
        parties=book.tables("parties", _PARTY, _read_party),
        coalitions=book.tables("coalitions", _COALITION, _read_coalition),
        issues=book.tables("issues", _ISSUE, _read_issue),
    )
    _check_once(book, "parties", [party.name for party in codebook.parties])
    _check_once(book, "coalitions", [coalition.name for coalition in codebook.coalitions])
    _check_once(book, "issues", [issue.label for issue in codebook.issues])
    _check_parents(book, codebook.issues)
    return codebook


def _read_party(table: _Table) -> CodedParty:
    people = table.tables("people", _PERSON, _read_person)
    return CodedParty(table.needed("name"), table.words("aliases"), _read_kind(table), people)


def _read_person(table: _Table) -> CodedPerson:
    return CodedPerson(table.needed("name"), table.words("aliases"), table.word("role"))


def _read_coalition(table: _Table) -> CodedCoalition:
    return CodedCoalition(table.needed("name"), table.words("members"), table.words("aliases"))


def _read_issue(table: _Table) -> CodedIssue:
    return CodedIssue(table.needed("label"), table.words("terms"), table.word("parent"))


def _read_kind(table: _Table) -> ActorKind | None:
    word = table.word("kind")
    if word is None:
        return None
    try:
        return ActorKind(word.lower())
    except ValueError:
        raise table.fault(f"{word!r} is no kind of party; known are {', '.join(ActorKind)}.") from None


def _check_once(book: _Table, key: str, names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise book.fault(f"{key}: {name!r} stands there twice; join the two tables.")
        seen.add(name.casefold())


def _check_parents(book: _Table, issues: tuple[CodedIssue, ...]) -> None:
    """Every parent is an issue of the codebook, and none is its own ancestor."""
    parents = {issue.label: issue.parent for issue in issues}
    for issue in issues:
        if issue.parent is not None and issue.parent not in parents:
            near = difflib.get_close_matches(issue.parent, parents, n=1)
            advice = f"did you mean {near[0]!r}?" if near else "add a table for it, or leave the parent out."
            raise book.fault(f"issues ({issue.label}): its parent {issue.parent!r} is no issue here; {advice}")
        above, steps = issue.parent, 0
        while above is not None:
            above, steps = parents.get(above), steps + 1
            if steps > len(parents):
                raise book.fault(f"issues ({issue.label}): its parents lead round in a circle; leave one of them out.")


def _what(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")

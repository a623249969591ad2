"""Which files are to be read, and what each is called in the record."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias

from travaux.intake.decode import Limits, read_bytes
from travaux.intake.faults import IntakeError
from travaux.intake.remote import RemoteFile, find_remote, is_url, once
from travaux.model import Problem

SHARD = ".parquet"  # readings that were made elsewhere
SUFFIXES = (".htm", ".html", ".markdown", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `origin` is its path below the folder given, or its bare name; never absolute."""

    origin: str
    path: Path

    @property
    def name(self) -> str:
        """The file's own name; its ending tells what kind of file it is."""
        return self.path.name

    def fetch(self, limits: Limits) -> bytes | Problem:
        """All bytes within the limit, or what keeps them from being read."""
        return read_bytes(self.path, limits)

    def open(self) -> BinaryIO:
        """The file, to read parts of it. Raises OSError."""
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was read where it lies, on its way to another machine."""

    origin: str
    name: str
    data: bytes | Problem

    def fetch(self, limits: Limits) -> bytes | Problem:
        """The bytes, or what kept them from being read."""
        return self.data


AnySource: TypeAlias = Source | RemoteFile | Fetched


@dataclass(frozen=True, slots=True)
class _Found:
    """A file on the way to a Source: where it really lies, and its names from the folder given downwards."""

    parts: tuple[str, ...]
    real: Path
    above: tuple[str, ...]  # names above the folder given, outermost first; they tell two folders' files apart


def find_sources(paths: Iterable[str | Path]) -> tuple[tuple[Source | RemoteFile, ...], tuple[Problem, ...]]:
    """Files of a known kind below the paths and URLs, each once, sorted by origin, whatever the order of the paths.

    Raises IntakeError for a path that does not exist, and a URL that cannot be listed.
    """
    found: list[_Found] = []
    remote: list[RemoteFile] = []
    problems: list[Problem] = []
    folders: set[Path] = set()
    for given in paths:
        if isinstance(given, str) and is_url(given):
            remote += find_remote(given)
            continue
        path = Path(given)
        if not _exists(path):
            raise IntakeError(f"There is no file or folder {_escape(str(given))!r}; check the path and its spelling.")
        root = path.resolve()
        if root in folders:
            problems.append(
                Problem("duplicate-path", "The folder was given before; it is read once.", _origin(root.parts[-1:]))
            )
            continue
        folders.update([root] if path.is_dir() else [])
        for item in _walk(path):
            found.append(item) if isinstance(item, _Found) else problems.append(item)
    local, repeated = _once(found)
    fetched, given_again = once(remote)
    known, unknown = _part(fetched)
    files: list[Source | RemoteFile] = [*_name(local), *known]
    sources = tuple(sorted(files, key=lambda each: each.origin))
    if not sources:
        kinds = " ".join(SUFFIXES)
        problems.append(Problem("nothing-to-read", f"No file of a known kind ({kinds}) was found in what was given."))
    return sources, tuple(
        sorted(
            {*problems, *repeated, *given_again, *unknown},
            key=lambda each: (each.origin or "", each.code, each.message),
        )
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long for the system, or one that holds a null character
        return False


def _walk(given: Path) -> Iterator[_Found | Problem]:
    root = given.resolve()
    if not given.is_dir():
        yield _check((given.name or root.name,), root, root.parent.parts)
        return
    visited: set[Path] = set()
    pending: list[tuple[Path, tuple[str, ...]]] = [(root, ())]
    while pending:
        folder, parts = pending.pop()
        real = folder.resolve()
        if real in visited:
            yield Problem("duplicate-path", "The folder was reached before; it is read once.", _origin(parts))
            continue
        visited.add(real)
        try:
            names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
        except OSError as error:
            origin = _origin(parts or (root.name,))
            yield Problem("unreadable", f"The folder could not be read: {error.strerror}.", origin)
            continue
        folders = []
        for name in names:
            path = folder / name
            if path.is_dir():
                folders.append((path, (*parts, name)))
            else:
                yield _check((*parts, name), path, root.parts)
        pending.extend(reversed(folders))


def _check(parts: tuple[str, ...], path: Path, above: tuple[str, ...]) -> _Found | Problem:
    if not path.name.lower().endswith((*SUFFIXES, SHARD)):
        return _unknown(_origin(parts))
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a link that leads nowhere, or in a circle
        return Problem("unreadable", "The file could not be read: its link leads nowhere.", _origin(parts))
    return _Found(parts, real, above)


def _part(files: Iterable[RemoteFile]) -> tuple[list[RemoteFile], list[Problem]]:
    """Files of a known kind, under names that can be shown, and the others as Problems."""
    named = [replace(file, origin=_escape(file.origin)) for file in files]
    known = [file for file in named if file.name.lower().endswith((*SUFFIXES, SHARD))]
    unknown = [file for file in named if not file.name.lower().endswith((*SUFFIXES, SHARD))]
    return known, [_unknown(file.origin) for file in unknown]


def _unknown(origin: str) -> Problem:
    return Problem("unknown-kind", f"Files of this kind are not read; known are {' '.join(SUFFIXES)}.", origin)


def _once(found: list[_Found]) -> tuple[list[_Found], list[Problem]]:
    """Each real file under one name, its longest; the other ways to it become Problems."""
    kept: dict[Path, _Found] = {}
    problems = []
    for item in sorted(found, key=lambda item: (-len(item.parts), item.parts)):
        if item.real in kept:
            first = _origin(kept[item.real].parts)
            message = f"The file was given or reached twice; it is read once, as {first}."
            problems.append(Problem("duplicate-path", message, _origin(item.parts)))
        else:
            kept[item.real] = item
    return list(kept.values()), problems


def _name(found: list[_Found]) -> tuple[Source, ...]:
    """Sources in order; files of one name from different folders take names of the folders above until they differ."""
    while True:
        shared = Counter(_origin(item.parts) for item in found)
        clashing = [item for item in found if shared[_origin(item.parts)] > 1 and len(item.above) > 1]
        if not clashing:
            break
        found = [
            replace(item, parts=(item.above[-1], *item.parts), above=item.above[:-1]) if item in clashing else item
            for item in found
        ]
    return tuple(sorted((Source(_origin(item.parts), item.real) for item in found), key=lambda each: each.origin))


def _origin(parts: tuple[str, ...]) -> str:
    return _escape("/".join(parts)) or "."


def _escape(name: str) -> str:
    """A file's name with whatever cannot be shown, or not be written as UTF-8, as its code."""
    return "".join(each if each.isprintable() else f"%{ord(each):02X}" for each in name)

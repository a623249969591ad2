"""Which files are to be read, and what each is called in the record."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from travaux.intake.faults import IntakeError
from travaux.model import Problem

SUFFIXES = (".htm", ".html", ".markdown", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `origin` is its path below the folder given, or its bare name; never absolute."""

    origin: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Found:
    """A file on the way to a Source: where it really lies, and its names from the folder given downwards."""

    parts: tuple[str, ...]
    real: Path
    above: tuple[str, ...]  # names above the folder given, outermost first; they tell two folders' files apart


def find_sources(paths: Iterable[str | Path]) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Files of a known kind below the paths, each once, sorted by origin, whatever the order of the paths.

    Raises IntakeError for a path that does not exist.
    """
    found: list[_Found] = []
    problems: list[Problem] = []
    folders: set[Path] = set()
    for given in paths:
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
    once, repeated = _once(found)
    sources = _name(once)
    if not sources:
        kinds = " ".join(SUFFIXES)
        problems.append(Problem("nothing-to-read", f"No file of a known kind ({kinds}) was found in what was given."))
    return sources, tuple(sorted({*problems, *repeated}, key=lambda each: (each.origin or "", each.code, each.message)))


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
    if not path.name.lower().endswith(SUFFIXES):
        known = " ".join(SUFFIXES)
        return Problem("unknown-kind", f"Files of this kind are not read; known are {known}.", _origin(parts))
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a link that leads nowhere, or in a circle
        return Problem("unreadable", "The file could not be read: its link leads nowhere.", _origin(parts))
    return _Found(parts, real, above)


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

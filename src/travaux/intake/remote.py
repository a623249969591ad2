"""Files behind a URL (s3://, gs://, file://, ...), listed and fetched by fsspec, which nothing else here imports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from travaux.intake.decode import Limits, too_large, unreadable
from travaux.intake.faults import IntakeError
from travaux.model import Problem

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WILD = re.compile(r"[*?\[]")
_WEB = ("http", "https")
_INSTALL = "pip install 'travaux[cloud]'"
_SECRET = re.compile(  # https://bucket.example/a.txt?X-Amz-Signature=0123&version=2
    r"x-(?:amz|goog|ms)-|sig$|signature|token|secret|passw|credential|key|auth|policy|^se$|^sp$|^sv$|^sr$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file behind a URL. `origin` is that URL without credentials; `system` is fsspec's, and can be pickled."""

    origin: str
    path: str
    system: Any
    size: int | None = None

    @property
    def name(self) -> str:
        """The last part of its path; its ending tells what kind of file it is."""
        path = self.path.split("?")[0] if self.path.startswith(_WEB) else self.path
        return path.rsplit("/", 1)[-1]

    def fetch(self, limits: Limits) -> bytes | Problem:
        """All bytes within the limit; whatever keeps them from coming is a Problem."""
        if self.size is not None and self.size > limits.bytes:
            return too_large(self.size, limits)
        try:
            data: bytes = self.system.cat_file(self.path, start=0, end=limits.bytes + 1) if self.size != 0 else b""
        except Exception as error:  # each system raises what its own library does
            return unreadable(_reason(error))
        return too_large(len(data), limits) if len(data) > limits.bytes else data

    def open(self) -> BinaryIO:
        """The file, to read parts of it. Raises what the system's own library does."""
        opened: BinaryIO = self.system.open(self.path, "rb")
        return opened


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """Where shards are written to: a URL that fsspec knows."""

    origin: str
    path: str
    system: Any

    def files(self) -> Iterator[RemoteFile]:
        """What lies right in it. Raises IntakeError."""
        try:
            found = self.system.ls(self.path, detail=True, refresh=True) if self.system.exists(self.path) else []
        except Exception as error:
            raise _fault(self.origin, error) from error
        for each in found:
            if each["type"] == "file":
                name = each["name"].rsplit("/", 1)[-1]
                yield RemoteFile(f"{self.origin}/{name}", each["name"], self.system, each.get("size"))

    def write(self, name: str, data: bytes) -> None:
        """A whole file or none: written under another name, then moved. Raises IntakeError."""
        whole, unfinished = f"{self.path}/{name}", f"{self.path}/.{name}.unfinished"
        try:
            self.system.makedirs(self.path, exist_ok=True)
            self.system.pipe_file(unfinished, data)
            self.system.mv(unfinished, whole)
        except Exception as error:
            raise _fault(self.origin, error) from error

    def delete(self, name: str) -> None:
        """Take a file away; nothing happens where it is not there. Raises IntakeError."""
        try:
            if self.system.exists(f"{self.path}/{name}"):
                self.system.rm_file(f"{self.path}/{name}")
        except Exception as error:
            raise _fault(self.origin, error) from error


def is_url(given: object) -> bool:
    """Whether what was given is a URL and no path: "s3://talks/2031"."""
    return isinstance(given, str) and _URL.match(given) is not None


def find_remote(url: str) -> tuple[RemoteFile, ...]:
    """The files at or below a URL, or those that fit it where it has wildcards; hidden ones left out.

    Raises IntakeError where there are none, or where they cannot be listed.
    """
    system, path = _connect(url)
    shown = clean_url(url)
    try:
        found = _list(system, path)
    except Exception as error:
        raise _fault(shown, error) from error
    if not found:
        raise IntakeError(f"There is no file at {shown}; check the URL and its spelling.")
    root = url.rstrip("/")
    scheme = root.split("://")[0] + "://"
    above = root[: -len(path)] if path and root.endswith(path) else scheme
    if path.startswith(scheme):  # http: what it calls a path is the URL
        above = ""
    return tuple(
        RemoteFile(clean_url(above + name), name, system, info.get("size"))
        for name, info in sorted(found.items())
        if not _is_hidden(name, path)
    )


def remote_folder(url: str) -> RemoteFolder:
    """A URL to write to. Raises IntakeError."""
    system, path = _connect(url)
    return RemoteFolder(clean_url(url).rstrip("/"), path, system)


def clean_url(url: str) -> str:
    """A URL without user, password, or a signature or token in its query."""
    scheme, rest = url.split("://", 1)
    host, slash, path = rest.partition("/")
    if scheme not in _WEB or "?" not in path:
        return f"{scheme}://{host.rsplit('@', 1)[-1]}{slash}{path}"
    path, query = path.split("?", 1)
    kept = [part for part in query.split("#")[0].split("&") if not _SECRET.search(part.split("=")[0])]
    return f"{scheme}://{host.rsplit('@', 1)[-1]}{slash}{path}" + ("?" + "&".join(kept) if kept else "")


def _connect(url: str) -> tuple[Any, str]:
    shown = clean_url(url)
    if "::" in url:
        raise IntakeError(f"{shown}: chained URLs are not read; name the files themselves.")
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise IntakeError(f"{shown}: files behind a URL need fsspec. Install it with {_INSTALL}.") from error
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        raise IntakeError(f"{shown}: {error}. For s3:// and gs://, {_INSTALL} brings what is needed.") from error
    except Exception as error:
        raise _fault(shown, error) from error
    return system, path.rstrip("/") or path


def _list(system: Any, path: str) -> dict[str, dict[str, Any]]:
    if _WILD.search(path):
        found = system.glob(path, detail=True)
        return {name: info for name, info in found.items() if info.get("type") != "directory"}
    if system.isfile(path):
        return {path: system.info(path)}
    listed: dict[str, dict[str, Any]] = system.find(path, detail=True)
    return listed


def _is_hidden(name: str, given: str) -> bool:
    """Below what was given, a file or folder whose name begins with a full stop; what was named itself is not."""
    base = _WILD.split(given)[0]
    return name != given and any(part.startswith(".") for part in name[len(base) :].lstrip("/").split("/"))


def _fault(shown: str, error: Exception) -> IntakeError:
    return IntakeError(f"{shown}: could not be reached ({_reason(error)}). Check the URL, and what gives access to it.")


def _reason(error: Exception) -> str:
    """What a foreign library says, on one line, without what it may quote of a URL's credentials."""
    words = (error.strerror if isinstance(error, OSError) else None) or str(error)
    words = re.sub(r"\S+://\S+", "…", " ".join(words.split()))
    return f"{type(error).__name__}: {words[:200]}" if words else type(error).__name__


def once(files: Iterable[RemoteFile]) -> tuple[list[RemoteFile], list[Problem]]:
    """Each file once, by its URL; what was given again is a Problem."""
    kept: dict[str, RemoteFile] = {}
    problems = []
    for file in files:
        if file.origin in kept:
            problems.append(Problem("duplicate-path", "The file was given twice; it is read once.", file.origin))
        kept.setdefault(file.origin, file)
    return list(kept.values()), problems

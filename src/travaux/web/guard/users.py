"""The users file: one `name:hash` a line, hashes by Argon2. Passwords are in no file, argument or log."""

from __future__ import annotations

import hashlib
import os
import threading
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from travaux.web.guard.settings import GuardError

_LONGEST_NAME = 60
_SHORTEST, _LONGEST = 10, 1000  # characters of a password
_HASHER = PasswordHasher()  # RFC 9106, low memory: 64 MiB a check
_AT_ONCE = threading.Semaphore(2)  # so that many logins take no more memory than a few


def read_users(path: Path) -> dict[str, str]:
    """Names with the hashes of their passwords. Raises GuardError where the file is none of ours."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise GuardError(f"there is no users file {path}: `travaux users {path} --add NAME` makes one.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise GuardError(f"{path} cannot be read as a users file ({error}).") from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name, colon, hash_ = line.partition(":")
        if not colon or not hash_.startswith("$argon2") or name in found:
            raise GuardError(f"line {number} of {path} is no `name:hash` of a user, or the second of that name.")
        found[name] = hash_.strip()
    return found


def set_password(path: Path, name: str, password: str) -> None:
    """Add a user, or give one a new password; the file is made where there is none. Raises GuardError."""
    _check_name(name)
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise GuardError(f"a password has {_SHORTEST} to {_LONGEST:,} characters.")
    users = read_users(path) if path.exists() else {}
    _write(path, users | {name: _HASHER.hash(password)})


def remove_user(path: Path, name: str) -> None:
    """Take a user out; their sessions end with the next page. Raises GuardError."""
    users = read_users(path)
    if name not in users:
        raise GuardError(f"{path} has no user named {name}.")
    _write(path, {each: hash_ for each, hash_ in users.items() if each != name})


def _check_name(name: str) -> None:
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable() or ":" in name or name != name.strip():
        raise GuardError(f"a name has 1 to {_LONGEST_NAME} characters that can be seen, and no colon.")


def _write(path: Path, users: dict[str, str]) -> None:
    """A whole file or none, for nobody else's eyes."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.writelines(f"{name}:{hash_}\n" for name, hash_ in sorted(users.items()))
    unfinished.replace(path)


class Users:
    """The users of a file, read again whenever it has changed: who is taken out is out at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at: tuple[int, int] | None = None
        self._users: dict[str, str] = {}
        self._lock = threading.Lock()
        self._now()

    def mark(self, name: str) -> str | None:
        """What tells one password of a user from the next; None where there is no such user."""
        hash_ = self._now().get(name)
        return hashlib.sha256(hash_.encode()).hexdigest()[:16] if hash_ else None

    def knows(self, name: str, password: str) -> bool:
        """Whether this is the user's password. A name that is not known takes as long as one that is."""
        hash_ = self._now().get(name)
        with _AT_ONCE:
            try:
                return _HASHER.verify(hash_ or _nobody(), password) and hash_ is not None
            except (VerificationError, InvalidHashError):
                return False

    def _now(self) -> dict[str, str]:
        with self._lock:
            try:
                stat = self._path.stat()
                at = (stat.st_mtime_ns, stat.st_ino)
            except OSError:
                at = None
            if at is None or at != self._read_at:
                self._users, self._read_at = read_users(self._path), at
            return self._users


@cache
def _nobody() -> str:
    """A hash of a password that nobody has."""
    return _HASHER.hash(os.urandom(16).hex())

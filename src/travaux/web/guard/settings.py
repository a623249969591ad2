"""Where the desk listens, whom it lets in, and what it bears at most."""

from __future__ import annotations

import getpass
import ipaddress
import re
import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

from travaux.model import TravauxError

_ANYWHERE = frozenset(("", "0.0.0.0", "::"))
_SHORTEST_TOKEN = 16
_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::\d{1,5})?")


class GuardError(TravauxError):
    """The desk would be open to more people than was said, or those who may come in cannot be read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take, and how often a login may fail."""

    body: int = 1_000_000  # bytes
    address: int = 8_000  # bytes of path and query
    seconds: float = 20.0  # until a body is there
    failures: int = 10  # of an address or a name, within `window` seconds
    window: float = 300.0


def _account() -> str:
    """The name of the account that runs the desk; some containers have none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "local"


@dataclass(frozen=True)
class Settings:
    """Where the desk listens and whom it lets in: the account that runs it, or who has the token or a password.

    `names` are further names of this machine under which a browser may ask for it, `secure` that it is reached by
    HTTPS. Raises GuardError where others than this machine could come in without being asked who they are.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = field(default=None, repr=False)
    users: Path | None = None
    names: tuple[str, ...] = ()
    secure: bool = False
    account: str = field(default_factory=_account)
    hours: float = 12.0  # that a session lasts
    limits: Limits = Limits()
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < _SHORTEST_TOKEN:
            raise GuardError(f"a token is {_SHORTEST_TOKEN} characters or more, drawn at random.")
        if not is_loopback(self.host) and not self.needs_login:
            raise GuardError(
                f"at {self.host or 'every address'} others can reach the desk: say who may come in, with --users FILE"
                " or --token."
            )

    @property
    def needs_login(self) -> bool:
        """Whether who comes in has to say who they are."""
        return self.token is not None or self.users is not None

    def answers_to(self, host: str) -> bool:
        """Whether a `Host` header names this desk. A name of somebody else's that leads here is a rebound one.

        An address in digits cannot be rebound: it is good wherever the desk listens at all addresses.
        """
        found = _HOST.fullmatch(host)
        if not found:
            return False
        name = (found["v6"] or found["name"]).lower().rstrip(".")
        if name in {each.lower() for each in (*self.names, self.host) if each not in _ANYWHERE}:
            return True
        if self.host in _ANYWHERE:
            return name == socket.gethostname().lower() or is_loopback(name) or _is_address(name)
        return is_loopback(self.host) and is_loopback(name)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True

"""Sessions: a signed cookie that says who it is, and the token that a form of that session carries."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer


@dataclass(frozen=True, slots=True)
class Session:
    """One browser. `name` is None before a login; `mark` is of the password that it was begun with."""

    id: str
    name: str | None
    mark: str = ""


class Sessions:
    """Begins, reads and ends sessions. All that a session is stands in its cookie; what ended early is kept here."""

    def __init__(self, secret: bytes, seconds: float) -> None:
        self._secret, self._seconds = secret, seconds
        self._signer = URLSafeTimedSerializer(
            secret, salt="travaux-session", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._ended: dict[str, float] = {}  # until when a cookie of that session could still be good
        self._lock = threading.Lock()

    def begin(self, name: str | None, mark: str = "") -> Session:
        """A session that nobody can guess."""
        return Session(secrets.token_urlsafe(24), name, mark)

    def write(self, session: Session) -> str:
        """The value of the session's cookie."""
        return str(self._signer.dumps([session.id, session.name, session.mark]))

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where it is not ours, too old or ended."""
        if not cookie:
            return None
        try:
            id_, name, mark = self._signer.loads(cookie, max_age=int(self._seconds))
        except (BadData, ValueError, TypeError):
            return None
        with self._lock:
            return None if id_ in self._ended else Session(id_, name, mark)

    def end(self, session: Session) -> None:
        """From now on no cookie of this session is good."""
        now = time.monotonic()
        with self._lock:
            self._ended = {id_: until for id_, until in self._ended.items() if until > now}
            self._ended[session.id] = now + self._seconds

    def token(self, session: Session) -> str:
        """What every write of this session carries, so that no page of another site can make one."""
        return hmac.new(self._secret, f"csrf {session.id}".encode(), hashlib.sha256).hexdigest()

    def knows(self, session: Session, token: str) -> bool:
        """Whether a token is that of the session; takes the same time whatever is wrong with it."""
        return hmac.compare_digest(self.token(session).encode(), token.encode("utf-8", "replace"))

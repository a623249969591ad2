"""Who asks: from a cookie, from a token, or the account that runs the desk."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from fastapi import Request, Response

from travaux.web.guard.attempts import Attempts
from travaux.web.guard.sessions import Session, Sessions
from travaux.web.guard.settings import Settings
from travaux.web.guard.users import Users

PROGRAM = "program"  # the author of what comes with the token in a header, and no name


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks. `name` is the author of what they write, None before a login; `csrf` what their forms carry.

    `session` is None for a program that sends the token; `cookie` is what their browser is yet to be given.
    """

    name: str | None
    csrf: str = ""
    session: Session | None = None
    cookie: tuple[str, str] | None = None

    @property
    def may_leave(self) -> bool:
        """Whether there is a login to end."""
        return self.session is not None and bool(self.session.mark)


def who(request: Request) -> Who:
    """Who asks for a page, as the guard found them."""
    found = request.state.who
    assert isinstance(found, Who)
    return found


class Watch:
    """What the guard keeps while the desk runs: sessions, failures, and who may come in."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.sessions = Sessions(settings.secret, settings.hours * 3600)
        self.attempts = Attempts(settings.limits.failures, settings.limits.window)
        self._users = Users(settings.users) if settings.users is not None else None
        self._own = self.sessions.begin(settings.account)  # one for all tabs: a link from elsewhere keeps forms good
        # Ports have their cookies in common: two desks must not take one another's.
        prefix = "__Host-" if settings.secure else ""
        self.cookie, self.visit = f"{prefix}travaux-{settings.port}", f"{prefix}travaux-visit-{settings.port}"

    def find(self, request: Request) -> Who:
        """Who asks; a name of None has yet to log in."""
        if not self.settings.needs_login:
            known = self.sessions.read(request.cookies.get(self.cookie)) == self._own
            return self._as(self._own, None if known else self.cookie)
        session = self.sessions.read(request.cookies.get(self.cookie))
        if session and session.name and self._mark(session.name) == session.mark:
            return self._as(session, None)
        if self._has_token(request):
            return Who(PROGRAM)
        visit = self.sessions.read(request.cookies.get(self.visit))
        if visit and visit.name is None:
            return self._as(visit, None)
        return self._as(self.sessions.begin(None), self.visit)

    def login(self, name: str, password: str) -> Session | None:
        """A new session for a name and its password, or any name and the token; None where they do not fit."""
        if not name or len(name) > 60 or not name.isprintable():
            return None
        if self._users is not None:
            good = self._users.knows(name, password)
        else:
            good = hmac.compare_digest((self.settings.token or "").encode(), password.encode("utf-8", "replace"))
        return self.sessions.begin(name, self._mark(name) or "") if good else None

    def keys(self, request: Request, name: str = "") -> tuple[str, ...]:
        """By what failures are counted."""
        address = f"from {request.client.host if request.client else '?'}"
        return (address, f"as {name}") if name and self._users is not None else (address,)

    def set_cookie(self, response: Response, name: str, value: str) -> None:
        """Give a browser a cookie that no script reads, and that no other site's page sends."""
        lasts = int(self.settings.hours * 3600)
        response.set_cookie(
            name, value, max_age=lasts, path="/", secure=self.settings.secure, httponly=True, samesite="strict"
        )

    def drop_cookie(self, response: Response, name: str) -> None:
        """Take a cookie back."""
        response.delete_cookie(name, path="/", secure=self.settings.secure, httponly=True, samesite="strict")

    def _as(self, session: Session, cookie: str | None) -> Who:
        given = (cookie, self.sessions.write(session)) if cookie else None
        return Who(session.name, self.sessions.token(session), session, given)

    def _mark(self, name: str) -> str | None:
        """What a session of this name was begun with; it ends when that is no longer so."""
        return self._users.mark(name) if self._users is not None else "token"

    def _has_token(self, request: Request) -> bool:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if self.settings.token is None or kind.lower() != "bearer" or self.attempts.wait(*self.keys(request)):
            return False
        good = hmac.compare_digest(self.settings.token.encode(), given.strip().encode("utf-8", "replace"))
        if not good:
            self.attempts.failed(*self.keys(request))
        return good

"""Who may come in, who may write, and what a browser is told about safety. docs/security.md says against whom."""

from __future__ import annotations

from fastapi import FastAPI

from travaux.web.guard import login
from travaux.web.guard.door import Door
from travaux.web.guard.headers import headers_of
from travaux.web.guard.login import own_page
from travaux.web.guard.settings import GuardError, Limits, Settings
from travaux.web.guard.users import read_users, remove_user, set_password
from travaux.web.guard.watch import Watch, Who, who

__all__ = [
    "GuardError",
    "Limits",
    "Settings",
    "Who",
    "install",
    "own_page",
    "read_users",
    "remove_user",
    "set_password",
    "who",
]


def install(app: FastAPI, settings: Settings) -> None:
    """Put the guard before every page of an app. Call it last, so that nothing stands before it."""
    app.state.watch = watch = Watch(settings)
    app.state.headers = headers_of(settings)  # for answers that are made outside of the door
    if settings.needs_login:
        app.include_router(login.router, include_in_schema=False)
    app.include_router(login.api, prefix="/api")
    app.add_middleware(Door, watch=watch)

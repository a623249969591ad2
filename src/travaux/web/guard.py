"""Who may come in and what a browser is told about safety."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI, Request, Response
from starlette.middleware.base import RequestResponseEndpoint

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the desk listens, and whom it lets in. `users` are names with the hashes of their passwords."""

    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    users: Mapping[str, str] = field(default_factory=dict)
    secure: bool = False


def install(app: FastAPI, settings: Settings) -> None:
    """Put the guard before every page of an app."""

    @app.middleware("http")
    async def with_headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

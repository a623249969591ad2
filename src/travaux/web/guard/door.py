"""The door: every request passes it, and what is wrong with one is said here, before any page sees it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, quote, urlsplit

import anyio
from fastapi import Request, Response
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from travaux.web.faults import fault
from travaux.web.guard.headers import caching_of, headers_of
from travaux.web.guard.watch import Watch, Who

_READS = frozenset(("GET", "HEAD", "OPTIONS"))
_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 1000
# The way back in from a link on another site: the browser sends the cookie only with what our own page asks for.
_ON = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>One moment</title>'
    '<meta http-equiv="refresh" content="0">'
)


class _Refused(Exception):  # noqa: N818 - no fault of the code
    def __init__(self, status: int, words: str = "", headers: dict[str, str] | None = None) -> None:
        self.status, self.words, self.headers = status, words, headers or {}


class Door:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, watch: Watch) -> None:
        self.app, self._watch, self._settings = app, watch, watch.settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(Request(scope, receive), receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, request: Request, receive: Receive, send: Send) -> None:
        request.state.who = Who(None)
        telling = self._telling(request, send)
        try:
            self._check_address(request)
            request.state.who = asks = self._watch.find(request)
            answer = self._ask_in(request, asks)
            if answer is None and request.method not in _READS:
                receive = await self._admit_write(request, asks, receive)
        except _Refused as refused:
            answer = fault(request, refused.status, refused.words)
            answer.headers.update(refused.headers)
        await (answer or self.app)(request.scope, receive, telling)

    def _telling(self, request: Request, send: Send) -> Send:
        """`send`, with the headers that every answer has, and a cookie where one is due."""
        fixed = headers_of(self._settings)
        caching = caching_of(self._settings, request.scope["path"])

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(fixed)
                headers.setdefault("Cache-Control", caching)
                if request.state.who.cookie and not request.scope["path"].startswith("/static/"):
                    with_cookie = Response()
                    self._watch.set_cookie(with_cookie, *request.state.who.cookie)
                    if "set-cookie" not in headers:
                        headers.append("set-cookie", with_cookie.headers["set-cookie"])
            await send(message)

        return tell

    def _check_address(self, request: Request) -> None:
        """For whom it is, from where, and that it is an address at all."""
        if not self._settings.answers_to(request.headers.get("host", "")):
            raise _Refused(400, "This desk does not go by that name.")
        path, query = request.scope["path"], request.scope["query_string"]
        if len(request.scope.get("raw_path") or path) + len(query) > self._settings.limits.address:
            raise _Refused(414, "That address is too long.")
        if not path.isprintable() or b"%00" in query or b"\x00" in query:
            raise _Refused(400, "That is no address.")
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none") and not _is_visit(request):
            raise _Refused(403, "Pages of other sites get nothing from here.")

    def _ask_in(self, request: Request, asks: Who) -> Response | None:
        """What those are told who have yet to log in; None for who may pass."""
        path = request.scope["path"]
        if asks.name is not None or path == "/login" or path.startswith("/static/"):
            return None
        if request.headers.get("sec-fetch-site") not in (None, "same-origin", "none"):
            return HTMLResponse(_ON)
        query = request.scope["query_string"].decode("latin-1")
        wanted = quote(path) + (f"?{query}" if query else "")
        to = f"/login?next={quote(wanted, safe='')}"
        if request.method == "GET" and not path.startswith("/api") and "hx-request" not in request.headers:
            return RedirectResponse(to, 303)
        wait = self._watch.attempts.wait(*self._watch.keys(request)) if "authorization" in request.headers else 0
        if wait:
            raise _Refused(429, "Too many wrong tokens.", {"Retry-After": str(wait)})
        raise _Refused(401, "Your session has ended.", {"HX-Redirect": "/login", "WWW-Authenticate": "Bearer"})

    async def _admit_write(self, request: Request, asks: Who, receive: Receive) -> Receive:
        """Check where a write comes from, read its body up to the limit, and hand it on unread."""
        _check_origin(request)
        body = await self._read(request, receive)
        form = request.headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM
        if (b"%00" if form else b"\\u0000") in body or b"\x00" in body:
            raise _Refused(400, "Words hold no NUL.")
        if asks.session is not None:  # a program that sends the token itself cannot be made to by a page
            given = request.headers.get("x-csrf-token") or (_field(body, "csrf") if form else "")
            if not self._watch.sessions.knows(asks.session, given):
                raise _Refused(403, "This page is out of date: load it again, and then once more.")
        return _replay(body, receive)

    async def _read(self, request: Request, receive: Receive) -> bytes:
        limits = self._settings.limits
        told = request.headers.get("content-length", "0")
        if not told.isascii() or not told.isdigit():
            raise _Refused(400, "That is no length.")
        if int(told[:20]) > limits.body:
            raise _Refused(413, f"At most {limits.body:,} bytes are taken at once.")
        parts: list[bytes] = []
        with anyio.move_on_after(limits.seconds):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise _Refused(400, "That broke off.")
                parts.append(message.get("body", b""))
                if sum(map(len, parts)) > limits.body:
                    raise _Refused(413, f"At most {limits.body:,} bytes are taken at once.")
                if not message.get("more_body"):
                    return b"".join(parts)
        raise _Refused(408, "That took too long to arrive.")


def _is_visit(request: Request) -> bool:
    """Whether a person follows a link from elsewhere, rather than another page loading something."""
    return (
        request.method in ("GET", "HEAD")
        and request.headers.get("sec-fetch-mode") == "navigate"
        and request.headers.get("sec-fetch-dest") == "document"
    )


def _check_origin(request: Request) -> None:
    """A write comes from a page of this desk, or from a program that is no browser."""
    origin = request.headers.get("origin")
    if origin is None:
        return  # no browser; those say where a write comes from
    try:
        named = urlsplit(origin).netloc.lower()
    except ValueError:
        named = ""
    if not named or named != request.headers.get("host", "").lower():
        raise _Refused(403, "That did not come from this desk.")


def _field(body: bytes, name: str) -> str:
    try:
        found = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise _Refused(413, "Those are too many fields.") from None
    return found.get(name, [""])[0]


def _replay(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    """A `receive` that gives a body that was read already, and then what comes after it."""
    waiting = [body]

    async def again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again

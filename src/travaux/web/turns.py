"""Who waits for whom: a few pages are made at a time, and none again as long as the record is as it was."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace

import anyio
from markupsafe import escape
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from travaux.views.shown import shown_lines
from travaux.web.guard import Who
from travaux.web.records import Records

_AT_ONCE = 3  # more at a time make all of them late, for they have one interpreter between them
_MOST = 64_000_000  # bytes of pages that are kept
_LARGEST = 4_000_000  # of one
_LONG = ("/tables/", "/api/")  # what may take long, one at a time and beside the pages
_NOT_KEPT = ("/review", "/growth", "/log", "/api/")  # of one person, or of this moment
# In a page that is kept they stand for who asks; nobody can know them, so that no report has them.
_NAME, _TOKEN = secrets.token_hex(16), secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class _Page:
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class Pages:
    """Pages by address and by what they were made of; those that were not asked for longest go first."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, _Page] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def find(self, key: Hashable) -> _Page | None:
        """The page under a key, if it is kept."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def keep(self, key: Hashable, page: _Page) -> None:
        """Keep a page, if it is none of the largest."""
        with self._lock:
            if key not in self._held and len(page.body) <= _LARGEST:
                self._held[key] = page
                self._size += len(page.body)
            while self._size > self._most:
                self._size -= len(self._held.popitem(last=False)[1].body)


class Turns:
    """ASGI middleware behind the door."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._turns, self._long = anyio.CapacityLimiter(_AT_ONCE), anyio.CapacityLimiter(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell again what was made before, else wait for a turn."""
        path = scope.get("path", "")
        if scope["type"] != "http" or path.startswith("/static/"):
            await self.app(scope, receive, send)
        elif scope["method"] == "GET" and not path.startswith(_NOT_KEPT):
            await self._show(scope, receive, send)
        else:
            async with self._turn(path):
                await self.app(scope, receive, send)

    def _turn(self, path: str) -> anyio.CapacityLimiter:
        return self._long if path.startswith(_LONG) else self._turns

    async def _show(self, scope: Scope, receive: Receive, send: Send) -> None:
        asks: Who = scope["state"]["who"]
        records: Records = scope["app"].state.records
        pages: Pages = scope["app"].state.pages
        seen = await run_in_threadpool(records.seen)
        key = (seen, scope["path"], scope["query_string"], asks.may_leave)
        page = pages.find(key) if seen else None
        if page is None:
            async with self._turn(scope["path"]):
                page = pages.find(key) if seen else None  # made while this one waited
                page = page or await self._make(scope, receive, asks)
            if seen and page.status in (200, 303):
                pages.keep(key, page)
        await _send(page, asks, send)

    async def _make(self, scope: Scope, receive: Receive, asks: Who) -> _Page:
        """A page for anybody."""
        began: Message = {}
        parts: list[bytes] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                began.update(message)
            else:
                parts.append(message.get("body", b""))

        scope["state"]["who"] = replace(asks, name=_NAME, csrf=_TOKEN)
        try:
            await self.app(scope, receive, hold)
        finally:
            scope["state"]["who"] = asks
        return _Page(began["status"], tuple(began["headers"]), b"".join(parts))


async def _send(page: _Page, asks: Who, send: Send) -> None:
    """A page for who asks."""
    body = page.body.replace(_TOKEN.encode(), asks.csrf.encode())
    body = body.replace(_NAME.encode(), str(escape(shown_lines(asks.name or ""))).encode())
    start: Message = {"type": "http.response.start", "status": page.status, "headers": list(page.headers)}
    MutableHeaders(scope=start)["content-length"] = str(len(body))
    await send(start)
    await send({"type": "http.response.body", "body": body})

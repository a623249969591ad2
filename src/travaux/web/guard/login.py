"""Coming in and leaving."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel
from starlette.responses import RedirectResponse

from travaux.web.desk import TEMPLATES
from travaux.web.guard.watch import Watch, who

router = APIRouter()
api = APIRouter()


@router.get("/login")
def show_login(request: Request, next_: Annotated[str, Query(alias="next", max_length=4000)] = "/") -> Response:
    """The form; who is in already goes on."""
    if who(request).name is not None:
        return RedirectResponse(own_page(next_), 303)
    return _form(request, next_)


@router.post("/login")
def log_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    next_: Annotated[str, Form(alias="next", max_length=4000)] = "/",
) -> Response:
    """Begin a session, or say that name and password do not fit, and not which of them."""
    watch = _watch(request)
    name = name.strip()
    keys = watch.keys(request, name)
    if wait := watch.attempts.wait(*keys):
        words = f"Too many attempts failed. Try again in {-(-wait // 60)} min."
        answer = _form(request, next_, name, words, 429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    session = watch.login(name, password)
    if session is None:
        watch.attempts.failed(*keys)
        return _form(request, next_, name, "That does not fit together.", 403)
    watch.attempts.succeeded(keys[-1])
    answer = RedirectResponse(own_page(next_), 303)
    watch.set_cookie(answer, watch.cookie, watch.sessions.write(session))
    watch.drop_cookie(answer, watch.visit)
    return answer


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End the session everywhere, and have the browser forget what it showed."""
    watch, asks = _watch(request), who(request)
    if asks.session is not None:
        watch.sessions.end(asks.session)
    answer = RedirectResponse("/login", 303)
    watch.drop_cookie(answer, watch.cookie)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


class Asking(BaseModel):
    """Who asks, and what their writes carry as X-CSRF-Token."""

    name: str | None
    csrf: str


@api.get("/session", tags=["session"])
def show_session(request: Request) -> Asking:
    """Who asks, and the token that a write of theirs carries as the header X-CSRF-Token."""
    asks = who(request)
    return Asking(name=asks.name, csrf=asks.csrf)


def _watch(request: Request) -> Watch:
    watch = request.app.state.watch
    assert isinstance(watch, Watch)
    return watch


def _form(request: Request, next_: str, name: str = "", words: str = "", status: int = 200) -> Response:
    settings = _watch(request).settings
    context = {
        "csrf": who(request).csrf,
        "next": own_page(next_),
        "name": name,
        "words": words,
        "by_token": settings.users is None,
    }
    return TEMPLATES.TemplateResponse(request, "login.html", context, status_code=status)


def own_page(address: str) -> str:
    """A page of this desk, and of no other place, to go on to."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    odd = not address.isprintable() or "\\" in address or not address.startswith("/") or address.startswith("//")
    return "/" if odd or parts.scheme or parts.netloc or parts.path in ("/login", "/logout") else address

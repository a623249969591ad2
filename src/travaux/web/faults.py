"""What a reader is told where a page cannot be had: in plain words, as HTML or, under /api, as JSON."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from travaux.model import TravauxError
from travaux.record import StoreError
from travaux.review import ReviewError
from travaux.views import ViewError
from travaux.web.desk import TEMPLATES, navigation

_LOG = logging.getLogger("uvicorn.error")
_WORDS = {
    400: "That was not understood",
    401: "Please sign in",
    403: "That is not allowed here",
    404: "There is no such page",
    405: "That cannot be done here",
    413: "That is too much at once",
    422: "That was not understood",
    429: "Too many requests",
    500: "Something went wrong",
    503: "The record cannot be read",
}


def install(app: FastAPI) -> None:
    """Answer every fault of an app in plain words."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(TravauxError, _could_not)
    app.add_exception_handler(Exception, _failed)


def fault(request: Request, status: int, words: str) -> Response:
    """A page, or JSON under /api, that says what is wrong."""
    title = _WORDS.get(status, _WORDS[500])
    if request.url.path.startswith("/api"):
        return JSONResponse({"detail": words or title}, status)
    context = {"title": title, "words": words, "navigation": navigation(request), "status": status}
    return TEMPLATES.TemplateResponse(request, "fault.html", context, status_code=status)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    own = error.detail if error.detail not in ("Not Found", "Method Not Allowed") else ""
    response = fault(request, error.status_code, own)
    response.headers.update(error.headers or {})
    return response


def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = ((each["loc"][-1], each["msg"].removeprefix("Value error, ")) for each in error.errors()[:5])
    wrong = (f"{name}: {says[:1].lower()}{says[1:]}" for name, says in told)
    return fault(request, 422, "; ".join(wrong))


def _could_not(request: Request, error: Exception) -> Response:
    if isinstance(error, ViewError | ReviewError):
        return fault(request, 400, str(error))
    _LOG.error("%s", error)  # it may name the file or the database: for who runs the desk, not for who reads
    status = 503 if isinstance(error, StoreError) else 500
    return fault(request, status, "What stands in the way is told in the terminal where the desk runs.")


def _failed(request: Request, error: Exception) -> Response:
    answer = fault(request, 500, "The desk met a fault of its own. It is in the terminal where it runs.")
    answer.headers.update(request.app.state.headers)  # this is said outside of the guard's door
    return answer

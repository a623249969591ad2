"""What all pages have in common: the record behind a request, what is asked, and how a page is put on screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from starlette.templating import Jinja2Templates

from travaux.library import OpenRecord
from travaux.model import SourceKind
from travaux.views.said import phrase_of
from travaux.views.shown import shown_lines
from travaux.views.wording import (
    SOURCE_KINDS,
    act_group,
    act_words,
    carried,
    condition_lead,
    counted,
    day_words,
    period_words,
    told_time,
)
from travaux.web.records import Records

# The pages in the order in which the navigation has them; those that an app does not serve are left out.
NAVIGATION = (
    ("/", "Matrix"),
    ("/timeline", "Timeline"),
    ("/changes", "Changes"),
    ("/package", "Package"),
    ("/links", "Links"),
    ("/sources", "Sources"),
    ("/articles", "Reports"),
    ("/review", "Review"),
)


def _given(value: object) -> object:
    """A field that a form leaves empty is not asked for."""
    return None if isinstance(value, str) and not value.strip() else value


def _as_day(value: object) -> object:
    """A day as 2031-04-01, and in no other way: neither a number of seconds nor the days of a week."""
    given = _given(value)
    if isinstance(given, str) and not _DAY.fullmatch(given):
        raise ValueError("write it as 2031-04-01")
    return given


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TYPE_MARKS = re.compile(r"(\*\*|^#{1,6}[ \t]+)", re.MULTILINE)
_EMPTY = {"type": "string", "maxLength": 0}
_Text = Annotated[str, StringConstraints(max_length=200)]
_Part = Annotated[float, Field(ge=0, le=1)]
Word = Annotated[_Text | None, BeforeValidator(_given), Query()]
Day = Annotated[
    date | None,
    BeforeValidator(_as_day),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, _EMPTY]}),
    Query(),
]
Share = Annotated[
    _Part | None,
    BeforeValidator(_given),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, _EMPTY]}),
    Query(),
]


@dataclass(frozen=True)
class Asked:
    """The filters of a request, by the names that the commands have for them; None where one is not given."""

    party: Word = None
    issue: Word = None
    act: Word = None
    speaker: Word = None
    source_kind: Word = None
    since: Day = None
    until: Day = None
    min_confidence: Share = None

    @property
    def filters(self) -> dict[str, Any]:
        """Those that are given, as the library takes them."""
        return {name: value for name, value in vars(self).items() if value is not None}


Filters = Annotated[Asked, Depends()]


def read_record(request: Request) -> AbstractContextManager[OpenRecord]:
    """The record as it is now: what another build has written since the last request is there."""
    records = request.app.state.records
    assert isinstance(records, Records)
    return records.lend()


def page(
    request: Request,
    record: OpenRecord,
    template: str,
    context: Mapping[str, object],
    *,
    title: str = "",
    asked: Asked | None = None,
    table: str = "",
) -> Response:
    """A page of an open record: a template over what a view gave, below the navigation and the record's name.

    With `asked` the bar of filters stands above it, filled in; `table` is the listing that can be taken along.
    """
    names = record.names()
    frame = {
        "title": title,
        "record": names,
        "period": period_words(*names.period) if names.period else "",
        "is_behind": record.is_behind,
        "navigation": navigation(request),
        "asked": asked,
        "table_kind": table,
        "source_kinds": [(kind, SOURCE_KINDS[kind]) for kind in SourceKind],
    }
    return TEMPLATES.TemplateResponse(request, template, frame | dict(context))


def navigation(request: Request) -> list[tuple[str, str, str | None]]:
    """The pages that the app serves: address, name, and what it is to the one that is asked for."""
    here, served = request.url.path, request.app.state.served
    return [(path, name, _current(path, here)) for path, name in NAVIGATION if path in served]


def _current(path: str, here: str) -> str | None:
    """As `aria-current` has it: whether a page is the one that is shown, or leads to it."""
    below = path != "/" and here.startswith(f"{path}/")
    return "page" if path == here else "true" if below else None


def here(request: Request, **changed: object) -> str:
    """The address of the same page with other values in its query; a value of None takes one away."""
    asked = {name: value for name, value in request.query_params.items() if value}
    asked |= {name: str(value) for name, value in changed.items()}
    kept = {name: value for name, value in asked.items() if changed.get(name, value) is not None}
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def to(path: str, *parts: str, **query: object) -> str:
    """The address of a page of the desk: to("/issue", id), to("/", party="Norland"). What is None is left out."""
    place = "/".join((path.rstrip("/"), *(quote(part, safe="") for part in parts))) or "/"
    asked = {name: str(value) for name, value in query.items() if value is not None}
    return f"{place}?{urlencode(asked)}" if asked else place


def _isolated(text: str) -> Markup:
    """Text from outside, escaped and kept from turning what stands around it."""
    return Markup("<bdi>{}</bdi>").format(escape(shown_lines(text))) if text else Markup("")


def _shown(value: object) -> object:
    """Whatever a template puts on the page: nothing in it can turn a line round or fail to be sent."""
    return shown_lines(value) if type(value) is str else value


def _without_marks(text: str) -> Markup:
    """Text of a report without its marks of bold type and headings: they are there, so that places count alike."""
    parts = _TYPE_MARKS.split(text)  # every other one is a mark
    return Markup("").join(
        Markup("<span hidden>{}</span>").format(part) if at % 2 else escape(shown_lines(part))
        for at, part in enumerate(parts)
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("travaux.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"own": _isolated, "counted": counted, "day": day_words, "phrase": phrase_of}
    environment.filters["plain"] = _without_marks
    environment.filters["g"] = "{:g}".format
    environment.globals |= {"to": to, "here": here, "carried": carried, "told_time": told_time}
    environment.globals |= {"act_group": act_group, "act_words": act_words, "condition_lead": condition_lead}
    return environment


def preload() -> None:
    """Read all templates, so that the first page need not wait for it."""
    for name in TEMPLATES.env.list_templates(extensions=["html"]):
        TEMPLATES.env.get_template(name)


TEMPLATES = Jinja2Templates(env=_environment())

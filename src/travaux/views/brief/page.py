"""The page as a whole: its sections, its style and script, and what they are allowed to do."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from functools import cache
from importlib import resources
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from travaux.model import Problem, Record
from travaux.views.brief.agenda import find_agenda
from travaux.views.brief.changes import find_changes
from travaux.views.brief.coverage import find_comparison
from travaux.views.brief.history import HEIGHT as CHART_HEIGHT
from travaux.views.brief.history import WIDTH as CHART_WIDTH
from travaux.views.brief.history import find_histories
from travaux.views.brief.lede import find_lede, find_moves, read_head, say_built
from travaux.views.brief.links import find_links
from travaux.views.brief.passages import Claim, Passages
from travaux.views.brief.sources import find_reports, find_sources
from travaux.views.brief.stand import find_colours, find_standing
from travaux.views.brief.timeline import WIDTH, find_timeline
from travaux.views.filter import Filter, narrowed
from travaux.views.matrix import matrix_of
from travaux.views.shown import clipped
from travaux.views.wording import counted

_STYLES = ("base.css", "stand.css", "sections.css", "passages.css", "print.css")
_MOST_PROBLEMS = 12  # of one code


def write_page(record: Record, *, built: datetime | None, min_confidence: float | None) -> str:
    """The whole page, as `brief` gives it."""
    index = narrowed(record, Filter(min_confidence=min_confidence))
    table = matrix_of(index)
    passages = Passages(index)
    # What comes first on the page is read first, so that passages are numbered in the order of their claims.
    lede = find_lede(index, table, passages)
    moves = find_moves(index, passages)
    standing = find_standing(index, table, passages)
    style, script = _style(), _resource("brief.js")
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            head=read_head(index, say_built(built)),
            lede=lede,
            moves=moves,
            standing=standing,
            changes=find_changes(index, passages),
            histories=find_histories(index, standing.parties, passages),
            chart_size=(CHART_WIDTH, CHART_HEIGHT),
            agenda=find_agenda(index, table, standing.anchors, passages),
            timeline=find_timeline(index, standing.parties, passages),
            timeline_width=WIDTH,
            links=find_links(index, find_colours(standing), passages),
            sources=find_sources(index, passages),
            comparison=find_comparison(index, find_colours(standing), passages),
            reports=find_reports(index, passages),
            problems=_problems(record, passages),
            passages=passages,
            style=Markup(style),  # our own file, which holds no end tag
            script=Markup(script),
            policy=_policy(style, script),
        )
    )


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded or sent, and only our own style and script, known by their hashes, count."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _style() -> str:
    return "\n".join(_resource(name) for name in _STYLES)


@cache
def _resource(name: str) -> str:
    return resources.files("travaux.views.brief").joinpath("templates", name).read_text(encoding="utf-8").strip()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("travaux.views.brief", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["own"] = _isolated
    environment.filters["counted"] = counted
    environment.filters["g"] = lambda value: f"{value:g}"
    return environment


def _isolated(text: str) -> Markup:
    """Text from outside, escaped and kept from turning what stands around it."""
    return Markup("<bdi>{}</bdi>").format(escape(text)) if text else Markup("")


def _problems(record: Record, passages: Passages) -> list[tuple[str, int, list[tuple[str, str, Claim | None]], int]]:
    """Problems by code: how many, the first of them as (where, message, passage), and how many more."""

    def code(problem: Problem) -> str:
        return problem.code

    found = []
    ordered = sorted(record.problems, key=lambda each: (each.code, each.origin or "", each.id))
    for name, group in groupby(ordered, key=code):
        held = list(group)
        lines = []
        with passages.folded():
            for each in held[:_MOST_PROBLEMS]:
                claim = None
                if each.basis:
                    fragment = passages.of_citation(each.id, each.basis, f"Problem: {name}")
                    claim = Claim(clipped(each.basis.words, 100), fragment)
                lines.append((clipped(each.origin or "", 120), clipped(each.message, 240), claim))
        found.append((clipped(name, 60), len(held), lines, len(held) - len(lines)))
    return found

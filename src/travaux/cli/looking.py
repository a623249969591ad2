"""The commands that look at a record."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

import travaux
from travaux.cli.speaking import Day, clear_errors, fail, write
from travaux.views import MEANINGS, ROWS, SURE, render_promises

if TYPE_CHECKING:
    from travaux.library import OpenRecord

LISTINGS = {
    "matrix": "Who stands where on what: issues by parties, the newest position first.",
    "positions": "Every position: party, act, issue, condition, date, with its passage.",
    "statements": "Who said what: speaker, kind of source, words.",
    "events": "What was held, is planned, or was called off.",
    "issues": "The agenda: issues, their status, and who raised them.",
    "parties": "The sides, what they are called, and who speaks for them.",
    "problems": "What could not be read or resolved, and what to do about it.",
    "articles": "The reports that were taken in.",
    "actors": "Who is who: people and bodies, their offices, and for whom they speak.",
    "sources": "Who spoke, named or not, how often and through which outlets.",
    "history": "Who has held what since when: the stands of each party on each issue, however often repeated.",
    "timeline": "What happened, is planned or was called off, and where a stand moved, in order of time.",
    "changes": "What is new since a day: stands, shifts, statuses, events, reports, the newest first.",
    "package": "Where each issue stands, on whose word, and whether the whole closes under its rule.",
    "links": "What is made to depend on what, and what of it is a knot.",
    "shifts": "Where a party's stand moved, with both ends, the newest first.",
    "compare": "What each outlet carries: what it alone has, whose words it gives room, on which issues.",
}
_NARROWING = (
    "All filters that are given must fit one and the same telling. What has no day of its own has that of its report;"
    " what is not known fits no filter."
)
_EXAMPLES = {
    "history": '--party Velmark --issue "catch limit"',
    "timeline": "--since 2031-03-01 --until 2031-06-30",
    "changes": "--since 2031-04-01",
    "compare": "--format json",
}

_Command = TypeVar("_Command", bound=Callable[..., Any])


@contextmanager
def looking_at(record: str) -> Iterator[OpenRecord]:
    """An open record; where another build is writing to it, that is said."""
    with clear_errors(), travaux.open_record(record) as opened:
        yield opened
        if opened.is_behind:
            click.echo(
                f"travaux: another build is writing to {opened.address}; this is what was there before.", err=True
            )


def _min_confidence(default: str) -> Callable[[_Command], _Command]:
    """What is less sure is left out."""
    about = f"Leave out what is less sure, 0 to 1. [default: {default}]"
    return click.option("--min-confidence", metavar="P", type=click.FloatRange(0, 1), help=about)


def _with_filters(kind: str) -> Callable[[_Command], _Command]:
    """The seven filters, each with what it goes by in this listing."""
    party, issue, act, speaker, source, day = MEANINGS[kind]
    types = Day()
    options = (
        click.option("--party", metavar="NAME", help=f"A party, by any of its names: {party}."),
        click.option("--issue", metavar="LABEL", help=f"An issue, by its label or a term: {issue}."),
        click.option(
            "--act",
            metavar="ACT",
            help=f"demand, offer, ...; a group (want, give, refuse, view); an event (meet, sign, ...): {act}.",
        ),
        click.option("--speaker", metavar="NAME", help=f"Part of a name: {speaker}."),
        click.option("--source-kind", metavar="KIND", help=f"named, unnamed_official, collective, ...: {source}."),
        click.option("--since", type=types, metavar="DATE", help=f"From this day on: {day}."),
        click.option("--until", type=types, metavar="DATE", help="Up to this day: the same."),
        _min_confidence(f"{SURE} for statements, 0 for the rest"),
    )

    def add(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def _filters(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


def _listing(kind: str, about: str) -> click.Command:
    example = f"travaux {kind} talks.travaux {_EXAMPLES.get(kind, '--format csv')}"

    @click.command(kind, help=f"{about}\n\n{_NARROWING}\n\n\b\nExample:\n  {example}")
    @click.argument("record")
    @_with_filters(kind)
    @click.option(
        "--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True
    )
    @click.option(
        "--limit", metavar="N", type=click.IntRange(1), help=f"At most so many rows; a table has {ROWS} if left out."
    )
    @click.option("--offset", metavar="N", type=click.IntRange(0), default=0, help="Leave out the first rows.")
    def command(record: str, format_: str, limit: int | None, offset: int, **given: Any) -> None:
        with looking_at(record) as opened:
            width = shutil.get_terminal_size().columns
            text = opened.table(kind, format_, width, limit=limit, offset=offset, **_filters(given))
            click.echo(text, nl=not text.endswith("\n"))

    return command


@click.command(
    help=f"""Find sentences by their words, and tell who says them on what.

    A sentence is found that has all WORDS, in any order and with any endings; the shortest comes first. It is shown
    with what the record tells of it: the positions, statements and events in it. {_NARROWING}

    \b
    Example:
      travaux search talks.travaux "patrol boats" --party Velmark
    """
)
@click.argument("record")
@click.argument("words", nargs=-1, required=True)
@_with_filters("search")
@click.option("--limit", metavar="N", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Rows.")
@click.option("--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def search(record: str, words: tuple[str, ...], limit: int, format_: str, **given: Any) -> None:
    """Find sentences by their words."""
    with looking_at(record) as opened:
        width = shutil.get_terminal_size().columns
        text = opened.search(" ".join(words), format_, width, limit=limit, **_filters(given))
        click.echo(text, nl=not text.endswith("\n"))


@click.command()
@click.argument("record")
@click.argument("id_", metavar="ID")
def show(record: str, id_: str) -> None:
    """Print the passage behind a finding in its context, the words marked.

    ID is what listings and exports give; its first characters are enough where they are unique.
    """
    with looking_at(record) as opened:
        click.echo(opened.show(id_))


@click.command()
@click.argument("record")
@click.argument("id_", metavar="ID")
def why(record: str, id_: str) -> None:
    """Print the chain behind a finding: article with its hash and origin, stage, rule, models, ruling."""
    with looking_at(record) as opened:
        click.echo(opened.why(id_))


@click.command()
@click.argument("record")
@click.option("-o", "--output", metavar="FILE", default="brief.html", show_default=True)
@_min_confidence(f"{SURE} for statements, 0 for the rest")
def brief(record: str, output: str, min_confidence: float | None) -> None:
    """Write the brief: one page that works offline and by e-mail, every claim a link to its passage."""
    with looking_at(record) as opened:
        page = opened.brief(built=datetime.now().astimezone(), min_confidence=min_confidence)
        write(output, page)
    click.echo(f"The brief lies in {output}.", err=True)


@click.command()
@click.argument("record")
@click.option("--format", "format_", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="A file; a folder for csv. Standard output if left out (jsonl).")
@_min_confidence("0, everything")
@click.option(
    "--reviewed", is_flag=True, help="The record as rulings left it; else what was found, and rulings beside."
)
def export(record: str, format_: str, output: str | None, min_confidence: float | None, reviewed: bool) -> None:
    """Write everything in the record: the same record gives the same bytes.

    What was found by machine stands as it was found, and rulings on it are lines of their own: nothing is lost.

    \b
    Examples:
      travaux export talks.travaux > talks.jsonl
      travaux export talks.travaux --format csv -o tables/
      travaux export talks.travaux --reviewed > reviewed.jsonl
    """
    least = min_confidence or 0.0
    with looking_at(record) as opened:
        if format_ == "csv":
            if output is None:
                fail("name a folder for the tables with -o.")
            written = opened.export_csv(str(output), min_confidence=least, reviewed=reviewed)
            click.echo(f"{len(written)} tables lie in {output}.", err=True)
            return
        lines = opened.export(min_confidence=least, reviewed=reviewed)
        if output is None:
            for line in lines:
                click.echo(line.encode())
        else:
            write(output, "".join(line + "\n" for line in lines))


@click.command()
@click.argument("record")
@click.option("-o", "--output", metavar="FILE", help="Standard output if left out.")
def codebook(record: str, output: str | None) -> None:
    """Write the codebook: title, parties with aliases and people, coalitions, issues with terms.

    Edit it and give it to the next build with --codebook: what you say there wins.
    """
    with looking_at(record) as opened:
        text = opened.codebook()
        if output is None:
            click.echo(text, nl=False)
        else:
            write(output, text)


@click.command()
@click.argument("record")
@click.option("--anew", is_flag=True, help="Merge all readings once more and compare; takes as long as a merge.")
@click.option("--json", "as_json", is_flag=True, help="One object for each promise.")
def check(record: str, anew: bool, as_json: bool) -> None:
    """Check that a record keeps its promises: one line for each, with what breaks it. Changes nothing.

    Exit status 0 where all are kept, 1 where one is broken, 2 where there is no record to be read.

    \b
    Example:
      travaux check talks.travaux
    """
    with clear_errors():
        promises = travaux.check(record, anew=anew)
        click.echo(render_promises(promises, as_json=as_json), nl=False)
    if any(promise.broken for promise in promises):
        raise SystemExit(1)


LOOKING: tuple[click.Command, ...] = (
    *(_listing(kind, about) for kind, about in LISTINGS.items()),
    *(search, show, why, brief, export, codebook, check),
)

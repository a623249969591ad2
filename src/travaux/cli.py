"""The command line: words in, one library call, words out."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

import travaux
from travaux.views import MEANINGS, ROWS, SURE

if TYPE_CHECKING:
    from travaux.library import OpenRecord
    from travaux.pipeline import Progress

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
_INTERRUPTED, _TERMINATED = 130, 143  # as shells give the status of what SIGINT and SIGTERM ended

_Command = TypeVar("_Command", bound=Callable[..., Any])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(travaux.__version__, prog_name="travaux")
def main() -> None:
    """Read the coverage of a negotiation, and keep its record.

    \b
    travaux build coverage/ -o talks.travaux     read a folder of reports
    travaux matrix talks.travaux                 see who stands where on what
    travaux brief talks.travaux -o brief.html    the same on one page, every cell cited
    """


@contextmanager
def _clear_errors() -> Iterator[None]:
    """One line and exit status 2 for what the user can mend; a traceback is left to faults of the code."""
    from travaux.model import TravauxError

    try:
        yield
    except TravauxError as error:
        _fail(str(error))
    except BrokenPipeError:
        raise  # "| head" had enough; click ends quietly
    except OSError as error:
        _fail(f"{error.filename or 'output'}: {error.strerror or error}.")


class _Terminated(KeyboardInterrupt):
    """SIGTERM: what a service manager or a batch system sends where a person presses Ctrl-C."""


@contextmanager
def _stopping() -> Iterator[None]:
    """Ctrl-C and SIGTERM end a build alike: what was finished is kept, and a line says how to go on."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except KeyboardInterrupt as stopped:
        terminated = isinstance(stopped, _Terminated)
        click.echo(
            ("" if terminated else "\n")  # below the ^C that a terminal shows
            + "travaux: stopped. Every article that was finished is in the record;"
            " run the same command again to go on.",
            err=True,
        )
        raise SystemExit(_TERMINATED if terminated else _INTERRUPTED) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _fail(message: str) -> NoReturn:
    click.echo(f"travaux: {message}", err=True)
    raise SystemExit(2)


def _write(output: str, text: str) -> None:
    """A whole file or none: what stood there before stays until the new one is complete."""
    path = Path(output)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        _fail(f"{output}: could not be written ({error.strerror}).")


class _Day(click.ParamType[date]):
    """A day as 2031-04-01."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is no day: write it as 2031-04-01.", param, ctx)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", "record", required=True, metavar="RECORD", help="The record to make or to add to.")
@click.option("--codebook", metavar="FILE", help="Parties, people and issues as you want them (TOML).")
@click.option(
    "--workers", metavar="N", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read."
)
@click.option(
    "--today",
    type=_Day(),
    metavar="DATE",
    help="The day by which a date of publication lies in the future; the clock's if left out.",
)
@click.option("--quiet", is_flag=True, help="No progress, only the summary.")
def build(
    paths: tuple[str, ...], record: str, codebook: str | None, workers: int, today: date | None, quiet: bool
) -> None:
    """Read .txt, .md and .html files, and folders of them, into a record.

    What is in the record already and has not changed is not read again, so a build that was interrupted goes on
    where it stopped.

    \b
    Example:
      travaux build coverage/ -o talks.travaux --workers 2
    """
    with _clear_errors(), _stopping():
        with _watching(quiet) as show:
            built = travaux.build(
                *paths,
                to=record,
                codebook=codebook,
                workers=workers,
                today=today,
                watch=_telling_of_waits(record, show),
            )
        with built:
            click.echo(_summary(built, record))


@main.command()
@click.argument("record")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
def remove(record: str, articles: tuple[str, ...]) -> None:
    """Take reports out of a record, with all that was found in them.

    ARTICLE is an id, the start of one, or the file that the report came from, as `travaux articles` lists them. An id
    takes all versions of an article, a file the one that came from it: then the newest of the others stands. The files
    are left alone and are not remembered: building from them again takes the reports in again.

    \b
    Example:
      travaux remove talks.travaux 2031-04-22_courier.txt
    """
    from travaux.views.shown import shown

    with _clear_errors(), travaux.open_record(record) as opened:
        for article in opened.remove(*articles):
            click.echo(f"{record}: removed {article.id}  {shown(article.origin)}")


def _telling_of_waits(record: str, show: Callable[[Progress], None]) -> Callable[[Progress], None]:
    waits = False

    def watch(progress: Progress) -> None:
        nonlocal waits
        if progress.waiting and not waits:
            click.echo(f"travaux: another build is writing to {record}; waiting for it.", err=True)
        waits = progress.waiting
        if not waits:
            show(progress)

    return watch


@contextmanager
def _watching(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A progress bar on standard error where that is a terminal; a line now and then where it is not."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if quiet:
        yield lambda progress: None
    elif console.is_terminal:
        columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=None, pace="")

            def show(progress: Progress) -> None:
                bar.update(task, total=progress.total, completed=progress.done, pace=_pace(progress))

            yield show
    else:
        yield _line_now_and_then(lambda line: click.echo(line, err=True))


def _pace(progress: Progress) -> str:
    left = progress.seconds_left
    return f"{progress.words_per_second:,.0f} words/s" + (f", {left:,.0f} s left" if left is not None else "")


def _line_now_and_then(say: Callable[[str], None], every: float = 15.0) -> Callable[[Progress], None]:
    last = 0.0

    def show(progress: Progress) -> None:
        nonlocal last
        if progress.seconds - last >= every:
            last = progress.seconds
            say(f"{progress.done} of {progress.total} files, {_pace(progress)}")

    return show


def _summary(built: OpenRecord, record: str) -> str:
    numbers = built.numbers()
    counts = ", ".join(
        f"{numbers[name]:,} {name}" for name in ("articles", "statements", "positions", "events", "problems")
    )
    hint = f" See them with `travaux problems {record}`." if numbers["problems"] else ""
    return f"{record}: {counts}.{hint}"


def _min_confidence(default: str) -> Callable[[_Command], _Command]:
    """What is less sure is left out."""
    about = f"Leave out what is less sure, 0 to 1. [default: {default}]"
    return click.option("--min-confidence", metavar="P", type=click.FloatRange(0, 1), help=about)


def _with_filters(kind: str) -> Callable[[_Command], _Command]:
    """The seven filters, each with what it goes by in this listing."""
    party, issue, act, speaker, source, day = MEANINGS[kind]
    types = _Day()
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


def _add_listing(kind: str, about: str) -> None:
    example = f"travaux {kind} talks.travaux {_EXAMPLES.get(kind, '--format csv')}"

    @main.command(kind, help=f"{about}\n\n{_NARROWING}\n\n\b\nExample:\n  {example}")
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
        with _clear_errors(), travaux.open_record(record) as opened:
            width = shutil.get_terminal_size().columns
            text = opened.table(kind, format_, width, limit=limit, offset=offset, **_filters(given))
            click.echo(text, nl=not text.endswith("\n"))


for _kind, _about in LISTINGS.items():
    _add_listing(_kind, _about)


@main.command()
@click.argument("record")
@click.argument("id_", metavar="ID")
def show(record: str, id_: str) -> None:
    """Print the passage behind a finding in its context, the words marked.

    ID is what listings and exports give; its first characters are enough where they are unique.
    """
    with _clear_errors(), travaux.open_record(record) as opened:
        click.echo(opened.show(id_))


@main.command()
@click.argument("record")
@click.argument("id_", metavar="ID")
def why(record: str, id_: str) -> None:
    """Print the chain behind a finding: article with its hash and origin, stage, rule, models, ruling."""
    with _clear_errors(), travaux.open_record(record) as opened:
        click.echo(opened.why(id_))


@main.command()
@click.argument("record")
@click.option("-o", "--output", metavar="FILE", default="brief.html", show_default=True)
@_min_confidence(f"{SURE} for statements, 0 for the rest")
def brief(record: str, output: str, min_confidence: float | None) -> None:
    """Write the brief: one page that works offline and by e-mail, every claim a link to its passage."""
    with _clear_errors(), travaux.open_record(record) as opened:
        page = opened.brief(built=datetime.now().astimezone(), min_confidence=min_confidence)
        _write(output, page)
    click.echo(f"The brief lies in {output}.", err=True)


@main.command()
@click.argument("record")
@click.option("--format", "format_", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="A file; a folder for csv. Standard output if left out (jsonl).")
@_min_confidence("0, everything")
def export(record: str, format_: str, output: str | None, min_confidence: float | None) -> None:
    """Write everything in the record: the same record gives the same bytes.

    \b
    Examples:
      travaux export talks.travaux > talks.jsonl
      travaux export talks.travaux --format csv -o tables/
    """
    with _clear_errors(), travaux.open_record(record) as opened:
        if format_ == "csv":
            if output is None:
                _fail("name a folder for the tables with -o.")
            written = opened.export_csv(str(output), min_confidence=min_confidence or 0.0)
            click.echo(f"{len(written)} tables lie in {output}.", err=True)
        elif output is None:
            for line in opened.export(min_confidence=min_confidence or 0.0):
                click.echo(line.encode())
        else:
            _write(output, "".join(line + "\n" for line in opened.export(min_confidence=min_confidence or 0.0)))


@main.command()
@click.argument("record")
@click.option("-o", "--output", metavar="FILE", help="Standard output if left out.")
def codebook(record: str, output: str | None) -> None:
    """Write the codebook: title, parties with aliases and people, coalitions, issues with terms.

    Edit it and give it to the next build with --codebook: what you say there wins.
    """
    with _clear_errors(), travaux.open_record(record) as opened:
        text = opened.codebook()
        if output is None:
            click.echo(text, nl=False)
        else:
            _write(output, text)

"""The command line: words in, one library call, words out."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, redirect_stdout
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

import travaux
from travaux.progress import telling_of_waits, watching
from travaux.record import read_address
from travaux.views import MEANINGS, ROWS, SURE, render_promises

if TYPE_CHECKING:
    from travaux.library import OpenRecord
    from travaux.pipeline import Shards

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

    RECORD is a file, or a schema of a PostgreSQL database: postgresql://USER@HOST/DATABASE?schema=NAME. Give its
    password by PGPASSWORD or ~/.pgpass rather than in the address.
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
def _stopping(where: str) -> Iterator[None]:
    """Ctrl-C and SIGTERM end a build alike: what was finished is kept, and a line says how to go on."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except KeyboardInterrupt as stopped:
        terminated = isinstance(stopped, _Terminated)
        click.echo(
            ("" if terminated else "\n")  # below the ^C that a terminal shows
            + f"travaux: stopped. Every article that was finished is in {where};"
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


def _with_engine(command: _Command) -> _Command:
    """Where readings are run, and by how many."""
    options = (
        click.option(
            "--workers",
            metavar="N",
            type=click.IntRange(1, 4096),
            default=1,
            show_default=True,
            help="Processes that read.",
        ),
        click.option(
            "--engine",
            type=click.Choice(["processes", "ray"]),
            default="processes",
            show_default=True,
            help="Where they run: on this machine, or on a Ray cluster.",
        ),
        click.option("--address", metavar="HOST:PORT", help="A Ray cluster that runs; without it one is started here."),
        click.option("--quiet", is_flag=True, help="No progress, only the summary."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", "record", required=True, metavar="RECORD", help="The record to make or to add to.")
@click.option("--codebook", metavar="FILE", help="Parties, people and issues as you want them (TOML).")
@click.option(
    "--today",
    type=_Day(),
    metavar="DATE",
    help="The day by which a date of publication lies in the future; the clock's if left out.",
)
@_with_engine
def build(
    paths: tuple[str, ...],
    record: str,
    codebook: str | None,
    today: date | None,
    workers: int,
    engine: str,
    address: str | None,
    quiet: bool,
) -> None:
    """Read .txt, .md and .html files, and folders of them, into a record.

    PATH is a file, a folder, or a URL such as s3://bucket/folder or gs://bucket/*.html (`pip install travaux[cloud]`);
    or shards (.parquet) that `travaux read` wrote: their readings are taken as they are where the same Travaux made
    them. What is in the record already and has not changed is not read again, so a build that was interrupted goes on
    where it stopped. What gives access to a URL is taken from the environment, as its own tools do.

    \b
    Examples:
      travaux build coverage/ -o talks.travaux --workers 2
      travaux build s3://talks/coverage -o talks.travaux --engine ray --workers 64 --address auto
      travaux build shards/ -o talks.travaux
    """
    _check_address(engine, address)
    with _clear_errors(), _stopping("the record"):
        with watching(quiet) as show, _own_output(engine):
            built = travaux.build(
                *paths,
                to=record,
                codebook=codebook,
                workers=workers,
                engine=engine,
                address=address,
                today=today,
                watch=telling_of_waits(str(read_address(record)), show),
            )
        with built:
            click.echo(_summary(built))


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--to", "to", required=True, metavar="SHARDS", help="The folder or URL to write to; made where missing.")
@_with_engine
def read(paths: tuple[str, ...], to: str, workers: int, engine: str, address: str | None, quiet: bool) -> None:
    """Read reports, and write what was found as Parquet shards: a cluster reads, and a record is built from them.

    PATH and SHARDS are files and folders, or URLs. A shard is written whole or not at all; what lies in SHARDS already,
    read by the same version, is not read again. Needs `pip install travaux[cloud]`.

    \b
    Examples:
      travaux read coverage/ --to shards/ --workers 2
      travaux read s3://talks/coverage --to s3://talks/shards --engine ray --workers 64 --address auto
      travaux build s3://talks/shards -o talks.travaux
    """
    _check_address(engine, address)
    with _clear_errors(), _stopping("the shards"):
        with watching(quiet) as show, _own_output(engine):
            done = travaux.read(*paths, to=to, workers=workers, engine=engine, address=address, watch=show)
        click.echo(_told(done, to))


def _told(done: Shards, to: str) -> str:
    from travaux.intake import clean_url, is_url

    before = f", {done.held:,} were there" if done.held else ""
    unread = f", {done.unread:,} files or problems without a reading" if done.unread else ""
    return f"{clean_url(to) if is_url(to) else to}: {done.written:,} articles written{before}{unread}."


def _check_address(engine: str, address: str | None) -> None:
    if address is not None and engine != "ray":
        raise click.UsageError("--address is that of a Ray cluster: give --engine ray, too.")


def _own_output(engine: str) -> AbstractContextManager[Any]:
    """What Ray has to say stands beside the progress; standard output is the command's own."""
    return redirect_stdout(sys.stderr) if engine == "ray" else nullcontext()


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
            click.echo(f"{opened.address}: removed {article.id}  {shown(article.origin)}")


def _summary(built: OpenRecord) -> str:
    numbers = built.numbers()
    counts = ", ".join(
        f"{numbers[name]:,} {name}" for name in ("articles", "statements", "positions", "events", "problems")
    )
    hint = f" See them with `travaux problems {built.address}`." if numbers["problems"] else ""
    return f"{built.address}: {counts}.{hint}"


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


@main.command(
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
    with _clear_errors(), travaux.open_record(record) as opened:
        width = shutil.get_terminal_size().columns
        text = opened.search(" ".join(words), format_, width, limit=limit, **_filters(given))
        click.echo(text, nl=not text.endswith("\n"))


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


@main.command()
@click.argument("record")
@click.argument("other", metavar="OTHER")
def copy(record: str, other: str) -> None:
    """Copy a record to where there is none: from a file to PostgreSQL, back, or to another file.

    All that it holds is copied and then compared, row by row. A record that is there already is never overwritten. One
    of an older format is brought forward first, where it lies.

    \b
    Example:
      travaux copy talks.travaux "postgresql://desk@localhost/records?schema=talks"
    """
    with _clear_errors():
        copied = travaux.copy(record, other)
        click.echo(
            f"{read_address(other)}: {copied.articles:,} articles, {copied.rows:,} rows in all, the same as in"
            f" {read_address(record)} (SHA-256 {copied.digest})."
        )


@main.command()
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
    with _clear_errors():
        promises = travaux.check(record, anew=anew)
        click.echo(render_promises(promises, as_json=as_json), nl=False)
    if any(promise.broken for promise in promises):
        raise SystemExit(1)

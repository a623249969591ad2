"""The commands that make a record, add to it, take from it and copy it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

import travaux
from travaux.cli.speaking import Day, clear_errors, stopping
from travaux.progress import telling_of_waits, watching
from travaux.record import read_address

if TYPE_CHECKING:
    from travaux.library import OpenRecord
    from travaux.pipeline import Shards

_Command = TypeVar("_Command", bound=Callable[..., Any])


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


_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_TODAY = click.option(
    "--today",
    type=Day(),
    metavar="DATE",
    help="The day by which a date of publication lies in the future; the clock's if left out.",
)


@click.command()
@_PATHS
@click.option("-o", "--output", "record", required=True, metavar="RECORD", help="The record to make or to add to.")
@click.option("--codebook", metavar="FILE", help="Parties, people and issues as you want them (TOML).")
@_TODAY
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
    with clear_errors(), stopping("the record"):
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


@click.command()
@click.argument("record")
@_PATHS
@_TODAY
@_with_engine
def add(
    record: str,
    paths: tuple[str, ...],
    today: date | None,
    workers: int,
    engine: str,
    address: str | None,
    quiet: bool,
) -> None:
    """Take more reports into a record that there is.

    PATH is what `travaux build` takes: files, folders, URLs, shards. What the record has already is not read again, and
    only what the new reports concern is made anew; the record is the same as if all had come at once. Its codebook
    stays. Where there is no record, none is made: `travaux build` makes one.

    \b
    Examples:
      travaux add talks.travaux coverage/2031-04-22/
      travaux add talks.travaux s3://talks/today --workers 2
      travaux add "postgresql://desk@localhost/records?schema=talks" shards/
    """
    _check_address(engine, address)
    with clear_errors(), travaux.open_record(record) as opened, stopping("the record"):
        with watching(quiet) as show, _own_output(engine):
            opened.add(
                *paths,
                workers=workers,
                engine=engine,
                address=address,
                today=today,
                watch=telling_of_waits(opened.address, show),
            )
        click.echo(_summary(opened))


@click.command()
@_PATHS
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
    with clear_errors(), stopping("the shards"):
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


@click.command()
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

    with clear_errors(), travaux.open_record(record) as opened:
        for article in opened.remove(*articles):
            click.echo(f"{opened.address}: removed {article.id}  {shown(article.origin)}")


def _summary(built: OpenRecord) -> str:
    numbers = built.numbers()
    counts = ", ".join(
        f"{numbers[name]:,} {name}" for name in ("articles", "statements", "positions", "events", "problems")
    )
    hint = f" See them with `travaux problems {built.address}`." if numbers["problems"] else ""
    return f"{built.address}: {counts}.{hint}"


@click.command()
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
    with clear_errors():
        copied = travaux.copy(record, other)
        click.echo(
            f"{read_address(other)}: {copied.articles:,} articles, {copied.rows:,} rows in all, the same as in"
            f" {read_address(record)} (SHA-256 {copied.digest})."
        )


WRITING: tuple[click.Command, ...] = (build, add, read, remove, copy)

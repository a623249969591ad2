"""How far a build has come, as a terminal or a log shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from travaux.record import read_address

if TYPE_CHECKING:
    from travaux.gathering import Progress


@contextmanager
def watching(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A progress bar on standard error where that is a terminal; a line now and then where it is not."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if quiet:
        yield lambda progress: None
    elif console.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[pace]}"))
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("Reading", total=None, pace="")

            def show(progress: Progress) -> None:
                if progress.merged is None:
                    bar.update(task, total=progress.total, completed=progress.done, pace=_pace(progress))
                else:  # a bar without a total moves to and fro: of a small record nothing but that it is merged is told
                    share = progress.merged or None
                    bar.update(task, description="Merging", total=share and 1.0, completed=share or 0, pace="")

            yield show
    else:
        yield _line_now_and_then(lambda line: click.echo(line, err=True))


def _pace(progress: Progress) -> str:
    left = progress.seconds_left
    pace = f"{progress.words_per_second:,.0f} words/s" + (f", {left:,.0f} s left" if left is not None else "")
    return f"{progress.done} of {progress.total} files, {pace}"


def _line_now_and_then(say: Callable[[str], None], every: float = 15.0) -> Callable[[Progress], None]:
    last = 0.0

    def show(progress: Progress) -> None:
        nonlocal last
        if progress.seconds - last >= every:
            last = progress.seconds
            say(_pace(progress) if progress.merged is None else f"merging, {progress.merged:.0%}")

    return show


def telling_of_waits(record: str, show: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """The same, and a line for each time that another build is waited for."""
    waits = False

    def watch(progress: Progress) -> None:
        nonlocal waits
        if progress.waiting and not waits:
            click.echo(f"travaux: another build is writing to {read_address(record)}; waiting for it.", err=True)
        waits = progress.waiting
        if not waits:
            show(progress)

    return watch

"""How all commands speak: clear errors, days, whole files."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

_INTERRUPTED, _TERMINATED = 130, 143  # as shells give the status of what SIGINT and SIGTERM ended


@contextmanager
def clear_errors() -> Iterator[None]:
    """One line and exit status 2 for what the user can mend; a traceback is left to faults of the code."""
    from travaux.model import TravauxError

    try:
        yield
    except TravauxError as error:
        fail(str(error))
    except BrokenPipeError:
        raise  # "| head" had enough; click ends quietly
    except OSError as error:
        fail(f"{error.filename or 'output'}: {error.strerror or error}.")


class _Terminated(KeyboardInterrupt):
    """SIGTERM: what a service manager or a batch system sends where a person presses Ctrl-C."""


@contextmanager
def stopping(where: str) -> Iterator[None]:
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


def fail(message: str) -> NoReturn:
    """One line on standard error, and exit status 2."""
    click.echo(f"travaux: {message}", err=True)
    raise SystemExit(2)


def write(output: str, text: str) -> None:
    """A whole file or none: what stood there before stays until the new one is complete."""
    path = Path(output)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        fail(f"{output}: could not be written ({error.strerror}).")


class Day(click.ParamType[date]):
    """A day as 2031-04-01."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that was written. Fails where it is none."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is no day: write it as 2031-04-01.", param, ctx)

"""The command that shows a record in the browser."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

import travaux
from travaux.cli.speaking import clear_errors, fail

if TYPE_CHECKING:
    from fastapi import FastAPI

# Seconds for which one page may have the interpreter to itself. Each statement of SQL lets go of it, and waits as long
# as this to have it back from a page that has none to say.
_TURN = 0.0005
_EXTRA = frozenset("fastapi starlette pydantic uvicorn argon2 multipart python_multipart itsdangerous".split())


@click.command()
@click.argument("record")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of this machine to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any that is free."
)
@click.option("--users", metavar="FILE", help="Who may come in, as `travaux users` wrote it; all others are kept out.")
@click.option(
    "--token",
    metavar="TOKEN",
    envvar="TRAVAUX_TOKEN",
    help="Who knows it may come in. Give it by TRAVAUX_TOKEN rather than here, where others on this machine see it.",
)
@click.option("--name", "names", metavar="NAME", multiple=True, help="A further name of this machine in browsers.")
@click.option("--https", is_flag=True, help="It is reached by HTTPS, through a proxy that stands before it.")
@click.option("--open", "open_", is_flag=True, help="Show it in the browser at once.")
def serve(
    record: str,
    host: str,
    port: int,
    users: str | None,
    token: str | None,
    names: tuple[str, ...],
    https: bool,
    open_: bool,
) -> None:
    """Read, search and check a record in the browser: the desk.

    It needs `pip install 'travaux[desk]'`, and ends with Ctrl-C. What a build writes meanwhile is seen with the next
    page. Only this machine reaches it, unless --host says otherwise; then it has to be known who may come in: --users
    or --token. It speaks no HTTPS itself: before others use it, put a proxy that does in front (docs/security.md).

    \b
    Examples:
      travaux serve talks.travaux --open
      travaux serve talks.travaux --host 0.0.0.0 --users desk.users
    """
    with clear_errors():
        _need_extra()
        from travaux.web.app import create_app
        from travaux.web.guard import Settings

        settings = Settings(
            host=host, port=port, token=token, users=Path(users) if users else None, names=names, secure=https
        )
        with _listening(host, port) as listener:
            _make_ready(record)
            app = create_app(record, replace(settings, port=listener.getsockname()[1]))
            _run(app, listener, host, open_)


def _make_ready(record: str) -> None:
    """What is wrong with a record is told here, what is due is done, and the first page need load nothing any more."""
    with travaux.open_record(record) as opened:
        if opened.state().is_due:
            click.echo(
                f"travaux: the findings of {opened.address} are made anew first; this may take a while.", err=True
            )
        opened.board()
        opened.tell_apart()


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--add", "added", metavar="NAME", help="A user to add, or to give a new password; it is asked for.")
@click.option("--remove", "removed", metavar="NAME", help="A user to take out; their sessions end at once.")
def users(file: str, added: str | None, removed: str | None) -> None:
    """Say who may come in to `travaux serve --users FILE`; without an option, list them.

    Passwords are asked for, or read from standard input, one line; FILE has their hashes only (Argon2).

    \b
    Example:
      travaux users desk.users --add ann
    """
    if added and removed:
        raise click.UsageError("--add or --remove, one at a time.")
    with clear_errors():
        _need_extra()
        from travaux.web.guard import read_users, remove_user, set_password

        if added:
            set_password(Path(file), added, _password())
        elif removed:
            remove_user(Path(file), removed)
        for name in sorted(read_users(Path(file))):
            click.echo(name)


def _password() -> str:
    """As it is typed, twice and unseen; or a line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


def _need_extra() -> None:
    """Fail with what to install where the desk's packages are missing."""
    try:
        import travaux.web.app  # noqa: F401
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _EXTRA:
            raise
        fail("the desk is an extra: pip install 'travaux[desk]'.")


def _listening(host: str, port: int) -> socket.socket:
    """A socket at which nothing else listens."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return socket.create_server(found[0][4][:2], family=found[0][0])
    except socket.gaierror:
        fail(f"there is no address named {host!r} on this machine.")
    except OSError as error:
        why = (
            "is taken: another desk may run there" if error.errno in (98, 48) else f"cannot be used ({error.strerror})"
        )
        fail(f"port {port} of {host} {why}. Name another with --port.")


def _run(app: FastAPI, listener: socket.socket, host: str, open_: bool) -> None:
    import uvicorn

    port = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"
    click.echo(f"The desk is at {address} (Ctrl-C ends it).")
    if open_:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=30,  # longer than a page is read: one who asks on must not meet a door that just closes
    )
    sys.setswitchinterval(_TURN)
    with suppress(KeyboardInterrupt):  # the way in which it is meant to end
        uvicorn.Server(config).run(sockets=[listener])

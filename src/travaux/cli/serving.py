"""The command that shows a record in the browser."""

from __future__ import annotations

import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

import click

import travaux
from travaux.cli.speaking import clear_errors, fail

if TYPE_CHECKING:
    from fastapi import FastAPI

_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_EXTRA = frozenset("fastapi starlette pydantic uvicorn argon2 multipart python_multipart itsdangerous".split())


@click.command()
@click.argument("record")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of this machine to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any that is free."
)
@click.option("--open", "open_", is_flag=True, help="Show it in the browser at once.")
def serve(record: str, host: str, port: int, open_: bool) -> None:
    """Read, search and check a record in the browser: the desk.

    It needs `pip install 'travaux[desk]'`, and ends with Ctrl-C. What a build writes meanwhile is seen with the next
    page.

    \b
    Example:
      travaux serve talks.travaux --open
    """
    with clear_errors():
        app = _app(record, host, port)
        with _listening(host, port) as listener:
            _run(app, listener, host, open_)


def _app(record: str, host: str, port: int) -> FastAPI:
    """The desk over a record that can be opened."""
    try:
        from travaux.web.app import create_app
        from travaux.web.guard import Settings
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _EXTRA:
            raise
        fail("the desk is an extra: pip install 'travaux[desk]'.")
    with travaux.open_record(record) as opened:
        opened.names()  # what is wrong with a record is told here, not by every page
        address = opened.address
    return create_app(address, Settings(host=host, port=port))


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
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])

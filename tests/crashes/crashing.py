"""A build that ends itself by SIGKILL in a statement, as `crashing.py PLAN`; and what is asked of what it leaves."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
from sqlalchemy import Engine, event

from travaux.model import Article, Problem, Reading
from travaux.record import Store, StoreError
from travaux.record.checking import check
from travaux.record.versions import MOST
from travaux.views import export_jsonl

TODAY = date(2026, 6, 1)
EVERY = 6  # articles between two merges


class Plan(msgspec.Struct, frozen=True):
    """Where to build from what, and when to end: after so many statements, and seconds of the last; -1 for never."""

    place: str = ""
    readings: str = ""
    most: int = MOST
    statements: int = -1
    seconds: float = 0.0
    room: int = -1  # bytes by which files may then grow; -1: it is then that the build ends
    command: tuple[str, ...] = ()  # or a command as a user gives it


def read(path: str | Path) -> list[tuple[Article, Reading]]:
    return msgspec.json.decode(Path(path).read_bytes(), type=list[tuple[Article, Reading]])


def run(plan: Plan) -> subprocess.CompletedProcess[str]:
    """In a process of its own."""
    words = [sys.executable, __file__, msgspec.json.encode(plan).decode()]
    return subprocess.run(words, capture_output=True, text=True, timeout=120)


@contextmanager
def watched(at: Callable[[int], None] = lambda number: None) -> Iterator[list[str]]:
    """Inside, `at` is called with the number of each statement before it is run; gives those that were."""
    seen: list[str] = []

    def before(connection: object, cursor: object, statement: str, *_: object) -> None:
        at(len(seen))
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", before)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", before)


def die_within(plan: Plan) -> Callable[[int], None]:
    def die() -> None:
        time.sleep(plan.seconds)
        os.kill(os.getpid(), signal.SIGKILL)

    def at(number: int) -> None:
        if number == plan.statements and plan.room >= 0:
            leave_room(Path(plan.place), plan.room)
        elif number == plan.statements:
            threading.Thread(target=die, daemon=True).start() if plan.seconds else die()

    return at


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def leave_room(path: Path, room: int) -> None:
    """From now on no file can be longer than the longest of a record is now, and some bytes."""
    longest = max(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest + room, resource.RLIM_INFINITY))


def ask(command: tuple[str, ...]) -> None:
    from travaux.cli import main

    main(command, prog_name="travaux", standalone_mode=False)


def build(plan: Plan, say: Callable[..., None] = say) -> None:
    """All that a build and those that follow it do: put, merge, take away, put again. Says what is done."""
    store = Store.create(plan.place, most=plan.most)
    pairs = read(plan.readings)
    store.put_today(TODAY)
    for number, (article, reading) in enumerate(pairs):
        put(store, article, reading)
        say("put", article.id)
        if number % EVERY == EVERY - 1:
            store.merge()
    say("gone", pairs[0][0].id)
    store.remove([pairs[0][0]])
    store.merge()
    put(store, *pairs[0])
    store.merge()
    store.close()


def put(store: Store, article: Article, reading: Reading) -> None:
    store.forget_problems(article.origin)
    store.put_problems([Problem("no-date", "No date.", article.origin)] * (article.id < "5"))
    if not store.has_reading(store.settle(article), reading.reader):
        store.put_reading(article, reading)


def exported(place: str) -> str:
    store = Store.open(place)
    text = "\n".join(export_jsonl(store.record()))
    store.close()
    return text


def broken(place: str, *, anew: bool = False) -> list[str]:
    return [promise.name for promise in check(place, anew=anew) if promise.broken]


def finished(said: str) -> set[str]:
    """The articles that a build said it had finished."""
    lines = [line.split() for line in said.splitlines()]
    put, gone = ({line[1] for line in lines if line[0] == what} for what in ("put", "gone"))
    return put - gone


def held(place: str) -> set[str]:
    store = Store.open(place)
    ids = {article.id for article in store.articles()}
    store.close()
    return ids


if __name__ == "__main__":
    plan = msgspec.json.decode(sys.argv[1], type=Plan)
    with watched(die_within(plan)):
        try:
            ask(plan.command) if plan.command else build(plan)
        except StoreError as error:
            sys.exit(f"{error}")

"""How the desk holds: so many readers and writers at once on one record, for a time, and how long each page took.

A reader goes from page to page by the links that stand there, searches now and then, and reads for a moment before the
next. A writer confirms what the review asks for, one finding after the other, and rejects one in five. Before that each
kind of page is asked for alone, a few times, each time after a change, so that nothing of it is kept. Ends with 1 where
anything failed, or where 1 of 20 pages took longer than the target.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import httpx

import travaux
from figures import MEASUREMENTS, PLACE, Figures, machine, with_section
from grown import STORIES, copy, grow_record, read_stories
from travaux.record import Store

_LINK = re.compile(r'\shref="(/[^"#]*)')
_TOKEN = re.compile(r'name="csrf" value="(\w+)"')
_FORM = re.compile(r'<form[^>]*action="(/review/rule)"[^>]*>(.*?)</form>', re.DOTALL)
_FIELD = re.compile(r'<input[^>]*type="hidden"[^>]*name="(\w+)" value="([^"]*)"')
_WRONG = 0.2  # of what a writer is asked for
_ALONE = 5  # pages of each kind
_WORDS = "talks minister said quota inspections proposal agreed port register boats fund ceasefire border trade".split()


@dataclass(frozen=True)
class Load:
    """Who comes, for how long, and how many seconds they look at a page, on average."""

    readers: int = 50
    writers: int = 2
    seconds: float = 300.0
    pause: float = 2.0


@dataclass(slots=True)
class Took:
    """How long answers took, in seconds, by route, and what failed."""

    routes: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    written: int = 0

    def tell(self, route: str, seconds: float, status: int | str) -> None:
        """One answer; a status of 400 or more, or a word, is an error."""
        self.routes[route].append(seconds)
        if isinstance(status, str) or status >= 400:
            self.errors[f"{route}: {status}"] += 1

    @property
    def all(self) -> list[float]:
        """All answers, whatever the route."""
        return [each for took in self.routes.values() for each in took]

    def misses(self, target: float) -> list[str]:
        """What was aimed at and not reached, in words."""
        found = [f"{number} × {what}" for what, number in self.errors.most_common()]
        if not self.all:
            return [*found, "nothing was answered"]
        if (slow := share(self.all, 0.95)) > target:
            found.append(f"p95 is {slow * 1000:.0f} ms, over {target * 1000:.0f}")
        return found


def share(took: Sequence[float], part: float) -> float:
    """The time within which this part of all answers came: 0.95 is p95."""
    ordered = sorted(took)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def route_of(address: str) -> str:
    """What kind of page an address is of: its first part, and how the table is taken along."""
    path = urlsplit(address).path
    first = path.split("/")[1]
    ending = next((end for end in (".csv", ".json") if path.endswith(end)), "")
    return f"/{first.removesuffix(ending)}{ending}" if path.count("/") < 2 else f"/{first}/…{ending}"


def links_of(page: str) -> list[str]:
    """Where one can go on from a page, files and the end of the session left out."""
    found = (unescape(link) for link in _LINK.findall(page))
    return [link for link in found if not link.startswith(("/static/", "/logout", "/login", "//"))]


async def _get(client: httpx.AsyncClient, address: str, took: Took) -> str:
    begun = time.perf_counter()
    try:
        answer = await client.get(address)
        status: int | str = answer.status_code
        text = answer.text if "html" in answer.headers.get("content-type", "") else ""
    except httpx.HTTPError as error:
        status, text = type(error).__name__, ""
    took.tell(route_of(address), time.perf_counter() - begun, status)
    return text


async def _read(client: httpx.AsyncClient, load: Load, took: Took, chance: random.Random, until: float) -> None:
    """Follow links: those of each kind are as likely as those of any other, however many there are."""
    await asyncio.sleep(chance.uniform(0, 2 * load.pause))
    address = "/"
    while time.monotonic() < until:
        page = await _get(client, address, took)
        kinds: dict[str, list[str]] = defaultdict(list)
        for link in links_of(page):
            kinds[route_of(link)].append(link)
        if chance.random() < 0.1 or not kinds:
            address = f"/search?words={quote(chance.choice(_WORDS))}"
        else:
            address = chance.choice(kinds[chance.choice(sorted(kinds))])
        await asyncio.sleep(chance.uniform(0, 2 * load.pause))


async def _write(client: httpx.AsyncClient, load: Load, took: Took, chance: random.Random, until: float) -> None:
    """Confirm or reject what the review asks for."""
    while time.monotonic() < until:
        page = await _get(client, "/review", took)
        form = _FORM.search(page)
        if form is None:
            took.errors["/review: nothing to rule on"] += 1
            return
        fields = {name: unescape(value) for name, value in _FIELD.findall(form[2])}
        fields["verdict"] = "rejected" if chance.random() < _WRONG else "confirmed"
        begun = time.perf_counter()
        try:
            answer = await client.post(form[1], data=fields, headers={"origin": str(client.base_url).rstrip("/")})
            status: int | str = answer.status_code
        except httpx.HTTPError as error:
            status = type(error).__name__
        took.tell("write", time.perf_counter() - begun, status)
        took.written += status in (200, 204, 303)
        await asyncio.sleep(chance.uniform(0, 2 * load.pause))


async def put_under_load(address: str, load: Load, seed: int = 1) -> Took:
    """Send everybody to a desk, and tell how long they waited."""
    took, until = Took(), time.monotonic() + load.seconds

    async def come(number: int) -> None:
        chance = random.Random(seed * 1000 + number)
        act = _read if number < load.readers else _write
        async with httpx.AsyncClient(base_url=address, timeout=30, follow_redirects=True, trust_env=False) as client:
            await act(client, load, took, chance, until)

    await asyncio.gather(*(come(number) for number in range(load.readers + load.writers)))
    return took


def ask_alone(address: str, record: Path, most: int = _ALONE) -> Took:
    """Each kind of page that links lead to, a few of it, one after the other; something changes before each."""
    took, left, known = Took(), deque(["/"]), {"/"}
    with httpx.Client(base_url=address, timeout=120, trust_env=False) as client:
        client.get("/")  # what is loaded once for all is no page's time
        while left:
            page = left.popleft()
            route = route_of(page)
            if len(took.routes[route]) >= most or route.startswith("/tables"):
                continue
            with closing(Store.open(record)) as store:
                store.touch()
            begun = time.perf_counter()
            answer = client.get(page)
            took.tell(route, time.perf_counter() - begun, answer.status_code)
            is_page = "html" in answer.headers.get("content-type", "")
            some = [link for link in links_of(answer.text) if link not in known] if is_page else []
            known.update(some)
            left.extend(some)
    return took


@contextmanager
def serving(record: Path) -> Iterator[tuple[str, int]]:
    """A desk over a record, as a process of its own: its address, and its process."""
    command = [sys.executable, "-m", "travaux", "serve", str(record), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            found = re.search(r"http://\S+", desk.stdout.readline())
            if found is None:
                raise SystemExit("The desk did not begin.")
            yield urljoin(found[0], "/"), desk.pid
        finally:
            desk.terminate()


def render(took: Took) -> str:
    """A line a route: how often it was asked for, and within what time half, 95 and 99 of 100 answers came."""
    lines = [f"{'route':24} {'requests':>8} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}"]
    for route, each in (*sorted(took.routes.items()), ("all", took.all)):
        figures = " ".join(f"{share(each, part) * 1000:8.0f}" for part in (0.5, 0.95, 0.99)) if each else ""
        lines.append(f"{route:24} {len(each):8} {figures}")
    return "\n".join(lines)


def _peak(process: int) -> str:
    """The most memory that a process had, where the system tells."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return ""
    return f", {int(found[1]) / 1024:.0f} MB at most" if found else ""


def figures_of(alone: Took, under_load: Took, load: Load) -> dict[str, float]:
    """What is kept of both: milliseconds alone by kind of page, the slowest; and how long answers took under load."""
    kept = {f"{route} alone, slowest, ms": max(each) * 1000 for route, each in sorted(alone.routes.items()) if each}
    who = f"{load.readers} readers, {load.writers} writers, {load.seconds:.0f} s"
    for part in (0.5, 0.95, 0.99):
        kept[f"{who}: p{part * 100:.0f}, ms"] = share(under_load.all, part) * 1000
    kept[f"{who}: answers/s"] = len(under_load.all) / load.seconds
    kept[f"{who}: rulings"] = under_load.written
    kept[f"{who}: errors"] = sum(under_load.errors.values())
    return kept


def _write_down(figures: dict[str, float]) -> None:
    """Beside what other parts of the bench measured; what was measured of the desk before is left out."""
    known = Figures.read(PLACE) if PLACE.is_file() else Figures({}, machine())
    others = {name: value for name, value in known.values.items() if not name.startswith("desk, ")}
    PLACE.write_text(str(Figures(others | figures, known.machine)), encoding="utf-8")
    MEASUREMENTS.write_text(with_section(MEASUREMENTS.read_text(encoding="utf-8")), encoding="utf-8")


def _spent(process: int) -> float:
    """Seconds of processor time that a process has taken, where the system tells: much the same whatever else runs."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _record(args: argparse.Namespace, folder: Path) -> Path:
    """A record that may be written to: a copy of the one that is named, else of invented coverage."""
    kept = args.record
    if kept is None:
        where = args.folder or folder
        say = lambda line: print(line, file=sys.stderr)  # noqa: E731
        kept = grow_record(read_stories(where, args.stories, say), where, args.size, say)
    own = copy(kept, folder / "desk.travaux")
    with travaux.open_record(own) as record:
        record.numbers()  # what is due to be merged is merged before anybody comes
    return own


def main() -> int:
    """Put a desk under load, and print how it held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, help="a record to serve a copy of; invented coverage without it")
    parser.add_argument("--folder", type=Path, help="where invented coverage is kept; a temporary one without it")
    parser.add_argument(
        "--size", type=int, default=500, help="of invented coverage, in articles (default: %(default)s)"
    )
    parser.add_argument("--stories", type=int, default=STORIES, help="that are read for it (default: %(default)s)")
    parser.add_argument("--readers", type=int, default=Load.readers, help="at once (default: %(default)s)")
    parser.add_argument("--writers", type=int, default=Load.writers, help="at once (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=Load.seconds, help="how long (default: %(default)s)")
    parser.add_argument("--pause", type=float, default=Load.pause, help="between two pages (default: %(default)s s)")
    parser.add_argument("--target", type=float, default=0.5, help="seconds, of p95 (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="keep the figures, and write the page that shows them")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="travaux-desk-"))
    load = Load(args.readers, args.writers, args.seconds, args.pause)
    try:
        record = _record(args, folder)
        with travaux.open_record(record) as opened:
            size = opened.state().reports
        busy = os.getloadavg()[0]
        with serving(record) as (address, process):
            alone = ask_alone(address, record)
            before = _spent(process)
            took = asyncio.run(put_under_load(address, load))
            spent, memory = _spent(process) - before, _peak(process)
        busy = max(busy, os.getloadavg()[1])
    finally:
        shutil.rmtree(folder)
    print(f"{size:,} articles, a load of {busy:.1f} on {os.cpu_count()} cores. Alone:\n{render(alone)}\n")
    print(f"Under load:\n{render(took)}")
    errors, rate = sum(took.errors.values()), len(took.all) / load.seconds
    print(f"{load.readers} readers, {load.writers} writers, {load.seconds:.0f} s: {rate:.1f} answers a second{memory}.")
    each = 1000 * spent / max(1, len(took.all))
    print(f"{took.written} rulings written; {errors} errors; {each:.0f} ms of the desk's processor time an answer.")
    if args.write:
        measured = figures_of(alone, took, load) | {
            "processor time an answer, ms": each,
            "load of the machine": busy,
        }
        _write_down({f"desk, {size:,} articles: {name}": value for name, value in measured.items()})
    misses = took.misses(args.target)
    for miss in misses:
        print(f"Missed: {miss}.")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main())

"""Every page and every answer of the API, over hostile coverage and with hostile parameters.

The routes are those that the app has: a page that is added is tested without a word here.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from hostile import WORDS, find_wrong, write

import travaux
from travaux.web.app import create_app
from travaux.web.guard import Settings

HERE = "http://127.0.0.1:8765"
KNOWN = {"kind": "positions", "form": "csv", "layer": "issue"}  # what places in an address stand for that are no ids
LEAKS = re.compile(r"Traceback|sqlite|sqlalchemy|OperationalError|\.travaux\b|/site-packages|File \"", re.IGNORECASE)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    book = write(folder)
    travaux.build(folder / "coverage", to=folder / "talks.travaux", codebook=book).close()
    return folder / "talks.travaux"


@pytest.fixture(scope="module")
def client(record: Path) -> TestClient:
    return TestClient(create_app(str(record), Settings()), base_url=HERE)


def routes() -> Iterator[Any]:
    """The routes of the app, without its files."""
    for route in iter_route_contexts(create_app("none", Settings()).routes):
        if route.path and route.methods:
            yield route


READS = [route for route in routes() if "GET" in route.methods]
WRITES = [(route, method) for route in routes() for method in sorted(route.methods - {"GET", "HEAD", "OPTIONS"})]


def named(route: Any) -> str:
    return str(route.path)


def ids(record: Path) -> dict[str, str]:
    """By the name of a path's parameter, an id that is there; by any other name, a finding's."""
    with travaux.open_record(record) as opened:
        data = opened.data
        return {
            "article": data.articles[0].id,
            "issue": data.issues[0].id,
            "party": data.parties[0].id,
            "finding": data.positions[0].id,
            "statement": data.statements[0].id,
        }


def places(route: Any) -> list[str]:
    return re.findall(r"{(\w+)(?::\w+)?}", route.path)


def filled(route: Any, value: str) -> str:
    return re.sub(r"{\w+(?::\w+)?}", lambda _: quote(value.encode("utf-8", "surrogatepass"), safe=""), route.path)


def asked(route: Any) -> list[str]:
    """The names of what a route can be asked in its query."""
    dependant = getattr(route, "dependant", None)
    if dependant is None:
        return []
    return [field.alias for field in get_flat_params(dependant) if field.alias not in places(route)]


def check(answer: Any) -> None:
    """That an answer is no fault of ours, tells nothing of the machine, and holds nothing that runs."""
    assert answer.status_code < 500, answer.text[:500]
    kind = answer.headers.get("content-type", "")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    if kind.startswith("text/html"):
        assert find_wrong(answer.text) == []
        assert "45801" not in answer.text, "a template was worked out"
    elif kind.startswith("application/json"):
        json.loads(answer.text)
    elif kind.startswith("text/csv"):
        cells = (cell for row in csv.reader(io.StringIO(answer.text)) for cell in row)
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t")]
    else:
        assert "<" not in answer.text[:1] or kind.startswith("text/event-stream"), kind
    if answer.status_code >= 400:
        assert not LEAKS.search(answer.text), answer.text[:500]


def places_of(route: Any, record: Path) -> list[str]:
    """The addresses of a route with all that is there; what is not fails to be found, and that is checked, too."""
    names = places(route)
    if not names:
        return [route.path]
    every = ids(record).values() if set(names) - set(KNOWN) else ("",)
    return [re.sub(r"{(\w+)(?::\w+)?}", lambda found, id_=id_: KNOWN.get(found[1], id_), route.path) for id_ in every]


def test_the_walk_finds_pages_and_answers() -> None:
    found = {route.path for route in READS}
    assert {"/", "/api/session", "/api/openapi.json"} <= found
    assert len(found) >= 3


@pytest.mark.parametrize("route", READS, ids=named)
def test_hostile_coverage_runs_nothing(client: TestClient, record: Path, route: Any) -> None:
    shown = [client.get(place) for place in places_of(route, record)]
    for answer in shown:
        check(answer)
    params = get_flat_params(route.dependant) if hasattr(route, "dependant") else ()
    needs = {field.alias for field in params if field.field_info.is_required()}
    if not needs - set(places(route)):
        assert any(answer.status_code < 400 for answer in shown), [answer.text[:300] for answer in shown]


@pytest.mark.parametrize("route", READS, ids=named)
def test_hostile_parameters_are_answered(client: TestClient, record: Path, route: Any) -> None:
    there = places_of(route, record)[0]
    for number, word in enumerate(WORDS):
        given = quote(word.encode("utf-8", "surrogatepass"), safe="")
        if places(route):
            check(client.get(filled(route, word)))
        for name in asked(route)[number % 2 :: 2]:  # each gets half of them, which is enough and half as long
            check(client.get(f"{there}?{name}={given}"))
    for name in asked(route):
        check(client.get(f"{there}?{name}=%ff%fe&{name}=a&{name}=b&{name}[]=c"))
    check(client.get(f"{there}?unknown=1&=&&%"))


@pytest.mark.parametrize(("route", "method"), WRITES, ids=[f"{method} {route.path}" for route, method in WRITES])
def test_hostile_writes_are_answered(client: TestClient, record: Path, route: Any, method: str) -> None:
    head = {"x-csrf-token": client.get("/api/session").json()["csrf"]}
    fields = [field.alias for field in getattr(route.dependant, "body_params", ())]
    for place in places_of(route, record)[:2]:
        assert client.request(method, place).status_code == 403, "a write without the token"
        for word in WORDS:
            clean = word.encode("utf-8", "replace").decode()
            check(client.request(method, place, data=dict.fromkeys(fields, clean), headers=head))
        for body in ("", "{", "[]", "null", '{"a":' * 500, '{"a": "\\ud800"}', "\ufeff{}", "NaN", "1e999"):
            check(client.request(method, place, content=body, headers=head | {"content-type": "application/json"}))
        check(client.request(method, place, content=b"\xff\xfe=\xff", headers=head | {"content-type": FORM}))
    for word in WORDS:
        if places(route):
            check(client.request(method, filled(route, word), headers=head))


FORM = "application/x-www-form-urlencoded"


def test_reading_changes_nothing(client: TestClient, record: Path) -> None:
    with travaux.open_record(record) as opened:
        opened.names()
    before = _digest(record)
    for route in READS:
        for place in places_of(route, record):
            client.get(place)
    assert _digest(record) == before


def _digest(record: Path) -> str:
    with travaux.open_record(record) as opened:
        return hashlib.sha256("".join(opened.export()).encode()).hexdigest()


@pytest.mark.parametrize(
    "address",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..\\app.py"],
)
def test_files_of_ours_are_all_that_is_served(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404)
    assert "import" not in answer.text


def test_a_record_that_cannot_be_read_is_told_without_its_place(tmp_path: Path) -> None:
    app = create_app(str(tmp_path / "secret-place.travaux"), Settings())
    answer = TestClient(app, base_url=HERE, raise_server_exceptions=False).get("/")
    assert answer.status_code == 503
    assert "secret-place" not in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "<p><script>x()</script>",
        '<p onclick="x()">',
        '<a href="javascript:x()">',
        '<a href="//rebound.example">',
        "<p style='color:red'>",
        "<iframe></iframe>",
        "<marquee>",
        "<!-- x -->",
        '<form action="data:text/html,x">',
        '<meta http-equiv="refresh">',
    ],
)
def test_the_check_finds_what_it_is_for(text: str) -> None:
    assert find_wrong(text)
    assert not find_wrong('<p><a href="/issue/1?a=&quot;">Norland</a> <script src="/static/desk.js"></script>')

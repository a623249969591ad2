"""What is kept from one request to the next: a page is never older than the record is when it is asked for."""

from __future__ import annotations

import re
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import travaux
from travaux.model import Record
from travaux.record import Memory, Store
from travaux.web.app import create_app
from travaux.web.guard import Settings, set_password

HERE = "http://127.0.0.1:8765"
PAGES = (
    "/",
    "/timeline",
    "/changes?since=2030-01-01",
    "/package",
    "/links",
    "/sources",
    "/articles",
    "/search?words=quota",
)
FIRST = "Outlet: Norland Courier\nDate: 2031-04-22\n\nNorland demanded a quota, its envoy said.\n"
LATE = "Outlet: Skerry Post\nDate: 2031-05-02\n\nVelmark rejected the quota, its envoy said.\n"


@pytest.fixture
def own(kept: Path, tmp_path: Path) -> Path:
    """A record that may be written to."""
    path = tmp_path / "own.travaux"
    shutil.copy(kept, path)
    return path


@pytest.fixture
def desk(own: Path) -> Iterator[TestClient]:
    with TestClient(create_app(str(own), Settings(account="ann")), base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    """A record of one report, which was read."""
    (tmp_path / "first.txt").write_text(FIRST)
    path = tmp_path / "growing.travaux"
    travaux.build(tmp_path / "first.txt", to=path).close()
    return path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each template was put on screen."""
    from travaux.web.desk import TEMPLATES

    counts: Counter[str] = Counter()
    put = TEMPLATES.TemplateResponse

    def count(request: Any, name: str, *rest: Any, **more: Any) -> Any:
        counts[name] += 1
        return put(request, name, *rest, **more)

    monkeypatch.setattr(TEMPLATES, "TemplateResponse", count)
    return counts


def rule(record: Path, finding: str, verdict: str, **more: Any) -> None:
    """As somebody does at another desk, or by a command."""
    with travaux.open_record(record) as opened:
        opened.rule(finding, verdict, by="bo", **more)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_made_once_as_long_as_nothing_changes(desk: TestClient, made: Counter[str], address: str) -> None:
    pages = {desk.get(address).text for _ in range(3)}
    assert len(pages) == 1
    assert sum(made.values()) == 1


def test_a_ruling_is_seen_by_who_gave_it_and_by_everybody_with_the_next_page(
    desk: TestClient, own: Path, talks: Record
) -> None:
    position = talks.positions[0]
    address = f"/article/{position.article}"
    words = f'id="f-{position.id}"'
    csrf = desk.get("/api/session").json()["csrf"]
    assert words in desk.get(address).text
    page = desk.get(f"/review?at={position.id}").text
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    given = {"csrf": csrf, "finding": position.id, "seen": seen[1], "verdict": "rejected"}
    assert desk.post("/review/rule", data=given).status_code == 303
    assert words not in desk.get(address).text
    assert desk.post("/review/undo", data={"csrf": csrf, "finding": position.id}).status_code == 303
    assert words in desk.get(address).text
    rule(own, position.id, "rejected")
    assert words not in desk.get(address).text
    rule(own, position.id, "confirmed")
    assert words in desk.get(address).text, "what was rejected is confirmed after all"


def test_what_is_confirmed_is_told_by_the_review_and_leaves_the_other_pages_as_they_were(
    desk: TestClient, own: Path, talks: Record, made: Counter[str]
) -> None:
    before = {address: desk.get(address).text for address in PAGES}
    for number, position in enumerate(talks.positions[:3], start=1):
        rule(own, position.id, "confirmed")
        assert desk.get("/review/rulings").text.count("confirmed by bo") == number
    made.clear()
    assert {address: desk.get(address).text for address in PAGES} == before
    assert not made


def test_what_is_taken_in_is_there_with_the_next_page(growing: Path, tmp_path: Path) -> None:
    (tmp_path / "late.txt").write_text(LATE)
    with TestClient(create_app(str(growing), Settings()), base_url=HERE) as desk:
        before = [desk.get(address).text for address in ("/articles", "/search?words=rejected")]
        assert before == [desk.get(address).text for address in ("/articles", "/search?words=rejected")]
        assert "Skerry Post" not in "".join(before)
        with travaux.open_record(growing) as record:
            record.add(tmp_path / "late.txt", today=date(2031, 5, 3))
        assert "Skerry Post" in desk.get("/articles").text
        assert "Skerry Post" in desk.get("/search?words=rejected").text
        with travaux.open_record(growing) as record:
            record.remove(record.reports().headings[0].id)
        assert "Skerry Post" not in desk.get("/articles").text


def test_a_record_that_is_put_in_the_place_of_another_is_seen_at_once(
    desk: TestClient, own: Path, growing: Path
) -> None:
    assert desk.get("/articles").text.count('href="/article/') > 1
    growing.replace(own)
    assert desk.get("/articles").text.count('href="/article/') == 1
    own.unlink()
    assert desk.get("/articles").status_code == 503


def test_a_page_that_was_made_for_one_is_shown_to_another_under_their_own_name(own: Path, made: Counter[str]) -> None:
    users = own.parent / "desk.users"
    for name in ("ann", "<b>bo"):
        set_password(users, name, "nine boats at dawn")
    app = create_app(str(own), Settings(users=users))
    pages = {}
    for name in ("ann", "<b>bo"):
        client = TestClient(app, base_url=HERE, follow_redirects=False)
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get("/login").text)
        assert found
        given = {"csrf": found[1], "name": name, "password": "nine boats at dawn"}
        assert client.post("/login", data=given).status_code == 303
        csrf = client.get("/api/session").json()["csrf"]
        pages[name] = page = client.get("/package")
        assert set(re.findall(r"[0-9a-f]{64}", page.text)) == {csrf}
        assert int(page.headers["content-length"]) == len(page.content)
    assert made["package.html"] == 1
    assert "Sign out <bdi>ann</bdi>" in pages["ann"].text
    assert "Sign out <bdi>&lt;b&gt;bo</bdi>" in pages["<b>bo"].text


def test_who_asks_at_once_gets_what_others_get(desk: TestClient) -> None:
    alone = {address: desk.get(address).text for address in PAGES}
    client = TestClient(desk.app, base_url=HERE)
    found: list[tuple[str, str]] = []

    def ask(number: int) -> None:
        found.extend((each, client.get(each).text) for each in (*PAGES[number:], *PAGES[:number]))

    with client:
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(PAGES))]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert len(found) == len(PAGES) ** 2
    assert all(alone[address] == text for address, text in found)


def test_what_a_memory_has_no_room_for_is_read_again() -> None:
    asked: list[int] = []
    memory = Memory(most=6)

    def read(number: int) -> tuple[int, ...]:
        return memory.keep(number, lambda: asked.append(number) or (number, number))

    assert [read(each) for each in (1, 1, 2, 3, 3, 1)] == [(each, each) for each in (1, 1, 2, 3, 3, 1)]
    assert asked == [1, 2, 3, 1]
    assert memory.keep("large", lambda: tuple(range(9))) == tuple(range(9))
    assert read(1) == (1, 1)
    assert asked == [1, 2, 3, 1], "what is too large to be kept drives nothing out"


def test_every_transaction_but_of_a_ruling_changes_the_mark(growing: Path) -> None:
    store = Store.open(growing)
    first = store.stamp()
    with travaux.open_record(growing) as record:
        rule(growing, record.statements()[0].id, "confirmed")
    second = store.stamp()
    assert first
    assert second
    assert (second.findings, second.ruling) == (first.findings, first.ruling + 2)
    store.put_today(date(2032, 1, 1))
    assert store.stamp() is None, "a merge is due"
    store.merge()
    third = store.stamp()
    assert third
    assert (third.findings != first.findings, third.ruling) == (True, second.ruling)
    store.close()

"""A record in PostgreSQL: how it is named and reached, who waits for whom, what is never said aloud."""

from __future__ import annotations

import builtins
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cluster import PASSWORD, USER
from sqlalchemy import select

from travaux.model import Article, Codebook, Problem, Reading
from travaux.record import Store, StoreError, read_address
from travaux.record.address import ServerAddress

SECRETS = (PASSWORD, "p%40ss", "ss/word", "hunter2")


def article(number: int, text: str = "Ann Vo said that Norland would not accept a cut.", **fields: Any) -> Article:
    return Article(f"{number}.txt", f"{text} {number}.", **fields)


def reading(of: Article) -> Reading:
    return Reading(of.id, of.wording, "r1", 12)


@pytest.mark.parametrize(
    ("place", "shown", "name"),
    [
        ("postgresql://vo:hunter2@db.example:5433/talks", "postgresql://vo@db.example:5433/talks", "talks"),
        ("postgres://db.example/talks?schema=quota", "postgresql://db.example/talks?schema=quota", "quota"),
        ("postgresql+psycopg://vo@/talks?host=/run/db&password=hunter2", "postgresql://vo@/run/db/talks", "talks"),
        ("postgresql://v%40o:a%2Fb@h/d?sslmode=require", "postgresql://v@o@h/d", "d"),
    ],
)
def test_an_address_is_shown_without_its_password(place: str, shown: str, name: str) -> None:
    address = read_address(place)
    assert (str(address), address.name) == (shown, name)
    assert "hunter2" not in repr(address)


@pytest.mark.parametrize(
    "place",
    [
        "postgresql://vo:hun/ter2@db.example/talks",
        "postgresql://vo:hun#ter2@db.example/talks",
        "postgresql://vo:12/hunter2@db.example/talks",
        "postgresql://vo:12?hunter2@db.example/talks",
        "postgresql://vo@db.example:port/talks",
        "postgresql://vo@db.example/talks?schema",
        "mysql://vo:hunter2@db.example/talks",
    ],
)
def test_an_address_that_can_not_be_read_is_refused_with_its_form_and_not_repeated(place: str) -> None:
    with pytest.raises(StoreError, match="write postgresql://USER@HOST/DATABASE") as caught:
        read_address(place)
    assert "ter2" not in str(caught.value)


def test_a_path_is_a_file_whatever_is_in_it() -> None:
    for place in ("talks.travaux", "C:/talks", "a/postgresql:/b", Path("postgresql://h/d")):
        assert not isinstance(read_address(place), ServerAddress)


def test_what_the_server_says_never_holds_the_password(schema: str) -> None:
    wrong = schema.replace("p%40ss", "hunter2-p%40ss")
    nobody = schema.replace("127.0.0.1", "127.0.0.1:1").replace(":1:", ":1/?x=")
    for place in (wrong, schema.replace(f"//{USER}", "//nobody"), schema.replace("/postgres?", "/none?"), nobody):
        for opening in (Store.create, Store.open):
            with pytest.raises(StoreError) as caught:
                opening(place)
            told = f"{caught.value} {caught.value.__cause__}"
            assert not [secret for secret in SECRETS if secret in told]


def test_without_psycopg_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "psycopg":
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(StoreError, match=r"pip install 'travaux\[postgresql\]'"):
        Store.open("postgresql://vo:hunter2@db.example/talks")


def test_a_schema_without_a_record_and_one_of_somebody_else_are_refused(schema: str) -> None:
    with pytest.raises(StoreError, match="no record in this schema"):
        Store.open(schema)
    run(schema, "CREATE SCHEMA talks; CREATE TABLE talks.article (id int); CREATE TABLE talks.meta (key text)", "talks")
    taken = schema.split("?")[0] + "?schema=talks"
    with pytest.raises(StoreError, match="tables of others"):
        Store.create(taken)


def test_a_name_of_a_schema_is_never_read_as_sql(schema: str) -> None:
    place = schema.split("?")[0] + "?schema=a%22%3B%20DROP%20SCHEMA%20public%20CASCADE%3B%20--"
    made = Store.create(place)
    made.put_problems([Problem("empty", "a.txt is empty.", "a'); DROP TABLE problem; --")])
    made.close()
    again = Store.open(place)
    assert [each.origin for each in again.record().problems] == ["a'); DROP TABLE problem; --"]
    again.close()


def run(place: str, script: str, schema: str) -> None:
    """As another program would, in the database of `place`."""
    import psycopg

    address = read_address(place)
    assert isinstance(address, ServerAddress)
    with psycopg.connect(**address.settings, autocommit=True) as other:  # type: ignore[arg-type]
        other.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE; {script}')  # type: ignore[call-overload]


def test_several_builds_write_at_once_and_nothing_is_lost(schema: str) -> None:
    Store.create(schema).close()
    versions = [article(0, address="https://courier.example/vo", title=f"Version {n}") for n in range(12)]

    def build(number: int) -> None:
        store = Store.create(schema)
        for each in range(20):
            one = article(100 * number + each)
            store.forget_problems(one.origin)
            store.put_problems([Problem("no-date", "No date.", one.origin), Problem("no-date", "No date.", "shared")])
            store.put_reading(one, reading(one))
        for each in versions[number::4]:  # one article, of which each build has other versions
            store.put_reading(each, reading(each))
        store.merge()
        store.close()

    at_once([lambda number=number: build(number) for number in range(4)])
    store = Store.open(schema)
    record = store.record()
    assert len(record.articles) == 81
    assert len(record.provenance) == 81
    assert {each.title for each in (*record.older, *record.articles) if each.title} == {v.title for v in versions}
    assert len([each for each in record.problems if each.code == "no-date"]) == 81
    store.close()


def at_once(tasks: list[Callable[[], None]]) -> None:
    failed: list[BaseException] = []

    def run(task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []


def test_a_build_that_inserts_is_in_nobodys_way_and_one_that_writes_the_same_is_waited_for(
    schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.record.database.SILENCE", 0.05)
    monkeypatch.setattr("travaux.record.database.PATIENCE", 0.3)
    told: list[int] = []
    first, second = Store.create(schema), Store.create(schema, lambda: told.append(1))
    one, two = article(1), article(2)
    with first._database.writing(one.id) as rows:
        rows.all(select(1))
        second.put_reading(two, reading(two))
        assert not told
        with pytest.raises(StoreError, match="another build is writing to it"):
            second.put_reading(one, reading(one))
        assert told
    second.put_reading(one, reading(one))
    with first._database.writing():  # all of it
        told.clear()
        with pytest.raises(StoreError, match="another build is writing to it"):
            second.put_codebook(Codebook(title="Talks"))
        assert told
        reader = Store.open(schema)
        assert len(list(reader.articles())) == 2  # readers never wait
        reader.close()
    second.put_codebook(Codebook(title="Talks"))
    for each in (first, second):
        each.close()


def test_who_may_only_read_sees_the_record_merged_for_this_once(schema: str) -> None:
    made = Store.create(schema)
    one = article(1)
    made.put_reading(one, reading(one))
    made.close()
    reader = Store.open(schema)
    reader._database.connection.exec_driver_sql("SET default_transaction_read_only = on")
    assert len(reader.record().articles) == 1
    with pytest.raises(StoreError, match="could not be written"):
        reader.put_problems([Problem("empty", "Empty.", "a.txt")])
    reader.close()


def test_a_server_that_goes_away_is_one_clear_error_and_loses_nothing(schema: str) -> None:
    made = Store.create(schema)
    one = article(1)
    made.put_reading(one, reading(one))
    run(schema, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'travaux'", "none")
    with pytest.raises(StoreError, match="could not be written"):
        made.put_reading(article(2), reading(article(2)))
    assert made.record().articles == (one,)  # reached again
    run(schema, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'travaux'", "none")
    with pytest.raises(StoreError, match="could not be read"):
        made.record()
    made.put_reading(article(2), reading(article(2)))
    assert len(made.record().articles) == 2
    made.close()

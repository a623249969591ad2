"""Shards carry readings whole, are written whole, and are never trusted."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from travaux.engines import Row, ShardWriter, key_of, read_shard
from travaux.engines.shards import FORMAT, MARK
from travaux.intake import Source, Taken
from travaux.model import Article, Problem, Reading
from travaux.pipeline import Models, read

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'travaux[cloud]'")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT = (
    "Norland Foreign Minister Ann Vo said on Tuesday that Velmark must withdraw its patrol boats.\n\n"
    "Velmark will accept a catch quota only if Norland lifts the landing ban, its envoy told reporters in Hesk."
)
NO_DATE = Problem("no-date", "No day was found.", "a.txt")


@pytest.fixture(scope="module")
def pair(models: Models) -> tuple[Article, Reading]:
    article = Article("a.txt", TEXT, outlet="Norland Courier")
    return article, read(article, models)


@pytest.fixture(scope="module")
def reader(models: Models) -> str:
    return models.reader


def write(folder: Path, pair: tuple[Article, Reading], reader: str) -> Path:
    writer = ShardWriter(folder, reader, ["a.txt"])
    assert writer.take("a.txt", Taken(pair[0], (NO_DATE,))) == pair[0]
    writer.keep(*pair)
    assert writer.finish() == 0
    (shard,) = folder.iterdir()
    return shard


def rows(path: Path) -> list[Row | Problem]:
    return list(read_shard(Source(path.name, path)))


def codes(path: Path) -> list[str]:
    return [each.code if isinstance(each, Problem) else "row" for each in rows(path)]


def test_what_is_written_is_what_is_read(tmp_path: Path, pair: tuple[Article, Reading], reader: str) -> None:
    article, reading = pair
    assert reading.statements
    assert reading.positions
    assert rows(write(tmp_path, pair, reader)) == [Row("a.txt", article, reading, (NO_DATE,))]


def test_what_lies_there_by_the_same_reader_is_not_read_again(
    tmp_path: Path, pair: tuple[Article, Reading], reader: str
) -> None:
    write(tmp_path, pair, reader)
    again = ShardWriter(tmp_path, reader, ["a.txt"])
    assert again.take("a.txt", Taken(pair[0])) is None
    assert again.held() == {key_of(pair[0])}
    assert again.take("a.txt", Taken(replace(pair[0], text="Velmark agreed."))) is not None
    assert ShardWriter(tmp_path, "stages-0+other", ["a.txt"]).take("a.txt", Taken(pair[0])) == pair[0]


def test_what_gave_no_reading_is_told_by_the_last_run_only(
    tmp_path: Path, pair: tuple[Article, Reading], reader: str
) -> None:
    died = Problem("reader-died", "It ended.", "a.txt")
    first = ShardWriter(tmp_path, reader, ["a.txt"])
    first.take("a.txt", Taken(pair[0], (NO_DATE,)))
    first.miss("a.txt", died)
    assert first.finish() == 1
    (unread,) = tmp_path.iterdir()
    assert rows(unread) == [Row("a.txt", None, None, (NO_DATE, died))]
    (shard,) = [write(tmp_path, pair, reader)]
    assert [each.name for each in tmp_path.iterdir()] == [shard.name]


def test_a_shard_that_was_not_finished_is_none(
    tmp_path: Path, pair: tuple[Article, Reading], reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, pair, reader)
    monkeypatch.undo()
    assert [each.suffix for each in tmp_path.iterdir()] == [".unfinished"]
    assert ShardWriter(tmp_path, reader, ["a.txt"]).take("a.txt", Taken(pair[0])) == pair[0]


def test_another_parquet_file_and_a_later_format_are_problems(tmp_path: Path) -> None:
    for name, metadata in (("none", None), ("other", {MARK: FORMAT + b"9"})):
        table = pa.table({"key": ["x"]}).replace_schema_metadata(metadata)
        parquet.write_table(table, tmp_path / name)
    assert codes(tmp_path / "none") == ["not-a-shard"]
    assert codes(tmp_path / "other") == ["newer-shard"]
    (tmp_path / "text").write_text("Norland rejected the quota.")
    assert codes(tmp_path / "text") == ["damaged-shard"]


def change(body: dict[str, Any], path: str, value: Any) -> None:
    """Set what lies at a path such as "statements.0.cue.words"."""
    *steps, last = path.split(".")
    at: Any = body
    for step in steps:
        at = at[int(step)] if step.isdigit() else at[step]
    at[int(last) if last.isdigit() else last] = value


@pytest.fixture
def forge(tmp_path: Path, pair: tuple[Article, Reading], reader: str) -> Callable[[str, str, Any], list[str]]:
    """What a shard is found to be once something in its article, reading or problems was changed."""
    shard = write(tmp_path, pair, reader)

    def forged(column: str, path: str, value: Any) -> list[str]:
        table = parquet.read_table(shard)
        (row,) = table.to_pylist()
        body = msgspec.json.decode(row[column]) if column in ("article", "reading", "problems") else row
        change(body, path, value)
        if body is not row:
            row[column] = msgspec.json.encode(body)
        parquet.write_table(pa.Table.from_pylist([row], schema=table.schema), tmp_path / "forged")
        return codes(tmp_path / "forged")

    return forged


@pytest.mark.parametrize(
    ("column", "path", "value", "found"),
    [
        ("reading", "words", 7, ["row"]),  # what cannot be told from the text is taken at its word
        ("reading", "words", -1, ["bad-reading", "row"]),
        ("reading", "wording", "0" * 16, ["bad-reading", "row"]),
        ("reading", "statements.0.confidence", 7.5, ["bad-reading", "row"]),
        ("reading", "statements.0.cue.words", "denied", ["bad-reading", "row"]),
        ("reading", "statements.0.cue.article", "0" * 16, ["bad-reading", "row"]),
        ("reading", "statements.0.cue.start", -5, ["bad-reading", "row"]),
        ("reading", "statements.0.content", [], ["bad-reading", "row"]),
        ("reading", "statements.0.speaker", "", ["bad-reading", "row"]),
        ("reading", "statements.0.speaker", "Ann \u001b[2J", ["bad-reading", "row"]),
        ("reading", "statements.0.within", "0" * 16, ["bad-reading", "row"]),
        ("reading", "positions.0.voice", "0" * 16, ["bad-reading", "row"]),
        ("reading", "terms.0.span", [0, 10**9], ["bad-reading", "row"]),
        ("reading", "positions.0.act", "surrender", ["bad-row"]),
        ("reading", "statements", None, ["bad-row"]),
        ("article", "text", "Velmark\u202e agreed.", ["bad-row"]),
        ("article", "text", "...", ["bad-row"]),
        ("article", "address", "javascript:alert(1)", ["bad-row"]),
        ("article", "outlet", "Norland\nCourier", ["bad-row"]),
        ("article", "origin", "b.txt", ["bad-row"]),
        ("article", "published", "soon", ["bad-row"]),
        ("row", "article", b"\xff", ["bad-row"]),
        ("row", "article", b"[" * 100_000, ["bad-row"]),
        ("row", "article", None, ["bad-row"]),
        ("row", "reading", None, ["bad-reading", "row"]),
        ("row", "origin", None, ["bad-row"]),
        ("problems", "0.code", "<script>", ["bad-row"]),
        ("problems", "0.message", "\u001b[2J", ["bad-row"]),
    ],
)
def test_a_forged_shard_is_a_problem(
    forge: Callable[[str, str, Any], list[str]], column: str, path: str, value: Any, found: list[str]
) -> None:
    assert forge(column, path, value) == found


def test_a_circle_of_statements_is_no_reading(tmp_path: Path, pair: tuple[Article, Reading], reader: str) -> None:
    article, reading = pair
    first, second = reading.statements[:2]
    circle = (replace(first, within=second.id), replace(second, within=first.id))
    assert codes(write(tmp_path, (article, replace(reading, statements=circle)), reader)) == ["bad-reading", "row"]
    twice = (*reading.statements, first)
    (tmp_path / "b").mkdir()
    assert codes(write(tmp_path / "b", (article, replace(reading, statements=twice)), reader)) == ["bad-reading", "row"]


def damaged(data: bytes, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for _ in range(150):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 4))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        yield bytes(changed)
    for _ in range(20):
        yield data[: chance.randrange(len(data))]


def test_a_damaged_shard_gives_problems_or_what_was_written_and_nothing_else(
    tmp_path: Path, pair: tuple[Article, Reading], reader: str
) -> None:
    path = write(tmp_path, pair, reader)
    data, whole = path.read_bytes(), rows(path)
    lost = 0
    for changed in damaged(data, seed=6):
        path.write_bytes(changed)
        found = rows(path)
        assert [each for each in found if isinstance(each, Row) and each.article not in (None, pair[0])] == []
        lost += found != whole
    assert lost > 80

"""Readings and records of invented coverage: some articles are read, the others have their readings in other words."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from stories import Retelling, Story, find_stories, put, retell
from travaux.model import Article, Reading
from travaux.pipeline import Models, read
from travaux.record import Store
from travaux.record.schema import VERSION

STORIES = 84  # read for it: 420 articles, twelve stories of each weekday
TODAY = date(2040, 1, 1)  # later than any of it
_DAY = re.compile(r'"(\d{4}-\d\d-\d\d)"')
_encode = msgspec.json.Encoder(order="deterministic").encode


@dataclass(frozen=True, slots=True)
class Coverage:
    """Stories, and what was read in each report of them, as JSON."""

    stories: Sequence[Story]
    readings: Sequence[Sequence[str]]

    def grow(self, size: int) -> Iterator[tuple[Article, Reading]]:
        """So many articles with their readings."""
        for told in retell(self.stories, size):
            yield told.article, self._reread(told)

    def _reread(self, told: Retelling) -> Reading:
        """The reading of a report in other words: its places stay, names, words, days and ids are the new ones."""
        was = self.stories[told.story].reports[told.report].article
        body = put(self.readings[told.story][told.report], told.words)
        body = body.replace(was.id, told.article.id).replace(was.wording, told.article.wording)
        body = _DAY.sub(lambda match: f'"{date.fromisoformat(match[1]) + told.days}"', body)
        return with_own_ids(msgspec.json.decode(body, type=_Numbered))


class _Numbered(msgspec.Struct):
    """A reading, and what its statements' ids were before."""

    ids: tuple[str, ...]
    reading: Reading


def with_own_ids(numbered: _Numbered) -> Reading:
    """A statement is named after its words: what rests on it must name it so too."""
    reading = numbered.reading
    new = dict(zip(numbered.ids, (each.id for each in reading.statements), strict=True))
    return replace(
        reading,
        statements=tuple(replace(each, within=new.get(each.within or "")) for each in reading.statements),
        positions=tuple(replace(each, voice=new.get(each.voice or "")) for each in reading.positions),
    )


def read_stories(folder: Path, number: int = STORIES, say: Any = lambda line: None) -> Coverage:
    """The stories with their readings, from the folder where it has them, else read and kept there."""
    stories = find_stories(number)
    models = Models.load()
    known = sha256(models.reader.encode())
    for story in stories:
        known.update(_encode(story.reports))
    kept = folder / f"stories-{known.hexdigest()[:12]}.json"
    if kept.is_file():
        return Coverage(stories, msgspec.json.decode(kept.read_bytes(), type=list[list[str]]))
    readings = []
    begun = time.monotonic()
    for at, story in enumerate(stories):
        readings.append([_numbered(read(report.article, models)) for report in story.reports])
        if at % 10 == 9:
            say(f"read {at + 1} of {number} stories, {time.monotonic() - begun:.0f} s")
    folder.mkdir(parents=True, exist_ok=True)
    _write(kept, _encode(readings))
    return Coverage(stories, readings)


def _numbered(reading: Reading) -> str:
    return _encode(_Numbered(tuple(each.id for each in reading.statements), reading)).decode()


def grow_record(coverage: Coverage, folder: Path, size: int, say: Any = lambda line: None) -> Path:
    """A record of so many articles, put but not merged; from the folder where it has one."""
    stamp = sha256(_encode((VERSION, coverage.readings))).hexdigest()[:12]
    path = folder / f"{size}-{stamp}.travaux"
    if path.is_file():
        return path
    unfinished = path.with_suffix(".part")
    forget(unfinished)
    store = Store.create(unfinished)
    store.put_today(TODAY)
    begun = time.monotonic()
    for at, (article, reading) in enumerate(coverage.grow(size), start=1):
        store.put_reading(article, reading)
        if at % 1000 == 0:
            say(f"put {at:,} of {size:,} articles, {time.monotonic() - begun:.0f} s")
    store.close()
    copy(unfinished, path)
    forget(unfinished)
    return path


def write_texts(articles: Iterable[Article], folder: Path) -> list[Path]:
    """The articles as files that a build takes in."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for article in articles:
        path = folder / article.origin
        details = {"Title": article.title, "Outlet": article.outlet, "Date": article.published, "URL": article.address}
        head = "".join(f"{name}: {value}\n" for name, value in details.items())
        path.write_text(f"{head}\n{article.text}\n", encoding="utf-8")
        written.append(path)
    return written


def copy(record: Path, to: Path) -> Path:
    """A record of its own, in one file: what SQLite keeps beside it is taken in."""
    Store.open(record).close()
    forget(to)
    shutil.copyfile(record, to)
    return to


def forget(record: Path) -> None:
    """Remove a record, and what SQLite keeps beside it."""
    for path in (record, *(record.with_name(record.name + end) for end in ("-wal", "-shm", "-journal"))):
        path.unlink(missing_ok=True)


def _write(path: Path, body: bytes) -> None:
    """At once, so that a file that is there is whole."""
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(body)
    unfinished.replace(path)


def main() -> int:
    """Write records, and texts where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where they are written, and what was read is kept")
    parser.add_argument("--sizes", default="500", help="how many articles, with commas between (default: %(default)s)")
    parser.add_argument("--texts", action="store_true", help="write the articles as files too")
    args = parser.parse_args()
    say = lambda line: print(line, file=sys.stderr)  # noqa: E731
    coverage = read_stories(args.folder, say=say)
    for size in map(int, args.sizes.split(",")):
        print(grow_record(coverage, args.folder, size, say))
        if args.texts:
            texts = args.folder / f"{size}-texts"
            write_texts((each.article for each in islice(retell(coverage.stories, size), size)), texts)
            print(texts)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A large record out of a small one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from travaux.record import Store
from travaux.record.database import Database


def make_large(path: Path, few: int) -> None:
    """Make the findings anew as those of a record in which so many articles decide who is who."""
    store = Store(Database.open(path), few)
    store._database.migrate()
    with store._database.writing():
        store._upkeep.put_meta(merged="another")
    store.merge()
    assert store.is_large
    store.close()


def copied(path: Path, to: Path) -> Path:
    """A copy of a record that may be open here: who reads its file by other means than SQLite's loses all its locks."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    return to

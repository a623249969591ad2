"""Steps that bring an older record forward, one for each format, by Alembic.

A step is written once and never changed: it says what a format added to the one before it, not what the tables are
now. Its revision is the number of the format, which the database itself keeps (`Dialect.mark`).
"""

from __future__ import annotations

from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def bring_forward(connection: Connection, held: int, wanted: int) -> None:
    """Take every step from one format to another, 0 for an empty database, within the caller's transaction."""
    steps = ScriptDirectory(str(Path(__file__).parent)).iterate_revisions(str(wanted), str(held) if held else "base")
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(list(steps)):
            step.module.upgrade()

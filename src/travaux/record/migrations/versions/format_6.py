"""What is told of a time can be looked up by its days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the columns; the findings are made anew, with their days, by who writes next."""
    known = sa.text("last IS NOT NULL")
    indexes = {"finding": ["type", "last", "first", "party", "issue"], "held": ["last", "first"]}
    for table, columns in indexes.items():
        op.add_column(table, sa.Column("first", TEXT))
        op.add_column(table, sa.Column("last", TEXT))
        op.create_index(f"{table}_by_day", table, columns, sqlite_where=known, postgresql_where=known)

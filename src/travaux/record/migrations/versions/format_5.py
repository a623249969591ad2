"""Findings are known by the week of their report, no longer by the month; stands of a glance stand by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make their table; both are made of what was read, and anew by who writes next."""
    op.drop_index("finding_by_month", "finding")
    op.execute("ALTER TABLE finding RENAME COLUMN month TO week")
    known = sa.text("week IS NOT NULL")
    columns = ["type", "party", "issue", "week"]
    op.create_index("finding_by_week", "finding", columns, sqlite_where=known, postgresql_where=known)
    op.execute("ALTER TABLE glance DROP COLUMN stands")
    op.create_table(
        "held",
        sa.Column("party", TEXT, primary_key=True),
        sa.Column("issue", TEXT, primary_key=True),
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("held_by_issue", "held", ["issue"])

"""Versions of articles that gave way to a newer one are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make their table. The older wordings that format 1 dropped come back when their files are built again."""
    op.create_table(
        "older",
        sa.Column("article", TEXT, primary_key=True),
        sa.Column("version", TEXT, primary_key=True),
        sa.Column("reader", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("reading", sa.LargeBinary, nullable=False),
    )

"""The tables that the first records had."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "meta",
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("value", TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "article",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("wording", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reading",
        sa.Column("article", TEXT, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("wording", TEXT, nullable=False),
        sa.Column("reader", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "problem",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("origin", TEXT),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "ruling",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("finding", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "finding",
        sa.Column("type", TEXT, primary_key=True),
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("article", TEXT),
        sa.Column("party", TEXT),
        sa.Column("issue", TEXT),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("finding_by_party", "finding", ["type", "party", "issue"])
    op.create_index("finding_by_article", "finding", ["article"])

"""Sentences and rulings can be looked up; findings by doubt, and by the month of their report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "4"
down_revision = "3"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make their table, with the index of words as each database has it; who searches first fills them."""
    op.create_table(
        "sentence",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("article", TEXT, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("stop", sa.Integer, nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR, "postgresql"), nullable=False),
    )
    op.create_index("sentence_by_article", "sentence", ["article"])
    op.add_column("finding", sa.Column("month", TEXT))
    known = sa.text("month IS NOT NULL")
    columns = ["type", "party", "issue", "month"]
    op.create_index("finding_by_month", "finding", columns, sqlite_where=known, postgresql_where=known)
    op.create_index("ruling_by_finding", "ruling", ["finding"])
    op.create_index("finding_by_confidence", "finding", ["type", "confidence"])
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("sentence_by_words", "sentence", ["words"], postgresql_using="gin")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE sentence_words USING fts5 (words, content = 'sentence', content_rowid = 'number',"
            " detail = none, columnsize = 0, tokenize = 'ascii')"
        )

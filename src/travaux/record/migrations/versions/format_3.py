"""What tells which findings something new concerns is kept, and the day, outlet and kind of an article beside it."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and columns; the columns are filled from the articles. The findings are made anew."""
    for column in ("published", "outlet", "kind"):
        op.add_column("article", sa.Column(column, TEXT))
    article = sa.table("article", *(sa.column(name) for name in ("id", "body", "published", "outlet", "kind")))
    connection = op.get_bind()
    for id_, body in connection.execute(sa.select(article.c.id, article.c.body)).all():
        held = json.loads(bytes(body))
        details = {name: held.get(name) for name in ("published", "outlet", "kind")}
        connection.execute(sa.update(article).where(article.c.id == id_).values(details))
    op.create_table("pending", sa.Column("article", TEXT, primary_key=True), sa.Column("change", TEXT))
    op.create_table(
        "note",
        sa.Column("kind", TEXT, primary_key=True),
        sa.Column("article", TEXT, primary_key=True),
        sa.Column("part", TEXT, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("note_by_part", "note", ["kind", "part"])
    op.create_table(
        "mark",
        sa.Column("kind", TEXT, primary_key=True),
        sa.Column("mark", sa.BigInteger, primary_key=True),
        sa.Column("node", TEXT, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tie",
        sa.Column("kind", TEXT, primary_key=True),
        sa.Column("a", TEXT, primary_key=True),
        sa.Column("b", TEXT, primary_key=True),
        sa.Column("score", sa.Double, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "member",
        sa.Column("type", TEXT, primary_key=True),
        sa.Column("member", TEXT, primary_key=True),
        sa.Column("id", TEXT, nullable=False),
        sqlite_with_rowid=False,
    )

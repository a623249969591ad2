"""What tells which findings something new concerns is kept, and what most questions ask: headings, glances."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and columns; those of articles are filled from these. The findings are made anew."""
    for column in ("published", "outlet", "kind"):
        op.add_column("article", sa.Column(column, TEXT))
    op.create_table(
        "heading",
        sa.Column("article", TEXT, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    columns = ("id", "wording", "body", "published", "outlet", "kind")
    article = sa.table("article", *(sa.column(name) for name in columns))
    heading = sa.table("heading", sa.column("article"), sa.column("body"))
    connection = op.get_bind()
    for id_, wording in connection.execute(sa.select(article.c.id, article.c.wording)).all():
        body = connection.execute(sa.select(article.c.body).where(article.c.id == id_)).scalar_one()
        held = json.loads(bytes(body))
        short = json.dumps(held | {"text": "", "known_id": id_, "known_wording": wording}).encode()
        connection.execute(sa.insert(heading).values(article=id_, body=short))
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
    op.create_table(
        "glance",
        sa.Column("party", TEXT, primary_key=True),
        sa.Column("issue", TEXT, primary_key=True),
        sa.Column("positions", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("stands", sa.LargeBinary, nullable=False),
    )
    op.create_index("glance_by_issue", "glance", ["issue"])
    op.create_index("article_by_day", "article", ["published"])
    op.create_index("finding_by_issue", "finding", ["type", "issue"])
    op.add_column("finding", sa.Column("confidence", sa.Double))
    op.drop_index("finding_by_party", "finding")
    op.create_index("finding_by_party", "finding", ["type", "party", "issue", "confidence"])
    op.drop_index("finding_by_article", "finding")
    op.create_index("finding_by_article", "finding", ["article", "type"])

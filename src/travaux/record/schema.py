"""The tables of a record, on SQLite and on PostgreSQL, and the marks that tell such a database.

To add a table: write it here with its columns, raise VERSION, and write a step in `migrations/versions` that makes it
in the records that there are; a test compares what the steps make with what stands here.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    event,
    text,
)

from travaux.record.columns import Bytes, Lexemes, Number, Words

APPLICATION_ID = 0x54525658  # "TRVX", in the header of every file
# 2 keeps older versions of articles, 3 what tells which findings something new concerns, 4 sentences to be searched, 5
# weeks and stands by cell, 6 the days of what is told of a time.
VERSION = 6

METADATA = MetaData()
# Text is ordered by its bytes on both: an export in the order of ids has the same bytes on both.
TEXT = Words().with_variant(Text(collation="C"), "postgresql")

META = Table(
    "meta",
    METADATA,
    Column("key", TEXT, primary_key=True),
    Column("value", TEXT, nullable=False),
    sqlite_with_rowid=False,
)
# `article` and `reading` are what was taken in and read; `finding` is derived from them and can be made anew.
ARTICLE = Table(
    "article",
    METADATA,
    Column("id", TEXT, primary_key=True),
    Column("wording", TEXT, nullable=False),
    Column("body", Bytes, nullable=False),
    Column("published", TEXT),
    Column("outlet", TEXT),
    Column("kind", TEXT),
    Index("article_by_day", "published"),
)
# Articles without their texts: what most questions need of them.
HEADING = Table(
    "heading",
    METADATA,
    Column("article", TEXT, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("body", Bytes, nullable=False),
)
READING = Table(
    "reading",
    METADATA,
    Column("article", TEXT, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("wording", TEXT, nullable=False),
    Column("reader", TEXT, nullable=False),
    Column("body", Bytes, nullable=False),
)
# The versions of articles that gave way to a newer one, read like these; no finding comes of them.
OLDER = Table(
    "older",
    METADATA,
    Column("article", TEXT, primary_key=True),
    Column("version", TEXT, primary_key=True),
    Column("reader", TEXT, nullable=False),
    Column("body", Bytes, nullable=False),
    Column("reading", Bytes, nullable=False),
)
PROBLEM = Table(
    "problem",
    METADATA,
    Column("id", TEXT, primary_key=True),
    Column("origin", TEXT),
    Column("body", Bytes, nullable=False),
)
RULING = Table(
    "ruling",
    METADATA,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("finding", TEXT, nullable=False),
    Column("body", Bytes, nullable=False),
    Index("ruling_by_finding", "finding"),
)
# A finding's columns serve look-ups; `body` holds the whole of it as canonical JSON. `week` is that of its report,
# in a record that grows: see `chapters`. `first` and `last` are its days, where it has any: see `days_of`.
_WITH_WEEK: dict[str, Any] = {f"{dialect}_where": text("week IS NOT NULL") for dialect in ("sqlite", "postgresql")}
_WITH_DAY: dict[str, Any] = {f"{dialect}_where": text("last IS NOT NULL") for dialect in ("sqlite", "postgresql")}
FINDING = Table(
    "finding",
    METADATA,
    Column("type", TEXT, primary_key=True),
    Column("id", TEXT, primary_key=True),
    Column("article", TEXT),
    Column("party", TEXT),
    Column("issue", TEXT),
    Column("body", Bytes, nullable=False),
    Column("confidence", Double),
    Column("week", TEXT),
    Column("first", TEXT),
    Column("last", TEXT),
    Index("finding_by_party", "type", "party", "issue", "confidence"),
    Index("finding_by_week", "type", "party", "issue", "week", **_WITH_WEEK),
    Index("finding_by_day", "type", "last", "first", "party", "issue", **_WITH_DAY),
    Index("finding_by_issue", "type", "issue"),
    Index("finding_by_article", "article", "type"),
    Index("finding_by_confidence", "type", "confidence"),
    sqlite_with_rowid=False,
)
# What came, changed or went since the findings were made: ids of articles, "" for anything else. `change` is "new" for
# an article on which no finding can rest.
PENDING = Table("pending", METADATA, Column("article", TEXT, primary_key=True), Column("change", TEXT))
# What one article has to do with a part of the record, by kind and part: see `growth`.
NOTE = Table(
    "note",
    METADATA,
    Column("kind", TEXT, primary_key=True),
    Column("article", TEXT, primary_key=True),
    Column("part", TEXT, primary_key=True),
    Column("body", Bytes, nullable=False),
    Index("note_by_part", "kind", "part"),
    sqlite_with_rowid=False,
)
# By what findings or articles find others that may be the same; which are; and the group that each is in.
MARK = Table(
    "mark",
    METADATA,
    Column("kind", TEXT, primary_key=True),
    Column("mark", BigInteger, primary_key=True),
    Column("node", TEXT, primary_key=True),
    sqlite_with_rowid=False,
)
TIE = Table(
    "tie",
    METADATA,
    Column("kind", TEXT, primary_key=True),
    Column("a", TEXT, primary_key=True),
    Column("b", TEXT, primary_key=True),
    Column("score", Double, nullable=False),
    sqlite_with_rowid=False,
)
MEMBER = Table(
    "member",
    METADATA,
    Column("type", TEXT, primary_key=True),
    Column("member", TEXT, primary_key=True),
    Column("id", TEXT, nullable=False),
    sqlite_with_rowid=False,
)
# Each party on each issue at a glance, "" for what is not known: see `glances`.
GLANCE = Table(
    "glance",
    METADATA,
    Column("party", TEXT, primary_key=True),
    Column("issue", TEXT, primary_key=True),
    Column("positions", Integer, nullable=False),
    Column("body", Bytes, nullable=False),
    Index("glance_by_issue", "issue"),
)
# Their stands, likewise without their positions; by the days since when each is held.
HELD = Table(
    "held",
    METADATA,
    Column("party", TEXT, primary_key=True),
    Column("issue", TEXT, primary_key=True),
    Column("id", TEXT, primary_key=True),
    Column("body", Bytes, nullable=False),
    Column("first", TEXT),
    Column("last", TEXT),
    Index("held_by_issue", "issue"),
    Index("held_by_day", "last", "first", **_WITH_DAY),
    sqlite_with_rowid=False,
)
DERIVED = (FINDING, NOTE, MARK, TIE, MEMBER, GLANCE, HELD)
# Where the sentences of articles stand, and their words in one form. PostgreSQL finds them by an index on these,
# SQLite by a table of its full-text search, which keeps no words of its own.
SENTENCE = Table(
    "sentence",
    METADATA,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("article", TEXT, nullable=False),
    Column("start", Number, nullable=False),
    Column("stop", Number, nullable=False),
    Column("words", Text().with_variant(Lexemes(), "postgresql"), nullable=False),
    Index("sentence_by_article", "article"),
)
_OWN = {
    "sqlite": "CREATE VIRTUAL TABLE IF NOT EXISTS sentence_words USING fts5 (words, content = 'sentence',"
    " content_rowid = 'number', detail = none, columnsize = 0, tokenize = 'ascii')",
    "postgresql": "CREATE INDEX IF NOT EXISTS sentence_by_words ON sentence USING gin (words)",
}
for _dialect, _statement in _OWN.items():
    event.listen(SENTENCE, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
_FORGET = DDL("DROP TABLE IF EXISTS sentence_words").execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]
event.listen(SENTENCE, "before_drop", _FORGET)
# What is made from the rest, by the database that it is in, and not copied.
UNCOPIED = (SENTENCE,)

"""The tables of a record, and the marks that tell such a file."""

from __future__ import annotations

APPLICATION_ID = 0x54525658  # "TRVX", in the header of every record
VERSION = 2  # 2 keeps older versions of articles

# `article` and `reading` are what was taken in and read; `finding` is derived from them and can be made anew.
# `older` has the versions of articles that gave way to a newer one, read like these; no finding comes of them.
# A finding's columns serve look-ups; `body` holds the whole of it as canonical JSON. Two builds may begin one record
# at once: the second finds the tables made.
TABLES = """
CREATE TABLE IF NOT EXISTS meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY,
    wording TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS reading (
    article TEXT PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    wording TEXT NOT NULL,
    reader TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS older (
    article TEXT NOT NULL,
    version TEXT NOT NULL,
    reader TEXT NOT NULL,
    body BLOB NOT NULL,
    reading BLOB NOT NULL,
    PRIMARY KEY (article, version)
);
CREATE TABLE IF NOT EXISTS problem (
    id TEXT PRIMARY KEY,
    origin TEXT,
    body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS ruling (
    number INTEGER PRIMARY KEY,
    finding TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS finding (
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    article TEXT,
    party TEXT,
    issue TEXT,
    body BLOB NOT NULL,
    PRIMARY KEY (type, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS finding_by_party ON finding (type, party, issue);
CREATE INDEX IF NOT EXISTS finding_by_article ON finding (article);
"""

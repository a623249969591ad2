PRAGMA application_id = 0x54525658;
PRAGMA user_version = 1;
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE article (
    id TEXT PRIMARY KEY,
    wording TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE reading (
    article TEXT PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    wording TEXT NOT NULL,
    reader TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE problem (
    id TEXT PRIMARY KEY,
    origin TEXT,
    body BLOB NOT NULL
);
CREATE TABLE ruling (
    number INTEGER PRIMARY KEY,
    finding TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE TABLE finding (
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    article TEXT,
    party TEXT,
    issue TEXT,
    body BLOB NOT NULL,
    PRIMARY KEY (type, id)
) WITHOUT ROWID;
CREATE INDEX finding_by_party ON finding (type, party, issue);
CREATE INDEX finding_by_article ON finding (article);

-- SPDX-License-Identifier: ISC
-- What follows from the ledger, and is made again from it at any time.

-- The current version of each record.  first is the entry of its first
-- version, by which the other tables know it: it is short, and it grows, so
-- that they grow at their ends.  seq is the entry of the current version; at
-- and ends are a date or a time as the record gives them.
CREATE TABLE record (
	first INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	seq INTEGER NOT NULL,
	version INTEGER NOT NULL,
	at TEXT NOT NULL,
	ends TEXT,
	state TEXT NOT NULL,
	flags TEXT NOT NULL
) STRICT;

CREATE INDEX record_at ON record (kind, at);

-- The entries that held the versions before the current one.
CREATE TABLE earlier (
	record INTEGER,
	version INTEGER,
	seq INTEGER NOT NULL,
	PRIMARY KEY (record, version)
) STRICT, WITHOUT ROWID;

-- Which record names which (target, an id), in which field.
CREATE TABLE link (
	target TEXT,
	record INTEGER,
	field TEXT,
	PRIMARY KEY (target, record, field)
) STRICT, WITHOUT ROWID;

-- Values that find a record.  The value comes first: it tells most apart.
CREATE TABLE alias (
	value TEXT,
	kind TEXT,
	field TEXT,
	record INTEGER,
	PRIMARY KEY (value, kind, field, record)
) STRICT, WITHOUT ROWID;

-- The entries up to seq can be searched by their words; later ones are added
-- by the next search.
CREATE TABLE searchable (
	seq INTEGER PRIMARY KEY
) STRICT;

INSERT INTO searchable (seq) VALUES (0);

-- The words of every version; only search_text(), which the program brings,
-- knows in which field of a body they are.
CREATE VIEW words_text (seq, text) AS SELECT seq, search_text(body) FROM event
WHERE seq <= (SELECT seq FROM searchable);

CREATE VIRTUAL TABLE words USING fts5 (text, content = 'words_text',
    content_rowid = 'seq', columnsize = 0, detail = full,
    tokenize = 'unicode61 remove_diacritics 2');

-- Larger parts are merged less often.
INSERT INTO words (words, rank) VALUES ('hashsize', 4194304);

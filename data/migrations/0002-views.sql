-- SPDX-License-Identifier: ISC
-- What follows from the ledger, and is made again from it at any time.

-- The current version of each record: seq is its entry, first that of its
-- first version; at and ends are a date or a time as the record gives them.
CREATE TABLE record (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	seq INTEGER NOT NULL,
	first INTEGER NOT NULL,
	version INTEGER NOT NULL,
	at TEXT NOT NULL,
	ends TEXT,
	state TEXT NOT NULL,
	flags TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX record_at ON record (kind, at, first);

-- The entries that held the versions before the current one.
CREATE TABLE earlier (
	id TEXT,
	version INTEGER,
	seq INTEGER NOT NULL,
	PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

-- Which record (source) names which (target), in which field.
CREATE TABLE link (
	target TEXT,
	source TEXT,
	field TEXT,
	PRIMARY KEY (target, source, field)
) STRICT, WITHOUT ROWID;

-- Values that find a record.
CREATE TABLE alias (
	kind TEXT,
	field TEXT,
	value TEXT,
	id TEXT,
	PRIMARY KEY (kind, field, value, id)
) STRICT, WITHOUT ROWID;

-- The words of every version; only search_text(), which the program brings,
-- knows in which field of a body they are.
CREATE VIEW words_text (seq, text) AS SELECT seq, search_text(body) FROM event;

CREATE VIRTUAL TABLE words USING fts5 (text, content = 'words_text',
    content_rowid = 'seq', columnsize = 0, detail = full,
    tokenize = 'unicode61 remove_diacritics 2');

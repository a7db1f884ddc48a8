-- SPDX-License-Identifier: ISC
-- The ledger: the record itself.  Entries are added; nothing is altered, and
-- only the body of an entry may ever be removed, by a lawful disposal.

PRAGMA application_id = 1447642956; -- "VIGL"

CREATE TABLE IF NOT EXISTS event (
	seq INTEGER PRIMARY KEY,
	head TEXT NOT NULL,
	hash TEXT NOT NULL, -- SHA-256 of head, which the next head repeats
	body TEXT
) STRICT;

CREATE TRIGGER event_kept BEFORE UPDATE ON event
WHEN NEW.body IS NOT NULL OR OLD.body IS NULL
    OR NEW.seq <> OLD.seq OR NEW.head <> OLD.head OR NEW.hash <> OLD.hash
BEGIN
	SELECT RAISE(ABORT, 'the ledger is never altered');
END;

CREATE TRIGGER event_stays BEFORE DELETE ON event
BEGIN
	SELECT RAISE(ABORT, 'the ledger is never shortened');
END;

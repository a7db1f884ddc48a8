-- SPDX-License-Identifier: ISC
-- The attendance register, packed: it follows from the imports in the ledger.

-- The marks of a pupil in an academic year: row is the year in which it
-- begins times 2^32, and the pupil's number (record.first); codes are a byte
-- for each slot from the first to the last that is marked.
CREATE TABLE mark (
	row INTEGER PRIMARY KEY,
	slot INTEGER NOT NULL,
	codes BLOB NOT NULL
) STRICT;

-- What came in since, as each entry packed it: a day's marks are entered
-- here at once, and go into the rows above when there are many.
CREATE TABLE marked (
	seq INTEGER PRIMARY KEY,
	packed BLOB NOT NULL
) STRICT;

-- A sum of the lines of each part, by which it is known again.
CREATE TABLE came (
	sum INTEGER PRIMARY KEY,
	seq INTEGER NOT NULL
) STRICT;

-- The pupils in the order of their marks, with all that a check asks of them.
CREATE INDEX record_roll ON record (first, id, at, ends) WHERE kind = 'pupil';

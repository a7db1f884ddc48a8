-- SPDX-License-Identifier: ISC
-- The attendance register takes a day's marks without going through a year's.

-- The latest imports, as each part packed its marks, in the order in which
-- they came.  latest is the last slot of which any part up to this one has a
-- mark.  The first row stands for all that came before: its marks are in the
-- rows of mark, and packed is empty.
DROP TABLE marked;

CREATE TABLE marked (
	part INTEGER PRIMARY KEY,
	latest INTEGER NOT NULL,
	packed BLOB NOT NULL
) STRICT;

-- The roll as lines of text, those of 32 numbers (record.first) in a row; it
-- takes the place of an index of which every pupil was an entry.
DROP INDEX record_roll;

CREATE TABLE roll (
	block INTEGER PRIMARY KEY,
	pupils BLOB NOT NULL
) STRICT;

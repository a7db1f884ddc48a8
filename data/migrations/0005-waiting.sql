-- SPDX-License-Identifier: ISC
-- What waits to go into the rows of mark, apart for each slice of the roll.

-- Pupils are in slices by their number: 256 in one, 256 in the next, and
-- after the sixteenth again in the first.  A row has the marks of the pupils
-- of a slice in a part of an import; row is the part, counted from 1, times
-- 16 and the slice, counted from 0.
DROP TABLE marked;

CREATE TABLE marked (
	row INTEGER PRIMARY KEY,
	packed BLOB NOT NULL
) STRICT;

-- The last part whose marks of a slice are in the rows of mark.  A part does
-- this for one slice, the next part for the next one; so the last sixteen
-- parts are all here, and latest is the last slot of which any part up to
-- this one has a mark.
CREATE TABLE merged (
	slice INTEGER PRIMARY KEY,
	part INTEGER NOT NULL,
	latest INTEGER NOT NULL
) STRICT;

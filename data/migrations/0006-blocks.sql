-- SPDX-License-Identifier: ISC
-- What waits to go into the rows of mark, laid out so that it is read as it
-- stands.

-- What an import brought, in a row or several that are counted from 1: pupils
-- (record.first) from low to high, and no slot after latest in this row or any
-- before it.  Blocks stand one after another in the order of their pupils: the
-- first pupil, how many, the first slot, how many (four bytes each, the lowest
-- first); then a byte for each slot of each pupil, 0 where there is no mark.
DROP TABLE marked;

CREATE TABLE marked (
	row INTEGER PRIMARY KEY,
	latest INTEGER NOT NULL,
	low INTEGER NOT NULL,
	high INTEGER NOT NULL,
	blocks BLOB NOT NULL
) STRICT;

-- The last row of marked whose marks of a slice are in the rows of mark.  A
-- slice is 256 pupils next to each other, and as many after each 4,096; with
-- an import the one of the 16 that has waited longest has its turn, once some
-- rows wait for it.
DROP TABLE merged;

CREATE TABLE merged (
	slice INTEGER PRIMARY KEY,
	row INTEGER NOT NULL,
	latest INTEGER NOT NULL
) STRICT;

-- The roll: as before, but not as text; lib/store/mark_roll.c says how.
DROP TABLE roll;

CREATE TABLE roll (
	block INTEGER PRIMARY KEY,
	pupils BLOB NOT NULL
) STRICT;

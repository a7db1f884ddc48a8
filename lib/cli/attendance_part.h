/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_ATTENDANCE_PART_H
#define VIGIL_CLI_ATTENDANCE_PART_H

/* What the files of attendance-import share. */

#include "cli/attendance.h"
#include "policy/attendance_rules.h"
#include "store/mark.h"

/* Every pupil of the store. */
struct rolled {
	int64_t number;
	char id[ID_LEN];
	int32_t entry, leaving;
	uint32_t name; /* where one that is unique stands, if any */
	int right, wrong; /* marks of / and \ by the half they are in */
};

/* A name that finds a pupil: where it stands in names, whose it is. */
struct name {
	uint32_t at, pupil;
	bool unique;
};

enum column_is {
	IS_NOTHING,
	IS_PUPIL,
	IS_DATE,
	IS_SESSION,
	IS_CODE,
	IS_MINUTES,
	IS_REASON,
	IS_START,
	IS_MARKS,
	IS_GRID /* a session; its marks in the rows */
};

struct import_column {
	char *heading;
	enum column_is is;
	bool words; /* --map translates some */
	int32_t day; /* of a grid */
	int pm;
	int32_t slot;
};

/* A mark that came in: by line, later ones after earlier ones. */
struct entry {
	uint32_t pupil; /* its place in the roll */
	int32_t slot;
	uint32_t order;
	unsigned char code;
};

struct import {
	struct cmd *cmd;
	const struct calendar *calendar;
	struct attendance_rules rules; /* its codes */
	struct marks *marks;
	struct rolled *roll;
	size_t nroll, caproll;
	struct buf names; /* each with a NUL after it */
	struct name *name;
	size_t nnames, capnames;
	uint32_t *table; /* places in name + 1, by a sum of it; 0 is empty */
	size_t mask;
	bool ids_named;
	size_t next; /* in the roll, after the last that was found */
	/* the sessions that the calendar has, and how many are before a day */
	int32_t first_day, last_day;
	int32_t *before;
	int32_t *session; /* slots */
	size_t nsessions;
	/* the file's columns */
	struct import_column *column;
	size_t ncolumns;
	bool code_words; /* words of the column "code", for grids and marks */
	bool mark_words; /* … and of that of the marks */
	long files;	 /* headers taken, and those entered in a part */
	long entered;
	/* the part being filled: its content up to the lines, its marks */
	size_t begin; /* in cmd->content, of the lines */
	struct entry *entry;
	size_t nentries, capentries;
	size_t bound;	   /* bytes that the packed marks may take */
	bool extra;	   /* some line has more than marks */
	bool fresh;	   /* something in it is new */
	/* all of it */
	char id[ID_LEN];
	char known[ID_LEN]; /* the import that brought the same before */
	int part;
	long marks_in, new, corrected, misplaced, shown;
	int32_t from, to;
	struct buf scratch, packed, was;
};

/* attendance_roll.c: the sessions of the calendar; and who there is. */
void import_sessions(struct import *);
int import_start(struct import *, struct err *);

/* ST_DATA where a pupil is not found. */
int import_pupil(struct import *, const char *, size_t, const char *field,
    uint32_t *pupil, struct err *);

/* attendance_columns.c */
int import_session(const char *, size_t); /* 0 AM, 1 PM, -1 */
int32_t import_day(const char *, size_t); /* DATE_NONE */
/* What a field of that name is in a row; the name itself, or NULL. */
const char *import_named(const char *, size_t n, enum column_is *);
bool import_has(const struct import *, enum column_is);
int import_header(void *import, const struct csv *, struct err *);

/* attendance_line.c: a record's marks become entries */
int import_row(struct import *, const struct csv *, struct err *);
int import_line(struct import *, const struct json *, struct err *);

#endif

/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_ATTENDANCE_PART_H
#define VIGIL_CLI_ATTENDANCE_PART_H

/* What the files of attendance-import share. */

#include "base/core/mem.h"
#include "ui/attendance/attendance.h"
#include "policy/rules/attendance_rules.h"
#include "store/marks/mark.h"

#define IMPORT_OPEN 64
#define IMPORT_PART (256 << 10) /* bytes of a part's content, about */

/* A pupil of the roll. */
struct rolled {
	uint32_t number;
	int32_t entry, leaving;
	int32_t shifted; /* marks of / and \ in the wrong half, less others */
};

/* A name that finds a pupil. */
struct name {
	const char *s;
	uint32_t n, pupil;
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
	/* cells of one letter that were good there, as codes; 0 for others */
	unsigned char good[256];
};

/* A mark that came in: by line, later ones after earlier ones. */
struct entry {
	uint32_t pupil; /* its place in the roll */
	int32_t slot;
	uint32_t order;
	unsigned char code;
};

/* What is entered as one entry of the ledger. */
struct part {
	int number;
	struct buf content; /* up to the lines and a quote; then lines */
	size_t begin;	    /* of the quote */
	struct entry *entry;
	size_t nentries, capentries;
	size_t bound; /* bytes that the packed marks may take */
	bool extra;   /* some line has more than marks */
};

static inline bool
import_has_lines(const struct part *part)
{
	return part->content.n > part->begin + 1;
}

/* A further one, to be filled in. */
static inline struct entry *
import_entry(struct part *part)
{
	if (part->nentries == part->capentries) {
		part->capentries = part->capentries == 0 ? 16384 :
		    2 * part->capentries;
		part->entry = mem_resize(part->entry, part->capentries,
		    sizeof(*part->entry));
	}
	return &part->entry[part->nentries++];
}

/* A mark that took the place of another. */
struct correction {
	uint32_t pupil;
	int32_t slot;
	unsigned char code, was;
};

#define IMPORT_SHOWN 20 /* corrections and pupils that are named */

struct import {
	struct cmd *cmd;
	const struct calendar *calendar;
	struct attendance_rules rules; /* its codes */
	/* those of the roll that were read: all, once there is no reader */
	struct rolled *roll;
	size_t nroll, caproll;
	struct marks_roll *reader;
	struct marks_pupil peek; /* the next it has, if it was read */
	bool peeked;
	struct buf names; /* of all, for marks_name() */
	uint32_t *named;  /* where in them a pupil's are; and their end */
	struct buf ids;   /* of all, each ends in a NUL */
	struct name *name;
	size_t nnames, capnames;
	uint32_t *table; /* places in name + 1, by a sum of it; 0 is empty */
	size_t mask;
	size_t next; /* in the roll, after the last that was found */
	/* the sessions that the calendar has, and how many are before a day */
	int32_t first_day, last_day;
	int32_t *before;
	int32_t *session; /* slots */
	size_t nsessions;
	/* sessions that were asked about, are none to come, and have school */
	int32_t open[IMPORT_OPEN]; /* slot % IMPORT_OPEN; 0: none */
	/* the file's columns */
	struct import_column *column;
	size_t ncolumns;
	bool grid;	 /* some are sessions … */
	long alone;	 /* … and beside them only this one says whose; or -1 */
	bool more;	 /* the line has more than marks */
	bool code_words; /* words of the column "code", for grids and marks */
	bool mark_words; /* … and of that of the marks */
	long files;	 /* headers taken, and those entered in a part */
	long entered;
	struct part part; /* being filled; its number is 0 at the start */
	long marks_in, misplaced;
	int32_t from, to; /* slots */
	struct buf scratch;
	struct marks *marks;
	bool fresh; /* something is new */
	char id[ID_LEN];
	char pupil[ID_LEN]; /* told last */
	char known[ID_LEN]; /* the import that brought the same before */
	bool again;	    /* all parts did come before, in this order … */
	int64_t known_seq;  /* … the last of them in this entry */
	int64_t came_last;  /* the part that came last before this import */
	long new, corrected;
	struct correction correction[IMPORT_SHOWN];
	struct buf packed, was;
};

/* attendance_roll.c: the sessions of the calendar; and who there is. */
void import_sessions(struct import *);
int import_start(struct import *, struct err *);

/* The id of one in the roll. */
const char *import_id(struct import *, const struct rolled *);

/* ST_DATA where a pupil is not found. */
int import_pupil(struct import *, const char *, size_t, const char *field,
    uint32_t *pupil, struct err *);

/* attendance_columns.c */
int import_session(const char *, size_t); /* 0 AM, 1 PM, -1 */
/* What a field of that name is in a row; the name itself, or NULL. */
const char *import_named(const char *, size_t n, enum column_is *);
int import_header(void *import, const struct csv *, struct err *);
bool import_is_day(void *import, size_t column);
bool import_heading(const char *); /* it may be that of a session */

/*
 * attendance_cell.c: whether a text says that there is no mark ("-"); a code
 * as the school writes it, in a column, in ours; a cell, trimmed and in our
 * words (marks are taken apart later); whether --map leaves out the session
 * that a cell names, as a lesson.
 */
bool import_no_mark(const char *, size_t);
const char *import_ours(const struct import *, bool words,
    const char *heading, const char *, size_t *n);
const char *import_cell(struct import *, const struct csv *, size_t i,
    size_t *n);
bool import_left_out(struct import *, const struct csv *, size_t i);

/* attendance_put.c: begins the next part; enters it, if it has marks. */
void import_begin(struct import *);
int import_put(struct import *, bool last, struct err *);

/* attendance_line.c: a record's marks become entries */
int import_row(struct import *, const struct csv *, struct err *);
int import_line(struct import *, const struct json *, struct err *);

#endif

/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_MARK_PART_H
#define VIGIL_STORE_MARK_PART_H

/*
 * What mark.c and mark_enter.c share.
 *
 * A mark that comes in is in the table marked at once, and by and by in the
 * row of its pupil's year in the table mark: each part that comes takes the
 * waiting marks of one in so many pupils into their rows, those of the next
 * ones each time, so that no day has to pay for all.  After so many parts a
 * part is in all rows and goes.  Marks that are in a row and wait as well do
 * no harm: laid on the row again, in the order in which they came, they make
 * what they made before.
 */

#include "store/inside.h"
#include "store/mark.h"

#define MARKS_WAIT 32 /* parts, and slices of the roll */

/* A year's slots: from begin up to and without end. */
struct mark_span {
	int year;
	int32_t begin, end;
};

/* The year of a slot; most are of the same as the last one. */
static inline void
mark_span(struct mark_span *y, int32_t slot)
{
	if (slot >= y->begin && slot < y->end)
		return;
	y->year = mark_year(slot);
	y->begin = mark_year_slot(y->year);
	y->end = mark_year_slot(y->year + 1);
}

static inline int64_t
mark_row(int year, int64_t pupil)
{
	return ((int64_t)year << 32) + pupil;
}

/* mark_roll.c: who is on the roll, in order of their numbers. */
struct mark_roll {
	sqlite3_stmt *st;
	const char *s, *end; /* what is left of a block */
	char id[ID_LEN];
};

int mark_roll_open(struct mark_roll *, struct pool *, struct err *);
void mark_roll_close(struct mark_roll *);
int mark_roll_next(struct mark_roll *, struct pool *, struct marks_pupil *,
    struct err *); /* 1, 0, -1 */

/*
 * These lay what falls in code[0..n), of slots from slot, on it: a run; the
 * row of a pupil in a year.
 */
void mark_lay(unsigned char *code, int32_t slot, size_t n,
    const struct mark_run *);
int mark_lay_year(struct pool *, int year, int64_t pupil,
    unsigned char *code, int32_t slot, size_t n, struct err *);

#endif

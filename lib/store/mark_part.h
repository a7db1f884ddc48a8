/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_MARK_PART_H
#define VIGIL_STORE_MARK_PART_H

/*
 * What mark.c and mark_enter.c share.
 *
 * A mark that comes in waits in the table marked, and goes by and by into the
 * row of its pupil's year in the table mark: with each part that comes the
 * marks of one slice of the roll do, with the next part those of the next
 * slice, so that no day has to pay for all.
 */

#include "store/inside.h"
#include "store/mark.h"

#define SLICES 16
#define SLICE_BITS 8 /* 2^8 pupils next to each other are in one */

static inline int
mark_slice(int64_t pupil)
{
	return (int)(pupil >> SLICE_BITS) & (SLICES - 1);
}

static inline int64_t
mark_waiting_row(int64_t part, int slice)
{
	return part * SLICES + slice;
}

/* How far a slice is merged: up to a part. */
struct mark_merged {
	int64_t part;
	int32_t latest; /* no slot up to and with this part is later */
};

/* Those of all slices; the number of the last part, 0 before the first. */
int mark_merged(struct pool *, struct mark_merged [SLICES], int64_t *part,
    struct err *);

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

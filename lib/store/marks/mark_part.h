/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_MARK_PART_H
#define VIGIL_STORE_MARK_PART_H

/*
 * What the files of the register share.
 *
 * A mark that comes in waits in the table marked and goes by and by into the
 * row of its pupil's year in the table mark: once enough imports wait, those
 * of one slice of the roll do with each, so that no day has to pay for all.
 */

#include <endian.h>
#include <string.h>

#include "store/db/inside.h"
#include "store/marks/mark.h"

#define SLICES 16
#define SLICE_BITS 8 /* 2^8 pupils next to each other are in one */
#define WORTH 8	     /* rows; a slice for which fewer wait has no turn */
#define WAITING 64   /* fewer wait: else one has its turn at once */

static inline int
mark_slice(int64_t pupil)
{
	return (int)(pupil >> SLICE_BITS) & (SLICES - 1);
}

/* The first pupil of a slice from one on. */
static inline int64_t
mark_in_slice(int64_t pupil, int slice)
{
	int64_t on = (slice - mark_slice(pupil)) & (SLICES - 1);

	return on == 0 ? pupil : ((pupil >> SLICE_BITS) + on) << SLICE_BITS;
}

/* Marks of one pupil in slots next to each other. */
struct mark_span {
	int32_t slot;
	int32_t n;
	const unsigned char *code; /* 0 where there is none */
};

/*
 * The marks of pupils next to each other in the same slots, as
 * data/migrations/0006-blocks.sql has it.
 */
struct mark_block {
	int64_t pupil, pupils, slot, slots;
	const char *code;
};

/* mark_wait.c: a row of the table marked. */
struct mark_waiting {
	int64_t row;	   /* 0: there is none */
	int64_t low, high; /* pupils */
	int32_t latest;	   /* no slot up to and with this row is later */
	struct buf blocks; /* read once it is asked for */
	/* where a reader stands: no block before it is of pupil `from' */
	int64_t from;
	struct mark_block at;
	int64_t next; /* the first pupil of the block after it */
};

/* All that wait. */
struct mark_waits {
	struct pool *pool;
	struct {
		int64_t row;	/* the last that is merged */
		int32_t latest; /* no slot in the rows of mark is later */
	} merged[SLICES];
	int64_t last;	/* row; 0 before the first */
	int32_t latest; /* no slot up to and with it is later; -1 */
	struct mark_waiting of[WAITING]; /* row % WAITING */
	size_t loaded;			 /* bytes of their blocks */
	struct mark_span *found;
	size_t cap;
};

int mark_waits_open(struct mark_waits *, struct pool *, struct err *);
void mark_waits_close(struct mark_waits *);
void mark_waits_unload(struct mark_waits *); /* gives memory back */

/*
 * Enters packed marks: in a new row or, where they are of the same import as
 * what came last, with that in its row.
 */
int mark_waits_add(struct mark_waits *, const char *, size_t n, bool same,
    struct err *);

/* Goes on to the next pupil of a slice of whom something waits: 1, 0, -1. */
int mark_waits_next(struct mark_waits *, int slice, int64_t *pupil,
    struct err *);

/*
 * What waits of a pupil in rows that have a slot from this one on, the later
 * row after the earlier one: how many spans there are in found, or -1.
 */
int mark_waits_of(struct mark_waits *, int64_t pupil, int32_t slot,
    struct err *);

/* No mark of a pupil is in a later slot; -1 where there is none. */
int32_t mark_waits_latest(const struct mark_waits *, int64_t pupil);

/* The slice that has waited longest, and for how many rows. */
int mark_waits_oldest(const struct mark_waits *, int64_t *rows);

/* A slice is merged up to the last row. */
int mark_waits_merged(struct mark_waits *, int slice, struct err *);

/* Drops the rows that no slice needs any more. */
int mark_waits_drop(struct mark_waits *, struct err *);

/* A year's slots: from begin up to and without end. */
struct mark_year_span {
	int year;
	int32_t begin, end;
};

/* The year of a slot; most are of the same as the last one. */
static inline void
mark_year_at(struct mark_year_span *y, int32_t slot)
{
	if (slot >= y->begin && slot < y->end)
		return;
	y->year = mark_year(slot);
	y->begin = mark_year_slot(y->year);
	y->end = mark_year_slot(y->year + 1);
}

/* Four bytes, the lowest first. */
static inline uint32_t
mark_get4(const char *s)
{
	uint32_t n;

	memcpy(&n, s, sizeof(n));
	return le32toh(n);
}

static inline void
mark_put4(char *s, int64_t v)
{
	uint32_t n = htole32((uint32_t)v);

	memcpy(s, &n, sizeof(n));
}

static inline int64_t
mark_row(int year, int64_t pupil)
{
	return ((int64_t)year << 32) + pupil;
}

/* mark.c: whether there is no byte but codes. */
bool mark_all_codes(const unsigned char *, size_t);

/*
 * These lay what falls in code[0..n), of slots from slot, on it: a span; the
 * row of a pupil in a year.
 */
void mark_lay(unsigned char *code, int32_t slot, size_t n,
    const struct mark_span *);
int mark_lay_year(struct pool *, int year, int64_t pupil,
    unsigned char *code, int32_t slot, size_t n, struct err *);

#endif

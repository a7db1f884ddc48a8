/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_MARK_H
#define VIGIL_MODEL_MARK_H

/*
 * Marks of the attendance register as numbers.
 *
 * A code is its place in words_mark[], 0 is no mark.  A slot is a session: two
 * to a day, five days to a week, counted from Monday, 29 December 1969; so a
 * register is one byte a session, and no calendar is needed to read it.
 *
 * Packed marks are runs of consecutive slots of one pupil, in letters that
 * need no escaping in JSON: numbers in groups of five bits, the lowest first,
 * 32 added where more follow; how far the pupil's number and the slot are
 * from those of the run before, how many marks, and a letter for each.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"

#define MARK_CODES 64 /* there are fewer … */
#define MARK_LAST 50  /* … up to this one */
#define MARK_RUN 240  /* marks in one run at most */
#define MARK_NOWHERE INT32_MIN
#define MARK_SLOTS 119796 /* up to and without 1 August 2199 */

/* By number, NULL-terminated; [0] is "". */
extern const char *const words_mark[];

int mark_code(const char *, size_t n); /* its number, 0 for what is none */

/* pm 0 or 1; MARK_NOWHERE on a Saturday or Sunday and before 1970. */
int32_t mark_slot(int32_t day, int pm);
int32_t mark_day(int32_t slot);
static inline int
mark_pm(int32_t slot)
{
	return slot & 1;
}

/* The first slot on or after a day, 1 January 1970 or later. */
int32_t mark_slot_from(int32_t day);

/* The academic year of a slot, by the year in which it begins. */
int mark_year(int32_t slot);
int32_t mark_year_slot(int year); /* its first; 0 of 1969 */

struct mark_run {
	int64_t pupil; /* the number of the entry that first held the pupil */
	int32_t slot;
	uint32_t n;	  /* 1 to MARK_RUN */
	const char *code; /* letters, for mark_number() */
};

/* Where the run before stood; zero at first. */
struct mark_pack {
	int64_t pupil;
	int32_t slot;
};

extern const unsigned char mark_numbers[256];

static inline unsigned
mark_number(char letter) /* 0 for what is no letter */
{
	return mark_numbers[(unsigned char)letter];
}

/* Runs come in order of their pupils. */
void mark_pack(struct buf *, struct mark_pack *, int64_t pupil, int32_t slot,
    const unsigned char *code, size_t n);

/* The next run, *s moved past it: 1, 0 at the end, -1 malformed. */
int mark_unpack(const char **s, const char *end, struct mark_pack *,
    struct mark_run *);

#endif

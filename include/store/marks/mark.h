/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_MARK_H
#define VIGIL_STORE_MARK_H

/*
 * The attendance register as the store keeps it: a byte for each session of
 * a pupil's year, which follows from the imports in the ledger, as every view
 * does.  What slots and codes are says model/mark.h.  A pupil is known here by
 * the number of the entry that first held it (stored.first).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/err.h"
#include "model/mark.h"
#include "store/db/store.h"

struct marks;

/*
 * The register as it stands in this transaction; to be opened again once
 * something was entered.
 */
int marks_open(struct marks **, struct store *, struct err *);
void marks_close(struct marks *);

/* No mark of a pupil is in a later slot; -1 where there is none. */
int32_t marks_latest(const struct marks *, int64_t pupil);

/* The codes of n slots of a pupil, 0 where there is no mark. */
int marks_get(struct marks *, int64_t pupil, int32_t slot, size_t n,
    unsigned char *code, struct err *);

/* A pupil, with the codes of the slots asked for; borrowed by the row. */
struct marks_pupil {
	int64_t number;
	const char *id;
	int32_t entry, leaving; /* DATE_NONE where there is none */
	const unsigned char *code;
	const char *names; /* for marks_name() */
	size_t nnames;	   /* bytes */
};

/*
 * Who is on the roll, in order of number: the next pupil, without codes,
 * borrowed until the one after it.  1, 0 at the end, -1.  To be closed before
 * the transaction ends.
 */
struct marks_roll;
int marks_roll_open(struct marks_roll **, struct store *, struct err *);
int marks_roll_next(struct marks_roll *, struct marks_pupil *, struct err *);
void marks_roll_close(struct marks_roll *);

/* The id of the pupil of a number: 1, 0, -1. */
int marks_roll_id(struct store *, int64_t number, char id[ID_LEN],
    struct err *);

/* Calls row for every pupil in order of number; as store_each(). */
typedef int marks_row(void *arg, struct marks_pupil *, struct err *);
int marks_each(struct marks *, int32_t slot, size_t n, marks_row *, void *arg,
    struct err *);

/*
 * The next value that finds a pupil, *names moved past it; NULL after the
 * last.  unique: it can be no other's (FIELD_UNIQUE).
 */
const char *marks_name(const char **names, size_t *n, bool *unique);

/* Whether a value is among the names, of nnames bytes, and no other's. */
bool marks_named(const char *names, size_t nnames, const char *, size_t n);

/*
 * What the lines of a part of an import (as a JSON string) are known by, and
 * whether such a part is on record: 1, and the latest entry; 0, -1.
 */
uint64_t marks_sum(const char *, size_t);
int marks_came(struct store *, uint64_t sum, int64_t *seq, struct err *);

/* The entry of the part that came last; 0 before the first. */
int marks_came_last(struct store *, int64_t *seq, struct err *);

#endif

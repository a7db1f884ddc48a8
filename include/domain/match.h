/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_MATCH_H
#define VIGIL_DOMAIN_MATCH_H

/*
 * Which record a row of another system's list is of, and what the row
 * changes.  A row fits a record by one of the kind's .matches, of which those
 * whose number is checked alike (upn and former_upn) stand for each other;
 * where it fits none, by all fields of .twin together, folded.  Nothing is
 * guessed: two records for one child are worse than a row to look at.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/json/json.h"
#include "model/id.h"
#include "model/kind.h"

struct match_set;

enum match_is {
	MATCH_NEW,	/* of nobody on record */
	MATCH_ONE,	/* of id */
	MATCH_DOUBTFUL, /* maybe of id: the names and the numbers disagree */
	MATCH_SEVERAL	/* of id and other both */
};

struct match {
	enum match_is is;
	char id[ID_LEN];
	char other[ID_LEN];
	const char *field; /* of the doubt, or by which it fits; borrowed */
	const char *file;  /* of the row that had the record before, … */
	long line;	   /* … or 0 */
};

/* A set of records of a kind with .matches and .twin, yours to free. */
struct match_set *match_new(const struct kind *);
void match_free(struct match_set *);

/* Takes in a record; content and row, here and below, are canonical. */
void match_add(struct match_set *, const char *id,
    const struct json *content);

/* Finds whose the row is, and notes that these have a row. */
void match_find(struct match_set *, const struct json *row, struct match *);

/* Notes the row that a record has; file is borrowed. */
void match_take(struct match_set *, const char *id, const char *file,
    long line);

/*
 * The id of a record that had no row and has not ended before today, from
 * *place (0 at first) on; borrowed, NULL past the last.
 */
const char *match_left(const struct match_set *, size_t *place,
    int32_t today);

/*
 * The next member of row after m (-1: the first) of which the record says
 * something else, or nothing; -1 past the last.  *was is the record's value,
 * or -1.  What is absent from the row changes nothing.
 */
int match_change(const struct json *content, const struct json *row, int m,
    int *was);

#endif

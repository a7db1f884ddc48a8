/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_DEADLINE_H
#define VIGIL_POLICY_DEADLINE_H

/*
 * The clocks that start from a record: which agency owes an answer by when,
 * from data/rules/deadlines.yaml.  A deadline is a dated edition of a rule,
 * with its source; none is a constant here.
 */

#include "base/date.h"
#include "base/err.h"
#include "policy/calendar.h"
#include "policy/edition.h"

struct deadline {
	char id[48];	  /* "csc-answer" */
	char edition[48]; /* "Working Together 2026" */
	char of[24];	  /* the place it binds (a value of to), "" any */
	char event[24];	  /* "referral-made", "follow-up", … */
	char owes[96];	  /* "an answer and a decision" */
	enum day_unit unit;
	int n;
	struct edition in_force;
	char kind[12];	  /* law, guidance, policy */
	char certainty[8]; /* high, medium, low */
	char cite[160];
};

struct deadlines {
	struct deadline *v;
	size_t n;
};

/*
 * Packaged file first, then local overrides by id: all editions of an id
 * that the local file names are replaced.  local may be NULL, and a file
 * there that does not exist is no error.  Two editions of an id, or two ids
 * of one place and event, in force on the same day are ST_CONFIG.
 */
int deadlines_load(struct deadlines *, const char *packaged,
    const char *local, struct err *);
void deadlines_release(struct deadlines *);

/*
 * The edition in force on a day for a place and an event, or NULL.  One that
 * names the place comes before one of any.
 */
const struct deadline *deadline_for(const struct deadlines *, const char *of,
    const char *event, int32_t day);

/* End of the last day in London.  ST_CONFIG when the calendar ends first. */
int deadline_due(const struct deadline *, const struct calendar *,
    int64_t start, int64_t *due, struct err *);

/* "school-days", "working-days", "days", "months" and back; -1 unknown. */
int day_unit_parse(const char *);
const char *day_unit_name(enum day_unit);

#endif

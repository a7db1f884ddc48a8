/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_DEADLINE_H
#define VIGIL_POLICY_DEADLINE_H

/*
 * The clocks that start from a record: which agency owes an answer by when,
 * from data/rules/deadlines.yaml.  A deadline is a dated edition of a rule,
 * with its source; none is a constant here.
 */

#include "base/text/date.h"
#include "base/core/err.h"
#include "model/book.h"
#include "policy/calendar/calendar.h"
#include "policy/rules/edition.h"

/* Its texts are borrowed from the files. */
struct deadline {
	const char *id;	     /* "csc-answer" */
	const char *edition; /* "Working Together 2026" */
	const char *of;	     /* the place it binds (of to), "" any */
	const char *event;   /* "referral-made", "follow-up", … */
	const char *owes;    /* "an answer and a decision" */
	enum day_unit unit;
	int n;
	struct edition in_force;
	const char *kind;      /* law, guidance, policy */
	const char *certainty; /* high, medium, low */
	const char *cite;
};

struct deadlines {
	struct deadline *v;
	size_t n;
	struct book book; /* deadlines.yaml */
};

/*
 * Of an id that the school's own file names, all packaged editions are
 * replaced.  Two editions of an id, or two ids of one place and event, in
 * force on the same day are ST_CONFIG.
 */
int deadlines_load(struct deadlines *, const struct folders *,
    struct err *);
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

/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_CALENDAR_INSIDE_H
#define VIGIL_POLICY_CALENDAR_INSIDE_H

/* What the calendar*.c files share; nobody else's. */

#include "base/yaml/yaml.h"
#include "policy/calendar/calendar.h"

struct short_day {
	int32_t day;
	int sessions;
};

/*
 * The days of one sort within a span, so that every count is one look-up:
 * upto[i] is how many there are up to and including the span's i-th day,
 * day[] lists them.
 */
struct day_set {
	int32_t from, to;
	int32_t n;
	int32_t *upto;
	int32_t *day;
};

struct calendar {
	char *school;
	char *name; /* of the file, for messages */
	struct term *term;
	size_t nterms;
	struct holiday *bank, *closure; /* in order */
	size_t nbank, nclosures;
	int32_t *inset;
	size_t ninset;
	struct short_day *shorter; /* in order */
	size_t nshorter;
	struct day_set school_days, working_days;
	uint8_t *sessions; /* one for each day of school_days' span */

	/* While one is checked: where each trouble goes, and how many. */
	calendar_told *told;
	void *told_arg;
	size_t wrong;
	int *term_line;
};

/*
 * Reads a tree into an empty calendar; with told set, an entry that is
 * wrong is told and passed over.
 */
int calendar_read_tree(struct calendar *, const struct yaml *, struct err *);

/* Orders days, and what begins with one, for qsort() and bsearch(). */
int calendar_by_day(const void *, const void *);

#endif

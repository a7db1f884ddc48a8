/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_CALENDAR_ICS_OWN_H
#define VIGIL_POLICY_CALENDAR_ICS_OWN_H

#include <stdint.h>

#include "base/ics/ics.h"

/*
 * What an event's summary says, by the convention that calendar-add(1)
 * tells.  A half term inside a term is the holiday in its middle; one that
 * lies in none is the half term that is taught.
 */
enum says { NOTHING, A_TERM, A_HALF, A_BREAK, AN_INSET, A_CLOSURE, AM_ONLY,
	PM_ONLY };

/* An event, or one of the days of one that repeats. */
struct taken {
	int32_t from, to; /* its whole days */
	const struct ics_entry *event;
	enum says says;
	const char *passed; /* why it is passed over though it has the words */
	bool again;	    /* another day of the event before it */
};

/* Fills says and passed; school is the school's own name. */
void calendar_says(struct taken *, const char *school);

#endif

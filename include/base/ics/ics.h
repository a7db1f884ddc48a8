/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_ICS_H
#define VIGIL_BASE_ICS_H

/*
 * The events of an iCalendar file (RFC 5545), as days in London.  Text comes
 * through a gate of ours (size, nesting, number, only the properties that
 * are read) and is then read by libical, one event at a time, so that what
 * is wrong with one event is said of that event and hurts no other.
 *
 * A time is in the zone that it names: one of the file, of London or UTC
 * under the names that programs give them, or one of the system's; a time
 * without a zone is London's.  An event that repeats is given on each of its
 * days within a span.  Of one event that stands in the file twice the later
 * version counts, and a changed day of one that repeats stands in for the
 * day it was.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/core/err.h"

#define ICS_DAY 1440 /* minutes */

struct ics_entry {
	char *summary;	     /* "" where it has none */
	int32_t from, to;    /* first and last day, both included */
	int begins, ends;    /* minutes of these days: 0 and ICS_DAY, of all */
	long line;	     /* of its BEGIN, or of what is amiss */
	long repeated;	     /* the line of its RRULE or RDATE, or 0 */
	const char *trouble; /* why its days are not known; or NULL */
};

/*
 * Cancelled events are left out; those with trouble have no days
 * (DATE_NONE).  In the order of the file; days of one that repeats only
 * where they touch the span.  ST_DATA with file and line for what is no
 * calendar.
 */
int ics_read(struct ics_entry **, size_t *n, const char *text, size_t len,
    const char *name, int32_t from, int32_t to, struct err *);
void ics_free(struct ics_entry *, size_t n);

#endif

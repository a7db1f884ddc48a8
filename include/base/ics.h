/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_ICS_H
#define VIGIL_BASE_ICS_H

/*
 * The events of an iCalendar file (RFC 5545), as days: lines unfolded,
 * DATE and DATE-TIME values, DTEND (exclusive) or DURATION in days and
 * weeks.  Other components and properties are passed over.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct ics_entry {
	char *summary;	  /* "" where it has none */
	int32_t from, to; /* first and last day, both included */
	bool repeats;	  /* on days that are not written down */
	long line;	  /* of its BEGIN */
};

/* Cancelled events are left out.  ST_DATA with file and line. */
int ics_read(struct ics_entry **, size_t *n, const char *text, size_t len,
    const char *name, struct err *);
void ics_free(struct ics_entry *, size_t n);

#endif

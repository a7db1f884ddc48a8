/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_ICS_H
#define VIGIL_CLI_ICS_H

/*
 * Calendars that other programs read (RFC 5545): lines folded at 75 bytes
 * and ended by CR LF.  The same events give the same bytes: an event's uid
 * is the caller's, and its stamp is the clock of the command.
 */

#include <stdint.h>

#include "base/core/buf.h"

struct ics_event {
	const char *uid;	 /* the same for the same matter, always */
	int64_t stamp;		 /* when the calendar was made */
	int32_t day;		 /* all of it */
	const char *summary;
	const char *description; /* or NULL */
};

void ics_begin(struct buf *, const char *name);
void ics_day(struct buf *, const struct ics_event *);
void ics_end(struct buf *);

#endif

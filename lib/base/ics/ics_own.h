/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_ICS_OWN_H
#define VIGIL_BASE_ICS_OWN_H

/* What the gate (ics.c) hands to the door of libical (ics_event.c). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"

enum ics_prop { ICS_DTSTART, ICS_DTEND, ICS_DURATION, ICS_RRULE, ICS_RDATE,
	ICS_EXDATE, ICS_INSTEAD, ICS_DATES, /* those that give days */
	ICS_UID = ICS_DATES, ICS_SEQUENCE, ICS_STAMP, ICS_STATUS,
	ICS_SUMMARY, ICS_PROPS };

/* A component that is complete, of the properties that are read. */
struct ics_part {
	struct buf text;
	long line;		/* of its BEGIN */
	long at[ICS_PROPS];	/* the first line of each; 0: it has none */
	size_t values[ICS_PROPS];
	const char *trouble;	/* seen at the gate */
	long trouble_at;
};

struct ics_time {
	int64_t from, to; /* minutes on a London wall from 1970 */
};

/* An event as it stands, whatever others say of it. */
struct ics_event {
	char *uid; /* or NULL */
	int sequence;
	int64_t stamp;
	int32_t instead; /* of the event's day that this one changes */
	bool cancelled;
	char *summary;
	struct ics_time *time;
	size_t n;
	const char *trouble;
	long line;
};

/* A zone as it is known here: "London", "UTC", or a name to look up. */
const char *ics_zone(const char *name);

/* Whether it may be looked up: such a name becomes part of a path. */
bool ics_zone_looked_up(const char *name);

struct ics_door;

struct ics_door *ics_door_open(int32_t from, int32_t to);
void ics_door_close(struct ics_door *);

/* A VTIMEZONE; one that cannot be read is a zone that is not known. */
void ics_door_zone(struct ics_door *, const struct ics_part *);
void ics_door_event(struct ics_door *, const struct ics_part *,
    struct ics_event *);

#endif

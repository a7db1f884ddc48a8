/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_OWED_H
#define VIGIL_DOMAIN_OWED_H

/*
 * What is owed about a referral: the call itself while it is still to be
 * made, then the agency's answer, the chase, the assessment.  How long each
 * may take is data (policy/deadline.h).
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/core/err.h"
#include "base/json/json.h"
#include "policy/calendar/calendar.h"
#include "policy/school/contacts.h"
#include "policy/calendar/deadline.h"

#define OWED_MOST 4

struct owed {
	const char *owes;	    /* in plain English */
	int64_t since, due; /* TIME_NONE: past the calendar's end */
	bool overdue;
	const struct deadline *deadline; /* NULL for the call itself */
	const struct contact *contact;	 /* whom to chase; NULL */
};

/*
 * For one referral (its answered JSON, state and recorded_at included);
 * *n of v are filled.  ST_CONFIG when the calendar has not the day asked
 * about, or begins after a clock started.
 */
int owed_of(struct owed v[OWED_MOST], int *n, const struct json *referral,
    const struct deadlines *, const struct contacts *,
    const struct calendar *, int64_t as_at, struct err *);

/* {"kind":"owed","referral":…}; child: whose file it is on, or "". */
void owed_json(struct buf *, const struct owed *, const struct json *referral,
    const char *child);

#endif

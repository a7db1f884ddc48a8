/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_TRAINING_H
#define VIGIL_DOMAIN_TRAINING_H

/*
 * Which training is missing, has run out or runs out soon, by the rules of
 * training.yaml (policy 6.1, 8.2, 8.3, 12.4, 41.3).
 *
 * A course is good from its day to the same day so many months later, that
 * day included (29 February: the 28th); the day after it is expired.  Up to
 * TRAINING_SOON days before it runs out it is expiring.  An event after the
 * day of the audit is left out of account.
 */

#include "domain/adults.h"
#include "domain/finding.h"
#include "domain/staff/panels.h"

#define TRAINING_SOON 60

enum training_state {
	TRAINING_NOT_ASKED,
	TRAINING_LATER, /* the first is not wanted yet */
	TRAINING_MISSING,
	TRAINING_EXPIRED,
	TRAINING_EXPIRING,
	TRAINING_GOOD
};

struct training_cell {
	enum training_state state;
	int32_t last;  /* the latest event, DATE_NONE for none */
	int32_t until; /* it is good until, or wanted by; DATE_NONE */
};

struct training {
	const struct asked_book *asked; /* training.yaml */
	struct adults *adults;		/* adults_on() the day */
	struct adult_events events;	/* of words_course */
	struct panels panels;
	int32_t day;
};

/*
 * What a day in last, good for so many months (0 and less: for ever), is
 * worth on another: good, expiring or expired, and until when.
 */
void training_age(struct training_cell *, int months, int32_t day);

/* How a rule that is asked of each stands for one adult. */
void training_cell(struct training_cell *, const struct training *,
    const struct asked *, uint32_t adult);

/* Whether at least so many of the panel were trained on its day. */
bool training_panel(const struct training *, const struct asked *,
    const struct panel *);

/* Appends every finding of the day. */
void training_check(const struct training *, struct findings *);

#endif

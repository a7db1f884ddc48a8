/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_INDUCTION_H
#define VIGIL_DOMAIN_INDUCTION_H

/*
 * Who has not been given which part of the induction pack (policy 6.1, 8.2):
 * asked of the adults of the rule's group who are here and are known to have
 * started on the day "from" or after, from their first day on.
 *
 * And who has to read the policy again (policy 4.1): a rule with an interval
 * is no part of the pack, but asks everybody of its group who is here to
 * acknowledge its item so often, whenever they started.
 */

#include "domain/adults.h"
#include "domain/finding.h"

struct induction {
	const struct asked_book *asked; /* induction.yaml */
	struct adults *adults;		/* adults_on() the day */
	struct adult_events events;	/* of words_pack */
	int32_t from;
	int32_t day;
	int months; /* the school's own interval of re-reading; 0: the rule's */
};

/* Whether a rule asks its item of an adult: new, or again. */
bool induction_asks(const struct induction *, const struct asked *,
    const struct adult *);
bool induction_asks_again(const struct induction *, const struct asked *,
    const struct adult *);

/* Appends what is missing. */
void induction_check(const struct induction *, struct findings *);

/*
 * Appends who never acknowledged what is read again, or whose last time has
 * run out or runs out soon, counted as training is.
 */
void induction_reread(const struct induction *, struct findings *);

/* Appends, as advice, what was given and is not acknowledged by the day. */
void induction_unread(const struct induction *, struct findings *);

#endif

/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_RECRUITMENT_H
#define VIGIL_DOMAIN_RECRUITMENT_H

/*
 * What a recruitment lacks (policy 6.1, 8.3): a trained member of the panel
 * on the day of the interviews (training.yaml), and of the adult who was
 * appointed the steps of recruitment.yaml by the first day.  A step is done
 * by its day in the recruitment, or by a done line of that check in the
 * central record, whichever was first.
 */

#include "domain/staff/training.h"

struct recruiting {
	struct training training; /* its rules, facts and day */
	const struct asked_book *steps; /* recruitment.yaml */
	struct adult_events checks; /* done ones, of words_check */
};

/* A done line of the central record; any other is passed over. */
void recruiting_add_check(struct recruiting *, const struct json *check);

/* Appends every finding of the day. */
void recruiting_check(const struct recruiting *, struct findings *);

#endif

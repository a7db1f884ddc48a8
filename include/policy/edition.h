/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_EDITION_H
#define VIGIL_POLICY_EDITION_H

/*
 * The days on which one edition of a rule is in force: what every rule has
 * in common, whatever it says.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/yaml.h"

struct edition {
	int32_t from, to; /* to DATE_NONE while it is in force */
};

/* effective_from and effective_to of an entry; ST_CONFIG with its line. */
int edition_read(struct edition *, const struct yaml *, struct err *);

bool edition_on(const struct edition *, int32_t day);

/* Whether both are in force on some day. */
bool edition_overlap(const struct edition *, const struct edition *);

#endif

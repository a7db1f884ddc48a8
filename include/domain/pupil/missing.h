/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_MISSING_H
#define VIGIL_DOMAIN_MISSING_H

/*
 * The clocks of a missing episode: how long each step took since it was
 * noticed (policy 32.4).  The policy gives no times, so none is late.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/json/json.h"

#define MISSING_STEPS 6

struct clock {
	const char *step;
	int64_t since, at; /* at TIME_NONE: not done yet */
	int64_t minutes;   /* until then, or until the time asked for */
};

/*
 * Steps in the order in which they are due, of a record as it is answered.
 * The police are a step where they were told, or where it is not from
 * school alone that the child is missing.  Returns how many.
 */
int missing_clocks(struct clock v[MISSING_STEPS], const struct json *,
    int64_t as_at);

/* One of them as a record of kind clock. */
void missing_json(struct buf *, const struct clock *, const struct json *);

#endif

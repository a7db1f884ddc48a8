/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_REFERRAL_H
#define VIGIL_DOMAIN_REFERRAL_H

/*
 * From routes to referrals.
 */

#include <stdbool.h>

#include "store/db/store.h"

/* A referral to make, as somebody would type it, of one line of routes. */
void referral_of_route(struct buf *, const struct json *route);

/*
 * The referral of a concern that a line of routes made before, as `to' and
 * rule say, and is not closed; or one to that place with the same due_at or,
 * as it has, none: 1 and its id; 0 when there is none.  Two lines to one place
 * are two referrals where each has its day, as the report of FGM that a
 * teacher makes in person beside another call to the police.
 */
int referral_of(struct store *, const char *concern,
    const struct json *referral, char id[ID_LEN], struct err *);

/*
 * The referrals of a concern still to be made to a place (of a rule, unless
 * NULL): how many, the ids of all as "a, b", and the last one's; -1.
 */
int referral_open(struct store *, const char *concern, const char *to,
    const char *rule, struct buf *ids, char id[ID_LEN], struct err *);

/* The places of a concern's referrals that are still to be made, "a, b". */
int referral_to_make(struct store *, const char *concern, struct buf *places,
    struct err *);

#endif

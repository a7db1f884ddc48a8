/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_REFERRAL_H
#define VIGIL_DOMAIN_REFERRAL_H

/*
 * From routes to referrals.
 */

#include <stdbool.h>

#include "store/store.h"

/* A referral to make, as somebody would type it, of one line of routes. */
void referral_of_route(struct buf *, const struct json *route);

/*
 * A referral of a concern to a place that is not closed: 1 and its id, and
 * whether it is still to be made; 0 when there is none.
 */
int referral_open(struct store *, const char *concern, const char *to,
    char id[ID_LEN], bool *to_make, struct err *);

/* The places of a concern's referrals that are still to be made, "a, b". */
int referral_to_make(struct store *, const char *concern, struct buf *places,
    struct err *);

#endif

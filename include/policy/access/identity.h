/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_IDENTITY_H
#define VIGIL_POLICY_IDENTITY_H

/*
 * Who is calling, by the account that runs the tool.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/db/store.h"

#define WHO_ROLES 24

struct who {
	char login[ACTOR_LEN];	/* of the account, never empty */
	char person[ID_LEN];	/* the adult whose login it is, or "" */
	bool owner;		/* the store belongs to this account */
	char role[WHO_ROLES][32]; /* open appointments on the day */
	size_t nroles;
	char held[WHO_ROLES][32]; /* every appointment, also an ended one */
	size_t nheld;
};

/*
 * owner: the file of the store is the account's own, whose login is then
 * what the school's record says.  Else, and when that says none, login()
 * appends the account's, never empty; it is asked only then, since another
 * program may have to look it up.  day is the real day.
 */
int who_calls(struct who *, struct store *, bool owner,
    void (*login)(struct buf *), int32_t day, struct err *);

/* What recorded_by says: the person's id, else the login. */
const char *who_name(const struct who *);

bool who_is(const struct who *, const char *role_or_id);

#endif

/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_ROUTING_FACTS_H
#define VIGIL_DOMAIN_ROUTING_FACTS_H

/*
 * The facts that routing asks for, looked up in the store: who holds which
 * post on the day, how old the children of a concern are and what holds of
 * them.
 */

#include "domain/concern/routing.h"
#include "store/db/store.h"

#define WORLD_STATUSES 64 /* more than one child has at a time */

struct routing_world {
	struct routing_facts facts;
	struct store *store; /* borrowed */
	char today[DATE_LEN];
	/* owned: what facts points to */
	struct routing_post *post;
	struct routing_child *child;
	struct routing_known {
		char id[ID_LEN];
		char word[WORLD_STATUSES][64];
		const char *status[WORLD_STATUSES + 1];
	} *known; /* of each child */
};

/* Looks up the posts held on the day of as_at; calendar may be NULL. */
int routing_world_open(struct routing_world *, struct store *, int64_t as_at,
    const struct calendar *, struct err *);
void routing_world_close(struct routing_world *);

/*
 * Looks up the children of a concern, which is borrowed until the next call.
 */
int routing_world_concern(struct routing_world *, const struct json *,
    struct err *);

#endif

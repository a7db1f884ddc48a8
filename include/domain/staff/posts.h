/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_POSTS_H
#define VIGIL_DOMAIN_POSTS_H

/*
 * Posts that must be held and are not, or are held by more than are meant
 * (policy 6.1, 8.1, 8.3), and the sessions of term time without a DSL on
 * site (policy 8.1).
 */

#include "domain/adults.h"
#include "domain/finding.h"
#include "policy/calendar/calendar.h"

/* A line of the rota. */
struct duty {
	int64_t order; /* of what covers a session the last counts */
	uint32_t adult;
	int32_t from, to;
	unsigned days;	   /* bits, 1 is Monday; 0: every day */
	unsigned sessions; /* SESSION_AM, SESSION_PM */
	bool on_site;
};

struct rota {
	struct duty *v; /* in their order once rota_ready() was called */
	size_t n;
};

void rota_add(struct rota *, const struct adults *, const struct json *,
    int64_t order);
void rota_ready(struct rota *);
void rota_release(struct rota *);

struct posts {
	const struct asked_book *asked; /* posts.yaml */
	struct adults *adults;		/* adults_on() the day */
	struct rota rota;
	int32_t day;
};

/* Appends what is wrong with the posts on the day. */
void posts_check(const struct posts *, struct findings *);

/*
 * Appends the days from first to last on which some session has no DSL on
 * site; one finding for all of them while no line of the rota touches them.
 * What is to come is advice.  ST_CONFIG when the calendar does not cover
 * them.
 */
int posts_check_rota(const struct posts *, const struct calendar *,
    int32_t first, int32_t last, struct findings *, struct err *);

#endif

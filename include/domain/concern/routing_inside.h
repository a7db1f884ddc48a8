/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_ROUTING_INSIDE_H
#define VIGIL_DOMAIN_ROUTING_INSIDE_H

/*
 * Between the files of lib/domain/routing*.c.
 */

#include "domain/concern/routing.h"
#include "policy/rules/rules_inside.h"

/* A concern being routed. */
struct routing_case {
	const struct routing_facts *facts;
	struct rules_piece **piece; /* the answer's memory */
	int32_t day;		    /* of as_at */
	int32_t observed;
	bool adult, headteacher, chair, child; /* whose conduct */
	const char **about;   /* ids of the adults it is about */
	const char **barred;  /* places that only they hold */
	const char **cannot;  /* places the reporter cannot go to */
	bool nothing_stronger;
	bool reached; /* the next up has come to whistleblowing */
};

struct routing_answer {
	struct rules_piece *piece;
	struct route *route;
	size_t nroutes;
	struct routing_reason *reason;
	size_t nreasons;
	enum parents parents;
	const char *parents_why; /* NULL where no rule spoke of them */
	const char **exclude;
	const char **step;
	const char **prompt;
	struct buf warning;
};

/* The first condition that does not hold, or NULL when all do. */
const struct when *routing_fails(const struct when *,
    const struct routing_case *);

/* Fills whose conduct it is, about, barred and cannot. */
void routing_people(struct routing_case *);

/* Nobody holds the post, or only somebody the concern is about. */
bool routing_nobody(const struct routing_case *, const char *to);

/*
 * The place that takes a line meant for to: itself, or the next up where it
 * is removed (rules of the headteacher, of the chair, of people the reporter
 * cannot go to) or nobody holds the post.  NULL: the line is dropped, since
 * another rule says who takes the matter.
 */
const char *routing_place(struct routing_case *, const char *to);

/* Adds a word to a NULL-ended list with room for it, once. */
void routing_add(const char **list, const char *word);

#endif

/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_ROUTING_H
#define VIGIL_DOMAIN_ROUTING_H

/*
 * Where a concern must or may go, who must not see it, and what to do inside
 * the school.  Facts in, an answer out: no clock, no store, no printing.
 * The rules are data (policy/rules.h); what no rule file can express safely,
 * the removal of a place and the next one up (rules of the headteacher, the
 * chair and of people the reporter cannot go to), is here.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text/date.h"
#include "base/json/json.h"
#include "policy/calendar/calendar.h"
#include "policy/school/contacts.h"
#include "policy/rules/rules.h"

/* An appointment open on the day of as_at. */
struct routing_post {
	const char *role;
	const char *person; /* an id */
};

/* A child of the concern: the one it is about first, then the linked. */
struct routing_child {
	const char *id;		    /* NULL when not matched yet */
	const char *as;		    /* "subject", or linked[].as */
	int32_t dob;		    /* DATE_NONE when not known */
	const char *const *status; /* open on the day; NULL-terminated */
};

struct routing_facts {
	const struct json *concern; /* a contract concern; token 0 */
	int64_t as_at;
	const struct routing_post *post;
	size_t nposts;
	const struct routing_child *child;
	size_t nchildren;
	const struct calendar *calendar; /* NULL: deadlines are left out */
};

struct route {
	const char *to;
	enum duty duty;
	enum urgency urgency;
	int64_t due_at; /* TIME_NONE when it has none */
	const char *by; /* who must do it: a role or "reporter"; NULL */
	const struct contact *contact; /* NULL when there is none */
	const char *matter;	       /* or NULL */
	const char *why;
	const char *rule;	 /* the id of the rule that decided */
	const char *const *cite; /* NULL-terminated, never empty */
};

/* One rule that was looked at, for --explain. */
struct routing_reason {
	const char *rule;
	bool applied;
	const char *why; /* why it applied, or the condition that failed */
};

struct routing_answer;

/*
 * Never an empty answer: at least one route.  -1 only for ST_CONFIG.
 * What the rules say of one place is one line, with the strongest duty, the
 * soonest urgency and deadline, and every reason and source kept; only what
 * somebody else must do (by) or another matter stands apart.  Lines are
 * sorted: duty, urgency, due_at, to, rule.  The rules, contacts and facts
 * are borrowed by the answer.
 */
int routing_ask(struct routing_answer **, const struct rules *,
    const struct contacts *, const struct routing_facts *, struct err *);
void routing_free(struct routing_answer *);

size_t routing_nroutes(const struct routing_answer *);
const struct route *routing_route(const struct routing_answer *, size_t);
size_t routing_nreasons(const struct routing_answer *);
const struct routing_reason *routing_reason(const struct routing_answer *,
    size_t);

/*
 * Warnings for standard error, a line for each place whose deadline could not
 * be counted; NULL for none.
 */
const char *routing_warning(const struct routing_answer *);

/*
 * The answer as contract records, one JSON object each: {"kind":"route",
 * "concern":…} and the last {"kind":"handling",…}; reasons as
 * {"kind":"reason","concern":…,"rule":…,"applied":…,"why":…}.
 * id is the concern's, or NULL.
 */
void routing_route_json(struct buf *, const struct route *, const char *id);
void routing_handling_json(struct buf *, const struct routing_answer *,
    const char *id);
void routing_reason_json(struct buf *, const struct routing_reason *,
    const char *id);

#endif

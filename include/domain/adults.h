/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_ADULTS_H
#define VIGIL_DOMAIN_ADULTS_H

/*
 * The adults of the school, the roles they hold, and what they did on which
 * day, as facts for the audits of registers.  An adult is here on a day from
 * start_date to end_date, both included, where these are known, and not on
 * off_register or after it; a role is held from "from" to "to".
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/json/json.h"
#include "model/id.h"
#include "policy/rules/asked.h"

#define ADULT_NONE UINT32_MAX

struct adult {
	char id[ID_LEN];
	char *name;	   /* "Imogen Hale" */
	const char *family; /* the last part of it */
	uint32_t category; /* a bit of words_adult */
	int32_t start, end; /* DATE_NONE where not known */
	int32_t left;	   /* the end_date alone */
	bool here;	   /* these two are of the day of adults_on() */
	uint32_t roles;
};

struct adult_role {
	uint32_t adult;
	uint32_t role; /* a bit of words_role */
	int32_t from, to;
};

/* Something an adult did: item is a place in the register's words. */
struct adult_event {
	uint32_t adult;
	uint32_t item;
	int32_t date;
	int32_t answered; /* acknowledged, where it was; DATE_NONE */
};

struct adult_events {
	struct adult_event *v;
	size_t n, cap;
};

struct adults {
	struct adult *v; /* by id */
	size_t n, cap;
	struct adult_role *role;
	size_t nroles, roles_cap;
};

void adults_release(struct adults *);

/* Records of the contract: every person, then adults_ready(), then the rest. */
void adults_add(struct adults *, const struct json *person);
void adults_ready(struct adults *);
void adults_add_role(struct adults *, const struct json *appointment);

/* Who is here and what they hold on a day. */
void adults_on(struct adults *, int32_t day);

bool adults_here(const struct adult *, int32_t day);
uint32_t adults_roles(const struct adults *, uint32_t adult, int32_t day);

/* Of the group on the day of adults_on(), whether here or not. */
bool adult_in(const struct adult *, const struct asked_group *);

/* A dated record of a person: its item is field's word in words. */
void events_add(struct adult_events *, const struct adults *,
    const struct json *, const char *field, const char *const *words);
void events_ready(struct adult_events *); /* once all of them are there */
void events_release(struct adult_events *);

/* The latest on or before a day, or NULL. */
const struct adult_event *events_latest(const struct adult_events *,
    uint32_t adult, uint32_t item, int32_t day);

/* Whom a member names. */
uint32_t adults_member(const struct adults *, const struct json *, int t);

#endif

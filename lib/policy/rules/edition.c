/* SPDX-License-Identifier: ISC */
#include "policy/rules/edition.h"

#include <string.h>

const char *const edition_kinds[] = { "law", "guidance", "policy", NULL };
const char *const edition_certainties[] = { "high", "medium", "low", NULL };

int
edition_read(const struct yaml *rule, void *edition, void *arg,
    struct err *err)
{
	struct edition *e = edition;

	(void)arg;
	e->at = rule;
	if (e->to != DATE_NONE && e->from > e->to)
		return yaml_fail(rule, err, "\"effective_from\" is after "
		    "\"effective_to\" here.");
	return 0;
}

bool
edition_on(const struct edition *e, int32_t day)
{
	return day >= e->from && (e->to == DATE_NONE || day <= e->to);
}

bool
edition_overlap(const struct edition *a, const struct edition *b)
{
	return edition_on(a, b->from) || edition_on(b, a->from);
}

int
edition_alone(const char *id, const struct edition *e, const char *other,
    const struct edition *o, struct err *err)
{
	if (strcmp(id, other) != 0 || !edition_overlap(e, o))
		return 0;
	return yaml_fail(e->at, err, "Two editions of %s hold on the same "
	    "day. End the earlier one the day before.", id);
}

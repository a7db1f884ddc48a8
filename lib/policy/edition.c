/* SPDX-License-Identifier: ISC */
#include "policy/edition.h"

int
edition_read(struct edition *e, const struct yaml *y, struct err *err)
{
	e->to = DATE_NONE;
	if (yaml_date(y, "effective_from", true, &e->from, err) == -1 ||
	    yaml_date(y, "effective_to", false, &e->to, err) == -1)
		return -1;
	if (e->to != DATE_NONE && e->from > e->to)
		return yaml_fail(y, err, "\"effective_from\" is after "
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

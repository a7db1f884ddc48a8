/* SPDX-License-Identifier: ISC */
#include <stdio.h>

#include "session/session_own.h"
#include "model/rec/rec_get.h"

#define FAR 10 /* years outside the school's ages: another century is meant */

/* The ages of the school's pupils, once; false where it says none. */
static bool
read_ages(struct session *ses)
{
	struct ages *ages = &ses->ages;
	struct stored school;
	struct json j = { 0 };
	struct err ignored;
	int t;

	if (ages->read)
		return ages->known;
	ages->read = true;
	if (store_only(ses->store, &kind_school, &school, &ignored) == 1 &&
	    json_parse(&j, school.body, school.len, 0, &ignored) == 0 &&
	    (t = json_get(&j, 0, "ages")) >= 0)
		ages->known =
		    json_int(&j, json_get(&j, t, "from"), &ages->from) &&
		    json_int(&j, json_get(&j, t, "to"), &ages->to);
	json_release(&j);
	return ages->known;
}

static const struct field *
birthday(const struct kind *kind)
{
	const struct field *f = kind->fields;

	while (f->name != NULL && !(f->flags & FIELD_BORN))
		f++;
	return f->name != NULL ? f : NULL;
}

int
session_check_age(struct session *ses, const struct kind *kind,
    const struct json *typed, const struct json *record, struct err *err)
{
	const struct field *born = kind->registered ? birthday(kind) : NULL;
	const struct ages *ages = &ses->ages;
	char from[64] = "";
	int32_t day, entry;
	int age;

	if (born == NULL || (json_get(typed, 0, born->name) < 0 &&
	    json_get(typed, 0, kind->at) < 0) || !read_ages(ses))
		return 0;
	day = rec_day(record, 0, born->name);
	entry = rec_day(record, 0, kind->at);
	if (day == DATE_NONE)
		return 0;
	age = date_age(day, entry != DATE_NONE ? entry : ses->today);
	if (age >= ages->from && age <= ages->to)
		return 0;
	if (age < ages->from - FAR || age > ages->to + FAR) {
		err_set(err, ST_DATA, "wrong-century", "%s is more than %d "
		    "years outside the school's ages, %lld to %lld.",
		    born->label, FAR, (long long)ages->from,
		    (long long)ages->to);
		err_field(err, born->name);
		return err_hint(err, "Look at the century.");
	}
	if (ses->line > 0)
		snprintf(from, sizeof(from), "Line %ld: ", ses->line);
	session_warn(ses, "%s%s is outside the school's ages, %lld to %lld: "
	    "look at the year.", from, born->label, (long long)ages->from,
	    (long long)ages->to);
	return 0;
}

/* SPDX-License-Identifier: ISC */
#include "domain/staff/induction.h"

#include <string.h>

#include "domain/staff/training.h"
#include "model/kind.h"

bool
induction_asks(const struct induction *in, const struct asked *a,
    const struct adult *who)
{
	return a->months == MONTHS_NOT_SET &&
	    edition_on(&a->in_force, in->day) &&
	    who->here && adult_in(who, &a->of) && who->start != DATE_NONE &&
	    who->start >= in->from;
}

bool
induction_asks_again(const struct induction *in, const struct asked *a,
    const struct adult *who)
{
	return a->months > 0 && edition_on(&a->in_force, in->day) &&
	    who->here &&
	    adult_in(who, &a->of);
}

/* What was given on or before the day, the latest; NULL when nothing was. */
static const struct adult_event *
latest(const struct induction *in, const struct asked *a,
    uint32_t adult)
{
	uint32_t item = 0;

	while (words_pack[item] != NULL &&
	    strcmp(words_pack[item], a->item) != 0)
		item++;
	return events_latest(&in->events, adult, item, in->day);
}

static void
check(const struct induction *in, const struct asked *a, uint32_t adult,
    struct findings *out)
{
	const struct adult *who = &in->adults->v[adult];
	char day[DATE_LONG];

	if (!induction_asks(in, a, who) ||
	    latest(in, a, adult) != NULL)
		return;
	date_format_long(who->start, day);
	finding_cite(findings_add(out, "induction", who->id, a->item, "missing",
	    a->severity, "%s, here since %s, has not been given %s. Give it or "
	    "direct to it, and record it with induction-add.", who->name, day,
	    a->name), a, who->start);
}

static void
unread(const struct induction *in, const struct asked *a, uint32_t adult,
    struct findings *out)
{
	const struct adult *who = &in->adults->v[adult];
	const struct adult_event *e = latest(in, a, adult);
	char day[DATE_LONG];

	if (!induction_asks(in, a, who) || e == NULL ||
	    (e->answered != DATE_NONE && e->answered <= in->day))
		return;
	date_format_long(e->date, day);
	finding_cite(findings_add(out, "induction", who->id, a->item, "undated",
	    "advice", "%s was given %s on %s and has not said that it was "
	    "read. Ask, and amend the record with the day.", who->name,
	    a->name, day), a, DATE_NONE);
}

/* The last day on which it was acknowledged; DATE_NONE. */
static int32_t
acknowledged(const struct induction *in, const struct asked *a,
    uint32_t adult)
{
	const struct adult_event *given = latest(in, a, adult);
	int32_t last = DATE_NONE;

	for (const struct adult_event *e = given; e != NULL &&
	     e->adult == adult && e->item == given->item;
	     e = e > in->events.v ? e - 1 : NULL)
		if (e->answered <= in->day && e->answered > last)
			last = e->answered;
	return last;
}

static void
again(const struct induction *in, const struct asked *a, uint32_t adult,
    struct findings *out)
{
	const struct adult *who = &in->adults->v[adult];
	struct training_cell c = { .last = acknowledged(in, a, adult),
		.until = DATE_NONE };
	const char *how = "Ask for it, and record the day it was acknowledged "
			  "with induction-add.";
	char day[DATE_LONG] = "";

	if (!induction_asks_again(in, a, who))
		return;
	if (c.last == DATE_NONE) {
		finding_cite(findings_add(out, "induction", who->id, a->item,
		    "missing", a->severity, "%s has not acknowledged having "
		    "read %s. %s", who->name, a->name, how), a, DATE_NONE);
		return;
	}
	training_age(&c, in->months > 0 ? in->months : a->months, in->day);
	date_format_long(c.until, day);
	if (c.state == TRAINING_EXPIRED)
		finding_cite(findings_add(out, "induction", who->id, a->item,
		    "expired", a->severity, "%s was to read %s again by %s. "
		    "%s", who->name, a->name, day, how), a, c.until);
	else if (c.state == TRAINING_EXPIRING)
		finding_cite(findings_add(out, "induction", who->id, a->item,
		    "expiring", "advice", "%s is to read %s again by %s. %s",
		    who->name, a->name, day, how), a, c.until);
}

static void
each(const struct induction *in, struct findings *out,
    void (*look)(const struct induction *, const struct asked *, uint32_t,
	struct findings *))
{
	for (uint32_t i = 0; i < in->adults->n; i++)
		for (size_t k = 0; k < in->asked->n; k++)
			look(in, &in->asked->v[k], i, out);
	findings_sort(out);
}

void
induction_check(const struct induction *in, struct findings *out)
{
	each(in, out, check);
}

void
induction_unread(const struct induction *in, struct findings *out)
{
	each(in, out, unread);
}

void
induction_reread(const struct induction *in, struct findings *out)
{
	each(in, out, again);
}

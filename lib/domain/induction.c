/* SPDX-License-Identifier: ISC */
#include "domain/induction.h"

#include <string.h>

#include "model/kind.h"

bool
induction_asks(const struct induction *in, const struct asked *a,
    const struct adult *who)
{
	return asked_on(a, in->day) && who->here && adult_in(who, &a->of) &&
	    who->start != DATE_NONE && who->start >= in->from;
}

const struct adult_event *
induction_given(const struct induction *in, const struct asked *a,
    uint32_t adult)
{
	uint32_t item = 0;

	while (words_pack[item] != NULL &&
	    strcmp(words_pack[item], a->item) != 0)
		item++;
	return events_latest(&in->events, adult, item, in->day);
}

static void
cite(struct finding *f, const struct asked *a, int32_t due)
{
	f->rule = a->id;
	f->cite = a->cite;
	f->due = due;
}

static void
check(const struct induction *in, const struct asked *a, uint32_t adult,
    struct findings *out)
{
	const struct adult *who = &in->adults->v[adult];
	char day[DATE_LONG];

	if (!induction_asks(in, a, who) ||
	    induction_given(in, a, adult) != NULL)
		return;
	date_format_long(who->start, day);
	cite(findings_add(out, "induction", who->id, a->item, "missing",
	    a->severity, "%s, here since %s, has not been given %s. Give it or "
	    "direct to it, and record it with induction-add.", who->name, day,
	    a->name), a, who->start);
}

static void
unread(const struct induction *in, const struct asked *a, uint32_t adult,
    struct findings *out)
{
	const struct adult *who = &in->adults->v[adult];
	const struct adult_event *e = induction_given(in, a, adult);
	char day[DATE_LONG];

	if (!induction_asks(in, a, who) || e == NULL ||
	    (e->answered != DATE_NONE && e->answered <= in->day))
		return;
	date_format_long(e->date, day);
	cite(findings_add(out, "induction", who->id, a->item, "undated",
	    "advice", "%s was given %s on %s and has not said that it was "
	    "read. Ask, and amend the record with the day.", who->name,
	    a->name, day), a, DATE_NONE);
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

/* SPDX-License-Identifier: ISC */
#include "domain/staff/recruitment.h"

#include <string.h>

#include "model/kind.h"

#define REGISTER "recruitment"

void
recruiting_add_check(struct recruiting *r, const struct json *j)
{
	int done = json_get(j, 0, "done");
	int outcome = json_get(j, 0, "outcome");

	if (done < 0 || json_type(j, done) != JSON_TRUE ||
	    (outcome >= 0 && json_is(j, outcome, "not-required")))
		return;
	events_add(&r->checks, r->training.adults, j, "type", words_check);
}

/*
 * The day a step was first done, on or before the day of the audit; a line of
 * the central record without a date is before every day.
 */
static bool
done(const struct recruiting *r, const struct asked *a,
    const struct panel *p, int32_t *first)
{
	uint32_t type = 0;
	bool found = false;

	for (int i = 0; i < STEPS; i++)
		if (strcmp(words_step[i], a->item) == 0 &&
		    p->step[i] != DATE_NONE &&
		    p->step[i] <= r->training.day) {
			*first = p->step[i];
			found = true;
		}
	while (words_check[type] != NULL &&
	    strcmp(words_check[type], a->check) != 0)
		type++;
	for (size_t i = 0; i < r->checks.n; i++) {
		const struct adult_event *e = &r->checks.v[i];

		if (e->adult != p->appointed || e->item != type ||
		    e->date > r->training.day)
			continue;
		if (!found || e->date < *first)
			*first = e->date;
		found = true;
	}
	return found;
}

/* The item of a finding has dashes where the field has none. */
static void
dashed(char out[32], const char *item)
{
	size_t i = 0;

	for (; item[i] != '\0' && i < 31; i++)
		out[i] = item[i] == '_' ? '-' : item[i];
	out[i] = '\0';
}

static void
check_step(const struct recruiting *r, const struct asked *a,
    const struct panel *p, struct findings *out)
{
	const struct adult *who = &r->training.adults->v[p->appointed];
	int32_t day = r->training.day, first = DATE_NONE;
	bool started = who->start == DATE_NONE || who->start <= day;
	char item[32], when[DATE_LONG] = "", start[DATE_LONG] = "";

	if (!adult_in(who, &a->of) || (a->asked_from != DATE_NONE &&
		(who->start == DATE_NONE || who->start < a->asked_from)))
		return;
	dashed(item, a->item);
	if (who->start != DATE_NONE)
		date_format_long(who->start, start);
	if (!done(r, a, p, &first)) {
		finding_cite(findings_add(out, REGISTER, p->id, item, "missing",
		    started ? a->severity : "advice", "%s: %s is not on "
		    "record for %s%s%s. Do it now and record the day with "
		    "recruit-amend.", p->vacancy, a->name, who->name,
		    *start != '\0' ? started ? ", who started on "
					     : ", who starts on " : "",
		    start), a, who->start);
		return;
	}
	if (who->start == DATE_NONE || first <= who->start)
		return;
	date_format_long(first, when);
	finding_cite(findings_add(out, REGISTER, p->id, item, "late", a->late,
	    "%s: %s is of %s, after %s started on %s. It cannot be put right; "
	    "say with scr-accept who answers for it.", p->vacancy, a->name,
	    when, who->name, start), a, who->start);
}

/* A panel without its trained member, and a start that came from it. */
static void
check_panel(const struct recruiting *r, const struct asked *a,
    const struct panel *p, const struct adult *appointed,
    struct findings *out)
{
	int32_t day = r->training.day;
	char when[DATE_LONG], start[DATE_LONG];

	if (training_panel(&r->training, a, p))
		return;
	date_format_long(p->interview, when);
	if (p->interview > day) {
		finding_cite(findings_add(out, REGISTER, p->id, a->item,
		    "missing", "advice", "%s: nobody on the panel for %s "
		    "has %s. Put a trained member on it before that day.",
		    p->vacancy, when,
		    a->name), a, p->interview);
		return;
	}
	finding_cite(findings_add(out, REGISTER, p->id, a->item, "missing",
	    a->severity, "%s: nobody on the panel had %s on the day of the "
	    "interviews, %s. Tell the headteacher, and look at this "
	    "recruitment again.", p->vacancy, a->name, when), a, p->interview);
	if (appointed == NULL || appointed->start == DATE_NONE)
		return;
	date_format_long(appointed->start, start);
	finding_cite(findings_add(out, REGISTER, p->id, "start",
	    "not-permitted", a->severity, "%s: %s %s on %s, appointed by a "
	    "panel without a trained member. Let the headteacher decide "
	    "before the start, or record why it stands.", p->vacancy,
	    appointed->name,
	    appointed->start <= day ? "started" : "starts", start), a,
	    appointed->start);
}

/* Who was appointed, unless they have left. */
static const struct adult *
appointed_by(const struct recruiting *r, const struct panel *p)
{
	const struct adult *who;

	if (p->appointed == ADULT_NONE)
		return NULL;
	who = &r->training.adults->v[p->appointed];
	return who->end != DATE_NONE && who->end < r->training.day ? NULL
								   : who;
}

void
recruiting_check(const struct recruiting *r, struct findings *out)
{
	const struct training *t = &r->training;

	for (size_t i = 0; i < t->panels.n; i++) {
		const struct panel *p = &t->panels.v[i];
		const struct adult *who = appointed_by(r, p);

		for (size_t k = 0; k < t->asked->n; k++) {
			const struct asked *a = &t->asked->v[k];

			if (a->panel && a->months != MONTHS_NOT_SET &&
			    edition_on(&a->in_force, t->day))
				check_panel(r, a, p, who, out);
		}
		for (size_t k = 0; who != NULL && k < r->steps->n; k++)
			if (edition_on(&r->steps->v[k].in_force, t->day))
				check_step(r, &r->steps->v[k], p, out);
	}
	findings_sort(out);
}

/* SPDX-License-Identifier: ISC */
#include "domain/staff/training.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "model/kind.h"

/* The place of a rule's course in words_course. */
static uint32_t
course_of(const struct asked *a)
{
	uint32_t i = 0;

	while (words_course[i] != NULL && strcmp(words_course[i], a->item) != 0)
		i++;
	return i;
}

/* Whether somebody's training is good on a day, by an interval. */
static bool
good(const struct training *t, uint32_t adult, uint32_t course, int months,
    int32_t day)
{
	const struct adult_event *e = events_latest(&t->events, adult,
	    course, day);

	return e != NULL && (months <= 0 ||
	    day <= date_add_months(e->date, months));
}

void
training_age(struct training_cell *c, int months, int32_t day)
{
	c->state = TRAINING_GOOD;
	if (months <= 0)
		return;
	c->until = date_add_months(c->last, months);
	if (day > c->until)
		c->state = TRAINING_EXPIRED;
	else if (c->until - day <= TRAINING_SOON)
		c->state = TRAINING_EXPIRING;
}

void
training_cell(struct training_cell *c, const struct training *t,
    const struct asked *a, uint32_t adult)
{
	const struct adult *who = &t->adults->v[adult];
	const struct adult_event *e = events_latest(&t->events, adult,
	    course_of(a), t->day);

	c->state = TRAINING_NOT_ASKED;
	c->last = e != NULL ? e->date : DATE_NONE;
	c->until = DATE_NONE;
	if (a->months == MONTHS_NOT_SET || a->least > 0 || !who->here ||
	    !adult_in(who, &a->of))
		return;
	if (e == NULL) {
		if (a->later && a->months > 0 && who->start != DATE_NONE)
			c->until = date_add_months(who->start, a->months);
		c->state = c->until != DATE_NONE && t->day <= c->until
		    ? TRAINING_LATER
		    : TRAINING_MISSING;
		return;
	}
	training_age(c, a->months, t->day);
}

/* Whether at least so many of the rule's group attended the course. */
static bool
group_trained(const struct training *t, const struct asked *a)
{
	uint32_t course = course_of(a);
	int n = 0;

	for (uint32_t i = 0; i < t->adults->n; i++) {
		const struct adult *who = &t->adults->v[i];

		n += who->here && adult_in(who, &a->of) &&
		    good(t, i, course, a->months, t->day);
	}
	return n >= a->least;
}

bool
training_panel(const struct training *t, const struct asked *a,
    const struct panel *p)
{
	uint32_t course = course_of(a);
	uint32_t head = asked_bit(words_role, "headteacher");
	int n = 0;

	for (size_t i = 0; i < p->n; i++) {
		int months = a->months;

		if (p->member[i] == ADULT_NONE)
			continue;
		if (adults_roles(t->adults, p->member[i], p->interview) & head)
			months = a->headteacher_months;
		n += good(t, p->member[i], course, months, p->interview);
	}
	return n >= a->least;
}

static void
tell(struct findings *out, const struct asked *a, const struct adult *who,
    const struct training_cell *c)
{
	char day[DATE_LONG] = "";

	if (c->until != DATE_NONE)
		date_format_long(c->until, day);
	if (c->state == TRAINING_MISSING)
		finding_cite(findings_add(out, "training", who->id, a->item,
		    "missing", a->severity, "%s: %s is not on record. Arrange "
		    "it, or record it with training-add.", who->name,
		    a->name), a, c->until);
	else if (c->state == TRAINING_EXPIRED)
		finding_cite(findings_add(out, "training", who->id, a->item,
		    "expired", a->severity, "%s: %s ran out on %s. Renew it "
		    "and record it with training-add.", who->name, a->name,
		    day), a, c->until);
	else if (c->state == TRAINING_EXPIRING)
		finding_cite(findings_add(out, "training", who->id, a->item,
		    "expiring", "advice", "%s: %s runs out on %s. Renew it by "
		    "then.", who->name, a->name, day), a, c->until);
}

/*
 * Two rules may ask one course of one adult; of one state it is said once.
 * said holds, for each adult, a set of courses for each state.
 */
static void
check_each(const struct training *t, const struct asked *a, uint32_t *said,
    struct findings *out)
{
	uint32_t course = 1u << course_of(a);

	for (uint32_t i = 0; i < t->adults->n; i++) {
		struct training_cell c;
		uint32_t *set;

		training_cell(&c, t, a, i);
		set = &said[i * (TRAINING_GOOD + 1) + c.state];
		if ((*set & course) == 0)
			tell(out, a, &t->adults->v[i], &c);
		*set |= course;
	}
}

static void
check_panels(const struct training *t, const struct asked *a,
    struct findings *out)
{
	for (size_t i = 0; i < t->panels.n; i++) {
		const struct panel *p = &t->panels.v[i];
		char day[DATE_LONG];

		if (p->interview > t->day || training_panel(t, a, p))
			continue;
		date_format_long(p->interview, day);
		finding_cite(findings_add(out, "training", p->id, a->item,
		    "missing", a->severity, "%s: nobody on the panel had %s "
		    "on the day of the interviews, %s. Tell the headteacher, "
		    "and look at this recruitment again.", p->vacancy,
		    a->name, day), a,
		    p->interview);
	}
}

void
training_check(const struct training *t, struct findings *out)
{
	uint32_t *said = mem_alloc((t->adults->n + 1) * (TRAINING_GOOD + 1) *
	    sizeof(*said));

	for (size_t i = 0; i < t->asked->n; i++) {
		const struct asked *a = &t->asked->v[i];

		if (!edition_on(&a->in_force, t->day) ||
		    a->months == MONTHS_NOT_SET)
			continue;
		if (a->panel)
			check_panels(t, a, out);
		else if (a->least == 0)
			check_each(t, a, said, out);
		else if (!group_trained(t, a))
			finding_cite(findings_add(out, "training", a->of.name,
			    a->item, "missing", a->severity, "%s of %s has %s "
			    "%s. Arrange it, or record it with training-add.",
			    a->least == 1 ? "Nobody" : "Not enough",
			    a->of.title, a->name, a->months > 0 ?
			    "in force" : "on record"), a, DATE_NONE);
	}
	findings_sort(out);
	free(said);
}

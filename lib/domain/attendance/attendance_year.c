/* SPDX-License-Identifier: ISC */
#include "domain/attendance/attendance_year.h"

#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "base/core/mem.h"

static void
add_session(struct attendance_year *y, const struct calendar *c, int32_t day,
    int pm)
{
	const struct term *t = calendar_half_term(c, day);
	struct year_session *s = &y->sessions[y->nsessions++];

	s->slot = mark_slot(day, pm);
	s->to_come = day > y->day;
	if (s->to_come)
		return;
	if (y->nterms == 0 || y->terms[y->nterms - 1].term != t) {
		y->terms = mem_resize(y->terms, y->nterms + 1,
		    sizeof(*y->terms));
		y->terms[y->nterms++] = (struct year_term){ .term = t,
			.from = t->from,
			.to = t->to < y->day ? t->to : y->day };
	}
	s->term = y->nterms - 1;
}

int
attendance_year_init(struct attendance_year *y, const struct calendar *c,
    int32_t day, struct err *err)
{
	int unused, sessions;

	memset(y, 0, sizeof(*y));
	/* the count says how to extend a calendar that lacks the day */
	if (calendar_count(c, UNIT_SCHOOL_DAYS, day - 1, day, &unused,
	    err) == -1)
		return -1;
	y->day = day;
	y->from = academic_year_start(day);
	y->to = date_add_months(y->from, 12) - 1;
	y->slot = mark_slot_from(y->from);
	y->n = (size_t)(mark_slot_from(y->to + 1) - y->slot);
	y->sessions = mem_alloc((y->n + 1) * sizeof(*y->sessions));
	y->sum.from = y->from;
	y->sum.to = day;
	for (int32_t d = y->from; d <= y->to; d++) {
		sessions = calendar_sessions(c, d);
		if (sessions & SESSION_AM)
			add_session(y, c, d, 0);
		if (sessions & SESSION_PM)
			add_session(y, c, d, 1);
	}
	return 0;
}

void
attendance_year_fill(struct attendance_year *y,
    const struct attendance_rules *rules, const unsigned char *code,
    int32_t entry, int32_t leaving)
{
	for (size_t i = 0; i < y->nsessions; i++) {
		struct year_session *s = &y->sessions[i];
		int32_t day = mark_day(s->slot);

		s->code = code[s->slot - y->slot];
		s->class = attendance_class(rules, s->code, day);
		s->on = (entry == DATE_NONE || day >= entry) &&
		    (leaving == DATE_NONE || day <= leaving);
		if (!s->on || s->to_come)
			continue;
		y->terms[s->term].n[s->class]++;
		y->sum.n[s->class]++;
		y->of_code[s->code]++;
	}
}

void
attendance_year_release(struct attendance_year *y)
{
	free(y->sessions);
	free(y->terms);
}

int
year_attended(const struct year_term *t)
{
	return t->n[MARK_PRESENT] + t->n[MARK_APPROVED];
}

int
year_missed(const struct year_term *t)
{
	return t->n[MARK_AUTHORISED] + t->n[MARK_UNAUTHORISED];
}

int
year_possible(const struct year_term *t)
{
	return year_attended(t) + year_missed(t);
}

int
year_tenths(const struct year_term *t)
{
	int possible = year_possible(t);

	return possible == 0 ? 0 : year_missed(t) * 1000 / possible;
}

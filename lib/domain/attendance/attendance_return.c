/* SPDX-License-Identifier: ISC */
#include "domain/attendance/attendance_return.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/text/date.h"
#include "base/json/json.h"
#include "base/core/mem.h"
#include "model/kind.h"

void
return_removal(struct absence_return *r, const char *pupil, int32_t told,
    int32_t leaving, const char *ground)
{
	struct return_removal *m;

	r->removal = mem_resize(r->removal, r->nremovals + 1,
	    sizeof(*r->removal));
	m = &r->removal[r->nremovals++];
	memcpy(m->pupil, pupil, ID_LEN);
	m->told = told;
	m->leaving = leaving;
	m->ground = mem_dup(ground);
}

static struct return_line *
add(struct absence_return *r, enum return_matter matter, const char *id,
    int32_t from, int32_t to)
{
	struct return_line *l;

	r->line = mem_resize(r->line, r->nlines + 1, sizeof(*r->line));
	l = &r->line[r->nlines++];
	memset(l, 0, sizeof(*l));
	l->matter = matter;
	snprintf(l->id, sizeof(l->id), "%s", id);
	l->from = from;
	l->to = to;
	l->due = DATE_NONE;
	return l;
}

static bool
in_span(const struct absence_return *r, int32_t day)
{
	return day != DATE_NONE && day >= r->check->since &&
	    day <= r->check->day;
}

/* It is told once in a school year: when the fifteenth day was reached. */
static void
judge_sickness(struct absence_return *r, const struct absence_pupil *p,
    const struct absence_line *ill)
{
	const struct absence_check *c = r->check;
	const struct absence_rule *rule = &c->rules->rule[ABSENCE_SICKNESS];
	int32_t first = DATE_NONE, last = DATE_NONE, day;
	int before = 0;

	for (int s = c->year_first; s < c->nsessions; s++) {
		unsigned code = p->code[c->at[s]];

		day = mark_day(c->slot + c->at[s]);
		if (day < p->entry || (rule->codes >> code & 1) == 0 ||
		    attendance_class(c->rules, code, day) == MARK_NONE)
			continue;
		if (first == DATE_NONE)
			first = day;
		last = day;
		before += day < c->since;
	}
	if (before < rule->sessions)
		add(r, RETURN_SICKNESS, p->id, first, last)->sessions =
		    ill->sessions;
}

/* Who left within the span is judged by the marks until then. */
static void
stay(struct absence_return *r, struct absence_pupil *p)
{
	int32_t end = mark_slot_from(p->leaving + 1) - r->check->slot;

	r->code = mem_resize(r->code, r->check->n + 1, 1);
	memset(r->code, 0, r->check->n + 1);
	if (end > 0)
		memcpy(r->code, p->code, (size_t)end < r->check->n ?
		    (size_t)end : r->check->n);
	p->code = r->code;
	p->leaving = DATE_NONE;
}

static void
judge_absence(struct absence_return *r, const struct absence_pupil *p)
{
	struct absence_pupil on = *p;
	bool left = in_span(r, p->leaving) && p->leaving < r->check->day;
	long unused = 0;

	if (left)
		stay(r, &on);
	r->scratch.n = 0;
	(void)absence_judge(r->check, &on, &r->scratch,
	    left ? &unused : &r->unmarked);
	for (size_t i = 0; i < r->scratch.n; i++) {
		const struct absence_line *a = &r->scratch.v[i];
		struct return_line *l;

		if (a->rule == ABSENCE_SICKNESS)
			judge_sickness(r, &on, a);
		/* an open run may have ended before the holidays */
		if (a->rule != ABSENCE_TEN_DAYS || !in_span(r, a->to))
			continue;
		l = add(r, RETURN_UNAUTHORISED, p->id, a->from, a->to);
		l->days = a->days;
		l->sessions = a->sessions;
	}
}

/* By when a line is told, counted from a day by the edition of that day. */
static int
fall_due(struct absence_return *r, struct return_line *l, const char *event,
    int32_t day, struct err *err)
{
	int64_t due;

	if (day == DATE_NONE ||
	    (l->by = deadline_for(r->deadlines, "", event, day)) == NULL)
		return 0;
	if (deadline_due(l->by, r->calendar, time_of_day_end(day), &due,
	    err) == -1)
		return -1;
	l->due = time_day(due);
	return 0;
}

static int
delete(struct absence_return *r, const struct absence_pupil *p, int32_t told,
    int32_t leaving, const char *ground, struct err *err)
{
	struct return_line *l = add(r, RETURN_DELETION, p->id, told, leaving);

	l->ground = ground;
	return fall_due(r, l, "deleted-from-roll", leaving, err);
}

static int
judge_deletion(struct absence_return *r, const struct absence_pupil *p,
    struct err *err)
{
	bool told = false;

	for (size_t i = 0; i < r->nremovals; i++) {
		const struct return_removal *m = &r->removal[i];
		int32_t leaving;

		if (strcmp(m->pupil, p->id) != 0)
			continue;
		leaving = m->leaving != DATE_NONE ? m->leaving : p->leaving;
		if (!in_span(r, m->told) && !in_span(r, leaving))
			continue;
		if (delete(r, p, m->told, leaving, m->ground, err) == -1)
			return -1;
		told = true;
	}
	return told || !in_span(r, p->leaving) ? 0 :
	    delete(r, p, DATE_NONE, p->leaving, NULL, err);
}

int
return_judge(struct absence_return *r, const struct absence_pupil *p,
    struct err *err)
{
	judge_absence(r, p);
	if (in_span(r, p->entry) && fall_due(r, add(r, RETURN_NEW, p->id,
	    p->entry, DATE_NONE), "joined-roll", p->entry, err) == -1)
		return -1;
	return judge_deletion(r, p, err);
}

static void
put_number(struct buf *b, const char *name, int n)
{
	if (n == 0)
		return;
	json_key(b, name);
	json_num(b, n);
}

static void
put_cite(struct buf *b, const struct attendance_rules *rules,
    const struct return_line *l)
{
	const char *const by[] = { l->by == NULL ? NULL : l->by->cite, NULL };

	json_words(b, "cite", l->matter == RETURN_UNAUTHORISED ?
	    rules->rule[ABSENCE_TEN_DAYS].cite :
	    l->matter == RETURN_SICKNESS ?
	    rules->rule[ABSENCE_SICKNESS].cite : by);
}

void
return_json(struct buf *b, const struct attendance_rules *rules,
    const struct return_line *l, const char *upn)
{
	json_open(b, '{');
	json_pair(b, "kind", kind_return.name);
	json_pair(b, "pupil", l->id);
	json_pair(b, "upn", upn);
	json_pair(b, "matter", words_return[l->matter]);
	json_day(b, "from", l->from);
	json_day(b, "to", l->to);
	put_number(b, "days", l->days);
	put_number(b, "sessions", l->sessions);
	json_pair(b, "ground", l->ground);
	json_day(b, "due", l->due);
	put_cite(b, rules, l);
	json_close(b, '}');
}

void
return_release(struct absence_return *r)
{
	for (size_t i = 0; i < r->nremovals; i++)
		free(r->removal[i].ground);
	free(r->removal);
	free(r->line);
	free(r->scratch.v);
	free(r->code);
}

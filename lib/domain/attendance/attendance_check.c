/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "attendance_part.h"
#include "base/text/date.h"
#include "base/core/mem.h"

int
absence_day(const struct absence_check *c, int32_t day)
{
	int lo = 0, hi = c->ndays, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (c->days[mid].day < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

int
absence_session(const struct absence_check *c, int32_t day)
{
	return c->days[absence_day(c, day)].first;
}

static int
must_cover(const struct calendar *cal, int32_t day, struct err *err)
{
	int32_t unused;

	if (calendar_covers_school(cal, day))
		return 0;
	/* whichever way leads out of the calendar says so */
	if (calendar_add(cal, UNIT_SCHOOL_DAYS, day, 1, &unused, err) == 0)
		(void)calendar_add(cal, UNIT_SCHOOL_DAYS, day, -1, &unused,
		    err);
	return -1;
}

/* Every school day up to the day, from the first that is covered. */
static void
list_days(struct absence_check *c, const struct calendar *cal)
{
	int32_t from = c->day;

	while (from > 0 && calendar_covers_school(cal, from - 1))
		from--;
	c->days = mem_alloc((size_t)(c->day - from + 2) * sizeof(*c->days));
	for (int32_t d = from; d <= c->day; d++)
		if (calendar_sessions(cal, d) != 0)
			c->days[c->ndays++].day = d;
}

static int32_t
monday(int32_t day)
{
	return day - date_weekday(day);
}

/* The latest school weeks; one that is yet to come begins with its Monday. */
static void
find_weeks(struct absence_check *c, const struct calendar *cal)
{
	int want = c->rules->rule[ABSENCE_PENALTY].weeks, d = c->ndays;
	int32_t last = monday(c->day) + 7, week;

	c->weeks_from = c->day;
	for (int32_t i = c->day + 1; i < last; i++) {
		if (calendar_sessions(cal, i) != 0 && want > 0) {
			last = c->weeks_from = monday(c->day);
			c->weeks = 1;
		}
	}
	while (--d >= 0) {
		week = monday(c->days[d].day);
		if (week >= last)
			continue;
		if (c->weeks == want)
			break;
		last = c->weeks_from = week;
		c->weeks++;
	}
}

static void
find_patterns(struct absence_check *c)
{
	int of = c->rules->rule[ABSENCE_PATTERN].of, w, left = 0;

	for (int i = 0; i < ABSENCE_WEEKDAYS; i++)
		left += of;
	for (int d = c->ndays - 1; d >= 0 && left > 0; d--) {
		w = date_weekday(c->days[d].day);
		if (w < ABSENCE_WEEKDAYS && c->patterns[w] < of) {
			c->pattern[w][c->patterns[w]++] = d;
			left--;
		}
	}
}

/* The days whose N has fallen due in this academic year. */
static void
find_due(struct absence_check *c)
{
	int n = c->rules->rule[ABSENCE_UNRESOLVED].school_days;

	c->year_day = absence_day(c, c->year);
	c->n_first = c->year_day > n ? c->year_day - n : 0;
	c->n_end = c->ndays > n ? c->ndays - n : 0;
}

static int
earlier(int a, int b)
{
	return a < b ? a : b;
}

/* Leaves out the days that no rule asks about. */
static void
trim(struct absence_check *c)
{
	int keep = earlier(c->year_day, absence_day(c, c->weeks_from)), most;

	keep = earlier(keep, c->n_first);
	for (int w = 0; w < ABSENCE_WEEKDAYS; w++)
		if (c->patterns[w] > 0)
			keep = earlier(keep,
			    c->pattern[w][c->patterns[w] - 1]);
	most = c->rules->rule[ABSENCE_OFF_ROLL].days;
	if (most < c->rules->rule[ABSENCE_TEN_DAYS].days)
		most = c->rules->rule[ABSENCE_TEN_DAYS].days;
	if (c->since != DATE_NONE)
		keep = earlier(keep, absence_day(c, c->since) - most);
	keep = earlier(keep, c->ndays - most);
	if (keep <= 0) {
		c->whole = true;
		return;
	}
	c->ndays -= keep;
	memmove(c->days, c->days + keep,
	    (size_t)c->ndays * sizeof(*c->days));
	c->year_day -= keep;
	c->n_first -= keep;
	c->n_end = c->n_end > keep ? c->n_end - keep : 0;
	for (int w = 0; w < ABSENCE_WEEKDAYS; w++)
		for (int i = 0; i < c->patterns[w]; i++)
			c->pattern[w][i] -= keep;
}

static void
list_sessions(struct absence_check *c, const struct calendar *cal)
{
	int32_t slot;
	int which;

	c->at = mem_alloc((size_t)(c->ndays + 1) * 2 * sizeof(*c->at));
	c->slot = mark_slot_from(c->ndays > 0 ? c->days[0].day : c->day);
	for (int d = 0; d < c->ndays; d++) {
		which = calendar_sessions(cal, c->days[d].day);
		slot = mark_slot(c->days[d].day, 0) - c->slot;
		c->days[d].first = c->nsessions;
		if (which & SESSION_AM)
			c->at[c->nsessions++] = (uint16_t)slot;
		if (which & SESSION_PM)
			c->at[c->nsessions++] = (uint16_t)(slot + 1);
		c->n = (size_t)slot + 2;
	}
	c->days[c->ndays].first = c->nsessions;
	c->days[c->ndays].day = INT32_MAX;
	c->run = mem_alloc((size_t)(c->nsessions + 1) * sizeof(*c->run));
	for (int s = c->nsessions - 1; s >= 0; s--)
		c->run[s] = s + 1 < c->nsessions && c->at[s + 1] ==
		    c->at[s] + 1 ? (uint16_t)(c->run[s + 1] + 1) : 1;
}

static void
fill_table(const struct absence_check *c, struct absence_table *t,
    int32_t day)
{
	static const int by_class[] = { -1, TALLY_ATTENDED, TALLY_ATTENDED,
		TALLY_AUTHORISED, TALLY_UNAUTHORISED, -1 };
	const struct absence_rule *r = c->rules->rule;
	uint64_t n = r[ABSENCE_UNRESOLVED].codes |
	    r[ABSENCE_UNEXPLAINED].codes | r[ABSENCE_VULNERABLE].codes |
	    r[ABSENCE_MISSING].codes;

	for (unsigned i = 1; i < MARK_CODES; i++) {
		enum mark_class class = attendance_class(c->rules, i, day);
		uint64_t *w = &t->weight[i];

		t->class[i] = (unsigned char)class;
		*w = (uint64_t)1 << TALLY_MARKED * TALLY_BITS;
		if (class == MARK_NONE)
			continue;
		if (by_class[class] >= 0)
			*w |= (uint64_t)1 << by_class[class] * TALLY_BITS;
		*w |= (r[ABSENCE_SICKNESS].codes >> i & 1) << TALLY_ILL *
		    TALLY_BITS;
		*w |= (n >> i & 1) << TALLY_N * TALLY_BITS;
		*w |= (r[ABSENCE_PENALTY].codes >> i & 1) << TALLY_PENALTY *
		    TALLY_BITS;
	}
}

/* The first day after day on which some code begins or has ended. */
static int32_t
next_change(const struct attendance_rules *r, int32_t day)
{
	int32_t next = INT32_MAX;

	for (int i = 1; i < MARK_CODES; i++) {
		const struct mark_fact *f = &r->fact[i];

		if (f->from > day && f->from < next)
			next = f->from;
		if (f->to >= day && f->to < next - 1)
			next = f->to + 1;
	}
	return next;
}

static void
make_tables(struct absence_check *c)
{
	int32_t day = c->ndays > 0 ? c->days[0].day : c->day, next;

	do {
		next = next_change(c->rules, day);
		c->table = mem_resize(c->table, (size_t)c->ntables + 1,
		    sizeof(*c->table));
		memset(&c->table[c->ntables], 0, sizeof(*c->table));
		fill_table(c, &c->table[c->ntables], day);
		c->table[c->ntables++].end = next > c->day ? INT32_MAX :
		    absence_session(c, next);
		day = next;
	} while (next <= c->day);
}

int
absence_check_init(struct absence_check *c,
    const struct attendance_rules *rules, const struct absence_facts *facts,
    const struct calendar *cal, int32_t day, int32_t since, bool whole,
    struct err *err)
{
	memset(c, 0, sizeof(*c));
	c->rules = rules;
	c->facts = facts;
	c->day = day;
	c->since = since;
	c->whole = whole;
	c->year = academic_year_start(day);
	if (must_cover(cal, day, err) == -1 ||
	    (since != DATE_NONE && must_cover(cal, since, err) == -1))
		return -1;
	list_days(c, cal);
	find_weeks(c, cal);
	find_patterns(c);
	find_due(c);
	if (!whole)
		trim(c);
	list_sessions(c, cal);
	make_tables(c);
	c->year_first = absence_session(c, c->year);
	c->weeks_first = absence_session(c, c->weeks_from);
	c->today = c->ndays > 0 && c->days[c->ndays - 1].day == day ?
	    c->ndays - 1 : -1;
	c->pattern_first = c->nsessions;
	for (int w = 0; w < ABSENCE_WEEKDAYS; w++)
		if (c->patterns[w] > 0)
			c->pattern_first = earlier(c->pattern_first, c->days[
			    c->pattern[w][c->patterns[w] - 1]].first);
	return 0;
}

void
absence_check_release(struct absence_check *c)
{
	free(c->days);
	free(c->at);
	free(c->run);
	free(c->table);
	memset(c, 0, sizeof(*c));
}

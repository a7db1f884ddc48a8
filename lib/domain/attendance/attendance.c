/* SPDX-License-Identifier: ISC */
#include "domain/attendance/attendance.h"

#include <stdlib.h>
#include <string.h>

#include "attendance_part.h"
#include "base/text/date.h"
#include "base/core/mem.h"
#include "base/text/text.h"

struct absence_line *
absence_add(struct absence_lines *l)
{
	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 64 : 2 * l->cap;
		l->v = mem_resize(l->v, l->cap, sizeof(*l->v));
	}
	memset(&l->v[l->n], 0, sizeof(*l->v));
	return &l->v[l->n++];
}

static struct absence_line *
line(const struct judging *j, enum absence rule, int32_t from, int32_t to)
{
	struct absence_line *l = absence_add(j->lines);

	l->pupil = j->pupil->number;
	memcpy(l->id, j->pupil->id, ID_LEN);
	l->rule = rule;
	l->from = from;
	l->to = to;
	l->due = DATE_NONE;
	l->as_at = j->check->day;
	return l;
}

static const struct absence_table *
table_of(const struct absence_check *c, int session)
{
	int t = 0;

	while (session >= c->table[t].end)
		t++;
	return &c->table[t];
}

static unsigned
code_of(const struct judging *j, int session)
{
	return j->pupil->code[j->check->at[session]];
}

static enum mark_class
class_of(const struct judging *j, int session)
{
	return (enum mark_class)table_of(j->check, session)->
	    class[code_of(j, session)];
}

static bool
has(uint64_t codes, unsigned code)
{
	return codes >> code & 1;
}

static void
take(struct tally *t, uint64_t sum)
{
	for (int i = 0; i < TALLIES; i++)
		t->n[i] += (int)(sum >> i * TALLY_BITS & TALLY_MOST);
}

/* Adds up the sessions from first up to and without end. */
static void
count(const struct judging *j, int first, int end, struct tally *t)
{
	const struct absence_check *c = j->check;
	const struct absence_table *table = c->table;
	const unsigned char *code;
	uint64_t a = 0, b = 0;
	int n, room = TALLY_MOST;

	while (first < end) {
		while (first >= table->end)
			table++;
		n = (end < table->end ? end : table->end) - first;
		n = n < c->run[first] ? n : c->run[first];
		n = n < room ? n : room;
		code = j->pupil->code + c->at[first];
		first += n;
		room -= n;
		for (; n >= 4; n -= 4, code += 4) {
			a += table->weight[code[0]];
			b += table->weight[code[1]];
			a += table->weight[code[2]];
			b += table->weight[code[3]];
		}
		while (n-- > 0)
			a += table->weight[*code++];
		if (room == 0) {
			take(t, a + b);
			a = b = 0;
			room = TALLY_MOST;
		}
	}
	take(t, a + b);
}

static int
missed(const struct tally *t)
{
	return t->n[TALLY_AUTHORISED] + t->n[TALLY_UNAUTHORISED];
}

static bool
absent(const struct absence_rule *r, const struct tally *t)
{
	int possible = t->n[TALLY_ATTENDED] + missed(t);

	return r->on && possible >= 1 && possible >= r->min_possible &&
	    missed(t) * r->missed_times >= possible;
}

static void
judge_absence(const struct judging *j, enum absence rule)
{
	const struct tally *t = &j->year;
	struct absence_line *l = line(j, rule, j->check->year,
	    j->check->day);

	l->attended = t->n[TALLY_ATTENDED];
	l->authorised = t->n[TALLY_AUTHORISED];
	l->unauthorised = t->n[TALLY_UNAUTHORISED];
	l->possible = l->attended + missed(t);
}

/* How a day stands to the codes of a run. */
enum standing { IMPOSSIBLE, COUNTS, BREAKS };

static enum standing
standing(const struct judging *j, int day, uint64_t codes, int *sessions)
{
	const struct absence_check *c = j->check;
	int possible = 0, n = 0;

	for (int s = c->days[day].first; s < c->days[day + 1].first; s++) {
		unsigned code = code_of(j, s);
		enum mark_class class = class_of(j, s);

		if (class == MARK_NONE || class == MARK_NOT_POSSIBLE)
			continue;
		possible++;
		n += has(codes, code);
	}
	*sessions = n;
	return possible == 0 ? IMPOSSIBLE : n == possible ? COUNTS : BREAKS;
}

/*
 * Goes back through the days for runs, the latest first: the open one, and
 * with since those that ended on or after it.  1 when one reaches the start
 * of what is known of a child who was on roll before it.
 */
static int
judge_runs(struct judging *j, enum absence rule)
{
	const struct absence_check *c = j->check;
	const struct absence_rule *r = &c->rules->rule[rule];
	struct absence_line run;
	bool open = true;
	int n;

	if (!r->on)
		return 0;
	memset(&run, 0, sizeof(run));
	for (int d = c->ndays - 1; d >= j->first_day - 1; d--) {
		enum standing is = BREAKS;

		if (d >= j->first_day)
			is = standing(j, d, r->codes, &n);
		else if (run.days > 0 && d < 0 && !j->all)
			return 1;
		if (is == IMPOSSIBLE)
			continue;
		if (is == COUNTS) {
			run.from = c->days[d].day;
			if (run.days++ == 0)
				run.to = run.from;
			run.sessions += n;
			continue;
		}
		if (run.days >= r->days && (open || run.to >= c->since)) {
			struct absence_line *l = line(j, rule, run.from,
			    run.to);

			l->days = run.days;
			l->sessions = run.sessions;
			j->in_run |= open && rule == ABSENCE_TEN_DAYS;
		}
		open = false;
		memset(&run, 0, sizeof(run));
		if (c->since == DATE_NONE || d < 0 ||
		    c->days[d].day <= c->since)
			break;
	}
	return 0;
}

/* A notice to a parent of the child that still matters on a day. */
static bool
matters(const struct judging *j, const struct absence_notice *n, int32_t day)
{
	const struct absence_rule *r =
	    &j->check->rules->rule[ABSENCE_PENALTY];

	return strcmp(n->pupil, j->pupil->id) == 0 && n->issued >= r->began &&
	    n->issued > date_add_months(j->check->day, -12 * r->years) &&
	    n->issued <= day;
}

/* Those to one parent, by the folded name. */
static int
notices_to(const struct judging *j, const char *parent, int32_t day)
{
	const struct absence_facts *f = j->check->facts;
	int n = 0;

	for (size_t i = 0; i < f->nnotices; i++)
		n += matters(j, &f->notice[i], day) &&
		    strcmp(f->notice[i].parent, parent) == 0;
	return n;
}

/* Whether a parent has had all there may be; and the last to any of them. */
static bool
notices(const struct judging *j, int32_t *last)
{
	const struct absence_check *c = j->check;
	const struct absence_facts *f = c->facts;
	int most = c->rules->rule[ABSENCE_PENALTY].notices;
	int32_t day = c->day - c->again;
	bool enough = false;

	*last = DATE_NONE;
	for (size_t i = 0; i < f->nnotices; i++) {
		const struct absence_notice *n = &f->notice[i];

		if (!matters(j, n, day))
			continue;
		*last = n->issued > *last ? n->issued : *last;
		enough |= most > 0 && notices_to(j, n->parent, day) >= most;
	}
	return enough;
}

/* Sessions up to the end that count for a notice, and the first day. */
static int
penalties(const struct judging *j, int32_t last, int end, int32_t *from)
{
	const struct absence_check *c = j->check;
	const struct absence_rule *r = &c->rules->rule[ABSENCE_PENALTY];
	struct tally t = { { 0 } };
	int first;

	*from = c->weeks_from;
	if (*from < r->began)
		*from = r->began;
	if (r->uses_up && last != DATE_NONE && *from <= last)
		*from = last + 1;
	first = absence_session(c, *from);
	count(j, first > j->first ? first : j->first, end, &t);
	return t.n[TALLY_PENALTY];
}

static void
judge_penalty(const struct judging *j)
{
	const struct absence_check *c = j->check;
	const struct absence_rule *r = &c->rules->rule[ABSENCE_PENALTY];
	int32_t last, from;
	int sessions;

	if (!r->on || j->weeks.n[TALLY_PENALTY] < r->sessions ||
	    notices(j, &last))
		return;
	sessions = penalties(j, last, c->nsessions, &from);
	if (sessions >= r->sessions)
		line(j, ABSENCE_PENALTY, from, c->day)->sessions = sessions;
}

/* Sessions of a day with one of the codes. */
static int
marked(const struct judging *j, int day, uint64_t codes)
{
	const struct absence_check *c = j->check;
	int n = 0;

	for (int s = c->days[day].first; s < c->days[day + 1].first; s++)
		n += has(codes, code_of(j, s));
	return n;
}

/* From the latest day back: what is left of the year's N ends the search. */
static void
judge_unresolved(const struct judging *j)
{
	const struct absence_check *c = j->check;
	const struct absence_rule *r = &c->rules->rule[ABSENCE_UNRESOLVED];
	int d = c->ndays - 1, n, left = j->year.n[TALLY_N];

	for (; r->on && d >= c->n_first && d >= j->first_day; d--) {
		if (left == 0 && d >= c->year_day)
			d = c->year_day - 1;
		if (d < c->n_first || d < j->first_day ||
		    (n = marked(j, d, r->codes)) == 0)
			continue;
		left -= n;
		if (d < c->n_end) {
			struct absence_line *l = line(j, ABSENCE_UNRESOLVED,
			    c->days[d].day, c->days[d].day);

			l->sessions = n;
			l->due = c->days[d + r->school_days].day;
			l->stage = l->due == c->day ? STAGE_DUE :
			    STAGE_OVERDUE;
		}
	}
}

static void
judge_today(const struct judging *j)
{
	const struct absence_check *c = j->check;
	const struct absence_rule *r = &c->rules->rule[ABSENCE_MISSING];
	int n, s = c->days[c->today].first;

	for (int i = ABSENCE_UNEXPLAINED; i <= ABSENCE_VULNERABLE; i++)
		if (c->rules->rule[i].on && (n = marked(j, c->today,
		    c->rules->rule[i].codes)) > 0)
			line(j, (enum absence)i, c->day, c->day)->sessions =
			    n;
	if (r->on && c->days[c->today + 1].first == s + 2 &&
	    has(r->morning, code_of(j, s)) && has(r->codes, code_of(j, s + 1)))
		line(j, ABSENCE_MISSING, c->day, c->day)->sessions = 1;
}

/* The sessions missed on a day. */
static int
missed_on(const struct judging *j, int day)
{
	const struct absence_check *c = j->check;
	int n = 0;

	for (int s = c->days[day].first; s < c->days[day + 1].first; s++) {
		enum mark_class class = class_of(j, s);

		n += class == MARK_AUTHORISED || class == MARK_UNAUTHORISED;
	}
	return day >= j->first_day ? n : 0;
}

static void
judge_pattern(const struct judging *j)
{
	const struct absence_check *c = j->check;
	const struct absence_rule *r = &c->rules->rule[ABSENCE_PATTERN];
	struct absence_line *l;
	int days, sessions, n, i;

	if (!r->on || (c->pattern_first >= c->weeks_first &&
	    missed(&j->weeks) < r->missed))
		return;
	for (int w = 0; w < ABSENCE_WEEKDAYS; w++) {
		if (c->patterns[w] < r->of)
			continue;
		days = sessions = 0;
		/* as long as enough can still be missed */
		for (i = 0; i < r->of && days + r->of - i >= r->missed; i++) {
			n = missed_on(j, c->pattern[w][i]);
			days += n > 0;
			sessions += n;
		}
		if (i < r->of || days < r->missed)
			continue;
		l = line(j, ABSENCE_PATTERN,
		    c->days[c->pattern[w][r->of - 1]].day,
		    c->days[c->pattern[w][0]].day);
		l->days = days;
		l->sessions = sessions;
	}
}

static int
max(int a, int b)
{
	return a > b ? a : b;
}

/* From the child's first day on roll. */
static struct judging
begin(const struct absence_check *c, const struct absence_pupil *p,
    struct absence_lines *lines)
{
	struct judging j = { .check = c, .pupil = p, .lines = lines };

	if (p->entry != DATE_NONE && c->ndays > 0 &&
	    p->entry > c->days[0].day) {
		j.first_day = absence_day(c, p->entry);
		j.first = c->days[j.first_day].first;
	}
	return j;
}

void
absence_use(const struct absence_check *c, const struct absence_pupil *p,
    const char *parent, struct absence_used *used)
{
	struct judging j = begin(c, p, NULL);
	struct buf name = BUF_INIT;
	int32_t last;
	int end = c->nsessions;

	if (p->leaving != DATE_NONE && p->leaving < c->day)
		end = absence_session(c, p->leaving + 1);
	(void)notices(&j, &last);
	used->sessions = penalties(&j, last, end, &used->from);
	used->to = c->day;
	text_fold(&name, parent, strlen(parent));
	used->notices = notices_to(&j, buf_str(&name), c->day);
	buf_release(&name);
}

int
absence_judge(const struct absence_check *c, const struct absence_pupil *p,
    struct absence_lines *lines, long *unmarked)
{
	const struct absence_rule *rule = c->rules->rule;
	struct judging j = begin(c, p, lines);
	size_t before = lines->n;
	struct tally t = { { 0 } };
	int year, weeks;
	bool severe;

	if ((p->entry != DATE_NONE && p->entry > c->day) ||
	    (p->leaving != DATE_NONE && p->leaving < c->day))
		return 0;
	/* nothing is known to lie before the window of who came later */
	j.all = j.first_day > 0 || c->whole;
	year = max(j.first, c->year_first);
	weeks = max(j.first, c->weeks_first);
	count(&j, max(year, weeks), c->nsessions, &t);
	j.year = j.weeks = t;
	count(&j, year, max(year, weeks), &j.year);
	count(&j, weeks, max(year, weeks), &j.weeks);
	*unmarked += c->nsessions - year - j.year.n[TALLY_MARKED];

	severe = absent(&rule[ABSENCE_SEVERE], &j.year);
	if (severe)
		judge_absence(&j, ABSENCE_SEVERE);
	else if (absent(&rule[ABSENCE_PERSISTENT], &j.year))
		judge_absence(&j, ABSENCE_PERSISTENT);
	if (judge_runs(&j, ABSENCE_TEN_DAYS) == 1 ||
	    judge_runs(&j, ABSENCE_OFF_ROLL) == 1) {
		lines->n = before;
		*unmarked -= c->nsessions - year - j.year.n[TALLY_MARKED];
		return 1;
	}
	if (rule[ABSENCE_SICKNESS].on &&
	    j.year.n[TALLY_ILL] >= rule[ABSENCE_SICKNESS].sessions)
		line(&j, ABSENCE_SICKNESS, c->year, c->day)->sessions =
		    j.year.n[TALLY_ILL];
	judge_penalty(&j);
	judge_unresolved(&j);
	if (c->today >= 0 && j.year.n[TALLY_N] > 0)
		judge_today(&j);
	if (!severe && !j.in_run)
		judge_pattern(&j);
	return 0;
}

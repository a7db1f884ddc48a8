/* SPDX-License-Identifier: ISC */
#include "policy/calendar/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "policy/calendar/calendar_inside.h"

static bool
covers(const struct day_set *s, int32_t day)
{
	return day >= s->from && day <= s->to;
}

/* How many up to and including a day; from - 1 up to to. */
static int32_t
upto(const struct day_set *s, int32_t day)
{
	return day < s->from ? 0 : s->upto[day - s->from];
}

static bool
member(const struct day_set *s, int32_t day)
{
	return covers(s, day) && upto(s, day) > upto(s, day - 1);
}

void
calendar_coverage(const struct calendar *c, enum day_unit unit,
    int32_t *from, int32_t *to)
{
	const struct day_set *s = unit == UNIT_SCHOOL_DAYS
	    ? &c->school_days : &c->working_days;

	*from = s->from;
	*to = s->to;
}

int
calendar_each(const struct calendar *c, calendar_row *row, void *arg,
    struct err *err)
{
	struct calendar_entry e = { .what = CALENDAR_TERM };
	size_t i;

	for (i = 0; i < c->nterms; i++) {
		e.from = c->term[i].from;
		e.to = c->term[i].to;
		e.year = c->term[i].year;
		e.name = c->term[i].name;
		if (row(arg, &e, err) == -1)
			return -1;
	}
	for (i = 0; i < c->ninset; i++) {
		e = (struct calendar_entry){ .what = CALENDAR_INSET,
			.from = c->inset[i], .to = c->inset[i] };
		if (row(arg, &e, err) == -1)
			return -1;
	}
	for (i = 0; i < c->nclosures + c->nbank; i++) {
		const struct holiday *h = i < c->nclosures
		    ? &c->closure[i] : &c->bank[i - c->nclosures];

		if (i == c->nclosures) {
			for (size_t k = 0; k < c->nshorter; k++) {
				e = (struct calendar_entry){
					.what = CALENDAR_SHORT_DAY,
					.from = c->shorter[k].day,
					.to = c->shorter[k].day,
					.sessions = c->shorter[k].sessions };
				if (row(arg, &e, err) == -1)
					return -1;
			}
		}
		e = (struct calendar_entry){ .what = i < c->nclosures
			? CALENDAR_CLOSURE : CALENDAR_BANK_HOLIDAY,
			.from = h->day, .to = h->day, .name = h->title };
		if (row(arg, &e, err) == -1)
			return -1;
	}
	return 0;
}

bool
calendar_covers_school(const struct calendar *c, int32_t day)
{
	return covers(&c->school_days, day);
}

bool
calendar_is_school_day(const struct calendar *c, int32_t day)
{
	return member(&c->school_days, day);
}

int
calendar_sessions(const struct calendar *c, int32_t day)
{
	return covers(&c->school_days, day) ?
	    c->sessions[day - c->school_days.from] : 0;
}

/* How many half terms have begun by a day. */
static size_t
terms_begun(const struct calendar *c, int32_t day)
{
	size_t lo = 0, hi = c->nterms, mid;

	if (!covers(&c->school_days, day))
		return 0;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (c->term[mid].from <= day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

const struct term *
calendar_half_term(const struct calendar *c, int32_t day)
{
	size_t n = terms_begun(c, day);

	return n > 0 ? &c->term[n - 1] : NULL;
}

int
calendar_by_day(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* A struct holiday begins with its day. */
static const char *
title_of(const struct holiday *v, size_t n, int32_t day)
{
	const struct holiday *h;

	h = n == 0 ? NULL :
	    bsearch(&day, v, n, sizeof(*v), calendar_by_day);
	return h != NULL ? h->title : NULL;
}

const char *
calendar_why_closed(const struct calendar *c, int32_t day)
{
	const struct term *t;
	const char *s;

	if (member(&c->school_days, day))
		return NULL;
	if (!covers(&c->school_days, day))
		return "not in the calendar";
	if ((s = title_of(c->bank, c->nbank, day)) != NULL ||
	    (s = title_of(c->closure, c->nclosures, day)) != NULL)
		return s;
	if (date_weekday(day) >= 5)
		return "a weekend";
	t = calendar_half_term(c, day);
	return t != NULL && day <= t->to ? "an INSET day" : "in the holidays";
}

static int
beyond(const struct calendar *c, enum day_unit unit, bool end,
    struct err *err)
{
	char s[DATE_LONG];

	if (unit == UNIT_SCHOOL_DAYS) {
		date_format_long(end ? c->school_days.to :
		    c->school_days.from, s);
		(void)err_set(err, ST_CONFIG, "calendar", end ?
		    "The calendar of %s ends on %s." :
		    "The calendar of %s begins on %s.", c->school, s);
		return err_hint(err, end ?
		    "Add the next year's terms to %s, then run calendar-add." :
		    "Add the terms of the year before to %s, then run "
		    "calendar-add.", c->name);
	}
	date_format_long(end ? c->working_days.to : c->working_days.from, s);
	(void)err_set(err, ST_CONFIG, "calendar", end ?
	    "The bank holidays in the calendar of %s end on %s." :
	    "The bank holidays in the calendar of %s begin on %s.", c->school,
	    s);
	return err_hint(err, end ?
	    "Add the next year's bank holidays to %s, then run calendar-add." :
	    "Add the bank holidays of the year before to %s, then run "
	    "calendar-add.", c->name);
}

int
calendar_covered(const struct calendar *c, enum day_unit unit, int32_t day,
    struct err *err)
{
	int32_t from, to;

	if (unit == UNIT_DAYS || unit == UNIT_MONTHS)
		return 0;
	calendar_coverage(c, unit, &from, &to);
	return day < from || day > to ? beyond(c, unit, day > to, err) : 0;
}

static const struct day_set *
set_of(const struct calendar *c, enum day_unit unit)
{
	return unit == UNIT_SCHOOL_DAYS ? &c->school_days : &c->working_days;
}

int
calendar_add(const struct calendar *c, enum day_unit unit, int32_t from,
    int n, int32_t *out, struct err *err)
{
	const struct day_set *s;
	int64_t i;

	if (unit == UNIT_DAYS || unit == UNIT_MONTHS) {
		i = unit == UNIT_MONTHS ? date_add_months(from, n) :
		    (int64_t)from + n;
		if (i < date_make(1900, 1, 1) || i > date_make(2199, 12, 31))
			return err_set(err, ST_CONFIG, "calendar",
			    "That leads past the years 1900 to 2199.");
		*out = (int32_t)i;
		return 0;
	}
	if (n == 0) {
		*out = from;
		return 0;
	}
	if (c == NULL)
		return err_set(err, ST_CONFIG, "calendar",
		    "No school calendar is set up, so school and working days "
		    "cannot be counted.");

	/* Every day that is counted over must be covered; from need not. */
	s = set_of(c, unit);
	if (n > 0) {
		if (from < s->from - 1)
			return beyond(c, unit, false, err);
		i = from > s->to ? s->n : (int64_t)upto(s, from) + n - 1;
	} else {
		if (from > s->to + 1)
			return beyond(c, unit, true, err);
		i = from < s->from ? -1 : (int64_t)upto(s, from - 1) + n;
	}
	if (i < 0 || i >= s->n)
		return beyond(c, unit, n > 0, err);
	*out = s->day[i];
	return 0;
}

int
calendar_count(const struct calendar *c, enum day_unit unit, int32_t from,
    int32_t to, int *out, struct err *err)
{
	const struct day_set *s;

	if (unit == UNIT_DAYS) {
		*out = to - from;
		return 0;
	}
	if (unit == UNIT_MONTHS)
		return err_set(err, ST_FAULT, "fault",
		    "Months are not counted as days are.");
	s = set_of(c, unit);
	if (from < s->from - 1 || to < s->from - 1)
		return beyond(c, unit, false, err);
	if (from > s->to || to > s->to)
		return beyond(c, unit, true, err);
	*out = upto(s, to) - upto(s, from);
	return 0;
}

int32_t
academic_year_start(int32_t day)
{
	int year, month, mday;

	date_split(day, &year, &month, &mday);
	return date_make(month >= 8 ? year : year - 1, 8, 1);
}

static int
half_term_span(const struct calendar *c, int32_t today, bool last,
    int32_t *from, int32_t *to, struct err *err)
{
	char s[DATE_LONG];
	size_t n;

	if (c == NULL)
		return err_set(err, ST_CONFIG, "calendar",
		    "No school calendar is set up to say when a half term is. "
		    "Give two dates instead.");
	if (!covers(&c->school_days, today))
		return beyond(c, UNIT_SCHOOL_DAYS, today > c->school_days.to,
		    err);
	n = terms_begun(c, today);
	if (n < (last ? 2 : 1)) {
		date_format_long(today, s);
		(void)err_set(err, ST_CONFIG, "calendar", "The calendar of %s "
		    "has no %s for %s.", c->school,
		    last ? "last half term" : "half term", s);
		return err_hint(err, "Add the terms of the year before to %s.",
		    c->name);
	}
	n -= last ? 2 : 1;
	*from = c->term[n].from;
	*to = n + 1 < c->nterms ? c->term[n + 1].from - 1 : c->school_days.to;
	return 0;
}

int
calendar_span(const struct calendar *c, const char *word, int32_t today,
    int32_t *from, int32_t *to, struct err *err)
{
	if (strcmp(word, "this-half-term") == 0)
		return half_term_span(c, today, false, from, to, err);
	if (strcmp(word, "last-half-term") == 0)
		return half_term_span(c, today, true, from, to, err);
	*from = *to = DATE_NONE;
	if (strcmp(word, "this-year") == 0 || strcmp(word, "last-year") == 0) {
		*from = academic_year_start(today);
		if (word[0] == 'l')
			*from = date_add_months(*from, -12);
		*to = date_add_months(*from, 12);
		if (*to != DATE_NONE)
			(*to)--;
	} else
		*from = *to = date_word(word, today);
	if (*to != DATE_NONE)
		return 0;
	(void)err_set(err, ST_USAGE, "bad-date", "A day must be a real date "
	    "like 1/9/2026 or 2026-09-01, or today, yesterday, -14d, "
	    "this-half-term, last-half-term or this-year.");
	return err_hint(err, "You typed %.40s.", word);
}

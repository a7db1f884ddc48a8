/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "policy/calendar/calendar_inside.h"

/*
 * What makes a calendar doubtful, though it can be used: signs of a slip,
 * not rules, so their measures are generous.
 */
#define BREAK_LONGEST 23     /* days between two half terms of a year */
#define SUMMER_SHORTEST 21
#define SUMMER_LONGEST 70
#define BANK_HOLIDAYS 8	     /* of England and Wales in every year */
#define ENDING 60	     /* days in which the next year is wanted */

enum { A_BANK_HOLIDAY = 1, AN_INSET = 2, A_CLOSURE = 4, A_SHORT_DAY = 8 };

struct checking {
	struct calendar *c;
	uint8_t *is; /* what each covered day is said to be */
	struct err *err;
};

static int __attribute__((format(printf, 3, 4)))
doubt(struct checking *k, int line, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return k->c->told(k->c->told_arg, REMARK_DOUBTFUL, line, text,
	    k->err);
}

static int
between(struct checking *k, const struct term *a, const struct term *b,
    int line)
{
	int days = b->from - a->to - 1;
	bool summer = strcmp(a->year, b->year) != 0;

	if (summer && (days < SUMMER_SHORTEST || days > SUMMER_LONGEST))
		return doubt(k, line, "The summer holiday before %s of %s has "
		    "%d days. Look at the dates on both sides of it.",
		    b->name, b->year, days);
	if (!summer && days < 3)
		return doubt(k, line, "There is no holiday between %s and %s "
		    "of %s.", a->name, b->name, b->year);
	if (!summer && days > BREAK_LONGEST)
		return doubt(k, line, "There are %d days between %s and %s of "
		    "%s. Is a half term missing?", days, a->name, b->name,
		    b->year);
	return 0;
}

static int
check_terms(struct checking *k)
{
	const struct calendar *c = k->c;

	for (size_t i = 0; i < c->nterms; i++) {
		const struct term *t = &c->term[i];
		int32_t day = t->from;

		/* beside one that could not be read, a gap says nothing */
		if (i > 0 && c->wrong == 0 &&
		    between(k, t - 1, t, c->term_line[i]) == -1)
			return -1;
		for (size_t j = 0; j < i; j++)
			if (strcmp(c->term[j].year, t->year) == 0 &&
			    strcmp(c->term[j].name, t->name) == 0 &&
			    doubt(k, c->term_line[i], "Two half terms of %s "
				"are called %s.", t->year, t->name) == -1)
				return -1;
		while (day <= t->to && !calendar_is_school_day(c, day))
			day++;
		if (day > t->to && doubt(k, c->term_line[i],
			"%s of %s has no school day.", t->name, t->year) ==
			-1)
			return -1;
	}
	return 0;
}

/* Whether a day that is said to be something else had been a school day. */
static int
check_day(struct checking *k, int line, int32_t day, int is,
    const char *what)
{
	const struct calendar *c = k->c;
	const struct term *t = calendar_half_term(c, day);
	uint8_t *at;
	const char *other = NULL;
	char s[DATE_LONG];

	if (!calendar_covers_school(c, day))
		return 0; /* told already */
	at = &k->is[day - c->school_days.from];
	if (*at & is)
		other = "stands here twice";
	else if (*at & A_BANK_HOLIDAY)
		other = "is a bank holiday";
	else if (*at & AN_INSET)
		other = "is an INSET day as well";
	else if (*at & A_CLOSURE)
		other = "is a closure as well";
	else if (date_weekday(day) >= 5)
		other = "falls on a weekend";
	else if (c->wrong == 0 && (t == NULL || day > t->to))
		other = "lies in no half term";
	*at |= (uint8_t)is;
	if (other == NULL)
		return 0;
	date_format_long(day, s);
	return doubt(k, line, "%s, %s, %s.", s, what, other);
}

static int
check_list(struct checking *k, const struct yaml *file, const char *key,
    int is, const char *what)
{
	const struct yaml *list = yaml_get(file, key), *y, *date;

	if (list == NULL || list->type != YAML_LIST)
		return 0;
	for (y = list->child; y != NULL; y = y->next) {
		int32_t day;

		date = y->type == YAML_MAP ? yaml_get(y, "date") : y;
		if (date == NULL || date->type != YAML_SCALAR ||
		    (day = date_parse(date->value, date->n)) == DATE_NONE)
			continue; /* told already */
		if (check_day(k, y->line, day, is, what) == -1)
			return -1;
	}
	return 0;
}

static int
check_bank(struct checking *k, int line)
{
	const struct calendar *c = k->c;
	const struct day_set *w = &c->working_days;
	int first, last, year, month, mday;
	size_t n, i;

	date_split(w->from, &first, &month, &mday);
	date_split(w->to, &last, &month, &mday);
	for (year = first; year <= last; year++) {
		for (n = i = 0; i < c->nbank; i++)
			n += c->bank[i].day >= date_make(year, 1, 1) &&
			    c->bank[i].day <= date_make(year, 12, 31);
		if (n > 0 && n < BANK_HOLIDAYS && doubt(k, line,
			"Only %zu bank holidays of %d are named, and England "
			"and Wales have at least %d in a year.", n, year,
			BANK_HOLIDAYS) == -1)
			return -1;
	}
	for (i = 0; i < c->nbank; i++) {
		const struct holiday *h = &c->bank[i];
		char s[DATE_LONG];

		date_format_long(h->day, s);
		if (i > 0 && h[-1].day == h->day &&
		    doubt(k, line, "%s is named twice among the bank "
			"holidays.", s) == -1)
			return -1;
		if (date_weekday(h->day) >= 5 &&
		    doubt(k, line, "%s, %s, falls on a weekend; its "
			"substitute day is what counts.", h->title, s) == -1)
			return -1;
	}
	return 0;
}

static int
check_cover(struct checking *k, const struct yaml *file, int bank,
    int32_t today)
{
	const struct day_set *s = &k->c->school_days;
	const struct day_set *w = &k->c->working_days;
	int line = yaml_get(file, "covers")->line;
	char day[DATE_LONG];

	date_format_long(s->to, day);
	if (s->to < today + ENDING &&
	    doubt(k, line, s->to < today
		? "The calendar ended on %s. Add the next year's terms."
		: "The calendar ends on %s. Add the next year's terms soon.",
		day) == -1)
		return -1;
	date_format_long(w->to, day);
	if ((w->to < s->to || w->to < today + ENDING) &&
	    doubt(k, bank, "The bank holidays are known only to %s.", day) ==
		-1)
		return -1;
	date_format_long(w->from, day);
	if (w->from > s->from &&
	    doubt(k, bank, "The bank holidays are known only from %s.",
		day) == -1)
		return -1;
	return 0;
}

static int
check_doubts(struct checking *k, const struct yaml *file, int32_t today)
{
	const struct calendar *c = k->c;
	const struct day_set *s = &c->school_days;
	int bank = yaml_get(file, "bank_holidays")->line;
	int rc = -1;

	k->is = mem_alloc((size_t)(s->to - s->from) + 1);
	for (size_t i = 0; i < c->nbank; i++)
		if (calendar_covers_school(c, c->bank[i].day))
			k->is[c->bank[i].day - s->from] |= A_BANK_HOLIDAY;
	if (check_cover(k, file, bank, today) == 0 && check_terms(k) == 0 &&
	    check_list(k, file, "inset", AN_INSET, "an INSET day") == 0 &&
	    check_list(k, file, "closures", A_CLOSURE, "a closure") == 0 &&
	    check_list(k, file, "short_days", A_SHORT_DAY, "a short day") ==
		0 &&
	    check_bank(k, bank) == 0)
		rc = 0;
	free(k->is);
	return rc;
}

int
calendar_check(const char *text, size_t n, const char *name, int32_t today,
    calendar_told *told, void *arg, struct err *err)
{
	struct yaml *y = yaml_read(text, n, name, err);
	const struct yaml *kind;
	struct calendar *c;
	struct checking k = { .err = err };
	int rc;

	if (y == NULL)
		return -1;
	k.c = c = mem_alloc(sizeof(*c));
	c->name = mem_dup(name);
	c->told = told;
	c->told_arg = arg;
	rc = calendar_read_tree(c, y, err);
	kind = y->type == YAML_MAP ? yaml_get(y, "kind") : NULL;
	if (rc == 0)
		rc = check_doubts(&k, y, today);
	else if (err_is(err, ERR_BAD_FILE) && kind != NULL &&
	    kind->type == YAML_SCALAR && strcmp(kind->value, "calendar") == 0)
		rc = told(arg, REMARK_WRONG, (int)err->line, err->msg, err);
	calendar_free(c);
	yaml_free(y);
	return rc;
}

/* SPDX-License-Identifier: ISC */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "date_own.h"

#define FORMS "write it like 1/9/2026 or 2026-09-01"

static const char *const months[] = { "january", "february", "march",
	"april", "may", "june", "july", "august", "september", "october",
	"november", "december", NULL };

static const char *const weekdays[] = { "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday", NULL };

static const char *const ordinals[] = { "st", "nd", "rd", "th", NULL };

/* The word a run of letters begins, from three of them on; or -1. */
static int
word(const char *const *words, const char *s, size_t n)
{
	for (int i = 0; n >= 3 && words[i] != NULL; i++) {
		if (n <= strlen(words[i]) && strncasecmp(words[i], s, n) == 0)
			return i;
	}
	return -1;
}

static size_t
letters(const struct date_scan *c)
{
	size_t n = 0;

	while (c->i + n < c->n && isalpha((unsigned char)c->s[c->i + n]))
		n++;
	return n;
}

static size_t
figures(const struct date_scan *c)
{
	size_t n = 0;

	while (c->i + n < c->n && isdigit((unsigned char)c->s[c->i + n]))
		n++;
	return n;
}

static char
peek(const struct date_scan *c)
{
	return c->i < c->n ? c->s[c->i] : '\0';
}

static bool
blanks(struct date_scan *c)
{
	size_t start = c->i;

	while (peek(c) == ' ')
		c->i++;
	return c->i > start;
}

/* A number of min to max figures, no more of them behind; or -1. */
static int
number(struct date_scan *c, size_t min, size_t max)
{
	size_t n = figures(c);
	int v = 0;

	if (n < min || n > max)
		return -1;
	while (n-- > 0)
		v = v * 10 + (c->s[c->i++] - '0');
	return v;
}

/* "Tue", "Tuesday," and the blank behind; -1 where there is none. */
static int
weekday(struct date_scan *c)
{
	struct date_scan at = *c;
	size_t n = letters(&at);
	int day = word(weekdays, at.s + at.i, n);

	at.i += n;
	if (peek(&at) == ',' || peek(&at) == '.')
		at.i++;
	if (day == -1 || !blanks(&at))
		return -1;
	*c = at;
	return day;
}

struct parts {
	int year, month, day;
	bool short_year;
	bool certain; /* which is the month */
};

static bool
take_year(struct date_scan *c, struct parts *p)
{
	size_t n = figures(c);

	if (n != 2 && n != 4)
		return false;
	p->short_year = n == 2;
	p->year = number(c, n, n);
	return true;
}

/* 2026-09-01 and 2026/09/01 */
static bool
year_first(struct date_scan *c, struct parts *p)
{
	char sign;

	p->certain = true;
	p->year = number(c, 4, 4);
	sign = peek(c);
	if (sign != '-' && sign != '/')
		return false;
	c->i++;
	if ((p->month = number(c, 2, 2)) == -1 || peek(c) != sign)
		return false;
	c->i++;
	return (p->day = number(c, 2, 2)) != -1;
}

/* 1 Sep 2026, 01-Sep-26, 1st September 2026: from behind the day. */
static bool
month_certain(struct date_scan *c, struct parts *p, char sign)
{
	size_t n = letters(c);

	p->certain = true;
	p->month = word(months, c->s + c->i, n) + 1;
	if (p->month == 0)
		return false;
	c->i += n;
	if (sign != ' ') {
		if (peek(c) != sign)
			return false;
		c->i++;
	} else {
		if (peek(c) == '.' || peek(c) == ',')
			c->i++;
		if (!blanks(c))
			return false;
	}
	return take_year(c, p);
}

static bool
day_first(struct date_scan *c, struct parts *p)
{
	bool ordinal = false;
	size_t n;
	char sign;

	if ((p->day = number(c, 1, 2)) == -1)
		return false;
	n = letters(c);
	for (int i = 0; n == 2 && ordinals[i] != NULL && !ordinal; i++)
		ordinal = strncasecmp(c->s + c->i, ordinals[i], n) == 0;
	if (ordinal)
		c->i += n;
	sign = peek(c);
	if (sign == '\0' || strchr("/-. ", sign) == NULL)
		return false;
	c->i++;
	if (sign == ' ')
		(void)blanks(c);
	if (letters(c) > 0)
		return month_certain(c, p, sign);
	if (sign == ' ' || ordinal || (p->month = number(c, 1, 2)) == -1 ||
	    peek(c) != sign)
		return false;
	c->i++;
	return take_year(c, p);
}

/* Of two figures the latest year that does not lie past the last day. */
static int32_t
make(const struct parts *p, int month, int day, int32_t last)
{
	int32_t made;

	if (!p->short_year)
		return date_make(p->year, month, day);
	for (int century = 2100; century >= 1900 && last != DATE_NONE;
	     century -= 100) {
		made = date_make(century + p->year, month, day);
		if (made != DATE_NONE && made <= last)
			return made;
	}
	return DATE_NONE;
}

enum date_fault
date_scan_day(struct date_scan *c, int32_t last, int32_t *day)
{
	struct parts p = { 0 };
	int named = weekday(c);

	*day = DATE_NONE;
	if (figures(c) == 4 ? !year_first(c, &p) : !day_first(c, &p))
		return DATE_UNREAD;
	*day = make(&p, p.month, p.day, last);
	if (*day != DATE_NONE)
		return named != -1 && named != date_weekday(*day)
		    ? DATE_WEEKDAY : DATE_REAL;
	/* every fourth year there is a 29 February, whatever the century */
	if (!p.short_year && date_make(2000 + p.year % 400 % 200, p.month,
				 p.day) != DATE_NONE)
		return DATE_CENTURY;
	return !p.certain && make(&p, p.day, p.month, last) != DATE_NONE
	    ? DATE_MONTH_FIRST : DATE_UNREAL;
}

/* 00:00, T00:00:00.000Z, 12:00:00 AM: what stands behind a day alone. */
static void
midnight(struct date_scan *c)
{
	static const char *const ways[] = { "00:00:00", "0:00:00", "00:00",
		"0:00", "12:00:00 AM", "12:00 AM", NULL };
	struct date_scan at = *c;

	if (peek(&at) == ',')
		at.i++;
	if (peek(&at) == 'T' || peek(&at) == 't')
		at.i++;
	else if (!blanks(&at))
		return;
	for (int i = 0; ways[i] != NULL; i++) {
		size_t n = strlen(ways[i]);

		if (at.n - at.i < n ||
		    strncasecmp(at.s + at.i, ways[i], n) != 0)
			continue;
		at.i += n;
		if (n >= 7 && peek(&at) == '.')
			for (at.i++; peek(&at) == '0';)
				at.i++;
		if (peek(&at) == 'Z' || peek(&at) == 'z')
			at.i++;
		if (at.i == at.n || peek(&at) == ' ')
			*c = at;
		return;
	}
}

enum date_fault
date_order(const char *s, size_t n)
{
	struct date_scan c = { s, n, 0 };
	struct parts p = { 0 };
	bool real, turned;

	if (n < 6 || figures(&c) == 0 || figures(&c) > 2 ||
	    !day_first(&c, &p) || p.certain || c.i != n)
		return DATE_UNREAD;
	if (p.short_year) /* a leap year is a leap year in this century */
		p.year += 2000;
	real = date_make(p.year, p.month, p.day) != DATE_NONE;
	turned = date_make(p.year, p.day, p.month) != DATE_NONE;
	return real == turned ? DATE_UNREAD
	    : real ? DATE_REAL : DATE_MONTH_FIRST;
}

size_t
date_begins(int32_t *day, const char *s, size_t n, int32_t last)
{
	struct date_scan c = { s, n, 0 };

	if (date_scan_day(&c, last, day) != DATE_REAL)
		return 0;
	midnight(&c);
	return c.i == n || peek(&c) == ' ' ? c.i : 0;
}

enum date_fault
date_read(int32_t *day, const char *s, size_t n, int32_t last)
{
	struct date_scan c = { s, n, 0 };
	enum date_fault fault;

	if ((*day = date_parse(s, n)) != DATE_NONE)
		return DATE_REAL; /* as most are */
	(void)blanks(&c);
	fault = date_scan_day(&c, last, day);
	midnight(&c);
	(void)blanks(&c);
	if (fault != DATE_UNREAD && c.i != n)
		fault = DATE_UNREAD;
	if (fault != DATE_REAL)
		*day = DATE_NONE;
	return fault;
}

int32_t
date_word(const char *s, int32_t today)
{
	struct date_scan c = { s, strlen(s), 1 };
	int64_t day;
	int32_t typed;
	int v;

	if (strcasecmp(s, "today") == 0)
		day = today;
	else if (strcasecmp(s, "yesterday") == 0)
		day = (int64_t)today - 1;
	else if (strcasecmp(s, "tomorrow") == 0)
		day = (int64_t)today + 1;
	else if (s[0] == '-' || s[0] == '+') {
		v = number(&c, 1, 6);
		if (v < 0 || strcmp(s + c.i, "d") != 0)
			return DATE_NONE;
		day = (int64_t)today + (s[0] == '-' ? -v : v);
	} else {
		(void)date_read(&typed, s, c.n, date_ahead(today));
		return typed;
	}
	return day < date_make(1900, 1, 1) || day > date_make(2199, 12, 31)
	    ? DATE_NONE : (int32_t)day;
}

int32_t
date_ahead(int32_t today)
{
	int32_t last = date_add_months(today, 50 * 12);

	return last != DATE_NONE ? last : date_make(2199, 12, 31);
}

bool
date_repeatable(const char *s, size_t n)
{
	struct date_scan c = { s, n, 0 };
	size_t len;

	if (n == 0 || n > 40)
		return false;
	while (c.i < n) {
		len = letters(&c);
		if (len == 0 && !isdigit((unsigned char)s[c.i]) &&
		    strchr("-:+.,/ ", s[c.i]) == NULL)
			return false;
		if (len > 2 && word(months, s + c.i, len) == -1 &&
		    word(weekdays, s + c.i, len) == -1)
			return false;
		c.i += len > 0 ? len : 1;
	}
	return true;
}

/* What is wrong with a day, or how one is written. */
static const char *
advice(enum date_fault fault)
{
	switch (fault) {
	case DATE_MONTH_FIRST:
		return FORMS ", the day first and then the month";
	case DATE_WEEKDAY:
		return "look at the weekday, which is that of another day";
	case DATE_CENTURY:
		return "look at the century";
	default:
		return FORMS;
	}
}

int
date_refuse(struct err *err, enum status status, const char *what,
    const char *s, size_t n, int32_t last)
{
	int32_t day;
	enum date_fault fault = date_read(&day, s, n, last);

	if (date_repeatable(s, n))
		return err_set(err, status, "bad-date", "%s must be a real "
		    "date. You typed %.*s; %s.", what, (int)n, s,
		    advice(fault));
	return err_set(err, status, "bad-date", "%s must be a real date; %s.",
	    what, advice(fault));
}

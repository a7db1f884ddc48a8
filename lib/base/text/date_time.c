/* SPDX-License-Identifier: ISC */
#include <string.h>
#include <strings.h>
#include <time.h>

#include "date_own.h"

#define DAY 86400
#define HOUR 3600

static bool
taken(int64_t t)
{
	return t >= (int64_t)date_make(1900, 1, 1) * DAY &&
	    t < ((int64_t)date_make(2199, 12, 31) + 1) * DAY;
}

static int32_t
floor_day(int64_t t)
{
	return (int32_t)((t >= 0 ? t : t - (DAY - 1)) / DAY);
}

/* The days on which British Summer Time begins and ends in a day's year. */
static void
summer(int32_t day, int32_t *begins, int32_t *ends)
{
	int y, m, d;

	date_split(day, &y, &m, &d);
	*begins = date_make(y, 3, 31);
	*ends = date_make(y, 10, 31);
	if (*begins == DATE_NONE) {
		*begins = *ends = day;
		return;
	}
	*begins -= (date_weekday(*begins) + 1) % 7;
	*ends -= (date_weekday(*ends) + 1) % 7;
}

/* Seconds that London is ahead at an instant. */
static int
ahead(int64_t t)
{
	int32_t begins, ends;

	summer(floor_day(t), &begins, &ends);
	return t >= (int64_t)begins * DAY + HOUR &&
	    t < (int64_t)ends * DAY + HOUR ? HOUR : 0;
}

/* Of a local time that came twice the first; -1 when it never came. */
static int
from_local(int64_t local, int64_t *t)
{
	int32_t begins, ends;
	int64_t on, off;

	summer(floor_day(local), &begins, &ends);
	on = (int64_t)begins * DAY + HOUR;
	off = (int64_t)ends * DAY + 2 * HOUR;
	*t = local;
	if (local < on || local >= off)
		return 0;
	*t = local - HOUR;
	return *t < on ? -1 : 0;
}

static int
two(struct date_scan *c)
{
	const char *p = c->s + c->i;

	if (c->n - c->i < 2 || p[0] < '0' || p[0] > '9' || p[1] < '0' ||
	    p[1] > '9')
		return -1;
	c->i += 2;
	return (p[0] - '0') * 10 + p[1] - '0';
}

static bool
take(struct date_scan *c, char a, char b)
{
	if (c->i == c->n || (c->s[c->i] != a && c->s[c->i] != b))
		return false;
	c->i++;
	return true;
}

/* ":SS" and a fraction, both optional; the second or -1. */
static int
seconds(struct date_scan *c)
{
	size_t start;
	int v;

	if (!take(c, ':', ':'))
		return 0;
	if ((v = two(c)) < 0 || !take(c, '.', '.'))
		return v;
	start = c->i;
	while (c->i < c->n && c->s[c->i] >= '0' && c->s[c->i] <= '9')
		c->i++;
	return c->i == start ? -1 : v;
}

/* "Z", "+01:00", " BST", " GMT" or nothing, which leaves *local set. */
static int
offset(struct date_scan *c, int *off, bool *local)
{
	int h, m;
	bool west;

	*off = 0;
	*local = c->i == c->n;
	if (*local || take(c, 'Z', 'z'))
		return 0;
	if (c->n - c->i == 4 && strncasecmp(c->s + c->i, " BST", 4) == 0)
		*off = HOUR;
	if (c->n - c->i == 4 && (*off == HOUR ||
	    strncasecmp(c->s + c->i, " GMT", 4) == 0)) {
		c->i = c->n;
		return 0;
	}
	west = c->s[c->i] == '-';
	if (!take(c, '+', '-') || (h = two(c)) < 0 || !take(c, ':', ':') ||
	    (m = two(c)) < 0 || h > 23 || m > 59)
		return -1;
	*off = (h * 60 + m) * 60 * (west ? -1 : 1);
	return 0;
}

static int
refuse(struct err *err, const struct date_scan *c, const char *what,
    const char *advice)
{
	if (date_repeatable(c->s, c->n))
		return err_set(err, ST_DATA, "bad-time",
		    "%s. You typed %.*s%s.", what, (int)c->n, c->s, advice);
	return err_set(err, ST_DATA, "bad-time", "%s%s.", what, advice);
}

static int
no_time(struct err *err, const struct date_scan *c)
{
	return refuse(err, c, "A time must be a real one",
	    "; write it like 1/9/2026 14:30 or 2026-09-01T14:30");
}

/* The time of a day, from its hour to the end of the scan. */
static int
clock_of(struct date_scan *c, int32_t day, int hour, int64_t *out,
    struct err *err)
{
	int min, sec, off;
	bool local;
	int64_t t;

	if (hour < 0 || !take(c, ':', ':') || (min = two(c)) < 0 ||
	    (sec = seconds(c)) < 0 || offset(c, &off, &local) == -1 ||
	    c->i != c->n || hour > 23 || min > 59 || sec > 59)
		return no_time(err, c);

	t = (int64_t)day * DAY + hour * HOUR + min * 60 + sec - off;
	if (local && from_local(t, &t) == -1)
		return refuse(err, c, "That time does not exist: the "
		    "clocks go from 01:00 to 02:00 that night", "");
	if (!taken(t))
		return no_time(err, c);
	*out = t;
	return 0;
}

int
time_parse(const char *s, size_t n, int64_t *out, struct err *err)
{
	struct date_scan c = { s, n, DATE_LEN - 1 };
	int32_t day;

	if (n < DATE_LEN ||
	    (day = date_parse(s, DATE_LEN - 1)) == DATE_NONE ||
	    (!take(&c, 'T', 't') && !take(&c, ' ', ' ')))
		return no_time(err, &c);
	return clock_of(&c, day, two(&c), out, err);
}

/* Who writes the hour with one figure writes a blank before it. */
static int
short_hour(struct date_scan *c)
{
	const char *p = c->s + c->i;

	if (c->n - c->i < 2 || p[0] < '0' || p[0] > '9' || p[1] != ':')
		return two(c);
	c->i++;
	return p[0] - '0';
}

int
time_read(const char *s, size_t n, int32_t last, int64_t *out,
    struct err *err)
{
	struct date_scan c = { s, n, 0 };
	int32_t day;

	if (date_scan_day(&c, last, &day) != DATE_REAL)
		return no_time(err, &c);
	if (take(&c, 'T', 't'))
		return clock_of(&c, day, two(&c), out, err);
	(void)take(&c, ',', ',');
	if (!take(&c, ' ', ' '))
		return no_time(err, &c);
	while (take(&c, ' ', ' '))
		continue;
	return clock_of(&c, day, short_hour(&c), out, err);
}

static void
put(char *out, int32_t v)
{
	out[0] = (char)('0' + v / 10);
	out[1] = (char)('0' + v % 10);
}

void
time_format(int64_t t, char out[TIME_LEN])
{
	int32_t day, s;

	out[0] = '\0';
	if (!taken(t))
		return;
	day = floor_day(t);
	s = (int32_t)(t - (int64_t)day * DAY);
	date_format(day, out);
	memcpy(out + 10, "T00:00:00Z", 11);
	put(out + 11, s / HOUR);
	put(out + 14, s / 60 % 60);
	put(out + 17, s % 60);
}

void
time_format_local(int64_t t, char out[TIME_LOCAL])
{
	char utc[TIME_LEN];
	int64_t twin = t + (ahead(t) == 0 ? -HOUR : HOUR), local;

	out[0] = '\0';
	if (!taken(t))
		return;
	local = t + ahead(t);
	time_format(local, utc);
	memcpy(out, utc, 16);
	out[10] = ' ';
	out[16] = '\0';
	if (twin + ahead(twin) == local) /* it came twice */
		memcpy(out + 16, ahead(t) == 0 ? " GMT" : " BST", 5);
}

int32_t
time_day(int64_t t)
{
	return taken(t) ? floor_day(t + ahead(t)) : DATE_NONE;
}

/* Midnight in London is never within the hour that is lost or doubled. */
int64_t
time_of_day_start(int32_t day)
{
	int64_t t;

	(void)from_local((int64_t)day * DAY, &t);
	return t;
}

int64_t
time_of_day_end(int32_t day)
{
	int64_t t;

	(void)from_local(((int64_t)day + 1) * DAY, &t);
	return t - 1;
}

int64_t
time_now(void)
{
	return (int64_t)time(NULL);
}

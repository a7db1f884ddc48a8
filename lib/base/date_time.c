/* SPDX-License-Identifier: ISC */
#include "base/date.h"

#include <string.h>
#include <time.h>

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

struct scan {
	const char *s;
	size_t n, i;
};

static int
two(struct scan *c)
{
	const char *p = c->s + c->i;

	if (c->n - c->i < 2 || p[0] < '0' || p[0] > '9' || p[1] < '0' ||
	    p[1] > '9')
		return -1;
	c->i += 2;
	return (p[0] - '0') * 10 + p[1] - '0';
}

static bool
take(struct scan *c, char a, char b)
{
	if (c->i == c->n || (c->s[c->i] != a && c->s[c->i] != b))
		return false;
	c->i++;
	return true;
}

/* ":SS" and a fraction, both optional; the second or -1. */
static int
seconds(struct scan *c)
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

/* "Z", "+01:00" or nothing, which leaves *local set. */
static int
offset(struct scan *c, int *off, bool *local)
{
	int h, m;
	bool west;

	*off = 0;
	*local = c->i == c->n;
	if (*local || take(c, 'Z', 'z'))
		return 0;
	west = c->s[c->i] == '-';
	if (!take(c, '+', '-') || (h = two(c)) < 0 || !take(c, ':', ':') ||
	    (m = two(c)) < 0 || h > 23 || m > 59)
		return -1;
	*off = (h * 60 + m) * 60 * (west ? -1 : 1);
	return 0;
}

static int
refuse(struct err *err, const char *s, size_t n, const char *what)
{
	size_t i;

	/* Signs of a time: no word of a child's may get into a log. */
	for (i = 0; i < n && memchr("0123456789-:+.,/TtZz ", s[i], 21) != NULL;
	    i++)
		continue;
	if (n == 0 || n > 40 || i < n)
		return err_set(err, ST_DATA, "bad-time", "%s.", what);
	return err_set(err, ST_DATA, "bad-time", "%s. You typed %.*s.", what,
	    (int)n, s);
}

int
time_parse(const char *s, size_t n, int64_t *out, struct err *err)
{
	static const char bad[] = "A time must be a real one, written like "
	    "2026-09-01T14:30 or 2026-09-01T14:30:00+01:00";
	struct scan c = {s, n, DATE_LEN - 1};
	int32_t day;
	int64_t t;
	int hour, min, sec, off;
	bool local;

	if (n < DATE_LEN ||
	    (day = date_parse(s, DATE_LEN - 1)) == DATE_NONE ||
	    (!take(&c, 'T', 't') && !take(&c, ' ', ' ')) ||
	    (hour = two(&c)) < 0 || !take(&c, ':', ':') ||
	    (min = two(&c)) < 0 || (sec = seconds(&c)) < 0 ||
	    offset(&c, &off, &local) == -1 || c.i != n || hour > 23 ||
	    min > 59 || sec > 59)
		return refuse(err, s, n, bad);

	t = (int64_t)day * DAY + hour * HOUR + min * 60 + sec - off;
	if (local && from_local(t, &t) == -1)
		return refuse(err, s, n, "That time does not exist: the "
		    "clocks go from 01:00 to 02:00 that night");
	if (!taken(t))
		return refuse(err, s, n, bad);
	*out = t;
	return 0;
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
time_format_local(int64_t t, char out[17])
{
	char utc[TIME_LEN];

	out[0] = '\0';
	if (!taken(t))
		return;
	time_format(t + ahead(t), utc);
	memcpy(out, utc, 16);
	out[10] = ' ';
	out[16] = '\0';
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

/* SPDX-License-Identifier: ISC */
#include "base/text/date.h"

#include <string.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2199

static bool
leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length(int year, int month)
{
	static const int len[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && leap(year) ? 29 : len[month - 1];
}

int32_t
date_make(int year, int month, int day)
{
	int era, yoe, doy, doe;

	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 ||
	    day < 1 || day > month_length(year, month))
		return DATE_NONE;

	/* Years that begin in March, so that the leap day comes last. */
	if (month <= 2)
		year--;
	era = year / 400;
	yoe = year - era * 400;
	doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

void
date_split(int32_t day, int *year, int *month, int *mday)
{
	int64_t z, era, doe, yoe, doy, mp;

	z = (int64_t)day + 719468;
	era = (z >= 0 ? z : z - 146096) / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	*mday = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2 ? 1 : 0));
}

int
date_weekday(int32_t day)
{
	return (int)((((int64_t)day + 3) % 7 + 7) % 7);
}

/* A number of min to max digits from s[*i] on; -1 when there is none. */
static int
number(const char *s, size_t n, size_t *i, size_t min, size_t max)
{
	size_t start = *i;
	int v = 0;

	while (*i < n && *i - start < max && s[*i] >= '0' && s[*i] <= '9')
		v = v * 10 + (s[(*i)++] - '0');
	return *i - start < min ? -1 : v;
}

int32_t
date_parse(const char *s, size_t n)
{
	size_t i = 0;
	int year, month, day;

	if (n != DATE_LEN - 1)
		return DATE_NONE;
	if ((year = number(s, n, &i, 4, 4)) < 0 || s[i++] != '-')
		return DATE_NONE;
	if ((month = number(s, n, &i, 2, 2)) < 0 || s[i++] != '-')
		return DATE_NONE;
	if ((day = number(s, n, &i, 2, 2)) < 0)
		return DATE_NONE;
	return date_make(year, month, day);
}

static void
digits(char *out, int v, int width)
{
	while (width-- > 0) {
		out[width] = (char)('0' + v % 10);
		v /= 10;
	}
}

void
date_format(int32_t day, char out[DATE_LEN])
{
	int y, m, d;

	out[0] = '\0';
	if (day == DATE_NONE)
		return;
	date_split(day, &y, &m, &d);
	digits(out, y, 4);
	out[4] = '-';
	digits(out + 5, m, 2);
	out[7] = '-';
	digits(out + 8, d, 2);
	out[10] = '\0';
}

void
date_format_long(int32_t day, char out[DATE_LONG])
{
	static const char *const month[] = {"January", "February", "March",
	    "April", "May", "June", "July", "August", "September", "October",
	    "November", "December"};
	int y, m, d;
	size_t n, len;

	out[0] = '\0';
	if (day == DATE_NONE)
		return;
	date_split(day, &y, &m, &d);
	n = d < 10 ? 1 : 2;
	digits(out, d, (int)n);
	out[n++] = ' ';
	len = strlen(month[m - 1]);
	memcpy(out + n, month[m - 1], len);
	n += len;
	out[n++] = ' ';
	digits(out + n, y, 4);
	out[n + 4] = '\0';
}

int32_t
date_add_months(int32_t day, int months)
{
	int y, m, d, len;
	int64_t total, year;

	if (day == DATE_NONE)
		return DATE_NONE;
	date_split(day, &y, &m, &d);
	total = (int64_t)y * 12 + m - 1 + months;
	year = total / 12;
	if (year < YEAR_MIN || year > YEAR_MAX)
		return DATE_NONE;
	m = (int)(total % 12) + 1;
	len = month_length((int)year, m);
	return date_make((int)year, m, d < len ? d : len);
}

int
date_age(int32_t born, int32_t day)
{
	int by, bm, bd, y, m, d;

	date_split(born, &by, &bm, &bd);
	date_split(day, &y, &m, &d);
	return y - by - (m < bm || (m == bm && d < bd) ? 1 : 0);
}

/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/core/mem.h"

/*
 * The Gregorian calendar that libical counts recurrences with, under the
 * names by which it asks ICU for one.  ICU knows every calendar of the
 * world; linked in, that is 36 MB, and as the system's library it doubles
 * the time in which every command starts.  Should libical come to ask for
 * more than this, it does not link.  With the system's libraries (SHARED)
 * this file is left out.
 *
 * Times are those on the wall, without a zone: libical puts in and takes
 * out fields alone.  Fields that are set run over into one another when one
 * is read; of day of the month and day of the year the one set last counts.
 */

struct calendar {
	int32_t year, month, mday, yday; /* month from 0, the others from 1 */
	int32_t hour, minute, second;
	bool by_yday;
	int32_t first_day, least_days; /* of a week; Sunday is 1 */
};

/* UCalendar is nobody's struct, but a pointer to void. */
static struct calendar *
own(const UCalendar *cal)
{
	return (struct calendar *)(uintptr_t)cal;
}

static int64_t
floored(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Days from 1970-01-01 to the first of a month, which may be any number. */
static int64_t
month_begins(int64_t year, int64_t month)
{
	static const short before[] = { 0, 31, 59, 90, 120, 151, 181, 212,
		243, 273, 304, 334 };
	int64_t y = year + floored(month, 12), last;

	month -= floored(month, 12) * 12;
	last = month < 2 ? y - 1 : y; /* whose leap day is past */
	return 365 * (y - 1970) + before[month] + floored(last, 4) -
	    floored(last, 100) + floored(last, 400) - 477;
}

static int64_t
day_of(const struct calendar *c)
{
	return c->by_yday ? month_begins(c->year, 0) + c->yday - 1 :
	    month_begins(c->year, c->month) + c->mday - 1;
}

static void
set_day(struct calendar *c, int64_t day)
{
	/* never past it */
	int64_t year = 1970 + floored(day, day < 0 ? 365 : 366);

	while (month_begins(year + 1, 0) <= day)
		year++;
	c->year = (int32_t)year;
	c->yday = (int32_t)(day - month_begins(year, 0)) + 1;
	c->month = 0;
	while (month_begins(year, c->month + 1) <= day)
		c->month++;
	c->mday = (int32_t)(day - month_begins(year, c->month)) + 1;
	c->by_yday = false;
}

static int64_t
seconds_of(const struct calendar *c)
{
	return day_of(c) * 86400 + (int64_t)c->hour * 3600 +
	    (int64_t)c->minute * 60 + c->second;
}

static void
set_seconds(struct calendar *c, int64_t s)
{
	int64_t day = floored(s, 86400);

	set_day(c, day);
	s -= day * 86400;
	c->hour = (int32_t)(s / 3600);
	c->minute = (int32_t)(s / 60 % 60);
	c->second = (int32_t)(s % 60);
}

static int32_t
weekday(int64_t day)
{
	return (int32_t)(day + 4 - floored(day + 4, 7) * 7) + 1;
}

/* The first day of the year's first week. */
static int64_t
weeks_begin(const struct calendar *c, int32_t year)
{
	int64_t day = month_begins(year, 0);
	int32_t into = (weekday(day) - c->first_day + 7) % 7;

	return day - into + (7 - into < c->least_days ? 7 : 0);
}

static int32_t
week_of(const struct calendar *c)
{
	int64_t day = day_of(c), begins = weeks_begin(c, c->year);

	if (day < begins)
		begins = weeks_begin(c, c->year - 1);
	else if (day >= weeks_begin(c, c->year + 1))
		begins = weeks_begin(c, c->year + 1);
	return (int32_t)((day - begins) / 7) + 1;
}

static int32_t
month_length(int32_t year, int32_t month)
{
	return (int32_t)(month_begins(year, month + 1) -
	    month_begins(year, month));
}

static void
add_months(struct calendar *c, int64_t months)
{
	int64_t month = c->month + months;

	c->year += (int32_t)floored(month, 12);
	c->month = (int32_t)(month - floored(month, 12) * 12);
	if (c->mday > month_length(c->year, c->month))
		c->mday = month_length(c->year, c->month);
}

UCalendar *
ucal_open(const UChar *zone, int32_t len, const char *locale,
    UCalendarType type, UErrorCode *status)
{
	struct calendar *c = mem_alloc(sizeof(*c));

	(void)zone, (void)len, (void)locale, (void)type, (void)status;
	*c = (struct calendar){ .year = 1970, .mday = 1, .first_day = 2,
		.least_days = 4 };
	return (UCalendar *)c;
}

void
ucal_close(UCalendar *cal)
{
	free(cal);
}

void
ucal_set(UCalendar *cal, UCalendarDateFields field, int32_t value)
{
	struct calendar *c = own(cal);

	if (field == UCAL_YEAR)
		c->year = value;
	else if (field == UCAL_MONTH)
		c->month = value;
	else if (field == UCAL_DAY_OF_MONTH) {
		c->mday = value;
		c->by_yday = false;
	} else if (field == UCAL_DAY_OF_YEAR) {
		c->yday = value;
		c->by_yday = true;
	} else if (field == UCAL_HOUR_OF_DAY)
		c->hour = value;
	else if (field == UCAL_MINUTE)
		c->minute = value;
	else if (field == UCAL_SECOND)
		c->second = value;
}

int32_t
ucal_get(const UCalendar *cal, UCalendarDateFields field, UErrorCode *status)
{
	struct calendar *c = own(cal);

	(void)status;
	set_seconds(c, seconds_of(c));
	if (field == UCAL_YEAR)
		return c->year;
	if (field == UCAL_MONTH)
		return c->month;
	if (field == UCAL_DAY_OF_MONTH)
		return c->mday;
	if (field == UCAL_DAY_OF_YEAR)
		return c->yday;
	if (field == UCAL_DAY_OF_WEEK)
		return weekday(day_of(c));
	if (field == UCAL_WEEK_OF_YEAR)
		return week_of(c);
	if (field == UCAL_HOUR_OF_DAY)
		return c->hour;
	if (field == UCAL_MINUTE)
		return c->minute;
	return field == UCAL_SECOND ? c->second : 0; /* no month is leap */
}

void
ucal_add(UCalendar *cal, UCalendarDateFields field, int32_t n,
    UErrorCode *status)
{
	struct calendar *c = own(cal);
	int64_t unit = field == UCAL_DAY_OF_MONTH ? 86400 :
	    field == UCAL_HOUR_OF_DAY ? 3600 : field == UCAL_MINUTE ? 60 : 1;

	(void)status;
	set_seconds(c, seconds_of(c));
	if (field == UCAL_YEAR)
		add_months(c, (int64_t)n * 12);
	else if (field == UCAL_MONTH)
		add_months(c, n);
	else
		set_seconds(c, seconds_of(c) + n * unit);
}

/* The least and the greatest are not asked for, but of weeks and months. */
int32_t
ucal_getLimit(const UCalendar *cal, UCalendarDateFields field,
    UCalendarLimitType type, UErrorCode *status)
{
	const struct calendar *c = own(cal);

	(void)status;
	if (field == UCAL_MONTH)
		return 11;
	if (field == UCAL_WEEK_OF_YEAR)
		return 53;
	if (field == UCAL_DAY_OF_YEAR)
		return type == UCAL_MAXIMUM ? 366 :
		    (int32_t)(month_begins(c->year + 1, 0) -
		    month_begins(c->year, 0));
	return type == UCAL_MAXIMUM ? 31 : month_length(c->year, c->month);
}

UDate
ucal_getMillis(const UCalendar *cal, UErrorCode *status)
{
	(void)status;
	return (UDate)seconds_of(own(cal)) * 1000;
}

void
ucal_setMillis(UCalendar *cal, UDate millis, UErrorCode *status)
{
	(void)status;
	set_seconds(own(cal), (int64_t)floor(millis / 1000));
}

void
ucal_setDate(UCalendar *cal, int32_t year, int32_t month, int32_t mday,
    UErrorCode *status)
{
	(void)status;
	ucal_set(cal, UCAL_YEAR, year);
	ucal_set(cal, UCAL_MONTH, month);
	ucal_set(cal, UCAL_DAY_OF_MONTH, mday);
}

void
ucal_setDateTime(UCalendar *cal, int32_t year, int32_t month, int32_t mday,
    int32_t hour, int32_t minute, int32_t second, UErrorCode *status)
{
	ucal_setDate(cal, year, month, mday, status);
	ucal_set(cal, UCAL_HOUR_OF_DAY, hour);
	ucal_set(cal, UCAL_MINUTE, minute);
	ucal_set(cal, UCAL_SECOND, second);
}

void
ucal_setAttribute(UCalendar *cal, UCalendarAttribute attribute, int32_t n)
{
	if (attribute == UCAL_FIRST_DAY_OF_WEEK)
		own(cal)->first_day = n;
	else if (attribute == UCAL_MINIMAL_DAYS_IN_FIRST_WEEK)
		own(cal)->least_days = n;
}

/* No rule that names its calendar comes as far as libical. */
UEnumeration *
ucal_getKeywordValuesForLocale(const char *key, const char *locale,
    UBool often, UErrorCode *status)
{
	(void)key, (void)locale, (void)often, (void)status;
	return NULL;
}

const char *
uenum_next(UEnumeration *en, int32_t *len, UErrorCode *status)
{
	(void)en, (void)len, (void)status;
	return NULL;
}

void
uenum_close(UEnumeration *en)
{
	(void)en;
}

int32_t
uloc_setKeywordValue(const char *key, const char *value, char *locale,
    int32_t size, UErrorCode *status)
{
	(void)key, (void)value, (void)locale, (void)size, (void)status;
	return 0;
}

UChar *
u_strFromUTF8Lenient(UChar *zone, int32_t size, int32_t *len,
    const char *name, int32_t n, UErrorCode *status)
{
	(void)size, (void)len, (void)name, (void)n, (void)status;
	return zone;
}

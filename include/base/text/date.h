/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_DATE_H
#define VIGIL_BASE_DATE_H

/*
 * Days and instants.  A day is a count of days from 1970-01-01 in the
 * proleptic Gregorian calendar; an instant is seconds from the epoch, UTC.
 * Local time is Europe/London by its rule in law since 1996 (BST from the
 * last Sunday of March 01:00 UTC to the last Sunday of October 01:00 UTC),
 * computed here, so that no answer depends on the machine's zone files.
 * Years 1900 to 2199 are taken.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/err.h"

#define DATE_NONE INT32_MIN
#define TIME_NONE INT64_MIN
#define DATE_LEN 11 /* "2026-09-01" and its NUL */
#define TIME_LEN 21 /* "2026-09-01T08:00:00Z" and its NUL */
#define TIME_LOCAL 21 /* "2026-10-25 01:30 BST" and its NUL */
#define DATE_LONG 18 /* "30 September 2026" and its NUL */

int32_t date_make(int year, int month, int day); /* DATE_NONE: no such day */
void date_split(int32_t day, int *year, int *month, int *mday);
int date_weekday(int32_t day); /* 0 is Monday */

/* Exactly "YYYY-MM-DD"; DATE_NONE when it is not, or no real day. */
int32_t date_parse(const char *, size_t n);
void date_format(int32_t day, char out[DATE_LEN]);

/* As a sentence says it: "1 September 2026". */
void date_format_long(int32_t day, char out[DATE_LONG]);

/*
 * A day as people type it, in spreadsheets, records, options and answers
 * alike: 2026-09-01, 2026/09/01, 1/9/2026, 01-09-2026, 1.9.2026, 1 Sep 2026,
 * 01-Sep-26, 1st September 2026; a weekday may stand before, and must be that
 * day's, and a midnight behind.  The day comes first: the month first is
 * never guessed.  Of two figures of a year that one is meant which makes the
 * latest day up to last (with DATE_NONE they are refused): today where it is
 * a birthday, else date_ahead().
 */
enum date_fault {
	DATE_REAL,
	DATE_UNREAD,	  /* it is not written so */
	DATE_UNREAL,	  /* there is no such day */
	DATE_MONTH_FIRST, /* nor is there; were the month first, there is */
	DATE_WEEKDAY,	  /* that day is another weekday */
	DATE_CENTURY	  /* the year is none that is taken */
};

/* *day is DATE_NONE when it is not DATE_REAL. */
enum date_fault date_read(int32_t *day, const char *, size_t n, int32_t last);

/*
 * Of a day in figures with day and month in doubt, by what is real: DATE_REAL
 * for the day first alone, DATE_MONTH_FIRST for the month first alone.  Else,
 * where both are and where there is no such doubt, DATE_UNREAD.
 */
enum date_fault date_order(const char *, size_t n);

/* The bytes of a day that a text begins with, up to a blank; 0 for none. */
size_t date_begins(int32_t *day, const char *, size_t n, int32_t last);

int32_t date_ahead(int32_t today); /* fifty years on */

/*
 * "WHAT must be a real date. You typed …; write it like …", or what is wrong
 * with this one; code "bad-date".  What was typed is repeated where it is
 * short and only figures, signs and a date's words.  Returns -1.
 */
int date_refuse(struct err *, enum status, const char *what, const char *,
    size_t n, int32_t last);

/*
 * The same day so many months on (or back); where that month has no such
 * day, its last one.  29 February plus 12 months is the 28th.
 */
int32_t date_add_months(int32_t day, int months);

/*
 * Whole years of age on a day.  Who was born on 29 February is a year older
 * on 1 March of a year without one.
 */
int date_age(int32_t born, int32_t day);

/*
 * An RFC 3339 time.  Without an offset it is London's: a local time that did
 * not exist is refused, of one that came twice the first counts.  "T" or a
 * blank between date and time, seconds optional, a fraction is cut off;
 * second 60 is refused; " BST" and " GMT" are offsets.  0, or -1 with
 * ST_DATA, code "bad-time", and a sentence that repeats what was typed where
 * date_refuse() would.
 */
int time_parse(const char *, size_t n, int64_t *, struct err *);

/*
 * A time as people type it: a day as date_read() takes it, "T", a blank or a
 * comma and a blank, and a time as above; the hour may have one figure after
 * a blank, and BST or GMT may stand at the end.  Errors as time_parse().
 */
int time_read(const char *, size_t n, int32_t last, int64_t *, struct err *);

/* An instant outside the years taken (TIME_NONE too) is written as "". */
void time_format(int64_t, char out[TIME_LEN]);	   /* UTC, with Z */

/*
 * "2026-09-01 09:00" in London; of an hour that came twice BST or GMT stands
 * behind, so that time_read() takes it for the same instant.
 */
void time_format_local(int64_t, char out[TIME_LOCAL]);

/* The London day an instant falls on; DATE_NONE outside the years taken. */
int32_t time_day(int64_t);

int64_t time_of_day_end(int32_t day); /* its last second in London */
int64_t time_of_day_start(int32_t day);
int64_t time_now(void);	      /* the machine's clock */

/*
 * A day as typed on an option: as date_read() takes it, today, yesterday,
 * tomorrow, -14d, +3d; today is the given one.  DATE_NONE when it is none of
 * these.
 */
int32_t date_word(const char *, int32_t today);

#endif

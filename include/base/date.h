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

#include "base/err.h"

#define DATE_NONE INT32_MIN
#define TIME_NONE INT64_MIN
#define DATE_LEN 11 /* "2026-09-01" and its NUL */
#define TIME_LEN 21 /* "2026-09-01T08:00:00Z" and its NUL */
#define DATE_LONG 18 /* "30 September 2026" and its NUL */

int32_t date_make(int year, int month, int day); /* DATE_NONE: no such day */
void date_split(int32_t day, int *year, int *month, int *mday);
int date_weekday(int32_t day); /* 0 is Monday */

/* Exactly "YYYY-MM-DD"; DATE_NONE when it is not, or no real day. */
int32_t date_parse(const char *, size_t n);
void date_format(int32_t day, char out[DATE_LEN]);

/* As a sentence says it: "1 September 2026". */
void date_format_long(int32_t day, char out[DATE_LONG]);

/* "dd/mm/yyyy" (also d/m/yyyy) as spreadsheets of English schools write. */
int32_t date_parse_british(const char *, size_t n);

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
 * second 60 is refused.  0, or -1 with ST_DATA, code "bad-time", and a
 * sentence that repeats what was typed where it is short and has a time's
 * signs only.
 */
int time_parse(const char *, size_t n, int64_t *, struct err *);

/* An instant outside the years taken (TIME_NONE too) is written as "". */
void time_format(int64_t, char out[TIME_LEN]);	   /* UTC, with Z */
void time_format_local(int64_t, char out[17]);	   /* "2026-09-01 09:00" */

/* The London day an instant falls on; DATE_NONE outside the years taken. */
int32_t time_day(int64_t);

int64_t time_of_day_end(int32_t day); /* its last second in London */
int64_t time_of_day_start(int32_t day);
int64_t time_now(void);	      /* the machine's clock */

/*
 * A day as typed on an option: YYYY-MM-DD, today, yesterday, tomorrow, -14d,
 * +3d; today is the given one.  DATE_NONE when it is none of these.
 */
int32_t date_word(const char *, int32_t today);

#endif

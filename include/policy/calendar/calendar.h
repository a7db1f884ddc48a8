/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_CALENDAR_H
#define VIGIL_POLICY_CALENDAR_H

/*
 * The school's year: terms, sessions, INSET days, closures, bank holidays;
 * and every count of school days, working days and calendar days in vigil.
 *
 * A school day is Monday to Friday inside a term, less INSET days, closures
 * and bank holidays (Education Act 1996 s579: a day with a session).  A
 * working day is Monday to Friday less the bank holidays of England and
 * Wales.  Day 0 is the day something happens; "within n days" ends with the
 * n-th such day after it.  Nothing is ever guessed outside what the calendar
 * covers: school days by its covers, working days by the whole years from
 * the first to the last that its bank holidays' covers name.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/core/err.h"

enum { SESSION_AM = 1, SESSION_PM = 2 };

enum day_unit {
	UNIT_DAYS,
	UNIT_SCHOOL_DAYS,
	UNIT_WORKING_DAYS,
	UNIT_MONTHS /* to the same day so many months on */
};

struct term {
	char year[8];	/* "2025-26" */
	char name[32];	/* "Autumn 1" */
	int32_t from, to;
};

struct holiday {
	int32_t day;
	char title[48];
};

/* What a calendar says, entry by entry. */
enum calendar_what {
	CALENDAR_TERM,
	CALENDAR_INSET,
	CALENDAR_CLOSURE,
	CALENDAR_SHORT_DAY,
	CALENDAR_BANK_HOLIDAY
};

struct calendar_entry {
	enum calendar_what what;
	int32_t from, to;  /* the same day, save of a term */
	const char *year;  /* of a term, else NULL */
	const char *name;  /* the term's, the reason, the title; or NULL */
	int sessions;	   /* of a short day, else 0 */
};

struct calendar;

/*
 * From a YAML text in the contract's form (section 3); name is what errors
 * call it.  Checked: kind, real dates, from not after to, terms in order,
 * not overlapping, inside what is covered and inside their school year, six
 * half terms a school year that is covered whole, short_days' sessions, no
 * year of the bank holidays without any.  ST_CONFIG with file and line.
 */
int calendar_read(struct calendar **, const char *yaml, size_t n,
    const char *name, struct err *);
void calendar_free(struct calendar *);

/*
 * Everything that is wrong with such a text, or doubtful though it can be
 * used (a term that seems to be missing, a day that is two things), with
 * its line; as at a day, since a calendar may end too soon.  Returns -1 for
 * what is no calendar at all, and when told fails.
 */
enum calendar_remark { REMARK_WRONG, REMARK_DOUBTFUL };
typedef int calendar_told(void *arg, enum calendar_remark, int line,
    const char *what, struct err *);
int calendar_check(const char *yaml, size_t n, const char *name,
    int32_t today, calendar_told *, void *arg, struct err *);

/* Each entry in turn: terms first, bank holidays last; by day within. */
typedef int calendar_row(void *arg, const struct calendar_entry *,
    struct err *);
int calendar_each(const struct calendar *, calendar_row *, void *arg,
    struct err *);

/* The first and last day covered; of the unit only these two have one. */
void calendar_coverage(const struct calendar *, enum day_unit, int32_t *from,
    int32_t *to);

/* Whether a day is, of these two; ST_CONFIG, which names what to extend. */
int calendar_covered(const struct calendar *, enum day_unit, int32_t day,
    struct err *);

/* The calendar as a text that calendar_read() takes. */
void calendar_write(struct buf *, const struct calendar *);

/*
 * The same text with what another source says taken in: the government's
 * JSON of bank holidays (whole years, of which it replaces the days), or a
 * school's iCalendar file (RFC 5545), by the convention of calendar-add(1).
 * told gets a line for each bank holiday that is new or goes, and for each
 * event what it was taken for.  ST_DATA.
 */
int calendar_add_bank(struct buf *, const struct calendar *,
    const char *json, size_t n, const char *name, struct buf *told,
    struct err *);
int calendar_add_ics(struct buf *, const struct calendar *, const char *ics,
    size_t n, const char *name, struct buf *told, struct err *);

bool calendar_covers_school(const struct calendar *, int32_t day);

/* False on a day not covered: ask that first. */
bool calendar_is_school_day(const struct calendar *, int32_t day);

/* SESSION_AM | SESSION_PM, 0 when it is no school day. */
int calendar_sessions(const struct calendar *, int32_t day);

/*
 * The half term a day belongs to: its own, or the earlier one of the two it
 * lies between.  NULL before the first and where nothing is covered.
 */
const struct term *calendar_half_term(const struct calendar *, int32_t day);

/*
 * Why a day is no school day, for a sentence: a bank holiday's title, the
 * reason of a closure, "an INSET day", "a weekend", "in the holidays", "not
 * in the calendar".  NULL on a school day.
 */
const char *calendar_why_closed(const struct calendar *, int32_t day);

/*
 * The n-th such day after (or, n negative, before) a day.  n 0 gives the day
 * itself.  ST_CONFIG, code "calendar", when the count leaves what is
 * covered; the sentence names the calendar, the hint the file to extend.
 * Days and months need no calendar: it may be NULL.
 */
int calendar_add(const struct calendar *, enum day_unit, int32_t from, int n,
    int32_t *out, struct err *);

/*
 * Days of a unit, not months, from (not counting it) to to (counting it);
 * negative when to comes first.
 */
int calendar_count(const struct calendar *, enum day_unit, int32_t from,
    int32_t to, int *out, struct err *);

int32_t academic_year_start(int32_t day); /* its 1 August */

/*
 * A day as typed on an option: what date_word() takes, and this-half-term,
 * last-half-term, this-year (academic), last-year; these are spans, so both
 * ends are given (equal for a single day).  A half term's span includes the
 * holidays after it, which belong to it.  cal may be NULL: then a half term
 * is ST_CONFIG.  Other words: ST_USAGE.
 */
int calendar_span(const struct calendar *, const char *word, int32_t today,
    int32_t *from, int32_t *to, struct err *);

#endif

/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_ATTENDANCE_YEAR_H
#define VIGIL_DOMAIN_ATTENDANCE_YEAR_H

/*
 * A pupil's academic year, session by session, and what its half terms add
 * up to.  Every sum is of the sessions listed; the calendar says which there
 * are, never the marks.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/rules/attendance_rules.h"
#include "policy/calendar/calendar.h"

#define YEAR_CLASSES (MARK_NOT_POSSIBLE + 1)

struct year_session {
	int32_t slot;
	unsigned code;
	enum mark_class class;
	bool on;      /* the child is on roll that day */
	bool to_come; /* the session is after the day asked about */
	size_t term;  /* its place among the terms */
};

/* A half term so far; n by enum mark_class: sessions on roll. */
struct year_term {
	const struct term *term; /* the calendar's; NULL for the sum */
	int32_t from, to;	 /* to: at most the day asked about */
	int n[YEAR_CLASSES];
};

struct attendance_year {
	int32_t from, to, day;
	int32_t slot; /* the register asked for: n slots from here */
	size_t n;
	struct year_session *sessions;
	size_t nsessions;
	struct year_term *terms; /* those with a session by the day */
	size_t nterms;
	struct year_term sum;
	int of_code[MARK_CODES]; /* sessions on roll so far */
};

/* The year of a day.  ST_CONFIG when the calendar does not cover it. */
int attendance_year_init(struct attendance_year *, const struct calendar *,
    int32_t day, struct err *);

/* Takes the codes of the register's slots, and the days on roll. */
void attendance_year_fill(struct attendance_year *,
    const struct attendance_rules *, const unsigned char *code, int32_t entry,
    int32_t leaving);
void attendance_year_release(struct attendance_year *);

int year_attended(const struct year_term *);
int year_missed(const struct year_term *);
int year_possible(const struct year_term *);

/* Missed of possible, in tenths of a per cent, cut; 0 where none was. */
int year_tenths(const struct year_term *);

#endif

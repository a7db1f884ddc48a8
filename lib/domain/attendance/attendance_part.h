/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_ATTENDANCE_PART_H
#define VIGIL_DOMAIN_ATTENDANCE_PART_H

/* What attendance.c and attendance_check.c share. */

#include "domain/attendance/attendance.h"

/* Sums of sessions, nine bits each in one word while they are added up. */
#define TALLY_BITS 9
#define TALLY_MOST 511

enum {
	TALLY_ATTENDED,
	TALLY_AUTHORISED,
	TALLY_UNAUTHORISED,
	TALLY_ILL,
	TALLY_N,
	TALLY_PENALTY,
	TALLY_MARKED,
	TALLIES
};

struct tally {
	int n[TALLIES];
};

struct judging {
	const struct absence_check *check;
	const struct absence_pupil *pupil;
	struct absence_lines *lines;
	int first_day, first; /* the first day and session on roll */
	bool all;	      /* nothing lies before the window */
	bool in_run;
	struct tally year, weeks;
};

/* The first day, or session, of a check on or after a day. */
int absence_day(const struct absence_check *, int32_t day);
int absence_session(const struct absence_check *, int32_t day);

#endif

/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_ATTENDANCE_JOB_H
#define VIGIL_CLI_ATTENDANCE_JOB_H

/* What attendance-check, attendance-return and notice-add share. */

#include "ui/attendance/attendance.h"
#include "domain/attendance/attendance.h"
#include "store/marks/mark.h"

/* The lines recorded as reported, in order of pupils and rules. */
struct recorded {
	struct absence_lines lines;
	size_t loose; /* lines entered since they were last entered whole */
};

struct check_job {
	struct cmd *cmd;
	struct settings *settings;
	struct attendance_rules rules;
	struct attendance_rules **older; /* of the days of recorded lines */
	size_t nolder;
	const struct calendar *calendar;
	struct absence_facts facts;
	struct absence_check check;
	struct absence_check *again; /* of the days of recorded lines */
	size_t nagain;
	struct marks *marks;
	struct recorded recorded;
	struct absence_lines lines;
	struct absence_lines scratch;
	long unmarked;
	unsigned char *code; /* a whole register */
	struct buf line;
};

/* The rules in force on a day, and the calendar. */
int check_rules(struct check_job *, int32_t day, struct err *);

/*
 * attendance_facts.c: the penalty notices on record, of a child or (NULL) of
 * all; once, what is on record of who is known to social care.
 */
int check_notices(struct check_job *, const char *pupil, struct err *);
int check_statuses(struct check_job *, struct err *);

void check_warn_unmarked(const struct cmd *, long unmarked);
void check_release(struct check_job *);

/* attendance_recorded.c */
int recorded_load(struct recorded *, struct cmd *, struct err *);
void recorded_release(struct recorded *);

/* Those of a pupil: the first, and how many. */
const struct absence_line *recorded_of(const struct recorded *,
    const char *pupil, size_t *n);

/*
 * Records lines in place of what is recorded of the same matters, and
 * forgets those withdrawn.
 */
int recorded_put(struct recorded *, struct cmd *,
    const struct absence_lines *, struct err *);

/* attendance_check.c: writes a line out, in the form that the options ask. */
int check_print(struct check_job *, const struct absence_line *,
    struct err *);

/* attendance_unmarked.c: who has no mark in a session of the day */
int check_unmarked(struct check_job *, struct err *);

/* attendance_explain.c: a child's recount, session by session */
int check_explain(struct check_job *, const char *pupil, struct err *);

#endif

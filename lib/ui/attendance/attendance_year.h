/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_ATTENDANCE_YEAR_H
#define VIGIL_CLI_ATTENDANCE_YEAR_H

/* What the files of attendance-show share. */

#include "cli/frame/cmd.h"
#include "domain/attendance/attendance_year.h"

#define YEAR_WEEK 10 /* sessions from Monday to Friday */

struct year_page {
	struct cmd *cmd;
	struct attendance_rules rules; /* its codes */
	struct attendance_year year;
	char pupil[ID_LEN];
	struct buf school, child, text;
};

/* The headings of the sums, NULL-terminated; and the numbers below them. */
extern const char *const year_heads[];
#define YEAR_SUMS 9
void year_sums(const struct year_term *, int out[YEAR_SUMS]);
const char *year_term_name(const struct year_term *);

/* The per cent missed: "9.5", or "-" where no session was possible. */
void year_percent(struct buf *, const struct year_term *);

/* What stands for a session in the calendar: its code, or one of these. */
#define YEAR_SHUT "."
#define YEAR_UNMARKED "?"
#define YEAR_OFF "-"
const char *year_mark(const struct year_session *);

/*
 * The sessions of the next week that has any, NULL where there is no school;
 * *at is the session to go on from.  The week's Monday, or DATE_NONE.
 */
int32_t year_week(const struct attendance_year *, size_t *at,
    const struct year_session *week[YEAR_WEEK]);

/* attendance_html.c */
int attendance_html(struct year_page *, struct err *);

#endif

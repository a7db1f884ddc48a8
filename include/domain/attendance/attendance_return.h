/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_ATTENDANCE_RETURN_H
#define VIGIL_DOMAIN_ATTENDANCE_RETURN_H

/*
 * What a school tells its local authority about a span of days (SI 2024/208,
 * regulation 13): who missed ten school days in a row without leave, who was
 * ill for fifteen, who joined the roll and who left it.
 */

#include "domain/attendance/attendance.h"
#include "policy/calendar/deadline.h"

/* In the order of words_return[]. */
enum return_matter {
	RETURN_UNAUTHORISED,
	RETURN_SICKNESS,
	RETURN_NEW,
	RETURN_DELETION,
	RETURN_MATTERS
};

struct return_line {
	enum return_matter matter;
	char id[ID_LEN];
	int32_t from, to, due; /* DATE_NONE */
	int days, sessions;
	const char *ground; /* its removal's, or NULL */
	const struct deadline *by; /* what it is due by, or NULL */
};

/* A removal from the roll as it is on record. */
struct return_removal {
	char pupil[ID_LEN];
	int32_t told, leaving; /* leaving: DATE_NONE */
	char *ground;
};

struct absence_return {
	/* of the last day of the span, with since the first; whole */
	const struct absence_check *check;
	const struct deadlines *deadlines;
	const struct calendar *calendar;
	struct return_removal *removal;
	size_t nremovals;
	struct return_line *line;
	size_t nlines;
	long unmarked;
	struct absence_lines scratch;
	unsigned char *code; /* of who left, up to then */
};

void return_removal(struct absence_return *, const char *pupil, int32_t told,
    int32_t leaving, const char *ground);

/*
 * Adds what is to be told of a pupil; who joins or leaves on a day for which
 * no edition of a deadline is known has none.  ST_CONFIG when the calendar
 * ends before a deadline that counts school or working days.
 */
int return_judge(struct absence_return *, const struct absence_pupil *,
    struct err *);

/* upn may be NULL. */
void return_json(struct buf *, const struct attendance_rules *,
    const struct return_line *, const char *upn);
void return_release(struct absence_return *);

#endif

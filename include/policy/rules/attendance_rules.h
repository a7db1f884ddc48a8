/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_ATTENDANCE_RULES_H
#define VIGIL_POLICY_ATTENDANCE_RULES_H

/*
 * What a mark in the register counts as, and when absence is escalated:
 * the books attendance-codes and attendance, and what the school's
 * local.yaml sets.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/core/err.h"
#include "model/book.h"
#include "model/codes.h"
#include "model/mark.h"
#include "policy/rules/edition.h"
#include "policy/school/settings.h"

enum mark_class {
	MARK_NONE, /* no mark, or a code outside its time */
	MARK_PRESENT,
	MARK_APPROVED,
	MARK_AUTHORISED,
	MARK_UNAUTHORISED,
	MARK_NOT_POSSIBLE
};

struct mark_fact {
	enum mark_class class;
	int32_t from, to; /* DATE_NONE: open */
	const char *meaning;
	int half;      /* 1 the morning, 2 the afternoon, 0 either */
	bool off_roll; /* it may stand where the child is not on roll */
	bool closed;   /* … and where the school has no session */
};

/* In the order of words_absence[]. */
enum absence {
	ABSENCE_PERSISTENT,
	ABSENCE_SEVERE,
	ABSENCE_TEN_DAYS,
	ABSENCE_SICKNESS,
	ABSENCE_PENALTY,
	ABSENCE_UNRESOLVED,
	ABSENCE_UNEXPLAINED,
	ABSENCE_VULNERABLE,
	ABSENCE_MISSING,
	ABSENCE_OFF_ROLL,
	ABSENCE_PATTERN,
	ABSENCE_RULES
};

/* A rule in force; numbers that a rule does not have are 0. */
struct absence_rule {
	bool on;
	const char *id, *edition, *kind, *certainty;
	struct edition in_force;
	const char **cite;
	const char *action, *message, *without_worker;
	const char **status;
	uint64_t codes, morning; /* a bit for each code */
	unsigned told;		 /* a bit for each of words_addressee[] */
	int32_t began;
	int missed_times, min_possible, days, sessions, weeks, notices, years,
	    uses_up, school_days, missed, of;
};

struct attendance_rules {
	struct mark_fact fact[MARK_CODES];
	struct absence_rule rule[ABSENCE_RULES];
	int32_t from, to; /* the days on which these are the editions */
	struct absence_rule *all; /* those of any day */
	size_t n;
	struct book books[2]; /* the strings are theirs */
};

/*
 * The editions in force on a day.  ST_CONFIG, with file and line, also where
 * a rule names a status that is in no list of codes.
 */
int attendance_rules_load(struct attendance_rules *, const struct folders *,
    const struct settings *, struct codes *, int32_t day, struct err *);

/* The codes alone. */
int attendance_codes_load(struct attendance_rules *, const struct folders *,
    struct err *);
void attendance_rules_release(struct attendance_rules *);

/* What a code counts as on a day. */
static inline enum mark_class
attendance_class(const struct attendance_rules *r, unsigned code, int32_t day)
{
	const struct mark_fact *f = &r->fact[code];

	return day < f->from || day > f->to ? MARK_NONE : f->class;
}

extern const char *const words_class[]; /* by enum mark_class */

#endif

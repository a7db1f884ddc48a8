/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_ATTENDANCE_H
#define VIGIL_DOMAIN_ATTENDANCE_H

/*
 * Which rules of absence a pupil's register meets on a day: registers in,
 * lines out; no clock, no store.  What the rules are is data
 * (policy/attendance_rules.h); every number of a line can be counted again in
 * the register.  The calendar decides which days and sessions there are,
 * never the marks.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "model/id.h"
#include "policy/rules/attendance_rules.h"
#include "policy/calendar/calendar.h"

/* In the order of words_stage[]. */
enum absence_stage {
	STAGE_REACHED,
	STAGE_DUE,
	STAGE_OVERDUE,
	STAGE_WITHDRAWN
};

struct absence_line {
	int64_t pupil; /* its number */
	char id[ID_LEN];
	enum absence rule;
	enum absence_stage stage;
	int32_t from, to, due;
	int32_t as_at; /* the day asked about */
	int possible, attended, authorised, unauthorised, days, sessions;
	bool new, worker; /* worker: one is on record */
};

struct absence_lines {
	struct absence_line *v;
	size_t n, cap;
};

/* A penalty notice, and a status that makes a child vulnerable. */
struct absence_notice {
	char pupil[ID_LEN];
	int32_t issued;
	char *parent;
};

struct absence_status {
	char pupil[ID_LEN];
	int32_t from, to; /* DATE_NONE: open */
	char *status;
	bool worker;
};

struct absence_facts {
	struct absence_notice *notice; /* each in order of pupils */
	size_t nnotices;
	struct absence_status *status;
	size_t nstatuses;
};

void absence_facts_notice(struct absence_facts *, const char *pupil,
    int32_t issued, const char *parent);
void absence_facts_status(struct absence_facts *, const char *pupil,
    const char *status, int32_t from, int32_t to, bool worker);
void absence_facts_sort(struct absence_facts *);
void absence_facts_release(struct absence_facts *);

#define ABSENCE_WEEKDAYS 5

struct absence_day {
	int32_t day;
	int first; /* its first session */
};

/* A stretch of sessions in which each code counts as one thing. */
struct absence_table {
	int end; /* the session after its last */
	uint64_t weight[MARK_CODES];
	unsigned char class[MARK_CODES];
};

/* A day asked about, made once for all pupils. */
struct absence_check {
	const struct attendance_rules *rules;
	const struct absence_facts *facts;
	int32_t day, since; /* since: DATE_NONE for none */
	bool again;   /* a line recorded that day is looked at again */
	bool whole;   /* nothing lies before the window */
	int32_t year; /* 1 August */
	int32_t slot; /* the window of the registers: n slots from here */
	size_t n;
	struct absence_day *days; /* ndays, and the end of sessions */
	int ndays;
	uint16_t *at; /* of each session: its slot, counted from slot */
	uint16_t *run; /* how many from this one on are in slots in a row */
	int nsessions;
	int today;      /* the day's place among days, or -1 */
	int year_first; /* sessions: the first of the year … */
	int weeks_first; /* … and of the ten weeks … */
	int32_t weeks_from; /* … which begin on this Monday */
	int weeks;		     /* how many of them there are */
	int n_first, n_end, year_day; /* days: an N of them is due; first */
	int pattern[ABSENCE_WEEKDAYS][40]; /* days, the latest first */
	int patterns[ABSENCE_WEEKDAYS];	   /* how many */
	int pattern_first; /* session: the earliest of them */
	struct absence_table *table;
	int ntables;
};

/*
 * The window goes back as far as most registers need; whole: as far as the
 * calendar does.  ST_CONFIG when it does not cover the day, or since.
 */
int absence_check_init(struct absence_check *, const struct attendance_rules *,
    const struct absence_facts *, const struct calendar *, int32_t day,
    int32_t since, bool whole, struct err *);
void absence_check_release(struct absence_check *);

struct absence_pupil {
	int64_t number;
	const char *id;
	int32_t entry, leaving; /* DATE_NONE */
	const unsigned char *code; /* of the check's window */
};

/*
 * Adds the lines that hold of a pupil; *unmarked grows by the number of the
 * year's sessions without a mark.  1 when a run of days reaches the start of
 * the window, and nothing was added: ask again with the whole register.
 */
int absence_judge(const struct absence_check *, const struct absence_pupil *,
    struct absence_lines *, long *unmarked);

/*
 * What a penalty notice to a parent uses up, that was issued on the day of
 * the check; other notices of that day are to it as if they were not yet
 * there.  The register is that of the check's window.
 */
struct absence_used {
	int32_t from, to; /* from the first day that could count */
	int sessions;	  /* with the codes of penalty-notice, on roll */
	int notices;	  /* that parent's for the child in the years up to
			     the day, and so with this one among the facts */
};
void absence_use(const struct absence_check *, const struct absence_pupil *,
    const char *parent, struct absence_used *);

/* Whether a child has, on a day, one of the statuses of vulnerable-absent. */
bool absence_vulnerable(const struct absence_facts *,
    const struct absence_rule *, const char *pupil, int32_t day,
    bool *worker);

/* Lines of that rule about others are dropped. */
void absence_settle(struct absence_lines *, const struct attendance_rules *,
    const struct absence_facts *);

/* Two lines are of one matter. */
bool absence_same(const struct absence_line *, const struct absence_line *);

struct absence_line *absence_add(struct absence_lines *);
void absence_sort(struct absence_lines *); /* pupil, rule, from, stage */

enum absence_form {
	ABSENCE_WHOLE,
	ABSENCE_BRIEF,	  /* for mail: ids, rules and counts alone */
	ABSENCE_ROW,	  /* for a table: its message says also what to do */
	ABSENCE_BRIEF_ROW /* the same of counts alone */
};

/* The line as JSON. */
void absence_json(struct buf *, const struct attendance_rules *,
    const struct absence_line *, int32_t day, enum absence_form);

/* A line as it is recorded, and read again; false when it is none. */
void absence_record(struct buf *, const struct absence_line *);
bool absence_recorded(struct absence_line *, const char *, size_t);

#endif

/* SPDX-License-Identifier: ISC */
/* A calendar, the rules and one register, for the tests of absence. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "in_data.h"
#include "base/text/date.h"
#include "domain/attendance/attendance.h"
#include "model/kind.h"

/* Two school years, without a holiday: terms that touch. */
static const char calendar_text[] =
    "kind: calendar\nschool: Test\ntimezone: Europe/London\n"
    "covers: {from: 2025-08-01, to: 2027-07-31}\nterms:\n"
    "  - {year: 2025-26, name: A1, from: 2025-09-01, to: 2025-10-17}\n"
    "  - {year: 2025-26, name: A2, from: 2025-10-27, to: 2025-12-19}\n"
    "  - {year: 2025-26, name: S1, from: 2026-01-05, to: 2026-02-13}\n"
    "  - {year: 2025-26, name: S2, from: 2026-02-23, to: 2026-03-27}\n"
    "  - {year: 2025-26, name: U1, from: 2026-04-13, to: 2026-05-22}\n"
    "  - {year: 2025-26, name: U2, from: 2026-06-01, to: 2026-07-24}\n"
    "  - {year: 2026-27, name: A1, from: 2026-09-01, to: 2026-10-16}\n"
    "  - {year: 2026-27, name: A2, from: 2026-10-26, to: 2026-12-18}\n"
    "  - {year: 2026-27, name: S1, from: 2027-01-04, to: 2027-02-12}\n"
    "  - {year: 2026-27, name: S2, from: 2027-02-22, to: 2027-03-25}\n"
    "  - {year: 2026-27, name: U1, from: 2027-04-12, to: 2027-05-28}\n"
    "  - {year: 2026-27, name: U2, from: 2027-06-07, to: 2027-07-23}\n"
    "bank_holidays:\n  division: england-and-wales\n"
    "  covers: {from: 2025-01-01, to: 2027-12-31}\n  days:\n"
    "    - {date: 2025-12-25, title: Christmas Day}\n"
    "    - {date: 2026-12-25, title: Christmas Day}\n"
    "    - {date: 2027-12-27, title: Christmas Day}\n";

static struct calendar *calendar;
static struct attendance_rules rules;
static struct absence_facts facts;
static unsigned char marks[3000];
static int32_t first_slot;
static struct absence_lines lines;

static int
setup(void **state)
{
	struct codes *codes = codes_new(rules_with(NULL));
	struct settings *settings;
	struct err err;

	(void)state;
	first_slot = mark_slot_from(date_make(2025, 8, 1));
	if (calendar_read(&calendar, calendar_text,
	    sizeof(calendar_text) - 1, "test.yaml", &err) != 0 ||
	    settings_load(&settings, rules_with(NULL), &err) != 0 ||
	    attendance_rules_load(&rules, rules_with(NULL), settings, codes,
	    date_make(2026, 11, 13), &err) != 0) {
		print_error("%s\n", err.msg);
		return -1;
	}
	settings_free(settings);
	codes_free(codes);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	calendar_free(calendar);
	attendance_rules_release(&rules);
	free(lines.v);
	return 0;
}

static int32_t
day(const char *s)
{
	return date_parse(s, strlen(s));
}

/* Every session of the calendar from a day to another is marked so. */
static inline void
mark(const char *from, const char *to, const char *code)
{
	for (int32_t d = day(from); d <= day(to); d++)
		for (int pm = 0; pm < 2; pm++)
			if (calendar_sessions(calendar, d) != 0)
				marks[mark_slot(d, pm) - first_slot] =
				    (unsigned char)mark_code(code[0] == '/' &&
				    pm ? "\\" : code, strlen(code));
}

static void
begin(void)
{
	memset(marks, 0, sizeof(marks));
	absence_facts_release(&facts);
}

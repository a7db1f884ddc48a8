/* SPDX-License-Identifier: ISC */
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
#include "domain/attendance/attendance_year.h"

/* A leap year of short half terms, with an INSET day and a short day. */
static const char calendar_text[] =
    "kind: calendar\nschool: Test\ntimezone: Europe/London\n"
    "covers: {from: 2023-08-01, to: 2024-07-31}\nterms:\n"
    "  - {year: 2023-24, name: A1, from: 2023-09-11, to: 2023-09-11}\n"
    "  - {year: 2023-24, name: A2, from: 2023-11-06, to: 2023-11-06}\n"
    "  - {year: 2023-24, name: S1, from: 2024-01-08, to: 2024-01-19}\n"
    "  - {year: 2023-24, name: S2, from: 2024-02-26, to: 2024-03-08}\n"
    "  - {year: 2023-24, name: U1, from: 2024-04-15, to: 2024-04-15}\n"
    "  - {year: 2023-24, name: U2, from: 2024-06-03, to: 2024-06-03}\n"
    "inset: [2024-01-08]\n"
    "short_days:\n  - {date: 2024-01-19, sessions: [AM]}\n"
    "bank_holidays:\n  division: england-and-wales\n"
    "  covers: {from: 2023-01-01, to: 2024-12-31}\n  days:\n"
    "    - {date: 2023-12-25, title: Christmas Day}\n"
    "    - {date: 2024-12-25, title: Christmas Day}\n";

static struct calendar *calendar;
static struct attendance_rules rules;
static unsigned char marks[1000];

static int
setup(void **state)
{
	struct err err;

	(void)state;
	if (calendar_read(&calendar, calendar_text,
	    sizeof(calendar_text) - 1, "test.yaml", &err) != 0 ||
	    attendance_codes_load(&rules, rules_with(NULL), &err) != 0) {
		print_error("%s\n", err.msg);
		return -1;
	}
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	calendar_free(calendar);
	attendance_rules_release(&rules);
	return 0;
}

static int32_t
day(const char *s)
{
	return s == NULL ? DATE_NONE : date_parse(s, strlen(s));
}

static void
mark(const char *date, const char *am, const char *pm)
{
	int32_t slot = mark_slot(day(date), 0) -
	    mark_slot_from(day("2023-08-01"));

	marks[slot] = (unsigned char)mark_code(am, strlen(am));
	marks[slot + 1] = (unsigned char)mark_code(pm, strlen(pm));
}

static void
year(struct attendance_year *y, const char *as_at, const char *entry,
    const char *leaving)
{
	struct err err;

	assert_int_equal(attendance_year_init(y, calendar, day(as_at), &err),
	    0);
	attendance_year_fill(y, &rules, marks, day(entry), day(leaving));
}

static int
sessions(const struct year_term *t)
{
	int n = 0;

	for (int i = 0; i < YEAR_CLASSES; i++)
		n += t->n[i];
	return n;
}

static void
the_calendar_says_which_sessions_there_are(void **state)
{
	struct attendance_year y;

	(void)state;
	memset(marks, 0, sizeof(marks));
	year(&y, "2024-07-31", NULL, NULL);
	/* four of a day; nine days of which one is short, and ten */
	assert_int_equal(y.nsessions, 4 * 2 + 17 + 20);
	assert_int_equal(y.nterms, 6);
	assert_int_equal(sessions(&y.terms[2]), 17);
	assert_int_equal(sessions(&y.terms[3]), 20);
	assert_int_equal(y.sum.n[MARK_NONE], 45);
	assert_int_equal(year_possible(&y.sum), 0);
	assert_int_equal(year_tenths(&y.sum), 0);
	assert_int_equal(y.from, day("2023-08-01"));
	assert_int_equal(y.to, day("2024-07-31"));
	attendance_year_release(&y);
}

static void
each_code_counts_in_its_half_term_and_in_the_sum(void **state)
{
	struct attendance_year y;

	(void)state;
	memset(marks, 0, sizeof(marks));
	mark("2024-01-09", "/", "L");
	mark("2024-01-10", "V", "I");
	mark("2024-01-11", "O", "X");
	mark("2024-02-29", "G", "\\"); /* the leap day */
	year(&y, "2024-03-01", NULL, NULL);
	assert_int_equal(y.nterms, 4);
	assert_int_equal(y.terms[2].n[MARK_PRESENT], 2);
	assert_int_equal(y.terms[2].n[MARK_APPROVED], 1);
	assert_int_equal(y.terms[2].n[MARK_AUTHORISED], 1);
	assert_int_equal(y.terms[2].n[MARK_UNAUTHORISED], 1);
	assert_int_equal(y.terms[2].n[MARK_NOT_POSSIBLE], 1);
	assert_int_equal(y.terms[2].to, day("2024-01-19"));
	assert_int_equal(y.terms[3].n[MARK_PRESENT], 1);
	assert_int_equal(y.terms[3].n[MARK_UNAUTHORISED], 1);
	assert_int_equal(y.terms[3].to, day("2024-03-01"));
	assert_int_equal(year_attended(&y.sum), 4);
	assert_int_equal(year_missed(&y.sum), 3);
	assert_int_equal(year_tenths(&y.sum), 428); /* of 42.857 %, cut */
	assert_int_equal(y.of_code[mark_code("O", 1)], 1);
	for (size_t i = 0; i < YEAR_CLASSES; i++)
		assert_int_equal(y.sum.n[i],
		    y.terms[0].n[i] + y.terms[1].n[i] + y.terms[2].n[i] +
		    y.terms[3].n[i]);
	attendance_year_release(&y);
}

static void
nothing_counts_off_the_roll_or_after_the_day(void **state)
{
	struct attendance_year y;

	(void)state;
	memset(marks, 0, sizeof(marks));
	mark("2024-01-09", "O", "O");
	mark("2024-01-10", "O", "O");
	mark("2024-01-11", "O", "O");
	mark("2024-01-12", "O", "O");
	year(&y, "2024-01-11", "2024-01-10", "2024-01-10");
	assert_int_equal(year_missed(&y.sum), 2); /* both ends are on roll */
	assert_int_equal(sessions(&y.sum), 2);
	assert_int_equal(y.nterms, 3);
	assert_false(y.sessions[4].on);
	assert_true(y.sessions[6].on);
	assert_false(y.sessions[8].on);
	assert_false(y.sessions[8].to_come);
	assert_true(y.sessions[10].to_come);
	attendance_year_release(&y);
	year(&y, "2024-01-11", NULL, NULL);
	assert_int_equal(year_missed(&y.sum), 6);
	attendance_year_release(&y);
}

static void
a_code_outside_its_time_is_no_mark(void **state)
{
	struct attendance_year y;

	(void)state;
	memset(marks, 0, sizeof(marks));
	mark("2024-01-09", "J", "K"); /* J until August 2024, K from then */
	year(&y, "2024-01-09", "2024-01-09", NULL);
	assert_int_equal(y.sum.n[MARK_APPROVED], 1);
	assert_int_equal(y.sum.n[MARK_NONE], 1);
	attendance_year_release(&y);
}

static void
a_year_without_a_school_day_yet_has_no_half_term(void **state)
{
	struct attendance_year y;
	struct err err;

	(void)state;
	memset(marks, 0, sizeof(marks));
	year(&y, "2023-09-01", NULL, NULL);
	assert_int_equal(y.nterms, 0);
	assert_int_equal(sessions(&y.sum), 0);
	attendance_year_release(&y);
	err_clear(&err);
	assert_int_equal(attendance_year_init(&y, calendar,
	    day("2024-08-01"), &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_calendar_says_which_sessions_there_are),
		cmocka_unit_test(
		    each_code_counts_in_its_half_term_and_in_the_sum),
		cmocka_unit_test(nothing_counts_off_the_roll_or_after_the_day),
		cmocka_unit_test(a_code_outside_its_time_is_no_mark),
		cmocka_unit_test(
		    a_year_without_a_school_day_yet_has_no_half_term),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

/* SPDX-License-Identifier: ISC */
#include "in_calendar.h"

static void
a_calendar_that_cannot_be_is_refused(void **state)
{
	static const struct {
		const char *old, *new;
		long line;
		const char *why;
	} cases[] = {
	    {"kind: calendar", "kind: school", 3, "kind: calendar"},
	    {"kind: calendar\n", "\n", 4, "\"kind\" is missing"},
	    {"school: Test School\n", "\n", 3, "\"school\" is missing"},
	    {"Europe/London", "Europe/Paris", 5, "Europe/London"},
	    {"timezone:", "timezon:", 5, "Did you mean \"timezone\""},
	    {"covers: {from: 2026-08-01, to: 2027-08-31}",
	     "covers: {from: 2027-08-31, to: 2026-08-01}", 6, "is after"},
	    {"covers: {from: 2026-08-01, to", "covers: {from: 2026-08-28, to",
	     8, "27 August 2026 lies outside"},
	    {"name: Autumn 1, ", "", 8, "\"name\" is missing"},
	    {"name: Autumn 1, ",
	     "name: an autumn half term with a long name, ", 8, "longer"},
	    {"from: 2026-08-27", "from: 2026-08-32", 8, "a real date"},
	    {"to: 2026-10-16", "to: 2026-08-16", 8, "is after"},
	    {"to: 2026-10-16", "to: 2026-10-26", 9, "begins before"},
	    {"year: 2026-27, name: Spring 1", "year: 2027-28, name: Spring 1",
	     10, "2026-27"},
	    {"to: 2027-07-16", "to: 2027-08-16", 13, "school year"},
	    {"  - {year: 2026-27, name: Spring 2, from: 2027-02-22, "
	     "to: 2027-03-25}\n", "", 7, "1 August 2026 has 5"},
	    {"  - {year: 2026-27, name: Spring 2, from: 2027-02-22, ",
	     "  - {year: 2026-27, name: Half, from: 2027-02-16, "
	     "to: 2027-02-17}\n"
	     "  - {year: 2026-27, name: Spring 2, from: 2027-02-22, ", 7,
	     "1 August 2026 has 7"},
	    {"  - 2026-10-26\n", "  - 2028-10-26\n", 16, "lies outside"},
	    {"  - 2026-10-26\n", "  - half term\n", 16, "INSET day"},
	    {"inset:\n  - 2026-10-26\n  - 2026-08-27\n", "inset: none\n", 15,
	     "must be a list"},
	    {"why: burst", "reason: burst", 19, "\"reason\""},
	    {"date: 2027-01-21", "day: 2027-01-21", 20, "\"day\""},
	    {"[AM]", "[EVE]", 22, "AM or PM"},
	    {"[AM]", "[]", 22, "closures"},
	    {", sessions: [AM]", "", 22, "closures"},
	    {"[AM]", "AM", 22, "must be a list"},
	    {"date: 2027-01-22", "date: 2026-12-18", 23, "twice"},
	    {"england-and-wales", "scotland", 25, "england-and-wales"},
	    {"covers: {from: 2026-08-31, to: 2027-12-28}",
	     "covers: {from: 2026-08-31, to: 2028-12-28}", 24,
	     "cover 2028, and none"},
	    {"covers: {from: 2026-08-31,", "covers: {from: 2025-08-31,", 24,
	     "cover 2025, and none"},
	    {"covers: {from: 2026-08-31,", "covers: {from: 2027-08-31,", 28,
	     "31 August 2026 lies outside"},
	    {"date: 2027-12-28", "date: 2027-12-32", 38, "a real date"},
	    {"title: Good", "titel: Good", 32, "Did you mean \"title\""},
	};
	char changed[sizeof(text) + 256], *at;
	struct calendar *c;
	struct err err;
	size_t i;

	(void)state;
	slurp("tests/data/calendar.yaml");
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		at = strstr(text, cases[i].old);
		if (at == NULL)
			fail_msg("not in the calendar: %s", cases[i].old);
		(void)snprintf(changed, sizeof(changed), "%.*s%s%s",
		    (int)(at - text), text, cases[i].new,
		    at + strlen(cases[i].old));
		if (calendar_read(&c, changed, strlen(changed), "cal.yaml",
		    &err) == 0)
			fail_msg("taken: %s", cases[i].new);
		assert_null(c);
		assert_int_equal(err.status, ST_CONFIG);
		assert_string_equal(err.file, "cal.yaml");
		if (err.line != cases[i].line ||
		    strstr(err.msg, cases[i].why) == NULL)
			fail_msg("%s: line %ld: %s", cases[i].new, err.line,
			    err.msg);
	}
}

static void
a_school_year_may_be_covered_in_part(void **state)
{
	static const char part[] = "kind: calendar\n"
	    "school: Test School\n"
	    "covers: {from: 2026-08-01, to: 2026-12-31}\n"
	    "terms:\n"
	    "  - {year: 2026-27, name: A, from: 2026-09-01, to: 2026-10-16}\n"
	    "bank_holidays:\n"
	    "  division: england-and-wales\n"
	    "  covers: {from: 2026-01-01, to: 2026-12-31}\n"
	    "  days: [{date: 2026-12-25, title: Christmas Day}]\n";
	struct calendar *c;
	struct err err;

	(void)state;
	assert_int_equal(calendar_read(&c, part, sizeof(part) - 1, "x",
	    &err), 0);
	assert_true(calendar_is_school_day(c, day("2026-09-01")));
	calendar_free(c);
}

static void
the_packaged_calendars_are_whole(void **state)
{
	struct calendar *c;
	struct err err;
	int32_t from;
	int n;

	(void)state;
	c = read_file("data/calendars/example-pru.yaml");
	assert_true(covers_work(c, day("2023-01-01")));
	assert_true(covers_work(c, day("2027-12-31")));
	assert_false(works(c, day("2023-05-08")));
	assert_false(works(c, day("2023-01-02")));
	assert_true(works(c, day("2023-01-03")));
	assert_string_equal(calendar_why_closed(c, day("2024-01-22")),
	    "storm");
	for (from = day("2023-07-31"); from < day("2027-07-31");
	    from = date_add_months(from, 12)) {
		assert_int_equal(calendar_count(c, UNIT_SCHOOL_DAYS, from,
		    date_add_months(from, 12), &n, &err), 0);
		assert_in_range(n, 185, 192);
	}
	for (n = 2023; n < 2028; n++) {
		int work;

		assert_int_equal(calendar_count(c, UNIT_WORKING_DAYS,
		    date_make(n, 1, 1) - 1, date_make(n, 12, 31), &work,
		    &err), 0);
		assert_in_range(work, 251, 254);
	}
	calendar_free(c);
	c = read_file("data/calendars/leicester.yaml");
	assert_true(calendar_is_school_day(c, day("2025-10-29")));
	assert_false(calendar_is_school_day(c, day("2025-10-28")));
	calendar_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_calendar_that_cannot_be_is_refused),
		cmocka_unit_test(a_school_year_may_be_covered_in_part),
		cmocka_unit_test(the_packaged_calendars_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

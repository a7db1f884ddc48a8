/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy/calendar.h"
#include "policy/deadline.h"

static struct calendar *cal;
static char text[32768];

static FILE *
open_file(const char *name)
{
	const char *src = getenv("VIGIL_SRC");
	char path[512];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s", src != NULL ? src : ".",
	    name);
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("%s cannot be opened", path);
	return f;
}

static void
slurp(const char *name)
{
	FILE *f = open_file(name);
	size_t n = fread(text, 1, sizeof(text) - 1, f);

	text[n] = '\0';
	(void)fclose(f);
}

static struct calendar *
read_file(const char *name)
{
	struct calendar *c;
	struct err err;

	slurp(name);
	if (calendar_read(&c, text, strlen(text), name, &err) == -1)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
	return c;
}

static int
setup(void **state)
{
	(void)state;
	cal = read_file("tests/data/calendar.yaml");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	calendar_free(cal);
	return 0;
}

static int32_t
day(const char *s)
{
	int32_t d = date_parse(s, strlen(s));

	if (d == DATE_NONE)
		fail_msg("%s is no day", s);
	return d;
}

static void
is_day(int32_t got, const char *want)
{
	char s[DATE_LEN];

	date_format(got, s);
	assert_string_equal(s, want);
}

static void
days_are_counted_as_the_cases_say(void **state)
{
	char line[256], from[16], unit[16], got[DATE_LEN], *want;
	struct err err;
	int32_t out;
	int n, at, u, cases = 0;
	FILE *f = open_file("tests/data/deadlines.txt");

	(void)state;
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		line[strcspn(line, "\n")] = '\0';
		assert_int_equal(sscanf(line, "%15s %d %15s %n", from, &n,
		    unit, &at), 3);
		want = line + at;
		cases++;
		u = day_unit_parse(unit);
		assert_true(u >= 0);
		if (calendar_add(cal, (enum day_unit)u, day(from), n, &out,
		    &err) == -1) {
			if (want[0] != '!' ||
			    strstr(err.msg, want + 2) == NULL)
				fail_msg("%s: %s", line, err.msg);
			assert_int_equal(err.status, ST_CONFIG);
			assert_string_equal(err.code, "calendar");
			continue;
		}
		date_format(out, got);
		if (strcmp(got, want) != 0)
			fail_msg("%s: %s", line, got);
	}
	assert_true(cases > 60);
	(void)fclose(f);
}

static void
a_refusal_says_which_file_to_extend(void **state)
{
	struct err err;
	int32_t out;

	(void)state;
	assert_int_equal(calendar_add(cal, UNIT_SCHOOL_DAYS,
	    day("2027-08-31"), 1, &out, &err), -1);
	assert_string_equal(err.msg,
	    "The calendar of Test School ends on 31 August 2027.");
	assert_string_equal(err.hint,
	    "Add the next year's terms to tests/data/calendar.yaml, "
	    "then run calendar-add.");
	assert_int_equal(calendar_add(cal, UNIT_WORKING_DAYS,
	    day("2027-12-31"), 1, &out, &err), -1);
	assert_non_null(strstr(err.hint, "tests/data/calendar.yaml"));
	assert_int_equal(calendar_add(NULL, UNIT_WORKING_DAYS,
	    day("2027-12-31"), 1, &out, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_int_equal(calendar_add(NULL, UNIT_DAYS, day("2027-12-31"), 1,
	    &out, &err), 0);
	is_day(out, "2028-01-01");
}

static void
school_days_are_what_is_left_of_the_terms(void **state)
{
	static const struct {
		const char *day;
		const char *why;
		int sessions;
	} cases[] = {
	    {"2026-07-31", "not in the calendar", 0},
	    {"2026-08-01", "a weekend", 0},
	    {"2026-08-26", "in the holidays", 0},
	    {"2026-08-27", "an INSET day", 0},
	    {"2026-08-28", NULL, 3},
	    {"2026-08-29", "a weekend", 0},
	    {"2026-08-31", "Summer bank holiday", 0},
	    {"2026-10-16", NULL, 3},
	    {"2026-10-19", "in the holidays", 0},
	    {"2026-10-26", "an INSET day", 0},
	    {"2026-12-18", NULL, SESSION_AM},
	    {"2026-12-25", "Christmas Day", 0},
	    {"2027-01-20", "burst pipe", 0},
	    {"2027-01-21", "closed", 0},
	    {"2027-01-22", NULL, SESSION_PM},
	    {"2027-05-03", "Early May bank holiday", 0},
	    {"2027-07-16", NULL, 3},
	    {"2027-07-19", "in the holidays", 0},
	    {"2027-08-31", NULL, 3},
	    {"2027-09-01", "not in the calendar", 0},
	};
	const char *why;
	size_t i;
	int32_t d;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		d = day(cases[i].day);
		why = calendar_why_closed(cal, d);
		if ((why == NULL) != (cases[i].why == NULL) ||
		    (why != NULL && strcmp(why, cases[i].why) != 0) ||
		    calendar_sessions(cal, d) != cases[i].sessions ||
		    calendar_is_school_day(cal, d) != (why == NULL))
			fail_msg("%s: %s", cases[i].day, why);
	}
}

static bool
covers_work(const struct calendar *c, int32_t d)
{
	int32_t from, to;

	calendar_coverage(c, UNIT_WORKING_DAYS, &from, &to);
	return d >= from && d <= to;
}

static bool
works(const struct calendar *c, int32_t d)
{
	struct err err;
	int n;

	return calendar_count(c, UNIT_WORKING_DAYS, d - 1, d, &n, &err) == 0 &&
	    n == 1;
}

static void
working_days_are_known_in_whole_years(void **state)
{
	(void)state;
	assert_true(covers_work(cal, day("2026-01-01")));
	assert_false(covers_work(cal, day("2025-12-31")));
	assert_true(covers_work(cal, day("2027-12-31")));
	assert_false(covers_work(cal, day("2028-01-01")));
	assert_true(calendar_covers_school(cal, day("2026-08-01")));
	assert_false(calendar_covers_school(cal, day("2026-07-31")));
	assert_true(calendar_covers_school(cal, day("2027-08-31")));
	assert_false(calendar_covers_school(cal, day("2027-09-01")));
	assert_true(works(cal, day("2027-12-31")));
	assert_false(works(cal, day("2028-01-03")));
	assert_false(works(cal, day("2027-12-28")));
	assert_false(works(cal, day("2027-12-26")));
	assert_true(works(cal, day("2026-10-20")));
}

static void
counting_and_adding_agree(void **state)
{
	static const enum day_unit units[] = {
	    UNIT_DAYS, UNIT_SCHOOL_DAYS, UNIT_WORKING_DAYS};
	struct err err;
	int32_t from, to, by_hand, end = day("2027-08-31");
	int n;
	size_t u;

	(void)state;
	for (u = 0; u < 3; u++)
		for (from = day("2026-09-01"); from < end; from += 13) {
			by_hand = 0;
			for (to = from + 1; to <= end; to++) {
				if (u == 0 || (u == 1 ?
				    calendar_is_school_day(cal, to) :
				    works(cal, to)))
					by_hand++;
				assert_int_equal(calendar_count(cal, units[u],
				    from, to, &n, &err), 0);
				assert_int_equal(n, by_hand);
				assert_int_equal(calendar_count(cal, units[u],
				    to, from, &n, &err), 0);
				assert_int_equal(n, -by_hand);
			}
		}
	assert_int_equal(calendar_count(cal, UNIT_SCHOOL_DAYS,
	    day("2026-07-30"), end, &n, &err), -1);
	assert_int_equal(calendar_count(cal, UNIT_SCHOOL_DAYS,
	    day("2026-07-31"), end, &n, &err), 0);
	assert_int_equal(calendar_count(cal, UNIT_SCHOOL_DAYS, end, end + 1,
	    &n, &err), -1);
	assert_string_equal(err.code, "calendar");
}

static void
a_day_between_two_half_terms_belongs_to_the_earlier(void **state)
{
	const struct term *t;

	(void)state;
	assert_null(calendar_half_term(cal, day("2026-08-26")));
	t = calendar_half_term(cal, day("2026-08-27"));
	assert_string_equal(t->name, "Autumn 1");
	assert_string_equal(t->year, "2026-27");
	assert_ptr_equal(calendar_half_term(cal, day("2026-10-25")), t);
	t = calendar_half_term(cal, day("2026-10-26"));
	assert_string_equal(t->name, "Autumn 2");
	t = calendar_half_term(cal, day("2027-08-25"));
	assert_string_equal(t->name, "Summer 2");
	t = calendar_half_term(cal, day("2027-08-31"));
	assert_string_equal(t->year, "2027-28");
	assert_null(calendar_half_term(cal, day("2027-09-01")));
	assert_null(calendar_half_term(cal, day("2026-07-31")));
}

static void
words_name_spans(void **state)
{
	int32_t from, to, today = day("2026-11-10");
	struct err err;

	(void)state;
	assert_int_equal(calendar_span(cal, "this-half-term", today, &from,
	    &to, &err), 0);
	is_day(from, "2026-10-26");
	is_day(to, "2027-01-03");
	assert_int_equal(calendar_span(cal, "last-half-term", today, &from,
	    &to, &err), 0);
	is_day(from, "2026-08-27");
	is_day(to, "2026-10-25");
	assert_int_equal(calendar_span(cal, "this-half-term",
	    day("2027-08-31"), &from, &to, &err), 0);
	is_day(to, "2027-08-31");
	assert_int_equal(calendar_span(NULL, "this-year", today, &from, &to,
	    &err), 0);
	is_day(from, "2026-08-01");
	is_day(to, "2027-07-31");
	assert_int_equal(calendar_span(NULL, "last-year", today, &from, &to,
	    &err), 0);
	is_day(from, "2025-08-01");
	is_day(to, "2026-07-31");
	assert_int_equal(calendar_span(NULL, "-14d", today, &from, &to,
	    &err), 0);
	is_day(from, "2026-10-27");
	assert_int_equal(to, from);

	assert_int_equal(calendar_span(NULL, "this-half-term", today, &from,
	    &to, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_int_equal(calendar_span(cal, "last-half-term",
	    day("2026-09-10"), &from, &to, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_int_equal(calendar_span(cal, "this-half-term",
	    day("2027-09-01"), &from, &to, &err), -1);
	assert_non_null(strstr(err.msg, "ends on 31 August 2027"));
	assert_int_equal(calendar_span(cal, "next-year", today, &from, &to,
	    &err), -1);
	assert_int_equal(err.status, ST_USAGE);
	assert_int_equal(calendar_span(cal, "this-year", day("2199-09-01"),
	    &from, &to, &err), -1);
	assert_int_equal(err.status, ST_USAGE);
	is_day(academic_year_start(day("2027-07-31")), "2026-08-01");
	is_day(academic_year_start(day("2027-08-01")), "2027-08-01");
}

/* Each is the calendar with one piece changed, and what is said of it. */
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
	    cmocka_unit_test(days_are_counted_as_the_cases_say),
	    cmocka_unit_test(a_refusal_says_which_file_to_extend),
	    cmocka_unit_test(school_days_are_what_is_left_of_the_terms),
	    cmocka_unit_test(working_days_are_known_in_whole_years),
	    cmocka_unit_test(counting_and_adding_agree),
	    cmocka_unit_test(
		a_day_between_two_half_terms_belongs_to_the_earlier),
	    cmocka_unit_test(words_name_spans),
	    cmocka_unit_test(a_calendar_that_cannot_be_is_refused),
	    cmocka_unit_test(a_school_year_may_be_covered_in_part),
	    cmocka_unit_test(the_packaged_calendars_are_whole),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

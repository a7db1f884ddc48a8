/* SPDX-License-Identifier: ISC */
#include "in_calendar.h"

static struct calendar *cal;
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
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"

static FILE *
data(const char *name)
{
	const char *src = getenv("VIGIL_SRC");
	char path[512];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/tests/data/%s",
	    src != NULL ? src : ".", name);
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("%s cannot be opened", path);
	return f;
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
days_are_real_or_not(void **state)
{
	char line[256], want[16];
	int y, m, d, y2, m2, d2, weekday, cases = 0;
	int32_t got;
	FILE *f = data("days.txt");

	(void)state;
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		assert_int_equal(sscanf(line, "%d %d %d %15s %d", &y, &m, &d,
		    want, &weekday), 5);
		got = date_make(y, m, d);
		cases++;
		if (strcmp(want, "none") == 0) {
			if (got != DATE_NONE)
				fail_msg("taken: %s", line);
			continue;
		}
		is_day(got, want);
		assert_int_equal(date_parse(want, 10), got);
		assert_int_equal(date_weekday(got), weekday);
		date_split(got, &y2, &m2, &d2);
		assert_true(y == y2 && m == m2 && d == d2);
	}
	assert_true(cases > 20);
	(void)fclose(f);
}

static void
every_day_of_the_years_follows_the_one_before(void **state)
{
	int32_t d, end = date_make(2199, 12, 31);
	int y, m, md, count = 0;

	(void)state;
	for (d = date_make(1900, 1, 1); d <= end; d++, count++) {
		date_split(d, &y, &m, &md);
		assert_int_equal(date_make(y, m, md), d);
		assert_int_equal(date_weekday(d), count % 7);
	}
	assert_int_equal(count, 300 * 365 + 73);
}

static void
a_date_has_ten_characters_and_two_dashes(void **state)
{
	static const char *const bad[] = {"", "2026-9-01", "2026-09-1",
	    "20260901", "2026/09/01", "2026-09-01 ", " 2026-09-0",
	    "2026-09-0x", "+026-09-01", "2026--9-01", "26-09-01xx"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(date_parse(bad[i], strlen(bad[i])),
		    DATE_NONE);
	assert_int_equal(date_parse("2026-09-01x", 10), day("2026-09-01"));
}

static void
a_day_is_written_for_a_sentence(void **state)
{
	char s[DATE_LONG];

	(void)state;
	date_format_long(day("2026-09-01"), s);
	assert_string_equal(s, "1 September 2026");
	date_format_long(day("2026-09-30"), s);
	assert_string_equal(s, "30 September 2026");
	date_format_long(day("2027-05-31"), s);
	assert_string_equal(s, "31 May 2027");
	date_format_long(DATE_NONE, s);
	assert_string_equal(s, "");
}

static void
months_are_added_to_the_same_day_or_the_last(void **state)
{
	(void)state;
	is_day(date_add_months(day("2024-02-29"), 12), "2025-02-28");
	is_day(date_add_months(day("2024-02-29"), 48), "2028-02-29");
	is_day(date_add_months(day("2026-01-31"), 1), "2026-02-28");
	is_day(date_add_months(day("2026-11-30"), 3), "2027-02-28");
	is_day(date_add_months(day("2026-12-15"), 1), "2027-01-15");
	is_day(date_add_months(day("2026-03-31"), -1), "2026-02-28");
	is_day(date_add_months(day("2024-02-29"), -36), "2021-02-28");
	is_day(date_add_months(day("2026-01-15"), -1), "2025-12-15");
	assert_int_equal(date_add_months(day("2199-12-01"), 1), DATE_NONE);
	assert_int_equal(date_add_months(day("1900-01-01"), -1), DATE_NONE);
	assert_int_equal(date_add_months(day("2026-01-01"), INT32_MAX),
	    DATE_NONE);
	assert_int_equal(date_add_months(day("2026-01-01"), INT32_MIN),
	    DATE_NONE);
}

static void
a_child_is_a_year_older_on_the_birthday(void **state)
{
	(void)state;
	assert_int_equal(date_age(day("2010-09-01"), day("2026-08-31")), 15);
	assert_int_equal(date_age(day("2010-09-01"), day("2026-09-01")), 16);
	assert_int_equal(date_age(day("2010-09-01"), day("2010-09-01")), 0);
	assert_int_equal(date_age(day("2008-02-29"), day("2026-02-28")), 17);
	assert_int_equal(date_age(day("2008-02-29"), day("2026-03-01")), 18);
	assert_int_equal(date_age(day("2008-02-29"), day("2024-02-28")), 15);
	assert_int_equal(date_age(day("2008-02-29"), day("2024-02-29")), 16);
}

static void
words_name_days(void **state)
{
	static const char *const bad[] = {"", "14d", "-d", "-14",
	    "-14w", "+", "-1d2", "- 1d", "-9999999d", "-999999d", "tod"};
	int32_t today = day("2026-03-01");
	size_t i;

	(void)state;
	is_day(date_word("today", today), "2026-03-01");
	is_day(date_word("Today", today), "2026-03-01");
	is_day(date_word("1st March 2026", today), "2026-03-01");
	is_day(date_word("25/12/25", today), "2025-12-25");
	is_day(date_word("yesterday", today), "2026-02-28");
	is_day(date_word("tomorrow", today), "2026-03-02");
	is_day(date_word("-14d", today), "2026-02-15");
	is_day(date_word("+3d", today), "2026-03-04");
	is_day(date_word("-0d", today), "2026-03-01");
	is_day(date_word("2025-12-25", today), "2025-12-25");
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(date_word(bad[i], today), DATE_NONE);
}

static void
times_are_read_as_rfc_3339_and_london(void **state)
{
	char line[256], typed[256], got[TIME_LEN], *want, *p;
	struct err err;
	int64_t t;
	int cases = 0;
	FILE *f = data("times.txt");

	(void)state;
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		line[strcspn(line, "\n")] = '\0';
		assert_non_null(want = strchr(line, ' '));
		*want++ = '\0';
		(void)snprintf(typed, sizeof(typed), "%s", line);
		while ((p = strchr(typed, '_')) != NULL)
			*p = ' ';
		cases++;
		if (time_parse(typed, strlen(typed), &t, &err) == -1) {
			if (want[0] != '!' ||
			    strstr(err.msg, want + 2) == NULL)
				fail_msg("%s: %s", typed, err.msg);
			assert_int_equal(err.status, ST_DATA);
			assert_string_equal(err.code, "bad-time");
			assert_non_null(strstr(err.msg, typed));
			continue;
		}
		time_format(t, got);
		if (strcmp(got, want) != 0)
			fail_msg("%s: %s, not %s", typed, got, want);
	}
	assert_true(cases > 60);
	(void)fclose(f);
}

static void
a_refusal_repeats_nothing_but_a_time(void **state)
{
	struct err err;
	int64_t t;

	(void)state;
	assert_int_equal(time_parse("2026\033[31m", 9, &t, &err), -1);
	assert_null(strchr(err.msg, '\033'));
	assert_int_equal(time_parse("Mia said at nine", 16, &t, &err), -1);
	assert_null(strstr(err.msg, "Mia"));
	assert_int_equal(time_parse("", 0, &t, &err), -1);
	assert_null(strstr(err.msg, "typed"));
}

/* The next line, "as typed|what is wanted", in its two parts. */
static bool
next_case(FILE *f, char *line, size_t size, char **typed, char **want)
{
	while (fgets(line, (int)size, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		*typed = line;
		assert_non_null(*want = strchr(line, '|'));
		*(*want)++ = '\0';
		return true;
	}
	return false;
}

static void
typed_days_are_what_the_list_says(void **state)
{
	static const char *const faults[] = { "", "!unread", "!unreal",
		"!month-first", "!weekday", "!century" };
	char line[256], got[32], *typed, *want;
	int32_t today = day("2026-11-24"), read;
	FILE *f = data("typed.txt");
	int cases = 0, wrong = 0;
	enum date_fault fault;
	bool born;

	(void)state;
	while (next_case(f, line, sizeof(line), &typed, &want)) {
		born = strncmp(typed, "born ", 5) == 0;
		typed += born ? 5 : 0;
		fault = date_read(&read, typed, strlen(typed),
		    born ? today : date_ahead(today));
		assert_true((fault == DATE_REAL) == (read != DATE_NONE));
		if (fault == DATE_REAL)
			date_format(read, got);
		else
			(void)snprintf(got, sizeof(got), "%s", faults[fault]);
		if (strcmp(got, want) != 0) {
			print_error("%s: %s, not %s\n", typed, got, want);
			wrong++;
		}
		cases++;
	}
	(void)fclose(f);
	assert_int_equal(wrong, 0);
	assert_true(cases > 90);
}

static void
typed_times_are_what_the_list_says(void **state)
{
	char line[256], got[TIME_LEN], *typed, *want;
	int32_t last = date_ahead(day("2026-11-24"));
	FILE *f = data("typed-times.txt");
	int cases = 0, wrong = 0;
	struct err err;
	int64_t t;

	(void)state;
	while (next_case(f, line, sizeof(line), &typed, &want)) {
		(void)strcpy(got, "!");
		if (time_read(typed, strlen(typed), last, &t, &err) == 0)
			time_format(t, got);
		if (strcmp(got, want) != 0) {
			print_error("%s: %s, not %s\n", typed, got, want);
			wrong++;
		}
		cases++;
	}
	(void)fclose(f);
	assert_int_equal(wrong, 0);
	assert_true(cases > 30);
}

static void
a_day_begins_a_text(void **state)
{
	int32_t last = day("2076-11-24"), d;

	(void)state;
	assert_int_equal(date_begins(&d, "1 Sep 2026 clear", 16, last), 10);
	is_day(d, "2026-09-01");
	assert_int_equal(date_begins(&d, "1/9/26 00:00 JA", 15, last), 12);
	assert_int_equal(date_begins(&d, "Tue 1/9/2026", 12, last), 12);
	assert_int_equal(date_begins(&d, "1/9/2026x", 9, last), 0);
	assert_int_equal(date_begins(&d, "31/9/2026", 9, last), 0);
	assert_int_equal(date_begins(&d, "clear 1/9/26", 12, last), 0);
}

static void
a_column_of_days_tells_its_order(void **state)
{
	(void)state;
	assert_int_equal(date_order("03/17/2011", 10), DATE_MONTH_FIRST);
	assert_int_equal(date_order("3-17-11", 7), DATE_MONTH_FIRST);
	assert_int_equal(date_order("02/29/2024", 10), DATE_MONTH_FIRST);
	assert_int_equal(date_order("17/03/2011", 10), DATE_REAL);
	assert_int_equal(date_order("03/04/2011", 10), DATE_UNREAD);
	assert_int_equal(date_order("31/31/2011", 10), DATE_UNREAD);
	assert_int_equal(date_order("2011-03-17", 10), DATE_UNREAD);
	assert_int_equal(date_order("17 Mar 2011", 11), DATE_UNREAD);
	assert_int_equal(date_order("", 0), DATE_UNREAD);
}

static void
refused(const char *typed, const char *said, const char *advice)
{
	char want[256];
	struct err e;

	err_clear(&e);
	assert_int_equal(date_refuse(&e, ST_DATA, "Born", typed,
	    strlen(typed), day("2026-11-24")), -1);
	assert_string_equal(e.code, "bad-date");
	(void)snprintf(want, sizeof(want), "Born must be a real date%s; %s.",
	    said, advice);
	assert_string_equal(e.msg, want);
}

static void
a_refusal_says_how_a_day_is_written(void **state)
{
	static const char how[] = "write it like 1/9/2026 or 2026-09-01";

	(void)state;
	refused("31/9/2026", ". You typed 31/9/2026", how);
	refused("31 September 2026", ". You typed 31 September 2026", how);
	refused("Mia said so", "", how);
	refused("1\033[31m", "", how);
	refused("", "", how);
	refused("12/25/2010", ". You typed 12/25/2010",
	    "write it like 1/9/2026 or 2026-09-01, the day first and then "
	    "the month");
	refused("Mon 1/9/2026", ". You typed Mon 1/9/2026",
	    "look at the weekday, which is that of another day");
	refused("1/9/1826", ". You typed 1/9/1826", "look at the century");
}

static void
an_hour_that_came_twice_says_which(void **state)
{
	static const struct {
		const char *utc, *local;
	} hours[] = {
		{ "2025-10-25T23:59:59Z", "2025-10-26 00:59" },
		{ "2025-10-26T00:00:00Z", "2025-10-26 01:00 BST" },
		{ "2025-10-26T00:59:00Z", "2025-10-26 01:59 BST" },
		{ "2025-10-26T01:00:00Z", "2025-10-26 01:00 GMT" },
		{ "2025-10-26T01:59:00Z", "2025-10-26 01:59 GMT" },
		{ "2025-10-26T02:00:00Z", "2025-10-26 02:00" },
		{ "2025-03-30T00:59:00Z", "2025-03-30 00:59" },
		{ "2025-03-30T01:00:00Z", "2025-03-30 02:00" },
	};
	char local[TIME_LOCAL];
	int64_t t, again;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(hours) / sizeof(*hours); i++) {
		assert_int_equal(time_parse(hours[i].utc, 20, &t, &err), 0);
		time_format_local(t, local);
		assert_string_equal(local, hours[i].local);
		assert_int_equal(time_read(local, strlen(local), DATE_NONE,
		    &again, &err), 0);
		assert_int_equal(again / 60, t / 60);
	}
}

static void
an_instant_has_its_london_day(void **state)
{
	struct err err;
	char s[TIME_LOCAL], u[TIME_LEN];
	int64_t t;

	(void)state;
	assert_int_equal(time_parse("2026-08-31T23:30:00Z", 20, &t, &err), 0);
	is_day(time_day(t), "2026-09-01");
	time_format_local(t, s);
	assert_string_equal(s, "2026-09-01 00:30");
	assert_int_equal(time_parse("2026-01-31T23:30:00Z", 20, &t, &err), 0);
	is_day(time_day(t), "2026-01-31");
	time_format_local(t, s);
	assert_string_equal(s, "2026-01-31 23:30");
	is_day(time_day(-1), "1969-12-31");
	assert_int_equal(time_day(TIME_NONE), DATE_NONE);
	time_format(TIME_NONE, u);
	assert_string_equal(u, "");
	time_format_local(INT64_MAX, s);
	assert_string_equal(s, "");
}

static void
a_day_begins_and_ends_in_london(void **state)
{
	int32_t forward = day("2026-03-29"), back = day("2026-10-25"), d;
	char s[TIME_LEN];

	(void)state;
	time_format(time_of_day_end(day("2026-09-01")), s);
	assert_string_equal(s, "2026-09-01T22:59:59Z");
	time_format(time_of_day_end(day("2026-12-01")), s);
	assert_string_equal(s, "2026-12-01T23:59:59Z");
	time_format(time_of_day_start(day("2026-09-01")), s);
	assert_string_equal(s, "2026-08-31T23:00:00Z");
	assert_int_equal(time_of_day_end(forward) -
	    time_of_day_start(forward) + 1, 23 * 3600);
	assert_int_equal(time_of_day_end(back) - time_of_day_start(back) + 1,
	    25 * 3600);
	for (d = day("2020-01-01"); d < day("2040-01-01"); d++) {
		assert_int_equal(time_day(time_of_day_start(d)), d);
		assert_int_equal(time_day(time_of_day_end(d)), d);
		assert_int_equal(time_of_day_end(d) + 1,
		    time_of_day_start(d + 1));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(days_are_real_or_not),
	    cmocka_unit_test(every_day_of_the_years_follows_the_one_before),
	    cmocka_unit_test(a_date_has_ten_characters_and_two_dashes),
	    cmocka_unit_test(typed_days_are_what_the_list_says),
	    cmocka_unit_test(typed_times_are_what_the_list_says),
	    cmocka_unit_test(a_day_begins_a_text),
	    cmocka_unit_test(a_column_of_days_tells_its_order),
	    cmocka_unit_test(a_refusal_says_how_a_day_is_written),
	    cmocka_unit_test(an_hour_that_came_twice_says_which),
	    cmocka_unit_test(a_day_is_written_for_a_sentence),
	    cmocka_unit_test(months_are_added_to_the_same_day_or_the_last),
	    cmocka_unit_test(a_child_is_a_year_older_on_the_birthday),
	    cmocka_unit_test(words_name_days),
	    cmocka_unit_test(times_are_read_as_rfc_3339_and_london),
	    cmocka_unit_test(a_refusal_repeats_nothing_but_a_time),
	    cmocka_unit_test(an_instant_has_its_london_day),
	    cmocka_unit_test(a_day_begins_and_ends_in_london),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

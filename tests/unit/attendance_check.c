/* SPDX-License-Identifier: ISC */
#include "register.h"

static struct absence_check check;

static void
ask(const char *as_at, const char *since, bool whole)
{
	struct err err;

	absence_check_release(&check);
	assert_int_equal(absence_check_init(&check, &rules, &facts, calendar,
	    day(as_at), since == NULL ? DATE_NONE : day(since), whole,
	    &err), 0);
}

static void
ten_weeks_go_back_over_holidays_and_years(void **state)
{
	static const struct {
		const char *as_at, *from;
		int weeks;
	} cases[] = {
		/* the half term of 19 October is no school week */
		{ "2026-11-13", "2026-08-31", 10 },
		{ "2026-11-15", "2026-08-31", 10 }, /* its Sunday */
		{ "2026-11-16", "2026-09-07", 10 }, /* the next Monday */
		/* over the summer: the week of 1 September, and nine of July */
		{ "2026-09-01", "2026-05-18", 10 },
		{ "2026-08-31", "2026-05-18", 10 }, /* a Monday, no school yet */
		{ "2026-08-30", "2026-05-11", 10 },
		{ "2025-09-12", "2025-09-01", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		ask(cases[i].as_at, NULL, false);
		if (check.weeks_from != day(cases[i].from) ||
		    check.weeks != cases[i].weeks)
			fail_msg("%s: %d days off, %d weeks", cases[i].as_at,
			    check.weeks_from - day(cases[i].from),
			    check.weeks);
	}
}

static void
the_last_six_of_a_weekday_are_days_of_school(void **state)
{
	(void)state;
	ask("2026-11-12", NULL, false); /* a Thursday */
	for (int w = 0; w < ABSENCE_WEEKDAYS; w++) {
		assert_int_equal(check.patterns[w], 6);
		for (int i = 0; i < 6; i++)
			assert_int_equal(date_weekday(check.days[
			    check.pattern[w][i]].day), w);
	}
	assert_int_equal(check.days[check.pattern[3][0]].day,
	    day("2026-11-12"));
	assert_int_equal(check.days[check.pattern[4][0]].day,
	    day("2026-11-06"));
	/* not 23 October, which is in the half term */
	assert_int_equal(check.days[check.pattern[4][2]].day,
	    day("2026-10-16"));
	ask("2025-09-26", NULL, false);
	assert_int_equal(check.patterns[4], 4); /* no more have been */
}

static void
today_is_a_day_of_school_or_none(void **state)
{
	(void)state;
	ask("2026-11-13", NULL, false);
	assert_int_equal(check.days[check.today].day, day("2026-11-13"));
	ask("2026-11-14", NULL, false);
	assert_int_equal(check.today, -1);
	ask("2026-10-20", NULL, false);
	assert_int_equal(check.today, -1);
}

static void
a_year_begins_in_august(void **state)
{
	(void)state;
	ask("2026-07-31", NULL, true);
	assert_int_equal(check.year, day("2025-08-01"));
	assert_int_equal(check.year_first, 0);
	ask("2026-08-01", NULL, true);
	assert_int_equal(check.year, day("2026-08-01"));
	assert_int_equal(check.year_first, check.nsessions); /* none yet */
	/* an N of the last five days of July falls due in September */
	ask("2026-09-01", NULL, true);
	assert_int_equal(check.days[check.n_first].day, day("2026-07-20"));
	assert_int_equal(check.days[check.n_end - 1].day, day("2026-07-20"));
}

/* The lines, or NULL where the whole register is asked for. */
static const char *
judged(struct buf *b, int32_t entry, int32_t leaving)
{
	struct absence_pupil p = { 5, "P-222222", entry, leaving,
		marks + (check.slot - first_slot) };
	long unmarked = 0;

	lines.n = 0;
	if (absence_judge(&check, &p, &lines, &unmarked) == 1)
		return NULL;
	absence_sort(&lines);
	buf_reset(b);
	for (size_t i = 0; i < lines.n; i++) {
		absence_json(b, &rules, &lines.v[i], check.day,
		    ABSENCE_WHOLE);
		buf_addc(b, '\n');
	}
	buf_addf(b, "%ld", unmarked);
	return buf_str(b);
}

static void
random_register(unsigned style)
{
	static const char codes[] = "//////NOIUDGX";

	begin();
	for (int32_t d = day("2025-09-01"); d <= day("2027-07-23"); d++) {
		if (rand() % 25 == 0)
			style = (unsigned)rand() % 13;
		for (int pm = 0; pm < 2; pm++)
			marks[mark_slot_from(d) - first_slot + pm] =
			    date_weekday(d) > 4 || rand() % 30 == 0 ? 0 :
			    (unsigned char)mark_code(&codes[rand() % 6 == 0 ?
			    rand() % 13 : (int)style], 1);
	}
}

static void
the_window_holds_all_that_is_asked_about(void **state)
{
	struct buf narrow = BUF_INIT, wide = BUF_INIT;
	int asked = 0, n = 0;

	(void)state;
	srand(4);
	for (int i = 0; i < 60; i++) {
		random_register((unsigned)i % 13);
		for (int32_t d = day("2025-09-01"); d < day("2027-07-31");
		     d += 1 + rand() % 20) {
			int32_t entry = rand() % 3 ? DATE_NONE :
			    d - rand() % 200;
			char at[DATE_LEN], since[DATE_LEN];
			bool back = rand() % 2;
			const char *got;

			date_format(d, at);
			date_format(d - rand() % 31 < day("2025-09-01") ? d :
			    d - rand() % 31, since);
			if (day(since) < day("2025-08-01"))
				continue;
			ask(at, back ? since : NULL, false);
			got = judged(&narrow, entry, DATE_NONE);
			ask(at, back ? since : NULL, true);
			assert_non_null(judged(&wide, entry, DATE_NONE));
			n++;
			if (got == NULL)
				asked++;
			else if (strcmp(got, buf_str(&wide)) != 0)
				fail_msg("%s %s: %s\nnot %s", at, since, got,
				    buf_str(&wide));
		}
	}
	assert_true(n > 1000);
	assert_true(asked > 0); /* some runs went past the window */
	assert_true(asked < n / 2);
	absence_check_release(&check);
	buf_release(&narrow);
	buf_release(&wide);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ten_weeks_go_back_over_holidays_and_years),
		cmocka_unit_test(the_last_six_of_a_weekday_are_days_of_school),
		cmocka_unit_test(today_is_a_day_of_school_or_none),
		cmocka_unit_test(a_year_begins_in_august),
		cmocka_unit_test(the_window_holds_all_that_is_asked_about),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

/* SPDX-License-Identifier: ISC */
#include "register.h"

/* Judges the marks; the number of lines of a rule. */
static int
judge(const char *as_at, const char *since, bool whole, enum absence rule,
    int *reached)
{
	struct absence_pupil p = { 5, "P-222222", DATE_NONE, DATE_NONE,
		NULL };
	struct absence_check c;
	struct err err;
	long unmarked = 0;
	int n = 0;

	lines.n = 0;
	assert_int_equal(absence_check_init(&c, &rules, &facts, calendar,
	    day(as_at), since == NULL ? DATE_NONE : day(since), whole,
	    &err), 0);
	p.code = marks + (c.slot - first_slot);
	*reached = absence_judge(&c, &p, &lines, &unmarked);
	absence_check_release(&c);
	absence_sort(&lines);
	for (size_t i = 0; i < lines.n; i++)
		n += lines.v[i].rule == rule;
	return n;
}

static int
found(const char *as_at, enum absence rule)
{
	int reached, n = judge(as_at, NULL, false, rule, &reached);

	return reached ? judge(as_at, NULL, true, rule, &reached) : n;
}

static void
a_register_without_a_mark_meets_no_rule(void **state)
{
	int reached;

	(void)state;
	begin();
	judge("2026-11-13", NULL, false, ABSENCE_SEVERE, &reached);
	assert_int_equal(lines.n, 0);
	mark("2026-09-01", "2026-11-13", "X"); /* no possible session */
	judge("2026-11-13", NULL, false, ABSENCE_SEVERE, &reached);
	assert_int_equal(lines.n, 0);
}

static void
a_tenth_is_persistent_and_half_is_severe(void **state)
{
	(void)state;
	begin();
	mark("2026-09-01", "2026-09-14", "/"); /* ten days */
	mark("2026-09-03", "2026-09-03", "M");
	assert_int_equal(found("2026-09-14", ABSENCE_PERSISTENT), 1);
	assert_int_equal(lines.v[0].possible, 20);
	assert_int_equal(lines.v[0].authorised, 2);
	mark("2026-09-15", "2026-09-15", "V");
	assert_int_equal(found("2026-09-15", ABSENCE_PERSISTENT), 0);
	mark("2026-09-03", "2026-09-09", "M");
	mark("2026-09-15", "2026-09-15", "X");
	assert_int_equal(found("2026-09-15", ABSENCE_SEVERE), 1);
	assert_int_equal(found("2026-09-15", ABSENCE_PERSISTENT), 0);
}

static void
a_run_goes_over_the_summer_and_past_the_window(void **state)
{
	int reached;

	(void)state;
	begin();
	mark("2025-11-03", "2026-09-11", "O");
	assert_int_equal(judge("2026-09-11", NULL, false, ABSENCE_TEN_DAYS,
	    &reached), 0);
	assert_int_equal(reached, 1); /* the whole register is asked for */
	assert_int_equal(lines.n, 0);
	assert_int_equal(judge("2026-09-11", NULL, true, ABSENCE_TEN_DAYS,
	    &reached), 1);
	assert_int_equal(reached, 0);
	for (size_t i = 0; i < lines.n; i++)
		if (lines.v[i].rule == ABSENCE_TEN_DAYS)
			assert_int_equal(lines.v[i].from, day("2025-11-03"));
}

static void
a_day_without_a_possible_session_breaks_no_run(void **state)
{
	(void)state;
	begin();
	mark("2026-11-02", "2026-11-16", "O"); /* eleven days */
	mark("2026-11-05", "2026-11-05", "D");
	assert_int_equal(found("2026-11-16", ABSENCE_TEN_DAYS), 1);
	mark("2026-11-06", "2026-11-06", "I");
	assert_int_equal(found("2026-11-16", ABSENCE_TEN_DAYS), 0);
}

static void
a_run_that_ended_is_told_since_its_last_day(void **state)
{
	int reached;

	(void)state;
	begin();
	mark("2026-11-02", "2026-11-13", "G");
	mark("2026-11-16", "2026-11-18", "/");
	assert_int_equal(found("2026-11-18", ABSENCE_TEN_DAYS), 0);
	assert_int_equal(judge("2026-11-18", "2026-11-13", true,
	    ABSENCE_TEN_DAYS, &reached), 1);
	assert_int_equal(judge("2026-11-18", "2026-11-14", true,
	    ABSENCE_TEN_DAYS, &reached), 0);
}

static void
an_n_of_late_july_falls_due_in_september(void **state)
{
	(void)state;
	begin();
	mark("2026-07-24", "2026-07-24", "N"); /* the last day */
	assert_int_equal(found("2026-09-04", ABSENCE_UNRESOLVED), 0);
	assert_int_equal(found("2026-09-07", ABSENCE_UNRESOLVED), 1);
	assert_int_equal(lines.v[0].stage, STAGE_DUE);
	assert_int_equal(lines.v[0].sessions, 2);
	assert_int_equal(found("2027-05-13", ABSENCE_UNRESOLVED), 1);
	assert_int_equal(lines.v[0].stage, STAGE_OVERDUE);
	mark("2026-07-17", "2026-07-17", "N"); /* due on the 24th */
	assert_int_equal(found("2026-09-07", ABSENCE_UNRESOLVED), 1);
}

static void
a_notice_uses_up_what_was_before_it(void **state)
{
	(void)state;
	begin();
	mark("2026-10-05", "2026-10-09", "U"); /* ten sessions */
	assert_int_equal(found("2026-10-09", ABSENCE_PENALTY), 1);
	absence_facts_notice(&facts, "P-222222", day("2026-10-05"), "A");
	assert_int_equal(found("2026-10-09", ABSENCE_PENALTY), 0);
	mark("2026-10-12", "2026-10-12", "U");
	assert_int_equal(found("2026-10-12", ABSENCE_PENALTY), 1);
	absence_facts_notice(&facts, "P-222222", day("2026-09-02"), "B");
	assert_int_equal(found("2026-10-12", ABSENCE_PENALTY), 1);
	absence_facts_notice(&facts, "P-222222", day("2026-09-03"), "A");
	assert_int_equal(found("2026-10-12", ABSENCE_PENALTY), 0);
}

/* What a notice to a parent uses up. */
static struct absence_used
used(const char *issued, const char *entry, const char *leaving)
{
	struct absence_pupil p = { 5, "P-222222", DATE_NONE, DATE_NONE,
		NULL };
	struct absence_check c;
	struct absence_used u;
	struct err err;

	if (entry != NULL)
		p.entry = day(entry);
	if (leaving != NULL)
		p.leaving = day(leaving);
	assert_int_equal(absence_check_init(&c, &rules, &facts, calendar,
	    day(issued), DATE_NONE, false, &err), 0);
	c.again = true;
	p.code = marks + (c.slot - first_slot);
	absence_use(&c, &p, "A", &u);
	absence_check_release(&c);
	return u;
}

static void
what_a_notice_uses_up_is_told_on_its_day(void **state)
{
	struct absence_used u;

	(void)state;
	begin();
	mark("2026-10-05", "2026-10-12", "U"); /* twelve sessions */
	absence_facts_notice(&facts, "P-222222", day("2026-10-09"), "A");
	u = used("2026-10-09", NULL, NULL);
	assert_int_equal(u.sessions, 10);
	assert_int_equal(u.notices, 1);
	assert_int_equal(u.to, day("2026-10-09"));
	assert_int_equal(u.from, day("2026-06-29")); /* the tenth week */
	u = used("2026-10-09", "2026-10-07", NULL);
	assert_int_equal(u.sessions, 6);
	u = used("2026-10-09", "2026-10-07", "2026-10-07");
	assert_int_equal(u.sessions, 2); /* who has left since */
	/* another of the day is to it as if it were not there */
	absence_facts_notice(&facts, "P-222222", day("2026-10-09"), "B");
	assert_int_equal(used("2026-10-09", NULL, NULL).sessions, 10);
	assert_int_equal(used("2026-10-09", NULL, NULL).notices, 1);
	absence_facts_notice(&facts, "P-222222", day("2026-10-12"), "A");
	u = used("2026-10-12", NULL, NULL);
	assert_int_equal(u.sessions, 2);
	assert_int_equal(u.from, day("2026-10-10"));
	assert_int_equal(u.notices, 2);
	/* later than the same day three years before */
	absence_facts_notice(&facts, "P-222222", day("2025-12-01"), "A");
	assert_int_equal(used("2026-10-12", NULL, NULL).notices, 3);
	absence_facts_notice(&facts, "P-333333", day("2026-10-12"), "A");
	assert_int_equal(used("2026-10-12", NULL, NULL).notices, 3);
}

static void
codes_count_in_their_time_alone(void **state)
{
	int32_t last = date_make(2024, 8, 18);

	(void)state;
	assert_int_equal(attendance_class(&rules, (unsigned)mark_code("J", 1),
	    last), MARK_APPROVED);
	assert_int_equal(attendance_class(&rules, (unsigned)mark_code("J", 1),
	    last + 1), MARK_NONE);
	assert_int_equal(attendance_class(&rules, (unsigned)mark_code("Y7",
	    2), last), MARK_NONE);
	assert_int_equal(attendance_class(&rules, (unsigned)mark_code("Y7",
	    2), last + 1), MARK_NOT_POSSIBLE);
	for (int i = 1; words_mark[i] != NULL; i++)
		assert_true(rules.fact[i].class != MARK_NONE);
}

static void
lines_are_of_one_matter_when_they_overlap(void **state)
{
	struct absence_line a, b;
	struct buf text = BUF_INIT;

	(void)state;
	memset(&a, 0, sizeof(a));
	memcpy(a.id, "P-222222", ID_ONE + 1);
	a.rule = ABSENCE_TEN_DAYS;
	a.from = day("2026-11-02");
	a.to = a.as_at = day("2026-11-13");
	absence_record(&text, &a);
	assert_true(absence_recorded(&b, text.p, text.n));
	assert_true(absence_same(&a, &b));
	b.from = b.to = day("2026-11-13");
	assert_true(absence_same(&a, &b));
	b.from = b.to = day("2026-11-14");
	assert_false(absence_same(&a, &b));
	b = a;
	b.rule = ABSENCE_OFF_ROLL;
	assert_false(absence_same(&a, &b));
	a.rule = b.rule = ABSENCE_PATTERN;
	b.from = a.from + 1;
	assert_false(absence_same(&a, &b));
	assert_false(absence_recorded(&b, text.p, text.n - 1));
	assert_false(absence_recorded(&b, "P-222222", 8));
	buf_release(&text);
}

static void
a_day_past_the_calendar_is_no_day_to_ask_about(void **state)
{
	static const struct {
		const char *as_at, *since;
	} days[] = { { "2027-08-01", NULL }, { "2025-07-31", NULL },
		{ "2026-11-13", "2025-07-31" } };
	struct absence_check c;
	struct err err;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(absence_check_init(&c, &rules, &facts,
		    calendar, day(days[i].as_at), days[i].since == NULL ?
		    DATE_NONE : day(days[i].since), false, &err), -1);
		assert_int_equal(err.status, ST_CONFIG);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_register_without_a_mark_meets_no_rule),
		cmocka_unit_test(a_tenth_is_persistent_and_half_is_severe),
		cmocka_unit_test(
		    a_run_goes_over_the_summer_and_past_the_window),
		cmocka_unit_test(
		    a_day_without_a_possible_session_breaks_no_run),
		cmocka_unit_test(a_run_that_ended_is_told_since_its_last_day),
		cmocka_unit_test(an_n_of_late_july_falls_due_in_september),
		cmocka_unit_test(a_notice_uses_up_what_was_before_it),
		cmocka_unit_test(what_a_notice_uses_up_is_told_on_its_day),
		cmocka_unit_test(codes_count_in_their_time_alone),
		cmocka_unit_test(lines_are_of_one_matter_when_they_overlap),
		cmocka_unit_test(
		    a_day_past_the_calendar_is_no_day_to_ask_about),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

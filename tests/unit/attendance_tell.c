/* SPDX-License-Identifier: ISC */
#include "register.h"

#include "base/json/json.h"

static struct buf out;

static struct absence_line *
make(enum absence rule, const char *from, const char *to)
{
	struct absence_line *l = absence_add(&lines);

	memcpy(l->id, "P-222222", ID_ONE + 1);
	l->rule = rule;
	l->from = day(from);
	l->to = l->as_at = day(to);
	l->due = DATE_NONE;
	return l;
}

static const char *
tell(const struct absence_line *l, enum absence_form form)
{
	struct json j = { 0 };
	struct err err;

	buf_reset(&out);
	absence_json(&out, &rules, l, day("2026-11-13"), form);
	assert_int_equal(json_parse(&j, out.p, out.n, 0, &err), 0);
	json_release(&j);
	return buf_str(&out);
}

static void
expect(const struct absence_line *l, const char *part)
{
	if (strstr(tell(l, ABSENCE_WHOLE), part) == NULL)
		fail_msg("no %s in %s", part, buf_str(&out));
}

static void
numbers_are_cut_and_messages_say_them(void **state)
{
	struct absence_line *l;

	(void)state;
	begin();
	lines.n = 0;
	l = make(ABSENCE_SEVERE, "2026-08-01", "2026-11-13");
	l->possible = 30;
	l->authorised = 1;
	l->unauthorised = 19; /* 66.67 per cent */
	expect(l, "\"measure\":{\"possible\":30,\"attended\":10,"
	    "\"authorised\":1,\"unauthorised\":19,\"missed\":20,"
	    "\"percent\":66.6,\"from\":\"2026-08-01\",\"to\":\"2026-11-13\"}");
	expect(l, "Missed 20 of 30 possible sessions since 1 August 2026, "
	    "66.6%");
	expect(l, "\"to\":[\"attendance-officer\",\"dsl\"]");
	expect(l, "\"new\":false}");
	l = make(ABSENCE_TEN_DAYS, "2026-11-02", "2026-11-13");
	l->days = 10;
	l->sessions = 1;
	expect(l, "Missed without leave 10 school days in a row (1 session), "
	    "2 November 2026 to 13 November 2026.");
	l = make(ABSENCE_UNRESOLVED, "2026-11-06", "2026-11-06");
	l->due = day("2026-11-13");
	l->stage = STAGE_DUE;
	l->sessions = 2;
	expect(l, "\"stage\":\"due\"");
	expect(l, "\"due\":\"2026-11-13\"");
	expect(l, "2 sessions marked N on 6 November 2026; the reason was to "
	    "be found by 13 November 2026.");
	l = make(ABSENCE_PATTERN, "2026-10-02", "2026-11-13");
	l->days = 4;
	expect(l, "Of the last 6 Fridays missed 4 school days");
}

static void
in_brief_nothing_is_said_in_words(void **state)
{
	struct absence_line *l;
	const char *s;

	(void)state;
	begin();
	lines.n = 0;
	l = make(ABSENCE_PENALTY, "2026-09-01", "2026-11-13");
	l->sessions = 10;
	l->new = true;
	s = tell(l, ABSENCE_BRIEF);
	assert_null(strstr(s, "message"));
	assert_null(strstr(s, "action"));
	assert_null(strstr(s, "cite"));
	assert_non_null(strstr(s, "\"sessions\":10"));
	assert_non_null(strstr(s, "\"new\":true"));
	s = tell(l, ABSENCE_BRIEF_ROW);
	assert_non_null(strstr(s, "\"message\":\"10 sessions\""));
	assert_null(strstr(s, "cite"));
	l = make(ABSENCE_SEVERE, "2026-08-01", "2026-11-13");
	l->possible = 30;
	l->unauthorised = 20;
	s = tell(l, ABSENCE_BRIEF_ROW);
	assert_non_null(strstr(s, "\"message\":\"20 of 30 sessions missed, "
	    "66.6%\""));
}

static void
what_is_withdrawn_has_no_numbers_and_something_to_do(void **state)
{
	struct absence_line *l;

	(void)state;
	begin();
	lines.n = 0;
	l = make(ABSENCE_TEN_DAYS, "2026-11-02", "2026-11-13");
	l->stage = STAGE_WITHDRAWN;
	expect(l, "\"measure\":{\"from\":\"2026-11-02\","
	    "\"to\":\"2026-11-13\"}");
	expect(l, "\"action\":\"Tell those who were told");
	expect(l, "no longer so");
}

static void
who_has_a_worker_is_vulnerable_on_days_of_the_status(void **state)
{
	static const struct {
		const char *day;
		bool is;
	} days[] = { { "2026-09-30", false }, { "2026-10-01", true },
		{ "2026-10-31", true }, { "2026-11-01", false } };
	const struct absence_rule *r = &rules.rule[ABSENCE_VULNERABLE];
	struct absence_line *l;
	bool worker;

	(void)state;
	begin();
	absence_facts_status(&facts, "P-333333", "child-in-need",
	    day("2026-01-01"), DATE_NONE, true);
	absence_facts_status(&facts, "P-222222", "child-protection-plan",
	    day("2026-10-01"), day("2026-10-31"), false);
	absence_facts_status(&facts, "P-222222", "young-carer",
	    day("2026-01-01"), DATE_NONE, true);
	absence_facts_sort(&facts);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(absence_vulnerable(&facts, r, "P-222222",
		    day(days[i].day), &worker), days[i].is);
		assert_false(worker);
	}
	assert_true(absence_vulnerable(&facts, r, "P-333333",
	    day("2026-11-13"), &worker));
	assert_true(worker);
	assert_false(absence_vulnerable(&facts, r, "P-444444",
	    day("2026-11-13"), &worker));

	/* lines of the others go, and only of that rule */
	lines.n = 0;
	make(ABSENCE_VULNERABLE, "2026-11-13", "2026-11-13");
	make(ABSENCE_UNEXPLAINED, "2026-11-13", "2026-11-13");
	l = make(ABSENCE_VULNERABLE, "2026-11-13", "2026-11-13");
	memcpy(l->id, "P-333333", ID_ONE + 1);
	absence_settle(&lines, &rules, &facts);
	assert_int_equal(lines.n, 2);
	assert_int_equal(lines.v[0].rule, ABSENCE_UNEXPLAINED);
	assert_string_equal(lines.v[1].id, "P-333333");
	assert_true(lines.v[1].worker);
	expect(&lines.v[1], "the child has a worker");
	lines.v[1].worker = false;
	expect(&lines.v[1], "no worker is on record");
}

static void
lines_come_by_pupil_rule_first_day_and_stage(void **state)
{
	static const char *const order[] = {
		"P-222222 off-roll-twenty-days reached 2026-11-02",
		"P-222222 unresolved-n overdue 2026-11-02",
		"P-222222 unresolved-n due 2026-11-03",
		"P-222222 unresolved-n withdrawn 2026-11-03",
		"P-333333 missing-episode reached 2026-11-02",
	};
	struct absence_line *l;

	(void)state;
	begin();
	lines.n = 0;
	make(ABSENCE_UNRESOLVED, "2026-11-03", "2026-11-03")->stage =
	    STAGE_WITHDRAWN;
	make(ABSENCE_UNRESOLVED, "2026-11-03", "2026-11-03")->stage =
	    STAGE_DUE;
	l = make(ABSENCE_MISSING, "2026-11-02", "2026-11-02");
	memcpy(l->id, "P-333333", ID_ONE + 1);
	make(ABSENCE_UNRESOLVED, "2026-11-02", "2026-11-02")->stage =
	    STAGE_OVERDUE;
	make(ABSENCE_OFF_ROLL, "2026-11-02", "2026-11-02");
	absence_sort(&lines);
	for (size_t i = 0; i < 5; i++) {
		buf_reset(&out);
		absence_record(&out, &lines.v[i]);
		assert_memory_equal(buf_str(&out), order[i],
		    strlen(order[i]));
	}
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_cut_and_messages_say_them),
		cmocka_unit_test(in_brief_nothing_is_said_in_words),
		cmocka_unit_test(
		    what_is_withdrawn_has_no_numbers_and_something_to_do),
		cmocka_unit_test(
		    who_has_a_worker_is_vulnerable_on_days_of_the_status),
		cmocka_unit_test(lines_come_by_pupil_rule_first_day_and_stage),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

/* SPDX-License-Identifier: ISC */
#include "in_chronology.h"

static void
events_come_in_the_order_in_which_they_happened(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	char c[ID_LEN];

	(void)state;
	/* 23:30 in UTC is the day after in summer, when a date begins. */
	enter(s, &kind_concern, NULL, "{\"account\":\"late\",\"observed_at\":"
	    "\"2026-06-14T23:30:00Z\",\"pupil\":\"@\",\"categories\":"
	    "[\"neglect\",\"self-harm\"]}", "", NOON, c);
	enter(s, &kind_status, NULL, "{\"pupil\":\"@\",\"status\":"
	    "\"child-in-need\",\"from\":\"2026-06-15\",\"to\":"
	    "\"2026-07-01\"}", "", NOON, NULL);
	enter(s, &kind_share, NULL, "{\"what\":\"w\",\"with\":\"x\","
	    "\"when\":\"2026-06-14T23:10:00Z\",\"why\":\"y\","
	    "\"concern\":\"$\"}", c, NOON, NULL);
	enter(s, &kind_action, NULL, "{\"concern\":\"$\",\"type\":"
	    "\"decision\",\"decision\":\"not-refer\",\"text\":\"t\","
	    "\"rationale\":\"r\"}", c, NOON + 60, NULL);
	expect_told(&setup,
	    "2025-09-02 | Pupil: joined\n"
	    "2026-06-15 | Status began: child in need\n"
	    "2026-06-14T23:10:00Z | Share | w\n"
	    "2026-06-14T23:30:00Z | Concern: neglect, self harm | late\n"
	    "2026-07-01 | Status ended: child in need\n"
	    "2026-09-01T12:01:00Z | Action: decision, not refer | t\n");
	store_close(s);
}

static void
what_is_kept_from_the_caller_leaves_no_trace(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	char c[ID_LEN], *got;

	(void)state;
	enter(s, &kind_concern, NULL, "{\"account\":\"a\",\"observed_at\":"
	    "\"2026-06-14T10:00:00Z\",\"pupil\":\"@\"}", "", NOON, c);
	enter(s, &kind_action, NULL, "{\"concern\":\"$\",\"type\":\"note\","
	    "\"text\":\"t\"}", c, NOON, NULL);
	hidden = c;
	got = told(&setup);
	assert_string_equal(got, "2025-09-02 | Pupil: joined\n");
	free(got);
	/* … also once it has been moved. */
	enter(s, &kind_concern, c, "{\"account\":\"a\",\"observed_at\":"
	    "\"2026-06-14T10:00:00Z\",\"pupil\":\"#\","
	    "\"amended\":{\"version\":2,\"reason\":\"r\"}}", "", NOON, c);
	got = told(&setup);
	assert_string_equal(got, "2025-09-02 | Pupil: joined\n");
	free(got);
	store_close(s);
}

static void
the_clock_and_the_span_bound_what_is_told(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	struct chronology *c;

	(void)state;
	enter(s, &kind_status, NULL, "{\"pupil\":\"@\",\"status\":"
	    "\"looked-after\",\"from\":\"2026-01-10\",\"to\":"
	    "\"2026-09-30\"}", "", NOON, NULL);
	enter(s, &kind_status, NULL, "{\"pupil\":\"@\",\"status\":\"eal\","
	    "\"from\":\"2026-03-10\"}", "", NOON, NULL);
	setup.as_at = time_of_day_end(date_make(2026, 9, 29));
	expect_told(&setup, "2025-09-02 | Pupil: joined\n"
			    "2026-01-10 | Status began: looked after\n"
			    "2026-03-10 | Status began: eal\n");
	assert_int_equal(chronology_make(&c, &setup, &err), 0);
	assert_string_equal(chronology_open(c),
	    "looked after since 10 January 2026; eal since 10 March 2026");
	assert_int_equal(chronology_last(c)->seq, 4);
	chronology_free(c);
	setup.as_at = time_of_day_end(date_make(2026, 9, 30));
	assert_int_equal(chronology_make(&c, &setup, &err), 0);
	assert_int_equal(chronology_count(c), 4);
	chronology_free(c);
	setup.as_at = time_of_day_end(date_make(2026, 10, 1));
	setup.since = date_make(2026, 1, 11);
	setup.until = date_make(2026, 3, 10);
	assert_int_equal(chronology_make(&c, &setup, &err), 0);
	assert_string_equal(chronology_open(c), "eal since 10 March 2026");
	chronology_free(c);
	expect_told(&setup, "2026-03-10 | Status began: eal\n");
	setup.only = (const struct kind *const[]){ &kind_concern, NULL };
	expect_told(&setup, "");
	store_close(s);
}

static void
children_may_be_letters(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	char c[ID_LEN], *event;

	(void)state;
	enter(s, &kind_concern, NULL, "{\"account\":\"a\",\"observed_at\":"
	    "\"2026-06-14T10:00:00Z\",\"pupil\":\"#\",\"linked\":["
	    "{\"pupil\":\"@\",\"as\":\"victim\"},"
	    "{\"pupil\":\"#\",\"as\":\"other\"}]}", "", NOON, c);
	enter(s, &kind_pupil, pupil, "{\"family_name\":\"King\","
	    "\"given_name\":\"Ada\",\"dob\":\"2012-12-11\","
	    "\"upn\":\"A123\",\"key_stage\":\"KS4\","
	    "\"entry_date\":\"2025-09-02\","
	    "\"amended\":{\"version\":2,\"reason\":\"r\"}}", "", NOON, pupil);
	event = whole(s, &setup, "Pupil");
	has(event, "\"was\":\"Byron\"");
	free(event);
	setup.pseudonym = true;
	event = whole(s, &setup, "Pupil");
	has_not(event, "Byron");
	has_not(event, "King");
	has_not(event, "A123");
	has_not(event, "2012");
	has(event, "\"was\":\"KS3\",\"now\":\"KS4\"");
	free(event);
	event = whole(s, &setup, "Concern");
	has_not(event, other);
	has(event, "{\"field\":\"Pupil\",\"value\":\"Child A\"}");
	has(event, "Pupil: Child A; As: other");
	free(event);
	store_close(s);
}

static void
what_is_entered_meanwhile_is_passed_over(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	struct buf json = BUF_INIT;
	struct chronology *made;
	char c[ID_LEN];

	(void)state;
	enter(s, &kind_concern, NULL, "{\"account\":\"first\",\"observed_at\":"
	    "\"2026-06-14T10:00:00Z\",\"pupil\":\"@\"}", "", NOON, c);
	assert_int_equal(chronology_make(&made, &setup, &err), 0);
	enter(s, &kind_concern, c, "{\"account\":\"second\",\"observed_at\":"
	    "\"2026-06-14T10:00:00Z\",\"pupil\":\"@\","
	    "\"amended\":{\"version\":2,\"reason\":\"r\"}}", "", NOON, c);
	assert_int_equal(chronology_count(made), 2);
	assert_int_equal(chronology_event(made, 1, &json, &err), 0);
	has(json.p, "\"text\":\"first\"");
	has(json.p, "\"version\":1");
	buf_release(&json);
	chronology_free(made);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(events_come_in_the_order_in_which_they_happened),
		T(what_is_kept_from_the_caller_leaves_no_trace),
		T(the_clock_and_the_span_bound_what_is_told),
		T(children_may_be_letters),
		T(what_is_entered_meanwhile_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
#include "in_chronology.h"

static void
a_referral_is_decided_made_and_answered(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	char key[] = "csc", name[] = "Children's social care";
	struct contact csc = { .key = key, .name = name };
	char r[ID_LEN], *made;

	(void)state;
	enter(s, &kind_referral, NULL, "{\"pupil\":\"@\",\"to\":\"csc\","
	    "\"reason\":\"why\"}", "", NOON, r);
	enter(s, &kind_referral, r, "{\"pupil\":\"@\",\"to\":\"csc\","
	    "\"reason\":\"why\",\"made_at\":\"2026-09-02T09:00:00Z\","
	    "\"by\":\"dsl\",\"amended\":{\"version\":2}}", "", NOON + 90000,
	    r);
	enter(s, &kind_referral, r, "{\"pupil\":\"@\",\"to\":\"csc\","
	    "\"reason\":\"why\",\"made_at\":\"2026-09-02T09:00:00Z\","
	    "\"by\":\"dsl\",\"response\":{\"at\":\"2026-09-03T10:00:00Z\","
	    "\"decision\":\"no further action\"},"
	    "\"amended\":{\"version\":3}}", "", NOON + 190000, r);
	setup.since = date_make(2026, 9, 1);
	expect_told(&setup,
	    "2026-09-01T12:00:00Z | Referral: csc | why\n"
	    "2026-09-02T09:00:00Z | Referral: csc, made\n"
	    "2026-09-03T10:00:00Z | Referral: csc, response | "
	    "Decision: no further action\n");
	/* … and a place by the name of its office, where that is known. */
	setup.contacts = &(const struct contacts){ .v = &csc, .n = 1 };
	made = whole(s, &setup, "Referral: Children's social care, made");
	free(made);
	setup.contacts = NULL;
	/* Each was recorded when the version came that told it. */
	made = whole(s, &setup, "Referral: csc, made");
	has(made, "\"recorded_at\":\"2026-09-02T13:00:00Z\"");
	has_not(made, "amended");
	free(made);
	store_close(s);
}

static void
an_amended_account_stays_readable(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	char c[ID_LEN], *event;

	(void)state;
	enter(s, &kind_concern, NULL, "{\"account\":\"old \\\"words\\\"\","
	    "\"observed_at\":\"2026-06-14T10:00:00Z\",\"pupil\":\"@\","
	    "\"place\":\"Yard\",\"x_ref\":\"7\"}", "", NOON, c);
	enter(s, &kind_concern, c, "{\"account\":\"new words\","
	    "\"observed_at\":\"2026-06-14T10:00:00Z\",\"pupil\":\"@\","
	    "\"amended\":{\"version\":2,\"reason\":\"a slip\"}}", "",
	    NOON + 60, c);
	event = whole(s, &setup, "Concern");
	has(event, "\"recorded_at\":\"2026-09-01T12:00:00Z\"");
	has(event, "\"text\":\"new words\"");
	has(event, "\"version\":2");
	has(event, "\"amended\":[{\"version\":2,"
		   "\"at\":\"2026-09-01T12:01:00Z\",\"by\":\"dsl\","
		   "\"reason\":\"a slip\",\"changes\":["
		   "{\"field\":\"Account\",\"was\":\"old \\\"words\\\"\","
		   "\"now\":\"new words\"},"
		   "{\"field\":\"Place\",\"was\":\"Yard\"},"
		   "{\"field\":\"x_ref\",\"was\":\"7\"}]}]");
	free(event);
	store_close(s);
}

static void
a_moved_concern_is_told_of_in_both(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	char c[ID_LEN], *event;

	(void)state;
	enter(s, &kind_concern, NULL, "{\"account\":\"secret\","
	    "\"observed_at\":\"2026-06-14T10:00:00Z\",\"pupil\":\"@\"}", "",
	    NOON, c);
	enter(s, &kind_action, NULL, "{\"concern\":\"$\",\"type\":\"note\","
	    "\"text\":\"secret\"}", c, NOON, NULL);
	enter(s, &kind_concern, c, "{\"account\":\"secret too\","
	    "\"observed_at\":\"2026-06-15T10:00:00Z\",\"pupil\":\"#\","
	    "\"amended\":{\"version\":2,\"reason\":\"wrong child\"}}", "",
	    NOON + 60, c);
	event = whole(s, &setup, "Concern");
	has(event, "\"what\":\"Concern, moved to another child\"");
	has(event, "\"at\":\"2026-06-14T10:00:00Z\"");
	has(event, "\"reason\":\"wrong child\"");
	has_not(event, "secret");
	has_not(event, other);
	free(event);
	expect_told(&setup, "2025-09-02 | Pupil: joined\n"
			    "2026-06-14T10:00:00Z | Concern, moved to "
			    "another child\n");
	setup.pupil = other;
	event = whole(s, &setup, "Concern");
	has(event, "\"what\":\"Concern, moved here from another child\"");
	has(event, "\"text\":\"secret too\"");
	has(event, "\"field\":\"Pupil\",\"was\":\"P-");
	has(event, "\"now\":\"this child\"");
	free(event);
	/* Once moved back it is an event like others there. */
	enter(s, &kind_concern, c, "{\"account\":\"secret too\","
	    "\"observed_at\":\"2026-06-14T10:00:00Z\",\"pupil\":\"@\","
	    "\"amended\":{\"version\":3,\"reason\":\"after all\"}}", "",
	    NOON + 120, c);
	setup.pupil = pupil;
	setup.only = (const struct kind *const[]){ &kind_concern, NULL };
	expect_told(&setup, "2026-06-14T10:00:00Z | Concern, moved here "
			    "from another child | secret too\n");
	store_close(s);
}

static void
a_linked_child_has_its_part(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	char c[ID_LEN], *event;

	(void)state;
	enter(s, &kind_concern, NULL, "{\"account\":\"a\",\"observed_at\":"
	    "\"2026-06-14T10:00:00Z\",\"pupil\":\"#\",\"linked\":["
	    "{\"pupil\":\"@\",\"as\":\"witness\"}]}", "", NOON, c);
	enter(s, &kind_action, NULL, "{\"concern\":\"$\",\"type\":\"note\","
	    "\"text\":\"t\"}", c, NOON, NULL);
	setup.since = date_make(2026, 1, 1);
	expect_told(&setup,
	    "2026-06-14T10:00:00Z | Concern | witness | a\n"
	    "2026-09-01T12:00:00Z | Action: note | t\n");
	event = whole(s, &setup, "Concern");
	has(event, other);
	free(event);
	/* When the name is taken off again, that is told, and no more. */
	enter(s, &kind_concern, c, "{\"account\":\"a\",\"observed_at\":"
	    "\"2026-06-14T10:00:00Z\",\"pupil\":\"#\","
	    "\"amended\":{\"version\":2,\"reason\":\"r\"}}", "", NOON + 60,
	    c);
	expect_told(&setup, "2026-06-14T10:00:00Z | Concern, no longer about "
			    "this child\n");
	store_close(s);
}

static void
the_longest_account_is_told_as_a_record(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	struct buf b = BUF_INIT;
	struct json j = { 0 };
	char c[ID_LEN], *event;

	(void)state;
	for (int v = 0; v < 8; v++) {
		buf_reset(&b);
		buf_addf(&b, "{\"account\":\"%d", v);
		while (b.n < STORE_MAX_CONTENT - 400)
			buf_adds(&b, "caf\303\251 \\\"\\n");
		buf_addf(&b, "\",\"opinion\":\"o\",\"observed_at\":"
		    "\"2026-06-14T10:00:00Z\",\"pupil\":\"%s\","
		    "\"amended\":{\"version\":%d,\"reason\":\"r\"}}", pupil,
		    v + 1);
		enter(s, &kind_concern, v == 0 ? NULL : c, b.p, "", NOON, c);
	}
	event = whole(s, &setup, "Concern");
	assert_int_equal(json_parse(&j, event, strlen(event), 0, &err), 0);
	has(event, "\"text\":\"7caf\303\251");
	has(event, "shortened");
	has(event, "\"was\":\"0caf\303\251");
	has(event, "Not repeated here");
	free(event);
	json_release(&j);
	buf_release(&b);
	store_close(s);
}

static void
an_adult_is_named(void **state)
{
	struct store *s = with_pupils();
	struct chronology_setup setup = plain(s);
	char a[ID_LEN], want[64], *event;

	(void)state;
	enter(s, &kind_person, NULL, "{\"family_name\":\"Hale\","
	    "\"given_name\":\"Mary\",\"category\":\"teacher\"}", "", NOON, a);
	enter(s, &kind_concern, NULL, "{\"account\":\"a\",\"observed_at\":"
	    "\"2026-06-14T10:00:00Z\",\"pupil\":\"@\",\"passed_to\":"
	    "\"$\"}", a, NOON, NULL);
	event = whole(s, &setup, "Concern");
	snprintf(want, sizeof(want), "\"value\":\"Mary Hale (%s)\"", a);
	has(event, want);
	free(event);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_referral_is_decided_made_and_answered),
		T(an_amended_account_stays_readable),
		T(a_moved_concern_is_told_of_in_both),
		T(a_linked_child_has_its_part),
		T(the_longest_account_is_told_as_a_record),
		T(an_adult_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

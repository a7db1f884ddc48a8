/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include "base/mem.h"
#include "domain/chronology.h"

#define LATER (NOON + 90 * 86400)

static char pupil[ID_LEN], other[ID_LEN];
static const char *hidden; /* the id of a record kept from the caller */

static int
see(void *arg, const struct stored *row, struct err *e)
{
	(void)arg;
	(void)e;
	return hidden == NULL ||
	    (strcmp(row->id, hidden) != 0 &&
		memmem(row->body, row->len, hidden, ID_LEN - 1) == NULL);
}

/* Puts a record in which @ is the pupil's id, # the other's, $ another. */
static void
enter(struct store *s, const struct kind *kind, const char *id,
    const char *text, const char *third, int64_t now, char out[ID_LEN])
{
	struct buf b = BUF_INIT;
	char made[ID_LEN];

	for (; *text != '\0'; text++) {
		if (*text == '@')
			buf_adds(&b, pupil);
		else if (*text == '#')
			buf_adds(&b, other);
		else if (*text == '$')
			buf_adds(&b, third);
		else
			buf_addc(&b, *text);
	}
	begin(s);
	if (try_put(s, kind, id, b.p, now, out == NULL ? made : out) != 0)
		fail_msg("%s", err.msg);
	commit(s);
	buf_release(&b);
}

static struct store *
with_pupils(void)
{
	struct store *s = make();

	hidden = NULL;
	enter(s, &kind_pupil, NULL, "{\"family_name\":\"Byron\","
	    "\"given_name\":\"Ada\",\"dob\":\"2012-12-10\","
	    "\"upn\":\"A123\",\"key_stage\":\"KS3\","
	    "\"entry_date\":\"2025-09-02\"}", "", NOON, pupil);
	enter(s, &kind_pupil, NULL, "{\"family_name\":\"Babbage\","
	    "\"given_name\":\"Charles\",\"dob\":\"2012-01-01\"}", "", NOON,
	    other);
	return s;
}

static struct chronology_setup
plain(struct store *s)
{
	return (struct chronology_setup){ .store = s, .pupil = pupil,
		.as_at = LATER, .since = DATE_NONE, .until = DATE_NONE,
		.may_see = see };
}

/* Of each event a line: at, what; then what lines of it hold words. */
static char *
told(const struct chronology_setup *setup)
{
	struct chronology *c;
	struct buf all = BUF_INIT, json = BUF_INIT, scratch = BUF_INIT;
	struct json j = { 0 };

	if (chronology_make(&c, setup, &err) == -1)
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < chronology_count(c); i++) {
		static const char *const names[] = { "at", "what", "part",
			"text" };

		buf_reset(&json);
		if (chronology_event(c, i, &json, &err) == -1 ||
		    json_parse(&j, json.p, json.n, 0, &err) == -1)
			fail_msg("%s", err.msg);
		for (size_t k = 0; k < 4; k++) {
			int t = json_get(&j, 0, names[k]);
			size_t n;
			const char *p;

			if (t < 0)
				continue;
			p = json_text(&j, t, &scratch, &n);
			buf_addf(&all, "%s%.*s", k == 0 ? "" : " | ", (int)n,
			    p);
		}
		buf_addc(&all, '\n');
	}
	chronology_free(c);
	buf_release(&json);
	buf_release(&scratch);
	json_release(&j);
	buf_reserve(&all, 1);
	return buf_steal(&all);
}

static void
expect_told(const struct chronology_setup *setup, const char *want)
{
	char *got = told(setup);

	assert_string_equal(got, want);
	free(got);
}

/* The whole of the last event whose title begins so. */
static char *
whole(struct store *s, const struct chronology_setup *setup,
    const char *what)
{
	struct chronology *c;
	struct buf json = BUF_INIT, key = BUF_INIT;
	char *found = NULL;

	(void)s;
	if (chronology_make(&c, setup, &err) == -1)
		fail_msg("%s", err.msg);
	buf_addf(&key, "\"what\":\"%s", what);
	for (size_t i = 0; i < chronology_count(c); i++) {
		buf_reset(&json);
		if (chronology_event(c, i, &json, &err) == -1)
			fail_msg("%s", err.msg);
		if (strstr(json.p, key.p) != NULL) {
			free(found);
			found = mem_dup(json.p);
		}
	}
	chronology_free(c);
	buf_release(&json);
	buf_release(&key);
	if (found == NULL)
		fail_msg("there is no event %s", what);
	return found;
}

static void
has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("%s is not in %s", part, text);
}

static void
has_not(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("%s is in %s", part, text);
}

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
	setup.contacts = &(const struct contacts){ &csc, 1 };
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
		T(events_come_in_the_order_in_which_they_happened),
		T(a_referral_is_decided_made_and_answered),
		T(an_amended_account_stays_readable),
		T(a_moved_concern_is_told_of_in_both),
		T(a_linked_child_has_its_part),
		T(what_is_kept_from_the_caller_leaves_no_trace),
		T(the_clock_and_the_span_bound_what_is_told),
		T(children_may_be_letters),
		T(the_longest_account_is_told_as_a_record),
		T(what_is_entered_meanwhile_is_passed_over),
		T(an_adult_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

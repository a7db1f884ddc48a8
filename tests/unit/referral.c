/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include "domain/concern/referral.h"

static struct json json;

static const struct json *
parse(const char *text)
{
	if (json_parse(&json, text, strlen(text), 0, &err) == -1)
		fail_msg("%s: %s", text, err.msg);
	return &json;
}

static void
a_route_becomes_a_referral_to_make(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	referral_of_route(&b, parse("{\"kind\":\"route\",\"concern\":"
	    "\"C-7KQ2MX\",\"to\":\"csc\",\"duty\":\"must\",\"urgency\":"
	    "\"same-day\",\"due_at\":\"2026-09-01T22:59:59Z\",\"by\":\"dsl\","
	    "\"why\":\"w\",\"rule\":\"r\",\"cite\":[\"c\"]}"));
	assert_string_equal(b.p, "{\"concern\":\"C-7KQ2MX\",\"to\":\"csc\","
	    "\"reason\":\"w\",\"due_at\":\"2026-09-01T22:59:59Z\","
	    "\"rule\":\"r\"}");
	buf_reset(&b);
	referral_of_route(&b, parse("{\"to\":\"lado\",\"why\":\"w\"}"));
	assert_string_equal(b.p, "{\"to\":\"lado\",\"reason\":\"w\"}");
	buf_release(&b);
	json_release(&json);
}

static void
add(struct store *s, const char *concern, const char *rest, char id[ID_LEN])
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "{\"concern\":\"%s\",%s}", concern, rest);
	put(s, &kind_referral, NULL, b.p, id);
	buf_release(&b);
}

static void
a_line_of_routes_finds_what_it_made(void **state)
{
	struct store *s = make();
	char one[ID_LEN], two[ID_LEN], plain[ID_LEN], fgm[ID_LEN];
	char made[ID_LEN], id[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", one);
	put(s, &kind_concern, NULL, "{\"account\":\"b\"}", two);
	add(s, one, "\"to\":\"police\",\"reason\":\"r\",\"rule\":\"crime\"",
	    plain);
	add(s, one, "\"to\":\"police\",\"reason\":\"r\",\"rule\":\"fgm\","
	    "\"due_at\":\"2026-09-02T22:59:59Z\"", fgm);
	add(s, one, "\"to\":\"csc\",\"reason\":\"r\",\"made_at\":"
	    "\"2026-09-01T09:00:00Z\",\"by\":\"dsl\"", made);
	add(s, one, "\"to\":\"lado\",\"reason\":\"r\",\"closed_at\":"
	    "\"2026-09-01T09:00:00Z\",\"outcome\":\"o\"", id);
	add(s, two, "\"to\":\"ews\",\"reason\":\"r\"", id);
	commit(s);
	/* by its rule; or where neither has a day, or the same */
	assert_int_equal(referral_of(s, one, parse("{\"to\":\"police\","
	    "\"rule\":\"crime\",\"due_at\":\"2026-09-01T22:59:59Z\"}"), id,
	    &err), 1);
	assert_string_equal(id, plain);
	assert_int_equal(referral_of(s, one, parse("{\"to\":\"police\","
	    "\"rule\":\"knife\"}"), id, &err), 1);
	assert_string_equal(id, plain);
	assert_int_equal(referral_of(s, one, parse("{\"to\":\"police\","
	    "\"rule\":\"fgm\"}"), id, &err), 1);
	assert_string_equal(id, fgm);
	assert_int_equal(referral_of(s, one, parse("{\"to\":\"police\","
	    "\"rule\":\"x\",\"due_at\":\"2026-09-02T22:59:59Z\"}"), id,
	    &err), 1);
	assert_string_equal(id, fgm);
	assert_int_equal(referral_of(s, one, parse("{\"to\":\"csc\","
	    "\"rule\":\"harm\"}"), id, &err), 1);
	assert_string_equal(id, made);
	/* with another day it is another */
	assert_int_equal(referral_of(s, one, parse("{\"to\":\"csc\","
	    "\"rule\":\"fostering\",\"due_at\":\"2026-09-02T22:59:59Z\"}"),
	    id, &err), 0);
	/* one that is closed, and another concern's, are none */
	assert_int_equal(referral_of(s, one, parse("{\"to\":\"lado\"}"), id,
	    &err), 0);
	assert_int_equal(referral_of(s, one, parse("{\"to\":\"ews\"}"), id,
	    &err), 0);
	json_release(&json);
	store_close(s);
}

static void
those_to_make_are_found_by_their_place(void **state)
{
	struct store *s = make();
	char one[ID_LEN], two[ID_LEN], csc[ID_LEN], fgm[ID_LEN];
	char police[ID_LEN], id[ID_LEN];
	struct buf places = BUF_INIT, ids = BUF_INIT;

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", one);
	put(s, &kind_concern, NULL, "{\"account\":\"b\"}", two);
	add(s, one, "\"to\":\"csc\",\"reason\":\"r\",\"rule\":\"harm\"", csc);
	add(s, one, "\"to\":\"csc\",\"reason\":\"r\",\"rule\":\"fgm\"", fgm);
	add(s, one, "\"to\":\"police\",\"reason\":\"r\",\"made_at\":"
	    "\"2026-09-01T09:00:00Z\",\"by\":\"dsl\"", police);
	add(s, one, "\"to\":\"housing\",\"reason\":\"r\"", id);
	add(s, two, "\"to\":\"ews\",\"reason\":\"r\"", id);
	commit(s);
	assert_int_equal(referral_open(s, one, "csc", "harm", &ids, id, &err),
	    1);
	assert_string_equal(id, csc);
	assert_string_equal(buf_str(&ids), csc);
	buf_reset(&ids);
	assert_int_equal(referral_open(s, one, "csc", NULL, &ids, id, &err),
	    2);
	assert_non_null(strstr(buf_str(&ids), csc));
	assert_non_null(strstr(buf_str(&ids), fgm));
	assert_int_equal(referral_open(s, one, "police", NULL, &ids, id, &err),
	    0);
	assert_int_equal(referral_open(s, one, "ews", NULL, &ids, id, &err),
	    0);
	buf_release(&ids);
	assert_int_equal(referral_to_make(s, one, &places, &err), 0);
	assert_string_equal(buf_str(&places), "csc, csc, housing");
	buf_reset(&places);
	assert_int_equal(referral_to_make(s, two, &places, &err), 0);
	assert_string_equal(buf_str(&places), "ews");
	buf_release(&places);
	store_close(s);
}

#define TO "\"concern\":\"C-7KQ2MX\",\"to\":\"csc\",\"reason\":\"r\""
#define CALL TO ",\"made_at\":\"2026-09-01T09:00:00Z\",\"by\":\"dsl\""

static void
a_referral_s_state_follows_from_what_is_known(void **state)
{
	static const struct {
		const char *text, *state, *bad; /* the field to complain of */
	} cases[] = {
		{ "{" TO "}", "to-make", "" },
		{ "{" CALL "}", "made", "" },
		{ "{" CALL ",\"response\":{\"decision\":\"d\"}}", "answered",
		    "" },
		{ "{" CALL ",\"response\":{\"decision\":\"d\"},\"closed_at\":"
		  "\"2026-09-02T09:00:00Z\"}", "closed", "" },
		/* what is not to be made after all */
		{ "{" TO ",\"state\":\"closed\",\"outcome\":\"o\"}", "closed",
		    "" },
		{ "{" TO ",\"state\":\"closed\"}", "closed", "outcome" },
		/* a call is made only when somebody says when and who */
		{ "{" TO ",\"state\":\"made\"}", "to-make", "made_at" },
		{ "{" TO ",\"made_at\":\"2026-09-01T09:00:00Z\"}", "made",
		    "by" },
		{ "{" TO ",\"response\":{\"decision\":\"d\"}}", "answered",
		    "made_at" },
		{ "{" CALL ",\"state\":\"answered\"}", "made", "response" },
		{ "{" CALL ",\"closed_at\":\"2026-09-01T08:00:00Z\"}",
		    "closed", "closed_at" },
		/* policy 10 */
		{ "{" CALL ",\"consent\":\"refused\"}", "made",
		    "no_consent_reason" },
		{ "{" CALL ",\"consent\":\"given\"}", "made", "" },
		{ "{" CALL ",\"consent\":\"not-sought\","
		  "\"no_consent_reason\":\"cannot-obtain\"}", "made", "" },
		{ "{" CALL ",\"parents_told\":false}", "made",
		    "parent_exception" },
		{ "{" CALL ",\"parents_told\":true}", "made", "" },
		{ "{\"to\":\"csc\",\"reason\":\"r\"}", "to-make", "concern" },
		{ "{\"pupil\":\"P-7KQ2MX\",\"to\":\"csc\",\"reason\":\"r\"}",
		    "to-make", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct json *j = parse(cases[i].text);
		int rc;

		err_clear(&err);
		rc = kind_referral.check(j, &err);
		if (strcmp(kind_referral.state(j), cases[i].state) != 0 ||
		    strcmp(err.field, cases[i].bad) != 0 ||
		    rc != (*cases[i].bad == '\0' ? 0 : -1))
			fail_msg("%s: %s, %s", cases[i].text,
			    kind_referral.state(j), err.field);
	}
	json_release(&json);
}

static void
a_call_that_was_made_moves_the_concern(void **state)
{
	static const struct {
		const char *before, *referral, *next;
	} cases[] = {
		{ "reported", "{" CALL "}", "referral" },
		{ "triaged", "{" CALL "}", "referral" },
		{ "action", "{" CALL "}", "referral" },
		{ "follow-up", "{" CALL "}", "" },
		{ "resolved", "{" CALL "}", "" },
		{ "reported", "{" TO "}", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *next = "x";

		assert_int_equal(kind_referral.move(cases[i].before,
				     parse(cases[i].referral), NULL, &next,
				     &err), 0);
		assert_string_equal(next == NULL ? "" : next, cases[i].next);
	}
	json_release(&json);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_route_becomes_a_referral_to_make),
		T(a_line_of_routes_finds_what_it_made),
		T(those_to_make_are_found_by_their_place),
		T(a_referral_s_state_follows_from_what_is_known),
		T(a_call_that_was_made_moves_the_concern),
	};

	return cmocka_run_group_tests_name("referral", tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
#include "in_rec.h"

static int
try(const struct kind *kind, const char *typed)
{
	struct json j = { 0 };
	int rc;

	err_clear(&err);
	buf_reset(&out);
	if (json_parse(&j, typed, strlen(typed), 0, &err) != 0)
		fail_msg("%s: %s", typed, err.msg);
	rc = rec_accept(&out, kind, &j, &context, &err);
	json_release(&j);
	return rc;
}

static void
takes(const struct kind *kind, const char *typed, const char *wanted)
{
	if (try(kind, typed) != 0)
		fail_msg("%s: %s: %s", typed, err.field, err.msg);
	assert_string_equal(buf_str(&out), wanted);
}

static void
refuses(const struct kind *kind, const char *typed, const char *field)
{
	if (try(kind, typed) != -1)
		fail_msg("%s was taken", typed);
	assert_int_equal(err.status, ST_DATA);
	assert_string_equal(err.field, field);
	assert_true(err.msg[0] != '\0');
}

#define NAMES "\"family_name\":\"A\",\"given_name\":\"B\","
#define CONCERN "\"observed_at\":\"2026-03-01T09:00\",\"place\":\"Hall\"," \
	"\"passed_to\":\"dsl\",\"pupil\":\"tom\""

static void
fields_come_in_their_documented_order(void **state)
{
	(void)state;
	takes(&kind_pupil, "{\"dob\":\"2012-01-02\",\"given_name\":\"B\","
			   "\"family_name\":\"A\"}",
	    "{" NAMES "\"dob\":\"2012-01-02\"}");
}

static void
null_is_absent_and_x_fields_are_kept(void **state)
{
	(void)state;
	takes(&kind_pupil, "{" NAMES "\"dob\":\"2012-01-02\",\"upn\":null,"
			   "\"x_bus\":{\"a\":[1,2.50]}}",
	    "{" NAMES "\"dob\":\"2012-01-02\",\"x_bus\":{\"a\":[1,2.50]}}");
}

static void
what_vigil_gives_is_passed_over(void **state)
{
	(void)state;
	takes(&kind_pupil, "{\"kind\":\"pupil\",\"id\":\"P-222222\","
			   "\"recorded_at\":\"x\",\"receipt\":{},"
			   "\"state\":\"s\"," NAMES "\"dob\":\"2012-01-02\"}",
	    "{" NAMES "\"dob\":\"2012-01-02\"}");
}

static void
an_unknown_field_is_told_with_the_nearest(void **state)
{
	(void)state;
	refuses(&kind_pupil, "{" NAMES "\"dbo\":\"2012-01-02\"}", "dbo");
	assert_non_null(strstr(err.msg, "dob"));
}

static void
a_missing_field_says_why(void **state)
{
	(void)state;
	refuses(&kind_pupil, "{" NAMES "\"sex\":\"F\"}", "dob");
	assert_non_null(strstr(err.msg, "age"));
}

static void
a_date_is_real_and_not_to_come(void **state)
{
	(void)state;
	refuses(&kind_pupil, "{" NAMES "\"dob\":\"2013-02-29\"}", "dob");
	refuses(&kind_pupil, "{" NAMES "\"dob\":\"2026-03-11\"}", "dob");
	takes(&kind_pupil, "{" NAMES "\"dob\":\"2012-02-29\"}",
	    "{" NAMES "\"dob\":\"2012-02-29\"}");
}

static void
a_time_without_offset_is_london(void **state)
{
	(void)state;
	takes(&kind_concern, "{\"account\":\"a\"," CONCERN "}",
	    "{\"account\":\"a\",\"observed_at\":\"2026-03-01T09:00:00Z\","
	    "\"place\":\"Hall\",\"passed_to\":\"dsl\","
	    "\"pupil\":\"P-7KQ2MX\"}");
	refuses(&kind_concern, "{\"account\":\"a\",\"pupil\":\"tom\","
			       "\"place\":\"Hall\",\"passed_to\":\"dsl\","
			       "\"observed_at\":\"2025-03-30T01:30\"}",
	    "observed_at");
	refuses(&kind_concern, "{\"account\":\"a\",\"pupil\":\"tom\","
			       "\"place\":\"Hall\",\"passed_to\":\"dsl\","
			       "\"observed_at\":\"2026-03-10T13:00\"}",
	    "observed_at");
}

static void
an_account_is_kept_byte_for_byte(void **state)
{
	(void)state;
	takes(&kind_concern,
	    "{\"account\":\" He\\r\\n said:\\t\\\"caf\\u00e9\\\" \"," CONCERN
	    "}",
	    "{\"account\":\" He\\r\\n said:\\t\\\"caf\xc3\xa9\\\" \","
	    "\"observed_at\":\"2026-03-01T09:00:00Z\",\"place\":\"Hall\","
	    "\"passed_to\":\"dsl\",\"pupil\":\"P-7KQ2MX\"}");
}

static void
a_line_holds_no_control_characters(void **state)
{
	(void)state;
	refuses(&kind_pupil, "{\"family_name\":\"A\\nB\",\"given_name\":"
			     "\"B\",\"dob\":\"2012-01-02\"}", "family_name");
	refuses(&kind_pupil, "{\"family_name\":\" \",\"given_name\":\"B\","
			     "\"dob\":\"2012-01-02\"}", "family_name");
	/* a name in the place of a record too */
	takes(&kind_referral, "{\"pupil\":\"tom\",\"to\":\"csc\",\"reason\":"
			      "\"r\",\"by\":\"A B\",\"made_at\":"
			      "\"2026-03-01T09:00\"}",
	    "{\"pupil\":\"P-7KQ2MX\",\"to\":\"csc\",\"reason\":\"r\","
	    "\"made_at\":\"2026-03-01T09:00:00Z\",\"by\":\"A B\"}");
	refuses(&kind_referral, "{\"pupil\":\"tom\",\"to\":\"csc\","
				"\"reason\":\"r\",\"by\":\"A\\nB\","
				"\"made_at\":\"2026-03-01T09:00\"}", "by");
}

static void
a_word_is_one_of_its_list(void **state)
{
	(void)state;
	refuses(&kind_concern,
	    "{\"account\":\"a\",\"categories\":[\"negelct\"]," CONCERN "}",
	    "categories");
	assert_non_null(strstr(err.msg, "neglect"));
	refuses(&kind_concern,
	    "{\"account\":\"a\",\"indicators\":[\"knife-carying\"]," CONCERN
	    "}", "indicators");
	refuses(&kind_concern,
	    "{\"account\":\"a\",\"categories\":\"neglect\"," CONCERN "}",
	    "categories");
}

static void
a_record_named_is_on_record(void **state)
{
	(void)state;
	refuses(&kind_status, "{\"pupil\":\"P-222222\",\"status\":\"ehcp\","
			      "\"from\":\"2026-01-01\"}", "pupil");
	refuses(&kind_status, "{\"pupil\":\"sam\",\"status\":\"ehcp\","
			      "\"from\":\"2026-01-01\"}", "pupil");
}

static void
yes_is_no_boolean(void **state)
{
	(void)state;
	refuses(&kind_concern,
	    "{\"account\":\"a\",\"immediate_risk\":\"yes\"," CONCERN "}",
	    "immediate_risk");
}

static void
a_cell_becomes_what_its_field_wants(void **state)
{
	static const struct {
		const struct kind *kind;
		const char *field, *cell, *json;
	} cells[] = {
		{ &kind_pupil, "dob", "4/3/2011", "\"4/3/2011\"" },
		{ &kind_concern, "immediate_risk", "Yes", "true" },
		{ &kind_concern, "immediate_risk", "n", "false" },
		{ &kind_concern, "categories", "neglect; cse",
		    "[\"neglect\",\"cse\"]" },
		{ &kind_pupil, "family_name", "O\"Neil",
		    "\"O\\\"Neil\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		const struct field *f = field_named(cells[i].kind->fields,
		    cells[i].field, strlen(cells[i].field));

		buf_reset(&out);
		assert_int_equal(rec_cell(&out, f, cells[i].cell,
				     strlen(cells[i].cell), &err), 0);
		assert_string_equal(buf_str(&out), cells[i].json);
	}
}

static int
overlay(const char *old, const char *typed, bool *progress, bool *same)
{
	struct json was = { 0 }, change = { 0 }, said = { 0 };
	struct buf canon = BUF_INIT;
	int rc;

	err_clear(&err);
	buf_reset(&out);
	assert_int_equal(json_parse(&was, old, strlen(old), 0, &err), 0);
	assert_int_equal(json_parse(&said, typed, strlen(typed), 0, &err), 0);
	rc = rec_change(&canon, &kind_referral, &said, &context, &err);
	if (rc == 0)
		rc = json_parse(&change, canon.p, canon.n, 0, &err);
	if (rc == 0)
		rc = rec_overlay(&out, &kind_referral, &was, &change, &said,
		    progress, same, &err);
	json_release(&was);
	json_release(&change);
	json_release(&said);
	buf_release(&canon);
	return rc;
}

#define CALL "{\"pupil\":\"P-7KQ2MX\",\"to\":\"csc\",\"reason\":\"r\""

static void
filling_in_is_progress_and_altering_is_not(void **state)
{
	bool progress, same;

	(void)state;
	assert_int_equal(overlay(CALL "}", "{\"reference\":\"7\"}",
			     &progress, &same), 0);
	assert_true(progress && !same);
	assert_string_equal(buf_str(&out), CALL ",\"reference\":\"7\"}");
	assert_int_equal(overlay(CALL ",\"reference\":\"7\"}",
			     "{\"reference\":\"8\"}", &progress, &same), 0);
	assert_false(progress || same);
	assert_int_equal(overlay(CALL "}", "{\"to\":\"lado\"}",
			     &progress, &same), 0);
	assert_false(progress || same);
	assert_int_equal(overlay(CALL "}", "{\"to\":\"csc\"}",
			     &progress, &same), 0);
	assert_true(same);
}

static void
clear_takes_a_field_out(void **state)
{
	bool progress, same;

	(void)state;
	assert_int_equal(overlay(CALL ",\"reference\":\"7\"}",
			     "{\"clear\":[\"reference\"]}", &progress,
			     &same), 0);
	assert_false(progress || same);
	assert_string_equal(buf_str(&out), CALL "}");
}

static void
a_field_of_the_school_s_own_is_amended_and_cleared_like_others(void **state)
{
	static const struct {
		const char *typed, *made;
		bool same;
	} cases[] = {
		{ "{\"x_bus\":{ \"n\": 7 }}", "\"x_bus\":{\"n\":7},\"x_b\":1",
		    true },
		{ "{\"x_bus\":8}", "\"x_bus\":8,\"x_b\":1", false },
		{ "{\"x_new\":8}", "\"x_new\":8,\"x_bus\":{\"n\":7},\"x_b\":1",
		    false },
		{ "{\"clear\":[\"x_bus\"]}", "\"x_b\":1", false },
		{ "{\"clear\":[\"x_none\"]}", "\"x_bus\":{\"n\":7},\"x_b\":1",
		    true },
	};
	struct buf wanted = BUF_INIT;
	bool progress, same;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(overlay(CALL ",\"x_bus\":{\"n\":7},\"x_b\":1}",
				     cases[i].typed, &progress, &same), 0);
		assert_int_equal(same, cases[i].same);
		assert_int_equal(progress, cases[i].same);
		buf_reset(&wanted);
		buf_addf(&wanted, CALL ",%s}", cases[i].made);
		assert_string_equal(buf_str(&out), buf_str(&wanted));
	}
	assert_int_equal(overlay(CALL "}", "{\"clear\":[\"y_bus\"]}",
			     &progress, &same), -1);
	buf_release(&wanted);
}

static void
an_older_record_is_no_worse_for_what_is_demanded_now(void **state)
{
	static const char old[] = "{\"what\":\"a\",\"with\":\"b\","
	    "\"when\":\"2025-10-01T08:00:00Z\",\"why\":\"c\","
	    "\"lawful_basis\":\"It was urgent\"}";
	struct json j = { 0 };

	(void)state;
	assert_int_equal(json_parse(&j, old, sizeof(old) - 1, 0, &err), 0);
	assert_int_equal(rec_check(&kind_share, &j, &err), 0);
	json_release(&j);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_come_in_their_documented_order),
		cmocka_unit_test(null_is_absent_and_x_fields_are_kept),
		cmocka_unit_test(what_vigil_gives_is_passed_over),
		cmocka_unit_test(an_unknown_field_is_told_with_the_nearest),
		cmocka_unit_test(a_missing_field_says_why),
		cmocka_unit_test(a_date_is_real_and_not_to_come),
		cmocka_unit_test(a_time_without_offset_is_london),
		cmocka_unit_test(an_account_is_kept_byte_for_byte),
		cmocka_unit_test(a_line_holds_no_control_characters),
		cmocka_unit_test(a_word_is_one_of_its_list),
		cmocka_unit_test(a_record_named_is_on_record),
		cmocka_unit_test(yes_is_no_boolean),
		cmocka_unit_test(a_cell_becomes_what_its_field_wants),
		cmocka_unit_test(filling_in_is_progress_and_altering_is_not),
		cmocka_unit_test(clear_takes_a_field_out),
		cmocka_unit_test(
		    a_field_of_the_school_s_own_is_amended_and_cleared_like_others),
		cmocka_unit_test(
		    an_older_record_is_no_worse_for_what_is_demanded_now),
	};

	return cmocka_run_group_tests_name("rec", tests, setup, teardown);
}

/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "model/rec.h"

static struct err err;
static struct buf out = BUF_INIT;
static struct rec_context context;

/* On record: the pupil P-7KQ2MX, also named "tom". */
static int
find(void *arg, const char *letters, const char *s, size_t n,
    char id[ID_LEN], struct err *e)
{
	(void)arg;
	if ((n == 8 && memcmp(s, "P-7KQ2MX", n) == 0) ||
	    (n == 3 && memcmp(s, "tom", n) == 0)) {
		if (strchr(letters, 'P') == NULL)
			return 0;
		memcpy(id, "P-7KQ2MX", ID_LEN);
		return 1;
	}
	if (n == 8 && s[1] == '-')
		return err_set(e, ST_DATA, "unknown-id", "There is none.");
	return 0;
}

/* March is one half term; of the one before no calendar tells. */
static int
span(void *arg, const char *word, int32_t *from, int32_t *to, struct err *e)
{
	(void)arg;
	if (strcmp(word, "last-half-term") == 0)
		return err_set(e, ST_CONFIG, "calendar", "There is none.");
	if (strcmp(word, "this-half-term") != 0)
		return err_set(e, ST_USAGE, "bad-date", "No such days.");
	*from = date_make(2026, 3, 1);
	*to = date_make(2026, 3, 31);
	return 0;
}

static int
setup(void **state)
{
	const char *src = getenv("VIGIL_SRC");
	char path[512];

	(void)state;
	snprintf(path, sizeof(path), "%s/data/rules/codes.yaml",
	    src == NULL ? "." : src);
	context.codes = codes_new(path, "/nonexistent/codes.yaml");
	context.find = find;
	context.span = span;
	return time_parse("2026-03-10T12:00:00Z", 20, &context.as_at, &err);
}

static int
teardown(void **state)
{
	(void)state;
	codes_free(context.codes);
	buf_release(&out);
	return 0;
}

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

static bool
holds(const char *test, const char *record)
{
	struct rec_test t = { 0 };
	struct json j = { 0 };
	bool does;

	err_clear(&err);
	if (rec_test_read(&t, &kind_concern, test, &context, &err) != 0)
		fail_msg("%s: %s", test, err.msg);
	assert_int_equal(json_parse(&j, record, strlen(record), 0, &err), 0);
	does = rec_test_holds(&t, &j);
	json_release(&j);
	rec_test_release(&t);
	return does;
}

static void
a_test_holds_of_what_it_says(void **state)
{
	static const char r[] = "{\"observed_at\":\"2026-03-01T09:00:00Z\","
		"\"place\":\"Main HALL\",\"categories\":[\"neglect\","
		"\"cse\"],\"immediate_risk\":true,\"pupil\":\"P-7KQ2MX\","
		"\"care\":{\"days\":30}}";

	(void)state;
	assert_true(holds("categories = cse", r));
	assert_false(holds("categories = fgm", r));
	assert_true(holds("categories != fgm", r));
	assert_true(holds("place ~ hall", r));
	assert_false(holds("place !~ hall", r));
	assert_true(holds("immediate_risk = true", r));
	assert_true(holds("pupil = tom", r));
	assert_true(holds("observed_at >= 2026-03-01", r));
	assert_false(holds("observed_at < 2026-03-01", r));
	assert_true(holds("observed_at <= 2026-03-01", r));
	assert_false(holds("observed_at > 2026-03-01", r));
	assert_true(holds("care.days > 27", r));
	assert_true(holds("care.days < 200", r));
	assert_true(holds("place", r));
	assert_false(holds("cyber", r));
}

static int
refused(const struct kind *kind, const char *test)
{
	struct rec_test t = { 0 };

	err_clear(&err);
	assert_int_equal(rec_test_read(&t, kind, test, &context, &err), -1);
	rec_test_release(&t);
	return err.status;
}

static void
a_test_on_several_days_takes_them_as_one(void **state)
{
	static const struct {
		const char *day; /* London's, of a time at midnight */
		const char *passes;
	} cases[] = {
		{ "2026-02-28", "< <= !=" },
		{ "2026-03-01", "= <= >=" },
		{ "2026-03-31", "= <= >=" },
		{ "2026-04-01", "> >= !=" },
	};
	static const char *const ops[] = { "=", "!=", "<", "<=", ">", ">=" };
	char r[160], test[64], word[8], passes[16];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		snprintf(r, sizeof(r), "{\"observed_at\":\"%sT%s\","
		    "\"care\":{\"planned_start\":\"%s\"}}", cases[i].day,
		    i < 3 ? "22:59:59Z" : "00:00:00Z", cases[i].day);
		snprintf(passes, sizeof(passes), " %s ", cases[i].passes);
		for (size_t k = 0; k < sizeof(ops) / sizeof(*ops); k++) {
			snprintf(word, sizeof(word), " %s ", ops[k]);
			snprintf(test, sizeof(test),
			    "observed_at%sthis-half-term", word);
			assert_int_equal(holds(test, r),
			    strstr(passes, word) != NULL);
			snprintf(test, sizeof(test),
			    "care.planned_start%sthis-half-term", word);
			assert_int_equal(holds(test, r),
			    strstr(passes, word) != NULL);
		}
	}
	assert_int_equal(refused(&kind_concern,
			     "observed_at = last-half-term"), ST_CONFIG);
	assert_int_equal(refused(&kind_concern,
			     "observed_at = next-half-term"), ST_USAGE);
	assert_non_null(strstr(err.msg, "this-half-term"));
}

static void
a_test_on_an_own_field_takes_it_as_text(void **state)
{
	static const char r[] = "{\"x_bus\":\"No 7\",\"x_n\":9,\"x_o\":"
				"{\"a\":[true,\"b\"]},"
				"\"reported_by\":{\"x_r\":\"s\"}}";

	(void)state;
	assert_true(holds("x_bus = No 7", r));
	assert_true(holds("x_bus ~ no", r));
	assert_false(holds("x_bus = 7", r));
	assert_true(holds("x_n < 10", r));
	assert_true(holds("x_o.a = b", r));
	assert_true(holds("x_o.a = true", r));
	assert_true(holds("reported_by.x_r = s", r));
	assert_false(holds("x_none", r));
	assert_true(holds("x_none != 1", r));
}

static void
a_test_on_an_account_is_refused(void **state)
{
	struct rec_test t = { 0 };

	(void)state;
	assert_int_equal(rec_test_read(&t, &kind_concern, "account ~ x",
			     &context, &err), -1);
	assert_int_equal(err.status, ST_USAGE);
	assert_int_equal(rec_test_read(&t, &kind_concern, "plaice = x",
			     &context, &err), -1);
	assert_non_null(strstr(err.hint, "place"));
}

static void
a_test_that_nothing_could_pass_is_refused(void **state)
{
	struct rec_test t = { 0 };

	(void)state;
	assert_int_equal(refused(&kind_concern, "categories = negelct"),
	    ST_USAGE);
	assert_non_null(strstr(err.msg, "neglect"));
	assert_int_equal(refused(&kind_concern, "indicators != cse-hotels"),
	    ST_USAGE);
	assert_int_equal(refused(&kind_concern, "immediate_risk = maybe"),
	    ST_USAGE);
	assert_int_equal(refused(&kind_concern, "care.days > many"),
	    ST_USAGE);
	assert_int_equal(refused(&kind_concern, "pupil = sam"), ST_DATA);
	assert_int_equal(rec_test_read(&t, &kind_concern, "passed_to = dsl",
			     &context, &err), 0);
	rec_test_release(&t);
}

static void
a_test_takes_numbers_as_numbers(void **state)
{
	static const char r[] = "{\"immediate_risk\":true,"
		"\"place\":\"10\"}";

	(void)state;
	assert_true(holds("immediate_risk = yes", r));
	assert_false(holds("immediate_risk = no", r));
	assert_true(holds("place > 9", r));
	assert_true(holds("place <= 11", r));
	assert_false(holds("place = 010", r));
}

static void
a_cell_becomes_what_its_field_wants(void **state)
{
	static const struct {
		const struct kind *kind;
		const char *field, *cell, *json;
	} cells[] = {
		{ &kind_pupil, "dob", "4/3/2011", "\"2011-03-04\"" },
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
		cmocka_unit_test(a_test_holds_of_what_it_says),
		cmocka_unit_test(a_test_on_several_days_takes_them_as_one),
		cmocka_unit_test(a_test_on_an_own_field_takes_it_as_text),
		cmocka_unit_test(a_test_on_an_account_is_refused),
		cmocka_unit_test(a_test_that_nothing_could_pass_is_refused),
		cmocka_unit_test(a_test_takes_numbers_as_numbers),
		cmocka_unit_test(a_cell_becomes_what_its_field_wants),
		cmocka_unit_test(filling_in_is_progress_and_altering_is_not),
		cmocka_unit_test(clear_takes_a_field_out),
		cmocka_unit_test(
		    a_field_of_the_school_s_own_is_amended_and_cleared_like_others),
	};

	return cmocka_run_group_tests_name("rec", tests, setup, teardown);
}

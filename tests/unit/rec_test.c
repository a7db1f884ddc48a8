/* SPDX-License-Identifier: ISC */
#include "in_rec.h"

static bool
holds(const char *test, const char *record)
{
	struct rec_test t = { 0 };
	struct json j = { 0 };
	bool does;

	err_clear(&err);
	if (rec_test_read(&t, &kind_concern, test, false, &context, &err) != 0)
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
	assert_int_equal(rec_test_read(&t, kind, test, true, &context,
			     &err), -1);
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
			     true, &context, &err), -1);
	assert_int_equal(err.status, ST_USAGE);
	assert_int_equal(rec_test_read(&t, &kind_concern, "plaice = x",
			     true, &context, &err), -1);
	assert_non_null(strstr(err.hint, "place"));
}

static void
what_names_somebody_is_no_argument(void **state)
{
	static const struct {
		const struct kind *kind;
		const char *test;
	} shown[] = {
		{ &kind_concern, "place" }, { &kind_concern, "account" },
		{ &kind_concern, "state = triaged" },
		{ &kind_concern, "pupil = tom" },
		{ &kind_concern, "pupil ~ P-7KQ2" },
		{ &kind_concern, "passed_to = dsl" },
		{ &kind_concern, "client_id = a/1" },
		{ &kind_concern, "recorded_by = P-7KQ2MX" },
		{ &kind_access, "tool = concern-show" },
		{ &kind_access, "person ~ S-7KQ2MX" },
		{ &kind_acceptance, "subject = slt" },
		{ &kind_pupil, "year_group > 9" },
	}, hidden[] = {
		{ &kind_concern, "place = hall" },
		{ &kind_concern, "x_bus ~ 7" },
		{ &kind_concern, "reported_by ~ hale" },
		{ &kind_concern, "reported_by.role = cook" },
		{ &kind_concern, "pupil ~ marlow" },
		{ &kind_concern, "pupil ~ lynch" },
		{ &kind_concern, "parents_informed.by = tom" },
		{ &kind_concern, "recorded_by = ihale" },
		{ &kind_access, "person = ihale" },
		{ &kind_access, "why ~ marlow" },
		{ &kind_pupil, "upn = Y856900217107" },
		{ &kind_pupil, "contacts ~ marlow" },
		{ &kind_person, "login = ihale" },
		{ &kind_person, "dob = 1980-01-01" },
		{ &kind_check, "seen_by = IH" },
		{ &kind_rota, "note ~ hale" },
	};
	struct rec_test t = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		if (rec_test_read(&t, shown[i].kind, shown[i].test, true,
			&context, &err) == -1)
			fail_msg("%s: %s", shown[i].test, err.msg);
		rec_test_release(&t);
	}
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		assert_int_equal(refused(hidden[i].kind, hidden[i].test),
		    ST_USAGE);
		assert_non_null(strstr(err.hint, "@FILE"));
		if (rec_test_read(&t, hidden[i].kind, hidden[i].test, false,
			&context, &err) == -1)
			fail_msg("%s: %s", hidden[i].test, err.msg);
		rec_test_release(&t);
	}
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
			     true, &context, &err), 0);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_test_holds_of_what_it_says),
		cmocka_unit_test(a_test_on_several_days_takes_them_as_one),
		cmocka_unit_test(a_test_on_an_own_field_takes_it_as_text),
		cmocka_unit_test(a_test_on_an_account_is_refused),
		cmocka_unit_test(what_names_somebody_is_no_argument),
		cmocka_unit_test(a_test_that_nothing_could_pass_is_refused),
		cmocka_unit_test(a_test_takes_numbers_as_numbers),
	};

	return cmocka_run_group_tests_name("rec_test", tests, setup, teardown);
}

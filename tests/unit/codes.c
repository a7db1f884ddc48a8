/* SPDX-License-Identifier: ISC */
#include "in_local.h"

#include <sys/stat.h>

#include "base/text/date.h"
#include "model/codes.h"

static int
setup(void **state)
{
	char rules[64];

	(void)state;
	if (setup_rules("rules/codes.yaml") == -1)
		return -1;
	snprintf(rules, sizeof(rules), "%s/rules", own);
	return mkdir(rules, 0700);
}

static int
clean(void **state)
{
	char rules[64];

	unlink(local);
	snprintf(rules, sizeof(rules), "%s/rules", own);
	rmdir(rules);
	return teardown(state);
}

static void
the_fixed_codes_are_there(void **state)
{
	static const char *const fixed[][2] = {
		{ "indicators", "cse-unknown-vehicles" },
		{ "indicators", "cse-new-electronics" },
		{ "indicators", "over-friendly" },
		{ "indicators", "bullying-hate-crime" },
		{ "indicators", "emotional-mutism" },
		{ "carer_relation", "great-aunt-uncle" },
		{ "carer_relation", "looked-after" },
		{ "protected_characteristics", "religion-belief" },
		{ "region", "lower-back" },
		{ "side", "middle" },
		{ "view", "front" },
	};
	struct codes *c = codes_new(&packaged);
	const char *near;

	(void)state;
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++) {
		if (codes_has(c, fixed[i][0], fixed[i][1], &near, &err) != 1)
			fail_msg("%s %s", fixed[i][0], fixed[i][1]);
	}
	assert_int_equal(codes_has(c, "region", "front", &near, &err), 0);
	codes_free(c);
}

static void
the_nearest_code_is_offered(void **state)
{
	struct codes *c = codes_new(&packaged);
	const char *near;

	(void)state;
	assert_int_equal(codes_has(c, "region", "fore-arm", &near, &err), 0);
	assert_string_equal(near, "forearm");
	assert_int_equal(codes_has(c, "region", "qqqqqqqq", &near, &err), 0);
	assert_null(near);
	codes_free(c);
}

static void
a_code_has_its_label(void **state)
{
	struct codes *c = codes_new(&packaged);

	(void)state;
	assert_string_equal(codes_label(c, "indicators", "neglect-hunger",
				&err), "Always hungry");
	assert_null(codes_label(c, "indicators", "no-such", &err));
	codes_free(c);
}

static void
a_school_adds_codes_of_its_own(void **state)
{
	struct codes *c = codes_new(&with_local);
	const char *near;

	(void)state;
	write_local("kind: codes\nlists:\n  - name: ours\n"
		    "    field: indicators\n    codes:\n"
		    "      - code: ours-bus\n        label: Misses the bus\n");
	assert_int_equal(codes_has(c, "indicators", "ours-bus", &near, &err),
	    1);
	assert_int_equal(codes_has(c, "indicators", "neglect-hunger", &near,
			     &err), 1);
	codes_free(c);
}

static void
a_code_is_used_from_its_day_until_it_is_withdrawn(void **state)
{
	struct codes *c = codes_new(&with_local);
	const int32_t day = date_make(2026, 9, 30);
	const char *near;
	size_t i;

	(void)state;
	write_local("kind: codes\nlists:\n  - name: ours\n"
		    "    field: indicators\n    codes:\n"
		    "      - code: neglect-hunger\n        withdrawn: yes\n"
		    "      - code: ours-bus\n        label: Misses the bus\n"
		    "        withdrawn: yes\n");
	assert_int_equal(codes_in_use(c, "lawful_basis", "ca2004-16la",
	    day - 1, &err), -1);
	assert_int_equal(err.status, ST_DATA);
	assert_int_equal(codes_in_use(c, "lawful_basis", "ca2004-16la", day,
	    &err), 0);
	assert_int_equal(codes_in_use(c, "lawful_basis", "consent", 0, &err),
	    0);
	assert_int_equal(codes_in_use(c, "indicators", "ours-bus", day, &err),
	    -1);
	assert_int_equal(codes_in_use(c, "indicators", "neglect-hunger", day,
	    &err), -1);
	/* what was recorded is still known, but offered to nobody */
	assert_int_equal(codes_has(c, "indicators", "neglect-hunger", &near,
	    &err), 1);
	assert_string_equal(codes_label(c, "indicators", "ours-bus", &err),
	    "Misses the bus");
	for (i = 0; (near = codes_nth(c, "indicators", i, &err)) != NULL; i++)
		assert_string_not_equal(near, "neglect-hunger");
	assert_true(i > 100);
	codes_free(c);
}

static void
lists_that_cannot_be_read_are_told(void **state)
{
	static const struct folders nothing = { "/nonexistent", own };
	struct codes *c = codes_new(&with_local);
	const char *near;

	(void)state;
	write_local("kind: codes\nlists:\n  - nmae: ours\n");
	assert_int_equal(codes_has(c, "indicators", "x", &near, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_string_equal(err.file, local);
	assert_int_equal(err.line, 3);
	codes_free(c);
	c = codes_new(&nothing);
	assert_int_equal(codes_has(c, "indicators", "x", &near, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	codes_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_fixed_codes_are_there),
		cmocka_unit_test(the_nearest_code_is_offered),
		cmocka_unit_test(a_code_has_its_label),
		cmocka_unit_test(a_school_adds_codes_of_its_own),
		cmocka_unit_test(a_code_is_used_from_its_day_until_it_is_withdrawn),
		cmocka_unit_test(lists_that_cannot_be_read_are_told),
	};

	return cmocka_run_group_tests_name("codes", tests, setup, clean);
}

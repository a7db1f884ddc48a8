/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "policy/rules/edition.h"

static struct err err;

struct rule {
	struct edition edition;
};

static const struct yaml_field fields[] = {
	EDITION_ROWS(struct rule, edition),
	{ .name = NULL }
};

static const struct yaml_form form = { .fields = fields,
	.size = sizeof(struct rule),
	.blank = &(const struct rule){ .edition = EDITION_BLANK } };

static int
read_text(struct edition *e, const char *text)
{
	struct rule rule;
	struct yaml *y = yaml_read(text, strlen(text), "rules.yaml", &err);
	int rc;

	if (y == NULL)
		fail_msg("%s", err.msg);
	rc = yaml_into(y, &form, &rule, NULL, &err);
	*e = rule.edition;
	yaml_free(y);
	return rc;
}

static void
an_edition_is_in_force_from_its_first_day_to_its_last(void **state)
{
	struct edition e;
	int32_t first = date_make(2025, 9, 1), last = date_make(2026, 8, 31);

	(void)state;
	assert_int_equal(read_text(&e, "effective_from: 2025-09-01\n"
				       "effective_to: 2026-08-31\n"), 0);
	assert_false(edition_on(&e, first - 1));
	assert_true(edition_on(&e, first));
	assert_true(edition_on(&e, last));
	assert_false(edition_on(&e, last + 1));
	assert_int_equal(read_text(&e, "effective_from: 2025-09-01\n"
				       "effective_to:\n"), 0);
	assert_int_equal(e.to, DATE_NONE);
	assert_false(edition_on(&e, first - 1));
	assert_true(edition_on(&e, date_make(2199, 12, 31)));
}

static void
one_that_ends_before_it_begins_is_refused(void **state)
{
	static const char *const bad[] = { "effective_to: 2026-08-31\n",
		"effective_from: 2025-09-31\n",
		"effective_from: 2025-09-01\neffective_to: 2025-08-31\n" };
	struct edition e;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_int_equal(read_text(&e, bad[i]), -1);
		assert_int_equal(err.status, ST_CONFIG);
		assert_string_equal(err.file, "rules.yaml");
		assert_true(err.line > 0);
	}
	assert_int_equal(read_text(&e, "effective_from: 2025-09-01\n"
				       "effective_to: 2025-09-01\n"), 0);
}

static void
two_that_share_a_day_overlap(void **state)
{
	static const struct {
		struct edition a, b;
		bool overlap;
	} cases[] = {
		{ { 10, 20, NULL }, { 21, 30, NULL }, false },
		{ { 10, 20, NULL }, { 20, 30, NULL }, true },
		{ { 10, 20, NULL }, { 12, 13, NULL }, true },
		{ { 10, 20, NULL }, { 1, 9, NULL }, false },
		{ { 10, 20, NULL }, { 1, DATE_NONE, NULL }, true },
		{ { 10, 20, NULL }, { 20, DATE_NONE, NULL }, true },
		{ { 10, 20, NULL }, { 21, DATE_NONE, NULL }, false },
		{ { 10, DATE_NONE, NULL }, { 90, DATE_NONE, NULL }, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(edition_overlap(&cases[i].a, &cases[i].b),
		    cases[i].overlap);
		assert_int_equal(edition_overlap(&cases[i].b, &cases[i].a),
		    cases[i].overlap);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_edition_is_in_force_from_its_first_day_to_its_last),
		cmocka_unit_test(one_that_ends_before_it_begins_is_refused),
		cmocka_unit_test(two_that_share_a_day_overlap),
	};

	return cmocka_run_group_tests_name("edition", tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "model/rec/rec_get.h"

static const char record[] = "{\"id\":\"P-7KQ2MX\",\"long\":\"P-7KQ2MXYZ\","
    "\"name\":\"a\\\"b\\u00e9\",\"n\":3,\"dob\":\"2012-02-29\","
    "\"bad\":\"2013-02-29\",\"at\":\"2026-03-10T12:00:00Z\","
    "\"yes\":true,\"no\":false,\"role\":\"dsl\","
    "\"in\":{\"day\":\"2026-01-01\"},\"none\":\"\"}";

static struct json j;

static int
setup(void **state)
{
	struct err err;

	(void)state;
	return json_parse(&j, record, sizeof(record) - 1, 0, &err);
}

static int
teardown(void **state)
{
	(void)state;
	json_release(&j);
	return 0;
}

static void
a_text_is_decoded(void **state)
{
	struct buf b = BUF_INIT;
	char out[8], *copy = rec_dup(&j, 0, "name");
	size_t n;

	(void)state;
	assert_string_equal(copy, "a\"bé");
	free(copy);
	rec_copy(out, sizeof(out), &j, 0, "name");
	assert_string_equal(out, "a\"bé");
	rec_copy(out, 3, &j, 0, "name");
	assert_string_equal(out, "a\"");
	rec_add(&b, &j, 0, "role");
	rec_add(&b, &j, 0, "name");
	rec_add(&b, &j, 0, "n");
	assert_string_equal(buf_str(&b), "dsla\"bé");
	assert_memory_equal(rec_str(&j, 0, "role", &b, &n), "dsl", 3);
	assert_int_equal(n, 3);
	buf_release(&b);
}

static void
an_id_comes_whole_or_not_at_all(void **state)
{
	char id[ID_LEN];

	(void)state;
	rec_id(id, &j, 0, "id");
	assert_string_equal(id, "P-7KQ2MX");
	rec_id(id, &j, 0, "long");
	assert_string_equal(id, "");
	rec_id(id, &j, 0, "absent");
	assert_string_equal(id, "");
}

static void
days_and_times_are_real_ones(void **state)
{
	(void)state;
	assert_int_equal(rec_day(&j, 0, "dob"), date_make(2012, 2, 29));
	assert_int_equal(rec_day(&j, 0, "bad"), DATE_NONE);
	assert_int_equal(rec_day(&j, 0, "n"), DATE_NONE);
	assert_int_equal(rec_day(&j, 0, "absent"), DATE_NONE);
	assert_int_equal(rec_day(&j, json_get(&j, 0, "in"), "day"),
	    date_make(2026, 1, 1));
	assert_int_equal(rec_day(&j, -1, "day"), DATE_NONE);
	assert_true(rec_time(&j, 0, "at") == (int64_t)1773144000);
	assert_true(rec_time(&j, 0, "name") == TIME_NONE);
	assert_true(rec_time(&j, 0, "absent") == TIME_NONE);
}

static void
words_have_places_and_flags_are_true_or_not(void **state)
{
	static const char *const roles[] = { "staff", "dsl", NULL };

	(void)state;
	assert_int_equal(rec_place(&j, 0, "role", roles), 1);
	assert_int_equal(rec_place(&j, 0, "name", roles), -1);
	assert_int_equal(rec_place(&j, 0, "absent", roles), -1);
	assert_true(rec_yes(&j, 0, "yes"));
	assert_false(rec_yes(&j, 0, "no"));
	assert_false(rec_yes(&j, 0, "n"));
	assert_false(rec_yes(&j, 0, "absent"));
}

static void
what_is_absent_or_no_text_is_empty(void **state)
{
	struct buf b = BUF_INIT;
	char out[4], *none;
	size_t n;

	(void)state;
	assert_null(rec_dup(&j, 0, "absent"));
	assert_null(rec_dup(&j, 0, "n"));
	assert_null(rec_dup(&j, -1, "name"));
	none = rec_dup(&j, 0, "none");
	assert_string_equal(none, "");
	free(none);
	rec_copy(out, sizeof(out), &j, 0, "absent");
	assert_string_equal(out, "");
	(void)rec_str(&j, 0, "in", &b, &n);
	assert_int_equal(n, 0);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_decoded),
		cmocka_unit_test(an_id_comes_whole_or_not_at_all),
		cmocka_unit_test(days_and_times_are_real_ones),
		cmocka_unit_test(words_have_places_and_flags_are_true_or_not),
		cmocka_unit_test(what_is_absent_or_no_text_is_empty),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

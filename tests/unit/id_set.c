/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "model/id_set.h"

static void
each_id_is_there_once_in_the_order_of_coming(void **state)
{
	struct id_set s = { 0 };
	char id[16];

	(void)state;
	for (int again = 0; again < 2; again++) {
		for (int i = 0; i < 5000; i++) {
			snprintf(id, sizeof(id), "P-%06d", i * 7 % 5000);
			assert_int_equal(id_set_add(&s, id), again == 0);
		}
	}
	assert_int_equal(s.n, 5000);
	assert_string_equal(s.id[0], "P-000000");
	assert_string_equal(s.id[1], "P-000007");
	assert_string_equal(s.id[4999], "P-004993");
	id_set_release(&s);
}

static void
an_emptied_set_has_none_and_takes_them_again(void **state)
{
	struct id_set s = { 0 };

	(void)state;
	id_set_reset(&s);
	assert_true(id_set_add(&s, "P-7KQ2MX"));
	id_set_reset(&s);
	assert_int_equal(s.n, 0);
	assert_true(id_set_add(&s, "P-7KQ2MX"));
	assert_false(id_set_add(&s, "P-7KQ2MX"));
	id_set_release(&s);
	assert_int_equal(s.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_id_is_there_once_in_the_order_of_coming),
		cmocka_unit_test(an_emptied_set_has_none_and_takes_them_again),
	};

	return cmocka_run_group_tests_name("id_set", tests, NULL, NULL);
}

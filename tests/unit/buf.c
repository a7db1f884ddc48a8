/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/core/buf.h"

static void
an_empty_buf_reads_as_an_empty_string(void **state)
{
	struct buf b = BUF_INIT;
	char *s;

	(void)state;
	assert_string_equal(buf_str(&b), "");
	buf_reset(&b);
	buf_cut(&b, 0);
	buf_add(&b, NULL, 0);
	assert_int_equal(b.n, 0);
	assert_string_equal(buf_str(&b), "");
	buf_release(&b);
	s = buf_steal(&b);
	assert_string_equal(s, "");
	assert_null(b.p);
	free(s);
}

static void
a_buf_grows_and_stays_terminated(void **state)
{
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		buf_addc(&b, (char)('a' + i % 26));
		assert_int_equal(b.n, i + 1);
		assert_int_equal(b.p[b.n], '\0');
		assert_true(b.cap > b.n);
	}
	assert_int_equal(b.p[999], 'a' + 999 % 26);
	buf_add(&b, "x\0y", 3);
	assert_int_equal(b.n, 1003);
	assert_memory_equal(b.p + 1000, "x\0y", 4);
	buf_cut(&b, 2);
	assert_string_equal(b.p, "ab");
	buf_cut(&b, 5);
	assert_int_equal(b.n, 2);
	buf_release(&b);
	assert_null(b.p);
	assert_int_equal(b.cap, 0);
}

static void
formatted_text_of_any_length_is_kept_whole(void **state)
{
	struct buf b = BUF_INIT;
	char want[301];
	int i;

	(void)state;
	memset(want, 'z', 300);
	want[300] = '\0';
	for (i = 0; i <= 300; i++) {
		buf_reset(&b);
		buf_addf(&b, "%.*s|", i, want);
		assert_int_equal(b.n, i + 1);
		assert_memory_equal(b.p, want, (size_t)i);
		assert_string_equal(b.p + i, "|");
	}
	buf_release(&b);
	buf_addf(&b, "%s-%d", "a", 7);
	assert_string_equal(buf_str(&b), "a-7");
	buf_release(&b);
}

static void
a_stolen_string_is_the_callers(void **state)
{
	struct buf b = BUF_INIT;
	char *s;

	(void)state;
	buf_adds(&b, "kept");
	s = buf_steal(&b);
	buf_adds(&b, "other");
	assert_string_equal(s, "kept");
	assert_string_equal(buf_str(&b), "other");
	free(s);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_buf_reads_as_an_empty_string),
		cmocka_unit_test(a_buf_grows_and_stays_terminated),
		cmocka_unit_test(formatted_text_of_any_length_is_kept_whole),
		cmocka_unit_test(a_stolen_string_is_the_callers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "model/mark.h"

static void
every_code_is_found_by_its_name(void **state)
{
	int n = 0;

	(void)state;
	for (int i = 1; words_mark[i] != NULL; i++, n++)
		assert_int_equal(mark_code(words_mark[i],
		    strlen(words_mark[i])), i);
	assert_int_equal(n, MARK_LAST);
	assert_true(n < MARK_CODES);
}

static void
the_numbers_of_codes_stay_as_stores_hold_them(void **state)
{
	(void)state;
	assert_string_equal(words_mark[1], "/");
	assert_string_equal(words_mark[2], "\\");
	assert_string_equal(words_mark[25], "N");
	assert_string_equal(words_mark[39], "#");
	assert_string_equal(words_mark[50], "X09");
}

static void
what_is_no_code_is_none(void **state)
{
	static const char *const none[] = { "", "n", "-", " ", "//", "F",
		"C3", "Y8", "c1", "\xc3\xa9" };

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_int_equal(mark_code(none[i], strlen(none[i])), 0);
}

static void
a_slot_is_a_session_of_a_weekday(void **state)
{
	int32_t day = date_make(2026, 11, 13); /* a Friday */

	(void)state;
	assert_int_equal(mark_slot(day, 1), mark_slot(day, 0) + 1);
	assert_int_equal(mark_slot(day + 1, 0), MARK_NOWHERE);
	assert_int_equal(mark_slot(day + 2, 0), MARK_NOWHERE);
	assert_int_equal(mark_slot(day + 3, 0), mark_slot(day, 0) + 2);
	assert_int_equal(mark_slot_from(day + 1), mark_slot(day + 3, 0));
	assert_int_equal(mark_slot(-1, 0), MARK_NOWHERE);
	for (day = 0; day < 40000; day++) {
		if (date_weekday(day) > 4)
			continue;
		assert_int_equal(mark_day(mark_slot(day, 0)), day);
		assert_int_equal(mark_day(mark_slot(day, 1)), day);
	}
}

static void
a_year_begins_on_1_august(void **state)
{
	(void)state;
	for (int y = 1990; y < 2100; y++) {
		int32_t first = mark_year_slot(y);

		assert_int_equal(mark_year(first), y);
		assert_int_equal(mark_year(first - 1), y - 1);
		assert_true(mark_day(first) >= date_make(y, 8, 1));
		assert_true(mark_day(first - 1) < date_make(y, 8, 1));
	}
	assert_int_equal(mark_year_slot(2199), MARK_SLOTS);
	assert_int_equal(mark_year(1), 1969);
	assert_int_equal(mark_year_slot(1969), 0);
}

static void
what_is_packed_is_unpacked(void **state)
{
	unsigned char code[600];
	struct buf b = BUF_INIT;
	struct mark_pack in = { 0, 0 }, out = { 0, 0 };
	struct mark_run run;
	const char *s;
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(code); i++)
		code[i] = (unsigned char)(i % 51);
	mark_pack(&b, &in, 7, 29000, code, 1);
	mark_pack(&b, &in, 7, 28000, code, sizeof(code)); /* earlier */
	mark_pack(&b, &in, INT32_MAX, 29000, code, 2);
	assert_null(strchr(b.p, '"'));
	assert_null(strchr(b.p, '\\'));
	s = b.p;
	assert_int_equal(mark_unpack(&s, b.p + b.n, &out, &run), 1);
	assert_int_equal(run.pupil, 7);
	assert_int_equal(run.slot, 29000);
	assert_int_equal(run.n, 1);
	while (n < sizeof(code)) {
		assert_int_equal(mark_unpack(&s, b.p + b.n, &out, &run), 1);
		assert_int_equal(run.slot, 28000 + (int)n);
		for (uint32_t i = 0; i < run.n; i++)
			assert_int_equal(mark_number(run.code[i]), code[n++]);
	}
	assert_int_equal(mark_unpack(&s, b.p + b.n, &out, &run), 1);
	assert_int_equal(run.pupil, INT32_MAX);
	assert_int_equal(mark_unpack(&s, b.p + b.n, &out, &run), 0);
	buf_release(&b);
}

static void
what_was_cut_short_is_refused(void **state)
{
	static const unsigned char code[] = { 1, 2, 3 };
	struct buf b = BUF_INIT;
	struct mark_pack at = { 0, 0 };
	struct mark_run run;

	(void)state;
	mark_pack(&b, &at, 7, 29000, code, sizeof(code));
	for (size_t n = 1; n < b.n; n++) {
		const char *s = b.p;

		at = (struct mark_pack){ 0, 0 };
		assert_int_equal(mark_unpack(&s, b.p + n, &at, &run), -1);
	}
	for (int past = 0; past < 2; past++) {
		const char *s;

		buf_reset(&b);
		at = (struct mark_pack){ 0, 0 };
		mark_pack(&b, &at, 7, MARK_SLOTS - 3 + past, code,
		    sizeof(code));
		s = b.p;
		at = (struct mark_pack){ 0, 0 };
		assert_int_equal(mark_unpack(&s, b.p + b.n, &at, &run),
		    past ? -1 : 1);
	}
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_is_found_by_its_name),
		cmocka_unit_test(
		    the_numbers_of_codes_stay_as_stores_hold_them),
		cmocka_unit_test(what_is_no_code_is_none),
		cmocka_unit_test(a_slot_is_a_session_of_a_weekday),
		cmocka_unit_test(a_year_begins_on_1_august),
		cmocka_unit_test(what_is_packed_is_unpacked),
		cmocka_unit_test(what_was_cut_short_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

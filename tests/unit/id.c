/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "model/id.h"

static const char symbols[] = "23456789BCDFGHJKLMNPQRSTVWXYZ";

static void
a_made_id_reads_as_itself(void **state)
{
	char id[ID_LEN], read[ID_LEN];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		id_make(id, "C");
		assert_int_equal(strlen(id), 8);
		assert_memory_equal(id, "C-", 2);
		assert_int_equal(strspn(id + 2, symbols), 6);
		assert_int_equal(id_read(read, id, 8), ID_WHOLE);
		assert_string_equal(read, id);
	}
}

static void
two_made_ids_differ(void **state)
{
	char a[ID_LEN], b[ID_LEN];

	(void)state;
	id_make(a, "P");
	id_make(b, "P");
	assert_string_not_equal(a, b);
}

static void
case_and_dash_do_not_matter(void **state)
{
	char id[ID_LEN], read[ID_LEN], typed[ID_LEN];
	size_t n = 0;

	(void)state;
	id_make(id, "R");
	for (const char *p = id; *p != '\0'; p++) {
		if (*p != '-')
			typed[n++] = (char)tolower((unsigned char)*p);
	}
	assert_int_equal(id_read(read, typed, n), ID_WHOLE);
	assert_string_equal(read, id);
}

static void
every_single_slip_is_caught(void **state)
{
	char id[ID_LEN], slip[ID_LEN], read[ID_LEN];

	(void)state;
	for (int round = 0; round < 20; round++) {
		id_make(id, "C");
		for (size_t at = 2; at < 8; at++) {
			for (const char *s = symbols; *s != '\0'; s++) {
				memcpy(slip, id, ID_LEN);
				if (slip[at] == *s)
					continue;
				slip[at] = *s;
				assert_int_equal(id_read(read, slip, 8),
				    ID_MISTYPED);
			}
		}
	}
}

static void
a_slip_in_the_letter_is_caught(void **state)
{
	static const char letters[] = "PSCRDTNHLZK467";
	char id[ID_LEN], read[ID_LEN];

	(void)state;
	for (const char *made = letters; *made != '\0'; made++) {
		id_make(id, (char[]){ *made, '\0' });
		for (const char *s = letters; *s != '\0'; s++) {
			id[0] = *s;
			assert_int_equal(id_read(read, id, 8),
			    *s == *made ? ID_WHOLE : ID_MISTYPED);
		}
	}
}

static void
every_swap_of_neighbours_is_caught(void **state)
{
	char id[ID_LEN], swap[ID_LEN], read[ID_LEN];

	(void)state;
	for (int round = 0; round < 200; round++) {
		id_make(id, "S");
		for (size_t at = 2; at < 7; at++) {
			if (id[at] == id[at + 1])
				continue;
			memcpy(swap, id, ID_LEN);
			swap[at] = id[at + 1];
			swap[at + 1] = id[at];
			assert_int_equal(id_read(read, swap, 8), ID_MISTYPED);
		}
	}
}

static void
four_symbols_are_a_prefix_and_three_too_short(void **state)
{
	char read[ID_LEN];

	(void)state;
	assert_int_equal(id_read(read, "C-7KQ2", 6), ID_PREFIX);
	assert_string_equal(read, "C-7KQ2");
	assert_int_equal(id_read(read, "c7kq2m", 6), ID_PREFIX);
	assert_string_equal(read, "C-7KQ2M");
	assert_int_equal(id_read(read, "C-7KQ", 5), ID_SHORT);
	assert_int_equal(id_read(read, "C-", 2), ID_SHORT);
}

static void
a_digit_in_place_of_a_letter_needs_its_dash(void **state)
{
	char id[ID_LEN], read[ID_LEN], bare[ID_LEN];

	(void)state;
	id_make(id, "4");
	assert_int_equal(id_read(read, id, 8), ID_WHOLE);
	assert_string_equal(read, id);
	bare[0] = id[0];
	memcpy(bare + 1, id + 2, 7);
	assert_int_equal(id_read(read, bare, 7), ID_NONE);
	assert_int_equal(id_read(read, "4-7KQ2", 6), ID_PREFIX);
	assert_int_equal(id_read(read, "4", 1), ID_NONE);
}

static void
a_prefix_of_two_is_told_by_its_vowel(void **state)
{
	char id[ID_LEN], read[ID_LEN], bare[ID_LEN];

	(void)state;
	for (int round = 0; round < 200; round++) {
		id_make(id, "RA");
		assert_int_equal(strlen(id), 9);
		assert_int_equal(strspn(id + 3, symbols), 6);
		assert_int_equal(id_read(read, id, 9), ID_WHOLE);
		assert_string_equal(read, id);
		assert_true(id_is(read, id, 9));
		memcpy(bare, "ra", 2);
		memcpy(bare + 2, id + 3, 6);
		assert_int_equal(id_read(read, bare, 8), ID_WHOLE);
		assert_string_equal(read, id);
		assert_int_equal(id_read(read, id, 7), ID_PREFIX);
		assert_memory_equal(read, id, 7);
		assert_int_equal(id_read(read, id, 6), ID_SHORT);
		for (const char *v = "EIOU"; *v != '\0'; v++) {
			id[1] = *v;
			assert_int_equal(id_read(read, id, 9), ID_MISTYPED);
		}
	}
	assert_int_equal(id_read(read, "2A-7KQ2MX", 9), ID_NONE);
	assert_int_equal(id_read(read, "RAT-7KQ2MX", 10), ID_NONE);
}

static void
what_mail_and_word_processors_add_is_passed_over(void **state)
{
	static const char *const dash[] = { "-", "\u2010", "\u2011",
		"\u2012", "\u2013", "\u2014", "\u2015", "\u2212", " - ",
		"\u00a0\u2013\u00a0" };
	static const char *const about[][2] = { { "", "" }, { " ", "." },
		{ "\u00a0", "\u00a0" }, { "", ".\u2003" }, { "\t", "\n" } };
	char id[ID_LEN], read[ID_LEN], typed[64];

	(void)state;
	id_make(id, "C");
	for (size_t d = 0; d < sizeof(dash) / sizeof(*dash); d++) {
		for (size_t a = 0; a < sizeof(about) / sizeof(*about); a++) {
			snprintf(typed, sizeof(typed), "%sC%s%s%s",
			    about[a][0], dash[d], id + 2, about[a][1]);
			assert_int_equal(id_read(read, typed, strlen(typed)),
			    ID_WHOLE);
			assert_string_equal(read, id);
			assert_true(id_dashed(typed, strlen(typed)));
			assert_int_equal(id_is(read, typed, strlen(typed)),
			    strcmp(typed, id) == 0);
		}
	}
	assert_false(id_dashed("Cbrynn", 6));
	assert_false(id_dashed("", 0));
}

static void
what_is_no_id_is_none(void **state)
{
	static const char *const none[] = { "", "-", "C-7KQ2M!", "C-7KQ2MXX",
		"Y856900217107", "77KQ2MX", "C--7KQ2M", "C-AEIOUA",
		"C-7KQ 2M" };
	char read[ID_LEN];

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_int_equal(id_read(read, none[i], strlen(none[i])),
		    ID_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_made_id_reads_as_itself),
		cmocka_unit_test(two_made_ids_differ),
		cmocka_unit_test(case_and_dash_do_not_matter),
		cmocka_unit_test(every_single_slip_is_caught),
		cmocka_unit_test(a_slip_in_the_letter_is_caught),
		cmocka_unit_test(every_swap_of_neighbours_is_caught),
		cmocka_unit_test(
		    four_symbols_are_a_prefix_and_three_too_short),
		cmocka_unit_test(a_digit_in_place_of_a_letter_needs_its_dash),
		cmocka_unit_test(a_prefix_of_two_is_told_by_its_vowel),
		cmocka_unit_test(
		    what_mail_and_word_processors_add_is_passed_over),
		cmocka_unit_test(what_is_no_id_is_none),
	};

	return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}

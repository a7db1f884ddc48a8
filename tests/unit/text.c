/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/text/text.h"

static void
utf8_is_counted_up_to_the_first_wrong_byte(void **state)
{
	static const struct {
		const char *s;
		size_t n, good;
	} cases[] = {
		{ "", 0, 0 }, { "plain text of ASCII", 19, 19 },
		{ "a\0b", 3, 3 }, { "\xc2\x80", 2, 2 }, { "\xdf\xbf", 2, 2 },
		{ "\xe0\xa0\x80", 3, 3 }, { "\xed\x9f\xbf", 3, 3 },
		{ "\xee\x80\x80", 3, 3 }, { "\xf0\x90\x80\x80", 4, 4 },
		{ "\xf4\x8f\xbf\xbf", 4, 4 },
		{ "12345678\xc3\xa9 and 8 more\xff", 22, 21 },
		{ "\x80", 1, 0 }, { "a\xbf", 2, 1 }, { "\xc0\x80", 2, 0 },
		{ "\xc1\xbf", 2, 0 }, { "\xe0\x9f\xbf", 3, 0 },
		{ "\xed\xa0\x80", 3, 0 }, { "\xed\xbf\xbf", 3, 0 },
		{ "\xf0\x8f\xbf\xbf", 4, 0 }, { "\xf4\x90\x80\x80", 4, 0 },
		{ "\xf5\x80\x80\x80", 4, 0 }, { "\xfe", 1, 0 },
		{ "ab\xc3", 3, 2 }, { "ab\xe2\x82", 4, 2 },
		{ "\xf0\x9f\x98", 3, 0 }, { "\xc3\x28", 2, 0 },
		{ "\xe2\x28\xa1", 3, 0 }, { "\xf0\x9f\x98\x28", 4, 0 },
	};
	size_t i;
	char *copy;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		/* Where a byte read too far is noticed. */
		copy = malloc(cases[i].n + (cases[i].n == 0));
		assert_non_null(copy);
		memcpy(copy, cases[i].s, cases[i].n);
		assert_int_equal(text_utf8(copy, cases[i].n), cases[i].good);
		free(copy);
	}
}

static void
every_character_and_no_surrogate_is_well_formed(void **state)
{
	unsigned u;
	char s[4];

	(void)state;
	for (u = 0x800; u < 0x10000; u++) {
		s[0] = (char)(0xe0 | u >> 12);
		s[1] = (char)(0x80 | (u >> 6 & 0x3f));
		s[2] = (char)(0x80 | (u & 0x3f));
		assert_int_equal(text_utf8(s, 3),
		    u >= 0xd800 && u <= 0xdfff ? 0 : 3);
	}
	for (u = 0x10000; u < 0x140000; u++) {
		s[0] = (char)(0xf0 | u >> 18);
		s[1] = (char)(0x80 | (u >> 12 & 0x3f));
		s[2] = (char)(0x80 | (u >> 6 & 0x3f));
		s[3] = (char)(0x80 | (u & 0x3f));
		assert_int_equal(text_utf8(s, 4), u < 0x110000 ? 4 : 0);
	}
}

static void
names_fold_to_what_is_compared(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" }, { "   ", "" }, { "O'BRIEN", "obrien" },
		{ "O\xe2\x80\x99" "Brien", "obrien" },	/* curly */
		{ "D\xca\xbc" "Souza", "dsouza" },	/* as a letter */
		{ "O\xc2\xb4" "Brien", "obrien" },	/* an accent */
		{ "  Anna \t Maria\n", "anna maria" },
		{ "ZO\xc3\x8b", "zoe" },		/* E diaeresis */
		{ "Zoe\xcc\x88", "zoe" },		/* in two characters */
		{ "Stra\xc3\x9f" "e", "strasse" },
		{ "\xc5\x81ukasz", "lukasz" },		/* L with stroke */
		{ "\xc4\x90" "or\xc4\x91" "e", "dorde" },
		{ "S\xc3\xb8rensen", "sorensen" },
		{ "A\xc3\xb0" "al\xc3\xbe" "or", "adalthor" },
		{ "\xc3\x86gir Leb\xc5\x93uf", "aegir leboeuf" },
		{ "Ay\xc5\x9f\xc4\xb1n", "aysin" },	/* no dot on the i */
		{ "\xc4\xb0" "brahim", "ibrahim" },	/* a dot on the I */
		{ "\xef\xac\x81n", "fin" },		/* the ligature fi */
		{ "Carr-Whyte", "carrwhyte" },
		{ "Carr\xe2\x80\x91Whyte", "carrwhyte" },
		{ "Carr\xe2\x80\x93Whyte", "carrwhyte" },
		{ "A\xc2\xa0 B\xc3\xa9\xe3\x80\x80" "C", "a be c" },
		{ "Be\xe2\x80\x8bgum\xef\xbb\xbf", "begum" },
		{ "Be\xc2\xad" "gum\xe2\x80\x8d", "begum" },
		{ "\xce\xa3\xce\xaf\xcf\x82", "\xcf\x83\xce\xb9\xcf\x83" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_reset(&b);
		buf_adds(&b, "|");
		text_fold(&b, cases[i][0], strlen(cases[i][0]));
		assert_string_equal(b.p + 1, cases[i][1]);
	}
	buf_release(&b);
}

static void
a_double_name_can_be_parted(void **state)
{
	static const char name[] = " O'Neill-\xe2\x80\x99" "Amin\xe2\x80\x93";
	struct buf b = BUF_INIT;

	(void)state;
	text_fold_parted(&b, name, strlen(name), TEXT_AT_DASH);
	assert_string_equal(buf_str(&b), "oneill amin");
	buf_reset(&b);
	text_fold_parted(&b, name, strlen(name), TEXT_AT_DASH |
	    TEXT_AT_APOSTROPHE);
	assert_string_equal(buf_str(&b), "o neill amin");
	buf_release(&b);
}

static void
headings_keep_their_marks_and_dashes(void **state)
{
	static const char heading[] = "  E-Mail\xc2\xa0 ZO\xc3\x8b's ";
	struct buf b = BUF_INIT;

	(void)state;
	text_lower(&b, heading, strlen(heading));
	assert_string_equal(buf_str(&b), "e-mail zo\xc3\xab's");
	buf_release(&b);
}

static void
nothing_seen_is_blank(void **state)
{
	static const char *const unseen[] = { "", " \t\r\n", "\xc2\xa0",
		"\xe2\x80\x8b", "\xef\xbb\xbf", "\xe2\x80\xa8",
		"\xc2\xad\xe2\x80\x8d", "\xe2\xa0\x80", "\xe3\x85\xa4",
		"\xf3\xa0\x81\x81", "\x07" };
	static const char *const seen[] = { "a", " .", "\xe2\x80\x8b" "a",
		"-", "\xf0\x9f\x94\xaa" };

	(void)state;
	for (size_t i = 0; i < sizeof(unseen) / sizeof(*unseen); i++)
		assert_true(text_unseen(unseen[i], strlen(unseen[i])));
	for (size_t i = 0; i < sizeof(seen) / sizeof(*seen); i++)
		assert_false(text_unseen(seen[i], strlen(seen[i])));
}

static void
width_counts_the_columns_of_a_terminal(void **state)
{
	static const struct {
		const char *s;
		size_t width;
	} cases[] = {
		{ "", 0 }, { "abc", 3 }, { "a\tb\x1b\x7f", 2 },
		{ "Zo\xc3\xab", 3 }, { "Zoe\xcc\x88", 3 },
		{ "\xe6\x9d\x8e", 2 },		/* a Chinese character */
		{ "\xc2\x9b", 0 }, { "a\xe2\x80\x8b" "b", 2 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(text_width(cases[i].s, strlen(cases[i].s)),
		    cases[i].width);
}

static void
what_hides_is_made_visible(void **state)
{
	static const char *const cases[][3] = {
		{ "plain Zo\xc3\xab", "", "plain Zo\xc3\xab" },
		{ "a\x1b[2Jb", "", "a<U+001B>[2Jb" },
		{ "a\nb\tc", "\n", "a\nb<U+0009>c" },
		{ "a\nb\tc", "\t\n", "a\nb\tc" },
		{ "\x7f\xc2\x9b", "", "<U+007F><U+009B>" },
		{ "a\xe2\x80\xae" "b", "", "a<U+202E>b" },
		{ "\xe2\x81\xa6\xe2\x81\xa9", "", "<U+2066><U+2069>" },
		{ "\xd8\x9c\xe2\x80\x8e", "", "<U+061C><U+200E>" },
		{ "\xe2\x80\x8b\xef\xbb\xbf", "", "<U+200B><U+FEFF>" },
		{ "\xe2\x80\xa8\xe2\x80\xa9", "", "<U+2028><U+2029>" },
		{ "a\xc2\xad\xe2\x81\xa0", "", "a<U+00AD><U+2060>" },
		{ "\xe1\xa0\x8e\xcd\x8f", "", "<U+180E><U+034F>" },
		{ "\xe3\x85\xa4\xef\xbe\xa0", "", "<U+3164><U+FFA0>" },
		{ "\xe1\x85\x9f\xe1\x85\xa0", "", "<U+115F><U+1160>" },
		{ "\xf3\xa0\x81\x81\xf3\xa0\x84\x80", "",
		    "<U+E0041><U+E0100>" },
		{ "\xef\xbf\xb9\xe2\x81\xa5", "", "<U+FFF9><U+2065>" },
		{ "\xf3\xa0\x82\x80", "", "<U+E0080>" },
		/* A joiner makes one picture of two, and stays there. */
		{ "\xf0\x9f\x91\xa9\xf0\x9f\x8f\xbd\xe2\x80\x8d"
		  "\xf0\x9f\x9a\x80", "",
		    "\xf0\x9f\x91\xa9\xf0\x9f\x8f\xbd\xe2\x80\x8d"
		    "\xf0\x9f\x9a\x80" },
		{ "\xe2\x80\x8d", "", "<U+200D>" },
		{ "a\xe2\x80\x8d" "b", "", "a<U+200D>b" },
		{ "\xe2\x9d\xa4\xe2\x80\x8d" "b", "",
		    "\xe2\x9d\xa4<U+200D>b" },
		{ "\xe2\x9d\xa4\xef\xb8\x8f", "",
		    "\xe2\x9d\xa4\xef\xb8\x8f" },
		{ "1\xef\xb8\x8f\xe2\x83\xa3", "",
		    "1\xef\xb8\x8f\xe2\x83\xa3" },
		{ "a\xef\xb8\x8f", "", "a<U+FE0F>" },
		/* The form of a consonant, in Devanagari. */
		{ "\xe0\xa4\x95\xe0\xa5\x8d\xe2\x80\x8d\xe0\xa4\xb7", "",
		    "\xe0\xa4\x95\xe0\xa5\x8d\xe2\x80\x8d\xe0\xa4\xb7" },
		{ "\xe0\xa4\x95\xe2\x80\x8c", "", "\xe0\xa4\x95<U+200C>" },
		{ "caf\xe9", "", "caf<E9>" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_reset(&b);
		text_visible(&b, cases[i][0], strlen(cases[i][0]),
		    cases[i][1]);
		assert_string_equal(b.p, cases[i][2]);
	}
	buf_reset(&b);
	text_visible(&b, "a\0b", 3, "");
	assert_string_equal(b.p, "a<U+0000>b");
	buf_release(&b);
}

static void
edits_are_counted(void **state)
{
	static const struct {
		const char *a, *b;
		size_t edits;
	} cases[] = {
		{ "", "", 0 }, { "", "abc", 3 }, { "abc", "", 3 },
		{ "dob", "dob", 0 }, { "bod", "dob", 2 },
		{ "pupli", "pupil", 1 }, { "catgories", "categories", 1 },
		{ "categoriess", "categories", 1 },
		{ "kitten", "sitting", 3 }, { "ab", "ba", 1 },
		{ "ca", "abc", 3 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(text_distance(cases[i].a, cases[i].b),
		    cases[i].edits);
		assert_int_equal(text_distance(cases[i].b, cases[i].a),
		    cases[i].edits);
	}
}

static void
the_word_that_was_meant_is_found(void **state)
{
	static const char *const words[] = { "observed_at", "place", "pupil",
		"passed_to", "dob", NULL };

	(void)state;
	assert_string_equal(text_nearest("observedat", words), "observed_at");
	assert_string_equal(text_nearest("pupli", words), "pupil");
	assert_string_equal(text_nearest("pasedto", words), "passed_to");
	assert_string_equal(text_nearest("dbo", words), "dob");
	assert_null(text_nearest("shoe_size", words));
	assert_null(text_nearest("x", words));
	assert_null(text_nearest("", words));
}

static void
words_are_compared_and_trimmed(void **state)
{
	static const char padded[] = " \t a b\r\n";
	static const char *const words[] = { "yes", "y", NULL };
	const char *s = padded;
	size_t n = strlen(padded);

	(void)state;
	text_trim(&s, &n);
	assert_ptr_equal(s, padded + 3);
	assert_int_equal(n, 3);
	assert_true(text_equal(s, n, "a b"));
	assert_false(text_equal(s, n, "a b "));
	assert_false(text_equal(s, n, "a"));
	s = " \n";
	n = 2;
	text_trim(&s, &n);
	assert_int_equal(n, 0);
	assert_true(text_equal(s, n, ""));
	assert_true(text_starts("x_house", "x_"));
	assert_true(text_starts("x", ""));
	assert_false(text_starts("x", "x_"));
	assert_true(text_among(words, "Yes!", 3));
	assert_true(text_among(words, "Y", 1));
	assert_false(text_among(words, "ye", 2));
	assert_false(text_among(words, "", 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_is_counted_up_to_the_first_wrong_byte),
		cmocka_unit_test(
		    every_character_and_no_surrogate_is_well_formed),
		cmocka_unit_test(names_fold_to_what_is_compared),
		cmocka_unit_test(a_double_name_can_be_parted),
		cmocka_unit_test(headings_keep_their_marks_and_dashes),
		cmocka_unit_test(nothing_seen_is_blank),
		cmocka_unit_test(width_counts_the_columns_of_a_terminal),
		cmocka_unit_test(what_hides_is_made_visible),
		cmocka_unit_test(edits_are_counted),
		cmocka_unit_test(the_word_that_was_meant_is_found),
		cmocka_unit_test(words_are_compared_and_trimmed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

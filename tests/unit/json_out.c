/* SPDX-License-Identifier: ISC */
#include "in_json.h"

#include "base/text/date.h"

static void
the_canonical_spelling_has_the_fewest_escapes(void **state)
{
	static const char text[] = " { \"a b\" : [ 1.50 , -0 , [ ] , { } ] ,\n"
	    "\"\\u0063\" : \"\\/\\u00e9\\u0022\\\\\\u000a\\u0001\\ud83d\\ude00"
	    " , \" , \"d\" : \"\xc3\xa9 : \" } ";
	static const char want[] = "{\"a b\":[1.50,-0,[],{}],\"c\":\"/\xc3\xa9"
	    "\\\"\\\\\\n\\u0001\xf0\x9f\x98\x80 , \",\"d\":\"\xc3\xa9 : \"}";
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(parse(text, strlen(text), 0), 0);
	json_canon(&b, &j, 0);
	assert_string_equal(buf_str(&b), want);
	buf_reset(&b);
	json_canon(&b, &j, json_get(&j, 0, "a b"));
	assert_string_equal(buf_str(&b), "[1.50,-0,[],{}]");
	buf_release(&b);
}

static void
what_is_written_is_read_again(void **state)
{
	struct buf b = BUF_INIT, text = BUF_INIT;
	const char *s;
	char all[255];
	size_t i, n;

	(void)state;
	for (i = 0; i < 127; i++)
		all[i] = (char)(i + 1);
	json_open(&b, '{');
	json_key(&b, "all");
	json_string(&b, all, 127);
	json_pair(&b, "none", NULL);
	json_pair(&b, "quote", "\"{[");
	json_key(&b, "list");
	json_open(&b, '[');
	json_item(&b);
	json_num(&b, INT64_C(-9007199254740991));
	json_item(&b);
	json_bool(&b, true);
	json_item(&b);
	json_open(&b, '{');
	json_close(&b, '}');
	json_item(&b);
	json_open(&b, '[');
	json_item(&b);
	json_cstr(&b, "[");
	json_item(&b);
	json_bool(&b, false);
	json_close(&b, ']');
	json_close(&b, ']');
	json_words(&b, "words", (const char *const[]){ "a", "\"", NULL });
	json_words(&b, "no", NULL);
	json_close(&b, '}');
	assert_int_equal(parse(b.p, b.n, 0), 0);
	s = json_text(&j, json_get(&j, 0, "all"), &text, &n);
	assert_int_equal(n, 127);
	assert_memory_equal(s, all, 127);
	assert_int_equal(json_get(&j, 0, "none"), -1);
	assert_true(json_is(&j, json_get(&j, 0, "quote"), "\"{["));
	s = json_raw(&j, json_get(&j, 0, "list"), &n);
	assert_memory_equal(s, "[-9007199254740991,true,{},[\"[\",false]]", n);
	s = json_raw(&j, json_get(&j, 0, "words"), &n);
	assert_memory_equal(s, "[\"a\",\"\\\"\"]", n);
	assert_true(json_same(&j, json_get(&j, 0, "words"), &j,
	    json_get(&j, 0, "words")));
	assert_false(json_same(&j, json_get(&j, 0, "words"), &j,
	    json_get(&j, 0, "no")));
	assert_false(json_same(&j, json_get(&j, 0, "words"), &j, -1));
	assert_true(json_same(&j, -1, &j, -1));
	s = json_raw(&j, json_get(&j, 0, "no"), &n);
	assert_memory_equal(s, "[]", n);
	buf_reset(&b);
	json_string(&b, "\b\f\n\r\t\x1f\x7f\0/", 9);
	assert_string_equal(b.p, "\"\\b\\f\\n\\r\\t\\u001f\x7f\\u0000/\"");
	buf_release(&b);
	buf_release(&text);
}

static void
whatever_is_accepted_has_one_canonical_spelling(void **state)
{
	static const char *const piece[] = { "{", "}", "[", "]", ",", ":",
		"\"a\"", "\"\\u0061\"", "\"b\\n\"", "1", "-0.5e1", "true",
		"null", " ", "\n", "\"", "\\", "\xc3\xa9", "\xff", "[[", "]]",
		"{\"a\":", "\"\\ud83d\\ude00\"", "9007199254740992" };
	struct buf b = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;
	uint32_t seed = 20260301, accepted = 0;
	size_t i, n;

	(void)state;
	for (i = 0; i < 200000; i++) {
		buf_reset(&b);
		seed = seed * 1664525 + 1013904223;
		for (n = (seed >> 16) % 9; n > 0; n--) {
			seed = seed * 1664525 + 1013904223;
			if (seed >> 28 == 0)
				buf_addc(&b, (char)(seed >> 16));
			else
				buf_adds(&b, piece[(seed >> 16) %
				    (sizeof(piece) / sizeof(piece[0]))]);
		}
		if (parse(buf_str(&b), b.n, 0) != 0)
			continue;
		accepted++;
		buf_reset(&once);
		json_canon(&once, &j, 0);
		assert_int_equal(parse(once.p, once.n, 0), 0);
		buf_reset(&twice);
		json_canon(&twice, &j, 0);
		assert_string_equal(once.p, twice.p);
	}
	assert_true(accepted > 1000);
	buf_release(&b);
	buf_release(&once);
	buf_release(&twice);
}

static void
a_day_that_there_is_not_is_left_out(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	json_open(&b, '{');
	json_day(&b, "from", date_make(2028, 2, 29));
	json_day(&b, "to", DATE_NONE);
	json_close(&b, '}');
	assert_string_equal(buf_str(&b), "{\"from\":\"2028-02-29\"}");
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_canonical_spelling_has_the_fewest_escapes),
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(
		    whatever_is_accepted_has_one_canonical_spelling),
		cmocka_unit_test(a_day_that_there_is_not_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}

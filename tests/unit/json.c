/* SPDX-License-Identifier: ISC */
#include "in_json.h"

static int
refused(const char *s, long line, long column, const char *code)
{
	if (parse(s, strlen(s), 0) == 0)
		return 0;
	if (e.status != ST_DATA || e.line != line || e.column != column ||
	    strcmp(e.code, code) != 0 || e.msg[0] == '\0') {
		print_error("%s: %ld:%ld %s %s\n", s, e.line, e.column,
		    e.code, e.msg);
		return 0;
	}
	return 1;
}

static void
every_kind_of_value_is_read(void **state)
{
	static const char text[] = " { \"a\" : [ 1 , -2.5e3, \"x\\ny\" ] ,"
	    "\"b\":{},\"c\":[],\"d\":true,\"e\":false,\"f\":null,\"g\":\"\"}\n";
	static const enum json_type want[] = { JSON_ARRAY, JSON_OBJECT,
		JSON_ARRAY, JSON_TRUE, JSON_FALSE, JSON_NULL, JSON_STRING };
	struct buf b = BUF_INIT;
	const char *s;
	size_t n, i = 0;
	int t, a;

	(void)state;
	assert_int_equal(parse(text, strlen(text), 0), 0);
	assert_int_equal(json_type(&j, 0), JSON_OBJECT);
	assert_int_equal(j.tok[0].count, 7);
	for (t = json_first(&j, 0); t >= 0; t = json_after(&j, 0, t)) {
		assert_int_equal(json_type(&j, t), JSON_STRING);
		assert_int_equal(json_type(&j, t + 1), want[i]);
		i++;
	}
	assert_int_equal(i, 7);
	a = json_get(&j, 0, "a");
	assert_int_equal(j.tok[a].count, 3);
	t = json_after(&j, a, json_after(&j, a, json_first(&j, a)));
	assert_true(json_is(&j, t, "x\ny"));
	assert_false(json_is(&j, t, "x\\ny"));
	assert_int_equal(json_after(&j, a, t), -1);
	s = json_text(&j, t, &b, &n);
	assert_int_equal(n, 3);
	assert_memory_equal(s, "x\ny", 3);
	s = json_raw(&j, t, &n);
	assert_int_equal(n, 6);
	assert_memory_equal(s, "\"x\\ny\"", 6);
	s = json_raw(&j, a, &n);
	assert_int_equal(n, strlen("[ 1 , -2.5e3, \"x\\ny\" ]"));
	assert_int_equal(s[0], '[');
	assert_int_equal(json_first(&j, json_get(&j, 0, "b")), -1);
	assert_int_equal(json_first(&j, json_get(&j, 0, "c")), -1);
	assert_int_equal(json_get(&j, 0, "h"), -1);
	assert_int_equal(json_get(&j, a, "a"), -1);
	buf_release(&b);
}

static void
the_second_reader_tells_values_apart(void **state)
{
	static const char *const others[] = { "{\"a\":[1,\"x\"]}",
		"{\"a\":[1,\"x\",true]}", "{\"b\":[1,\"x\",null]}",
		"{\"a\":[1.5,\"x\",null]}", "{\"a\":[1,\"xy\",null]}",
		"{\"a\":[1,\"x\",null,1]}", "[]" };
	static const char text[] = "{\"a\":[1,\"x\",null]}";
	cJSON *c;

	(void)state;
	assert_int_equal(parse(text, strlen(text), 0), 0);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		c = cJSON_Parse(others[i]);
		assert_non_null(c);
		assert_false(second_same(&j, 0, c));
		cJSON_Delete(c);
	}
}

static void
what_is_wrong_is_named_with_line_and_column(void **state)
{
	(void)state;
	assert_true(refused("", 1, 1, "bad-json"));
	assert_true(refused("  ", 1, 3, "bad-json"));
	assert_true(refused("{\n \"a\": tru,\n}", 2, 10, "bad-json"));
	assert_true(refused("[1,]", 1, 4, "bad-json"));
	assert_true(refused("[,1]", 1, 2, "bad-json"));
	assert_true(refused("{\"a\":1,}", 1, 8, "bad-json"));
	assert_true(refused("{,}", 1, 2, "bad-json"));
	assert_true(refused("{\"a\" 1}", 1, 6, "bad-json"));
	assert_true(refused("{\"a\":}", 1, 6, "bad-json"));
	assert_true(refused("{a:1}", 1, 2, "bad-json"));
	assert_true(refused("{'a':1}", 1, 2, "bad-json"));
	assert_true(refused("['a']", 1, 2, "bad-json"));
	assert_true(refused("[1 2]", 1, 4, "bad-json"));
	assert_true(refused("[1}", 1, 3, "bad-json"));
	assert_true(refused("{\"a\":1]", 1, 7, "bad-json"));
	assert_true(refused("{} {}", 1, 4, "bad-json"));
	assert_true(refused("{}\n\nx", 3, 1, "bad-json"));
	assert_true(refused("]", 1, 1, "bad-json"));
	assert_true(refused("[1] // no", 1, 5, "bad-json"));
	assert_true(refused("\"a\nb\"", 1, 3, "bad-json"));
	assert_true(refused("\"a\tb\"", 1, 3, "bad-json"));
	assert_true(refused("\"\\x41\"", 1, 2, "bad-json"));
	assert_true(refused("\"\\u12g4\"", 1, 2, "bad-json"));
	assert_true(refused("\"\\u12", 1, 2, "bad-json"));
	assert_true(refused("NaN", 1, 1, "bad-json"));
	assert_true(refused("True", 1, 1, "bad-json"));
	assert_true(refused("nul", 1, 4, "bad-json"));
	assert_true(refused("\f[]", 1, 1, "bad-json"));
	assert_true(refused("\xef\xbb\xbf{}", 1, 1, "bad-json"));
}

static void
text_that_is_not_utf8_is_refused(void **state)
{
	(void)state;
	assert_true(refused("{\"a\":\"caf\xe9\"}", 1, 10, "bad-utf8"));
	assert_true(refused("\"\xc0\xaf\"", 1, 2, "bad-utf8"));
	assert_true(refused("\"\xed\xa0\x80\"", 1, 2, "bad-utf8"));
	assert_true(refused("\"\xf4\x90\x80\x80\"", 1, 2, "bad-utf8"));
	assert_true(refused("\"\xe2\x82", 1, 2, "bad-utf8"));
	assert_int_equal(parse("{\0}\0", 4, 0), -1);
	assert_non_null(strstr(e.msg, "UTF-16"));
	assert_int_equal(parse("\xff\xfe{\0}\0", 6, 0), -1);
	assert_non_null(strstr(e.msg, "UTF-16"));
	assert_int_equal(parse("[1\0]", 4, 0), -1);
	assert_int_equal(parse("\"\xf0\x9f\x98\x80\xc3\xa9\"", 8, 0), 0);
}

static void
half_characters_and_nul_are_refused_as_escapes(void **state)
{
	struct buf b = BUF_INIT;
	size_t n;

	(void)state;
	assert_true(refused("\"a\\u0000\"", 1, 3, "bad-text"));
	assert_true(refused("{\"\\u0000\":1}", 1, 3, "bad-text"));
	assert_true(refused("\"\\ud83d\"", 1, 2, "bad-text"));
	assert_true(refused("\"\\ude00\"", 1, 2, "bad-text"));
	assert_true(refused("\"\\ude00\\ude00\"", 1, 2, "bad-text"));
	assert_true(refused("\"\\ud83d\\u0041\"", 1, 2, "bad-text"));
	assert_true(refused("\"\\ud83d\\ud83d\\ude00\"", 1, 2, "bad-text"));
	assert_true(refused("\"\\ude00\\ud83d\"", 1, 2, "bad-text"));
	assert_int_equal(parse("\"\\uD83d\\uDE00\"", 14, 0), 0);
	assert_true(json_is(&j, 0, "\xf0\x9f\x98\x80"));
	assert_int_equal(parse("\"\\u007f\\u0080\\u07ff\\u0800\\uFfFf\"", 32,
	    0), 0);
	assert_true(json_is(&j, 0, "\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80"
	    "\xef\xbf\xbf"));
	assert_int_equal(parse("\"\\u0000\\ud83d\"", 14, JSON_GRAMMAR), 0);
	assert_memory_equal(json_text(&j, 0, &b, &n), "\0\xef\xbf\xbd", 4);
	assert_int_equal(n, 4);
	buf_release(&b);
}

static void
numbers_that_would_change_are_refused(void **state)
{
	static const struct {
		const char *text;
		bool whole;
		int64_t value;
	} good[] = {
		{ "0", true, 0 }, { "-0", true, 0 }, { "42", true, 42 },
		{ "9007199254740991", true, INT64_C(9007199254740991) },
		{ "-9007199254740991", true, INT64_C(-9007199254740991) },
		{ "1.0", false, 0 }, { "1e2", false, 0 },
		{ "0.0e-999", false, 0 }, { "0e999", false, 0 },
		{ "1.7976931348623157e308", false, 0 },
		{ "-4.9e-324", false, 0 }, { "1E+22", false, 0 },
	};
	static const char *const bad[] = { "9007199254740992",
		"-9007199254740992", "9007199254740993",
		"18446744073709551616", "100000000000000000000", "1e400",
		"-1e309", "1e-400", "123.456e99999999999999999999" };
	static const char *const no_numbers[] = { "-", "01", "-01", "1.",
		".5", "1.e3", "1e", "1e+", "+1", "0x10", "1_000", "--1",
		"Infinity", "-Infinity", "1,5" };
	char *digits;
	size_t i;
	int64_t v;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		v = 77;
		assert_int_equal(parse(good[i].text, strlen(good[i].text), 0),
		    0);
		assert_int_equal(json_type(&j, 0), JSON_NUMBER);
		assert_int_equal(json_int(&j, 0, &v), good[i].whole);
		if (good[i].whole)
			assert_true(v == good[i].value);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_true(refused(bad[i], 1, 1, "bad-number"));
		assert_int_equal(parse(bad[i], strlen(bad[i]), JSON_GRAMMAR),
		    0);
	}
	for (i = 0; i < sizeof(no_numbers) / sizeof(no_numbers[0]); i++) {
		assert_int_equal(parse(no_numbers[i], strlen(no_numbers[i]),
		    JSON_GRAMMAR), -1);
		assert_string_equal(e.code, "bad-json");
	}
	/* A double made infinite by digits alone. */
	digits = mem_alloc(403);
	memset(digits, '9', 400);
	memcpy(digits + 400, ".5", 2);
	assert_true(refused(digits, 1, 1, "bad-number"));
	free(digits);
	assert_int_equal(parse("\"7\"", 3, 0), 0);
	assert_false(json_int(&j, 0, &v));
}

static void
a_name_may_stand_once_however_it_is_spelt(void **state)
{
	static const char twice[] =
	    "{\"dob\":1,\"x\":{\"dob\":2},\"d\\u006fb\":3}";
	struct buf b = BUF_INIT;
	int i, at;

	(void)state;
	assert_true(refused("{\"a\":1,\"a\":1}", 1, 8, "duplicate-name"));
	assert_true(refused(twice, 1, 24, "duplicate-name"));
	assert_string_equal(e.field, "");
	assert_true(refused("{\"at_2\":1,\"at_2\":1}", 1, 11,
	    "duplicate-name"));
	assert_string_equal(e.field, "at_2");
	assert_true(refused("[{\"\":1,\n\"\":1}]", 2, 1, "duplicate-name"));
	assert_true(refused("{\"/\":1,\"\\/\":1}", 1, 8, "duplicate-name"));
	assert_true(refused("{\"\\ud83d\\ude00\":1,\"\xf0\x9f\x98\x80\":1}", 1,
	    19, "duplicate-name"));
	assert_int_equal(parse(twice, strlen(twice), JSON_GRAMMAR), 0);
	assert_int_equal(parse("{\"a\":1,\"A\":1,\"\\\\u0061\":1}", 25, 0), 0);
	/* Past the number compared in pairs, at both ends of the object. */
	for (at = 0; at < 40; at++) {
		buf_reset(&b);
		buf_addc(&b, '{');
		for (i = 0; i < 40; i++)
			buf_addf(&b, "\"k%d\":%d,", i, i);
		assert_int_equal(parse(b.p, b.n - 1, 0), -1);
		buf_addf(&b, "\"\\u006b%d\":0}", at);
		assert_int_equal(parse(b.p, b.n, 0), -1);
		assert_string_equal(e.code, "duplicate-name");
		b.p[b.n - 5] = 'x';
		assert_int_equal(parse(b.p, b.n, 0), 0);
	}
	buf_release(&b);
}

static void
many_names_are_told_apart_quickly(void **state)
{
	struct buf b = BUF_INIT;
	int i;

	(void)state;
	buf_addc(&b, '{');
	for (i = 0; i < 16000; i++)
		buf_addf(&b, "%s\"k%d\":%d", i > 0 ? "," : "", i, i);
	buf_addc(&b, '}');
	assert_int_equal(parse(b.p, b.n, 0), 0);
	assert_int_equal(j.tok[0].count, 16000);
	buf_release(&b);
}

static void
a_text_has_so_many_values_and_no_more(void **state)
{
	struct buf b = BUF_INIT;
	unsigned i;

	(void)state;
	buf_adds(&b, "{\"x_n\":[");
	for (i = 3; i < JSON_MAX_VALUES; i++)
		buf_adds(&b, "1,");
	buf_cut(&b, b.n - 1);
	buf_adds(&b, "]}");
	assert_int_equal(parse(b.p, b.n, 0), 0);
	assert_int_equal(j.ntok, JSON_MAX_VALUES);
	buf_cut(&b, b.n - 2);
	buf_adds(&b, ",1]}");
	assert_int_equal(parse(b.p, b.n, 0), -1);
	assert_string_equal(e.code, "too-many");
	assert_int_equal(e.column, b.n - 2);
	assert_int_equal(parse(b.p, b.n, JSON_GRAMMAR), 0);
	buf_release(&b);
}

static void
nesting_of_any_depth_costs_no_stack(void **state)
{
	enum { DEEP = 1000000 };
	struct buf b = BUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < DEEP; i++)
		buf_addc(&b, '[');
	assert_int_equal(parse(b.p, b.n, 0), -1);
	assert_string_equal(e.code, "too-deep");
	assert_int_equal(e.column, JSON_MAX_DEPTH + 1);
	assert_int_equal(parse(b.p, b.n, JSON_GRAMMAR), -1);
	assert_int_equal(e.column, DEEP + 1);
	for (i = 0; i < DEEP; i++)
		buf_addc(&b, ']');
	assert_int_equal(parse(b.p, b.n, JSON_GRAMMAR), 0);
	assert_int_equal(j.ntok, DEEP);
	assert_int_equal(parse(b.p, b.n, 0), -1);
	assert_string_equal(e.code, "too-long");
	assert_int_equal(parse(b.p + DEEP - 32, 64, 0), 0);
	assert_int_equal(parse(b.p + DEEP - 33, 66, 0), -1);
	buf_release(&b);
	json_release(&j);
}

static void
a_text_of_one_mebibyte_is_the_longest(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_reserve(&b, JSON_MAX_TEXT + 1);
	memset(b.p, 'a', JSON_MAX_TEXT + 1);
	b.p[0] = b.p[JSON_MAX_TEXT - 1] = '"';
	assert_int_equal(parse(b.p, JSON_MAX_TEXT, 0), 0);
	b.p[JSON_MAX_TEXT] = ' ';
	assert_int_equal(parse(b.p, JSON_MAX_TEXT + 1, 0), -1);
	assert_string_equal(e.code, "too-long");
	assert_int_equal(parse(b.p, JSON_MAX_TEXT + 1, JSON_GRAMMAR), 0);
	buf_release(&b);
}

static void
a_text_cut_anywhere_is_refused(void **state)
{
	static const char text[] = "{\"kind\":\"concern\",\"account\":"
	    "\"Zo\xc3\xab said \\\"no\\\" \\ud83d\\ude00\","
	    "\"n\":-12.5e+3,\"present\":[true,false,null,{}],"
	    "\"who\":{\"a\":[1,2]}}";
	size_t n;

	(void)state;
	assert_int_equal(parse(text, strlen(text), 0), 0);
	for (n = 0; n < strlen(text); n++) {
		assert_int_equal(parse(text, n, 0), -1);
		assert_int_equal(parse(text, n, JSON_GRAMMAR), -1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_value_is_read),
		cmocka_unit_test(the_second_reader_tells_values_apart),
		cmocka_unit_test(what_is_wrong_is_named_with_line_and_column),
		cmocka_unit_test(text_that_is_not_utf8_is_refused),
		cmocka_unit_test(
		    half_characters_and_nul_are_refused_as_escapes),
		cmocka_unit_test(numbers_that_would_change_are_refused),
		cmocka_unit_test(a_name_may_stand_once_however_it_is_spelt),
		cmocka_unit_test(many_names_are_told_apart_quickly),
		cmocka_unit_test(a_text_has_so_many_values_and_no_more),
		cmocka_unit_test(nesting_of_any_depth_costs_no_stack),
		cmocka_unit_test(a_text_of_one_mebibyte_is_the_longest),
		cmocka_unit_test(a_text_cut_anywhere_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}

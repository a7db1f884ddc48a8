/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text/date.h"
#include "base/yaml/yaml.h"

static struct yaml *
tree(const char *text)
{
	struct err err;
	struct yaml *y = yaml_read(text, strlen(text), "school.yaml", &err);

	if (y == NULL)
		fail_msg("%s", err.msg);
	return y;
}

static void
refused_n(const char *text, size_t n, long line, const char *why)
{
	struct err err;
	struct yaml *y = yaml_read(text, n, "school.yaml", &err);

	if (y != NULL) {
		yaml_free(y);
		fail_msg("taken: %s", text);
	}
	if (err.line != line || strstr(err.msg, why) == NULL)
		fail_msg("%s: %ld: %s", text, err.line, err.msg);
	assert_string_equal(err.file, "school.yaml");
	assert_int_equal(err.status, ST_CONFIG);
	assert_string_equal(err.code, "bad-file");
}

static void
refused(const char *text, long line, const char *why)
{
	refused_n(text, strlen(text), line, why);
}

static void
maps_and_lists_become_a_tree(void **state)
{
	struct yaml *y = tree("# a school\n"
	    "name: Example PRU\n"
	    "sites:\n"
	    "  - one\n"
	    "  - \"two: 2\"\n"
	    "ages: {from: 11, to: 16}\n"
	    "long: >\n"
	    "  folded\n"
	    "  text\n");
	const struct yaml *s, *c;

	(void)state;
	assert_int_equal(y->type, YAML_MAP);
	assert_int_equal(y->n, 4);
	assert_string_equal(y->file, "school.yaml");
	assert_string_equal(yaml_get(y, "name")->value, "Example PRU");
	assert_int_equal(yaml_get(y, "name")->line, 2);
	s = yaml_get(y, "sites");
	assert_int_equal(s->type, YAML_LIST);
	assert_int_equal(s->n, 2);
	assert_int_equal(s->line, 3);
	c = s->child;
	assert_string_equal(c->value, "one");
	assert_false(c->quoted);
	assert_null(c->key);
	c = c->next;
	assert_string_equal(c->value, "two: 2");
	assert_true(c->quoted);
	assert_int_equal(c->line, 5);
	assert_null(c->next);
	assert_string_equal(yaml_get(yaml_get(y, "ages"), "to")->value, "16");
	assert_string_equal(yaml_get(y, "long")->value, "folded text\n");
	assert_null(yaml_get(y, "nme"));
	assert_null(yaml_get(s, "one"));
	yaml_free(y);
}

static void
a_value_left_empty_is_absent(void **state)
{
	struct yaml *y = tree("a:\nb: ~\nc: \"\"\nd: \"~\"\ne: null\nf: []\n"
	    "g: 'null'\n");

	(void)state;
	assert_null(yaml_get(y, "a"));
	assert_null(yaml_get(y, "b"));
	assert_string_equal(yaml_get(y, "c")->value, "");
	assert_string_equal(yaml_get(y, "d")->value, "~");
	assert_null(yaml_get(y, "e"));
	assert_string_equal(yaml_get(y, "g")->value, "null");
	assert_int_equal(yaml_get(y, "f")->n, 0);
	yaml_free(y);
}

static void
a_byte_order_mark_crlf_and_a_document_mark_are_taken(void **state)
{
	struct yaml *y = tree("\xef\xbb\xbf---\r\n"
	    "a: \"!x\"\r\nb: y!\r\n...\r\n");

	(void)state;
	assert_string_equal(yaml_get(y, "a")->value, "!x");
	assert_string_equal(yaml_get(y, "b")->value, "y!");
	assert_int_equal(yaml_get(y, "b")->line, 3);
	yaml_free(y);
}

static void
a_name_stands_once_in_a_map(void **state)
{
	struct yaml *y = tree("- a: 1\n- a: 2\n");

	(void)state;
	yaml_free(y);
	refused("a: 1\nb: 2\na: 3\n", 3, "twice, first in line 1");
	refused("x:\n  a: 1\n  \"a\": 3\n", 3, "twice");
	refused("{a: 1, a: 1}", 1, "twice");
}

static void
anchors_aliases_and_tags_are_refused(void **state)
{
	(void)state;
	refused("a: 1\nb: &x 2\n", 2, "with &");
	refused("a: &x [1]\n", 1, "with &");
	refused("a: &x {b: 1}\n", 1, "with &");
	refused("a: 1\n&k b: 2\n", 2, "with &");
	refused("a: 1\nb: *a\n", 2, "with *");
	refused("a: 1\n*a : 2\n", 2, "with *");
	refused("<<: *a\n", 1, "with *");
	refused("a: !!str 2\n", 1, "with !");
	refused("a: !x [2]\n", 1, "with !");
	refused("a: !x {b: 2}\n", 1, "with !");
	refused("a: ! 2\n", 1, "with !");
	refused("é: ü\na: ! \"2\"\n", 2, "with !");
	refused("\xef\xbb\xbfé: ü\r\na: ! 2\n", 2, "with !");
	refused("a: !\nb: 1\n", 1, "with !");
	refused("! a: 1\n", 1, "with !");
	refused("%TAG ! tag:x,2000:\n---\na: 1\n", 1, "begin with %");
	refused("%YAML 1.1\n---\na: 1\n", 1, "begin with %");
}

static void
one_document_stands_in_a_file(void **state)
{
	struct err err;

	(void)state;
	refused("a: 1\n---\nb: 2\n", 2, "second document");
	refused("a: 1\n...\n---\n", 3, "second document");
	refused("", 1, "empty");
	refused(" \n", 1, "empty");
	assert_null(yaml_read("\n # nothing\n", 12, "a.yaml", &err));
	assert_string_equal(err.code, "only-comments");
}

static void
what_is_not_text_is_refused(void **state)
{
	(void)state;
	refused_n("a: 1\nb: \0\n", 10, 2, "NUL");
	refused("a: 1\nb: \"\\0\"\n", 2, "NUL");
	refused("a: 1\n\"k\\x00\": 2\n", 2, "NUL");
	refused("a: 1\n\nb: caf\xe9\n", 3, "UTF-8");
	refused("a: \xc0\xaf\n", 1, "UTF-8");
	refused("a: \xed\xa0\x80\n", 1, "UTF-8");
	refused_n("\xff\xfe" "a\0", 4, 1, "NUL");
	refused("a: 1\nb: \x07\n", 2, "cannot be understood");
	refused("a: \"\\ud800\"\n", 1, "cannot be understood");
}

static void
what_is_not_yaml_is_refused_at_its_line(void **state)
{
	(void)state;
	refused("a: 1\nb: 2: 3\n", 2, "cannot be understood");
	refused("a:\n\tb: 1\n", 2, "cannot be understood");
	refused("a: [1, 2\n", 2, "cannot be understood");
	refused("a: \"open\n", 2, "cannot be understood");
	refused("a: 1\n- b\n", 2, "cannot be understood");
	refused("? [a]\n: 1\n", 1, "A name");
	refused("a: 1\n\"\": 2\n", 2, "A name");
}

static void
limits_of_size_and_depth_hold(void **state)
{
	size_t n = 64 * 1024;
	char *big = malloc(n + 1);
	struct err err;
	struct yaml *y;

	(void)state;
	assert_non_null(big);
	memset(big, '#', n + 1);
	memcpy(big, "a: 1\n", 5);
	y = yaml_read(big, n, "school.yaml", &err);
	assert_non_null(y);
	yaml_free(y);
	refused_n(big, n + 1, 0, "64 KiB");
	memset(big, '[', n);
	refused_n(big, n, 1, "8 deep");
	free(big);
	y = tree("[[[[[[[[1]]]]]]]]");
	yaml_free(y);
	refused("[[[[[[[[\n[1]]]]]]]]]", 2, "8 deep");
	y = tree("{a: [{a: [{a: [{a: [1]}]}]}]}");
	yaml_free(y);
	refused("{a: [{a: [{a: [{a: [{}]}]}]}]}", 1, "8 deep");
}

static void
values_are_typed_by_whom_asks(void **state)
{
	struct yaml *y = tree("s: word\ni: -12\nb: yes\nd: 2026-09-01\n"
	    "big: 9223372036854775807\nz: 0\n");
	struct err err;
	const char *s = NULL;
	int64_t i = 0;
	bool b = false;
	int32_t d = 0;

	(void)state;
	assert_int_equal(yaml_str(y, "s", true, &s, &err), 0);
	assert_string_equal(s, "word");
	assert_int_equal(yaml_int(y, "i", true, &i, &err), 0);
	assert_int_equal(i, -12);
	assert_int_equal(yaml_int(y, "big", true, &i, &err), 0);
	assert_true(i == INT64_MAX);
	assert_int_equal(yaml_int(y, "z", true, &i, &err), 0);
	assert_int_equal(i, 0);
	assert_int_equal(yaml_bool(y, "b", true, &b, &err), 0);
	assert_true(b);
	assert_int_equal(yaml_date(y, "d", true, &d, &err), 0);
	assert_int_equal(d, date_make(2026, 9, 1));
	s = "kept";
	assert_int_equal(yaml_str(y, "none", false, &s, &err), 0);
	assert_string_equal(s, "kept");
	i = 7;
	assert_int_equal(yaml_int(y, "none", false, &i, &err), 0);
	assert_int_equal(i, 7);
	assert_int_equal(yaml_date(y, "none", true, &d, &err), -1);
	assert_non_null(strstr(err.msg, "\"none\" is missing"));
	yaml_free(y);
}

static void
values_of_another_type_are_refused(void **state)
{
	static const char *const ints[] = {"x", "1.5", "1x", "\"\"", "0x10",
	    "010", "+1", "\"-\"", "1e3", "9223372036854775808", "\" 1\"",
	    "[1]"};
	static const char *const bools[] = {"on", "True", "1", "y", "{}"};
	static const char *const dates[] = {"2026-9-1", "1/9/2026",
	    "2026-02-29", "today", "[]"};
	char text[64];
	struct err err;
	struct yaml *y;
	const char *s;
	int64_t n;
	int32_t d;
	bool b;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(ints) / sizeof(ints[0]); i++) {
		(void)snprintf(text, sizeof(text), "\nv: %s\n", ints[i]);
		y = tree(text);
		if (yaml_int(y, "v", false, &n, &err) == 0)
			fail_msg("a number: %s", ints[i]);
		assert_int_equal(err.line, 2);
		yaml_free(y);
	}
	for (i = 0; i < sizeof(bools) / sizeof(bools[0]); i++) {
		(void)snprintf(text, sizeof(text), "v: %s\n", bools[i]);
		y = tree(text);
		assert_int_equal(yaml_bool(y, "v", false, &b, &err), -1);
		yaml_free(y);
	}
	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		(void)snprintf(text, sizeof(text), "v: %s\n", dates[i]);
		y = tree(text);
		assert_int_equal(yaml_date(y, "v", false, &d, &err), -1);
		yaml_free(y);
	}
	y = tree("v: [a]\n");
	assert_int_equal(yaml_str(y, "v", false, &s, &err), -1);
	yaml_free(y);
}

static void
an_unknown_name_is_refused_with_the_nearest(void **state)
{
	static const char *const keys[] = {"covers", "terms", NULL};
	struct yaml *y = tree("terms: 1\ncovrs: 2\n");
	struct err err;

	(void)state;
	assert_int_equal(yaml_only(y, keys, &err), -1);
	assert_int_equal(err.line, 2);
	assert_non_null(strstr(err.msg, "\"covrs\""));
	assert_non_null(strstr(err.msg, "Did you mean \"covers\"?"));
	assert_int_equal(yaml_only(yaml_get(y, "terms"), keys, &err), -1);
	yaml_free(y);
	y = tree("covers: 1\n");
	assert_int_equal(yaml_only(y, keys, &err), 0);
	yaml_free(y);
	y = tree("ééééééééééééééééééééééééééééééééééééééééé: 1\n");
	assert_int_equal(yaml_only(y, keys, &err), -1);
	assert_non_null(strstr(err.msg, "éééé\" here"));
	yaml_free(y);
}

static void
files_that_cannot_be_read_are_said_to_be_so(void **state)
{
	char dir[] = "/tmp/vigil-yaml-XXXXXX", path[64];
	struct err err;
	struct yaml *y;
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	(void)snprintf(path, sizeof(path), "%s/a.yaml", dir);
	assert_null(yaml_load(path, &err));
	assert_int_equal(err.status, ST_CONFIG);
	assert_string_equal(err.code, "no-file");
	assert_non_null(strstr(err.msg, path));
	assert_null(yaml_load(dir, &err));
	assert_int_equal(err.status, ST_CONFIG);
	assert_non_null(strstr(err.msg, "is a folder"));
	f = fopen(path, "w");
	assert_non_null(f);
	(void)fputs("a: 1\n", f);
	(void)fclose(f);
	y = yaml_load(path, &err);
	assert_non_null(y);
	assert_string_equal(y->file, path);
	yaml_free(y);
	if (geteuid() != 0) {
		assert_int_equal(chmod(path, 0), 0);
		assert_null(yaml_load(path, &err));
		assert_string_equal(err.code, "unreadable");
	}
	assert_null(yaml_load("/dev/zero", &err));
	assert_non_null(strstr(err.msg, "64 KiB"));
	(void)unlink(path);
	(void)rmdir(dir);
}

static bool
is_found(void *arg, const struct yaml *item)
{
	const struct yaml *name = yaml_get(item, "name");

	++*(int *)arg;
	return name != NULL && strcmp(name->value, "found") == 0;
}

static void
a_file_is_read_no_further_than_what_is_looked_for(void **state)
{
	static const char start[] = "first: {list: [{name: found}]}\n"
	    "list:\n  - name: one\n    of: [1, 2]\n";
	char dir[] = "/tmp/vigil-yaml-XXXXXX", path[64];
	struct err err;
	struct yaml *y;
	int seen = 0;
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	(void)snprintf(path, sizeof(path), "%s/a.yaml", dir);
	f = fopen(path, "w");
	assert_non_null(f);
	(void)fprintf(f, "%s  - name: found\nlist: &again [\n", start);
	(void)fclose(f);
	assert_null(yaml_load(path, &err));
	y = yaml_load_until(path, is_found, &seen, &err);
	assert_non_null(y);
	assert_int_equal(seen, 2);
	assert_int_equal(yaml_get(y, "list")->n, 2);
	assert_string_equal(yaml_get(yaml_get(y, "list")->child->next,
	    "name")->value, "found");
	yaml_free(y);
	f = fopen(path, "w");
	assert_non_null(f);
	(void)fprintf(f, "%s  - name: two\n", start);
	(void)fclose(f);
	seen = 0;
	y = yaml_load_until(path, is_found, &seen, &err);
	assert_non_null(y);
	assert_int_equal(seen, 2);
	yaml_free(y);
	(void)unlink(path);
	(void)rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(maps_and_lists_become_a_tree),
	    cmocka_unit_test(a_value_left_empty_is_absent),
	    cmocka_unit_test(
		a_byte_order_mark_crlf_and_a_document_mark_are_taken),
	    cmocka_unit_test(a_name_stands_once_in_a_map),
	    cmocka_unit_test(anchors_aliases_and_tags_are_refused),
	    cmocka_unit_test(one_document_stands_in_a_file),
	    cmocka_unit_test(what_is_not_text_is_refused),
	    cmocka_unit_test(what_is_not_yaml_is_refused_at_its_line),
	    cmocka_unit_test(limits_of_size_and_depth_hold),
	    cmocka_unit_test(values_are_typed_by_whom_asks),
	    cmocka_unit_test(values_of_another_type_are_refused),
	    cmocka_unit_test(an_unknown_name_is_refused_with_the_nearest),
	    cmocka_unit_test(
		a_file_is_read_no_further_than_what_is_looked_for),
	    cmocka_unit_test(files_that_cannot_be_read_are_said_to_be_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

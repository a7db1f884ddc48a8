/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "domain/match.h"

static void
parse(struct json *j, const char *text)
{
	struct err err;

	err_clear(&err);
	assert_int_equal(json_parse(j, text, strlen(text), 0, &err), 0);
}

static void
tell(struct buf *b, struct match_set *set, const char *row)
{
	struct json j = { 0 };
	struct match m;

	parse(&j, row);
	match_find(set, &j, &m);
	buf_reset(b);
	if (m.is == MATCH_NEW)
		buf_adds(b, "new");
	else if (m.is == MATCH_SEVERAL)
		buf_addf(b, "several %s %s", m.id, m.other);
	else
		buf_addf(b, "%s %s by %s", m.is == MATCH_ONE ? "one"
			: "doubt", m.id, m.field);
	json_release(&j);
}

static void
add(struct match_set *set, const char *id, const char *content)
{
	struct json j = { 0 };

	parse(&j, content);
	match_add(set, id, &j);
	json_release(&j);
}

static void
each_row_is_of_whom_the_list_says(void **state)
{
	const char *src = getenv("VIGIL_SRC");
	char path[4096], line[512], *text, *want;
	struct match_set *set = NULL;
	struct buf got = BUF_INIT;
	int cases = 0, wrong = 0;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/tests/data/match/rows.txt",
	    src != NULL ? src : ".");
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		text = strchr(line, ' ');
		if (line[0] == '#' || text == NULL)
			continue;
		text++;
		if (line[0] == 'K') {
			match_free(set);
			set = match_new(kind_named(text, strlen(text)));
			continue;
		}
		if (line[0] == 'H') {
			text[ID_ONE] = '\0';
			add(set, text, text + ID_ONE + 1);
			continue;
		}
		want = strstr(text, " = ");
		assert_non_null(want);
		*want = '\0';
		want += 3;
		tell(&got, set, text);
		if (strcmp(buf_str(&got), want) != 0) {
			print_error("%s: %s, not %s\n", text, buf_str(&got),
			    want);
			wrong++;
		}
		cases++;
	}
	fclose(f);
	match_free(set);
	buf_release(&got);
	assert_int_equal(wrong, 0);
	assert_true(cases > 20);
}

static void
who_has_left_or_has_a_row_is_not_left_over(void **state)
{
	struct match_set *set = match_new(&kind_pupil);
	int32_t today = date_make(2026, 10, 1);
	struct buf got = BUF_INIT;
	size_t place = 0;

	(void)state;
	add(set, "P-222222", "{\"upn\":\"A1\"}");
	add(set, "P-333333", "{\"leaving_date\":\"2026-09-30\"}");
	add(set, "P-444444", "{\"leaving_date\":\"2026-10-01\"}");
	add(set, "P-555555", "{\"upn\":\"E1\"}");
	tell(&got, set, "{\"upn\":\"A1\"}");
	assert_string_equal(match_left(set, &place, today), "P-444444");
	assert_string_equal(match_left(set, &place, today), "P-555555");
	assert_null(match_left(set, &place, today));
	buf_release(&got);
	match_free(set);
}

static void
a_row_that_had_the_record_before_is_told(void **state)
{
	struct match_set *set = match_new(&kind_pupil);
	struct json row = { 0 };
	struct match m;

	(void)state;
	add(set, "P-222222", "{\"upn\":\"A1\"}");
	parse(&row, "{\"upn\":\"A1\"}");
	match_find(set, &row, &m);
	assert_int_equal(m.line, 0);
	match_take(set, "P-222222", "roll.csv", 7);
	match_find(set, &row, &m);
	assert_int_equal(m.line, 7);
	assert_string_equal(m.file, "roll.csv");
	json_release(&row);
	match_free(set);
}

static void
only_what_the_row_says_otherwise_changes(void **state)
{
	struct json has = { 0 }, row = { 0 };
	int was, m;

	(void)state;
	parse(&has, "{\"family_name\":\"Vale\",\"year_group\":\"9\","
		    "\"site\":\"East\"}");
	parse(&row, "{\"family_name\":\"Vale\",\"year_group\":\"10\","
		    "\"upn\":\"A1\"}");
	m = match_change(&has, &row, -1, &was);
	assert_true(json_is(&row, m, "year_group"));
	assert_true(json_is(&has, was, "9"));
	m = match_change(&has, &row, m, &was);
	assert_true(json_is(&row, m, "upn"));
	assert_int_equal(was, -1);
	assert_int_equal(match_change(&has, &row, m, &was), -1);
	json_release(&has);
	json_release(&row);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_is_of_whom_the_list_says),
		cmocka_unit_test(who_has_left_or_has_a_row_is_not_left_over),
		cmocka_unit_test(a_row_that_had_the_record_before_is_told),
		cmocka_unit_test(only_what_the_row_says_otherwise_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

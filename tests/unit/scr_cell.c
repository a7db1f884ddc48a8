/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/scr/scr_cell.h"

static int32_t today;

static void
tell_check(struct buf *b, const char *s, struct err *e)
{
	struct scr_cell c;
	char date[DATE_LEN];

	if (scr_cell_check(&c, s, strlen(s), today, e) == -1) {
		buf_addf(b, "!%s", e->code);
		return;
	}
	buf_adds(b, c.done ? "done" : "not");
	if (c.date != DATE_NONE) {
		date_format(c.date, date);
		buf_addf(b, " date=%s", date);
	}
	if (c.outcome != NULL)
		buf_addf(b, " outcome=%s", c.outcome);
	if (c.seen_by != NULL)
		buf_addf(b, " seen_by=%.*s", (int)c.nseen, c.seen_by);
	if (c.note)
		buf_adds(b, " note");
}

static void
tell_name(struct buf *b, const char *s, bool comma, struct err *e)
{
	struct scr_name n;

	if (scr_cell_name(&n, s, strlen(s), comma, e) == -1)
		buf_addf(b, "!%s", e->code);
	else
		buf_addf(b, "%.*s+%.*s", (int)n.nfamily, n.family,
		    (int)n.ngiven, n.given);
}

static void
tell_value(struct buf *b, const char *of, const char *s, struct err *e)
{
	const char *dot = strchr(of, '.');
	const struct kind *kind = kind_named(of, (size_t)(dot - of));
	const struct field *f = field_named(kind->fields, dot + 1,
	    strlen(dot + 1));
	int rc;

	assert_non_null(f);
	rc = scr_cell_value(b, f, s, strlen(s), today, e);
	assert_true(rc == -1 || rc == (b->n > 0));
	if (rc == -1) {
		assert_int_equal(b->n, 0);
		buf_addf(b, "!%s", e->code);
	}
}

static void
tell(struct buf *b, const char *of, const char *s)
{
	struct err e;

	err_clear(&e);
	if (strcmp(of, "check") == 0)
		tell_check(b, s, &e);
	else if (strcmp(of, "name") == 0 || strcmp(of, "full_name") == 0)
		tell_name(b, s, strcmp(of, "name") == 0, &e);
	else
		tell_value(b, of, s, &e);
	if (b->n > 0 && b->p[0] == '!') {
		assert_int_equal(e.status, ST_DATA);
		assert_true(strlen(e.msg) > 10);
		assert_string_equal(e.field, "");
	}
}

/* ^ is a tick, which no line of ASCII has. */
static char *
ticked(const char *s)
{
	struct buf b = BUF_INIT;

	for (; *s != '\0'; s++) {
		if (*s == '^')
			buf_adds(&b, "\xe2\x9c\x93");
		else
			buf_addc(&b, *s);
	}
	return buf_steal(&b);
}

static void
each_cell_becomes_what_the_list_says(void **state)
{
	const char *src = getenv("VIGIL_SRC");
	char path[4096], line[512], *of, *cell, *want, *s;
	struct buf got = BUF_INIT;
	int cases = 0, wrong = 0;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/tests/data/scr/cells.txt",
	    src != NULL ? src : ".");
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		of = line;
		cell = strchr(of, '|');
		want = strrchr(of, '|');
		assert_true(cell != NULL && want > cell);
		*cell++ = '\0';
		*want++ = '\0';
		s = ticked(cell);
		buf_reset(&got);
		tell(&got, of, s);
		if (strcmp(buf_str(&got), want) != 0) {
			print_error("%s | %s: %s, not %s\n", of, cell,
			    buf_str(&got), want);
			wrong++;
		}
		free(s);
		cases++;
	}
	fclose(f);
	buf_release(&got);
	assert_int_equal(wrong, 0);
	assert_true(cases > 100);
}

static void
initials_may_have_accents(void **state)
{
	static const char of[] = "\xc3\x89L 03/09/2024";
	struct buf b = BUF_INIT;

	(void)state;
	tell(&b, "check", of);
	assert_string_equal(buf_str(&b),
	    "done date=2024-09-03 seen_by=\xc3\x89L");
	buf_reset(&b);
	tell(&b, "check", "\xc3\xa9l 03/09/2024"); /* no capitals */
	assert_string_equal(buf_str(&b), "!cannot-read");
	buf_release(&b);
}

static void
a_message_names_the_day_that_there_is_not(void **state)
{
	int32_t day;
	struct err e;

	(void)state;
	assert_int_equal(scr_cell_date(&day, "31/09/2024", 10, today, &e),
	    -1);
	assert_non_null(strstr(e.msg, "31/09/2024"));
	assert_int_equal(scr_cell_born(&day, "11/04/2038", 10, today, &e),
	    -1);
	assert_non_null(strstr(e.msg, "2038"));
	assert_non_null(strstr(e.hint, "century"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_cell_becomes_what_the_list_says),
		cmocka_unit_test(initials_may_have_accents),
		cmocka_unit_test(a_message_names_the_day_that_there_is_not),
	};

	today = date_make(2026, 10, 23);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

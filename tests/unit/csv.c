/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/csv/csv.h"

static struct line_reader in;
static struct csv c;
static struct err e;

static void
open_text(const char *s, size_t n)
{
	int fd = memfd_create("csv", 0);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, s, n), n);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	line_open(&in, fd);
	csv_open(&c, &in);
	err_clear(&e);
}

static void
close_text(void)
{
	csv_close(&c);
	line_close(&in);
	close(in.fd);
}

/* The bytes of the record last read. */
static void
assert_raw(const char *want)
{
	assert_int_equal(c.nraw, strlen(want));
	assert_memory_equal(c.raw, want, c.nraw);
}

/* The record's cells, parted by bars, on the line where it begins. */
static void
row(long line, const char *want)
{
	struct buf b = BUF_INIT;
	const char *s;
	size_t i, n;

	assert_int_equal(csv_next(&c, &e), 1);
	assert_int_equal(c.line, line);
	for (i = 0; i < c.n; i++) {
		s = csv_cell(&c, i, &n);
		assert_int_equal(s[n], '\0');
		if (i > 0)
			buf_addc(&b, '|');
		buf_add(&b, s, n);
	}
	assert_string_equal(buf_str(&b), want);
	buf_release(&b);
}

static void
cells_are_read_as_rfc_4180_writes_them(void **state)
{
	static const char text[] = "\xef\xbb\xbfname,dob\r\n"
	    "\"Smith, Anna\",2010-01-02\n"
	    "\n\r\n"
	    "\"says \"\"no\"\"\",\"\"\r\n"
	    "\"two\r\nlines\n\",b\n"
	    ",\n"
	    "\"\"\"\"\n"
	    " a , b \n";
	size_t n;

	(void)state;
	open_text(text, strlen(text));
	row(1, "name|dob");
	assert_raw("\xef\xbb\xbfname,dob\r\n");
	row(2, "Smith, Anna|2010-01-02");
	row(5, "says \"no\"|");
	assert_raw("\"says \"\"no\"\"\",\"\"\r\n");
	row(6, "two\r\nlines\n|b");
	assert_raw("\"two\r\nlines\n\",b\n");
	row(9, "|");
	row(10, "\"");
	row(11, " a | b ");
	assert_string_equal(csv_cell(&c, 2, &n), "");
	assert_int_equal(n, 0);
	assert_int_equal(csv_next(&c, &e), 0);
	assert_int_equal(csv_next(&c, &e), 0);
	close_text();
}

static void
a_byte_order_mark_may_stand_before_a_quote(void **state)
{
	static const char text[] = "\xef\xbb\xbf\"a\nbcde\",f\n";

	(void)state;
	open_text(text, strlen(text));
	row(1, "a\nbcde|f");
	assert_raw(text);
	close_text();
}

static void
ends_badly(const char *s, size_t n, long line, const char *code,
    const char *word)
{
	int rc;

	open_text(s, n);
	while ((rc = csv_next(&c, &e)) == 1)
		;
	assert_int_equal(rc, -1);
	assert_int_equal(e.status, ST_DATA);
	assert_int_equal(e.line, line);
	assert_string_equal(e.code, code);
	assert_non_null(strstr(e.msg, word));
	assert_true(c.failed);
	err_clear(&e);
	assert_int_equal(csv_next(&c, &e), -1);
	assert_int_equal(e.status, ST_DATA);
	close_text();
}

static void
quotes_out_of_place_are_named(void **state)
{
	static const char inside[] = "a,b\n5\" ruler,1\n",
	    after[] = "a,b\n\"x\" ,1\n", open[] = "a,b\n1,2\n\"x,1\n2,3\n",
	    open_cut[] = "a,b\n\"x,1";

	(void)state;
	ends_badly(inside, strlen(inside), 2, "bad-csv", "twice");
	ends_badly(after, strlen(after), 2, "bad-csv", "comma must follow");
	ends_badly(open, strlen(open), 3, "bad-csv", "never closed");
	ends_badly(open_cut, strlen(open_cut), 2, "bad-csv", "never closed");
}

static void
an_incomplete_last_line_is_refused(void **state)
{
	(void)state;
	ends_badly("a,b\n1,2", 7, 2, "incomplete", "last line");
	ends_badly("a", 1, 1, "incomplete", "last line");
	ends_badly("a,b\n1,2\r", 8, 2, "incomplete", "last line");
}

static void
other_encodings_are_named_with_what_to_do(void **state)
{
	(void)state;
	ends_badly("a\nZo\xeb\n", 6, 2, "bad-utf8", "Windows-1252");
	ends_badly("a\nO\x92" "B\n", 6, 2, "bad-utf8", "Windows-1252");
	ends_badly("\xff\xfe" "a\0\n\0", 6, 1, "bad-utf8", "UTF-16");
	ends_badly("\xfe\xff\0a\0\n", 6, 1, "bad-utf8", "UTF-16");
	ends_badly("a\0,\0b\0\n\0", 8, 1, "bad-utf8", "UTF-16");
	ends_badly("\0a\0,\0b\0\n", 8, 1, "bad-utf8", "UTF-16");
	ends_badly("a\nb\0c\n", 6, 2, "bad-csv", "NUL");
	ends_badly("a\n\x81\n", 4, 2, "bad-utf8", "is not UTF-8.");
	open_text("Zo\xeb\n", 4);
	assert_int_equal(csv_next(&c, &e), -1);
	assert_int_equal(e.column, 3);
	assert_non_null(strstr(e.hint, "CSV UTF-8"));
	close_text();
}

static void
a_row_has_at_most_1024_cells(void **state)
{
	struct buf b = BUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < CSV_MAX_COLUMNS - 1; i++)
		buf_adds(&b, "x,");
	buf_adds(&b, "y\n");
	open_text(b.p, b.n);
	assert_int_equal(csv_next(&c, &e), 1);
	assert_int_equal(c.n, CSV_MAX_COLUMNS);
	assert_string_equal(csv_cell(&c, CSV_MAX_COLUMNS - 1, NULL), "y");
	close_text();
	b.p[b.n - 1] = ',';
	buf_adds(&b, "\n");
	ends_badly(b.p, b.n, 1, "bad-csv", "1024");
	buf_release(&b);
}

static void
a_row_has_at_most_one_mebibyte(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_reserve(&b, LINE_MAX_BYTES + 2);
	memset(b.p, 'x', LINE_MAX_BYTES + 2);
	b.p[LINE_MAX_BYTES - 1] = '\n';
	open_text(b.p, LINE_MAX_BYTES);
	assert_int_equal(csv_next(&c, &e), 1);
	assert_int_equal(c.len[0], LINE_MAX_BYTES - 1);
	close_text();
	memcpy(b.p + LINE_MAX_BYTES - 1, "x\n", 2);
	ends_badly(b.p, LINE_MAX_BYTES + 1, 1, "too-long", "1 MiB");
	memcpy(b.p + LINE_MAX_BYTES - 1, "xx\n", 3);
	ends_badly(b.p, LINE_MAX_BYTES + 2, 1, "too-long", "1 MiB");
	/* A forgotten quote swallows line after line. */
	b.p[0] = '"';
	b.p[1000] = b.p[LINE_MAX_BYTES / 2] = '\n';
	ends_badly(b.p, LINE_MAX_BYTES + 2, 1, "too-long", "1 MiB");
	buf_release(&b);
}

static void
cells_are_written_quoted_where_they_must_be(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" }, { "plain", "plain" }, { "a b", "a b" },
		{ "a,b", "\"a,b\"" }, { "a\"b\"", "\"a\"\"b\"\"\"" },
		{ "a\nb", "\"a\nb\"" }, { "a\rb", "\"a\rb\"" },
		{ "\"", "\"\"\"\"" },
		{ "=1+1", "'=1+1" }, { "+44 116", "'+44 116" },
		{ "-x", "'-x" }, { "@x", "'@x" }, { "\tx", "'\tx" },
		{ "\rx", "\"'\rx\"" }, { "=a,\"b\"", "\"'=a,\"\"b\"\"\"" },
		{ "\nx", "\"'\nx\"" }, { "\xef\xbc\x8bx", "'\xef\xbc\x8bx" },
		{ "1=1", "1=1" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_reset(&b);
		csv_put(&b, cases[i][0], strlen(cases[i][0]),
		    csv_formula(cases[i][0], strlen(cases[i][0])));
		assert_string_equal(buf_str(&b), cases[i][1]);
	}
	buf_release(&b);
}

static void
what_is_written_is_read_again(void **state)
{
	static const char piece[] = "ab,\"\n\r '";
	struct buf want[7] = { BUF_INIT }, b = BUF_INIT;
	uint32_t seed = 4180;
	size_t i, k, n;
	int round;

	(void)state;
	for (round = 0; round < 300; round++) {
		buf_reset(&b);
		for (i = 0; i < 7; i++) {
			buf_reset(&want[i]);
			/* never empty, which may be no row */
			buf_addc(&want[i], 'c');
			for (k = 0; k < 5; k++) {
				seed = seed * 1664525 + 1013904223;
				buf_addc(&want[i], piece[(seed >> 16) % 8]);
			}
			if (i > 0)
				buf_addc(&b, ',');
			csv_put(&b, want[i].p, want[i].n, 0);
		}
		buf_adds(&b, "\r\n");
		open_text(b.p, b.n);
		assert_int_equal(csv_next(&c, &e), 1);
		assert_int_equal(c.n, 7);
		for (i = 0; i < 7; i++) {
			assert_string_equal(csv_cell(&c, i, &n), want[i].p);
			assert_int_equal(n, want[i].n);
		}
		assert_raw(b.p);
		assert_int_equal(csv_next(&c, &e), 0);
		close_text();
	}
	for (i = 0; i < 7; i++)
		buf_release(&want[i]);
	buf_release(&b);
}

/* Rows of all lengths, with commas and line ends at all places. */
static void
a_row_without_quotes_is_read_as_one_with_them(void **state)
{
	char cell[8][16], plain[256], quoted[512];
	size_t ncells;

	(void)state;
	srand(1);
	for (int i = 0; i < 2000; i++) {
		char *p = plain, *q = quoted;

		ncells = 1 + (size_t)(rand() % 8);
		for (size_t k = 0; k < ncells; k++) {
			size_t n = (size_t)(rand() % 13) + (ncells == 1);

			for (size_t at = 0; at < n; at++)
				cell[k][at] = (char)(' ' + 3 + rand() % 5);
			cell[k][n] = '\0';
			p += sprintf(p, "%s%s", k > 0 ? "," : "", cell[k]);
			q += sprintf(q, "%s\"%s\"", k > 0 ? "," : "", cell[k]);
		}
		strcpy(p, rand() % 2 ? "\n" : "\r\n");
		strcpy(q, "\n");
		for (int pass = 0; pass < 2; pass++) {
			const char *text = pass == 0 ? plain : quoted, *s;
			size_t n;

			open_text(text, strlen(text));
			assert_int_equal(csv_next(&c, &e), 1);
			assert_int_equal(c.n, ncells);
			for (size_t k = 0; k < ncells; k++) {
				s = csv_cell(&c, k, &n);
				assert_int_equal(n, strlen(cell[k]));
				assert_string_equal(s, cell[k]);
			}
			assert_raw(text);
			assert_int_equal(csv_next(&c, &e), 0);
			close_text();
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_read_as_rfc_4180_writes_them),
		cmocka_unit_test(
		    a_row_without_quotes_is_read_as_one_with_them),
		cmocka_unit_test(a_byte_order_mark_may_stand_before_a_quote),
		cmocka_unit_test(quotes_out_of_place_are_named),
		cmocka_unit_test(an_incomplete_last_line_is_refused),
		cmocka_unit_test(other_encodings_are_named_with_what_to_do),
		cmocka_unit_test(a_row_has_at_most_1024_cells),
		cmocka_unit_test(a_row_has_at_most_one_mebibyte),
		cmocka_unit_test(cells_are_written_quoted_where_they_must_be),
		cmocka_unit_test(what_is_written_is_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

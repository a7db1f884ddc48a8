/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text/date.h"
#include "cli/out/cell.h"
#include "cli/in/in.h"
#include "cli/out/out.h"

#define ROUNDS 200

static struct err e;

static unsigned
any(unsigned below)
{
	return (unsigned)rand() % below;
}

/* Not blank, as no field takes that, unless it may be. */
static void
put_text(struct buf *b, bool one_line, bool blank)
{
	static const char *const piece[] = { "'", "'", "=", "+", "-", "@", " ",
		" ", "a", "b", "[", "]", "{", "}", "\"", ",", ";", ":", "1",
		"\xc2\xa0", "\xc3\xa9", "\xef\xbc\x9d", "\xef\xbc\x8b",
		"\xef\xbb\xbf", "\\n", "null", "\n", "\r", "\r\n", "\t" };
	struct buf text = BUF_INIT;
	size_t n = any(7);

	if (!blank && n == 0)
		n = 1;
	do {
		buf_reset(&text);
		for (size_t i = 0; i < n; i++)
			buf_adds(&text, piece[any(one_line ? 26 : 30)]);
	} while (!blank && strspn(buf_str(&text), " \t\r\n") == text.n);
	json_string(b, buf_str(&text), text.n);
	buf_release(&text);
}

static void put_object(struct buf *, const struct field *, size_t chance);

static void
put_one(struct buf *b, const struct field *f)
{
	char date[DATE_LEN];
	size_t words = 0;

	switch (f->type) {
	case FIELD_TEXT:
		put_text(b, false, false);
		break;
	case FIELD_BOOL:
		json_bool(b, any(2) == 1);
		break;
	case FIELD_INT:
		json_num(b, any(2) == 1 ? (int64_t)any(100) : 999999999999999);
		break;
	case FIELD_DATE:
		date_format(20000 + (int32_t)any(1000), date);
		json_cstr(b, date);
		break;
	case FIELD_TIME:
		json_cstr(b, "2026-01-02T03:04:05Z");
		break;
	case FIELD_WORD:
		while (f->words[words] != NULL)
			words++;
		json_cstr(b, f->words[any((unsigned)words)]);
		break;
	case FIELD_CODE:
		json_cstr(b, "self-harm");
		break;
	case FIELD_OBJECT:
		put_object(b, f->sub, 2);
		break;
	default: /* a line, or a record or a name in words */
		if (f->number != NULL)
			json_cstr(b, "0123456");
		else if (f->type == FIELD_LINE ||
		    ((f->flags & FIELD_OR_NAME) && any(2) == 1))
			put_text(b, true, false);
		else
			json_cstr(b, "P-7KQ2MX");
	}
}

static void
put_field(struct buf *b, const struct field *f)
{
	if (!(f->flags & FIELD_MANY)) {
		put_one(b, f);
		return;
	}
	json_open(b, '[');
	for (unsigned i = any(3); i < 3; i++) {
		json_item(b);
		put_one(b, f);
	}
	json_close(b, ']');
}

/* Of the fields about each chance-th is absent; and an x_ field. */
static void
put_object(struct buf *b, const struct field *f, size_t chance)
{
	json_open(b, '{');
	for (; f->name != NULL; f++) {
		if ((f->flags & FIELD_GIVEN) || f->type == FIELD_RECEIPT ||
		    any((unsigned)chance) == 0)
			continue;
		json_key(b, f->name);
		put_field(b, f);
	}
	json_key(b, "x_own");
	put_text(b, false, true);
	json_close(b, '}');
}

/* The record as its CSV in a file, which is then at its beginning. */
static int
write_csv(const struct kind *kind, const struct buf *record)
{
	struct out_setup setup = { .format = OUT_CSV, .kind = kind };
	struct buf fields = BUF_INIT;
	struct out *out;
	char path[] = "/tmp/vigil-cell-XXXXXX";

	setup.fd = mkstemp(path);
	assert_true(setup.fd >= 0);
	unlink(path);
	for (const struct field *f = kind->fields; f->name != NULL; f++) {
		if (!(f->flags & FIELD_GIVEN) && f->type != FIELD_RECEIPT)
			buf_addf(&fields, "%s,", f->name);
	}
	buf_adds(&fields, "x_own");
	setup.fields = buf_str(&fields);
	if (out_open(&out, &setup, &e) == -1)
		fail_msg("%s: %s", kind->name, e.msg);
	assert_int_equal(out_record(out, record->p, record->n, &e), 0);
	assert_int_equal(out_close(out, &e), 0);
	buf_release(&fields);
	assert_int_equal(lseek(setup.fd, 0, SEEK_SET), 0);
	return setup.fd;
}

static void
comes_again(const struct kind *kind, const struct buf *record)
{
	struct in_setup setup = { .tool = "test", .kind = kind,
		.from = "csv" };
	int fd = write_csv(kind, record), was = dup(STDIN_FILENO);
	const struct json *j;
	struct buf got = BUF_INIT;
	struct in *in;

	dup2(fd, STDIN_FILENO);
	assert_int_equal(in_open(&in, &setup, &e), 0);
	if (in_next(in, &j, &e) != 1)
		fail_msg("%s: %s\n%s", kind->name, e.msg, record->p);
	json_canon(&got, j, 0);
	assert_string_equal(buf_str(&got), record->p);
	assert_int_equal(in_next(in, &j, &e), 0);
	in_close(in);
	dup2(was, STDIN_FILENO);
	close(was);
	close(fd);
	buf_release(&got);
}

static void
a_record_of_any_kind_comes_again_as_it_went_out(void **state)
{
	struct buf record = BUF_INIT;

	(void)state;
	srand(22);
	for (size_t i = 0; kinds[i] != NULL; i++) {
		if (!(kinds[i]->flags & KIND_STORED))
			continue;
		for (int round = 0; round < ROUNDS; round++) {
			buf_reset(&record);
			put_object(&record, kinds[i]->fields, 5);
			comes_again(kinds[i], &record);
		}
	}
	buf_release(&record);
}

static void
apostrophes_go_where_a_text_would_not_come_back(void **state)
{
	static const struct field line = { .name = "l", .type = FIELD_LINE },
		text = { .name = "t", .type = FIELD_TEXT };
	static const struct {
		const struct field *field;
		const char *text;
		int marks;
	} cases[] = {
		{ &line, "Ann", 0 }, { &line, "'t Hooft", 0 }, { &line, "'", 0 },
		{ &line, "=1", 1 }, { &line, "''+44", 1 }, { &line, "'-", 1 },
		{ &line, "a  b", 2 }, { &line, "' a", 2 }, { &line, "=a ", 2 },
		{ &line, "\xef\xbc\x9d", 1 }, { &text, "a  b\nc", 0 },
		{ &text, "'- said", 1 }, { &text, "\n=1", 1 },
		{ NULL, "a  b", 0 }, { NULL, "", 2 }, { NULL, "'' ", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *s = cases[i].text;

		if (cell_marks(cases[i].field, s, strlen(s)) != cases[i].marks)
			fail_msg("%s", s);
	}
}

static void
what_others_wrote_is_taken_as_it_stands(void **state)
{
	static const struct field line = { .name = "l", .type = FIELD_LINE };
	static const char *const kept[] = { "'t Hooft", "'t Hooft ", "O'Neil",
		"'", "''", "=1" };
	const char *s;
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		s = kept[i];
		n = strlen(s);
		cell_unmark(&line, &s, &n);
		assert_ptr_equal(s, kept[i]);
		assert_false(cell_keeps(&line, s, n));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_record_of_any_kind_comes_again_as_it_went_out),
		cmocka_unit_test(
		    apostrophes_go_where_a_text_would_not_come_back),
		cmocka_unit_test(what_others_wrote_is_taken_as_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
